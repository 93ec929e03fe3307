"""A notebook's parameters: its tagged cell is a signature, and what is not in it is refused.

`signature(notebook, where)` reads the cell tagged `parameters` with `ast`, without running it:

    case: str = "harbour-fire"    # a folder under data/raw
    days: int = 30                # how far back [1..365]
    what: str = "url"             # {url, tag}

Types are `str`, `int`, `float`, `bool` and lists of these; without an annotation the default says it. A range or a
choice stands in the comment. Values come as text (a command line) or typed (`case.toml`); both ways refuse what they
cannot type, and guess nothing: `007` stays "007" where the type is `str`. papermill turns it into 7 and only warns.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.errors import UsageError, did_you_mean

KINDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}
MANY = {"str": "texts", "int": "whole numbers", "float": "numbers", "bool": "trues and falses"}
RANGE = re.compile(r"\[\s*(-?[\d.]*?\d)?\s*\.\.\s*(-?[\d.]*\d)?\s*\]")
CHOICE = re.compile(r"\{([^{}]*)\}")
INT = re.compile(r"[+-]?[0-9]+")
FLOAT = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Parameter:
    """One parameter: `kind` is str, int, float or bool; `many` says that it is a list of these."""

    name: str
    kind: str
    many: bool
    default: Any
    about: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[Any, ...] = ()
    where: str = field(default="", compare=False)

    @property
    def type(self) -> str:
        """The type as one writes it: `int`, `list[str]`."""
        return f"list[{self.kind}]" if self.many else self.kind

    @property
    def _items(self) -> str:
        return f"a list of {MANY[self.kind]}"

    def from_text(self, text: str) -> Any:
        """The value that this text means, as `-p name=text` gives it; a `UsageError` when it means none.

        A list is comma-separated (`a, b`), or written as a Python list when an item has a comma (`["a, b", "c"]`).
        """
        if not self.many:
            return self._within(self._one(text, text))
        if text.lstrip().startswith("["):
            return self.from_value(_literal_list(text, self))
        return [self._within(self._one(item.strip(), text)) for item in text.split(",")] if text.strip() else []

    def from_value(self, value: Any) -> Any:
        """The value when it has the parameter's type (a whole number will do for a float); else a `UsageError`."""
        if not self.many:
            return self._within(self._typed(value))
        if not isinstance(value, list):
            raise self._wrong(value, self._items)
        return [self._within(self._typed(item)) for item in value]

    def _one(self, text: str, whole: str) -> Any:
        if self.kind == "str":
            return text
        if self.kind == "int" and INT.fullmatch(text):
            return int(text)
        if self.kind == "float" and FLOAT.fullmatch(text):
            return float(text)
        if self.kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        raise self._wrong(whole, self._items if self.many else KINDS[self.kind])

    def _typed(self, value: Any) -> Any:
        if self.kind == "float" and type(value) is int:
            return float(value)
        if type(value).__name__ != self.kind or value != value or value in (float("inf"), float("-inf")):
            wanted, link = (self._items, "and holds") if self.many else (KINDS[self.kind], "not")
            raise self._wrong(value, wanted, link)
        return value

    def _within(self, value: Any) -> Any:
        low, high = self.low, self.high
        if self.choices and value not in self.choices:
            hint = did_you_mean(str(value), [str(choice) for choice in self.choices])
            raise self._error(f"must be one of {_listed(self.choices, 'or')}, not {_shown(value)}.{hint}")
        if (low is not None and value < low) or (high is not None and value > high):
            if low is not None and high is not None:
                bounds = f"from {low:g} to {high:g}"
            else:
                bounds = f"at least {low:g}" if low is not None else f"at most {high:g}"
            raise self._error(f"must be {bounds}, not {_shown(value)}.")
        return value

    def _wrong(self, value: Any, wanted: str, link: str = "not") -> UsageError:
        single = wanted == "text" or (self.kind == "str" and link == "and holds")
        hint = " Write it in quotes." if single and not isinstance(value, (list, dict)) else ""
        return self._error(f"must be {wanted} ({self.type}), {link} {_shown(value)}.{hint}")

    def _error(self, rest: str) -> UsageError:
        return UsageError(f'{self.where}: parameter "{self.name}" {rest}')


