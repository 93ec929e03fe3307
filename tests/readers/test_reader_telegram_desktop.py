"""Telegram Desktop: texts in pieces, deleted accounts, old exports, all chats at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reader_samples import Sample, build_sample, built, make_case, shown

from helpers.errors import ReaderError


def test_rows_of_telegram_desktop(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("telegram_desktop"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "telegram",
            "id": "1987654321-4021",
            "account_id": "user1254463295",
            "account_title": "Alma",
            "text": "Roadworks at the east quay",
            "kind": "post",
            "channel": "Maravel Harbour Talk",
            "created_at": ("2024-05-14T19:44:00", "second", "2024-05-14T21:44:00", "Etc/GMT-2", "case"),
        },
        {
            "row": "2",
            "platform": "telegram",
            "id": "1987654321-4022",
            "account_id": "user1254463295",
            "account_title": "Alma",
            "text": "Fire! #Maravel see here and https://maravel-post.example/2024 @early_mast32 Pavla",
            "kind": "post",
            "channel": "Maravel Harbour Talk",
            "links": ["https://quay-radio.example/x", "https://maravel-post.example/2024"],
            "tags": ["Maravel"],
            "mentions": ["early_mast32", "user5138203623"],
            "n_likes": 5,
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "3",
            "platform": "telegram",
            "id": "1987654321-4023",
            "account_id": "user3736375928",
            "account_title": "Zeno",
            "kind": "service",
            "channel": "Maravel Harbour Talk",
            "label": "join_group_by_link",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "4",
            "platform": "telegram",
            "id": "1987654321-4024",
            "account_id": "user1254463295",
            "text": "Roadworks at the east quay",
            "kind": "reply",
            "channel": "Maravel Harbour Talk",
            "reply_to": "1987654321-4021",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "5",
            "platform": "telegram",
            "id": "1987654321-4025",
            "account_id": "user1254463295",
            "account_title": "Alma",
            "text": "Roadworks at the east quay",
            "kind": "repost",
            "channel": "Maravel Harbour Talk",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "9",
            "platform": "telegram",
            "id": "1987654321-4029",
            "account_id": "user1254463295",
            "account_title": "Alma",
            "text": "old exports have #no_entities",
            "kind": "post",
            "channel": "Maravel Harbour Talk",
            "tags": ["no_entities"],
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
    ]


def test_rows_of_telegram_desktop_full(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("telegram_desktop.full"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "telegram",
            "id": "11-1",
            "account_id": "user1254463295",
            "account_title": "Alma",
            "text": "Roadworks at the east quay",
            "kind": "post",
            "channel": "Quay night shift",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "2",
            "platform": "telegram",
            "id": "11-2",
            "account_id": "user1254463295",
            "account_title": "Alma",
            "text": "Roadworks at the east quay",
            "kind": "reply",
            "channel": "Quay night shift",
            "reply_to": "11-1",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "3",
            "platform": "telegram",
            "id": "12-3",
            "account_id": "user1",
            "account_title": "Zeno",
            "text": "to keep",
            "kind": "repost",
            "channel": "saved_messages",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "4",
            "platform": "telegram",
            "id": "14-4",
            "account_id": "user14",
            "kind": "service",
            "label": "phone_call",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
        {
            "row": "6",
            "platform": "telegram",
            "id": "13-1",
            "account_id": "channel13",
            "account_title": "Left",
            "text": "Roadworks at the east quay",
            "kind": "post",
            "channel": "Left",
            "created_at": ("2024-05-14T19:44:00", "second", "1715715840", "UTC", "format"),
        },
    ]


@pytest.mark.parametrize(
    ("edited", "zone"),
    [("1970-01-01T02:00:00", "+02:00"), ("1969-12-31T19:00:00", "-05:00"), ("1970-01-01T05:30:00", "+05:30")],
)
def test_never_edited_tells_the_clock_of_an_old_export(edited: str, zone: str, tmp_path: Path) -> None:
    message = {
        "id": 1,
        "type": "message",
        "date": "2019-05-14T21:44:00",
        "edited": edited,
        "from": "A",
        "from_id": 7,
        "text": "x",
    }
    export = {"name": "C", "type": "private_group", "id": 9, "messages": [message]}
    _, source = built(make_case(tmp_path, {"result.json": json.dumps(export).encode()}, "telegram_desktop"))
    assert source["repairs"] == [
        "account_id: a plain number, as old exports have it, taken for a user's: 1 record",
        f"created_at: a local time without a zone; in January 1970 the exporter's clock stood at UTC{zone}: 1 record",
    ]


def test_a_file_without_messages_is_refused(tmp_path: Path) -> None:
    case = make_case(tmp_path, {"result.json": b'{"name": "C", "contacts": [1]}'}, "telegram_desktop")
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value) == (
        f'{case.folder / "result.json"}: this is not a file of the telegram_desktop reader (it looks for "messages"). '
        "Name another reader in case.toml."
    )


def test_a_chat_without_messages_is_a_chat(tmp_path: Path) -> None:
    export = {"name": "C", "type": "private_group", "id": 9, "messages": []}
    _, source = built(make_case(tmp_path, {"result.json": json.dumps(export).encode()}, "telegram_desktop"))
    assert (source["records"], source["kept"]) == (0, 0)


def test_what_the_exporter_is_known_to_write_wrong_is_mended_and_said(tmp_path: Path) -> None:
    def message(number: int, text: str) -> str:
        head = f'{{"id": {number}, "type": "message", "date": "2024-05-14T21:44:00", "date_unixtime": "1715715840",'
        return f'{head}\n "from": "A", "from_id": "user7", "text": {text}}}'

    emoji = '["ship ", {\n "type": "custom_emoji",\n "text": "x",\n "document_id": video_files/sticker (2).webm\n}]'
    sound = '["ship ", {\n "type": "custom_emoji",\n "text": "x",\n "document_id": "5368324170671202286"\n}]'
    texts = [r'"a\x0Bb"', r'"C:\\x0B"', emoji, sound, r'"nul \x00 here"']
    messages = ",\n".join(message(n, text) for n, text in enumerate(texts, 1))
    export = f'{{"name": "C", "type": "private_group", "id": 9, "messages": [\n{messages}\n]}}'
    case = make_case(tmp_path, {"result.json": export.encode()}, "telegram_desktop")
    _, source = built(case)
    assert (source["records"], source["kept"]) == (5, 5)
    assert source["repairs"] == [
        "in 1 record NUL characters were taken out",
        "the exporter's JSON was not valid here, and was mended: 3 records",
    ]
    assert [row["text"] for row in shown(case, "posts")][:4] == ["a\x0bb", r"C:\x0B", "ship x", "ship x"]
