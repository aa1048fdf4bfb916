"""One text message (api.v2010.account.message) and its way to the handset."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from multidict import MultiMapping

from callouts.phone_simulator.call import API_VERSION, rfc2822
from callouts.phone_simulator.callees import SmsFate
from callouts.phone_simulator.refusal import MAGIC_SMS_FROM, MAGIC_SMS_TO, RefusalError, check_from, check_to

UNREACHABLE = 30003  # Twilio: "Unreachable destination handset"


@dataclass(slots=True)
class Message:
    """What the simulator knows of one message."""

    sid: str
    account_sid: str
    to: str
    caller: str
    body: str
    status_url: str | None
    created_at: datetime
    status: str = "queued"
    error_code: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The message resource, every property of Twilio's schema."""
        uri = f"/{API_VERSION}/Accounts/{self.account_sid}/Messages/{self.sid}"
        return {
            "sid": self.sid,
            "account_sid": self.account_sid,
            "to": self.to,
            "from": self.caller,
            "body": self.body,
            "status": self.status,
            "direction": "outbound-api",
            "api_version": API_VERSION,
            "num_segments": str(math.ceil(len(self.body) / (160 if self.body.isascii() else 70))),
            "num_media": "0",
            "date_created": rfc2822(self.created_at),
            "date_updated": rfc2822(self.created_at),
            "date_sent": None if self.status == "queued" else rfc2822(self.created_at),
            "error_code": self.error_code,
            "error_message": None if self.error_code is None else "Unreachable destination handset",
            "messaging_service_sid": None,
            "price": None,
            "price_unit": "USD",
            "uri": uri + ".json",
            "subresource_uris": {"media": uri + "/Media.json"},
        }

    def on_screen(self) -> dict[str, Any]:
        """The message as the handset page shows it."""
        return {
            "message_sid": self.sid,
            "to": self.to,
            "from": self.caller,
            "body": self.body,
            "status": self.status,
            "at": self.created_at.isoformat(),
        }

    def webhook_parameters(self) -> dict[str, str]:
        """A status callback."""
        failure = {} if self.error_code is None else {"ErrorCode": str(self.error_code)}
        return failure | {
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "MessageStatus": self.status,
            "SmsStatus": self.status,
            "AccountSid": self.account_sid,
            "ApiVersion": API_VERSION,
            "To": self.to,
            "From": self.caller,
        }


def check_message(form: MultiMapping[str], owned: tuple[str, ...], fate: SmsFate) -> None:
    """Raises RefusalError for what Twilio would not take, and for a consumer who has told Twilio to stop."""
    check_to(form.get("To", ""), MAGIC_SMS_TO)
    check_from(form.get("From", ""), MAGIC_SMS_FROM, owned)
    if not form.get("Body"):
        raise RefusalError(400, 21602, "Message body is required.")
    if len(form["Body"]) > 1600:
        raise RefusalError(400, 21617, "The concatenated message body exceeds the 1600 character limit")
    if fate == "stopped":
        raise RefusalError(400, *MAGIC_SMS_TO["+15005550004"])
