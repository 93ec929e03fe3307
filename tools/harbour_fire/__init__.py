"""The generator of the invented case `harbour-fire`: the same bytes on every machine and every Python from 3.11.

- dice: integers from a seed, by a method of our own
- story, clock: the invented city, what happened when, and how much is written then
- people, voices: accounts, and those who speak under their own names
- words, pushed, hostile: what ordinary accounts write, what the planted groups push, what attacks a reader or a page
- posts: posts without a format: who, when, what, in answer to what
- shapes; twitter, tiktok, bluesky, telegram: the four export formats, with their traps
- pages, page_texts: the twelve saved pages
- handmade, handmade_claims, handmade_ties: claims, actors and ties
- about, readme: case.toml, truth.csv and README.md
- make: everything together: path to bytes
- plain: the case read back, for tests; nothing above uses it

No floating point, no set order, no locale and no clock decides anything here.
"""
