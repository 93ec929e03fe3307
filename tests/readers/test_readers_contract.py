"""What every reader keeps: these tests walk the folder, so that they cover the next reader before it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from reader_samples import SAMPLES, Sample, build_sample, samples, without

from helpers import paths, readers, stage, tables
from helpers.build import Built
from helpers.cases import Case
from helpers.errors import ReaderError
from helpers.store import Csv, Json, Ndjson, Own

Once = Callable[[Sample], tuple[Case, Built, dict[str, Any]]]
NAMES = readers.names()
ALL = samples()
LONGEST = 60
each_sample = pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.stem)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Builds a sample the first time it is asked for."""
    done: dict[str, tuple[Case, Built, dict[str, Any]]] = {}

    def build(sample: Sample) -> tuple[Case, Built, dict[str, Any]]:
        if sample.stem not in done:
            done[sample.stem] = build_sample(sample, tmp_path_factory.mktemp("sample"))
        return done[sample.stem]

    return build


def _mapped(sample: Sample) -> bool:
    is_text = isinstance(sample.shape.format, Own) and sample.path.suffix not in (".json", ".ndjson", ".jsonl")
    return not getattr(sample.reader.module, "FOLDER", False) and not is_text  # such records cannot be spoilt by a key


with_columns = pytest.mark.parametrize("sample", [s for s in ALL if _mapped(s)], ids=lambda sample: sample.stem)
NEEDED = [(s, name) for s in ALL if _mapped(s) for name in s.shape.needed()]
each_needed = pytest.mark.parametrize(("sample", "column"), NEEDED, ids=[f"{s.stem}-{name}" for s, name in NEEDED])


@pytest.mark.parametrize("name", NAMES)
def test_the_docstring_says_what_it_is_how_to_get_it_and_what_it_cannot_say(name: str) -> None:
    reader = readers.get(name)
    for part in (reader.about, reader.get_it, reader.cannot_say):
        assert len(part) > 20, f"a part of the docstring of {name} is missing: {part!r}"
        assert part.endswith("."), f"a part of the docstring of {name} does not end as a sentence: {part!r}"


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_sample_and_its_traps_are_named(name: str) -> None:
    mine = [sample for sample in ALL if sample.stem.split(".")[0] == name]
    assert mine, f"tests/samples has no {name}.<ext> with {name}.toml beside it"
    for sample in mine:
        assert sample.path.exists()
        assert sample.about["traps"], f"{sample.stem}.toml names no trap"


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_has_a_sample(name: str) -> None:
    module = readers.get(name).module
    if not hasattr(module, "SHAPES"):
        return
    declared = {frozenset(shape.paths()) for shape in module.SHAPES}
    sampled = {frozenset(sample.shape.paths()) for sample in ALL if sample.stem.split(".")[0] == name}
    assert sampled == declared


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_of_a_plain_format_is_under_sixty_lines(name: str) -> None:
    module = readers.get(name).module
    plain = not hasattr(module, "options") and not isinstance(getattr(module, "FORMAT", None), Own)
    lines = (paths.PACKAGE / "readers" / f"{name}.py").read_text("utf-8").splitlines()
    assert not plain or len(lines) < LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_a_read_of_its_own_is_a_generator_and_comes_with_a_count(name: str) -> None:
    module = readers.get(name).module
    if isinstance(getattr(module, "FORMAT", None), Own):
        import inspect

        assert inspect.isgeneratorfunction(module.read)
        sample = Sample(name)
        records = list(module.read(sample.path, sample.options))
        assert module.count(sample.path) == len(records) == len({record["row"] for record in records})


@each_sample
def test_a_read_of_its_own_comes_with_a_sniff_that_knows_its_samples_alone(sample: Sample) -> None:
    """`casebook add` looks at the beginning of a file with it."""
    own = [name for name in NAMES if isinstance(getattr(readers.get(name).module, "FORMAT", None), Own)]
    own = [name for name in own if sample.path.is_file() or getattr(readers.get(name).module, "FOLDER", False)]
    knows = [name for name in own if readers.get(name).module.sniff(sample.path)]
    assert knows == [sample.reader.name] * (sample.reader.name in own)
    for name in knows:
        seen = readers.get(name).module.sniff(sample.path)
        assert readers.get(name).shapes({})[0].fit(seen)[0] >= 0.9


