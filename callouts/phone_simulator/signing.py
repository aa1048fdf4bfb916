"""Twilio's signature of a webhook, made by Twilio's own code, so that our check of it meets the real thing."""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]

HEADER = "X-Twilio-Signature"


def sign(auth_token: str, url: str, parameters: Mapping[str, str]) -> str:
    """Base64 of HMAC-SHA1 over the URL (query included, no fragment) and the sorted form parameters."""
    validator = RequestValidator(auth_token)  # type: ignore[no-untyped-call, unused-ignore]
    return str(validator.compute_signature(url, parameters))  # type: ignore[no-untyped-call, unused-ignore]
