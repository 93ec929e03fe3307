"""Looking for words: what is folded, what a question means, what is found, and what is said where nothing is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import build, cases, cite, cli
from helpers.cases import Case, _asked, _find, _index
from helpers.cases._words import FIELD, place, words, words_of_many
from helpers.errors import TableError, UsageError

POSTS = """id,who,when,text,link
1,ana,2021-05-01T10:00:00Z,Die Straße am Hafen brennt. Müller sagt nichts!,
2,bo,2021-05-02T10:00:00Z,The night watch saw the harbour_fire at 21:42,https://quay.example/fire
3,cy,2021-06-01T10:00:00Z,港口火灾后官方媒体否认,
4,di,,A watch in the night; nobody watched <b>TikTok</b>,
5,cy,2022-01-01T10:00:00Z,İSTANBUL'da yangın 🔥,
"""
CLAIMS = """id,event,title,event_date,claimant,stance,what,actors,evidence
c1,fire,Fire at the quay,2021-05,Quay Radio,asserts,The quay burned.,Port Authority,posts:2
c2,fire,,2021-05-02,Port Authority,denies,Nothing burned.,,posts:1
"""
ACTORS = """id,name,aliases,kind
port,Port Authority,PA; Hafenamt,government
quay,Quay Radio,,outlet
"""
TIES = "id,from_actor,to_actor,kind,evidence\nt1,port,quay,accuses,claims:c2\n"
TOML = """
[[sources]]
files = "posts.csv"
reader = "table"
table = "posts"
platform = "bluesky"
credit = "invented"
columns = { id = "id", account_name = "who", created_at = "when", text = "text", address = "link" }
"""
FILES = {
    "posts.csv": POSTS,
    "handmade/claims.csv": CLAIMS,
    "handmade/actors.csv": ACTORS,
    "handmade/ties.csv": TIES,
}


def laid_out(root: Path) -> Case:
    head = 'title = "Tiny"\nquestion = "What?"\nperiod = "2020/2022"\ntimezone = "UTC"\ninvented = true\n'
    for path, content in {"case.toml": head + TOML, **FILES}.items():
        target = root / "data" / "raw" / "tiny" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return cases.load("tiny", root)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A built case that no test changes."""
    made = laid_out(tmp_path_factory.mktemp("find"))
    build.build(made)
    return made


@pytest.fixture
def own(case: Case, tmp_path: Path) -> Case:
    """A copy of it that a test may change."""
    shutil.copytree(case.workspace.root, tmp_path, dirs_exist_ok=True)
    return cases.load("tiny", tmp_path)


def rows(case: Case, text: str = "", **narrowed: Any) -> list[str]:
    return [f"{hit.table}:{hit.row}" for hit in _find.find(case, text, **narrowed).hits]


# ---------------------------------------------------------------- folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Die Straße: Müller!", " die strasse muller "),
        ("STRASSE Mu\u0308ller", " strasse muller "),
        ("İstanbul ISTANBUL ısı", " istanbul istanbul isi "),
        ("Ｆｕｌｌ－ｗｉｄｔｈ ﬁne", " full width fine "),
        ("Łódź Ørsted Æther", " lodz orsted aether "),
        ("ΣΊΣΥΦΟΣ Σίσυφος", " σισυφοσ σισυφοσ "),
        ("ёлка й", " елка и "),
        ("الأَخبارُ", " الاخبار "),
        ("soft\u00adhyphen zero\u200bwidth \u202eevil", " softhyphen zerowidth evil "),
        ("港口火灾", " 港 口 火 灾 "),
        ("가 カ\u3099", " 가 ガ "),
        ("#harbour_fire @Quay's", " harbour fire quay s "),
        ("🔥\ufe0f ok", " 🔥 ok "),
        ("... !?", " "),
        ("", " "),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert words(text) == folded
    assert words_of_many(["a b", text, "Ä"]) == [" a b ", folded, " a "]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_many_texts_are_folded_like_one_and_folding_again_changes_nothing(texts: list[str]) -> None:
    texts = [text.replace(FIELD, "") for text in texts]
    folded = [words(text) for text in texts]
    assert words_of_many(texts) == folded
    assert [words(text) for text in folded] == folded


@given(st.text(max_size=60), st.integers(0, 59))
def test_a_text_is_found_where_its_own_words_stand(text: str, at: int) -> None:
    typed = text.split()
    if typed and words(wanted := typed[at % len(typed)]) != " " and words(wanted) in words(text):
        found = place(text, words(wanted))
        # Hangul that comes as single letters is put together in words() alone; then no place is given
        assert found is None or words(text[found[0] : found[1]]) == words(wanted)


