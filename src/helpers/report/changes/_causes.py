"""Why a report differs from the last one: evidence, parameters, kit, case.toml, or the analyst's own pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpers import wording

_CASE = {
    "title": "the title",
    "question": "the question",
    "period": "the period",
    "timezone": "the time zone",
    "invented": "whether it is invented",
    "about": "the words about it",
    "sources": "what it says of its sources",
}
_UNKNOWN = (
    "Evidence, parameters, kit, case.toml and pages are the same: a library is another version, or a page gives "
    "something else each time."
)


@dataclass(frozen=True)
class Cause:
    """One cause (evidence, parameters, kit, case, pages or unknown), and a sentence that names what changed."""

    cause: str
    says: str


def causes(before: Mapping[str, Any], now: Mapping[str, Any], differ: bool) -> tuple[Cause, ...]:
    """What changed among the things that a report is made of; `differ` says whether its findings did."""
    was, is_ = before["made_of"], now["made_of"]
    found = []
    if was["evidence"] != is_["evidence"]:
        found.append(Cause("evidence", _evidence(before["kinds"].get("sources", {}), now["kinds"]["sources"])))
    named = [_value(page, name, one, other) for page, name, one, other in _values(was["parameters"], is_["parameters"])]
    if named:
        found.append(Cause("parameters", f"The parameters changed: {wording.listed(named)}."))
    if was["kit"] != is_["kit"]:
        found.append(Cause("kit", _kit(was["kit"], is_["kit"])))
    if was["case"] != is_["case"]:
        words = [_CASE.get(name, name) for name in is_["case"] if was["case"].get(name) != is_["case"][name]]
        found.append(Cause("case", f"case.toml changed: {wording.listed(words or ['what it says'], 8)}."))
    if was["pages"] != is_["pages"]:
        found.append(Cause("pages", f"The analyst’s own pages changed: {_moved(was['pages'], is_['pages'])}."))
    if differ and not found:
        found.append(Cause("unknown", _UNKNOWN))
    return tuple(found)


def told(found: tuple[Cause, ...]) -> list[str]:
    """The sentences of the causes; where the evidence is not the only one, that they cannot be told apart."""
    names = {one.cause for one in found}
    several = "evidence" in names and len(names) > 1
    return [one.says for one in found] + (["A difference may come from any of these."] if several else [])


def same(found: tuple[Cause, ...]) -> str:
    """What did not change, as a sentence; empty where all of it did."""
    words = {"evidence": "the evidence", "parameters": "the parameters", "kit": "the kit", "case": "case.toml"}
    left = [words[name] for name in words if name not in {one.cause for one in found}]
    if not left or any(one.cause == "unknown" for one in found):
        return ""
    listed = wording.listed(left)
    verb = "is" if len(left) == 1 and left[0] != "the parameters" else "are"
    return f"{listed[0].upper()}{listed[1:]} {verb} the same."


def _evidence(was: Mapping[str, Any], is_: Mapping[str, Any]) -> str:
    said = _moved({name: _hash(one) for name, one in was.items()}, {name: _hash(one) for name, one in is_.items()})
    return f"The evidence changed: {said}." if said else "The evidence changed."


def _moved(was: Mapping[str, Any], is_: Mapping[str, Any]) -> str:
    """What is new, changed and gone, by name: `a is new; b and c have changed`."""
    ways = {
        "new": [name for name in is_ if name not in was],
        "changed": [name for name in is_ if name in was and was[name] != is_[name]],
        "gone": [name for name in was if name not in is_],
    }
    return "; ".join(f"{wording.listed(names)} {_verb(way, len(names))} {way}" for way, names in ways.items() if names)


def _verb(way: str, n: int) -> str:
    if way == "changed":
        return "has" if n == 1 else "have"
    return "is" if n == 1 else "are"


def _hash(entry: Mapping[str, Any]) -> Any:
    return entry["fields"].get("sha256")


def _values(was: Mapping[str, Any], is_: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """Every parameter whose value is another one: page, name, the value before and now; None where it was not set."""
    for page in sorted({*was, *is_}):
        one, other = was.get(page, {}), is_.get(page, {})
        for name in sorted({*one, *other}):
            if one.get(name) != other.get(name):
                yield page, name, one.get(name), other.get(name)


def _value(page: str, name: str, was: Any, is_: Any) -> str:
    before, after = ("not set" if value is None else repr(value) for value in (was, is_))
    return f"{name} of {page} is {after}, was {before}"


def _kit(was: Mapping[str, Any], is_: Mapping[str, Any]) -> str:
    if was["version"] != is_["version"]:
        return f"The kit changed: Casebook {is_['version']}, before it {was['version']}."
    said = ["its code"] if was["code"] != is_["code"] else []
    said += [f"its notebooks ({moved})"] if (moved := _moved(was["notebooks"], is_["notebooks"])) else []
    return f"The kit changed, under the same version {is_['version']}: {wording.listed(said)}."
