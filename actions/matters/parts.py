"""A part of the goods that is wished for by itself: a lid, a cable, the screws. Pure."""

from __future__ import annotations

from actions.matters.view import View


def part_meant(view: View) -> str:
    """The part as they name it; empty where they name none, or what they bought is called so itself."""
    part = view.said.part_wished
    titles = (item.title.lower() for item in view.order.items)
    return part if part and not any(part.split()[-1] in title for title in titles) else ""


def part_named(view: View) -> str:
    """The part in a sentence of ours: 盖子, the charging cable; else a word for any."""
    part = part_meant(view) or view.said.piece
    if not part:
        return view.either("您说的配件", "that part")
    return view.either(part, f"the {part}")
