"""The steps below the report, replaceable one by one in tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.report.html.assemble import Lookup


def _nothing(*_: Any) -> Any:
    return {}


@dataclass
class Stages:
    """build, plan, execute, check what was promised, cite; and what stands around them: look, gates, warm kernels."""

    build: Callable[[Any], Any]
    plan: Callable[..., list[Any]]
    execute: Callable[..., Mapping[str, Any]]
    promised: Callable[[Any, Any], Any]
    cite: Lookup
    look: Callable[[Any, Mapping[str, Any]], dict[str, Any]] = _nothing
    refusals: Callable[[Any], Any] = _nothing
    warm: Callable[[], AbstractContextManager[Any]] = nullcontext
    remarks: Callable[[Any, Any], Any] = _nothing


def _build(case: Any) -> Any:
    from helpers import build  # heavy: pandas and DuckDB come in while the kernels' parent starts

    return build.build(case)


def _refusals(case: Any) -> Any:
    from helpers.report.publication import gates

    return gates.refusals(case)


def _stated(*asked: Any) -> Any:
    from helpers import cite

    return cite.stated(*asked)


def stages() -> Stages:
    """The real steps."""
    from helpers import run
    from helpers.report.runs import look

    return Stages(
        _build,
        run.plan,
        run.execute,
        run.check_yields,
        _stated,
        look.look,
        _refusals,
        run.warm,
        run.remarks,
    )
