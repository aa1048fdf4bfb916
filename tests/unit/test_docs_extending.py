"""The tutorial adds a matter that works, in the files that it names."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

from actions.matters.about import About
from actions.matters.registry import ABOUT
from tests.factories import order, parcel
from tests.views import remedy, view
from understanding.context import Question
from understanding.taxonomy import Ask, Matter

pytestmark = pytest.mark.unit

TUTORIAL = (Path(__file__).resolve().parents[2] / "docs" / "extending.md").read_text("utf-8")
STEPS = TUTORIAL.partition("\nThen **tests**")[0]


@pytest.fixture(scope="module")
def story() -> About:
    """The module of the tutorial; its matter is none of ours, so it stands in for the one that nobody answers."""
    (code,) = re.findall(r"```python\n(.*?)```", TUTORIAL, re.DOTALL)
    names: dict[str, Any] = {}
    exec(
        textwrap.dedent(code).replace("Matter.GIFT_WRAP", "Matter.OPEN").replace("Enquiry.GIFT_WRAP", "'gift_wrap'"),
        names,
    )
    found = names["ABOUT"]
    assert isinstance(found, About)
    return found


def asked(story: About, ask: Ask, **given: Any) -> Any:
    return story.cells[ask](view(order(**given)), Question(Matter.OPEN, ask, 0.9, 0.9, named=True))


def test_a_matter_takes_five_files_at_most() -> None:
    named = re.findall(r"`((?:understanding|data|actions|bot)/[\w./]+)`", STEPS)
    new_or_changed = {path for path in named if path not in {"data/talks", "bot/talks.py"} and "details" not in path}
    assert len(new_or_changed) <= 5
    for path in new_or_changed:
        assert "gift_wrap" in path or (Path(__file__).resolve().parents[2] / path).exists(), path


def test_what_has_not_left_can_be_wrapped_after_a_yes(story: About) -> None:
    found = asked(story, Ask.MAY_I)
    assert found.offer.keep == {"deed": story.deeds[0].name}
    assert [one.response for one in found.says] == ["utter_gift_wrap_possible"]


def test_what_has_left_cannot(story: About) -> None:
    found = asked(story, Ask.DO_IT, parcels=(parcel(),))
    assert found.offer is None
    assert [one.response for one in found.says] == ["utter_gift_wrap_too_late"]


def test_its_deed_is_registered_and_told(story: About) -> None:
    (wrap,) = story.deeds
    seen = view(order(), "包成礼物吧")
    assert not wrap.refused(seen, {})
    assert "包成礼物吧" in wrap.wished(seen, {}).details["text"]
    assert wrap.told(seen, remedy(seen.order, wrap.kind))


def test_its_names_are_still_free(story: About) -> None:
    assert {deed.name for deed in story.deeds}.isdisjoint(deed.name for one in ABOUT.values() for deed in one.deeds)
