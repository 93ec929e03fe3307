"""Notes: a folder of Markdown or plain text (.md, .markdown, .txt), or one file; each an article with a head block.

Get it: write a file for each article: lines such as `outlet: Harbour Courier`, `address: https://...`, `published:
2024-05-14` (or 2024-05, or a time with its zone), and `title`, `author`, `language`, `archive`, `note`, `weak`,
`credits`, `id` where they are known; then a blank line, then the text. The head may stand between two lines of `---`.
Without `title`, the first heading (`# ...`) is one.

It cannot say: more than the person who wrote it knew; whether the text is the article's own or retold. A word in the
head that is none of these is named as unknown.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from helpers import store
from helpers.errors import ReaderError
from helpers.fields import edtf, ident, moment, text, words
from helpers.readers import Own, _page, _page_dates

FOLDER = True
TYPED = True
FORMAT = Own()
FIELDS = {
    "articles": {
        "id": ident("id"),
        "outlet": text("outlet", needed="to know who published it"),
        "address": text("address"),
        "archive": text("archive"),
        "title": text("title"),
        "author": text("author"),
        "published": edtf("published"),
        "published_at": moment("published_at"),
        "published_from": text("published_from"),
        "text": text("text"),
        "note": text("note_"),
        "credits": words("credits", style="split ;"),
        "language": text("language"),
        "weak": text("weak"),
    }
}
LARGEST = 16 << 20
_FILE = re.compile(r"\.(md|markdown|txt)(\.(gz|xz|zst|zip))?$", re.IGNORECASE)
_LINE = re.compile(r"^([A-Za-z][A-Za-z _-]{0,30}):(?:[ \t]+(.*))?$")
_HEADING = re.compile(r"^#[ \t]+(.+)$", re.MULTILINE)
_ALSO = {"url": "address", "link": "address", "date": "published", "source": "outlet", "note": "note_"}
_NO_HEAD = (
    "The file has no head block: it begins with lines such as `outlet: Harbour Courier` and `published: 2024-05-14`, "
    "then a blank line."
)
Record = dict[str, str | list[str] | None]


def read(path: Path, options: Mapping[str, object]) -> Iterator[Record]:
    """One record a file, in the order of the names; its row is the file's name inside the folder.

    With `rows` in the options, only those files are read.
    """
    files = _files(path)
    if not path.is_dir() and not _FILE.search(path.name):
        raise ReaderError(
            f"{path}: this is not a file of the notes reader (it looks for .md, .markdown or .txt). "
            "Name another reader in case.toml."
        )
    if not files:
        raise ReaderError(f"{path}: there is no note in the folder (.md, .markdown or .txt). Put the notes there.")
    wanted = options.get("rows")
    for name, file in files.items():
        if not isinstance(wanted, Collection) or name in wanted:
            yield {"row": name, **_record(file)}


def sniff(path: Path) -> set[str]:
    """The words of the first head block in a file, or in one of the first files of a folder."""
    for file in list(_files(path).values())[:20] if path.is_dir() or _FILE.search(path.name) else ():
        found = _record(file)
        if not found.get("fault"):
            return {key for key, value in found.items() if value and key != "note"}
    return set()


def count(path: Path) -> int:
    """How many notes there are, by the names in the folder."""
    if not path.is_dir():
        return 1
    inside = os.walk(path)
    return sum(
        bool(_FILE.search(name)) for folder, _, names in inside for name in names if _is_seen(path, folder, name)
    )


def _is_seen(path: Path, folder: str, name: str) -> bool:
    return not any(part.startswith(".") for part in (Path(folder) / name).relative_to(path).parts)


def _files(path: Path) -> dict[str, Path]:
    if not path.is_dir():
        return {path.name: path}
    found = {
        one.relative_to(path).as_posix(): one for one in path.rglob("*") if one.is_file() and _FILE.search(one.name)
    }
    return {name: found[name] for name in sorted(found) if not any(part.startswith(".") for part in name.split("/"))}


def _record(file: Path) -> Record:
    try:
        with store.open_bytes(file) as opened:
            data = opened.read(LARGEST + 1)
    except ReaderError as error:  # what is packed is damaged
        return {"fault": f"The file cannot be read: {str(error).removeprefix(f'{file}: ')}"}
    except OSError as error:
        return {"fault": f"The file cannot be read: {error}."}
    if not data.strip() or len(data) > LARGEST:
        return {"fault": f"The file has more than {LARGEST >> 20} MB." if data.strip() else "The file is empty."}
    if b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return {"fault": "The file is not text: it has NUL bytes."}
    whole, odd = _page.decode(data)
    head, body, twice = _parted(whole.replace("\r\n", "\n"))
    if not head:
        return {"fault": _NO_HEAD, "text": body[:200]}
    headings = (found.group(1).rstrip(" \t#") for found in _HEADING.finditer(body))
    notes = [odd, f"{twice}: named twice in the head, the first one counts" if twice else None]
    return {
        "title": next((heading for heading in headings if heading), None),
        **head,
        **_published(head.get("published", "")),
        "text": body.strip(),
        "note": [note for note in notes if note],
    }


def _parted(whole: str) -> tuple[dict[str, str], str, str]:
    """The head's words with their values, the text below, and a word that stands there twice."""
    lines = whole.lstrip("\ufeff\n").split("\n")
    fenced = lines[0].strip() == "---"
    head: dict[str, str] = {}
    twice, end = "", len(lines)
    for n, line in enumerate(lines[fenced:], int(fenced)):
        if line.strip() in ("---", "...") if fenced else not line.strip():
            end = n
            break
        found = _LINE.match(line.rstrip())
        if not found:
            return {}, whole, ""
        word = found.group(1).strip().lower().replace(" ", "_").replace("-", "_")
        word, value = _ALSO.get(word, word), (found.group(2) or "").strip()
        value = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
        twice = word if word in head else twice
        head.setdefault(word, value)
    return head, "\n".join(lines[end + 1 :]), twice


def _published(stated: str) -> Record:
    """The date as EDTF, and as a moment where it is one; what is neither stays as it is, and is a fault."""
    read_ = _page_dates.as_stated(_page_dates.Found("published", stated)) if stated else None
    if not read_:
        return {"published_from": "head" if stated else None}
    return {"published": read_.published, "published_at": read_.at, "published_from": "head"}
