"""What short words say about our pushing, and whom they mean by it."""

from __future__ import annotations

import pytest

from understanding.reading import read
from understanding.urge_words import Pushing

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("麻烦再催一催", Pushing.WISH),
        ("能给催一下不", Pushing.WISH),
        ("催下商家行不行 谢谢", Pushing.WISH),
        ("could you push them a bit", Pushing.WISH),
        ("你们不是说催过了吗", Pushing.DONE),
        ("催了没有", Pushing.DONE),
        ("you said you chased it", Pushing.DONE),
        ("最迟几点给我回复", Pushing.ANSWER),
        ("多久能有个说法", Pushing.ANSWER),
        ("when will I hear from you", Pushing.ANSWER),
        ("先别催了", None),
        ("不用催", None),
        ("please don't chase them", None),
        ("怎么还不发，催一下", None),
        ("催一下，现在到哪了", None),
        ("到哪了", None),
        ("催" + "一下这件事情真的很急" * 3, None),
    ],
)
def test_what_is_said_about_pushing(text: str, about: Pushing | None) -> None:
    assert read(text).pushing is about


@pytest.mark.parametrize(("text", "named"), [("催一下快递", True), ("chase the Courier", True), ("催一下钱", False)])
def test_the_parcel_is_pushed_where_it_is_named(text: str, *, named: bool) -> None:
    assert read(text).says("parcel_named") is named
