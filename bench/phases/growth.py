"""Does a long conversation get slower? Turn after turn of one conversation, around the 5th and around the 200th."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from bench.assistants import BOT_SECRET, Models
from bench.clients import AtOurs, AtStock, Talk, dialogue, session
from bench.noise import mark, used
from bench.open_turns import open_turns
from bench.phases.channel import started
from bench.shop import Server

EARLY, LATE = range(3, 8), range(198, 203)  # turns, counted from 1
CONVERSATIONS = {"ours": 6, "stock": 2}  # of 202 turns each; stock takes a minute for one


async def measure(server: Server, models: Models, texts: dict[str, list[str]], folder: Path) -> dict[str, Any]:
    """{kind: {"early", "late": medians in ms, "ratio", "conversations", "others"}}."""
    found = {}
    for kind, conversations in CONVERSATIONS.items():
        async with (
            started(kind, server, models, folder) as (assistant, people, url),
            session(1) as http,
            open_turns(url) as claimed,
        ):
            turns: list[list[float]] = []
            start = mark()
            for one in [person for person in people if person.language == "zh"][:conversations]:
                talk: Talk = (
                    AtOurs(dialogue(http, assistant.urls, BOT_SECRET), claimed, str(one.conversation_id), one.language)
                    if kind == "ours"
                    else AtStock(http, assistant.urls[0], claimed, str(one.conversation_id))
                )
                turns.append(await _talked(talk, texts[one.language][len(turns) * LATE.stop :]))
            noise = used(start, mark(), sum(len(one) for one in turns))
        found[kind] = {**compared(turns), **noise}
        print(f"   {kind}: {found[kind]}", flush=True)
    return found


async def _talked(talk: Talk, texts: list[str]) -> list[float]:
    """Milliseconds of each turn."""
    took = []
    for text in texts[: LATE.stop - 1]:
        await talk.prepare()
        start = time.perf_counter()
        await talk.ask(text)
        took.append(1000 * (time.perf_counter() - start))
    return took


def compared(conversations: list[list[float]]) -> dict[str, Any]:
    """Medians around the 5th and the 200th turn over all conversations, and every 20th turn for a plot."""
    early = statistics.median(turns[n - 1] for turns in conversations for n in EARLY)
    late = statistics.median(turns[n - 1] for turns in conversations for n in LATE)
    middles = {
        middle: round(
            statistics.median(turns[n - 1] for turns in conversations for n in range(middle - 2, middle + 3)), 1
        )
        for middle in (5, *range(20, 201, 20))
    }
    return {
        "early": round(early, 1), "late": round(late, 1), "ratio": round(late / early, 2),
        "conversations": len(conversations), "turns": middles,
    }  # fmt: skip
