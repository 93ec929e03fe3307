"""Casebook: from a folder of evidence to reports in which every sentence leads back to its row.

A walk through the house, from the ground up. A module imports only from the floors below its own.

    errors                          every error that the kit raises on purpose, drawn as a tree
    paths clean dates wording similarity vocabulary
                                    where things are; text, words and moments made comparable; texts that are alike
    packed                          raw files unpacked, by their first bytes
    decoding                        their encoding, decided once
    scan                            one pass that counts their records
    tables fields                   every column defined once; the words in which a reader declares its own
    store                           files as streams of records of text
    conform                         what is text becomes typed, or is set aside with its reason
    readers                         one file for each export format
    cases                           a case and its `case.toml`
    origins actors                  what a story goes back to: credits, copies, chains; who is named where
    cite timeline claims counts copies spikes clocks evidence
                                    the way back to a row; analysis: takes tables, returns tables, never draws
    derive                          tables made of tables, one file each
    ledger stage expect review      the parts of a build; a person decides on what was found
    fates                           what becomes of each record
    build                           the only writer of data/processed
    intake charts parameters exports
                                    what people bring in; one file for each chart; a notebook's parameters; one file
                                    for each format of other people's tools
    show                            what a notebook shows, with the table behind it
    run engine                      notebooks run with strict parameters
    report checks lab               pages and their publication; whether a case is sound; working copies
    serve schedule status watch verify
                                    the reports in a browser of this machine; a case rendered again and again, on a
                                    schedule or as files arrive; how it stands; whether all is still what was read
    cli                             the command `casebook`

In a notebook:

    from helpers import cases, show
    from helpers.charts import event_strip

    c = cases.load(case)
    events = c.table("events")
    show.figure(event_strip.draw(events), table=events, caption="...", source="...")

Who may move in: a function enters `helpers` when three notebooks or readers need it. Until then it lives where
it is used. A reader, a derived table or a chart is one file in its folder, and the folder is the registry.

`import helpers` alone loads nothing else; each room opens when it is named.
"""

from __future__ import annotations

__all__ = ["__version__"]

DISTRIBUTION = "casebook-kit"


def __getattr__(name: str) -> str:
    """The version, looked up when somebody asks: reading the metadata costs more than the import itself."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0+not.installed"
