"""The one table of colours: what each role looks like by day and by night.

Chart code names roles, never colours. A drawing carries the light value as a plain attribute and the role as a class
(`fill="#213dcb" class="f-blue"`): it is right in a viewer that knows no style sheet, and a page's rules give it the
dark value. Every light value stands for one role only, because the finishing pass finds its way back from it.

The page's own tokens stand in the same table, so that ink on the page is ink in a figure. Contrasts with the page's
colour are computed in tests/charts/test_charts_roles.py: 3:1 for marks, 4.5:1 for text.
"""

from __future__ import annotations

from functools import cache

from helpers.errors import TableError, did_you_mean

# name: (light, dark)
TOKENS: dict[str, tuple[str, str]] = {
    # the page
    "page": ("#fbfaf7", "#141619"),
    "sheet": ("#f3f1ea", "#1d2024"),
    "card": ("#ffffff", "#23272c"),
    "ink": ("#1c1b19", "#e9e7e2"),
    "muted": ("#5b5852", "#aba79f"),
    "rule": ("#dedad0", "#33373d"),
    "edge": ("#85807a", "#80848b"),
    "link": ("#0d4f8b", "#93c3f2"),
    "visited": ("#63378a", "#cbaef0"),
    "tint": ("#e6eef6", "#1b2c3f"),
    "mark": ("#fff0a3", "#433900"),
    "markbar": ("#b08400", "#e8c61a"),
    "focus": ("#b3005e", "#ff9ecf"),
    "warn": ("#834200", "#f2b56f"),
    "warnbg": ("#fff2de", "#33250f"),
    "bad": ("#a1262d", "#f59c96"),
    "badbg": ("#fdecea", "#381b1b"),
    "good": ("#1b663a", "#8ad3a2"),
    "goodbg": ("#e6f4ea", "#16301f"),
    "inv": ("#5a2a86", "#d0b5f4"),
    "invbg": ("#f2eafa", "#2a1d3b"),
    # the marks of a figure with one finding: all of them, the one, and the lines behind
    "dot": ("#6f7d8c", "#8996a4"),
    "hot": ("#c2410c", "#ff9d5c"),
    "dot2": ("#b9c1c9", "#4a5460"),
    "grid": ("#e3e0d8", "#2c3036"),
    # six kinds: also apart for eyes that confuse red and green, or blue and yellow
    "blue": ("#213dcb", "#1285f4"),
    "vermilion": ("#e8590c", "#ed5008"),
    "teal": ("#1f9479", "#8aeccc"),
    "purple": ("#9a7bc9", "#cab8f6"),
    "ochre": ("#624603", "#fec24a"),
    "pink": ("#8f0f56", "#b0798d"),
    # seven steps from little to much; in the dark the strong end is the bright end
    "s1": ("#daeff8", "#262f47"),
    "s2": ("#a8d3ea", "#304c74"),
    "s3": ("#76b5e0", "#2e6ca1"),
    "s4": ("#4795d7", "#2090c7"),
    "s5": ("#2573c7", "#3cb4df"),
    "s6": ("#1e51ac", "#7dd5eb"),
    "s7": ("#213480", "#b9f4fb"),
    # numbers on a step
    "on1": ("#1c1b1a", "#eceef0"),
    "on2": ("#1c1b18", "#eceef0"),
    "on3": ("#1c1b17", "#eceef0"),
    "on4": ("#1c1b16", "#141619"),
    "on5": ("#fffffe", "#141619"),
    "on6": ("#fffffd", "#141619"),
    "on7": ("#fffffc", "#141619"),
}
# words that drawing people use for what the page has already named
ALIASES = {"surface": "page", "band": "sheet", "axis": "edge", "hairline": "rule", "alarm": "bad"}
KINDS = ("blue", "purple", "teal", "vermilion", "ochre", "pink")
STEPS = ("s1", "s2", "s3", "s4", "s5", "s6", "s7")
_BY_LIGHT = {light: name for name, (light, _) in TOKENS.items()}


def role(name: str) -> str:
    """The token of this name or alias; a `TableError` with the nearest name if there is none."""
    found = ALIASES.get(name, name)
    if found not in TOKENS:
        near = did_you_mean(name, [*TOKENS, *ALIASES])
        raise TableError(f'There is no colour role "{name}".{near} Roles are listed in charts/_roles.py.')
    return found


def light(name: str) -> str:
    """The light value of a role, as a hex code of six digits."""
    return TOKENS[role(name)][0]


def dark(name: str) -> str:
    """The dark value of a role, as a hex code of six digits."""
    return TOKENS[role(name)][1]


def role_of(hex_code: str) -> str | None:
    """The role whose light value this is, or None: a colour that no role has must not be drawn."""
    return _BY_LIGHT.get(hex_code.lower())


def _values(column: int) -> str:
    return "".join(f"--{name}:{pair[column]};" for name, pair in TOKENS.items())


@cache
def variables() -> str:
    """CSS: every token as a custom property of the root, light, dark by the reader's setting, and light on paper."""
    return (
        f":root{{color-scheme:light dark;{_values(0)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_values(1)}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{_values(0)}}}}}\n"
    )


@cache
def figure_rules() -> str:
    """CSS: inside `.cb-fig`, a fill (`f-<role>`) and a stroke (`k-<role>`) follow the page's tokens."""
    fills = "\n".join(f".cb-fig .f-{name}{{fill:var(--{name})}}" for name in TOKENS)
    strokes = "\n".join(f".cb-fig .k-{name}{{stroke:var(--{name})}}" for name in TOKENS)
    return f"{fills}\n{strokes}\n"


def css() -> str:
    """CSS for a page that holds figures: `variables()` and `figure_rules()`."""
    return variables() + figure_rules()


def dark_rules(names: list[str]) -> str:
    """CSS for a drawing that stands alone: the dark values of these roles, by the reader's setting."""
    rules = "".join(f".f-{name}{{fill:{dark(name)}}}.k-{name}{{stroke:{dark(name)}}}" for name in names)
    return f"@media screen and (prefers-color-scheme:dark){{{rules}}}"
