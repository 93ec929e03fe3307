"""Days on which far more appeared than usual, and how much of that one account or outlet explains.

A day is a spike if its modified z-score is above 3.5: `0.6745 * (n - median) / MAD`, where MAD is the median of the
absolute deviations from the median, over all days from the first to the last, those without a row included. Where
more than half of the days are alike, MAD is 0, and the mean absolute deviation takes its place:
`(n - median) / (1.253314 * mean)`. Source: B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers (1993);
NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.17.

What one account explains of a spike is its own surplus over the day's: (its rows - its own median) / (n - median),
from 0 to 1. An account that posts fifty times on every day explains nothing of a day on which all others woke up.
"""

from __future__ import annotations

import pandas as pd

SCORE = 3.5
LEAST_ROWS = 10  # three posts on one day of a silent year are no spike
LEAST_DAYS = 7  # fewer days have no "usual"
COLUMNS = ("day", "n", "usual", "score", "who", "n_who", "usual_who", "share")


def spikes(day: pd.Series, who: pd.Series) -> pd.DataFrame:
    """The spikes among rows with a day (ISO text) and somebody behind each, by day, with whom explains most of each.

    Columns: day, n (rows), usual (the median of all days), score, who, n_who (rows of theirs), usual_who, share (0 to
    1). Rows without a day are left out; rows without anybody count, and nobody explains them.
    """
    rows = pd.DataFrame({"day": day, "who": who}).dropna(subset=["day"])
    n = per_day(rows["day"])
    found = [_one(rows, n, str(day), float(score)) for day, score in _scores(n).items()]
    return pd.DataFrame(found, columns=list(COLUMNS))


def per_day(day: pd.Series) -> pd.Series:
    """Rows per day, from the first to the last day, 0 where there was none; the index is ISO text."""
    counted = day.value_counts()
    if not len(counted):
        return counted
    whole = pd.date_range(counted.index.min(), counted.index.max(), freq="D").strftime("%Y-%m-%d")
    return counted.reindex(whole, fill_value=0)


def _scores(n: pd.Series) -> pd.Series:
    """The modified z-scores of the days that are spikes."""
    if len(n) < LEAST_DAYS:
        return pd.Series(dtype=float)
    beyond = n - n.median()
    spread = beyond.abs().median() / 0.6745 or 1.253314 * beyond.abs().mean()
    if not spread:
        return pd.Series(dtype=float)
    score = beyond / spread
    return score[(score > SCORE) & (n >= LEAST_ROWS)]


def _one(rows: pd.DataFrame, n: pd.Series, day: str, score: float) -> tuple[object, ...]:
    usual = float(n.median())
    there = rows.loc[rows["day"] == day, "who"].dropna().value_counts()
    own = there - _usual(rows[rows["who"].isin(there.index)], len(n)).reindex(there.index)
    head = (day, int(n[day]), usual, round(score, 1))
    if not len(own):
        return (*head, None, 0, 0.0, 0.0)
    who = own.sort_index().idxmax()  # of equals the first by name, so that the same rows say the same
    share = min(1.0, max(0.0, float(own[who]) / (int(n[day]) - usual)))
    return (*head, str(who), int(there[who]), float(there[who] - own[who]), share)


def _usual(rows: pd.DataFrame, n_days: int) -> pd.Series:
    """The median of the rows per day of each account, the days without a row included."""
    counts = rows.groupby(["who", "day"]).size()
    active = counts.groupby("who").size()
    usual = pd.Series(0.0, index=active.index)
    for who in active[active * 2 >= n_days].index:  # whoever was there on fewer days than half has a median of 0
        whole = pd.concat([counts[who], pd.Series([0] * (n_days - int(active[who])))])
        usual[who] = float(whole.median())
    return usual