@pytest.mark.parametrize("name", NAMES)
def test_every_declared_column_is_one_of_the_kits(name: str) -> None:
    for sample in (s for s in ALL if s.stem.split(".")[0] == name):
        for table, fields in sample.shape.fields.items():
            assert set(fields) <= set(tables.get(table).names) - {"source", "row"}


@each_sample
def test_fates_repairs_unknown_columns_and_rejects_are_those_that_the_sample_states(sample: Sample, once: Once) -> None:
    case, _, source = once(sample)
    about = sample.about
    assert {name: source[name] for name in about["fates"]} == about["fates"]
    assert source["records"] == sum(about["fates"].values())
    assert source["repairs"] == about.get("repairs", [])
    assert source["unknown"] == about.get("unknown", [])
    rejects = case.table("rejects") if case.has("rejects") else pd.DataFrame(columns=["row", "reason"])
    assert dict(zip(rejects["row"], rejects["reason"], strict=True)) == about.get("rejects", {})


@each_sample
def test_rows_conform(sample: Sample, once: Once) -> None:
    case, done, source = once(sample)
    for name in done.rows:
        table = tables.get(name)
        path = case.processed / f"{name}.parquet"
        written = pq.read_schema(path)  # DuckDB marks a column without NA as "not null", which is no type
        assert dict(zip(written.names, written.types, strict=True)) == dict(
            zip(table.arrow.names, table.arrow.types, strict=True)
        )
        frame = case.table(name)
        for column in table.columns:
            if column.missing == "never":
                assert frame[column.name].notna().all(), f"{name}.{column.name}"
            if column.type == "moment":
                _check_moments(frame, column.name)
    assert source["tables"] == list(sample.shape.fields)


def _check_moments(frame: pd.DataFrame, column: str) -> None:
    stated = frame[frame[column].notna()]
    assert stated[f"{column}_precision"].isin(tables.PRECISIONS).all()
    assert stated[f"{column}_zone_by"].isin(["stated", "format", "case"]).all()
    assert stated[f"{column}_zone"].str.len().gt(0).all()
    assert stated[f"{column}_stated"].str.len().gt(0).all()


@each_sample
def test_ids_are_the_texts_of_the_file(sample: Sample, once: Once) -> None:
    case, _, _ = once(sample)
    main = case.table(sample.shape.main)
    declares_id = "id" in sample.shape.fields.get(sample.shape.main, {})
    if not sample.path.is_file() or not declares_id or sample.reader.name == "telegram_desktop":
        return  # a page has no id; Telegram's is made of two: its own tests compare it
    if sample.shape.fields[sample.shape.main]["id"].kind in ("template", "rewrite"):
        return  # made of others, as it is declared
    text = sample.path.read_text("utf-8", "replace")
    ids = main["id"].dropna()
    assert all(isinstance(one, str) and one in text for one in ids)
    assert not ids.str.contains(r"\.0$").any()


@each_sample
def test_twice_the_same(sample: Sample, once: Once, tmp_path: Path) -> None:
    first, done, _ = once(sample)
    second, _, _ = build_sample(sample, tmp_path)
    for name in done.rows:
        one, two = (case.processed / f"{name}.parquet" for case in (first, second))
        assert one.read_bytes() == two.read_bytes(), name


@with_columns
def test_a_column_nobody_knows_is_named(sample: Sample, tmp_path: Path) -> None:
    path = sample.spoilt(lambda record: record.update(column_of_tomorrow="x"), tmp_path / "spoilt")
    _, _, source = build_sample(sample, tmp_path, path)
    assert source["unknown"] == sorted([*sample.about.get("unknown", []), "column_of_tomorrow"])


