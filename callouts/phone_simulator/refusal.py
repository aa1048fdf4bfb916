"""Twilio's refusals: its error body, its codes and the magic numbers that provoke them.

Magic numbers are those of Twilio's test credentials; a call to one never rings.
"""

from typing import Any

from callouts.destinations import CLIENT, E164


class RefusalError(Exception):
    """A request Twilio would turn down, with its code from Twilio's error dictionary."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def to_json(self) -> dict[str, Any]:
        """Twilio's error body."""
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


MAGIC_CALL_TO = {
    "+15005550001": (21217, "Phone number does not appear to be valid"),
    "+15005550002": (21214, "'To' phone number cannot be reached"),
    "+15005550003": (21215, "Account not authorized to call this number: check your geo permissions"),
    "+15005550004": (21216, "Account not allowed to call this number"),
}
MAGIC_SMS_TO = {
    "+15005550001": (21211, "Invalid 'To' Phone Number"),
    "+15005550002": (21612, "Message cannot be sent with this combination of 'To' and 'From'"),
    "+15005550003": (21408, "Permission to send an SMS has not been enabled for this region"),
    "+15005550004": (21610, "Attempt to send to unsubscribed recipient"),
    "+15005550009": (21614, "'To' number is not a valid mobile number"),
}
MAGIC_CALL_FROM = {"+15005550001": (21212, "Invalid 'From' Phone Number")}
MAGIC_SMS_FROM = {
    "+15005550001": (21212, "Invalid 'From' Phone Number"),
    "+15005550007": (21606, "The 'From' phone number is not SMS-capable"),
    "+15005550008": (21611, "This 'From' number has exceeded the maximum number of queued messages"),
}
VALID_MAGIC_FROM = "+15005550006"
MAGIC_PREFIX = "+1500555"


def check_to(number: str, magic: dict[str, tuple[int, str]]) -> None:
    """Refuse a bad or magic destination."""
    if not number:
        raise RefusalError(400, 21201, "No 'To' number is specified")
    if number in magic:
        raise RefusalError(400, *magic[number])
    if not E164.fullmatch(number) and not (magic is MAGIC_CALL_TO and CLIENT.fullmatch(number)):
        raise RefusalError(400, 21211, f"The 'To' number {number} is not a valid phone number")


def check_from(number: str, magic: dict[str, tuple[int, str]], owned: tuple[str, ...]) -> None:
    """Refuse a caller that is malformed, magic or not the account's."""
    if number in magic:
        raise RefusalError(400, *magic[number])
    if not E164.fullmatch(number):
        raise RefusalError(400, 21212, f"The 'From' number {number} is not a valid phone number")
    foreign = bool(owned) and number not in owned
    if number != VALID_MAGIC_FROM and (foreign or number.startswith(MAGIC_PREFIX)):
        raise RefusalError(400, 21210, f"The source phone number provided, {number}, is not yet verified")


def not_found(path: str) -> RefusalError:
    """For whatever does not exist."""
    return RefusalError(404, 20404, f"The requested resource {path} was not found")


def not_in_progress() -> RefusalError:
    """For a change that comes too late."""
    return RefusalError(400, 21220, "Call is not in-progress. Cannot redirect.")
