"""Codes by the clock as RFC 6238 has them, and what is sealed under the operator's secret."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from careline.core.roles import FactorWanted, Role, wants_factor
from careline.desk.sealing import SealedError, Sealer
from careline.desk.second_factor import STEP, code_at
from tests.factories import NOW

pytestmark = pytest.mark.unit

RFC_SECRET = b"12345678901234567890"
NEW, OLD = "n" * 32, "o" * 32


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
        (2000000000, "69279037"), (20000000000, "65353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    """Appendix B has eight digits; six are the last six of them."""
    at = datetime.fromtimestamp(second, UTC)
    assert code_at(RFC_SECRET, int(at.timestamp()) // STEP) == code[-6:]


@pytest.mark.parametrize(
    ("wanted", "of"),
    [
        (FactorWanted.NOBODY, set()),
        (FactorWanted.APPROVERS, {Role.SENIOR, Role.SUPERVISOR, Role.ADMIN}),
        (FactorWanted.EVERYBODY, set(Role)),
    ],
)
def test_who_may_approve_money_has_to_have_one(wanted: FactorWanted, of: set[Role]) -> None:
    assert {role for role in Role if wants_factor(wanted, role)} == of


def test_what_is_sealed_is_opened_under_the_same_secret_and_for_the_same_purpose_alone() -> None:
    sealed = Sealer([OLD], "one thing").seal("秘密", NOW)
    assert "秘密" not in sealed
    assert Sealer([OLD], "one thing").open(sealed) == "秘密"
    for other in (Sealer([NEW], "one thing"), Sealer([OLD], "another thing")):
        with pytest.raises(SealedError):
            other.open(sealed)
    with pytest.raises(SealedError):
        Sealer([OLD], "one thing").open(sealed[:-8] + "AAAAAAA=")


def test_while_the_secret_changes_both_open_and_the_new_one_seals() -> None:
    changing, sealed = Sealer([NEW, OLD], "it"), Sealer([OLD], "it").seal("x", NOW)
    assert (changing.open(sealed), changing.is_stale(sealed)) == ("x", True)
    again = changing.seal("x", NOW)
    assert (Sealer([NEW], "it").open(again), changing.is_stale(again)) == ("x", False)


def test_what_a_browser_takes_along_lasts_only_so_long() -> None:
    sealer, lasts = Sealer([NEW], "it"), timedelta(minutes=10)
    sealed = sealer.seal("x", NOW)
    assert sealer.open_fresh(sealed, NOW + lasts, lasts) == "x"
    for late in (NOW + lasts + timedelta(seconds=1), NOW - timedelta(seconds=5)):
        with pytest.raises(SealedError):
            sealer.open_fresh(sealed, late, lasts)
