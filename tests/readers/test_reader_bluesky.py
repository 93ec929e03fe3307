"""Bluesky posts: facets, quotes, forged times, feeds."""

from __future__ import annotations

from pathlib import Path

from reader_samples import Sample, build_sample, shown


def test_rows_of_bluesky(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("bluesky"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "bluesky",
            "id": "at://did:plc:wrqibs74ygczqzv365kawipb/app.bsky.feed.post/3krsomtfd4vz6",
            "account_id": "did:plc:wrqibs74ygczqzv365kawipb",
            "account_name": "quiet-anchor.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "🔥 Rovers drew at home harbour-courier.example/rovers #Maravel",
            "language": "en",
            "kind": "post",
            "address": "https://bsky.app/profile/did:plc:wrqibs74ygczqzv365kawipb/post/3krsomtfd4vz6",
            "links": ["https://harbour-courier.example/rovers"],
            "tags": ["Maravel", "maravel-fc"],
            "mentions": ["did:plc:bohuhkg7hlocjxji7isopd2b"],
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:49:26.824000", "ms", "2024-05-06T08:49:26.824Z", "Z", "stated"),
        },
        {
            "row": "3",
            "platform": "bluesky",
            "id": "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcuq",
            "account_id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "account_name": "blue-crane.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "quote",
            "address": "https://bsky.app/profile/did:plc:bohuhkg7hlocjxji7isopd2b/post/3krtl2rypvcuq",
            "quote_of": "at://did:plc:wrqibs74ygczqzv365kawipb/app.bsky.feed.post/3krsomtfd4vz6",
            "links": ["https://quay-radio.example/x"],
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:49:26.824000", "ms", "2024-05-06T08:49:26.824Z", "Z", "stated"),
        },
        {
            "row": "5",
            "platform": "bluesky",
            "id": "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcur",
            "account_id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "account_name": "quiet-anchor.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "post",
            "address": "https://bsky.app/profile/did:plc:bohuhkg7hlocjxji7isopd2b/post/3krtl2rypvcur",
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("1970-01-01T00:00:00", "second", "1970-01-01T00:00:00.000Z", "Z", "stated"),
        },
        {
            "row": "7",
            "platform": "bluesky",
            "id": "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcup",
            "account_id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "account_name": "blue-crane-2.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "reply",
            "address": "https://bsky.app/profile/did:plc:bohuhkg7hlocjxji7isopd2b/post/3krtl2rypvcup",
            "reply_to": "at://did:plc:wrqibs74ygczqzv365kawipb/app.bsky.feed.post/3krsomtfd4vz6",
            "n_likes": 40,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:50:00", "second", "2024-05-06T10:50:00+02:00", "+02:00", "stated"),
        },
    ]
    assert shown(case, "observations") == [
        {
            "row": "2",
            "platform": "bluesky",
            "id": "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcup",
            "account_id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "account_name": "blue-crane.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "reply",
            "address": "https://bsky.app/profile/did:plc:bohuhkg7hlocjxji7isopd2b/post/3krtl2rypvcup",
            "reply_to": "at://did:plc:wrqibs74ygczqzv365kawipb/app.bsky.feed.post/3krsomtfd4vz6",
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:50:00", "second", "2024-05-06T10:50:00+02:00", "+02:00", "stated"),
        }
    ]
    assert shown(case, "accounts") == [
        {
            "row": "1",
            "platform": "bluesky",
            "id": "did:plc:wrqibs74ygczqzv365kawipb",
            "name": "quiet-anchor.example",
            "title": "Quiet <b>anchor</b>",
            "created_at": ("2018-03-17T09:00:00", "second", "2018-03-17T09:00:00.000Z", "Z", "stated"),
        },
        {
            "row": "7",
            "platform": "bluesky",
            "id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "name": "blue-crane-2.example",
            "title": "Quiet <b>anchor</b>",
            "created_at": ("2018-03-17T09:00:00", "second", "2018-03-17T09:00:00.000Z", "Z", "stated"),
        },
    ]


def test_rows_of_bluesky_feed(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("bluesky.feed"), tmp_path)
    assert shown(case, "posts") == [
        {
            "row": "1",
            "platform": "bluesky",
            "id": "at://did:plc:wrqibs74ygczqzv365kawipb/app.bsky.feed.post/3krsomtfd4vz6",
            "account_id": "did:plc:wrqibs74ygczqzv365kawipb",
            "account_name": "quiet-anchor.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "post",
            "address": "https://bsky.app/profile/did:plc:wrqibs74ygczqzv365kawipb/post/3krsomtfd4vz6",
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:49:26.824000", "ms", "2024-05-06T08:49:26.824Z", "Z", "stated"),
        },
        {
            "row": "2",
            "platform": "bluesky",
            "id": "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcup",
            "account_id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "account_name": "quiet-anchor.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "post",
            "address": "https://bsky.app/profile/did:plc:bohuhkg7hlocjxji7isopd2b/post/3krtl2rypvcup",
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:49:26.824000", "ms", "2024-05-06T08:49:26.824Z", "Z", "stated"),
        },
        {
            "row": "3",
            "platform": "bluesky",
            "id": "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcuq",
            "account_id": "did:plc:bohuhkg7hlocjxji7isopd2b",
            "account_name": "quiet-anchor.example",
            "account_title": "Quiet <b>anchor</b>",
            "text": "Smoke over the quay",
            "language": "en",
            "kind": "post",
            "address": "https://bsky.app/profile/did:plc:bohuhkg7hlocjxji7isopd2b/post/3krtl2rypvcuq",
            "n_likes": 22,
            "n_reposts": 2,
            "n_replies": 1,
            "n_quotes": 1,
            "created_at": ("2024-05-06T08:49:26.824000", "ms", "2024-05-06T08:49:26.824Z", "Z", "stated"),
        },
    ]


def test_rows_of_bluesky_jetstream(tmp_path: Path) -> None:
    case, _, _ = build_sample(Sample("bluesky.jetstream"), tmp_path)
    forged, edited = shown(case, "posts")
    assert (forged["id"], forged["created_at"][0], forged["captured_at"]) == (
        "at://did:plc:bohuhkg7hlocjxji7isopd2b/app.bsky.feed.post/3krtl2rypvcup",
        "1970-01-01T00:00:00",
        ("2024-05-06T08:50:01", "ms", "1714985401000000", "UTC", "format"),
    )
    assert (edited["text"], [row["text"] for row in shown(case, "observations")]) == (
        "Smoke over the quay, edited",
        ["🔥 Smoke over the quay #Maravel"],
    )
    assert (edited["account_id"], edited["tags"]) == ("did:plc:wrqibs74ygczqzv365kawipb", ["Maravel"])
