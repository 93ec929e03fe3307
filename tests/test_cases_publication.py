"""`[gates]` and `[publication]` of case.toml: what they become, and every problem in them at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.cases import Publication
from helpers.errors import CaseError

Make = Callable[..., Any]


def test_a_case_that_says_nothing_has_no_gates_and_keeps_twelve(make_case: Make) -> None:
    case = make_case({})
    assert (case.gates, case.publication) == ({}, Publication(12, (), (), 60, ""))


def test_gates_and_publication_as_they_are_written(make_case: Make) -> None:
    toml = """
        [gates]
        one_outlet = 1
        rows = { posts = { min = 5, max = 9 }, events = { min = 1 } }
        rejected = 0.02
        unreliable_dates = 0.1
        [publication]
        keep = 0
        on_change = ["/bin/tell", "", "--list"]
        on_fail = []
        seconds = 5
        address = "https://desk.example/reports/"
    """
    case = make_case({}, toml)
    assert list(case.gates.items()) == [
        ("one_outlet", 1.0),
        ("rows", {"posts": (5, 9), "events": (1, None)}),
        ("rejected", 0.02),
        ("unreliable_dates", {"posts": 0.1, "articles": 0.1}),
    ]
    assert case.publication == Publication(0, ("/bin/tell", "", "--list"), (), 5, "https://desk.example/reports/")


def test_a_share_for_each_table(make_case: Make) -> None:
    case = make_case({}, "gates.unreliable_dates = { claims = 0.5, posts = 0 }")
    assert case.gates == {"unreliable_dates": {"claims": 0.5, "posts": 0.0}}


def test_every_problem_at_once(make_case: Make, tmp_path: Path) -> None:
    toml = """
        [gates]
        row = 5
        rejected = 2
        one_outlet = true
        unreliable_dates = { post = 0.1, articles = "few" }
        rows = { postts = { min = 1 }, posts = { min = 9, max = 3 } }
        [publication]
        keeps = 3
        keep = -1
        seconds = 0.5
        on_change = "mail me"
        on_fail = ["", "x"]
        address = "javascript:alert(1)"
    """
    with pytest.raises(CaseError) as caught:
        make_case({}, toml)
    where = tmp_path / "data/raw/tiny/case.toml"
    share = "must be a share from 0 to 1, as in 0.02 for 2 of 100."
    program = 'must be a list of a program and its arguments, as in ["/usr/bin/program", "argument"].'
    folder = 'the web address of the folder that the report is copied to, as in "https://example.org/reports/".'
    tables = 'unreliable_dates has no table "post"; it has posts, articles, claims. Did you mean "posts"?'
    assert str(caught.value).splitlines() == [
        f'{where}, gates, rows: the kit has no table "postts". Did you mean "posts"?',
        f"{where}, gates, rows: posts has a min of 9 above its max of 3.",
        f'{where}, gates: there is no gate "row". Did you mean "rows"?',
        f"{where}, gates: rejected is 2, and {share}",
        f"{where}, gates: one_outlet is True, and {share}",
        f"{where}, gates: {tables}",
        f"{where}, gates: unreliable_dates.articles is 'few', and {share}",
        f'{where}, publication: there is no key "keeps" here. Did you mean "keep"?',
        f'{where}, publication: "keep" is -1, and must be a whole number from 0 to 10000.',
        f'{where}, publication: "seconds" is 0.5, and must be a whole number from 1 to 86400.',
        f"{where}, publication: \"on_change\" is 'mail me', and {program}",
        f"{where}, publication: \"on_fail\" is ['', 'x'], and {program}",
        f"{where}, publication: \"address\" is 'javascript:alert(1)', and must be {folder}",
    ]


def test_rows_that_are_no_table(make_case: Make, tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        make_case({}, "gates.rows = 5")
    where = tmp_path / "data/raw/tiny/case.toml"
    assert str(caught.value) == f"{where}, gates: rows is 5, and must be written as {{ posts = {{ min = 50 }} }}."


@pytest.mark.parametrize("address", ["https://", "ftp://a.example/", "https://a.example/?q=1", "https://[", "a b"])
def test_no_web_address(make_case: Make, address: str) -> None:
    with pytest.raises(CaseError, match="must be the web address of the folder"):
        make_case({}, f'publication.address = "{address}"')
