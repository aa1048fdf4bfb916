"""What the assistant says to somebody who waits for a person already: its answer, without the offer of that person.

Some thirty wordings end with such an offer (要我帮您转人工吗？). One rule on their last sentence and their buttons
keeps them in one version; a test puts every wording of bot/domain to it. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from careline.dialogue.client import Reply

PERSON = {"zh-CN": "转人工", "en": "Talk to a person"}
"""The title of every button that asks for a person."""
_SEEN = {"zh-CN": "接手的客服会看到。", "en": "Your agent will see this."}
_END = re.compile(r"(?<=[。？！])(?=.)|(?<=[.?!]) (?=[A-Z])")
_MENTION = re.compile(r"转人工|talk to a person", re.IGNORECASE)


def without_offer(reply: Reply, language: str) -> Reply:
    """The reply as it is true in the queue. `language` is "zh-CN" or "en"."""
    offered = next((one for one in reply.buttons if one["title"] == PERSON[language]), None)
    if offered is None:
        return reply
    sentences, gap = _END.split(reply.text), " " if language == "en" else ""
    if offered["payload"]["intent"] == "affirm":  # the offer is the question: nothing is left to answer
        return replace(reply, text=gap.join([*sentences[:-1], _SEEN[language]]), buttons=())
    if len(sentences) > 1 and _MENTION.search(sentences[-1]):
        del sentences[-1]
    buttons = tuple(one for one in reply.buttons if one is not offered)
    return replace(reply, text=gap.join(sentences), buttons=buttons)
