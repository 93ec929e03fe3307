"""Tables made by people."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_samples import Sample, build_sample, shown

from helpers import readers
from helpers.errors import ReaderError


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_table_with_semicolons_is_refused_with_what_to_do(sign: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("id,event,claimant,stance\nc1,fire,Quay Radio,asserts\n".replace(",", sign), "utf-8")
    with pytest.raises(ReaderError) as error:
        readers.get("handmade").shape(file, {"table": "claims"})
    assert str(error.value) == (
        f"{file}: {name} stand between its columns, and a handmade table has commas there. Save it with commas: in a "
        'spreadsheet, choose the comma as field separator (or "CSV UTF-8, comma delimited") when you save it.'
    )


def test_a_file_of_other_columns_is_refused_as_before(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(ReaderError, match="this is not a file of the handmade reader"):
        readers.get("handmade").shape(file, {"table": "claims"})


def test_rows_of_handmade(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("handmade"), tmp_path)
    assert shown(case, "claims") == [
        {
            "row": "c01",
            "id": "c01",
            "event": "fire",
            "title": "Warehouse 14 burns",
            "kind": "fire",
            "event_date": "2024-05-14",
            "report_date": "2024-05-14",
            "claimant": "Quay Radio",
            "stance": "asserts",
            "what": "It burns.",
            "actors": ["Port authority", "Fire service"],
            "evidence": ["articles:a.html"],
        },
        {
            "row": "c02",
            "id": "c02",
            "event": "fire",
            "event_date": "2024-05~",
            "report_date": "2024-05-14/2024-05-16",
            "claimant": "Maravel Post",
            "stance": "denies",
            "what": "=cmd()",
        },
    ]
