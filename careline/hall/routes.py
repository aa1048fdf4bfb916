"""The hall over HTTP. Every route is the consumer's own, whom the guard has put into the request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any, TypeVar
from uuid import UUID

from aiohttp import web
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from careline.cases.service import NoCaseError, NoConditionError, NoRemedyError, TooLateError, rate
from careline.conversations.service import UnknownConsumerError
from careline.core.contact import Channel
from careline.core.remedies import RemedyKind
from careline.core.rules import ShopRules
from careline.core.wording.language import Said
from careline.dialogue.shown import Shown
from careline.hall.claims import MissingAnswerError, NotClaimableError
from careline.hall.own_data import own_data
from careline.hall.preferences import Preferences, prefer, preferences_of
from careline.hall.service import Hall, NothingToAskAboutError
from careline.hall.views import ClaimShown, ConditionShown, HallShown, RemedyShown
from careline.http.endpoint import CUSTOMER_ID, Access, Endpoint
from careline.http.language import asked_language
from careline.http.refusals import Refusals, in_words
from careline.store.database import Database
from understanding.secrets import masked

MOST_WORDS = 1000

REFUSALS: Refusals = MappingProxyType(
    {
        NotClaimableError: (
            409,
            Said(
                "这项保障现在不能申请了，订单情况有变化，请刷新看看。",
                "This can no longer be claimed: the order has moved on. Look at it again.",
            ),
        ),
        MissingAnswerError: (422, Said("请填写退货的快递单号。", "Please enter the tracking number of your return.")),
        NoConditionError: (404, Said("没有找到这项约定。", "There is no such arrangement of yours.")),
        NoRemedyError: (404, Said("没有找到这项申请。", "There is no such request of yours.")),
        TooLateError: (
            409,
            Said("这项申请已经办完，不能撤回了。", "This has come to its end and cannot be taken back any more."),
        ),
        NothingToAskAboutError: (404, Said("没有找到对应的订单。", "There is no such order of yours.")),
        NoCaseError: (404, Said("没有找到可以评价的服务。", "There is nothing of yours to rate here.")),
        UnknownConsumerError: (
            404,
            Said("商城还没有把您的资料给我们。", "The shop has not told us about you yet."),
        ),
    }
)
Result = TypeVar("Result")


def _writable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("the text holds characters that cannot be stored")
    return text.strip()


Words = Annotated[str, Field(max_length=MOST_WORDS), AfterValidator(_writable), AfterValidator(masked)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ClaimIn(_In):
    """`confirm` false: only tell what follows. `deed`: one of the claim's choices, else the usual one."""

    claim_id: UUID
    confirm: bool = False
    deed: RemedyKind | None = None
    tracking_no: Annotated[str, Field(max_length=64), AfterValidator(_writable)] = ""


class ClaimAnswer(Shown):
    """`claim` until it is confirmed (null where it was made before), then the `remedy`."""

    claim: ClaimShown | None = None
    remedy: RemedyShown | None = None


def _said(text: str) -> str:
    if not text:
        raise ValueError("say what should be looked at again")
    return text


class AppealIn(_In):
    words: Annotated[Words, AfterValidator(_said)]


class RatingIn(_In):
    rating: Annotated[int, Field(ge=1, le=5, strict=True)]
    words: Words = ""


class PreferencesIn(_In):
    """Whether to be contacted; what is left out stays as it is."""

    phone: bool | None = None
    sms: bool | None = None


def endpoints(database: Database, clock: Callable[[], datetime], rules: ShopRules) -> list[Endpoint]:
    """Everything under /api/hall."""
    routes = _Routes(Hall(database, rules), database, clock)
    remedy = "/api/hall/remedies/{remedy_id}"
    return [
        _endpoint("GET", "/api/hall", routes.show, "Orders with their rights, remedies, promises, contacts", HallShown),
        _endpoint("POST", "/api/hall/claims", routes.claim, "Claim a right by its id", ClaimAnswer, ClaimIn),
        _endpoint("POST", f"{remedy}/withdraw", routes.withdraw, "Take a remedy back", RemedyShown),
        _endpoint(
            "POST", "/api/hall/conditions/{condition_id}/withdraw", routes.withdraw_condition,
            "Take back what was agreed for a case to come", ConditionShown,
        ),
        _endpoint("POST", f"{remedy}/appeal", routes.appeal, "Have a person look again", RemedyShown, AppealIn),
        _endpoint(
            "POST", "/api/hall/orders/{order_id}/freight/appeal", routes.appeal_freight,
            "Have a person look again at who pays the return freight", RemedyShown, AppealIn,
        ),
        _endpoint("POST", "/api/hall/cases/{case_id}/rating", routes.rate, "Say how it went", None, RatingIn, 204),
        _endpoint("GET", "/api/hall/preferences", routes.preferences, "Whether we call and text", Preferences),
        _endpoint("POST", "/api/hall/preferences", routes.prefer, "Change that", Preferences, PreferencesIn),
        _endpoint("GET", "/api/hall/data", routes.data, "One's own data as a JSON document"),
        _endpoint("POST", "/api/hall/erasure", routes.erasure, "Ask for one's data to be erased", RemedyShown),
    ]  # fmt: skip