def test_the_place_of_a_hit_is_that_of_the_signs_as_written() -> None:
    text = "Am Kai: die Müller-Straße brennt"
    found = place(text, words("muller strasse"))
    assert found is not None and text[found[0] : found[1]] == "Müller-Straße"
    found = place(text, " stra")
    assert found is not None and text[found[0] : found[1]] == "Stra"
    assert place(text, " kirche ") is None


# ---------------------------------------------------------------- questions


def test_a_question_is_words_phrases_beginnings_and_what_must_not_be_there() -> None:
    assert _asked.terms('fire "night Watch" vide* -cat -“in the port”') == (
        _asked.Term("fire", " fire "),
        _asked.Term("night Watch", " night watch "),
        _asked.Term("vide*", " vide"),
        _asked.Term("cat", " cat ", True),
        _asked.Term("in the port", " in the port ", True),
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"text": '"night watch'},
            "A quotation mark is never closed in: \"night watch. Write a phrase as in '\"night watch\" fire'.",
        ),
        ({"text": "fire ?!"}, '"?!" has no letter, digit or sign that could be looked for.'),
        ({"text": "-fire"}, "Say what to look for: words, a phrase in quotation marks, or an actor."),
        ({"text": ""}, "Say what to look for: words, a phrase in quotation marks, or an actor."),
        ({"text": "fire", "start": "2021-13"}, '"2021-13" is not a date. Write 2022, 2022-06 or 2022-06-30.'),
        (
            {"text": "fire", "table": "post"},
            'There is no table "post" to look through. Did you mean "posts"? There are: posts, claims, actors, ties.',
        ),
        (
            {"text": "fire", "table": "events"},
            'There is no table "events" to look through. Events are not looked through. '
            "There are: posts, claims, actors, ties.",
        ),
        (
            {"text": "", "actor": "Port Autority"},
            'The case tiny has no actor "Port Autority". Did you mean "Port Authority"?',
        ),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_understood_is_refused(case: Case, asked: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        _find.find(case, **asked)
    assert str(caught.value) == said


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("strasse muller", ["posts:2"]),
        ("Müller", ["posts:2"]),
        ("brenn", []),
        ("brenn*", ["posts:2"]),
        ('"night watch"', ["posts:3"]),
        ("watch night", ["posts:3", "posts:5"]),
        ("watch -fire", ["posts:5"]),
        ("fire", ["claims:c1", "posts:3", "claims:c2"]),  # c2 by its event; a month begins before its days
        ("火灾", ["posts:4"]),
        ("istanbul", ["posts:6"]),
        ("🔥", ["posts:6"]),
        ("tiktok", ["posts:5"]),
        ('"nothing burned" quay', []),
        ("quay.example", ["posts:3"]),
    ],
)
def test_rows_with_all_the_words_are_found_oldest_first(case: Case, text: str, found: list[str]) -> None:
    assert rows(case, text) == found


def test_what_narrows_the_search(case: Case) -> None:
    assert rows(case, "fire", table="claims") == ["claims:c1", "claims:c2"]
    assert rows(case, "", platform="Bluesky", start="2021-06") == ["posts:4", "posts:6"]
    assert rows(case, "fire", start="2021-05-02", end="2021-05-02") == ["claims:c1", "posts:3", "claims:c2"]
    assert rows(case, "", end="2021-05-01", platform="bluesky") == ["posts:2"]
    assert rows(case, "fire", limit=1) == ["claims:c1"]
    found = _find.find(case, "watch", start="2021")
    assert (found.counts, found.undated) == ({"posts": 1}, 1)


def test_an_actor_is_found_by_its_names_and_at_the_ends_of_ties(case: Case) -> None:
    by_name = ["claims:c1", "claims:c2", "actors:port", "ties:t1"]
    assert rows(case, actor="Port Authority") == by_name
    assert rows(case, actor="hafenamt") == by_name
    assert rows(case, "quay", actor="port") == ["claims:c1", "ties:t1"]


def test_a_hit_says_where_when_who_and_shows_the_words(case: Case) -> None:
    (hit,) = _find.find(case, '"night watch"').hits
    text = "The night watch saw the harbour_fire at 21:42"
    assert hit == _find.Hit("posts", "posts.csv", "3", "2021-05-02 10:00:00 UTC", "bo", text, (4, 15))
    assert hit.cite == "[@posts:posts.csv:3]"
    assert cite.reference(case, hit.cite[2:-1]) == {"table": "posts", "source": "posts.csv", "row": "3"}
    (hit,) = _find.find(case, "tiktok").hits
    assert (hit.when, hit.who) == (None, "di")


