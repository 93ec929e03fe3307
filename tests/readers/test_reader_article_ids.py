"""What an article is known by: an id of its service, its address there, or a name that people typed."""

from __future__ import annotations

import pytest

from helpers import readers
from helpers.readers import Reader

OPTIONS: dict[str, dict[str, object]] = {
    "handmade": {"table": "articles"},
    "table": {"table": "articles", "columns": {"id": "id", "title": "title"}},
}
BEFORE = {  # what stands ahead of an id, so that two services do not name two articles alike
    "gdelt_doc": "gdelt:{url}",
    "gdelt_events": "gdelt-event:{GLOBALEVENTID}",
    "gdelt_gkg": "gdelt-gkg:{GKGRECORDID}",
    "media_cloud": "mediacloud:{id}",
    "newsapi": r"newsapi:\1",
    "rss": "rss:{key}",
}
TYPED = {"handmade", "notes"}
ARCHIVED = {"auto_archiver"}
NONE = {"saved_pages"}
AS_MAPPED = {"table"}


def _of_articles() -> list[Reader]:
    found = [readers.get(name) for name in readers.names()]
    return [one for one in found if any(s.main == "articles" for s in one.shapes(OPTIONS.get(one.name, {})))]


@pytest.mark.parametrize("reader", _of_articles(), ids=lambda reader: reader.name)
def test_every_reader_of_articles_says_what_they_are_known_by(reader: Reader) -> None:
    for shape in reader.shapes(OPTIONS.get(reader.name, {})):
        declared = shape.fields["articles"].get("id")
        assert (declared is None) == (reader.name in NONE)
        assert reader.typed == (reader.name in TYPED)
        if reader.name in BEFORE and declared is not None:
            first = declared.options.get("into") or declared.options["pattern"]
            assert first.partition(":")[0] == BEFORE[reader.name].partition(":")[0]
            assert shape is not reader.shapes({})[0] or first == BEFORE[reader.name]
        elif declared is not None and reader.name not in ARCHIVED | TYPED | AS_MAPPED:
            pytest.fail(f"{reader.name} gives ids: say here what stands ahead of them")


def test_no_two_services_have_the_same_ids() -> None:
    starts = [before.partition(":")[0] for before in BEFORE.values()]
    assert len(set(starts)) == len(starts)
