"""What several matters say of a deed they have registered, and cells made of others. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.matters.answer import Answer, Cell
from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core import phrases
from careline.core.remedies import RemedyKind
from understanding.context import Question

_NOTE_AT_MOST = 300


def undo_buttons(view: View, remedy: Remedy) -> tuple[Mapping[str, Any], ...]:
    """[撤回] under what was just registered; none under what has ended."""
    if not remedy.open:
        return ()
    payload = {"intent": "withdraw", "entities": {"remedy_id": str(remedy.remedy_id)}}
    return ({"title": view.either("撤回", "Take it back"), "payload": payload},)


def by(view: View, remedy: Remedy) -> str:
    """By when an answer is due, in words."""
    return view.at(remedy.due_at or view.now)


def number_said(view: View, number: str) -> str:
    """A number as it stands; aloud its tail, digit by digit."""
    return phrases.spoken_tail(number, view.language) if view.spoken else number


def noted(view: View) -> str:
    """The consumer's words as a note to the shop or a colleague."""
    return view.said.as_written.strip()[:_NOTE_AT_MOST]


def open_about(view: View, kind: RemedyKind, start: str) -> Remedy | None:
    """The latest remedy of this kind under way whose subject (`about`) begins so."""
    found = (one for one in reversed(view.remedies) if one.kind is kind and one.open)
    return next((one for one in found if str(one.details.get("about", "")).startswith(start)), None)


def first_of(*cells: Cell) -> Cell:
    """A cell that answers as the first of these that has an answer."""

    def answered(view: View, question: Question) -> Answer | None:
        return next((found for cell in cells if (found := cell(view, question)) is not None), None)

    return answered
