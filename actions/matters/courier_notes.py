"""What the courier was told: the note that stands, how it is told of, and which earlier one it replaces. Pure.

One note at a time says where, when or by which number. Corrected words and a wish that cannot be done beside the first
make a note in its place (`understanding.courier_notes`), and what they have is read back with who acts next.
"""

from __future__ import annotations

from typing import Any

from actions.matters.answer import Answer, Say, answer, say
from actions.matters.parcels import courier_of, parcel_of
from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.remedies import IN_PLACE_OF, RemedyKind, RemedyState
from understanding.reading import read
from understanding.words import said_by


def is_note(remedy: Remedy) -> bool:
    """Whether it told the courier what to do, and neither asked nor reported anything."""
    told = remedy.details
    return remedy.kind is RemedyKind.URGE_COURIER and bool(told.get("note")) and told.get("what", "wish") == "wish"


def note_of(remedy: Remedy) -> str:
    """What the courier is to do, in the consumer's words."""
    return read(str(remedy.details.get("note", ""))).plain_note


def note_told(view: View) -> Remedy | None:
    """The latest one that counts, whether they have answered it or not."""
    return next((one for one in reversed(view.remedies) if is_note(one) and counts(one)), None)


def note_waiting(view: View) -> Remedy | None:
    """The latest one that they have not answered yet."""
    return next((one for one in reversed(view.remedies) if is_note(one) and one.open), None)


def counts(remedy: Remedy) -> bool:
    """Whether nothing has taken its place, and it was not taken back."""
    return remedy.state is not RemedyState.WITHDRAWN


def said_before(view: View, note: str) -> str:
    """The note as it was passed on, where this one says no more; else itself."""
    waiting = (note_of(one) for one in view.remedies if is_note(one) and one.open)
    return next((one for one in waiting if read(note).same_note(one)), note)


def replaced_by(view: View, note: str) -> dict[str, Any]:
    """For the details of a note: which open one it takes the place of; nothing where both can be done."""
    waiting = note_waiting(view)
    later, earlier = read(note), note_of(waiting) if waiting else ""
    if waiting is None or not later.overtakes_note(earlier) or later.same_note(earlier):
        return {}
    return {IN_PLACE_OF: str(waiting.remedy_id)}


def told_of(view: View, remedy: Remedy) -> Say:
    """That it was passed on: just now, in the place of another, or some time ago, and then when."""
    courier, note, by = courier_of(view, parcel_of(view)), note_of(remedy), view.at(remedy.due_at or view.now)
    if not remedy.fresh:
        at = view.at(remedy.requested_at)
        return say("utter_courier_told_before", at=at, courier=courier, note=note, by=by)
    if remedy.details.get(IN_PLACE_OF):
        return say("utter_courier_note_corrected", courier=courier, note=note, by=by)
    return say("utter_courier_told", courier=courier, note=note, by=by)


def stands(view: View, remedy: Remedy) -> Answer:
    """What the courier has now, since when, and who acts next."""
    courier, at, note = courier_of(view, parcel_of(view)), view.at(remedy.requested_at), note_of(remedy)
    if remedy.open:
        by = view.at(remedy.due_at or view.now)
        return answer(say("utter_courier_note_stands", at=at, courier=courier, note=note, by=by))
    told = say("utter_courier_note_was", at=at, courier=courier, note=note)
    words = said_by(remedy.answer or "")
    return answer(told, say("utter_courier_note_answer", words=words)) if words else answer(told)
