"""`casebook check`: every problem at once, each a whole sentence that says where and what next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import checks, intake
from helpers.paths import Workspace

CLAIMS = "id,event,title,claimant,stance,actors,evidence\n"
ARTICLES = """\
id,outlet,address,title
a1,Quay Radio,https://radio.example/1,Fire
a2,Herald,https://herald.example/1,Smoke
"""


class Quay:
    """A private case that is sound; a test makes it unsound."""

    def __init__(self, root: Path) -> None:
        self.folder = intake.new("quay", root)
        self.space = Workspace(root)
        self.toml = self.folder / "case.toml"
        self.write("articles.csv", ARTICLES)
        self.source('files = "articles.csv"', 'reader = "handmade"', 'table = "articles"')
        self.write("handmade/actors.csv", "id,name,aliases,kind\nport,Port of Maravel,the Port,organisation\n")
        self.write("handmade/ties.csv", "id,from_actor,to_actor,kind,evidence\nt1,port,port,owns,articles:a1\n")
        self.write(
            "handmade/claims.csv", f"{CLAIMS}c1,fire,A fire,Quay Radio,asserts,the Port,articles:a1;articles:a2\n"
        )

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text)

    def source(self, *lines: str) -> None:
        credit = () if any(line.startswith("credit") for line in lines) else ('credit = "x"',)
        self.toml.write_text(self.toml.read_text() + "\n[[sources]]\n" + "\n".join([*lines, *credit]) + "\n")

    def swap(self, old: str, new: str) -> None:
        text = self.toml.read_text()
        assert text.count(old) == 1
        self.toml.write_text(text.replace(old, new))

    @property
    def problems(self) -> list[str]:
        return [said.replace(str(self.folder), "QUAY") for said in checks.problems("quay", self.space)]


@pytest.fixture
def quay(tmp_path: Path) -> Quay:
    return Quay(tmp_path)


def test_a_claim_of_what_happened_after_it_was_reported_is_a_remark_and_no_problem(quay: Quay) -> None:
    head = "id,event,title,claimant,stance,event_date,report_date\n"
    rows = (
        "c1,fire,A fire,Quay Radio,asserts,2031-05-04,2031-05-02",
        "c2,fire,,Quay Radio,denies,2031-05-04,2031-05-02",
        "c3,fire,,Quay Radio,confirms,2031-05,2031-05-02",
        "c4,fire,,Quay Radio,asserts,2031-05-04,",
        "c5,fire,,Quay Radio,confirms,2031-07/2031-08,2031-06~",
    )
    quay.write("handmade/claims.csv", head + "\n".join(rows) + "\n")
    assert quay.problems == []
    accounts = checks.account("quay", quay.space)
    assert accounts is not None
    said = {one.source: [tuple(remark) for remark in one.remarks()] for one in accounts.sources}
    asserts = "asserts what is dated 4 May 2031, later than its report of 2 May 2031: wrong, or planned?"
    confirms = "confirms what is dated Jul 2031 – Aug 2031, later than its report of about Jun 2031: wrong, or planned?"
    assert said.pop("handmade/claims.csv") == [("dates", asserts, 1, "c1"), ("dates", confirms, 1, "c5")]
    assert not any(said.values())
    of_claims = next(one for one in accounts.as_list() if one["source"] == "handmade/claims.csv")
    assert [one["row"] for one in of_claims["early"]] == ["c1", "c5"]


def test_a_sound_case_has_no_problem(quay: Quay) -> None:
    assert quay.problems == []
    assert not checks.is_bare("quay", quay.space)


@pytest.mark.parametrize("name", ["tiktok-state-influence", "harbour-fire"])
def test_the_shipped_cases_are_sound(name: str, tmp_path: Path) -> None:
    """Checked from a private workspace, so that this repository's tables stay as they are."""
    intake.new("quay", tmp_path)
    assert checks.problems(name, Workspace(tmp_path)) == []


# ---------------------------------------------------------------- case.toml


def test_wrong_keys_and_types_of_case_toml(quay: Quay) -> None:
    quay.swap("period = ", "perod = ")
    quay.swap("invented = false", 'invented = "no"')
    assert quay.problems == [
        'QUAY/case.toml: there is no key "perod" here. Did you mean "period"?',
        'QUAY/case.toml: "period" is missing.',
        "QUAY/case.toml: \"invented\" is 'no', and must be true or false.",
    ]


