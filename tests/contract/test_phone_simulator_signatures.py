"""The simulator signs as Twilio does: vectors published by Twilio, and the traps around them."""

import hashlib

import pytest
from twilio.request_validator import RequestValidator

from callouts.phone_simulator.signing import sign

pytestmark = pytest.mark.contract

TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
JSON_BODY = '{"property": "value", "boolean": true}'
BODY_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"


def test_the_form_vector() -> None:
    assert sign(TOKEN, URL, FORM) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_the_json_vector() -> None:
    assert hashlib.sha256(JSON_BODY.encode()).hexdigest() == BODY_HASH
    assert sign(TOKEN, f"{URL}&bodySHA256={BODY_HASH}", {}) == "a9nBmqA0ju/hNViExpshrM61xv4="


def test_the_order_of_parameters_does_not_matter() -> None:
    assert sign(TOKEN, URL, dict(reversed(FORM.items()))) == sign(TOKEN, URL, FORM)


@pytest.mark.parametrize(
    ("url", "form"),
    [(URL + "&baz=3", FORM), (URL, FORM | {"Digits": "9"}), (URL, FORM | {"Extra": ""}), (URL, {})],
    ids=["other query", "other value", "more parameters", "no parameters"],
)
def test_a_change_breaks_the_signature(url: str, form: dict[str, str]) -> None:
    assert not RequestValidator(TOKEN).validate(url, form, sign(TOKEN, URL, FORM))


def test_another_token_breaks_the_signature() -> None:
    assert not RequestValidator("54321").validate(URL, FORM, sign(TOKEN, URL, FORM))


def test_chinese_speech_is_signed_as_utf8() -> None:
    form = FORM | {"SpeechResult": "我的快递到哪里了？"}
    assert RequestValidator(TOKEN).validate(URL, form, sign(TOKEN, URL, form))
