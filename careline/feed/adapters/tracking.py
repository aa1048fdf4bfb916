"""AfterShip and 17TRACK: what their webhooks tell of a tracking number, as the feed's scans. Pure."""

from __future__ import annotations

from typing import Any

from careline.feed.adapters.common import Json, NotUsableError, instant

AFTERSHIP, TRACK17 = "aftership", "17track"

_TAGS = {
    "Pending": "info_received", "InfoReceived": "info_received", "InTransit": "arrived",
    "OutForDelivery": "out_for_delivery", "AttemptFail": "attempt_failed", "AvailableForPickup": "at_pickup_point",
    "Delivered": "delivered", "Exception": "exception", "Expired": "exception",
}  # fmt: skip
_SUBTAGS = {
    "InTransit_002": "picked_up", "InTransit_007": "departed", "Exception_004": "customs", "Exception_018": "customs",
    "Exception_010": "returned", "Exception_011": "back_at_sender", "Exception_012": "damaged", "Exception_013": "lost",
}  # fmt: skip
_WORDS = (
    ("returned to sender", "back_at_sender"), ("returning to sender", "returned"), ("damage", "damaged"),
    ("lost", "lost"), ("customs", "customs"),
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
    "Exception_Cancel": "exception", "InTransit_PickedUp": "picked_up", "InTransit_Departure": "departed",
    "InTransit_Arrival": "arrived",
}  # fmt: skip


def from_aftership(body: Json) -> Json:
    """{"number", "courier", "scans", "expected_at"} of one tracking webhook. Raises NotUsableError."""
    told = body.get("msg") or body.get("data") or {}
    number = str(told.get("tracking_number") or "")
    if not number:
        raise NotUsableError("an AfterShip webhook names its tracking_number")
    return {
        "number": number, "courier": str(told.get("slug") or ""), "expected_at": _expected(told),
        "scans": _in_order(_checkpoint(one) for one in told.get("checkpoints") or []),
    }  # fmt: skip


def _checkpoint(told: Json) -> Json | None:
    at = instant(told.get("checkpoint_time"), utc=True) or instant(told.get("created_at"))
    if at is None:
        return None
    code = _SUBTAGS.get(str(told.get("subtag"))) or _TAGS.get(str(told.get("tag")), "arrived")
    if code == "exception":
        code = _by_words(f"{told.get('subtag_message')} {told.get('message')}") or code
    place = str(told.get("location") or told.get("city") or "")
    return {"at": at, "code": code, "place": place, "text": str(told.get("message") or "")}


def _by_words(text: str) -> str | None:
    """Courier messages of an exception whose sub-status says no more."""
    return next((code for words, code in _WORDS if words in text.lower()), None)


def _expected(told: Json) -> str | None:
    date = told.get("expected_delivery") or told.get("courier_estimated_delivery_date")
    if isinstance(date, dict):
        date = date.get("estimated_delivery_date")
    return instant(date, utc=True)


def from_17track(body: Json) -> Json:
    """The same of one 17TRACK push. Raises NotUsableError."""
    told = body.get("data") or {}
    number = str(told.get("number") or "")
    if not number or body.get("event") not in {"TRACKING_UPDATED", "TRACKING_STOPPED"}:
        raise NotUsableError("a 17TRACK push is TRACKING_UPDATED or TRACKING_STOPPED and names its number")
    info = told.get("track_info") or {}
    providers = (info.get("tracking") or {}).get("providers") or []
    events = [event for one in providers for event in one.get("events") or []]
    courier = next((str((one.get("provider") or {}).get("name") or "") for one in providers), "")
    window = (info.get("time_metrics") or {}).get("estimated_delivery_date") or {}
    return {
        "number": number, "courier": courier, "expected_at": instant(window.get("to") or window.get("from")),
        "scans": _in_order(_event(one) for one in events),
    }  # fmt: skip


def _event(told: Json) -> Json | None:
    at = instant(told.get("time_utc"), utc=True) or instant(told.get("time_iso"))
    if at is None:
        return None
    sub, stage = str(told.get("sub_status") or ""), str(told.get("stage") or "")
    code = _SUB_STATUS.get(sub) or _STAGES.get(stage) or _STAGES.get(sub.partition("_")[0], "arrived")
    place = str(told.get("location") or "")
    return {"at": at, "code": code, "place": place, "text": str(told.get("description") or "")}


def _in_order(scans: Any) -> list[Json]:
    return sorted((scan for scan in scans if scan), key=lambda scan: str(scan["at"]))
