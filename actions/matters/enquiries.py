"""What a person of ours finds out or decides for the consumer: registered at once, because it costs them nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.answer import Deed, Do, Say, Wished, say
from actions.matters.view import View
from careline.cases.service import Remedy
from careline.core.remedies import RemedyKind
from careline.core.wording.enquiries import Enquiry
from understanding.taxonomy import Matter


def enquiry(about: Enquiry, matter: Matter, note: str) -> Deed:
    """A question that a person here clears up with the shop; `note` heads the consumer's words at the desk."""

    def wished(view: View, kept: Mapping[str, Any]) -> Wished:
        return Wished(details={"text": f"{note}: {kept.get('text') or view.said.as_written}"}, about=about)

    return Deed(name=about, kind=RemedyKind.COMPLAINT, matter=matter, refused=_never, wished=wished, told=_told)


def appeal(name: str, matter: Matter) -> Deed:
    """What was declined is decided again by a person here; `of` in what is kept is the id of what was declined."""

    def wished(view: View, kept: Mapping[str, Any]) -> Wished:
        of = str(kept.get("of", ""))
        details = {"text": f"disagrees with the refusal: {kept.get('text') or view.said.as_written}", "appeal_of": of}
        return Wished(details=details, about=f"{Enquiry.APPEAL}:{of}")

    return Deed(
        name=name, kind=RemedyKind.COMPLAINT, matter=matter, refused=_never, wished=wished, told=_told_of_appeal
    )


def ask_person(view: View, deed: Deed) -> Do:
    """Have it looked into, in the consumer's own words."""
    return Do(deed=deed, kept={"text": view.said.as_written})


def _never(_view: View, _kept: Mapping[str, Any]) -> Sequence[Say]:
    return ()


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    due = remedy.due_at or view.now
    if remedy.fresh:
        return (say("utter_enquiry_registered", by=view.at(due)),)
    if due <= view.now:
        return (say("utter_enquiry_late", before=view.at(due)),)
    return (say("utter_enquiry_running", at=view.at(remedy.requested_at), by=view.at(due)),)


def _told_of_appeal(view: View, remedy: Remedy) -> Sequence[Say]:
    due = remedy.due_at or view.now
    if not remedy.fresh and due <= view.now:
        return (say("utter_enquiry_late", before=view.at(due)),)
    return (say("utter_appeal_registered", by=view.at(due)),)
