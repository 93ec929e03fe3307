"""The actor map: what is drawn, what is said, what leads where; the phone's list; the sentence above the cap."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest

from helpers.charts import _actor_boxes, _allow, _key, _overlap, _ties, actor_map
from helpers.charts._sheet import WIDTHS, Figure
from helpers.errors import TableError

SVG = "{http://www.w3.org/2000/svg}"
ACTORS = [
    ("port", "Port of Brack", "organisation"),
    ("ferry", "Brack Ferries", "organisation"),
    ("post", "Harbour Post", "outlet"),
    ("quay", "Quay News", "outlet"),
    ("moss", "Ines Moss", "person"),
    ("vane", "Tor Vane", "person"),
    ("night", "Night Watch accounts", "network"),
    ("caller", "Unnamed caller", "unnamed"),
    ("ministry", "Ministry of Inland Waterways and Coastal Defence", "government"),
    ("idle", "Idle & Sons", "organisation"),
]
TIES = [
    ("port", "owns", "ferry", "2011"),
    ("ferry", "employs", "moss", "2019-04"),
    ("ferry", "employs", "vane", "2020-01-15"),
    ("post", "reports on", "ferry", "2021-03-02"),
    ("quay", "accuses", "ferry", "2021-03"),
    ("ferry", "denies", "quay", "2021-03-05"),
    ("ministry", "regulates", "port", None),
    ("ministry", "asks", "port", "2021-04~"),
    ("night", "posts on", "ferry", "2021-03-03/2021-03-09"),
    ("caller", "tips off", "post", "2021-03-01"),
    ("port", "is mentioned with", "night", "2021-03-04"),
    ("port", "asks", "port", "2021-05"),
]


def actors(rows: list[tuple[str, str, str]] = ACTORS) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["id", "name", "kind"])


def ties(rows: list[tuple[str, str, str, str | None]] = TIES) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["from_actor", "kind", "to_actor", "date"])
    return frame.assign(id=[f"t{n}" for n in range(1, len(rows) + 1)])


def big(n: int, n_ties: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    people = actors([(f"a{k}", f"Actor {k:03}", ("organisation", "person")[k % 2]) for k in range(n)])
    kinds = ("owns", "asks", "denies", "labels", "reports on", "posts on", "employs")
    rows = [(f"a{(k * k + 1) % n}", kinds[k % 7], f"a{(k * 7 + 3) % n}", "2021") for k in range(n_ties)]
    return people, ties([row for row in rows if row[0] != row[2]])


@pytest.fixture(scope="module")
def figure() -> Figure:
    return actor_map.draw(actors(), ties())


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]


def titles(svg: str) -> list[str]:
    return [str(element.text) for element in list(ET.fromstring(svg).iter(f"{SVG}title"))[1:]]


def test_the_words_around_the_map_are_counted_from_the_tables(figure: Figure) -> None:
    assert figure.title == "Who acts on whom: 9 actors, 10 ties and 1 pair only named together"
    assert figure.subtitle == (
        "Arrows run from the one who acts. On the map, actors whose only tie is one of the same kind to the same actor "
        "share a box, with its date; a phone shows the ties as a list."
    )
    assert figure.alt == (
        "A map: 9 actors, 10 ties and 1 pair only named together. Most ties have Brack Ferries (7), Port of Brack (3), "
        "Harbour Post (2) and Ministry of Inland Waterways and Coastal Defence (2). Kinds of ties: employs (2), "
        "accuses (1), asks (1), denies (1), owns (1) and posts on (1), and 3 other kinds."
    )
    assert figure.notes == (
        "Without a tie, and so not drawn: Idle & Sons.",
        "1 tie of an actor with itself is not drawn.",
    )


def test_the_key_names_the_kinds_that_are_there_each_with_its_own_colour_and_sign(figure: Figure) -> None:
    assert [(entry["role"], entry["shape"], entry["label"]) for entry in figure.key] == [
        ("ink", "arrow-thick", "owns"),
        ("edge", "arrow-thin", "employs"),
        ("blue", "arrow", "asks, regulates"),
        ("purple", "arrow-dashes", "accuses, reports on"),
        ("vermilion", "arrow-dots", "denies"),
        ("teal", "arrow-long-dashes", "posts on, tips off"),
        ("muted", "fine-dots", "is mentioned with"),
        ("edge", "box", "organisation"),
        ("edge", "round", "person"),
        ("edge", "dashed-box", "unnamed or a network"),
    ]
    assert len({style.role for style in _ties.STYLES}) == len({(s.dash, s.width) for s in _ties.STYLES}) == 8
    assert all(_key.swatch(entry) for entry in figure.key)


def test_the_map_holds_every_name_and_each_line_leads_to_its_row(figure: Figure) -> None:
    for width in (1280, 720):
        said = texts(figure.drawings[width])
        for _, name, _ in ACTORS[:4]:
            assert name in said
        assert {"Ines Moss Apr 2019", "Tor Vane Jan 2020"} <= set(said)
        links = set(re.findall(r'href="#actor-map-row-(\d+)"', figure.drawings[width]))
        # rows 7 and 8 share a line, and an actor's tie with itself (12) has none
        assert links == {"1", "2", "3", "4", "5", "6", "7", "9", "10", "11"}


def test_hover_titles_say_who_does_what_to_whom_and_when(figure: Figure) -> None:
    said = titles(figure.drawings[1280])
    assert "Port of Brack owns Brack Ferries, 2011" in said
    assert (
        "Ministry of Inland Waterways and Coastal Defence regulates Port of Brack; "
        "Ministry of Inland Waterways and Coastal Defence asks Port of Brack, about Apr 2021"
    ) in said
    assert (
        "Harbour Post (2 ties): Harbour Post reports on Brack Ferries, 2 Mar 2021; Unnamed caller tips off "
        "Harbour Post, 1 Mar 2021"
    ) in said


def test_a_mutual_tie_has_no_head(figure: Figure) -> None:
    # polygons are heads: both ties of the teal class have one, the pair that is only named together has none
    svg = figure.drawings[1280]
    assert len(re.findall(r'<path[^>]*class="f-teal"', svg)) == len(re.findall(r'<path[^>]*class="k-teal"', svg)) == 2
    assert len(re.findall(r'<path[^>]*class="k-muted"', svg)) == 1
    assert re.findall(r'<path[^>]*class="f-muted"', svg) == []


def test_the_phone_has_a_list_with_every_tie_once(figure: Figure) -> None:
    said = texts(figure.drawings[390])
    assert said[:3] == ["Brack Ferries", "7 ties", "owns ← Port of Brack, 2011"]
    assert "employs → Ines Moss, Apr 2019" in said
    assert "is mentioned with – Night Watch accounts" in " ".join(said)
    assert sorted(map(int, set(re.findall(r"row-(\d+)", figure.drawings[390])))) == list(range(1, 12))
    sizes = [float(size) for size in re.findall(r'<text[^>]*font-size="([\d.]+)"', figure.drawings[390])]
    assert min(sizes, default=12) >= 12


def test_nothing_overlaps_leaves_the_sheet_or_breaks_the_list_of_allowed_elements(figure: Figure) -> None:
    drawn = {"small": figure, "cap": actor_map.draw(*big(120, 300)), "none": actor_map.draw(actors(), ties([]))}
    for one in drawn.values():
        assert tuple(one.drawings) == WIDTHS
        for svg in one.drawings.values():
            assert (_overlap.overlaps(svg), _overlap.outside(svg)) == ([], [])
            assert _allow.check(svg) == svg


def test_above_the_cap_a_sentence_says_so_and_names_the_best_tied() -> None:
    people, many = big(257, 1054)
    figure = actor_map.draw(people, many)
    for width in WIDTHS:
        said = texts(figure.drawings[width])
        sentence = f"257 actors, {len(many):,} ties: too many for lines; the table below holds them all."
        assert " ".join(said).startswith(sentence)
        assert len([line for line in said if line.startswith("Actor ")]) == 15
    assert figure.alt.startswith(f"Too many for a map of lines: 257 actors and {len(many):,} ties. Most ties have ")
    assert figure.key == ()


def test_without_ties_a_sentence_says_so() -> None:
    figure = actor_map.draw(actors(), ties([]))
    assert texts(figure.drawings[390]) == ["No tie between two actors is recorded."]
    assert figure.alt == "No tie between two actors is recorded."


def test_words_of_strangers_stay_words() -> None:
    people = actors([("a", "<script>alert(1)</script>", "person"), ("b", 'O\'Neill & "Sons" \x00\u202eevil', "x")])
    drawn = actor_map.draw(people, ties([("a", "</title><b>", "b", "soon"), ("b", "owns", "a", "2020-13")]))
    for svg in drawn.drawings.values():
        assert _allow.check(svg) == svg
    assert '<script>alert(1)</script> </title><b> O\'Neill & "Sons" ‹U+202E›evil, soon' in titles(drawn.drawings[1280])


def test_a_tie_to_nobody_is_refused_with_the_nearest_id() -> None:
    with pytest.raises(TableError) as caught:
        actor_map.draw(actors(), ties([("fery", "owns", "port", None)]))
    assert str(caught.value) == (
        'ties, row t1: from_actor is "fery", which is not an id in actors. Did you mean "ferry"? '
        "Add the actor to handmade/actors.csv, or correct the tie."
    )


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(TableError) as caught:
        actor_map.draw(actors(), ties().drop(columns="from_actor"))
    assert str(caught.value) == (
        'The chart actor_map needs a column "from_actor". Did you mean "to_actor"? '
        "The table has: kind, to_actor, date, id."
    )


def test_known_positions_keep_the_picture_and_a_new_actor_is_let_in() -> None:
    places = actor_map.places(actors(), ties())
    assert list(places.columns) == ["actor", "x", "y"]
    assert set(places["actor"]) == {key for key, _, _ in ACTORS[:-1]}
    more = ties([*TIES, ("idle", "serves", "quay", "2021")])
    again = actor_map.places(actors(), more, positions=places)
    both = places.merge(again, on="actor")
    assert ((both.x_x - both.x_y).abs() + (both.y_x - both.y_y).abs()).mean() < 30
    assert "idle" in set(again["actor"])
    assert actor_map.draw(actors(), more, positions=places).drawings[1280]


def test_a_position_of_nobody_is_refused() -> None:
    with pytest.raises(TableError) as caught:
        actor_map.draw(actors(), ties(), positions=pd.DataFrame({"actor": ["quai"], "x": [1], "y": [2]}))
    assert str(caught.value) == (
        'positions: "quai" is not an id in actors. Did you mean "quay"? Correct the row, or take it out.'
    )


def test_the_tables_given_are_left_as_they_are() -> None:
    people, some = actors(), ties()
    before = people.copy(), some.copy()
    actor_map.places(people, some)
    pd.testing.assert_frame_equal(people, before[0])
    pd.testing.assert_frame_equal(some, before[1])


def test_kinds_fold_into_classes_and_the_unknown_one_is_other() -> None:
    kinds = ["Owns", "sits on", "regulates", "reports on", "denies", "takes_down", "posts on", "lets to"]
    found = [_ties.style_of(kind) for kind in kinds]
    assert found == ["owns", "employs", "asks", "reports", "denies", "labels", "other", "other"]
    assert len(_ties.STYLES) == 8


def test_months_are_as_exact_as_the_date_and_no_finer() -> None:
    dates = ["2020-04-29", "2020-04", "2020", "2020-04-29~", "2021-09-03/2022-01", "2022-03-01/..", "", "spring"]
    assert [_ties.month(date) for date in dates] == [
        "Apr 2020",
        "Apr 2020",
        "2020",
        "about Apr 2020",
        "Sep 2021 – Jan 2022",
        "since Mar 2022",
        "",
        "spring",
    ]


def test_leaves_share_a_box_only_with_their_like() -> None:
    boxes = _actor_boxes.make(*_ties.read(actors(), ties()))
    shared = [box.actors for box in boxes if len(box.actors) > 1]
    assert shared == [("moss", "vane")]
    assert [[row.words for row in box.rows] for box in boxes if box.actors == ("ministry",)] == [
        ["Ministry of Inland Waterways", "and Coastal Defence"]
    ]
    assert all(box.width % 8 == box.height % 8 == 0 for box in boxes)


def test_two_processes_with_other_hash_seeds_draw_the_same_bytes() -> None:
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); import test_actor_map as t;"
        "from helpers.charts import actor_map;"
        "f = actor_map.draw(t.actors(), t.ties()); print(hashlib.sha256(repr(f).encode()).hexdigest())"
    )
    here = str(Path(__file__).parent)
    made = [
        subprocess.run(
            [sys.executable, "-c", program, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    ]
    assert made[0] == made[1] != b""
