"""Sending letters: the port, and SMTP behind it by the standard library."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Protocol
from urllib.parse import unquote, urlsplit

SECONDS = 20
"""How long one connection to the mail server may take."""


class MailError(Exception):
    """The mail server did not take the letter this time; it may later."""


class NoMailboxError(Exception):
    """The mail server says that there is no such mailbox, or that it will never take letters for it."""


class UnsendableError(Exception):
    """No mail server can be handed this: an address that is none. Another try would end alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`letter_id` becomes the Message-ID, so that a letter sent twice after a crash is one in the mailbox."""

    letter_id: str
    to: str
    subject: str
    text: str


class Mail(Protocol):
    """Whoever carries letters."""

    async def send(self, letter: Letter) -> None:
        """Hand it over once. Raises MailError (try again), NoMailboxError and UnsendableError (never)."""
        ...


class SmtpMail:
    """`url`: smtp://user:password@host:587 (STARTTLS where the server offers it) or smtps://… ; `sender` an address."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("CARELINE_SMTP_URL is smtp://user:password@host:587 or smtps://user:password@host:465")
        self._parts = parts
        self._sender = sender

    async def send(self, letter: Letter) -> None:
        await asyncio.to_thread(self._send, letter)

    def _send(self, letter: Letter) -> None:
        try:
            message = self._message(letter)
        except ValueError as error:  # a header of two lines, or of characters that are none
            raise UnsendableError(type(error).__name__) from error
        try:
            with self._connected() as server:
                if self._parts.username:
                    server.login(unquote(self._parts.username), unquote(self._parts.password or ""))
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise (NoMailboxError if 500 <= code < 600 else MailError)(f"the mail server answered {code}") from error
        except smtplib.SMTPResponseException as error:
            raise MailError(f"the mail server answered {error.smtp_code}") from error
        except smtplib.SMTPNotSupportedError as error:  # an address beyond ASCII, and a server that takes none
            raise UnsendableError(type(error).__name__) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailError(type(error).__name__) from error

    def _connected(self) -> smtplib.SMTP:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=ssl.create_default_context())
        server = smtplib.SMTP(host, port or 587, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif self._parts.username:
            server.close()
            raise MailError("the mail server offers no STARTTLS; a password is not sent in the clear")
        return server

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, letter.to, letter.subject
        message["Date"] = formatdate()
        domain = self._sender.rpartition("@")[2].rstrip(">") or None
        message["Message-ID"] = f"<{letter.letter_id}@{domain}>" if domain else make_msgid()
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message
