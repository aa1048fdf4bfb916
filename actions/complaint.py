"""A complaint: heard, not argued with; what is stuck gets pushed, and a person is offered."""

from __future__ import annotations

from actions.memory import Asked
from actions.talk import Answer, Talk
from actions.trouble import troubles_of
from actions.urging import urge_for


async def complain_merchant(talk: Talk) -> None:
    """With exactly one thing stuck we know what it is about; a yes after it means the person we mention."""
    found = await troubles_of(talk)
    if len(found) == 1:
        trouble = found[0]
        talk.say("utter_complaint_known", trouble=trouble.text)
        await urge_for(talk, trouble.order, trouble.kind)
        talk.ask(Asked.HANDOFF_OFFER, order=trouble.order)
        return
    talk.say("utter_complaint")
    talk.ask(Asked.HANDOFF_OFFER)


ANSWERS = {"complain_merchant": Answer(complain_merchant, topic=True)}
