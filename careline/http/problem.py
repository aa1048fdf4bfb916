"""Errors as RFC 9457 problem documents, made in one place.

A use case raises its own exception class; `STATUSES` (careline/statuses.py) says which status it becomes, and what a
person is told of it in their language. Whatever is not listed is a 500 that tells the caller nothing but the id of its
trace, by which the log line is found.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

import psycopg
from aiohttp import web
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from careline.core.wording.language import Said
from careline.http.language import asked_language
from careline.store.failures import database_lost, full_disk, passing, sqlstate_of
from shared.trace import current_trace, id_of, new_trace

log = logging.getLogger(__name__)

Answers = Mapping[type[Exception], int | tuple[int, Said]]
"""What an error of a use case becomes: a status, and the sentence for its reader. Without one it is told in the error's
own words, which are English."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_OF_THE_DATABASE = (DBAPIError, PoolTimeoutError, psycopg.OperationalError, TimeoutError)


class HungUpError(Exception):
    """The client went away in the middle of its body. Nobody is there to be told, and nothing of ours failed."""


class Problem(Exception):  # noqa: N818 - the RFC's own word
    """An answer of the 4xx or 5xx kind; `detail` tells the caller what to do."""

    def __init__(self, status: int, detail: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})


def problem_response(status: int, detail: str, headers: Mapping[str, str] | None = None) -> web.Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return web.json_response(body, status=status, headers=headers, content_type="application/problem+json")


_FAULTS: Mapping[str, str] = {
    "string_too_long": "太长了，最多 {max_length} 个字",
    "too_long": "太长了，最多 {max_length} 个字",
    "too_short": "太短了，至少 {min_length} 个字",
    "string_too_short": "太短了，至少 {min_length} 个字",
    "missing": "没有填",
    "literal_error": "不是可选的值",
    "enum": "不是可选的值",
    "uuid_parsing": "编号不对",
    "uuid_type": "编号不对",
    "string_type": "要填文字",
    "int_parsing": "要填数字",
}
"""What people meet, by pydantic's codes; whatever else is wrong is a program's matter."""
_FIELDS: Mapping[str, str] = {
    "text": "内容", "resolution": "处理结果", "reason": "原因", "answer": "答复", "note": "留言", "login": "账号",
    "password": "密码", "client_id": "消息编号", "disposition": "结果", "field": "要看的信息",
}  # fmt: skip


def unreadable(error: ValidationError, language: str = "en") -> str:
    """What is wrong with a body, field by field, without repeating its values."""
    first = error.errors(include_input=False, include_url=False)[:5]
    if language == "en":
        return "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in first)
    return "；".join(_in_chinese(fault) for fault in first)


def _in_chinese(fault: Any) -> str:
    field = ".".join(map(str, fault["loc"]))
    words = _FAULTS.get(fault["type"], "填得不对").format_map(fault.get("ctx", {}))
    return f"{_FIELDS.get(field, field)}{words}" if field else words


def problem_middleware(answers: Answers) -> Any:
    """Turn exceptions of the use cases into problem documents by `answers` (the most specific class wins).

    A sentence is in the language that the request asks for, Chinese if it asks for none.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except Problem as problem:
            return problem_response(problem.status, problem.detail, problem.headers)
        except web.HTTPException as error:
            if error.status < 400:
                raise
            return problem_response(error.status, error.reason, _kept(error.headers))
        except ValidationError as error:
            return problem_response(422, unreadable(error, asked_language(request) or "en"))
        except Exception as error:  # noqa: BLE001 - the one place where errors become answers
            if isinstance(error, _OF_THE_DATABASE) and passing(error):
                return _try_again(error)
            return _translated(error, answers, asked_language(request) or "zh-CN")

    return middleware


def _try_again(error: Exception) -> web.Response:
    if full_disk(error):
        log.error("the database's disk is full", extra={"action": "disk_full", "sqlstate": sqlstate_of(error)})
        detail = "The service cannot store anything at present; try again."
    elif database_lost(error):
        extra = {"action": "database_unavailable", "kind": type(error).__name__, "sqlstate": sqlstate_of(error)}
        log.warning("database out of reach", extra=extra)
        detail = "The service cannot reach its database; try again."
    else:
        log.warning("a statement gave way", exc_info=error, extra={"action": "statement_gave_way"})
        detail = "The service was changing the same thing for somebody else; try again."
    return problem_response(503, detail, {"Retry-After": "2"})


def _translated(error: Exception, answers: Answers, language: str) -> web.Response:
    for kind in type(error).__mro__:
        if answer := answers.get(kind):
            status, said = (answer, None) if isinstance(answer, int) else answer
            return problem_response(status, said.to(language) if said else str(error))
    if isinstance(error, HungUpError):
        log.info("a client hung up", extra={"action": "hung_up"})
        return problem_response(400, "The body ended before its end.", {"Connection": "close"})
    reference = id_of(current_trace() or new_trace())
    log.error("request failed", exc_info=error, extra={"action": "request_failed", "reference": reference})
    return problem_response(500, f"Something failed on our side; reference {reference}.")


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name in {"Allow", "Retry-After"}}
