"""What is registered: the same goods anew, or what they want instead in their own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.matters.answer import Deed, Say, Wished, say
from actions.matters.exchange.stages import KIND, MATTER, Stage, may_not, stage_of
from actions.matters.goods import (
    claimable_for,
    has_come,
    kept_items,
    photo_for,
    pieces,
    registered,
    under_way,
    words_of,
)
from actions.matters.view import View
from actions.memory import Asked
from careline.cases.service import Remedy
from careline.core.guarantees import RightKind
from careline.core.money import Money
from careline.core.orders import Guarantee, Quantities
from careline.core.paid import all_items, item_of
from careline.core.remedies import REPLACES, overlaps
from careline.core.returns import Covered, covered
from understanding.reading import read


def _refused_now(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    """Why it cannot be asked for now; nothing where it can."""
    items = kept_items(kept)
    running = next(
        (one for one in view.remedies if one.open and one.kind in REPLACES and overlaps(one.items, items)), None
    )
    if running:
        return under_way(view, running).says
    stage = stage_of(view)
    found = may_not(view, stage) if stage is not Stage.UNSENT else None
    return found.says if found else ()


def _same_refused(view: View, kept: Mapping[str, Any]) -> Sequence[Say]:
    if says := _refused_now(view, kept):
        return says
    right = claimable_for(view, KIND, RightKind.QUALITY_RETURN, items=kept_items(kept))
    return () if right else (say("utter_exchange_not_promised"),)


def _same_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    items = kept_items(kept)
    may = _by_a_fault(view, items)
    right = may.right if may else None
    sorts = items or all_items(view.order)
    item = item_of(view.order, sorts[0][0]) if len(sorts) == 1 else None
    wish = str(kept.get("wish") or wish_named(view).get("wish", ""))  # the yes may name it first: 换 给我换粉的
    details: dict[str, Any] = {"reason": "quality"} | ({"wish": wish} if wish else {})
    if item:
        nothing = Money(0, view.order.total.currency)
        details |= {
            "variant": item.sku, "variant_title": item.title,
            "price_difference": {"amount": nothing.decimal(), "currency": nothing.currency},
        }  # fmt: skip
    items = may.items if may else items
    return Wished(items=items, right=right, details=details, waits_for=photo_for(right))


def _as_said_wished(view: View, kept: Mapping[str, Any]) -> Wished:
    items, wish = kept_items(kept), str(kept.get("wish") or "")
    more = view.said.kind_quoted if wish and view.said.names_kind and not view.said.asks_of_us else ""
    wish = (
        f"{read(wish).kind_quoted}{view.either('，', ', ')}{more}" if more and more not in wish else wish
    )  # 行，M码，还要黑的
    may = _without_a_reason(view, items) or _by_a_fault(view, items)
    items, right = (may.items, may.right) if may else (items, None)
    return Wished(items=items, right=right, details={"wish": wish}, waits_for=photo_for(right))


def _without_a_reason(view: View, items: Quantities | None) -> Covered | None:
    return covered(view.order, view.rights, [Guarantee.RETURN_7_DAYS], KIND, items)


def _by_a_fault(view: View, items: Quantities | None) -> Covered | None:
    return covered(view.order, view.rights, [RightKind.QUALITY_RETURN], KIND, items)


def _told(view: View, remedy: Remedy) -> Sequence[Say]:
    waits, by = registered(view, remedy), view.at(remedy.due_at or view.now)
    later = (say("utter_exchange_wait_with_yours"),) if has_come(view) else ()
    wish = read(str(remedy.details.get("wish") or "")).kind_quoted
    if waits and wish and not view.spoken:
        return (waits, say("utter_exchange_wish_noted", wanted=wish), *later)
    if waits:
        return (waits, *later)
    if wish:
        return (say("utter_exchange_put_to_shop", wanted=wish, by=by), *later)
    return (say("utter_exchange_same_noted", goods=pieces(view, remedy.items), by=by), *later)


SAME = Deed(name="exchange_same", kind=KIND, matter=MATTER, refused=_same_refused, wished=_same_wished, told=_told)
"""The same goods anew, because those that came have a fault."""
AS_SAID = Deed(
    name="exchange_as_said", kind=KIND, matter=MATTER, refused=_refused_now, wished=_as_said_wished, told=_told
)
"""What they want instead, in their own words, where the shop's stock cannot be looked up: the shop says whether it has
it."""


def wish_named(view: View) -> dict[str, str]:
    """Which one they want, where their words say so."""
    return {"wish": words_of(view)} if view.says("another_kind") else {}


def offers(view: View, deed: Deed) -> bool:
    """Whether our open question is about that deed."""
    return view.offered == Asked.CONFIRM_DEED and (view.kept or {}).get("deed") == deed.name
