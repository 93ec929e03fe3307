"""The documentation says what the code does: generated pages are current, links lead somewhere, sessions are run."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
NAMES = sorted(path.relative_to(REPOSITORY).as_posix() for path in PAGES)


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"casebook_tools_{name}", REPOSITORY / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


console, docs = _tool("console"), _tool("docs")
SESSIONS = [name for name in NAMES if "```console" in (REPOSITORY / name).read_text("utf-8")]


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_generated_page_is_what_would_be_generated_now(name: str) -> None:
    assert (REPOSITORY / "docs" / name).read_text("utf-8") == docs.PAGES[name](), "run `make docs`"


def _anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_inside_the_repository_leads_somewhere(name: str) -> None:
    page = REPOSITORY / name
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name} links to {target}"
        assert not anchor or anchor in _anchors(file.read_text("utf-8")), f"{name} links to {target}"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_names_no_place_of_one_machine(name: str) -> None:
    text = (REPOSITORY / name).read_text("utf-8")
    assert re.findall(r"/(?:root|tmp|srv|Users)/|/home/(?!you\b)\w+", text) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_says_what_the_page_says(name: str) -> None:
    assert console.check(REPOSITORY / name) == []


def test_the_how_tos_the_tutorial_and_the_readme_have_sessions() -> None:
    how_tos = [path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "docs/how-to").glob("*.md")]
    assert {"README.md", "CONTRIBUTING.md", "docs/tutorial.md", *how_tos} == set(SESSIONS)


def test_the_floors_of_the_design_are_those_of_the_test() -> None:
    code = ast.parse((REPOSITORY / "tests" / "test_floors.py").read_text("utf-8"))
    sets = [node.value for node in code.body if isinstance(node, ast.Assign) and _sets(node, "FLOORS")]
    held = ast.literal_eval(sets[0])
    text = (REPOSITORY / "docs" / "design.md").read_text("utf-8")
    picture = text.partition("notebooks/*.ipynb  ")[2].partition("```")[0]
    drawn = [re.split(r" {2,}", line.strip())[1:] for line in picture.splitlines()[1:] if line.strip()]
    for names, words in zip(held[1:], reversed(drawn), strict=True):
        assert list(names) == [word.strip("()") for word in words[: len(names)]], "docs/design.md draws another floor"


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


PAGE = """\
```csv notes.csv
id,note
```

```console
$ cat notes.csv
id,note
$ printf 'a\\nb\\nc\\n' | cat -
a
...
c
$ echo one, two, three
one, ...
$ echo 'took 3.25 s' && cat <<'END'
> two
> END
took 1.1 s
two
$ test -f absent
$ echo $?
0
```
"""


def test_a_session_that_says_something_else_is_found_and_can_be_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    assert console.check(page) == ["$ echo $?\nthe page has:\n0\nit said:\n1"]
    console.write(page)
    assert page.read_text("utf-8") == PAGE.replace("$?\n0", "$?\n1")
