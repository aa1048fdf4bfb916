"""Chatwoot by its API channel: contacts through the client API, everything else through the application API.

Read off Chatwoot's published API description and source, version 4; docs/chatwoot.md says which parts, and what is
taken on trust. Consumers' words go in by the application API, since only that takes an id of ours
(`source_id`) along; what needs no id of ours is found again by its text.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from pydantic import BaseModel, TypeAdapter, ValidationError

from careline.external_desk.port import (
    Contact,
    ExternalDeskError,
    GoneError,
    Heard,
    Kind,
    Looked,
    NotSignedError,
    Person,
    Photo,
    Status,
    Words,
)
from careline.http.asking import EndlessError, kind_of, pause_told, read_answer
from careline.settings import Settings
from shared.trace import trace_headers

NAME = "chatwoot"
TIMEOUT = aiohttp.ClientTimeout(total=10, connect=3)
TOLERANCE = 300
"""Seconds between Chatwoot's clock and ours, either way."""
MAX_ANSWER = 4 * 1024 * 1024
PAGE = 100
"""How many messages Chatwoot tells at once."""
_INCOMING, _OUTGOING = 0, 1
_MARK = "careline"


class ChatwootWebhooks:
    """Webhooks of the API channel, under the secret that Chatwoot signs them with."""

    name = NAME
    signed_in = ("X-Chatwoot-Timestamp", "X-Chatwoot-Signature")

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def verify(self, told: Sequence[str], body: bytes, now: datetime) -> None:
        timestamp, signature = told
        if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(now.timestamp() - int(timestamp)) > TOLERANCE:
            raise NotSignedError(NotSignedError.__doc__)
        mine = hmac.new(self._secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
        expected = f"sha256={mine.hexdigest()}".encode()
        if not hmac.compare_digest(expected, signature.encode("utf-8", "replace")):
            raise NotSignedError(NotSignedError.__doc__)

    def talk_of(self, webhook: Mapping[str, Any]) -> int | None:
        found = webhook.get("conversation") if "conversation" in webhook else webhook
        number = found.get("id") if isinstance(found, dict) else None
        about = str(webhook.get("event", "")).startswith(("message_", "conversation_"))
        return number if about and type(number) is int and 0 < number < 1 << 62 else None


class _Contact(BaseModel):
    id: int
    source_id: str


class _Numbered(BaseModel):
    id: int


class _Sender(BaseModel):
    id: int | None = None
    name: str | None = None
    available_name: str | None = None
    type: str | None = None


class _Attachment(BaseModel):
    data_url: str | None = None


class _Message(BaseModel):
    id: int
    content: str | None = None
    message_type: int
    private: bool = False
    source_id: str | None = None
    sender: _Sender | None = None
    attachments: list[_Attachment] = []


class _Messages(BaseModel):
    payload: list[_Message]


class _Meta(BaseModel):
    assignee: _Sender | None = None


class _Conversation(BaseModel):
    id: int
    status: Status
    meta: _Meta = _Meta()
    custom_attributes: dict[str, Any] = {}


class _Conversations(BaseModel):
    payload: list[_Conversation]


class _Agent(_Sender):
    id: int
    availability_status: str | None = None


_AGENTS = TypeAdapter(list[_Agent])


class Chatwoot:
    """`url` without a slash at the end, `inbox` the API channel's identifier, `token` an agent's access token."""

    def __init__(self, http: aiohttp.ClientSession, url: str, account: int, inbox: str, token: str) -> None:
        self._http = http
        self._public = f"{url.rstrip('/')}/public/api/v1/inboxes/{quote(inbox, safe='')}"
        self._account = f"{url.rstrip('/')}/api/v1/accounts/{account}"
        self._token = token

    async def begin(self, contact: Contact, mark: str) -> int:
        known = await self._known(contact)
        address = f"{self._public}/contacts/{quote(known.source_id, safe='')}/conversations"
        made: _Numbered = await self._ask("POST", address, _Numbered, {"custom_attributes": {_MARK: mark}}, ours=False)
        await self._open(made.id)
        return made.id

    async def begun(self, contact: Contact, mark: str) -> int | None:
        known = await self._known(contact)
        found = await self._ask("GET", f"{self._account}/contacts/{known.id}/conversations", _Conversations)
        ours = next((one for one in found.payload if one.custom_attributes.get(_MARK) == mark), None)
        if ours and ours.status is Status.PENDING:
            await self._open(ours.id)
        return ours.id if ours else None

    async def _open(self, talk: int) -> None:
        """An inbox with a bot of its own begins as "pending", where no agent sees it."""
        await self._ask("POST", f"{self._talk(talk)}/toggle_status", None, {"status": Status.OPEN})

    async def _known(self, contact: Contact) -> _Contact:
        """Asked again with the same key, the same contact."""
        body = {"source_id": contact.key, "identifier": contact.customer_id, "name": contact.name}
        found: _Contact = await self._ask("POST", f"{self._public}/contacts", _Contact, body, ours=False)
        return found

    async def write(self, talk: int, words: Words) -> int:
        note = words.kind is Kind.NOTE
        body = {
            "content": words.text, "message_type": "outgoing" if note else "incoming", "private": note,
            "source_id": words.mark, "echo_id": words.mark,
        }  # fmt: skip
        address = f"{self._talk(talk)}/messages"
        made: _Numbered = await self._ask("POST", address, _Numbered, body, photo=words.photo)
        return made.id

    async def written(self, talk: int, words: Words, beyond: int) -> int | None:
        found = await self._messages(talk, beyond)
        same = next((one for one in found if one.source_id == words.mark), None)
        if same is None:  # a version that drops our id: in this inbox nobody else writes as the consumer
            note = words.kind is Kind.NOTE
            kind = _OUTGOING if note else _INCOMING
            alike = (
                one for one in found
                if one.message_type == kind and one.private == note and not one.source_id and one.content == words.text
            )  # fmt: skip
            same = next(alike, None)
        return same.id if same else None

    async def look(self, talk: int, beyond: int) -> Looked:
        shown = await self._ask("GET", self._talk(talk), _Conversation)
        found = await self._messages(talk, beyond)
        return Looked(
            status=shown.status, assignee=_person(shown.meta.assignee), last=max((one.id for one in found), default=0),
            heard=tuple(heard for one in found if (heard := _heard(one))), more=len(found) >= PAGE,
        )  # fmt: skip

    async def _messages(self, talk: int, beyond: int) -> list[_Message]:
        found = await self._ask("GET", f"{self._talk(talk)}/messages?after={beyond}", _Messages)
        return sorted((one for one in found.payload if one.id > beyond), key=lambda one: one.id)

    async def resolve(self, talk: int) -> None:
        await self._ask("POST", f"{self._talk(talk)}/toggle_status", None, {"status": Status.RESOLVED})

    async def assign(self, talk: int, person_key: str) -> None:
        number = int(person_key.removeprefix(f"{NAME}:"))
        await self._ask("POST", f"{self._talk(talk)}/assignments", None, {"assignee_id": number})

    async def people(self) -> tuple[Person, ...]:
        raw = await self._raw("GET", f"{self._account}/agents", None, ours=True)
        try:
            found = _AGENTS.validate_json(raw)
        except ValidationError as error:
            raise ExternalDeskError("nonsense") from error
        return tuple(_named(one, online=one.availability_status == "online") for one in found)

    def _talk(self, talk: int) -> str:
        return f"{self._account}/conversations/{talk}"

    async def _ask(
        self, method: str, url: str, shape: Any, body: dict[str, Any] | None = None, *, ours: bool = True,
        photo: Photo | None = None,
    ) -> Any:  # fmt: skip
        raw = await self._raw(method, url, body, ours=ours, photo=photo)
        try:
            return shape.model_validate_json(raw) if shape else None
        except ValidationError as error:
            raise ExternalDeskError("nonsense") from error

    async def _raw(
        self, method: str, url: str, body: dict[str, Any] | None, *, ours: bool, photo: Photo | None = None
    ) -> bytes:
        """`ours`: with our token; the client API gets none. With a photo, the body is sent as a form."""
        headers = {**({"api_access_token": self._token} if ours else {}), **trace_headers()}
        try:
            async with self._http.request(
                method, url, headers=headers, timeout=TIMEOUT, allow_redirects=False,
                **({"data": _form(body or {}, photo)} if photo else {"json": body}),
            ) as response:  # fmt: skip
                if response.status == 404 and ours:
                    raise GoneError("http_404")
                if not 200 <= response.status < 300:
                    raise ExternalDeskError(f"http_{response.status}", pause_told(response))
                return await read_answer(response, MAX_ANSWER)
        except EndlessError as error:
            raise ExternalDeskError("endless") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ExternalDeskError(kind_of(error)) from error


def _form(body: dict[str, Any], photo: Photo) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in body.items():
        form.add_field(name, str(value).lower() if isinstance(value, bool) else str(value))
    name = f"photo.{photo.media_type.rpartition('/')[2]}"
    form.add_field("attachments[]", photo.content, filename=name, content_type=photo.media_type)
    return form


def _named(sender: _Sender, *, online: bool = False) -> Person:
    return Person(key=f"{NAME}:{sender.id}", name=sender.available_name or sender.name or "", online=online)


def _person(sender: _Sender | None) -> Person | None:
    return _named(sender) if sender and sender.id is not None else None


def _heard(one: _Message) -> Heard | None:
    """What an agent wrote to the consumer. Not notes, what we wrote ourselves, bots', greetings and surveys."""
    author = _person(one.sender)
    if one.message_type != _OUTGOING or one.private or author is None or one.sender is None:
        return None
    if one.sender.type not in {"user", None}:
        return None
    files = [file.data_url for file in one.attachments if file.data_url]
    text = "\n".join(part for part in (one.content or "", *files) if part)
    return Heard(number=one.id, author=author, text=text) if text.strip() else None


def chatwoot_for(http: aiohttp.ClientSession, settings: Settings) -> Chatwoot | None:
    """Chatwoot as it is set; None where none is connected, and our own desk is all there is."""
    if not settings.chatwoot_url:
        return None
    return Chatwoot(
        http, settings.chatwoot_url, settings.chatwoot_account, settings.chatwoot_inbox, settings.chatwoot_token
    )


def chatwoot_webhooks(settings: Settings) -> ChatwootWebhooks | None:
    """None where the secret that Chatwoot signs with is not set: nobody could tell its webhooks from others'."""
    return ChatwootWebhooks(settings.chatwoot_webhook_secret) if settings.chatwoot_webhook_secret else None
