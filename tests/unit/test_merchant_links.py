"""Only a link that we signed opens a letter."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.merchants.links import BadLinkError, Links

pytestmark = pytest.mark.unit

LINKS = Links("https://care.example", "a secret of at least sixteen")


@given(st.uuids())
def test_a_link_leads_to_its_letter(letter_id: UUID) -> None:
    address = LINKS.to(letter_id)
    assert address.startswith("https://care.example/merchant/urges/")
    assert LINKS.letter(address.rpartition("/")[2]) == letter_id


def test_a_link_signed_with_another_secret_opens_nothing() -> None:
    token = Links("https://care.example", "another secret, as long").token(uuid4())
    with pytest.raises(BadLinkError):
        LINKS.letter(token)


def test_where_no_secret_is_set_nobody_can_sign_with_none() -> None:
    nobody = Links("https://care.example", "")
    with pytest.raises(BadLinkError):
        nobody.letter(nobody.token(uuid4()))


@given(st.text(max_size=80))
def test_rubbish_opens_nothing(token: str) -> None:
    with pytest.raises(BadLinkError):
        LINKS.letter(token)


def test_a_token_that_was_cut_off_or_changed_opens_nothing() -> None:
    token = LINKS.token(uuid4())
    for wrong in (token[:-1], token[:-4], token[:20], "A" + token[1:] if token[0] != "A" else "B" + token[1:]):
        with pytest.raises(BadLinkError):
            LINKS.letter(wrong)
