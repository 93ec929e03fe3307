"""Stories that Media Cloud lists: the CSV of its search, as it is now and as it was before 2023, or of a topic.

Get it: on search.mediacloud.org search, then "Download all URLs"; older files came from Explorer and Topic Mapper.
Files of counts (`date, count, total_count, ratio`) list no stories and are not read.

It cannot say: what a story says (there is no text); its hour (newer files have the day alone; older ones have a time
without a zone, and a topic says itself whether a date is reliable); when it was changed. `captured_at` is when Media
Cloud indexed or collected a story: a time without a zone.
"""

from helpers.fields import edtf, moment, rewrite, same, template, text, words
from helpers.readers import Csv, Shape

_STORY = {
    "id": template("mediacloud:{id}", needed="to tell stories apart"),
    "outlet": text("media_name"),
    "address": text("url", needed="to say where the story is"),
    "archive": text("archived_url"),
    "title": text("title"),
    "published": edtf("publish_date", style="iso"),
    "published_from": rewrite("publish_date", pattern=r"^\d.*$", into="publish_date"),
    "captured_at": moment("indexed_date"),
    "dates": words("publish_date", style="named"),
    "language": text("language"),
}
_OLD = same(
    _STORY,
    *_STORY,
    id=template("mediacloud:{stories_id}", needed="to tell stories apart"),
    published=edtf("publish_date", style="iso", missing=("undateable",)),
    published_at=moment("publish_date", missing=("undateable",)),
    captured_at=moment("collect_date"),
    dates=words("publish_date", "collect_date", style="named"),
    weak=rewrite("date_is_reliable", pattern="(?i)^(0|f|false)$", into="Media Cloud calls its date not reliable"),
)
# fmt: off
_ASIDE = (
    "media_url", "article_url", "media_id", "ap_syndicated", "themes", "subtopics", "media_pub_country",
    "media_pub_state", "media_language", "media_about_country", "media_media_type", "guid", "date_guess_method",
    "metadata_themes",
    "inlink_count", "outlink_count", "media_inlink_count", "facebook_share_count", "post_count", "author_count",
    "channel_count", "total_shares", "snapshots_id",
)
# fmt: on

SHAPES = (Shape(Csv(), {"articles": _STORY}, _ASIDE), Shape(Csv(), {"articles": _OLD}, _ASIDE))
