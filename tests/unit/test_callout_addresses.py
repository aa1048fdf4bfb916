"""Addresses that nobody can guess, and TwiML that a carrier can read."""

from __future__ import annotations

from uuid import UUID, uuid4
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callouts.addresses import attempt_of, dial_of, token_of
from callouts.settings import CalloutSettings
from callouts.twiml import ask, hang_up, say_and_go_on, say_and_hang_up
from tests.rules import RULES

pytestmark = pytest.mark.unit

SECRET = "a-secret-that-names-attempts"
SETTINGS = CalloutSettings(
    shop_name="云选", caller="+14155550100", public_url="https://care.example.com/base/", secret=SECRET, rules=RULES
)


@given(st.uuids())
def test_a_token_names_its_attempt(attempt_id: UUID) -> None:
    assert attempt_of(token_of(attempt_id, SECRET), SECRET) == attempt_id


@given(st.uuids(), st.text(max_size=80))
def test_no_made_up_token_names_one(attempt_id: UUID, tail: str) -> None:
    assert attempt_of(tail, SECRET) is None
    assert attempt_of(f"{attempt_id.hex}.{tail}", SECRET) is None


def test_the_proof_of_one_attempt_is_none_for_another_nor_under_another_secret() -> None:
    mine, other = uuid4(), uuid4()
    proof = token_of(mine, SECRET).partition(".")[2]
    assert attempt_of(f"{other.hex}.{proof}", SECRET) is None
    assert attempt_of(token_of(mine, "another-secret-of-ours"), SECRET) is None


def test_every_address_leads_back_to_the_attempt_under_the_public_url() -> None:
    attempt_id = uuid4()
    dial = dial_of(SETTINGS, attempt_id, "+8613800000001")
    for what, url in (("answer", dial.answer_url), ("status", dial.status_url), ("amd", dial.amd_url)):
        assert url is not None
        assert url.startswith(f"https://care.example.com/base/voice/{what}/")
        assert attempt_of(url.rpartition("/")[2], SECRET) == attempt_id


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 characters"):
        CalloutSettings(shop_name="x", caller="+14155550100", public_url="https://x", secret="short", rules=RULES)


def test_a_question_listens_for_mandarin_and_for_one_key_and_reports_silence() -> None:
    gather = ET.fromstring(ask(SETTINGS, "zh-CN", ["您好"], "https://x/turn?after=1&waits=2"))[0]
    assert gather.attrib["action"] == "https://x/turn?after=1&waits=2"
    wanted = {
        "input": "speech dtmf",
        "numDigits": "1",
        "finishOnKey": "",
        "language": "cmn-Hans-CN",
        "speechTimeout": "auto",
        "bargeIn": "true",
        "actionOnEmptyResult": "true",
    }
    assert wanted.items() <= gather.attrib.items()
    assert gather[0].attrib == {"voice": "Polly.Zhiyu-Neural", "language": "cmn-CN"}


def test_asking_for_patience_hears_every_key_and_goes_on_by_itself_after_a_second() -> None:
    gather, redirect = ET.fromstring(say_and_go_on(SETTINGS, "zh-CN", ["请稍等。"], "https://x/turn?after=1&waits=2"))
    assert gather.attrib == {
        "input": "dtmf",
        "numDigits": "1",
        "finishOnKey": "",
        "timeout": "1",
        "action": "https://x/turn?after=1&waits=2",
        "method": "POST",
    }
    assert [say.text for say in gather] == ["请稍等。"]
    assert (redirect.tag, redirect.text) == ("Redirect", "https://x/turn?after=1&waits=2")


def test_english_is_asked_and_heard_in_english() -> None:
    gather = ET.fromstring(ask(SETTINGS, "en", ["Hello"], "https://x"))[0]
    assert gather.attrib["language"] == "en-US"
    assert gather[0].attrib["language"] == "en-US"


@given(st.text(max_size=60))
def test_whatever_is_to_be_said_the_carrier_gets_readable_xml(text: str) -> None:
    for document in (
        ask(SETTINGS, "zh-CN", [text], "https://x"),
        say_and_hang_up(SETTINGS, "en", [text, text]),
        say_and_go_on(SETTINGS, "en", [text], "https://x"),
    ):
        assert ET.fromstring(document.encode("utf-8")).tag == "Response"


def test_markup_in_a_text_is_spoken_not_obeyed() -> None:
    document = say_and_hang_up(SETTINGS, "en", ["</Say><Dial>+1900</Dial>"])
    assert [verb.tag for verb in ET.fromstring(document)] == ["Say", "Hangup"]
    assert [verb.tag for verb in ET.fromstring(hang_up())] == ["Hangup"]
