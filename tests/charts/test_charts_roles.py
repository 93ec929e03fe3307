"""The table of colours: contrasts computed, every light value unique, the rules complete."""

from __future__ import annotations

import re

import pytest

from helpers.charts import _roles
from helpers.errors import TableError

TEXT = ("ink", "muted", "link", "visited", "warn", "bad", "good", "inv")
MARKS = ("edge", "markbar", "focus", "dot", "hot", *_roles.KINDS)


def luminance(code: str) -> float:
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == 21


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_the_page(mode: int) -> None:
    page = _roles.TOKENS["page"][mode]
    weak_text = [name for name in TEXT if contrast(_roles.TOKENS[name][mode], page) < 4.5]
    weak_marks = [name for name in MARKS if contrast(_roles.TOKENS[name][mode], page) < 3]
    assert (weak_text, weak_marks) == ([], [])


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), [("warn", "warnbg"), ("bad", "badbg"), ("good", "goodbg"), ("inv", "invbg")]
)
def test_text_stands_out_from_its_own_ground(text: str, ground: str, mode: int) -> None:
    assert contrast(_roles.TOKENS[text][mode], _roles.TOKENS[ground][mode]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("step", range(1, 8))
def test_a_number_can_be_read_on_its_step(step: int, mode: int) -> None:
    assert contrast(_roles.TOKENS[f"on{step}"][mode], _roles.TOKENS[f"s{step}"][mode]) >= 4.5


def test_the_strong_end_is_dark_by_day_and_bright_by_night() -> None:
    light = [luminance(_roles.light(name)) for name in _roles.STEPS]
    dark = [luminance(_roles.dark(name)) for name in _roles.STEPS]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_every_light_value_leads_back_to_one_role() -> None:
    assert [name for name in _roles.TOKENS if _roles.role_of(_roles.light(name)) != name] == []
    assert _roles.role_of("#123456") is None
    assert [v for pair in _roles.TOKENS.values() for v in pair if not re.fullmatch("#[0-9a-f]{6}", v)] == []


def test_an_alias_is_its_token() -> None:
    assert [_roles.role(name) for name in ("surface", "band", "axis", "hairline", "alarm", "ink")] == [
        "page",
        "sheet",
        "edge",
        "rule",
        "bad",
        "ink",
    ]


def test_an_unknown_role_names_the_nearest() -> None:
    with pytest.raises(TableError) as caught:
        _roles.light("purpel")
    sentence = 'There is no colour role "purpel". Did you mean "purple"? Roles are listed in charts/_roles.py.'
    assert str(caught.value) == sentence


def test_the_rules_hold_every_role_light_dark_and_on_paper() -> None:
    css = _roles.css()
    light, dark, paper = (part.split("}")[0] for part in css.split(":root{")[1:4])
    assert "@media screen and (prefers-color-scheme:dark){:root{" in css
    assert "@media print{:root{" in css
    for name, (by_day, by_night) in _roles.TOKENS.items():
        assert f"--{name}:{by_day};" in light
        assert f"--{name}:{by_night};" in dark
        assert f"--{name}:{by_day};" in paper
        assert f".cb-fig .f-{name}{{fill:var(--{name})}}" in css
        assert f".cb-fig .k-{name}{{stroke:var(--{name})}}" in css
    assert "url(" not in css
