"""Steps of a call as TwiML: what is said and heard goes by one document after the other."""

from __future__ import annotations

from uuid import UUID

from callouts import twiml
from callouts.addresses import address
from callouts.putting_through import room_of
from callouts.settings import CalloutSettings
from callouts.steps import Ask, HangUp, PutThrough, Rate, Step, Wait


def document(step: Step, attempt_id: UUID, settings: CalloutSettings) -> str:
    """The TwiML of this step of that attempt's call."""

    def at(what: str) -> str:
        return address(settings, what, attempt_id)

    match step:
        case Ask():
            return twiml.ask(settings, step.language, step.texts, f"{at('turn')}?after={step.after}")
        case Wait():
            url = f"{at('turn')}?after={step.after}&waits={step.waits}"
            return twiml.say_and_go_on(settings, step.language, step.texts, url)
        case HangUp():
            return twiml.say_and_hang_up(settings, step.language, step.texts)
        case Rate():
            return twiml.ask_key(settings, step.language, step.texts, at("rate"))
        case PutThrough():
            return twiml.hold_in_conference(
                settings, step.language, step.texts, room_of(attempt_id),
                wait=at("hold"), events=at("conference"), back=at("back"),
            )  # fmt: skip
