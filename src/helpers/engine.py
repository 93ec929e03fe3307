"""The kit's papermill engine: `papermill --engine casebook notebook.ipynb out.ipynb -p days 30`.

papermill imports this module at every start, of whatever notebook, so it imports nothing heavy. It stands on the floor
of `run`. Before any kernel starts it holds the parameters against the notebook's own cell: an unknown name, a wrong
type or a value out of range ends the run with one sentence. papermill alone would only warn.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from helpers.errors import CasebookError, ReportError, UsageError
from helpers.parameters import Parameter, check, injected, signature

INJECTED = "injected-parameters"
PAPERMILLS_OWN = ("PAPERMILL_INPUT_PATH", "PAPERMILL_OUTPUT_PATH")


class CasebookEngine:
    """Strict parameters, then our own kernel. papermill finds it through the entry point `papermill.engine`."""

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Always this process's Python."""
        return "python3"

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Always Python; a `ReportError` for a notebook in another language."""
        stated = language or nb.metadata.get("kernelspec", {}).get("language") or "python"
        if stated.lower() != "python":
            raise ReportError(f"The casebook engine runs Python notebooks, and this one is in {stated}.")
        return "python"

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Executes the notebook, after its parameters were found right; returns it with its outputs.

        Called by papermill. `casebook` in the options is what `run.execute` hands over; without it the call came from
        papermill's own command line or Python interface.
        """
        path = options.pop("input_path", None)
        own = options.pop("casebook", None)
        name = own["name"] if own else Path(str(path)).stem
        try:
            settle(nb, name, {} if own else typed_at_the_prompt())
            from helpers.run.client import Stage, run  # heavy: only when this engine is the one that runs

            if own:
                return run(nb, progress_bar=False, **own)
            wanted = {"timeout": options.pop("execution_timeout", None), **options}
            return run(nb, name, stage=Stage(), cwd=_folder(path), **wanted)
        except CasebookError as error:
            shown = spoken(error)
            if shown is error:
                raise
            raise shown from None


def settle(nb: Any, name: str, typed: dict[str, str]) -> None:
    """Holds the injected parameters against the notebook's signature and writes their cell anew, typed by it.

    `typed` are those whose text as typed is known: for these the signature decides the type, not papermill. Its
    injected cell gets a fixed id, because a random one would make two runs differ.
    """
    cells = [cell for cell in nb.cells if INJECTED in cell.metadata.get("tags", [])]
    given = dict(nb.metadata.get("papermill", {}).get("parameters", {})) if cells else {}
    known = signature(nb, name)
    values = {each: given[each] for each in given if each in PAPERMILLS_OWN}
    for each in [each for each in given if each not in PAPERMILLS_OWN]:
        if each in known and each in typed:
            values[each] = known[each].from_text(typed[each])
        else:
            _refuse_lost_zeros(known.get(each), given[each])
            values |= check(known, {each: given[each]}, name)
    for cell in cells:
        cell["id"] = INJECTED
        cell["source"] = injected(values)
    if cells:
        nb.metadata.papermill["parameters"] = values


def typed_at_the_prompt() -> dict[str, str]:
    """What `papermill -p name value` was given as text, before papermill guessed its type: `007`, `None`, `true`."""
    if "papermill.cli" not in sys.modules:
        return {}
    import click

    context = click.get_current_context(silent=True)
    if context is None or "parameters_raw" not in context.params:
        return {}
    raw = {name for name, _ in context.params["parameters_raw"]}
    return {name: text for name, text in context.params["parameters"] if name not in raw}


def spoken(error: CasebookError) -> Exception:
    """The error as papermill's command line shows it without a traceback; elsewhere the error itself."""
    click = sys.modules.get("click")
    if click is None or "papermill.cli" not in sys.modules or click.get_current_context(silent=True) is None:
        return error
    shown = click.ClickException(str(error))
    shown.exit_code = error.exit_code
    return shown  # type: ignore[no-any-return]


def _refuse_lost_zeros(parameter: Parameter | None, value: Any) -> None:
    if parameter and parameter.kind == "str" and not parameter.many and type(value) in (int, float, bool, type(None)):
        raise UsageError(
            f'{parameter.where}: parameter "{parameter.name}" must be text (str), not {value}. papermill guesses '
            f"types, and 007 becomes 7: give it as text, with `-r {parameter.name} VALUE` or in quotes."
        )


def _folder(path: Any) -> Path:
    """Where the kernel works: the notebook's folder, as in JupyterLab and nbval; or papermill's `--cwd`, if given."""
    from papermill.iorw import papermill_io

    before = getattr(papermill_io.get_handler("local"), "_cwd", None)
    here = Path.cwd()
    if before and Path(before) != here:
        return here
    file = Path(str(path))
    return file.resolve().parent if file.is_file() else here
