"""Every notebook keeps the rules of docs/design.md, section 7; the next one is tested before it is written."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from helpers import paths, run
from helpers.parameters import signature
from helpers.tables import TABLES

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
MOST_LINES, MEDIAN_LINES = 15, 3
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
BUNDLE = "application/vnd.casebook.{}+json"
SAID = ("show.finding", "show.gap")


class Notebook:
    """A committed notebook, with its cells by kind."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.whole = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
        self.cells = self.whole.cells
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        self.parameters = [cell for cell in self.code if "parameters" in cell.metadata.get("tags", [])]
        self.signature = signature(self.whole, name)

    @property
    def steps(self) -> list[Any]:
        """The code cells after the parameters."""
        return [cell for cell in self.code if cell not in self.parameters]

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call of a name in the notebook: `show.finding` and the call."""
        for cell in self.code:
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call):
                    yield ast.unparse(node.func), node

    def outputs(self) -> Iterator[tuple[int, Any]]:
        for n, cell in enumerate(self.cells):
            for output in cell.get("outputs", []):
                yield n, output


@pytest.fixture(params=NAMES)
def notebook(request: pytest.FixtureRequest) -> Notebook:
    return Notebook(request.param)


def lines(cell: Any) -> list[str]:
    return [line for line in cell.source.splitlines() if line.strip() and not line.lstrip().startswith("#")]


# ---------------------------------------------------------------- the folder


def test_the_five_first_notebooks_are_there() -> None:
    assert {"00-sources", "10-timeline", "20-actors", "30-activity", "35-takedowns"} <= set(NAMES)
    numbers = [name.split("-")[0] for name in NAMES]
    assert all(re.fullmatch(r"\d\d-[a-z]+(-[a-z]+)*", name) for name in NAMES)
    assert len(set(numbers)) == len(numbers), "two notebooks have one number"


# ---------------------------------------------------------------- what a person reads first


def test_the_first_cell_is_a_noun_and_a_question(notebook: Notebook) -> None:
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert re.fullmatch(r"# [A-Z][\w ]{2,40}\n\n> [A-Z][^\n]+\?", first.source.strip()), first.source
    assert len(first.source.splitlines()[0].split()) <= 5


def test_three_to_five_sentences_say_what_it_reads(notebook: Notebook) -> None:
    text = notebook.cells[1].source
    assert notebook.cells[1].cell_type == "markdown" and not text.startswith("#")
    assert 3 <= len(SENTENCE_END.findall(text)) <= 5, text


# ---------------------------------------------------------------- the parameters


def test_there_is_one_parameters_cell_and_it_comes_first(notebook: Notebook) -> None:
    assert len(notebook.parameters) == 1
    assert notebook.cells[2] is notebook.parameters[0]


def test_every_parameter_is_typed_and_commented(notebook: Notebook) -> None:
    body = ast.parse(notebook.parameters[0].source).body
    assert all(isinstance(line, ast.AnnAssign) for line in body), "a parameter without a type"
    assert [name for name, one in notebook.signature.items() if not one.about] == []
    for name, one in notebook.signature.items():
        ranged = one.low is not None or one.high is not None or one.choices or one.kind in ("str", "bool")
        assert ranged, f"{name} is a number without a range"


def test_the_case_is_a_shipped_one(notebook: Notebook) -> None:
    first = next(iter(notebook.signature.values()))
    assert (first.name, first.type, first.about) == ("case", "str", "a folder under data/raw")
    assert first.default in paths.shipped_names()


# ---------------------------------------------------------------- the code


def test_cells_are_short(notebook: Notebook) -> None:
    counts = [len(lines(cell)) for cell in notebook.steps]
    assert max(counts) <= MOST_LINES
    statements = [len(ast.parse(cell.source).body) for cell in notebook.steps]
    assert statistics.median(statements) <= MEDIAN_LINES, statements


def test_nothing_is_defined_and_nothing_written(notebook: Notebook) -> None:
    """What computes is in the package, where it is tested; only `report` writes."""
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Global, ast.With)
    for cell in notebook.code:
        found = [ast.unparse(node) for node in ast.walk(ast.parse(cell.source)) if isinstance(node, forbidden)]
        assert found == []
    writing = re.compile(
        r"^(open|print|display|exec|eval)$|\.(to_(csv|json|parquet|excel)|write_\w+|savefig|unlink|mkdir)$"
    )
    assert [name for name, _ in notebook.calls() if writing.search(name)] == []


def test_no_magic_and_no_shell(notebook: Notebook) -> None:
    assert [cell.source for cell in notebook.code if re.search(r"^\s*[!%]", cell.source, re.MULTILINE)] == []


def test_imports_and_tables_are_one_cell(notebook: Notebook) -> None:
    importing = [
        cell
        for cell in notebook.code
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(ast.parse(cell.source)))
    ]
    assert importing == notebook.steps[:1]
    for node in ast.parse(importing[0].source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "helpers", ast.unparse(node)
    assert "c = cases.load(case)" in importing[0].source.splitlines()


def test_a_sentence_stands_before_an_assert(notebook: Notebook) -> None:
    """At least one thing that the reader relies on is asserted; the sentence says what."""
    asserting = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code" and "assert " in cell.source]
    assert asserting
    for n in asserting:
        before = notebook.cells[n - 1]
        assert before.cell_type == "markdown" and before.source.rstrip().endswith(":"), f"cell {n}"


def test_every_section_has_a_heading_and_is_not_empty(notebook: Notebook) -> None:
    cells = notebook.cells
    for n, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            assert cell.source.strip(), f"cell {n} is empty"
            assert n + 1 < len(cells), "the last cell is text that nothing follows"
        elif not cell.source.strip():
            raise AssertionError(f"cell {n} is empty")


def test_it_ends_with_its_limits(notebook: Notebook) -> None:
    headings = [
        (n, line)
        for n, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    ]
    where, last = headings[-1]
    assert last == "## Limits"
    assert any("show.limits(c)" in cell.source for cell in notebook.cells[where + 1 :])


# ---------------------------------------------------------------- findings


def test_no_number_in_a_finding_is_typed_by_hand(notebook: Notebook) -> None:
    for name, call in notebook.calls():
        if name in SAID:
            texts = [call.args[0], *(word.value for word in call.keywords if word.arg == "strength")]
            typed = [part for text in texts for part in constants(text) if re.search(r"\d", part)]
            assert typed == [], f"{name}: {ast.unparse(call)[:80]}"


def constants(node: ast.AST) -> list[str]:
    """The texts that stand in a sentence as they are: those outside the braces of an f-string."""
    if isinstance(node, ast.JoinedStr):
        return [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    return [text for inner in ast.iter_child_nodes(node) for text in constants(inner)]


def test_every_finding_names_its_evidence(notebook: Notebook) -> None:
    for name, call in notebook.calls():
        if name == "show.finding":
            assert {"strength", "evidence"} <= {word.arg for word in call.keywords}, ast.unparse(call)[:80]


# ---------------------------------------------------------------- what it says of itself


def needed(about: dict[str, Any]) -> set[str]:
    """The tables that it needs; of `claims|articles` both, because it must ask which of them is there."""
    return {table for need in about["needs"] for table in need.split("|")}


def test_the_metadata_promise_something(notebook: Notebook) -> None:
    about = notebook.whole.metadata["casebook"]
    assert set(about) == {"needs", "may_use", "yields"}
    assert needed(about) | set(about["may_use"]) <= set(TABLES)
    assert not needed(about) & set(about["may_use"])
    assert set(about["yields"]) == {"figures", "tables", "findings"}
    assert sum(about["yields"].values()) > 0
    asked = {
        call.args[0].value
        for name, call in notebook.calls()
        if name in ("c.table", "c.has") and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert asked <= needed(about) | set(about["may_use"]), "a table is read that the metadata do not name"


def test_a_table_that_is_not_needed_is_asked_for_first(notebook: Notebook) -> None:
    about = notebook.whole.metadata["casebook"]
    source = "\n".join(cell.source for cell in notebook.code)
    either = {table for need in about["needs"] if "|" in need for table in need.split("|")[:-1]}
    for table in {*about["may_use"], *either}:
        if f'c.table("{table}"' in source:
            assert f'c.has("{table}")' in source, f"{table} may be missing"


# ---------------------------------------------------------------- its outputs: those of its own default case


def test_it_was_run_once_from_top_to_bottom(notebook: Notebook) -> None:
    assert [cell.execution_count for cell in notebook.code] == list(range(1, len(notebook.code) + 1))
    assert all(cell.get("id") for cell in notebook.cells)


def test_its_outputs_are_bundles_and_no_errors(notebook: Notebook) -> None:
    for n, output in notebook.outputs():
        assert output.output_type == "display_data", f"cell {n}: {output.output_type}"
        kinds = [kind for kind in output.data if kind.startswith("application/vnd.casebook.")]
        assert kinds and {"text/html", "text/plain"} <= set(output.data), f"cell {n}: {sorted(output.data)}"


def test_it_yields_what_it_promises(notebook: Notebook) -> None:
    promised, shown = notebook.whole.metadata["casebook"]["yields"], run.count_yields(notebook.whole)
    assert all(shown[kind] >= n for kind, n in promised.items()), f"{promised} promised, {shown} shown"


def test_every_finding_leads_to_a_row(notebook: Notebook) -> None:
    found = [
        output.data[BUNDLE.format("finding")]
        for _, output in notebook.outputs()
        if BUNDLE.format("finding") in output.data
    ]
    for finding in found:
        assert finding["evidence"], finding["text"]
        assert all(one["table"] in TABLES and one["source"] and one["row"] for one in finding["evidence"]), finding[
            "text"
        ]
        assert re.fullmatch(r"[A-Z0-9\"“‘#@].*[.!?]", finding["text"], re.DOTALL), finding["text"]
        assert "nan" not in finding["text"].lower().split() and "<NA>" not in finding["text"], finding["text"]


def test_every_figure_has_a_table_an_alternative_text_and_three_widths(notebook: Notebook) -> None:
    figures = [output.data for _, output in notebook.outputs() if BUNDLE.format("figure") in output.data]
    for data in figures:
        figure = data[BUNDLE.format("figure")]
        assert figure["alt"] and figure["table"]["columns"] and figure["source"] and figure["fingerprint"]["hash"]
        drawings = data["application/vnd.casebook.drawings+json"]
        widths = re.findall(r'"(1280|720|390)":', drawings) if isinstance(drawings, str) else list(drawings)
        assert sorted(widths) == ["1280", "390", "720"], figure["name"]
