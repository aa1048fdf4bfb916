"""What the shop has to hear of a return, and the colleague who takes up one that is declined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.answer import Answer, Deed, Do, Say, Wished, answer, say
from actions.matters.returns.stages import MATTER
from actions.matters.told import by, noted, number_said, undo_buttons
from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.remedies import RemedyKind
from careline.core.wording.enquiries import Enquiry


def _always(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _note_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    given = {"note": kept.get("note") or noted(view), "tracking_no": kept.get("number")}
    details = {name: value for name, value in given.items() if value}
    return Wished(
        details=details, about=f"{Enquiry.RETURN}:{kept.get('about', 'check')}:{kept.get('number', '')}".rstrip(":")
    )


def _note_told(view: View, remedy: Remedy) -> Sequence[Say]:
    about, until = str(remedy.details.get("about", "")), by(view, remedy)
    if number := remedy.details.get("tracking_no"):
        return (say("utter_return_number_passed", number=number_said(view, str(number)), by=until),)
    worded = {
        "return:address": say("utter_return_address_asked", by=until),
        "return:pickup": say("utter_return_pickup_asked", by=until),
        "return:pickup_time": say("utter_return_pickup_time_passed", by=until),
        "return:label": say("utter_return_label_asked", by=until),
        "return:reason": say("utter_return_reason_passed", by=until),
        "return:keep": say("utter_return_keep_asked", by=until),
        "return:kept": say("utter_return_kept_told", by=until),
    }
    return (worded.get(about, say("utter_return_check_asked", by=until)),)


NOTE = Deed(
    name="return_note", kind=RemedyKind.URGE_MERCHANT, matter=MATTER, refused=_always, wished=_note_wished,
    told=_note_told,
)  # fmt: skip
"""Something about the return that the shop has to hear: a tracking number, a wish for a collection, its address."""


def _appeal_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    given = {"note": kept.get("note") or noted(view), "tracking_no": kept.get("number")}
    return Wished(details={name: value for name, value in given.items() if value}, about=Enquiry.RETURN)


def _appeal_told(view: View, remedy: Remedy) -> Sequence[Say]:
    return (say("utter_return_appealed", by=by(view, remedy), buttons=undo_buttons(view, remedy)),)


APPEAL = Deed(
    name="return_appeal", kind=RemedyKind.COMPLAINT, matter=MATTER, refused=_always, wished=_appeal_wished,
    told=_appeal_told,
)  # fmt: skip
"""A colleague takes up a return that the shop declines or denies."""


def pass_on(view: View, about: str, *says: Say) -> Answer:
    """The shop is told of it, in their words."""
    return answer(*says, do=Do(deed=NOTE, kept={"about": about, "note": noted(view)}))