def _endpoint(
    method: str,
    path: str,
    handle: Any,
    summary: str,
    answer: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    status: int = 200,
) -> Endpoint:
    return Endpoint(
        method=method, path=path, access=Access.CONSUMER, handle=handle, summary=summary, answer=answer, body=body,
        status=status,
    )  # fmt: skip


class _Routes:
    def __init__(self, hall: Hall, database: Database, clock: Callable[[], datetime]) -> None:
        self._hall = hall
        self._database = database
        self._clock = clock

    async def show(self, request: web.Request) -> HallShown:
        return await self._hall.show(request[CUSTOMER_ID], asked_language(request), self._clock())

    async def claim(self, request: web.Request, body: ClaimIn) -> ClaimAnswer:
        who, language, now = request[CUSTOMER_ID], asked_language(request), self._clock()
        if not body.confirm:
            return ClaimAnswer(claim=await _told(request, self._hall.offer(who, body.claim_id, language, now)))
        answers = {"tracking_no": body.tracking_no}
        made = await _told(request, self._hall.claim(who, body.claim_id, body.deed, answers, language, now))
        return ClaimAnswer(remedy=made)

    async def withdraw(self, request: web.Request) -> RemedyShown:
        remedy_id = _named(request, "remedy_id")
        work = self._hall.withdraw(request[CUSTOMER_ID], remedy_id, asked_language(request), self._clock())
        return await _told(request, work)

    async def withdraw_condition(self, request: web.Request) -> ConditionShown:
        condition_id = _named(request, "condition_id")
        work = self._hall.withdraw_condition(request[CUSTOMER_ID], condition_id, asked_language(request), self._clock())
        return await _told(request, work)

    async def appeal(self, request: web.Request, body: AppealIn) -> RemedyShown:
        remedy_id = _named(request, "remedy_id")
        work = self._hall.appeal(request[CUSTOMER_ID], remedy_id, body.words, asked_language(request), self._clock())
        return await _told(request, work)

    async def appeal_freight(self, request: web.Request, body: AppealIn) -> RemedyShown:
        who, order_id = request[CUSTOMER_ID], request.match_info["order_id"]
        work = self._hall.appeal_freight(who, order_id, body.words, asked_language(request), self._clock())
        return await _told(request, work)

    async def rate(self, request: web.Request, body: RatingIn) -> None:
        who, case_id, now = request[CUSTOMER_ID], _named(request, "case_id"), self._clock()
        async with self._database.begin() as tx:
            await _told(request, rate(tx, who, case_id, body.rating, body.words, now))

    async def preferences(self, request: web.Request) -> Preferences:
        async with self._database.begin() as tx:
            return await preferences_of(tx, request[CUSTOMER_ID])

    async def prefer(self, request: web.Request, body: PreferencesIn) -> Preferences:
        who, now = request[CUSTOMER_ID], self._clock()
        async with self._database.begin() as tx:
            for channel, wanted in ((Channel.PHONE, body.phone), (Channel.SMS, body.sms)):
                if wanted is not None:
                    await _told(request, prefer(tx, who, channel, wanted=wanted, now=now))
            return await preferences_of(tx, who)

    async def data(self, request: web.Request) -> web.StreamResponse:
        async with self._database.begin() as tx:
            told = await _told(request, own_data(tx, request[CUSTOMER_ID], self._clock()))
        headers = {"Content-Disposition": 'attachment; filename="careline-data.json"'}
        return web.json_response(told, headers=headers)

    async def erasure(self, request: web.Request) -> RemedyShown:
        work = self._hall.ask_for_erasure(request[CUSTOMER_ID], asked_language(request), self._clock())
        return await _told(request, work)


def _named(request: web.Request, name: str) -> UUID:
    """The id in the path; what is none names nothing that exists."""
    try:
        return UUID(request.match_info[name])
    except ValueError:
        return UUID(int=0)


async def _told(request: web.Request, work: Awaitable[Result]) -> Result:
    return await in_words(request, work, REFUSALS)