def _sentence(sample: Sample, column: str) -> str:
    field = sample.shape.needed()[column]
    return f'no "{field.paths[0]}". The {sample.reader.name} reader needs it {field.needed}.'


@each_needed
def test_a_mandatory_field_that_is_nowhere_is_an_error(sample: Sample, column: str, tmp_path: Path) -> None:
    field = sample.shape.needed()[column]
    path = sample.spoilt(without(field.in_order()), tmp_path / "spoilt")
    with pytest.raises(ReaderError) as told:
        build_sample(sample, tmp_path, path)
    inside = tmp_path / "data" / "raw" / "sample" / path.name
    if sample.shape.every:
        assert str(told.value).startswith(f'{inside}: no column "{field.paths[0]}", which case.toml maps.')
    elif isinstance(sample.shape.format, Csv):
        words = _sentence(sample, column)[len("no ") :]
        assert str(told.value) == f"{inside}: no column {words}"
    else:
        where, _, said = str(told.value).partition(", row ")
        assert (where, said.partition(": ")[2]) == (str(inside), _sentence(sample, column))


@each_needed
def test_a_mandatory_field_that_one_record_lacks_is_a_reject(sample: Sample, column: str, tmp_path: Path) -> None:
    field = sample.shape.needed()[column]
    path = sample.spoilt(without(field.in_order()), tmp_path / "spoilt", only=0)
    case, _, source = build_sample(sample, tmp_path, path)
    rejects = case.table("rejects")
    assert _sentence(sample, column) in rejects["reason"].to_list()
    assert source["records"] == sum(source[name] for name in ("kept", "duplicates", "observations", "rejected"))


@pytest.mark.parametrize("sample", [s for s in ALL if _mapped(s) and s.shape.every], ids=lambda sample: sample.stem)
def test_a_column_that_case_toml_maps_and_the_file_lacks_is_an_error(sample: Sample, tmp_path: Path) -> None:
    for number, wanted in enumerate(sorted(sample.shape.paths())):
        path = sample.spoilt(without((wanted,)), tmp_path / f"spoilt{number}")
        root = tmp_path / f"w{number}"
        with pytest.raises(ReaderError) as told:
            build_sample(sample, root, path)
        inside = root / "data" / "raw" / "sample" / path.name
        assert str(told.value).startswith(f'{inside}: no column "{wanted}", which case.toml maps.')


@each_sample
def test_a_file_of_another_format_is_refused_with_a_sentence(sample: Sample, tmp_path: Path) -> None:
    if getattr(sample.reader.module, "FOLDER", False):
        return
    other = tmp_path / f"other{sample.path.suffix}"
    is_csv = isinstance(sample.shape.format, Csv)
    other.write_text("colour,taste\nred,sweet\n" if is_csv else '[{"colour": "red"}]\n', "utf-8")
    with pytest.raises(ReaderError) as told:
        build_sample(sample, tmp_path, other)
    inside = tmp_path / "data" / "raw" / "sample" / other.name
    assert str(told.value).startswith(f"{inside}: this is not a file of the {sample.reader.name} reader (it looks for ")
    assert str(told.value).endswith("Name another reader in case.toml.")


def test_a_change_in_the_code_that_reads_reads_anew() -> None:
    read = {path.relative_to(paths.PACKAGE).as_posix() for path in (paths.PACKAGE / "store").glob("*.py")}
    read |= {path.relative_to(paths.PACKAGE).as_posix() for path in (paths.PACKAGE / "conform").glob("*.py")}
    read |= {f"readers/{path.name}" for path in (paths.PACKAGE / "readers").glob("_*.py")}
    assert read <= set(stage.READING)
    assert "scan.py" in stage.READING


def test_formats_are_four() -> None:
    known = (Csv, Json, Ndjson, Own)
    assert all(isinstance(sample.shape.format, known) for sample in ALL)


def test_no_sample_is_without_its_words() -> None:
    lonely = [p.name for p in SAMPLES.iterdir() if p.suffix != ".toml" and not any(s.path == p for s in ALL)]
    assert lonely == []
