"""twarc-csv's first versions: what a post refers to is in one cell, and its guests are rows."""

from __future__ import annotations

from pathlib import Path

from reader_samples import SAMPLES, Sample, build_sample, built, make_case, shown

A, B, C, REPLIED = "1393289660341174273", "1393295922437046273", "1393299922437046273", "1393298922437046273"


def test_rows_of_the_first_versions(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("twarc_csv.first"), tmp_path)
    rows = {row["id"]: row for row in shown(case, "posts")}
    kinds = [(id_, row["kind"], row.get("label")) for id_, row in rows.items()]
    assert kinds == [
        (A, "post", "seen as included"), (B, "repost", None), (C, "quote", None), (REPLIED, "post", "seen as included"),
    ]  # fmt: skip
    assert (rows[B]["repost_of"], rows[B]["text"]) == (A, "RT @ana_quay: Smoke over the qu…")
    assert not [key for key in rows[B] if key.startswith("n_")]
    assert (rows[C]["quote_of"], rows[C]["reply_to"], rows[C]["n_likes"]) == (A, REPLIED, 2)
    assert rows[A]["text"] == "Smoke over the quay,\nand nobody says what burns"


def test_a_cell_that_python_wrote_is_read_like_one_of_json(tmp_path: Path) -> None:
    text = (SAMPLES / "twarc_csv.first.csv").read_text("utf-8")
    text = text.replace('"[{""type"": ""retweeted"", ""id"": ""', "\"[{'type': 'retweeted', 'id': '").replace(
        f'{A}""}}]"', f"{A}'}}]\""
    )
    assert f"'id': '{A}'" in text
    case = make_case(tmp_path, {"tweets.csv": text.encode()}, "twarc_csv")
    built(case)
    assert case.table("posts").set_index("id").loc[B, ["kind", "repost_of"]].tolist() == ["repost", A]
