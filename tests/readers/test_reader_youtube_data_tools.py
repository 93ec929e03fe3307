"""YouTube Data Tools: quotes as PHP writes them, the zone of the server, and what a comment answers."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, built, make_case, shown


def test_a_quote_behind_a_backslash_stands_as_it_is_in_php_and_is_doubled_in_python(tmp_path: Path) -> None:
    said = 'He wrote \\"fire\\", then left, C:\\harbour and "smoke"'
    for n, name in enumerate(("youtube_data_tools", "youtube_data_tools.new")):
        case, _, source = build_sample(Sample(name), tmp_path / str(n))
        assert [row["text"].endswith(said) for row in shown(case, "posts")].count(True) == 2 - (n == 0)
        assert source["repairs"] == []


def test_a_backslash_at_the_end_of_a_line_does_not_open_the_next_one(tmp_path: Path) -> None:
    head = "id,replyCount,likeCount,publishedAt,authorName,authorChannelId,isReply,isReplyTo,isReplyToName,text\n"
    first = 'a,0,1,"2022-07-04 15:20:01",Ana,UCa,0,,,"gone \\"\n'
    second = 'b,0,1,"2022-07-04 15:20:02",Bo,UCb,0,,,"so ""what\\" is, it"\n'
    case = make_case(tmp_path, {"c.csv": (head + first + second).encode()}, "youtube_data_tools")
    _, source = built(case)
    assert (source["records"], source["kept"]) == (2, 2)
    assert [row["text"] for row in shown(case, "posts")] == ["gone \\", 'so "what\\" is, it']


def test_an_old_comment_is_in_the_servers_zone_and_a_new_one_in_utc(tmp_path: Path) -> None:
    old, _, _ = build_sample(Sample("youtube_data_tools.comments"), tmp_path / "old")
    new, _, _ = build_sample(Sample("youtube_data_tools.newcomments"), tmp_path / "new")
    at = [{row["id"]: row["created_at"][0] for row in shown(case, "posts")}["UgxK0quay4AaABAg"] for case in (old, new)]
    assert at == ["2022-07-04T13:20:01", "2022-07-04T13:20:01"]
    assert [row["reply_to"] for row in shown(new, "posts")] == ["-kQ9_maRv3L", "UgxK0quay4AaABAg"]
