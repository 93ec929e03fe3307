"""Contradictions: where two sights of the same post state its text, time, author or kind differently.

Every later observation is compared with the row that `posts` shows. Counts that differ are no contradiction: they were
taken at other times. Neither is what an export cannot say: a value that is missing, a time that is less exact (the two
must be further apart than the less exact one can be), a handle in other letters (case is folded), an account that its
publisher replaced by a hash, an account's id that a spreadsheet rounded, a reply or quote that another export calls a
post.

Texts are compared in Unicode's form NFC, with the entities of HTML resolved and white space as one space, a repost's
without the "RT @name: " in front. Where one is the beginning of the other, or both are the same but for their links
(t.co stands for another address), the row is `shortened`, not `different`.
"""

from collections.abc import Mapping

from helpers.cases import Case, Handle

NEEDS = ("posts", "observations")
MAKES = ("contradictions",)
MOST = 2000  # characters of a value that are shown

_SECONDS = {"year": 31_622_400, "month": 2_678_400, "day": 86_400, "minute": 60}
_SHOWN = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M UTC"}
_COMPARED = ("text", "created_at", "created_at_precision", "account_id", "account_name", "kind")
# what the archive of information operations puts in the place of a small account: a hash, as digits or in base64
_REPLACED = "(length({0}) > 30 OR contains({0}, '=') OR contains({0}, '+') OR contains({0}, '/'))"


def folded(text: str) -> str:
    """The SQL of a text as it is compared: NFC, entities resolved, white space as one space, no "RT @name: "."""
    signs = {"lt": "<", "gt": ">", "quot": '"', "#39": "''", "#x27": "''", "apos": "''", "nbsp": " ", "amp": "&"}
    plain = text
    for name, sign in signs.items():
        plain = f"replace({plain}, '&{name};', '{sign}')"
    resolved = f"CASE WHEN contains({text}, '&') THEN {plain} ELSE {text} END"
    spaces = "[\\s\\x{0b}\\x{85}\\x{200b}\\x{feff}\\p{Z}]+"
    spaced = f"trim(regexp_replace(nfc_normalize({resolved}), '{spaces}', ' ', 'g'))"
    return f"regexp_replace({spaced}, '^RT @\\w+:? ', '')"


def unlinked(text: str) -> str:
    """The SQL of a folded text without its links, and without the sign that it was cut off."""
    bare = f"regexp_replace({text}, 'https?:\\S*', '', 'g')"
    return f"rtrim(regexp_replace({bare}, ' +', ' ', 'g'), ' …')"


def shortened(one: str, other: str) -> str:
    """The SQL that tells whether one folded text is a beginning of the other, or has its links in another form."""

    def begins(long: str, short: str) -> str:
        return f"({short} <> '' AND starts_with({long}, {short}))"

    cut, bare = ([f"rtrim({text}, ' …')" for text in (one, other)], [unlinked(one), unlinked(other)])
    is_short = " OR ".join(f"contains({text}, '//t.co/') OR contains({text}, '…')" for text in (one, other))
    same = f"({begins(*bare)} OR {begins(*reversed(bare))} OR {bare[0]} = {bare[1]})"
    return f"({begins(one, cut[1])} OR {begins(other, cut[0])} OR (({is_short}) AND {same}))"


def _tests() -> dict[str, str]:
    """The SQL that tells of each column whether the two sights contradict each other."""
    seconds = " ".join(f"WHEN '{name}' THEN {n}" for name, n in _SECONDS.items())
    width = f"CASE {{}}_created_at_precision {seconds} ELSE 1 END"
    apart = f"greatest({width.format('p')}, {width.format('o')}) * 1000000::BIGINT"
    damaged = f"kit_damaged(p_account_id) OR kit_damaged(o_account_id) OR {_rounded()}"
    vague = "'post' IN (p_kind, o_kind) AND 'repost' NOT IN (p_kind, o_kind)"
    return {
        "text": "p_folded <> o_folded",
        "created_at": f"abs(epoch_us(p_created_at) - epoch_us(o_created_at)) > {apart}",
        "account_id": f"p_account_id <> o_account_id AND NOT ({damaged}) AND {_kept('account_id')}",
        "account_name": f"{_handle('p')} <> {_handle('o')} AND {_kept('account_name')}",
        "kind": f"p_kind <> o_kind AND NOT ({vague})",
    }


def _rounded() -> str:
    """The SQL that tells whether two ids are one, but for what a spreadsheet or a float leaves of a long number."""
    apart = "abs(try_cast(p_account_id AS DOUBLE) - try_cast(o_account_id AS DOUBLE))"
    tests = [f"coalesce({apart} = 0, false)"]
    for side in "po":
        long, zeros = f"length({side}_account_id)", f"length(rtrim({side}_account_id, '0'))"
        tests.append(f"coalesce({long} >= 16 AND {long} - {zeros} >= 3 AND {apart} < pow(10, {long} - {zeros}), false)")
    return " OR ".join(tests)


def _kept(column: str) -> str:
    replaced = " OR ".join(_REPLACED.format(f"{side}_{column}") for side in "po")
    return f"NOT (platform = 'twitter' AND ({replaced}))"


def _handle(side: str) -> str:
    return f"lower(ltrim(trim({side}_account_name), '@'))"


def _value(side: str, column: str) -> str:
    """The SQL of a value as it is shown: of a time, as much as is known."""
    if column != "created_at":
        return f"{side}_{column}[:{MOST}]"
    forms = " ".join(f"WHEN '{name}' THEN '{form}'" for name, form in _SHOWN.items())
    exact = f"CASE {side}_created_at_precision {forms} WHEN 'ms' THEN '%Y-%m-%d %H:%M:%S.%g UTC'"
    return f"strftime({side}_created_at, {exact} ELSE '%Y-%m-%d %H:%M:%S UTC' END)"


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, str]:
    """One row a column that differs, in the order of the posts."""
    posts, observations = (_numbered(tables[name]) for name in NEEDS)
    columns = ", ".join(f"{side}.{name} AS {side}_{name}" for side in "po" for name in _COMPARED)
    pairs = f"""SELECT p.source, p."row", p.platform, p.id, p.n, o.source AS other_source, o."row" AS other_row,
        o.n AS other_n, {columns}
        FROM {posts} p JOIN {observations} o ON p.platform = o.platform AND p.id = o.id"""
    # most sights of a post have the very same text: nothing is folded there
    both = (f"CASE WHEN p_text <> o_text THEN {folded(f'{side}_text')} END AS {side}_folded" for side in "po")
    texts = f"SELECT *, {', '.join(both)} FROM ({pairs})"
    parts = [
        f"""SELECT source, "row", platform, id, '{column}' AS "column", {_kind(column)} AS kind,
            {_value("p", column)} AS kept, {_value("o", column)} AS other, other_source, other_row,
            n, other_n, {place} AS place
        FROM contradicted WHERE {test}"""
        for place, (column, test) in enumerate(_tests().items())
    ]
    return {
        "contradictions": f"""WITH contradicted AS MATERIALIZED ({texts})
        SELECT * FROM ({" UNION ALL ".join(parts)}) ORDER BY n, place, other_n"""
    }


def _kind(column: str) -> str:
    if column != "text":
        return "'different'"
    return f"CASE WHEN {shortened('p_folded', 'o_folded')} THEN 'shortened' ELSE 'different' END"


def _numbered(handle: Handle) -> str:
    path = str(handle.path).replace("'", "''")
    return f"(SELECT *, file_row_number AS n FROM read_parquet('{path}', file_row_number=true) WHERE id IS NOT NULL)"
