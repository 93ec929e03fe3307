"""What `add` offers a person who named no reader: files of one kind together, with all that speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.cases import Case
from helpers.errors import CasebookError, UsageError
from helpers.intake import _copies
from helpers.intake._preview import Preview, preview
from helpers.intake._propose import Proposal, propose
from helpers.intake._rank import ENOUGH, Candidate, Ranking, rank
from helpers.intake._twice import covered_by, same_bytes


@dataclass
class Offer:
    """Files that one entry of case.toml would read. `doubts`: why nothing is added without a person, as sentences."""

    files: list[Path]
    rankings: list[Ranking]
    words: dict[str, Any]  # what the person said, for case.toml
    doubts: list[str] = field(default_factory=list)
    covered: tuple[str, str] = ("", "")  # its name in the case, and the reader of the entry that names it already
    proposal: Proposal | None = None

    @property
    def best(self) -> Candidate | None:
        """The reader that is offered, if one knows the files."""
        return self.rankings[0].best

    @property
    def choices(self) -> list[Candidate]:
        """The readers that a person may choose from, the best first; the reader `table` where none knows the file."""
        if self.proposal:
            return [Candidate("table", dict(self.proposal.options))]
        first = self.rankings[0].candidates
        return [one for one in first if one.explained >= ENOUGH and not one.lacking]

    def options(self, choice: Candidate) -> dict[str, Any]:
        """The words for case.toml with which the choice is added."""
        return {**choice.options, **{key: value for key, value in self.words.items() if value not in (None, "", {})}}

    def shown(self, case: Case, choice: Candidate) -> Preview | str:
        """The first rows of the first file as the choice reads them, or the sentence that says why there are none."""
        try:
            return preview(case, self.files[0].expanduser(), choice.reader, self.options(choice))
        except CasebookError as error:
            return str(error)


def offers(case: Case, files: Sequence[Path], words: Mapping[str, Any]) -> list[Offer]:
    """What is offered for the files, those of one reader together; a `UsageError` for one that is of no use."""
    if not case.folder.is_relative_to(case.workspace.raw):
        raise UsageError(f"{case.name} is a case that the kit ships. Start your own with `casebook new NAME`.")
    for path in files:
        _copies.refuse_useless(case.folder, path, path.expanduser().absolute())
    found: dict[object, Offer] = {}
    for path in files:
        full = path.expanduser()
        covered = covered_by(case, full)
        ranking = rank(full, words)
        best = ranking.best
        kind = (best.reader, str(best.options), covered[1]) if best else path
        offer = found.setdefault(kind, Offer([], [], dict(words), covered=covered))
        offer.files.append(path)
        offer.rankings.append(ranking)
        if not covered[1]:
            offer.doubts += [ranking.doubt] if ranking.doubt else []
            offer.doubts += same_bytes(case, [full])
    for offer in found.values():
        if not offer.best and not offer.covered[1]:
            offer.proposal = _proposed(offer)
    return list(found.values())


def _proposed(offer: Offer) -> Proposal | None:
    try:
        return propose(offer.files[0].expanduser(), offer.words)
    except CasebookError as error:
        if str(error) not in offer.doubts:
            offer.doubts.append(str(error))
        return None
