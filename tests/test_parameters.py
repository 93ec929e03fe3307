"""A notebook's parameters cell as a signature."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers.errors import UsageError
from helpers.parameters import Parameter, check, injected, parse, signature

CELL = """\
# What this page looks at.
case: str = "harbour-fire"  # a folder under data/raw
days: int = 30  # how far back [1..365]
share: float = 0.5  # [0..1]
what = "url"  # what was shared {url, tag}
labels: bool = True
tags: list[str] = []
hours: list[int] = [1, 2]  # [0..23]
least = -3  # [..10]
query = "a=b"  # a default with an equals sign
"""


@pytest.fixture(scope="module")
def known() -> dict[str, Parameter]:
    return parse(CELL, "30-activity")


def test_the_cell_is_read_without_running_it(known: dict[str, Parameter]) -> None:
    where = "30-activity"
    assert list(known.values()) == [
        Parameter("case", "str", False, "harbour-fire", "a folder under data/raw", where=where),
        Parameter("days", "int", False, 30, "how far back", 1, 365, where=where),
        Parameter("share", "float", False, 0.5, "", 0, 1, where=where),
        Parameter("what", "str", False, "url", "what was shared", choices=("url", "tag"), where=where),
        Parameter("labels", "bool", False, True, where=where),
        Parameter("tags", "str", True, [], where=where),
        Parameter("hours", "int", True, [1, 2], "", 0, 23, where=where),
        Parameter("least", "int", False, -3, "", None, 10, where=where),
        Parameter("query", "str", False, "a=b", "a default with an equals sign", where=where),
    ]
    assert known["hours"].type == "list[int]"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("case", "007", "007"),
        ("case", "None", "None"),
        ("case", "", ""),
        ("query", "x=y=z", "x=y=z"),
        ("days", "+7", 7),
        ("share", "1", 1.0),
        ("share", "1e-3", 0.001),
        ("labels", "False", False),
        ("labels", "true", True),
        ("tags", "a, b", ["a", "b"]),
        ("tags", '["a, b", "c"]', ["a, b", "c"]),
        ("tags", "", []),
        ("hours", "0,23", [0, 23]),
        ("what", "tag", "tag"),
    ],
)
def test_text_is_typed_by_the_signature(known: dict[str, Parameter], name: str, text: str, value: object) -> None:
    found = check(known, {name: text}, "30-activity", text=True)[name]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("days", "abc", 'parameter "days" must be a whole number (int), not "abc".'),
        ("days", "1.0", 'parameter "days" must be a whole number (int), not "1.0".'),
        ("days", "1_0", 'parameter "days" must be a whole number (int), not "1_0".'),
        ("days", "٣", 'parameter "days" must be a whole number (int), not "٣".'),
        ("days", "366", 'parameter "days" must be from 1 to 365, not 366.'),
        ("least", "11", 'parameter "least" must be at most 10, not 11.'),
        ("share", "nan", 'parameter "share" must be a number (float), not "nan".'),
        ("share", "1,5", 'parameter "share" must be a number (float), not "1,5".'),
        ("labels", "1", 'parameter "labels" must be true or false (bool), not "1".'),
        ("what", "urll", 'parameter "what" must be one of url or tag, not "urll". Did you mean "url"?'),
        ("hours", "1,x", 'parameter "hours" must be a list of whole numbers (list[int]), not "1,x".'),
        ("hours", "1,24", 'parameter "hours" must be from 0 to 23, not 24.'),
        ("tags", "[a", 'parameter "tags" must be a list of texts (list[str]), not "[a".'),
        ("tags", "[1]", 'parameter "tags" must be a list of texts (list[str]), and holds 1. Write it in quotes.'),
    ],
)
def test_text_that_cannot_be_typed_is_refused(known: dict[str, Parameter], name: str, text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as raised:
        check(known, {name: text}, "30-activity", text=True)
    assert str(raised.value) == f"30-activity: {sentence}"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("case", 7, 'parameter "case" must be text (str), not 7. Write it in quotes.'),
        ("case", dt.date(2022, 1, 1), 'parameter "case" must be text (str), not 2022-01-01. Write it in quotes.'),
        ("case", None, 'parameter "case" must be text (str), not None. Write it in quotes.'),
        ("days", True, 'parameter "days" must be a whole number (int), not true.'),
        ("days", "7", 'parameter "days" must be a whole number (int), not "7".'),
        ("share", float("inf"), 'parameter "share" must be a number (float), not inf.'),
        ("tags", "a", 'parameter "tags" must be a list of texts (list[str]), not "a".'),
        ("hours", [1.5], 'parameter "hours" must be a list of whole numbers (list[int]), and holds 1.5.'),
    ],
)
def test_typed_values_of_another_type_are_refused(
    known: dict[str, Parameter], name: str, value: object, sentence: str
) -> None:
    with pytest.raises(UsageError) as raised:
        check(known, {name: value}, "30-activity")
    assert str(raised.value) == f"30-activity: {sentence}"


def test_a_whole_number_will_do_for_a_float(known: dict[str, Parameter]) -> None:
    assert repr(check(known, {"share": 1, "hours": [3]}, "30-activity")) == "{'share': 1.0, 'hours': [3]}"


def test_an_unknown_name_is_refused(known: dict[str, Parameter]) -> None:
    with pytest.raises(UsageError) as raised:
        check({name: known[name] for name in ("case", "days")}, {"day": 1}, "30-activity")
    assert str(raised.value) == ('30-activity: there is no parameter "day". Did you mean "days"? It has case and days.')
    with pytest.raises(UsageError) as raised:
        check({}, {"day": 1}, "30-activity")
    assert str(raised.value) == '30-activity: there is no parameter "day". It has no parameters.'


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("import os", "only `name: type = default` may stand there, and this is `import os`."),
        ("a = b = 1", "only `name: type = default` may stand there, and this is `a = b = 1`."),
        ("a: int", "only `name: type = default` may stand there, and this is `a: int`."),
        ("a = today()", 'the default of "a" must be written out, as in `a = 30`.'),
        ("a = None", 'the type of "a" is not clear. Write it, as in `a: list[str] = []`.'),
        ("a = []", 'the type of "a" is not clear. Write it, as in `a: list[str] = []`.'),
        (
            'a: Literal["x"] = "x"',
            "the type of \"a\" is Literal['x']. A parameter is a str, int, float or bool, or a list of these.",
        ),
        ("a: int = 9  # [1..5]", 'parameter "a" must be from 1 to 5, not 9.'),
        ('a: int = "9"', 'parameter "a" must be a whole number (int), not "9".'),
        ('a = "x"  # {y, z}', 'parameter "a" must be one of y or z, not "x".'),
        ("a = (", "'(' was never closed."),
    ],
)
def test_a_cell_that_is_not_a_signature_is_refused(source: str, sentence: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(source, "30-activity")
    assert str(raised.value) == f"30-activity, the cell tagged parameters, line 1: {sentence}"


def test_the_signature_is_the_tagged_cell() -> None:
    untagged = {"cell_type": "code", "metadata": {}, "source": "a = 1"}
    tagged = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": ["b = 1\n", "c = 2"]}
    assert list(signature({"cells": [untagged, tagged]}, "x")) == ["b", "c"]
    assert signature({"cells": [untagged]}, "x") == {}


def test_the_injected_cell_says_the_same_values() -> None:
    values = {"case": 'a"b\\c\n\u2028ü😀', "days": 7, "share": 0.1, "labels": False, "tags": ["x'y"]}
    namespace: dict[str, object] = {}
    exec(injected(values), namespace)
    assert {name: namespace[name] for name in values} == values
