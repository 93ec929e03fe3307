"""Instagram through 4CAT: the files of before Zeeschuimer, with comments among the posts."""

from __future__ import annotations

from pathlib import Path

from reader_samples import built, make_case, shown

HEAD = (
    "id,thread_id,parent_id,body,author,timestamp,type,url,hashtags,usertags,mentioned,num_likes,num_comments,subject,"
    "unix_timestamp\n"
)
POST = (
    "CfkQ1,CfkQ1,CfkQ1,Morning @zeno,quay.radio,2019-07-04 15:12:30,picture,https://cdn.example/1.jpg,quay,bo,zeno,"
    "12,2,,1562245950\n"
)
ANSWERS = (
    "178,CfkQ1,CfkQ1,Where?,early_mast,1562246000,comment,,,,,0,1,,\n"
    "179,CfkQ1,178,The east one,quay.radio,2019-07-04 15:15:00,comment,,,,,1,0,,1562246100\n"
)


def test_comments_say_what_they_answer_and_a_file_is_no_address_of_a_post(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"old.csv": (HEAD + POST + ANSWERS).encode()}, "fourcat_instagram")
    _, source = built(case)
    assert (source["kept"], source["unknown"]) == (3, [])
    rows = shown(case, "posts", "platform", "row")
    assert [(row["id"], row["kind"], row.get("reply_to")) for row in rows] == [
        ("CfkQ1", "post", None), ("178", "reply", "CfkQ1"), ("179", "reply", "178"),
    ]  # fmt: skip
    assert (rows[0]["mentions"], "address" in rows[0]) == (["bo", "zeno"], False)
    assert rows[1]["created_at"][:3] == ("2019-07-04T13:13:20", "second", "1562246000")
