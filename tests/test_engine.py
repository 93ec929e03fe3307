"""papermill's own ways in: the command line and the Python call with `engine_name="casebook"`."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import papermill
import pytest
from click.testing import CliRunner, Result
from nbformat.v4 import new_code_cell, new_notebook
from papermill.cli import papermill as command
from papermill.engines import papermill_engines

from helpers.engine import CasebookEngine, settle
from helpers.errors import ReportError, UsageError
from helpers.run import kernel

CELL = 'case: str = "harbour-fire"\nident: str = "1"\nflag: bool = False\ndays: int = 3  # [1..9]\nq = "a=b"'


@pytest.fixture
def launches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kernels that were started."""
    papermill_engines.register("casebook", CasebookEngine)
    started: list[str] = []
    launch = kernel.Manager._async_launch_kernel

    async def counted(self: kernel.Manager, kernel_cmd: list[str], **kw: object) -> None:
        started.append(" ".join(kernel_cmd))
        await launch(self, kernel_cmd, **kw)

    monkeypatch.setattr(kernel.Manager, "_async_launch_kernel", counted)
    return started


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    made = new_notebook(metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "x"}})
    shows = new_code_cell("import os\nprint(repr([case, ident, flag, days, q]), os.path.basename(os.getcwd()))")
    made.cells = [new_code_cell(CELL, metadata={"tags": ["parameters"]}), shows]
    path = tmp_path / "folder" / "10-one.ipynb"
    path.parent.mkdir()
    nbformat.write(made, path)
    return path


def cli(*words: object) -> Result:
    return CliRunner().invoke(command, ["--engine", "casebook", "--no-progress-bar", *map(str, words)])


def printed(path: Path) -> str:
    return str(nbformat.read(path, 4).cells[-1].outputs[0].text)


def test_importing_the_engine_is_cheap() -> None:
    heavy = "pandas", "nbclient", "papermill", "zmq", "nbformat", "pyarrow", "jupyter_client", "click"
    code = f"import helpers.engine, sys; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_papermill_finds_the_engine_by_its_entry_point() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["papermill.engine"] == {"casebook": "helpers.engine:CasebookEngine"}


def test_the_command_line_types_values_by_the_signature(notebook: Path, launches: list[str]) -> None:
    out = notebook.parent.parent / "out.ipynb"
    result = cli(notebook, out, "-p", "case", "007", "-p", "flag", "true", "-r", "ident", "1e5", "-p", "q", "x=y")
    assert (result.exit_code, len(launches)) == (0, 1), result.output
    assert printed(out) == "['007', '1e5', True, 3, 'x=y'] folder\n"  # in the notebook's folder, as in JupyterLab


def test_papermills_working_folder_is_honoured(notebook: Path, launches: list[str], tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    result = cli(notebook, tmp_path / "out.ipynb", "--cwd", tmp_path / "elsewhere")
    assert result.exit_code == 0, result.output
    assert printed(tmp_path / "out.ipynb") == "['harbour-fire', '1', False, 3, 'a=b'] elsewhere\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["-p", "dais", "3"],
            '10-one: there is no parameter "dais". Did you mean "days"? It has case, ident, flag, days and q.',
        ),
        (["-p", "days", "ten"], '10-one: parameter "days" must be a whole number (int), not "ten".'),
        (["-p", "days", "10"], '10-one: parameter "days" must be from 1 to 9, not 10.'),
        (["-r", "days", "3"], '10-one: parameter "days" must be a whole number (int), not "3".'),
        (
            ["-y", "{ident: 007}"],
            '10-one: parameter "ident" must be text (str), not 7. papermill guesses types, and 007 becomes 7: '
            "give it as text, with `-r ident VALUE` or in quotes.",
        ),
    ],
)
def test_the_command_line_refuses_before_any_kernel(
    notebook: Path, launches: list[str], tmp_path: Path, words: list[str], sentence: str
) -> None:
    good = tmp_path / "out.ipynb"
    good.write_text("the last good output")
    result = cli(notebook, good, *words)
    assert (result.exit_code, launches, good.read_text()) == (2, [], "the last good output")
    assert result.output.splitlines()[-1] == f"Error: {sentence}"


def test_the_python_call_refuses_before_any_kernel(notebook: Path, launches: list[str]) -> None:
    def call(**values: object) -> None:
        papermill.execute_notebook(notebook, None, values, engine_name="casebook", progress_bar=False)

    with pytest.raises(UsageError) as raised:
        call(ident=7)
    assert str(raised.value) == (
        '10-one: parameter "ident" must be text (str), not 7. papermill guesses types, and 007 becomes 7: '
        "give it as text, with `-r ident VALUE` or in quotes."
    )
    with pytest.raises(UsageError, match='there is no parameter "x"'):
        call(x=1)
    assert launches == []


def test_the_injected_cell_is_the_same_in_every_run(notebook: Path) -> None:
    made = [papermill.execute.load_notebook_node(str(notebook)) for _ in range(2)]
    made = [papermill.parameterize.parameterize_notebook(each, {"ident": 'a"ü'}) for each in made]
    for each in made:
        settle(each, "10-one", {})
    assert made[0] == made[1]
    assert (made[0].cells[1].id, made[0].cells[1].source) == ("injected-parameters", "# Parameters\nident = 'a\"ü'")


def test_another_language_is_refused() -> None:
    foreign = new_notebook(metadata={"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}})
    with pytest.raises(ReportError) as raised:
        CasebookEngine.nb_language(foreign)
    assert str(raised.value) == "The casebook engine runs Python notebooks, and this one is in R."