def signature(notebook: Mapping[str, Any], where: str) -> dict[str, Parameter]:
    """The parameters of a notebook (its JSON as nbformat 4 has it), by name, in the cell's order.

    `where` names the notebook in messages. No tagged cell means no parameters. A cell that is not a list of typed
    literals, or a default that its own comment does not allow, is a `UsageError`.
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and "parameters" in cell.get("metadata", {}).get("tags", []):
            source = cell["source"]
            return parse(source if isinstance(source, str) else "".join(source), where)
    return {}


def parse(source: str, where: str) -> dict[str, Parameter]:
    """The parameters in the source of a `parameters` cell, by name, in its order."""
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise UsageError(f"{where}, the cell tagged parameters, line {error.lineno}: {error.msg}.") from None
    comments = {
        token.start[0]: token.string.lstrip("# ").rstrip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    found: dict[str, Parameter] = {}
    for statement in statements:
        parameter = _parameter(statement, comments.get(statement.end_lineno or 0, ""), where)
        found[parameter.name] = parameter
    return found


def check(
    known: Mapping[str, Parameter], values: Mapping[str, Any], where: str, *, text: bool = False
) -> dict[str, Any]:
    """The values, typed, in the signature's order; a `UsageError` for the first that does not fit.

    `text` says that the values are text from a command line; otherwise they are typed already.
    """
    for name in values:
        if name not in known:
            raise UsageError(unknown(name, known, where))
    return {
        name: parameter.from_text(values[name]) if text else parameter.from_value(values[name])
        for name, parameter in known.items()
        if name in values
    }


def unknown(name: str, known: Iterable[str], where: str) -> str:
    """The sentence that says that there is no parameter of this name."""
    names = list(known)
    has = f"It has {_listed(names, 'and')}." if names else "It has no parameters."
    return f'{where}: there is no parameter "{name}".{did_you_mean(name, names)} {has}'


def injected(values: Mapping[str, Any]) -> str:
    """The source of the cell that hands these values to a notebook."""
    return "\n".join(["# Parameters", *(f"{name} = {value!r}" for name, value in values.items())])


def _parameter(statement: ast.stmt, comment: str, where: str) -> Parameter:
    line = f"{where}, the cell tagged parameters, line {statement.lineno}"
    name, annotation, value = _parts(statement, line)
    try:
        default = ast.literal_eval(value)
    except ValueError:
        raise UsageError(f'{line}: the default of "{name}" must be written out, as in `{name} = 30`.') from None
    kind, many = _kind(name, annotation, default, line)
    bare = Parameter(name, kind, many, default, where=line)
    low, high = _range(comment)
    choices = _choices(comment, bare)
    about = CHOICE.sub("", RANGE.sub("", comment)).strip(" ,;")
    default = Parameter(name, kind, many, default, about, low, high, choices, line).from_value(default)
    return Parameter(name, kind, many, default, about, low, high, choices, where)


def _parts(statement: ast.stmt, line: str) -> tuple[str, ast.expr | None, ast.expr]:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
        return statement.target.id, statement.annotation, statement.value
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id, None, statement.value
    found = ast.unparse(statement).splitlines()[0][:60]
    raise UsageError(f"{line}: only `name: type = default` may stand there, and this is `{found}`.")


def _kind(name: str, annotation: ast.expr | None, default: Any, line: str) -> tuple[str, bool]:
    if annotation is None:
        many = isinstance(default, list)
        kinds = {type(item).__name__ for item in (default if many else [default])}
        if len(kinds) == 1 and kinds <= set(KINDS):
            return kinds.pop(), many
        raise UsageError(f'{line}: the type of "{name}" is not clear. Write it, as in `{name}: list[str] = []`.')
    stated = ast.unparse(annotation).strip("'\"")
    match = re.fullmatch(r"(list\[)?(str|int|float|bool)(?(1)\])", stated)
    if not match:
        raise UsageError(
            f'{line}: the type of "{name}" is {stated}. A parameter is a str, int, float or bool, or a list of these.'
        )
    return match[2], bool(match[1])


def _range(comment: str) -> tuple[float | None, float | None]:
    match = RANGE.search(comment)
    if not match:
        return None, None
    return (float(match[1]) if match[1] else None, float(match[2]) if match[2] else None)


def _choices(comment: str, bare: Parameter) -> tuple[Any, ...]:
    match = CHOICE.search(comment)
    words = [word.strip().strip("'\"") for word in match[1].split(",")] if match else []
    return tuple(bare._one(word, word) for word in words)


def _literal_list(text: str, parameter: Parameter) -> Any:
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError):
        raise parameter._wrong(text, parameter._items) from None


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(words: Iterable[Any], last: str) -> str:
    *head, tail = [str(word) for word in words]
    return f"{', '.join(head)} {last} {tail}" if head else tail
