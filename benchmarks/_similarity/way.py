"""One way to find near-duplicate texts, as a process: `way.py WAY FILE` prints what it took and what it found."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

THRESHOLD, PERMUTATIONS, BANDS = 0.7, 128, 16
MOST_PAIRS = 3_000_000  # of which the pairs themselves are printed, for comparing
Pair = tuple[int, int]


def grams(text: str) -> set[str]:
    """The set of a text's sequences of five characters."""
    return {text[n : n + 5] for n in range(len(text) - 4)}


def kit(texts: list[str]) -> list[Pair]:
    """The kit's own join, from the texts as they stand."""
    from helpers import similarity

    found = similarity.pairs(texts, THRESHOLD)
    return list(zip(found["left"].tolist(), found["right"].tolist(), strict=True))


def families(texts: list[str]) -> list[Pair]:
    """The kit's families: each text with its first."""
    from helpers import similarity

    found = similarity.families(texts, THRESHOLD)
    return list(zip(found["first"].tolist(), found["place"].tolist(), strict=True))


def all_with_all(texts: list[str]) -> list[Pair]:
    """Every pair compared: the sets as rows of a sparse matrix, multiplied by itself in blocks."""
    import numpy as np
    from scipy.sparse import csr_matrix

    known: dict[str, int] = {}
    sets = [sorted(known.setdefault(gram, len(known)) for gram in grams(text)) for text in texts]
    ends = np.cumsum([0, *map(len, sets)])
    columns = np.concatenate([np.array(one, np.int64) for one in sets])
    matrix = csr_matrix((np.ones(len(columns), np.int32), columns, ends), shape=(len(texts), len(known)))
    sizes, turned, found = np.diff(ends), matrix.T.tocsr(), []
    for begin in range(0, len(texts), 500):
        block = (matrix[begin : begin + 500] @ turned).tocoo()
        left, right = block.row + begin, block.col
        kept = (left < right) & (block.data >= THRESHOLD * (sizes[left] + sizes[right] - block.data) - 1e-9)
        found += list(zip(left[kept].tolist(), right[kept].tolist(), strict=True))
    return found


def rensa(texts: list[str]) -> list[Pair]:
    """rensa's sketches and bands; what shares a band is found, and verified by nobody."""
    from rensa import RMinHash, RMinHashLSH

    made = RMinHash.from_token_sets([list(grams(text)) for text in texts], num_perm=PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    index.insert_many(made)
    return _apart(index.query_all(made))


def datasketch(texts: list[str]) -> list[Pair]:
    """datasketch's sketches, with the bands that it chooses for the threshold."""
    from datasketch import MinHash, MinHashLSH

    made = list(MinHash.bulk([[gram.encode() for gram in grams(text)] for text in texts], num_perm=PERMUTATIONS))
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    for n, sketch in enumerate(made):
        index.insert(n, sketch)
    return _apart(index.query(sketch) for sketch in made)


def _apart(answers: Iterable[Iterable[int]]) -> list[Pair]:
    return [(n, int(other)) for n, found in enumerate(answers) for other in found if n < int(other)]


WAYS: dict[str, Callable[[list[str]], list[Pair]]] = {
    "kit": kit,
    "families": families,
    "all with all": all_with_all,
    "rensa": rensa,
    "datasketch": datasketch,
}


def peak() -> float:
    """The most memory that this process had, in MB; without what it inherited from the one that started it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024


def main() -> None:
    """Warms up on a few texts, so that what is compiled once is not counted, and runs the way on the file's."""
    way, file = sys.argv[1:]
    texts = json.loads(Path(file).read_text("utf-8"))
    WAYS[way](["the quay is on fire tonight, they say", "the quay was on fire tonight, they say"])
    start, processor = time.perf_counter(), time.process_time()
    found = WAYS[way](texts)
    told = {"seconds": time.perf_counter() - start, "processor": time.process_time() - processor, "found": len(found)}
    told["peak_mb"] = peak()
    print(json.dumps({**told, "pairs": found if len(found) <= MOST_PAIRS else []}))


if __name__ == "__main__":
    main()
