"""Tables made of tables. One file, one step: what it `NEEDS`, what it `MAY_USE`, what it `MAKES`, and `derive`.

    NEEDS = ("claims|candidates",)   one of the two is enough
    MAY_USE = ("articles",)
    MAKES = ("events",)
    CODE = ("claims/*.py",)          the analysis modules it calls: a change there makes the table anew
    def context(case)                what it takes from case.toml besides period and zone, as text; if it does

    def derive(tables, case):      handles: .frame(columns) for pandas, .relation() for DuckDB
        return {"events": claims.events(claims.told(...))}

A returned value is a frame, or SQL text that selects the table's columns.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from helpers.cases import Case, Handle
from helpers.errors import TableError


@dataclass(frozen=True)
class Derived:
    """One derived table's file, as loaded."""

    name: str
    needs: tuple[str, ...]
    may_use: tuple[str, ...]
    makes: tuple[str, ...]
    code: tuple[str, ...]
    module: ModuleType

    @property
    def uses(self) -> tuple[str, ...]:
        """Every table that it needs or may use; `a|b` in what it needs are two."""
        return (*(name for need in self.needs for name in need.split("|")), *self.may_use)

    def context(self, case: Case) -> str:
        """What the file takes from case.toml besides period and zone: a change makes its tables anew."""
        return str(self.module.context(case)) if hasattr(self.module, "context") else ""

    def derive(self, tables: Mapping[str, Handle], case: Case) -> Mapping[str, Any]:
        """Calls the file's own function."""
        made: Mapping[str, Any] = self.module.derive(tables, case)
        return made


def load() -> list[Derived]:
    """Every derived table of the folder, by name."""
    found = []
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{info.name}")
        code = (f"derive/{info.name}.py", *getattr(module, "CODE", ()))
        found.append(Derived(info.name, module.NEEDS, getattr(module, "MAY_USE", ()), module.MAKES, code, module))
    return found


def in_order() -> list[Derived]:
    """The same, so that whoever makes a table comes before whoever needs or may use it."""
    todo, done, ordered = load(), set[str](), list[Derived]()
    made = {name for one in todo for name in one.makes}
    while todo:
        ready = [one for one in todo if set(one.uses) & made <= done]
        if not ready:
            raise TableError(f"Derived tables need each other in a circle: {', '.join(one.name for one in todo)}.")
        ordered += ready
        done |= {name for one in ready for name in one.makes}
        todo = [one for one in todo if one not in ready]
    return ordered
