"""Asking a process that has just started what it would do, before consumers do."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp

SECONDS = 20.0
"""For all questions together: the first one after a start is slow, and the machine has others to serve."""


class CanaryError(Exception):
    """The process came up, but does not do what its model did when it was tried out."""


async def check(url: str, secret: str, model: str, expected: Mapping[str, Mapping[str, str]]) -> None:
    """Compare the process's own answers, and the name of its model, with what is expected. Raises CanaryError.

    `url` is that of its channel; `expected` has intent and action by text.
    """
    limit = aiohttp.ClientTimeout(total=SECONDS)
    headers = {"X-Careline-Secret": secret}
    try:
        async with aiohttp.ClientSession(timeout=limit, headers=headers, raise_for_status=True) as http:
            async with http.get(f"{url}/health") as response:
                serves = (await response.json())["model"]
            if serves != model:
                raise CanaryError(f"it serves {serves}")
            for text, wanted in expected.items():
                async with http.post(f"{url}/check", json={"text": text}) as response:
                    does = await response.json()
                if does != wanted:
                    raise CanaryError(f"{text}: {does.get('action')} instead of {wanted.get('action')}")
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError) as error:
        raise CanaryError(f"it does not answer ({type(error).__name__})") from error
