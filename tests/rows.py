"""Thousands of small rows in one test: pytest takes 3 ms for a test of its own, many times what such a row takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from _pytest.mark import ParameterSet

SHOWN = 20


def every_row(
    names: Iterable[str], rows: Iterable[ParameterSet]
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """As `pytest.mark.parametrize(names, rows)`, all in one test. It fails when a row does, and names each that did."""
    names, rows = tuple(names), tuple(rows)
    assert rows, "no rows: nothing would be tested"

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            wrong = [
                told for row in rows if (told := _failure(check, dict(zip(names, row.values, strict=True)), row.id))
            ]
            if wrong:
                pytest.fail(f"{len(wrong)} of {len(rows)} rows are wrong:\n" + "\n".join(wrong[:SHOWN]), pytrace=False)

        test.__name__, test.__module__, test.__doc__ = check.__name__, check.__module__, check.__doc__
        return test

    return decorate


def _failure(check: Callable[..., None], values: dict[str, object], name: object) -> str:
    """The row's name and what is wrong with it; empty when nothing is."""
    try:
        check(**values)
    except Exception as error:  # noqa: BLE001  a row that breaks the check is wrong too
        return f"{name}: {type(error).__name__}: {error}"
    return ""
