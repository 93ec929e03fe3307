"""The form in JupyterLab: a widget that shows one candidate and sends each key to the session in the kernel.

Where nobody sits in front of the notebook, or the widget's package is not installed, the same call gives the next
candidates as a table and says how to go on without a form.
"""

from __future__ import annotations

import os
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import wording
from helpers.cases import Case
from helpers.errors import CasebookError
from helpers.review import _file
from helpers.review._session import Session

if TYPE_CHECKING:
    import pandas as pd

LACKING = (
    'A form needs one more package: pip install "casebook-kit[explore]", then restart the kernel. Without it, review '
    "in a terminal: casebook review {case}. Or add lines to {file} yourself: {columns}."
)
UNSEEN = "In JupyterLab this is a form; in a terminal: casebook review {case}."
_SHOWN = ("source", "row", "event_date", "claimant", "stance", "what", "actors", "score", "id")
_FILES = Path(__file__).parent


def asked_for() -> bool:
    """Whether somebody sits in front of this notebook: JupyterLab names the notebook to the kernel, a run does not."""
    return bool(os.environ.get("JPY_SESSION_NAME")) and not os.environ.get("CASEBOOK_READS")


class Listed:
    """The next candidates as a table, with a sentence on how to decide on them."""

    def __init__(self, case: Case, frame: pd.DataFrame, said: str) -> None:
        self.case, self.frame, self.said = case, frame, said

    def __repr__(self) -> str:
        lines = [f"{row.event_date or 'no date'}  {row.claimant}: {row.what}  [{row.id}]" for row in self._plain()]
        return "\n".join([wording.many(len(self.frame), "candidate") + " to decide on.", *lines[:20], self.said])

    def _plain(self) -> Any:
        return self.frame.astype(object).where(self.frame.notna(), None).itertuples()

    def _repr_html_(self) -> str:
        from helpers.cases._look import frame_html

        return f"{frame_html(self.frame)}<p>{escape(self.said)}</p>"


def listed(session: Session, said: str) -> Listed:
    """The candidates of a session as a table, the highest score first."""
    frame = session.rows.candidates
    assert frame is not None
    order = {reference.removeprefix("candidates:"): n for n, reference in enumerate(session.references)}
    kept = frame[frame["id"].isin(order)].drop_duplicates("id")
    kept = kept.sort_values("id", key=lambda ids: ids.map(order)).reset_index(drop=True)[list(_SHOWN)]
    kept.attrs["table"] = "candidates"
    return Listed(session.case, kept, said)


def form(session: Session) -> Any:
    """A widget where somebody can use it, else a `Listed`."""
    about = {"case": session.case.name, "file": _file.NAME, "columns": ",".join(_file.columns())}
    if not asked_for():
        return listed(session, UNSEEN.format(**about))
    if find_spec("anywidget") is None:
        return listed(session, LACKING.format(**about))
    return widget(session)


def widget(session: Session) -> Any:
    """The widget: its `state` is what the session tells; a message from the page is a key with its value."""
    import anywidget
    import traitlets

    class Form(anywidget.AnyWidget):
        """One candidate at a time, decided on by keys."""

        _esm = _FILES / "form.js"
        _css = _FILES / "form.css"
        state = traitlets.Dict().tag(sync=True)

    made = Form(state=told(session))
    made.on_msg(lambda widget, content, buffers: _answer(widget, session, content))
    return made


def _answer(widget: Any, session: Session, content: Any) -> None:
    key, value = str(content.get("key", "")), str(content.get("value", ""))
    said, failed = "", False
    try:
        said = "" if key == "alike" else session.press(key, value)
    except CasebookError as error:
        said, failed = str(error), True
    widget.state = told(session, said, failed=failed, offered=session.alike() if key == "alike" else ())


def told(session: Session, said: str = "", *, failed: bool = False, offered: Any = ()) -> dict[str, Any]:
    """What the page shows: the state of the session, what was just done, and what the candidate may be merged with.

    `turn` differs every time, so that the page is drawn again after a key that changed nothing.
    """
    turn = getattr(session, "turn", 0) + 1
    session.turn = turn
    return {**session.state(), "said": said, "failed": failed, "offered": [list(one) for one in offered], "turn": turn}
