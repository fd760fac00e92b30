"""The second step of the model's training: each question nearer to its own passage than to every other one."""

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_ROUNDS = 5  # more of them learn the questions by heart: held-out questions were found best after five or six
_BATCH = 512
_STEP = 1e-3
_SHARPNESS = 15.0  # what a cosine is multiplied by before the softmax
_LEFT_OUT = 0.7  # so many features of a question are hidden each time, so that none is leaned on
_HELD_BACK = 5e-4  # how strongly the map is held to where it began


def sharpen(start: Matrix, passages: Any, questions: Any, wanted: Matrix) -> Matrix:
    """Return a better map from word features to directions than `start`.

    `passages` and `questions` are sparse rows of features; `wanted` says per question which share of its answer each
    passage is. Every other passage is a negative, and the hard ones weigh most in the softmax by themselves. The order
    and what is hidden come from a fixed seed.
    """
    import torch
    from torch.nn.functional import cross_entropy, normalize

    random = np.random.default_rng(0)
    begin = torch.from_numpy(start / np.linalg.norm(passages @ start, axis=1).mean())
    directions = torch.nn.Parameter(begin.clone())
    optimizer = torch.optim.Adam([directions], lr=_STEP)
    told = _tensor(passages)
    for _ in range(_ROUNDS):
        order = random.permutation(questions.shape[0])
        for first in range(0, len(order), _BATCH):
            chosen = order[first : first + _BATCH]
            rows = questions[chosen]
            rows.data = rows.data * (random.random(len(rows.data)) > _LEFT_OUT)
            asked = normalize(torch.sparse.mm(_tensor(rows), directions))
            cosines = asked @ normalize(torch.sparse.mm(told, directions)).T
            loss = cross_entropy(_SHARPNESS * cosines, torch.from_numpy(wanted[chosen]))
            loss = loss + _HELD_BACK * (directions - begin).square().sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    sharpened: Matrix = directions.detach().numpy()
    return sharpened


def _tensor(rows: Any) -> Any:
    import torch

    with warnings.catch_warnings():
        # torch says once that its rows of this form are new; what is used of them here has not changed since.
        warnings.simplefilter("ignore", UserWarning)
        return torch.sparse_csr_tensor(
            torch.from_numpy(rows.indptr.astype(np.int64)),
            torch.from_numpy(rows.indices.astype(np.int64)),
            torch.from_numpy(rows.data),
            size=rows.shape,
        )
