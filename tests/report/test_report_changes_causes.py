"""Why a report differs from the last one, each cause told apart."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import report_fakes as fakes
import report_quay as quay
from report_shots import case_of, finding, shot, since

from helpers.report import changes
from helpers.report.changes import _made_by


def causes(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.cause, one.says) for one in since(before, now).causes]


def test_the_evidence_as_a_cause_names_its_files() -> None:
    one, other = case_of(), case_of()
    other.rows = {
        key: row for key, row in quay.ROWS.items() if key[0] != "posts.csv"
    } | fakes.rows(*(fakes.Row(name, "2", {}) for name in ("a.csv", "b.csv")))  # fmt: skip
    before, now = shot(case=one), shot(case=other)
    now["kinds"]["sources"]["handmade/claims.csv"]["fields"]["sha256"] = fakes.digest("other")
    assert causes(before, now) == [
        (
            "evidence",
            "The evidence changed: a.csv and b.csv are new; handmade/claims.csv has changed; posts.csv is gone.",
        )
    ]


def test_parameters_as_a_cause() -> None:
    plans = [fakes.Plan("10-timeline", parameters={"case": "quay", **more}) for more in ({"days": 7}, {"days": 14})]
    before, now = (shot(plan=plan) for plan in plans)
    assert causes(before, now) == [("parameters", "The parameters changed: days of 10-timeline is 14, was 7.")]
    assert since(before, now).says() == (
        "No finding changed since 20 November 2026, 06:00 UTC. "
        "The parameters changed: days of 10-timeline is 14, was 7."
    )
    assert causes(shot(), before) == [("parameters", "The parameters changed: days of 10-timeline is 7, was not set.")]


def test_the_kit_as_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    before, now = shot(), shot()
    version = before["made_of"]["kit"]["version"]
    now["made_of"]["kit"]["version"] = "9.9"
    assert causes(before, now) == [("kit", f"The kit changed: Casebook 9.9, before it {version}.")]
    monkeypatch.setattr(_made_by, "code", lambda: "other")
    said = f"The kit changed, under the same version {version}: its code."
    assert causes(before, shot()) == [("kit", said)]
    said = f"The kit changed, under the same version {version}: its code and its notebooks (10-timeline has changed)."
    assert causes(before, shot(finding("x"))) == [("kit", said)]


def test_case_toml_as_a_cause() -> None:
    before, now = shot(case=case_of()), shot(case=case_of(title="A pier", question="Why?", publish=False))
    assert causes(before, now) == [
        ("case", "case.toml changed: the title, the question and what it says of its sources.")
    ]


def test_what_no_page_shows_of_case_toml_is_no_cause(make_case: Any) -> None:
    toml = '[[sources]]\nfiles = "a.csv"\nreader = "table"\ncredit = "x"\n'
    cases = [
        make_case({"a.csv": "a\n1\n"}, toml + more, name=f"case-{n}")
        for n, more in enumerate(["", 'from = "a friend"\nexpect = { posts = { min = 1 } }\n[publication]\nkeep = 3\n'])
    ]
    sources = fakes.Case(Path("x"), quay.ROWS).table("sources")
    one, other = (_made_by.causes(case, [], {}, {}, sources)["case"] for case in cases)
    assert one == other and one["sources"]


def test_own_pages_as_a_cause() -> None:
    def of(*cells: str) -> dict[str, Any]:
        names = ["40-own", "50-more"][: len(cells)]
        plans = [
            SimpleNamespace(
                name=name, title=name, question="", skipped=None, parameters={}, path=f"{name}.md", whose="the case"
            )
            for name in names
        ]
        made = {name: fakes.notebook(text) for name, text in zip(names, cells, strict=True)}
        return changes.snapshot(case_of(), plans, made, {})

    found = since(of("one"), of("two", "three"))
    assert [one.says for one in found.causes] == [
        "The analyst’s own pages changed: 50-more is new; 40-own has changed."
    ]
    assert found.counts() == {"pages new": 1}


def test_a_difference_without_a_known_cause_is_said_to_be_one() -> None:
    before, now = shot(finding("1 post.")), shot(finding("2 posts."))
    assert before["made_of"] == now["made_of"]
    assert causes(before, now) == [
        (
            "unknown",
            "Evidence, parameters, kit, case.toml and pages are the same: a library is another version, or a page "
            "gives something else each time.",
        )
    ]


def test_the_parameters_that_a_run_puts_in_do_not_change_a_page() -> None:
    def of(days: int) -> str:
        notebook = fakes.notebook(("x = 1", []), (f"days = {days}", []))
        notebook.cells[1]["metadata"] = {"tags": ["injected-parameters"]}
        made = changes.snapshot(case_of(), [fakes.Plan("10-a")], {"10-a": notebook}, {})["made_of"]
        return str(made["kit"]["notebooks"]["10-a"])

    assert of(7) == of(14)
