from itertools import product

import pytest

from careline.core.promises import (
    IllegalPromiseMoveError,
    PromiseMove,
    PromiseState,
    promise_after,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("state", "move"), [*product(PromiseState, PromiseMove)])
def test_only_an_open_promise_ends_and_only_once(state: PromiseState, move: PromiseMove) -> None:
    after = {"keep": PromiseState.KEPT, "break": PromiseState.BROKEN, "drop": PromiseState.VOID}
    if state is PromiseState.OPEN:
        assert promise_after(state, move) is after[move]
    else:
        with pytest.raises(IllegalPromiseMoveError):
            promise_after(state, move)
