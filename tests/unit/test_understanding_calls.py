"""In which mood somebody picks up the phone."""

from __future__ import annotations

import pytest

from understanding.details import calls
from understanding.reading import Reading, read

pytestmark = pytest.mark.unit


def mood(said: Reading) -> set[str]:
    return {detail for detail in calls.DETAILS if said.says(detail)}


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("我在开会", {"busy_now"}),
        ("这会儿走不开，八点再打", {"busy_now", "calling_named"}),
        ("it's not a good time, try after six", {"busy_now", "calling_named"}),
        ("又是骗子吧，我才不信，挂了", {"doubts_us", "hangs_up"}),
        ("how do I know it's really you", {"doubts_us"}),
        ("不感兴趣，别烦我", {"wants_nothing"}),
        ("leave me alone. goodbye", {"wants_nothing", "hangs_up"}),
        ("喂，你好", set()),
        ("yes, speaking", set()),
    ],
)
def test_the_mood_is_in_the_words(text: str, signs: set[str]) -> None:
    assert mood(read(text)) == signs
