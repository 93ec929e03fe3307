"""GDELT's Global Knowledge Graph 2.1 (`*.gkg.csv`): one document a line, 27 cells with tabs between them, no header.

Get it: `data.gdeltproject.org/gdeltv2/masterfilelist.txt` lists a file for every 15 minutes.

It cannot say: what a document says (it has no text; its themes, persons, places and tone are left aside, because a
program made them); when it was published, unless the page states it (the date of a line is that of the 15-minute batch
in which GDELT saw it: it is `captured_at`, and stands in `dates`); the language of a document that was not translated
(English, as a rule).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers import clean
from helpers.fields import edtf, moment, template, text, words
from helpers.readers import Own, _tabbed

FORMAT = Own()
FIELDS = {
    "articles": {
        "id": template("gdelt-gkg:{GKGRECORDID}", needed="to tell documents apart"),
        "outlet": text("V2SOURCECOMMONNAME"),
        "address": text("address"),
        "title": text("PAGE_TITLE"),
        "author": text("PAGE_AUTHORS"),
        "published": edtf("PAGE_PRECISEPUBTIMESTAMP", style="%Y%m%d%H%M%S"),
        "published_at": moment("PAGE_PRECISEPUBTIMESTAMP", "%Y%m%d%H%M%S", zone="UTC"),
        "published_from": text("published_from"),
        "captured_at": moment("V2.1DATE", "%Y%m%d%H%M%S", zone="UTC"),
        "dates": words("dates"),
        "language": text("language"),
    }
}
_COLUMNS = (
    *("GKGRECORDID", "V2.1DATE", "V2SOURCECOLLECTIONIDENTIFIER", "V2SOURCECOMMONNAME", "V2DOCUMENTIDENTIFIER"),
    *("V1COUNTS", "V2.1COUNTS", "V1THEMES", "V2ENHANCEDTHEMES", "V1LOCATIONS", "V2ENHANCEDLOCATIONS", "V1PERSONS"),
    *("V2ENHANCEDPERSONS", "V1ORGANIZATIONS", "V2ENHANCEDORGANIZATIONS", "V1.5TONE", "V2.1ENHANCEDDATES", "V2GCAM"),
    *("V2.1SHARINGIMAGE", "V2.1RELATEDIMAGES", "V2.1SOCIALIMAGEEMBEDS", "V2.1SOCIALVIDEOEMBEDS", "V2.1QUOTATIONS"),
    *("V2.1ALLNAMES", "V2.1AMOUNTS", "V2.1TRANSLATIONINFO", "V2EXTRASXML"),
)
KNOWN = _COLUMNS
_EXTRA = re.compile(r"<(PAGE_TITLE|PAGE_AUTHORS|PAGE_PRECISEPUBTIMESTAMP)>(.*?)</\1>", re.DOTALL)
_LANGUAGE = re.compile(r"srclc:([A-Za-z]{2,3})\b")
_WEB = "1"


def read(path: Path, options: Mapping[str, object]) -> Iterator[dict[str, str | list[str] | None]]:
    """One record a line; its row is the line's number."""
    for line in _tabbed.lines(path, "gdelt_gkg", _COLUMNS, r"\d{14}-T?\d+"):
        if "fault" in line:
            yield {**line}
            continue
        extras = {key: clean.unescaped(value).strip() for key, value in _EXTRA.findall(line["V2EXTRASXML"])}
        stated = extras.get("PAGE_PRECISEPUBTIMESTAMP")
        language = _LANGUAGE.search(line["V2.1TRANSLATIONINFO"])
        yield {
            **line,
            **extras,
            # other collections cite a broadcast or a DOI in the cell of the address
            "address": line["V2DOCUMENTIDENTIFIER"] if line["V2SOURCECOLLECTIONIDENTIFIER"] == _WEB else None,
            "published_from": "PAGE_PRECISEPUBTIMESTAMP" if stated else None,
            "dates": [f"PAGE_PRECISEPUBTIMESTAMP={stated}"] * bool(stated) + [f"V2.1DATE={line['V2.1DATE']}"],
            "language": language.group(1) if language else None,
        }


def sniff(path: Path) -> set[str]:
    """The columns, if the first line is of this kind."""
    return _tabbed.sniff(path, _COLUMNS, r"\d{14}-T?\d+")


def count(path: Path) -> int:
    """How many lines hold something."""
    return _tabbed.count(path)
