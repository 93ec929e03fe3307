"""Values that break programs: texts, numbers of JSON, XML and HTML, names of files."""

from __future__ import annotations

# What a cell or a JSON string may hold. A lone surrogate becomes bytes that are no UTF-8.
TEXTS = (
    *("", " ", "\t", "\0", "a\0b", "\ufeff", "a\ufeffb", "\u202egnp.exe", "a\u200bb", "\u2066x\u2069", "e\u0301"),
    *("\x1b[2J", "\x07", "\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\u2028", "\u3000", "😀", "👩\u200d👧", "\U0010ffff"),
    *("\ud83d", "\udc00", "a\nb", "a\r\nb", "a\rb", "\n", "\r", "\\", '\\"', "\\N", "\\u0000", "\x01", "\x02"),
    *('"', '""', '"""', 'a"b', '"a', 'a"', "'", "`", ",", ";", ",;\t|", "a, b", "#", "@", "@@@", "{}", "{id}", "%s"),
    *("=cmd()", "+1", "-", "@SUM(A1)", "'; DROP TABLE posts; --", "<script>alert(1)</script>", "]]>", "&amp;", "&#0;"),
    *("null", "None", "NaN", "nan", "Infinity", "-Infinity", "inf", "true", "FALSE", "absent", "N/A", "-", "?"),
    *(
        "0",
        "-0",
        "-1",
        "1.5",
        "1e3",
        "1e308",
        "1e999",
        "-1e308",
        "0x10",
        "1_000",
        "1,000",
        "1.000",
        "1,0,0",
        "１２",
        "٣",
    ),
    *("2147483648", "9223372036854775807", "9223372036854775808", "9" * 400, "0." + "0" * 400 + "1", "1" + "0" * 18),
    *("9.14580356430537e+17", "914580356430536707.0", "914580356430540000", "00000", " 12 ", "+12", "12 "),
    *(
        "2020",
        "2020-13",
        "2020-02-30",
        "0000-00-00",
        "0001-01-01",
        "9999-12-31T24:00:00Z",
        "10000-01-01",
        "-0044-03-15",
    ),
    *("2022-11-10T05-07-28+00:00", "2016-12-31T23:59:60Z", "2020-03-29T02:30:00", "24:00", "31/12/1999 25:61", "1/2/3"),
    *(
        "2020-01-01T00:00:00+99:99",
        "2020-01-01 10:00 EDT",
        "Fri, 32 Jul 2022 10:00:00 GMT",
        "1e10",
        "99999999999999999",
    ),
    *("-62135596801", "253402300800", "4 oktober 2017", "2021-02/2020-01", "../..", "2020-01-01/", "%Y-%m-%d"),
    *("[", "]", "[]", "[[[[", "[a, b", '["a"', '["a", 1, null]', "{", '{"a": {"b": [1]}}', "[1, 2", "a|b|c", "||"),
    *(
        "http://[",
        "https://",
        "https://" + "a" * 5_000,
        "http://exa mple.org/%zz",
        "javascript:alert(1)",
        "//x",
        "ftp:",
    ),
    *(
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "case.toml",
        "file:///etc/passwd",
        "tag:google.com,2005:reader/user/",
    ),
    *("x" * 40_000, "é" * 20_000, "[" * 2_000, '"' * 999, "a " * 9_000, "#a" * 3_000, "@a " * 3_000, "\n" * 500),
)
LONG = "x" * 1_500_000