def test_a_long_text_is_cut_around_the_hit_and_its_hidden_signs_are_seen() -> None:
    text = " ".join(f"word{n}" for n in range(90)) + " the \u202eneedle here " + " ".join(f"tail{n}" for n in range(60))
    row = {"text": text, "id": "1"}
    shown, hit = _find._excerpt("posts", {**dict.fromkeys(_index.searched("posts")), **row}, _asked.asked("needle"))
    assert hit is not None and shown[hit[0] : hit[1]] == "needle"
    assert shown.startswith("… ") and shown.endswith(" …") and "‹U+202E›" in shown and len(shown) < 240


def test_a_row_that_is_found_by_a_name_alone_shows_what_it_says() -> None:
    empty = dict.fromkeys(_index.searched("claims"))
    row = {
        **empty,
        "claimant": "Quay Radio",
        "actors": ["Quay Radio"],
        "title": "A fire",
        "event": "quay-fire",
        "wording": "I saw it",
    }
    question = _asked.asked("quay")
    assert _find._excerpt("claims", row, question) == ("A fire", None)
    assert _find._excerpt("claims", {**row, "what": "It burns."}, question) == ("It burns.", None)
    assert _find._excerpt("claims", {**row, "what": "The quay burns."}, question) == ("The quay burns.", (4, 8))
    assert _find._excerpt("claims", {**row, "title": None, "event": None}, question) == ("Quay Radio", (0, 4)), (
        "nothing said"
    )
    assert _find._excerpt("claims", row, _asked.asked("saw")) == ("I saw it", (2, 5)), "no name"
    actor = {**dict.fromkeys(_index.searched("actors")), "name": "Quay Radio", "note": "A station."}
    assert _find._excerpt("actors", actor, question) == ("Quay Radio", (0, 4))


def test_nothing_found_says_what_stands_nowhere_and_what_is_near(case: Case) -> None:
    assert _find.find(case, "harbur").advice == '"harbur" stands in no row. Did you mean "harbour"?'
    assert _find.find(case, "zeppelin").advice == '"zeppelin" stands in no row.'
    assert _find.find(case, "burned harbour").advice == (
        'Rows there are with "burned" in 2, "harbour" in 1: fewer words, or less that narrows them, find more.'
    )


def test_stale_tables_are_refused_with_the_command(own: Case) -> None:
    (own.folder / "posts.csv").write_text(POSTS + "6,di,,more,\n", "utf-8")
    with pytest.raises(TableError) as caught:
        _find.find(own, "fire")
    assert str(caught.value) == (
        "The tables of tiny are older than the evidence: posts.csv has changed. Run `casebook build tiny`."
    )


def test_the_frame_of_a_notebook_is_evidence(case: Case) -> None:
    from helpers.show._cells import evidence_list

    frame = case.find("fire")
    assert list(frame.columns) == ["table", "source", "row", "when", "who", "text", "cite"]
    assert frame.attrs == {"found": {"posts": 1, "claims": 2}, "undated": 0, "advice": ""}
    assert evidence_list(frame)[0] == {"table": "claims", "source": "handmade/claims.csv", "row": "c1"}
    assert len(case.find("zeppelin")) == 0


# ---------------------------------------------------------------- the index