def test_wrong_values_of_case_toml(quay: Quay) -> None:
    quay.swap('period = "', 'period = "99/')
    quay.swap('timezone = "UTC"', 'timezone = "Europe/Berln"')
    quay.source(
        'files = "articls.csv"', 'reader = "handmad"', 'retrieved = "2026-13"', 'zone = "UTCC"', 'table = "artcles"'
    )
    quay.source(
        'files = "articles.csv"', 'reader = "table"', 'from = "a friend"', "publish = 1", 'credt = "x"', 'credit = "x"'
    )
    said = quay.problems
    assert said[0].startswith('QUAY/case.toml: "period" is "99/')
    assert said[0].endswith('", which is not a date. Write 2022 or 2021-09/2022-01.')
    assert said[1].startswith('QUAY/case.toml: "timezone": ') and "Europe/Berlin" in said[1]
    assert [one for one in said[2:] if '"zone"' not in one] == [
        'QUAY/case.toml, source 2: there is no reader "handmad". Did you mean "handmade"?',
        'QUAY/case.toml, source 2: "retrieved" is "2026-13", which is not a date such as 2026-11-23.',
        'QUAY/case.toml, source 2: the kit has no table "artcles". Did you mean "articles"?',
        'QUAY/case.toml, source 2: "articls.csv" leads to no file in QUAY. Did you mean "articles.csv"?',
        'QUAY/case.toml, source 3: there is no key "credt" here. Did you mean "credit"?',
        'QUAY/case.toml, source 3: "publish" is 1, and must be true or false.',
    ]
    assert [one for one in said if one.startswith('QUAY/case.toml, source 2: "zone": ')]


def test_toml_that_is_none(quay: Quay) -> None:
    quay.toml.write_text("title = \n")
    assert len(quay.problems) == 1 and quay.problems[0].startswith("QUAY/case.toml is not valid TOML: ")


