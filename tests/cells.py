"""Print what matters answer, cell by cell, for an order in each situation of the written conversations.

    .venv/bin/python -m tests.cells refund cancel --in refund_paid --in cancelled --ask status --speaks en

No words are given, so that only the ask decides; `--said 退到哪` gives some. A dash: the present actions answer.
"""

from __future__ import annotations

import argparse
from typing import Any

from actions.matters.registry import MATTERS
from actions.matters.view import View
from careline.feed.schema import read_event
from careline.feed.values import customer_of, order_of
from careline.rehearsal.events import customer_told, order_told
from careline.rehearsal.script import Conversation
from careline.rehearsal.situations import NOW, SITUATIONS
from tests.views import asked, view, worded
from understanding.taxonomy import Ask, Matter


def order_in(situation: str, language: str = "zh-CN", goods: str = "headphones", **more: Any) -> View:
    """What is known of an order that this has happened to; `more` as in a script: `with`, `without`, `shipping_fee`."""
    script = Conversation.model_validate(
        {"name": situation, "speaks": language, "orders": {goods: {"is": situation, **more}},
         "talk": [{"consumer": "?", "bot": []}]}
    )  # fmt: skip
    who = customer_told(situation, script, mine=True)
    event = read_event(order_told(situation, goods, script.orders[goods], who, language))
    order = order_of(event, new_user=False)
    return view(order, language=language, now=NOW, customer=customer_of(event.order.customer, NOW))


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("matters", nargs="+", choices=[one.value for one in MATTERS])
    parser.add_argument("--in", dest="situations", action="append", choices=list(SITUATIONS))
    parser.add_argument("--ask", dest="asks", action="append", choices=[one.value for one in Ask])
    parser.add_argument("--said", default="")
    parser.add_argument("--speaks", default="zh-CN", choices=("zh-CN", "en"))
    wanted = parser.parse_args()
    for matter in map(Matter, wanted.matters):
        for situation in wanted.situations or SITUATIONS:
            print(f"\n## {matter.value}: {situation}")
            known = order_in(situation, wanted.speaks)
            seen = view(known.order, wanted.said, language=wanted.speaks, now=NOW, customer=known.customer)
            for ask in map(Ask, wanted.asks or [one.value for one in MATTERS[matter]]):
                print(f"{ask.value:<16} {_told(matter, ask, seen, wanted.speaks)}")


def _told(matter: Matter, ask: Ask, seen: View, language: str) -> str:
    found = asked(matter, ask, seen)
    if found is None:
        return "—"
    does = [f"does {found.do.deed.name}"] if found.do else []
    does += [f"urges {found.urge.value}"] if found.urge else []
    does += ["pushes"] if found.push else []
    does += [f"then {found.then}"] if found.then else []
    does += [f"offers {found.offer.keep.get('deed') or found.offer.asked.value}"] if found.offer else []
    return " ".join([worded(found, language), *(f"[{one}]" for one in does)])


if __name__ == "__main__":
    main()
