"""Refusals in the reader's language: what a use case raises, as a problem that a consumer can read."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TypeVar

from aiohttp import web

from careline.core.wording.language import Said
from careline.http.language import asked_language
from careline.http.problem import Problem

Refusals = Mapping[type[Exception], tuple[int, Said]]
"""The status of each error of a use case, and what the reader is told."""
Result = TypeVar("Result")
RETRY_AFTER = "600"


async def in_words(request: web.Request, work: Awaitable[Result], refusals: Refusals) -> Result:
    """The result; for a listed error a Problem in the language that the request asks for, Chinese if for none."""
    try:
        return await work
    except tuple(refusals) as error:
        kind = next(kind for kind in type(error).__mro__ if kind in refusals)
        status, said = refusals[kind]
        headers = {"Retry-After": RETRY_AFTER} if status == 429 else {}
        raise Problem(status, said.to(asked_language(request) or "zh-CN"), headers=headers) from error
