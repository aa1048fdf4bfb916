"""AfterShip and 17TRACK: what their webhooks tell of a tracking number, as the feed's scans. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from careline.feed.adapters.common import (
    Json,
    NotUsableError,
    instant,
    joined,
    milliseconds,
    of_seconds,
    part,
    parts,
    tracking_key,
    words,
)

AFTERSHIP, TRACK17 = "aftership", "17track"

_TAGS = {
    "Pending": "info_received", "InfoReceived": "info_received", "InTransit": "arrived",
    "OutForDelivery": "out_for_delivery", "AttemptFail": "attempt_failed", "AvailableForPickup": "at_pickup_point",
    "Delivered": "delivered", "Exception": "exception", "Expired": "exception",
}  # fmt: skip
_SUBTAGS = {
    "InTransit_002": "picked_up", "InTransit_006": "customs", "InTransit_007": "departed",
    "Exception_004": "customs", "Exception_010": "returned", "Exception_011": "back_at_sender",
    "Exception_012": "damaged", "Exception_013": "lost",
}  # fmt: skip
_WORDS = (
    ("returned to sender", "back_at_sender"), ("returning to sender", "returned"), ("damage", "damaged"),
    ("parcel lost", "lost"), ("package lost", "lost"), ("shipment lost", "lost"), ("customs", "customs"),
)  # fmt: skip
_STAGES = {
    "NotFound": "info_received", "InfoReceived": "info_received", "InTransit": "arrived", "PickedUp": "picked_up",
    "Departure": "departed", "Arrival": "arrived", "OutForDelivery": "out_for_delivery", "Delivered": "delivered",
    "AvailableForPickup": "at_pickup_point", "DeliveryFailure": "attempt_failed", "Exception": "exception",
    "Returning": "returned", "Returned": "back_at_sender", "Expired": "exception",
}  # fmt: skip
_SUB_STATUS = {
    "Exception_Returning": "returned", "Exception_Returned": "back_at_sender", "Exception_Damage": "damaged",
    "Exception_Lost": "lost", "Exception_Destroyed": "lost", "Exception_Security": "customs",
    "InTransit_CustomsProcessing": "customs", "InTransit_CustomsRequiringInformation": "customs",
    "InTransit_PickedUp": "picked_up", "InTransit_Departure": "departed", "InTransit_Arrival": "arrived",
}  # fmt: skip


def from_aftership(body: Json) -> Json | None:
    """{"number", "courier", "scans", "expected_at", "told_at"} of one tracking webhook. Raises NotUsableError."""
    told = part(body, "msg") or part(body, "data")
    number = words(told, "tracking_number")
    if not number:
        raise NotUsableError("an AfterShip webhook names its tracking_number")
    checkpoints = parts(told, "checkpoints")
    if not checkpoints:
        return None  # a test, or a number that is only being watched yet
    expected = told.get("courier_estimated_delivery_date") or told.get("expected_delivery")
    if isinstance(expected, dict):
        expected = expected.get("estimated_delivery_date")
    scans = _in_order(_checkpoint(one) for one in checkpoints)
    return {
        "number": tracking_key(number), "courier": words(told, "slug"), "scans": scans,
        "expected_at": instant(expected, utc=True),
        "told_at": instant(told.get("updated_at")) or of_seconds(body.get("ts")) or _newest(scans),
    }  # fmt: skip


def _checkpoint(told: Json) -> Json | None:
    """Couriers often leave the offset out: then it counts as UTC, but never as later than AfterShip saw it."""
    seen = instant(told.get("created_at"))
    at = instant(told.get("checkpoint_time"), utc=True) or seen
    if at is None:
        return None
    if seen and milliseconds(at) > milliseconds(seen):
        at = seen
    code = _SUBTAGS.get(words(told, "subtag")) or _TAGS.get(words(told, "tag"), "arrived")
    if code == "exception":
        code = _by_words(joined((words(told, "subtag_message"), words(told, "message")))) or code
    return {"at": at, "code": code, "place": words(told, "location", "city"), "text": words(told, "message")}


def _by_words(text: str) -> str | None:
    """Courier messages of an exception whose sub-status says no more."""
    return next((code for words, code in _WORDS if words in text.lower()), None)


def from_17track(body: Json) -> Json | None:
    """The same of one 17TRACK push (version 2 and later); None for one that tells no scans. Raises NotUsableError."""
    told = part(body, "data")
    number = words(told, "number")
    if not number:
        raise NotUsableError("a 17TRACK push names its number")
    info = part(told, "track_info")
    providers = parts(part(info, "tracking"), "providers")
    events = [event for one in providers for event in parts(one, "events")]
    if words(body, "event") != "TRACKING_UPDATED" or not events:
        return None  # that the number is not watched any more undoes nothing of what was told
    window = part(part(info, "time_metrics"), "estimated_delivery_date")
    scans = _in_order(_event(one) for one in events)
    synced = [at for one in providers if (at := instant(one.get("latest_sync_time")))]
    return {
        "number": tracking_key(number), "scans": scans,
        "courier": next((name for one in providers if (name := words(part(one, "provider"), "name"))), ""),
        "expected_at": instant(window.get("to")) or instant(window.get("from")),
        "told_at": max(synced, key=milliseconds, default=_newest(scans)),
    }  # fmt: skip


def _event(told: Json) -> Json | None:
    at = instant(told.get("time_utc"), utc=True) or instant(told.get("time_iso"))
    if at is None:
        return None
    sub, stage = words(told, "sub_status"), words(told, "stage")
    code = _SUB_STATUS.get(sub) or _STAGES.get(stage) or _STAGES.get(sub.partition("_")[0], "arrived")
    return {"at": at, "code": code, "place": words(told, "location"), "text": words(told, "description")}


def _in_order(scans: Iterable[Json | None]) -> list[Json]:
    return sorted((scan for scan in scans if scan), key=lambda scan: milliseconds(scan["at"]))


def _newest(scans: Sequence[Json]) -> str | None:
    return scans[-1]["at"] if scans else None


def scans_of(number: str, told: Iterable[Json]) -> tuple[list[Json], str | None]:
    """What tracking services told of this number: its scans, and when it is expected."""
    known = [one for one in told if number and one.get("number") == tracking_key(number)]
    scans = _in_order(scan for one in known for scan in one["scans"])
    return scans, next((one["expected_at"] for one in known if one.get("expected_at")), None)
