"""The table of candidates, the remarks on articles, and names made of content."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import claims, tables
from helpers.errors import UsageError

ACTORS = pd.DataFrame(
    {
        "id": ["port", "maravel"],
        "name": ["Port Authority", "Maravel"],
        "aliases": [["the port office"], []],
    }
)
TEXT = "Tomas Reede said on Tuesday that the Port Authority closed the quay in April 2020. Maravel declined to comment."


def article(**given: Any) -> dict[str, Any]:
    """An article of 20 May 2024 (a Monday), with what is given instead."""
    return {
        "source": "a.csv",
        "row": "2",
        "outlet": "Quay Radio",
        "address": "https://quay.example/a",
        "title": "Quay closed",
        "published": "2024-05-20",
        "text": TEXT,
        "language": "en",
    } | given


def found(*articles: dict[str, Any], actors: pd.DataFrame | None = ACTORS, **named: Any) -> claims.Candidates:
    """What is found in these articles."""
    return claims.found_in(pd.DataFrame(list(articles)), actors, **named)


def said(made: claims.Candidates) -> list[tuple[str, str, str]]:
    """The remarks without the file."""
    return [(one.row, one.kind, one.says) for one in made.said]


def test_the_whole_table_of_one_article() -> None:
    frame = claims.candidates(pd.DataFrame([article()]), ACTORS)
    assert list(frame.columns) == list(tables.get("candidates").names)
    rows = frame.drop(columns=["source", "row", "id", "rules"]).astype(object).where(frame.notna(), None)
    assert rows.to_dict("split")["data"] == [
        [None, "2024-05-20", None, "Quay Radio", "asserts", "stated", "Quay closed", "closed", False, False, [],
         "title", 0, 11, None, None, "the article's own words", "its text", 2],
        ["2020-04", "2024-05-20", "2024-05-14", "Tomas Reede", "asserts", "stated",
         "Tomas Reede said on Tuesday that the Port Authority closed the quay in April 2020.", "closed", False, False,
         ["Port Authority"], "text", 0, 82, "April 2020", "MONTH YEAR",
         "the speaker before the verb: Tomas Reede said", "its text", 8],
        [None, "2024-05-20", None, "Maravel", "declines", "stated", "Maravel declined to comment.",
         "declined to comment", False, False, ["Maravel"], "text", 83, 111, None, None,
         "the speaker before the verb: Maravel declined to comment", "its text", 4],
    ]  # fmt: skip
    assert frame["rules"].to_list() == [
        ['a verb that makes news ("closed"): +2', "the headline: +2", "fewer than 5 words: -2"],
        [
            "dated to the month: +2",
            "names an actor of the case: +2",
            'a verb that makes news ("closed"): +2',
            "a named speaker: +1",
            "one of the first three sentences: +1",
        ],
        ["names an actor of the case: +2", "a named speaker: +1", "one of the first three sentences: +1"],
    ]
    assert set(frame["source"]) == {"a.csv"} and set(frame["row"]) == {"2"}


def test_the_places_lead_to_the_sentence() -> None:
    frame = claims.candidates(pd.DataFrame([article()]), ACTORS)
    texts = {"title": "Quay closed", "text": TEXT}
    assert [texts[row.field][row.begins : row.ends] for row in frame.itertuples()] == list(frame["what"])


def test_the_score_is_the_sum_of_the_rules_shown() -> None:
    frame = claims.candidates(pd.DataFrame([article()]), ACTORS)
    sums = [sum(int(rule.rpartition(": ")[2]) for rule in row.rules) for row in frame.itertuples()]
    assert sums == list(frame["score"])


def test_no_article_gives_empty_tables_with_their_columns() -> None:
    made = claims.found_in(pd.DataFrame(columns=list(tables.get("articles").names)))
    assert (list(made.frame().columns), len(made.frame())) == (list(tables.get("candidates").names), 0)
    assert (list(made.remarks().columns), len(made.remarks())) == (list(tables.get("remarks").names), 0)


def test_a_pronoun_without_a_speaker_before_it_is_the_actor_named_in_its_sentence() -> None:
    frame = found(article(text="Maravel before the committee: he denies that the quay was closed.")).frame()
    assert frame["claimant"].to_list()[1:] == ["Maravel"]
    assert frame["attribution"].to_list()[1].endswith("he is Maravel, named before")


# ---------------------------------------------------------------- names


def test_an_id_is_made_of_content_alone() -> None:
    one = found(article()).frame()
    other = found(article(source="renamed.csv", row="77", address="http://www.quay.example/a/?utm_source=x")).frame()
    assert list(one["id"]) == list(other["id"])
    assert one["id"].is_unique and one["id"].str.fullmatch("[0-9a-f]{12}").all()


@pytest.mark.parametrize(
    "changed",
    [{"address": "https://quay.example/b"}, {"text": TEXT.replace("April", "May")}, {"outlet": "Maravel Post"}],
)
def test_other_content_has_another_id(changed: dict[str, str]) -> None:
    assert set(found(article()).frame()["id"]) != set(found(article(**changed)).frame()["id"])


def test_the_id_is_the_hash_that_the_contract_names() -> None:
    from hashlib import sha256

    key = claims.article_key("https://www.quay.example/a/", "Title", "Text")
    assert key == "quay.example/a"
    parts = ("quay.example/a", "the quay  closed".replace("  ", " "), "april 2020", "Maravel", "denies")
    expected = sha256("\x1f".join(parts).encode()).hexdigest()[:12]
    assert claims.candidate_id(key, "The Quay\nclosed", "April 2020", "Maravel", "denies") == expected


def test_without_an_address_the_title_and_the_beginning_stand_for_the_article() -> None:
    assert claims.article_key(None, "A  Title", "B" * 300) == "a title " + "b" * 80
    assert claims.article_key("", None, None) == " "


def test_a_sentence_that_an_article_repeats_is_one_candidate() -> None:
    text = "Maravel denied the report. The tide rose. Maravel  denied the report."
    assert len(found(article(text=text, title=None)).frame()) == 1


# ---------------------------------------------------------------- what goes wrong with articles


def test_an_article_without_text_is_read_by_its_title_and_not_by_what_an_analyst_noted() -> None:
    made = found(article(text=None, note="Reports that Maravel closed the quay in April 2020."))
    frame = made.frame()
    assert list(frame["field"]) == ["title"]
    assert list(frame["basis"]) == ["its title: it has no text"]
    assert said(made) == [("2", "no text", "The article has no text: its headline alone was read.")]


def test_an_article_without_a_date_keeps_what_is_absolute() -> None:
    made = found(article(published=None))
    frame = made.frame()
    assert frame["report_date"].isna().all()
    assert [None if pd.isna(one) else one for one in frame["event_date"]] == [None, "2020-04", None]
    assert frame["said_on"].isna().all()
    assert said(made) == [
        (
            "2",
            "no date",
            "The article has no date: what its text says relative to it (last month, on Tuesday) has none.",
        )
    ]


def test_a_date_after_the_capture_is_said() -> None:
    made = found(article(captured_at=pd.Timestamp("2024-05-02", tz="UTC")))
    assert said(made) == [
        (
            "2",
            "date in the future",
            "The article is dated 20 May 2024, and was captured or obtained before, on 2 May 2024: one of the two is "
            "wrong.",
        )
    ]
    assert len(made.frame()) == 3
    assert said(found(article(), obtained={"a.csv": "2024-05-02"})) == said(made)
    assert said(found(article(), obtained={"a.csv": "2024-05", "b.csv": "2024-01"})) == []
    assert said(found(article(captured_at=pd.Timestamp("2024-05-19 23:00", tz="UTC")))) == []


def test_dates_that_disagree_are_said_with_the_one_taken() -> None:
    made = found(article(dates=["meta=2024-05-20", "url=2024-04-02", "text=2023-01-05T10:00", "other=?"]))
    assert said(made) == [
        (
            "2",
            "dates disagree",
            "It states dates that are days apart: meta=2024-05-20, url=2024-04-02 and text=2023-01-05T10:00; "
            "20 May 2024 is taken.",
        )
    ]
    assert said(found(article(dates=["meta=2024-05-20", "url=2024-05-19"]))) == []
    assert said(found(article(dates=["json-ld datePublished=2024-05-20", "json-ld dateModified=2024-06-30"]))) == []


def test_the_moment_of_publication_serves_where_no_day_is_stated() -> None:
    frame = found(article(published=None, published_at=pd.Timestamp("2024-05-20 22:00", tz="UTC"))).frame()
    assert set(frame["report_date"]) == {"2024-05-20"}


def test_a_language_that_is_not_served_is_kept_and_said() -> None:
    made = found(article(language="ja", text="港は閉鎖"), article(row="3"))
    assert set(made.frame()["row"]) == {"3"}
    assert said(made) == [
        (
            "2",
            "language",
            'It is in the language "ja": no claims were looked for. Served are de, en, es, fr, it, pt and ru.',
        )
    ]


def test_a_language_that_nobody_states_is_told_by_small_words() -> None:
    french = "Le porte-parole a déclaré que le port est fermé et que les navires ne sont pas dans la rade."
    made = found(
        article(text=french, title="Le port", language=None),
        article(row="3", text="港は閉鎖", title="港", language=None),
    )
    assert said(made) == [
        ("2", "language", 'It states no language: it was read as "fr", by its small words.'),
        (
            "3",
            "language",
            "No language was recognised in it: no claims were looked for. Served are de, en, es, fr, it, pt and ru.",
        ),
    ]
    assert made.frame()["claimant"].to_list() == ["Quay Radio", "Le porte-parole"]


@pytest.mark.parametrize("stated", ["en-GB", "eng", "English", "EN"])
def test_a_language_is_known_by_its_code_or_name(stated: str) -> None:
    assert len(found(article(language=stated)).frame()) == 3


def test_a_headline_is_in_the_language_of_its_file() -> None:
    long = article(language=None)
    short = article(row="3", title="Maravel denies report", text=None, language=None)
    assert "3" in set(found(long, short).frame()["row"])
    assert set(found(short).frame()["row"]) == set()
    assert set(found(short, language="en").frame()["row"]) == {"3"}


def test_an_unknown_language_of_the_call_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        claims.candidates(pd.DataFrame([article()]), ACTORS, "xx")
    assert str(caught.value) == ('No claims are found in the language "xx". Served are de, en, es, fr, it, pt and ru.')


def test_copies_of_one_article_are_read_once_and_said() -> None:
    many = [article(row=str(n), address=f"https://quay.example/{n}") for n in range(2, 6)]
    made = found(*many)
    assert made.frame().groupby("row").size().to_dict() == {"2": 3, "3": 3, "4": 3, "5": 3}
    assert made.frame()["id"].is_unique
    assert said(made)[0] == ("3", "copy", "Its text is that of a.csv, row 2, letter by letter (4 articles have it).")
    assert [one[0] for one in said(made)] == ["3", "4", "5"]


def test_nothing_is_read_of_an_article_with_nothing() -> None:
    made = found(article(title=None, text=None, note="  "))
    assert len(made.frame()) == 0
    assert said(made)[0] == ("2", "no text", "The article has no text: nothing was read of it.")


def test_actors_are_found_by_name_and_alias_and_shown_by_name() -> None:
    frame = found(article(text="On 3 May the port office and MARAVEL met. Maravellous was not there on 4 May.")).frame()
    assert frame["actors"].to_list()[1:] == [["Port Authority", "Maravel"], []]


def test_without_actors_a_sentence_without_date_and_speaker_is_no_candidate() -> None:
    text = "The quay is old. Maravel owns it. It closed in April 2020."
    assert len(found(article(text=text), actors=None).frame()) == 2
    assert len(found(article(text=text)).frame()) == 3
