"""What the courier is told or asked: a note that is passed on, with an answer by a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from actions.matters.answer import Deed, Do, Say, Wished, say
from actions.matters.courier_notes import replaced_by, said_before, told_of
from actions.matters.enquiries import enquiry
from actions.matters.parcels import GONE, Standing, courier_of, goods_in, parcel_of, standing
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.remedies import IN_PLACE_OF, RemedyKind
from careline.core.wording.enquiries import Enquiry
from understanding.details.delivery import WISHES
from understanding.taxonomy import Matter

MATTER = Matter.DELIVERY
NOT_REFUSED = enquiry(
    Enquiry.NOT_REFUSED, MATTER, "did not refuse the parcel; ask the courier who sent it back and why"
)


def tell_refused(view: View, _kept: Mapping[str, Any]) -> tuple[Say, ...]:
    """Why nothing can be passed on now: nothing has left yet, it has come, or it will not come."""
    parcel = parcel_of(view)
    where = standing(view, parcel)
    goods = goods_in(view, parcel)
    if where is Standing.UNSENT:
        return (say("utter_courier_none_yet", goods=goods),)
    if where in GONE:
        return (say("utter_courier_gone", goods=goods),)
    if where is Standing.CLOSED:
        return (say("utter_courier_none", goods=goods),)
    return ()


def _tell_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    note, parcel = str(kept.get("note") or view.said.as_written), parcel_of(view)
    what, of_parcel = str(kept.get("what", "wish")), {"parcel_id": parcel.parcel_id} if parcel else {}
    if what == "question":
        return Wished(details={"note": note, "what": what} | of_parcel, about="question")
    replaced: dict[str, Any] = {}
    if what == "wish":
        note = said_before(view, note)
        replaced = {IN_PLACE_OF: kept[IN_PLACE_OF]} if kept.get(IN_PLACE_OF) else replaced_by(view, note)
    return Wished(details={"note": note, "what": what} | of_parcel | replaced, about=f"note {_mark(note)}")


def _mark(note: str) -> str:
    """The same note again is the same wish."""
    return hashlib.sha256(note.encode()).hexdigest()[:12]


def _told(view: View, remedy: Remedy) -> tuple[Say, ...]:
    courier, by = courier_of(view, parcel_of(view)), view.at(remedy.due_at or view.now)
    if remedy.details.get("what") == "question":
        return (say("utter_courier_asked", courier=courier, by=by),)
    if remedy.details.get("what") == "report":
        return (say("utter_courier_report_passed_on", courier=courier, by=by),)
    return (told_of(view, remedy),)


TELL = Deed(
    name="tell_courier", kind=RemedyKind.URGE_COURIER, matter=MATTER, refused=tell_refused, wished=_tell_wished,
    told=_told,
)  # fmt: skip


def tell(view: View) -> Do:
    """Pass on what the words wish of the courier; else what we offered to pass on."""
    wishes = view.says(*WISHES, "courier_told", "tell_them", "number_changed")
    kept = view.kept or {}
    if not wishes and kept.get("deed") == TELL.name and kept.get("note"):
        return Do(deed=TELL, kept={"note": str(kept["note"])})
    return Do(deed=TELL, kept={"note": view.said.courier_note})


def in_place_of(earlier: Remedy, note: str) -> Do:
    """Pass on a corrected note instead of that one."""
    return Do(deed=TELL, kept={"note": note, IN_PLACE_OF: str(earlier.remedy_id)})


def report(view: View) -> Do:
    """Pass on what happened, as they told it."""
    return Do(deed=TELL, kept={"note": view.said.as_written.strip(), "what": "report"})


def ask_courier(view: View) -> Do:
    """Have the courier asked what only they can know; one question at a time is enough."""
    return Do(deed=TELL, kept={"note": view.said.as_written.strip(), "what": "question"})


def offered_note(view: View) -> bool:
    """Whether a yes would pass on a note."""
    return view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == TELL.name