def test_a_large_table_has_an_index_and_it_answers_the_same(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = ("fire", "火灾", "watch -fire", "strasse", "zeppelin")
    before = [_find.find(own, text) for text in questions]
    monkeypatch.setattr(_index, "LARGE", 2)
    built = build.build(own, force=True)
    assert not (own.processed / _index.FOLDER).exists()
    said: list[str] = []
    _find.find(own, "fire", say=said.append)
    assert said == [
        f"{table}: the words of {rows} rows are listed, once after each change."
        for table, rows in built.rows.items()
        if rows >= 2 and _index.searched(table)
    ]
    kept = sorted(path.name.rsplit("-", 1)[0] for path in (own.processed / _index.FOLDER).iterdir())
    assert kept == ["actors", "claims", "posts"] and built.rows["ties"] == 1
    monkeypatch.setattr(_index, "batches", lambda *_: pytest.fail("the index is there, and another one is made"))
    assert [_find.find(own, text, table="posts") for text in questions] == [
        _find.Found(
            tuple(hit for hit in found.hits if hit.table == "posts"),
            {name: n for name, n in found.counts.items() if name == "posts"},
            {"posts": 5},
            found.undated,
            found.advice,
        )
        for found in before
    ]


def test_an_index_goes_with_its_table(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_index, "LARGE", 2)
    build.build(own, force=True)
    _find.find(own, "fire")
    old = {path.name for path in (own.processed / _index.FOLDER).iterdir()}
    (own.folder / "handmade" / "claims.csv").write_text(CLAIMS.replace("burned", "glowed"), "utf-8")
    own = cases.load("tiny", own.workspace.root)
    build.build(own)
    left = {path.name for path in (own.processed / _index.FOLDER).iterdir()}
    assert rows(own, "glowed") == ["claims:c1", "claims:c2"]
    new = {path.name for path in (own.processed / _index.FOLDER).iterdir()}
    assert len(left) == 2 and left < old and left < new and len(new) == 3


def test_a_folder_that_may_only_be_read_is_searched_all_the_same(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_index, "LARGE", 2)
    build.build(own, force=True)
    (own.processed / _index.FOLDER).write_text("in the way of the folder", "utf-8")
    assert rows(own, "fire") == rows(own, "FIRE") != []


def test_a_mark_stands_in_braces_where_its_name_has_a_bracket_or_a_semicolon() -> None:
    hit = _find.Hit("posts", "odd [file]; 2.csv", "3", None, None, "x", None)
    assert hit.cite == "[@{posts:odd [file]; 2.csv:3}]"


# ---------------------------------------------------------------- the command


def test_a_line_to_cite_is_the_text_and_no_markup(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["find", "tiny", "tiktok", "--cite", "--workspace", str(case.workspace.root)])
    said = "- A watch in the night; nobody watched \\<b\\>TikTok\\</b\\> [@posts:posts.csv:5]\n"
    assert capsys.readouterr().out == said


def test_the_command_in_its_three_forms(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--workspace", str(case.workspace.root)]
    assert cli.main(["find", "tiny", *where, '"night watch"']) == 0
    assert capsys.readouterr().out == (
        "posts · posts.csv:3 · 2021-05-02 10:00:00 UTC · bo\n"
        "    The night watch saw the harbour_fire at 21:42\n"
        "1 row: posts 1.\n"
    )
    assert cli.main(["find", "tiny", "fire", "--limit", "1", "--cite", *where]) == 0
    assert capsys.readouterr().out == "- Fire at the quay [@claims:handmade/claims.csv:c1]\n"
    assert cli.main(["find", "tiny", "fire", "--limit", "1", "--json", *where]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "ok": True,
        "found": 3,
        "shown": 1,
        "tables": {"posts": 1, "claims": 2},
        "undated": 0,
        "advice": "",
        "rows": [
            {
                "table": "claims",
                "source": "handmade/claims.csv",
                "row": "c1",
                "when": "2021-05",
                "who": "Quay Radio",
                "text": "Fire at the quay",
                "hit": [0, 4],
                "cite": "[@claims:handmade/claims.csv:c1]",
            }
        ],
    }


def test_the_command_says_what_it_leaves_out_and_what_it_does_not_find(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--workspace", str(case.workspace.root)]
    cli.main(["find", "tiny", "fire", "--limit", "1", *where])
    assert capsys.readouterr().out.splitlines()[-1] == (
        "1 of 3 rows, oldest first: posts 1, claims 2. --limit 0 shows all."
    )
    cli.main(["find", "tiny", "watch", "--from", "2021", *where])
    assert capsys.readouterr().out.splitlines()[-1] == "1 row: posts 1. 1 row without a date left out."
    cli.main(["find", "tiny", "harbur", *where])
    assert capsys.readouterr().out == (
        'Nothing found in posts 5, claims 2, actors 2, ties 1. "harbur" stands in no row. Did you mean "harbour"?\n'
    )
    assert cli.main(["find", "tiny", "fire", "--limit", "-1", *where]) == 2
    assert capsys.readouterr().err == "--limit is -1, and must be 0 (all) or more.\n"


def test_the_command_loads_no_pandas(case: Case, repo: Path) -> None:
    code = (
        "import sys; from helpers.cli import main; "
        "main(['find', 'tiny', 'fire', '--quiet', '--workspace', sys.argv[1]]); "
        "print(sorted({'pandas', 'matplotlib', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(case.workspace.root)], capture_output=True, text=True, check=True, cwd=repo
    )
    assert done.stdout == "[]\n"