def test_a_missing_file_and_a_link_out_of_the_case(quay: Quay, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(ARTICLES)
    (quay.folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    quay.source('files = ["artcles.csv", "articles.csv"]', 'reader = "handmade"', 'table = "articles"')
    quay.source('files = "link.csv"', 'reader = "handmade"', 'table = "articles"')
    quay.source('files = "../../../secret.csv"', 'reader = "handmade"', 'table = "articles"')
    out = "Copy the file into the case with `casebook add`."
    assert quay.problems == [
        'QUAY/case.toml, source 2: "artcles.csv" leads to no file in QUAY. Did you mean "articles.csv"?',
        f'QUAY/case.toml, source 3: "link.csv" leads out of QUAY. {out}',
        f'QUAY/case.toml, source 4: "../../../secret.csv" leads out of QUAY. {out}',
    ]


# ---------------------------------------------------------------- parameters


def test_parameters_that_no_notebook_has_or_of_a_wrong_type(quay: Quay) -> None:
    quay.source('files = "articles.csv"', 'reader = "handmade"', 'table = "articles"')
    quay.toml.write_text(
        quay.toml.read_text()
        + '[notebooks."10-timelin"]\nstart = "2022"\n'
        + '[notebooks."10-timeline"]\nstrat = "2022"\nmin_origins = "2"\nwords = "fire"\nend = "2023"\n'
        + '[notebooks."30-activity"]\ntop = 100\ncase = "pier"\n'
    )
    said = [one for one in quay.problems if "articles.csv" not in one]
    then = "That value stands in case.toml of quay."
    assert said == [
        'case.toml of quay, [notebooks."10-timelin"]: there is no such notebook. Did you mean "10-timeline"?',
        said[1],
        f'10-timeline: parameter "min_origins" must be a whole number (int), not "2". {then}',
        f'10-timeline: parameter "words" must be a list of texts (list[str]), not "fire". {then}',
        f'30-activity: parameter "top" must be from 3 to 40, not 100. {then}',
        'case.toml of quay, [notebooks."30-activity"]: the case is the one that is rendered; '
        "leave `case` out, or render the other one.",
    ]
    assert '"strat"' in said[1] and 'Did you mean "start"?' in said[1]


def test_a_page_of_the_case_that_is_no_notebook(quay: Quay) -> None:
    quay.write("pages/50-more.ipynb", "{}")
    said = "QUAY/pages/50-more.ipynb is not a notebook of format 4. Open it in JupyterLab and save it."
    assert quay.problems == [said]


def test_parameters_of_a_page_of_the_case_count(quay: Quay) -> None:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "depth: int = 3  # how deep [1..5]"}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    quay.write("pages/50-more.ipynb", json.dumps(book))
    quay.toml.write_text(quay.toml.read_text() + '[notebooks."50-more"]\ndepth = 4\n')
    assert quay.problems == []
    quay.swap("depth = 4", "depth = 6")
    assert quay.problems == [
        '50-more: parameter "depth" must be from 1 to 5, not 6. That value stands in case.toml of quay.'
    ]


# ---------------------------------------------------------------- files


def test_files_that_are_not_their_readers(quay: Quay) -> None:
    quay.write("result.json", '{"no": "messages"}')
    quay.write("posts.ndjson", "not json\n")
    quay.source('files = "result.json"', 'reader = "telegram_desktop"')
    quay.source('files = "posts.ndjson"', 'reader = "bluesky"')
    said = quay.problems
    assert len(said) == 2
    assert said[0].startswith("QUAY/result.json: this is not a file of the telegram_desktop reader")
    assert said[1].startswith("QUAY/posts.ndjson: this is not a file of the bluesky reader")


def test_a_file_under_handmade_that_is_no_table(quay: Quay) -> None:
    quay.write("handmade/claimes.csv", CLAIMS)
    assert quay.problems == ['QUAY/handmade/claimes.csv: the kit has no table "claimes". Did you mean "claims"?']


def test_two_sources_that_name_one_file(quay: Quay) -> None:
    quay.source('files = "*.csv"', 'reader = "handmade"', 'table = "articles"')
    assert quay.problems == [
        'QUAY/case.toml: two sources name "articles.csv". Take it out of one, or its records would be counted twice.'
    ]


def test_an_empty_file(quay: Quay) -> None:
    quay.write("empty.csv", "")
    quay.source('files = "empty.csv"', 'reader = "handmade"', 'table = "articles"')
    assert len(quay.problems) == 1 and quay.problems[0].startswith("QUAY/empty.csv")


def test_an_expectation_that_does_not_hold_hides_nothing(quay: Quay) -> None:
    quay.toml.write_text(quay.toml.read_text() + "[expect]\narticles = { min = 5 }\n")
    quay.write("handmade/claims.csv", f"{CLAIMS}c1,fire,A fire,Quay Radio,denys,,articles:a1\n")
    assert quay.problems == [
        "quay: 2 articles were kept, and case.toml expects at least 5. Look at the sources page, or correct the "
        "expectation.",
        'handmade/claims.csv, row c1: stance "denys" is none of asserts, confirms, denies, declines. '
        'Did you mean "denies"?',
    ]


# ---------------------------------------------------------------- handmade tables


def test_handmade_tables(quay: Quay) -> None:
    quay.write(
        "handmade/claims.csv",
        "id,event,title,claimant,stance,actors,evidence,orign\n"
        "c1,fire,A fire,Quay Radio,says,Port of Maravell,articles:a1,\n"
        "c2,fire,,Herald,asserts,the Port,articles:z9;artcles:a2,\n"
        "c2,fire,,Harbour Courier,asserts,,,\n"
        ",fire,,Nobody,asserts,,,\n",
    )
    quay.write(
        "handmade/ties.csv",
        "id,from_actor,to_actor,kind,evidence\nt1,port,prot,owns,articles:a1\nt2,mayor,port,asks,articles:a1\n",
    )
    quay.write("handmade/actors.csv", "id,name,aliases,kind\nport,Port of Maravel,,organisation\nport,Pier,,person\n")
    said = quay.problems
    assert sorted(said) == sorted(
        [
            'handmade/claims.csv: "orign" is no column of claims. Did you mean "origin"?',
            'handmade/claims.csv, row c1: stance "says" is none of asserts, confirms, denies, declines.',
            'handmade/claims.csv, row c1: there is no actor "Port of Maravell" in actors.csv. '
            'Did you mean "Port of Maravel"?',
            'handmade/claims.csv, row c2: evidence "articles:z9": articles has no row "z9".',
            'handmade/claims.csv, row c2: evidence The kit has no table "artcles". Did you mean "articles"?',
            'handmade/claims.csv, row c2: there is no actor "the Port" in actors.csv.',
            'handmade/ties.csv, row t1: there is no actor "prot" in actors.csv. Did you mean "port"?',
            'handmade/ties.csv, row t2: there is no actor "mayor" in actors.csv.',
            'handmade/claims.csv, row line 4: id: "c2" names an earlier row, with other contents.',
            'handmade/actors.csv, row line 3: id: "port" names an earlier row, with other contents.',
            'handmade/claims.csv, row line 5: no "id". The handmade reader needs it because nothing can stand in '
            "for it.",
        ]
    ), "\n".join(said)


def test_ties_without_any_actors(quay: Quay) -> None:
    quay.write("handmade/actors.csv", "id,name,kind\n")
    quay.write("handmade/claims.csv", CLAIMS)
    assert quay.problems == [
        'handmade/ties.csv, row t1: there is no actor "port" in actors.csv.',
        'handmade/ties.csv, row t1: there is no actor "port" in actors.csv.',
    ]


def test_tables_made_by_hand_outside_of_handmade(quay: Quay) -> None:
    quay.write("articles.csv", ARTICLES.replace("title\n", "titel\n"))
    assert quay.problems == ['articles.csv: "titel" is no column of articles. Did you mean "title"?']


# ---------------------------------------------------------------- all at once


def test_all_at_once(quay: Quay) -> None:
    """case.toml, a parameter, a file and a handmade table: one does not hide the other."""
    quay.swap('timezone = "UTC"', 'timezone = "Utopia/Capital"')
    quay.write("posts.ndjson", "not json\n")
    quay.source('files = "posts.ndjson"', 'reader = "bluesky"')
    quay.toml.write_text(quay.toml.read_text() + '[notebooks."10-timeline"]\nmin_origins = -1\n')
    quay.write("handmade/ties.csv", "id,from_actor,to_actor,kind,evidence\nt1,port,prot,owns,articles:a1\n")
    said = quay.problems
    assert len(said) == 4, said
    assert said[0].startswith('QUAY/case.toml: "timezone": ')
    assert said[1] == (
        '10-timeline: parameter "min_origins" must be from 0 to 99, not -1. That value stands in case.toml of quay.'
    )
    assert said[2].startswith("QUAY/posts.ndjson: this is not a file of the bluesky reader")
    assert said[3] == 'handmade/ties.csv, row t1: there is no actor "prot" in actors.csv. Did you mean "port"?'


def test_a_missing_file_hides_no_handmade_table(quay: Quay) -> None:
    quay.source('files = "gone.csv"', 'reader = "handmade"', 'table = "articles"')
    quay.write("handmade/ties.csv", "id,from_actor,to_actor,kind,evidence\nt1,port,prot,owns,articles:a1\n")
    assert quay.problems == [
        'QUAY/case.toml, source 2: "gone.csv" leads to no file in QUAY.',
        'handmade/ties.csv, row t1: there is no actor "prot" in actors.csv. Did you mean "port"?',
    ]


def test_what_was_built_before_stays_while_there_are_problems(quay: Quay) -> None:
    assert quay.problems == []
    made = {path: path.read_bytes() for path in sorted((quay.space.processed / "quay").glob("*.parquet"))}
    quay.write("posts.ndjson", "not json\n")
    quay.source('files = "posts.ndjson"', 'reader = "bluesky"')
    assert len(quay.problems) == 1
    assert {path: path.read_bytes() for path in sorted((quay.space.processed / "quay").glob("*.parquet"))} == made


def test_the_evidence_is_never_changed(quay: Quay) -> None:
    before = {path: path.read_bytes() for path in quay.folder.rglob("*") if path.is_file()}
    quay.problems  # noqa: B018
    assert {path: path.read_bytes() for path in quay.folder.rglob("*") if path.is_file()} == before
