"""Parts of the goods that are wished for by themselves: a lid, a cable, the screws. Pure."""

from __future__ import annotations

from actions.matters.view import View


def part_meant(view: View) -> str:
    """The parts as they name them; empty where they name none, or what they bought is called so itself."""
    titles = [item.title.lower() for item in view.order.items]
    found = (one for one in view.said.parts_wished if not any(one.split()[-1] in title for title in titles))
    return view.either("、", " and the ").join(found)


def part_named(view: View) -> str:
    """The part in a sentence of ours: 盖子, the charging cable; else a word for any."""
    part = part_meant(view) or view.said.part_lacking or view.said.piece
    if not part:
        return view.either("您说的配件", "that part")
    return view.either(part, f"the {part}")