# What may stand in JSON where a value stands, letter by letter.
JSON = (
    *("null", "true", "false", "0", "-0", "-0.0", "1e308", "-1e308", "1e999", "-1e999", "NaN", "Infinity", "-Infinity"),
    *("1" + "0" * 400, "0.1e-400", "1.5", "-1", "9223372036854775808", "18446744073709551616", "1E5", "01", "+1", ".5"),
    *("914580356430536707", "9.14580356430537e+17", "914580356430536707.0", "253402300800", "-62135596801", "1e18"),
    *('""', '"\\ud83d"', '"\\udc00\\ud800"', '"\\u0000"', '"a\\u0000b"', '"\\u202ex"', '"\\ufeff"', '"\\/\\b\\f"'),
    *('"\\x41"', '"\\"', '"a\nb"', '"a\tb"', "'a'", "a", "/* */ 1", "[1,]", '{"a":1,}', '"\x7f"', '"\x1f"', '"\\u12"'),
    *(
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[null]",
        '{"": 1}',
        '{"a.b": 1}',
        '{"a[0]": 1}',
        '{"$": 1}',
        '{"\\"": 1}',
        '[1,"a"]',
    ),
    *('{"a":1,"a":2}', '{"' + "k" * 5_000 + '": 1}', "[" + "1," * 5_000 + "1]", '"' + "x" * 200_000 + '"'),
    *("[" * 40 + "]" * 40, "[" * 450 + "]" * 450, "[" * 600 + "]" * 600, "[" * 10_000 + "]" * 10_000),
    *('{"a":' * 40 + "1" + "}" * 40, '{"a":' * 600 + "1" + "}" * 600, '{"a":' * 10_000 + "1" + "}" * 10_000),
    *('{"a":[' * 200 + "1" + "]}" * 200, "[" * 10_000, '{"a":' * 10_000),
)

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
# What may stand at the front of XML, behind its declaration.
XML_HEADS = (
    f'<!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>',
    '<!DOCTYPE x [<!ENTITY a "' + "a" * 50_000 + '">]>',
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE x PUBLIC "-//N//DTD RSS 0.91//EN" "http://192.0.2.1/rss.dtd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/x"> %p;]>',
    '<!DOCTYPE x [<!ATTLIST item a CDATA "default">]>',
    '<?xml-stylesheet href="http://192.0.2.1/x.xsl"?>',
    "<!-- " + "-" * 3_000 + " -->",
)
# What may stand inside XML or HTML, between two tags.
XML_PARTS = (
    *("&l9;", "&f;", "&undefined;", "&#0;", "&#xD800;", "&#x202e;", "&#x10ffff;", "<![CDATA[</item>]]>", "<![CDATA["),
    *("<item/>", "<item>", "</item>", "<entry><entry/></entry>", "<!-- <item> -->", "<!--", "<?php x ?>", "<x:y/>"),
    *("<a>" * 10_000 + "</a>" * 10_000, "<a>" * 10_000, "<a>" * 200 + "</a>" * 200, "<div " + "a='1' " * 3_000 + "/>"),
    *('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>', '<base href="file:///"/>'),
    *('<meta charset="utf-7">', '<meta charset="x-user-defined">', "<script>", "<style>", "<!", "<", ">", "&", "\0"),
    *('<meta property="article:published_time" content="2020-99-99T99:99:99Z">', "<pubDate>31 Feb 1e9</pubDate>"),
    *('<script type="application/ld+json">' + "[" * 10_000 + "</script>", '<time datetime="999999999999">x</time>'),
    *('<script type="application/ld+json">{"datePublished": NaN, "author": [[1]]}</script>', "<link href='http://['/>"),
    *("<table>" * 300, "<p>" + "a" * 300_000 + "</p>", "<font>" * 2_000, "<a href='" + "x" * 60_000 + "'>y</a>"),
)

# Names of files that a pattern, a query or a page could take for something else.
NAMES = (
    *("a b", "a'b", 'a"b', "a[1]", "a[!b]", "a{b,c}", "a*b", "a?b", "a%20b", "a#b", "a;b", "a&b", "a$b", "$(x)"),
    *(
        "-rf",
        "--",
        "~",
        "a..b",
        "...",
        "é",
        "e\u0301",
        "a\u200bb",
        "a\u202eb",
        "\ufeffa",
        "😀",
        "a\nb",
        "a\tb",
        "a\x1bb",
    ),
    *(
        "CON",
        "nul",
        "x" * 180,
        "1e308",
        "<script>",
        "%s",
        "{0}",
        "a\\b",
        "case",
        "posts",
        "select",
        "a=b",
        "a:b",
        "`x`",
    ),
)
# Names of files inside an archive.
MEMBERS = (
    *("../../outside.csv", "/tmp/outside.csv", "..\\..\\outside.csv", "C:\\outside.csv", "a/../../outside.csv", "./a"),
    *("a/b/c.csv", "__MACOSX/._a.csv", ".hidden", "a\0b", "a\nb", "\u202ea.csv", "", "x" * 3_000, "a/", "\udcff.csv"),
)
