import re
from dataclasses import replace
from itertools import product

import pytest

from actions.matters.answer import Deed
from actions.matters.merchant import COMPLAINT, TELL_SHOP
from actions.matters.registry import DEEDS
from careline.cases import telling
from careline.cases.remedies import Remedy
from careline.core.orders import Order
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.wording.enquiries import Enquiry
from careline.ids import new_id
from tests.factories import NOW, ahead, item, order, yuan
from tests.rows import every_row
from tests.views import delivered, view

pytestmark = pytest.mark.unit

ASKING = [
    deed
    for deed in DEEDS.values()
    if (deed.kind is RemedyKind.COMPLAINT and deed is not COMPLAINT)
    or (deed.kind is RemedyKind.URGE_MERCHANT and deed is not TELL_SHOP)
]
"""All that have a person here or the shop find something out; a complaint and a word to the shop are none."""
HAN = re.compile(r"[\u3400-\u9fff]")
SHOWN = {"zh-CN": order(), "en": order(items=(item(title="Wool coat, red M"),))}
TOLD = [RemedyState.DONE, RemedyState.REFUSED, RemedyState.FAILED, RemedyState.WITHDRAWN]


def remedy(kind: RemedyKind, state: RemedyState, language: str, code: str | None, *, full: bool) -> Remedy:
    answer = {"zh-CN": "超过了期限。", "en": "It is too late."}[language]
    return Remedy(
        remedy_id=new_id(), case_id=new_id(), order_id="o", customer_id="u", conversation_id=None, target_id=None,
        kind=kind, state=state, guarantee=None, clause=None, items=None, amount=yuan("79.00") if full else None,
        details={}, channel="app", requested_by="consumer", requested_at=NOW, approvals_needed=0, due_at=None,
        answer_code=code, answer=answer if full else None, sent_at=None, ended_at=NOW, told_at=None,
        idempotency_key="k",
    )  # fmt: skip


def assert_fit_to_be_told(text: str, language: str) -> None:
    """No gap that was not filled, no doubled or foreign punctuation, one language."""
    assert text
    assert text == text.strip()
    assert not re.search(r"[{}]|None|  |。。|\.\.|，，|，。| [，。,.]", text), text
    if language == "en":
        assert not HAN.search(text), text
    else:
        assert not re.search(r"[,;?!]|[A-Za-z]{3}", text), text


@every_row(
    ["kind", "state", "language", "code", "full"],
    [
        pytest.param(*row, id="-".join(map(str, row)))
        for row in product(RemedyKind, TOLD, ["zh-CN", "en"], [None, "agent", "evidence_never_came"], [True, False])
    ],
)
def test_every_end_of_every_remedy_is_told_in_both_languages(
    kind: RemedyKind, state: RemedyState, language: str, code: str | None, *, full: bool
) -> None:
    shown = SHOWN[language]
    due = telling.moment(shown, ahead(hours=2), NOW, language)
    text = telling.end_told(remedy(kind, state, language, code, full=full), shown, language, due)
    assert_fit_to_be_told(text, language)
    if full and (state is RemedyState.DONE or (state is RemedyState.REFUSED and code != "evidence_never_came")):
        assert {"zh-CN": "超过了期限。", "en": "t is too late."}[language] in text


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("kind", RemedyKind)
def test_what_is_late_or_accepted_is_told_with_its_time(kind: RemedyKind, language: str) -> None:
    shown, due = SHOWN[language], ahead(hours=2)
    for told in (telling.late, telling.accepted):
        text = told(kind, shown, due, NOW, language)
        assert_fit_to_be_told(text, language)
        assert "14:00" in text


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_rest_is_told_in_both_languages(language: str) -> None:
    shown: Order = SHOWN[language]
    for text in (
        telling.late_call(shown, NOW, NOW, language),
        telling.late_answer(shown, NOW, NOW, language),
        telling.silent(shown, language),
        telling.late_word(shown, {"zh-CN": "查库存", "en": "look at the stock"}[language], NOW, NOW, language),
        telling.risen(shown, NOW, NOW, language),
        telling.settled_question(shown, language).replace("？", "").replace("?", ""),
        telling.CLOSED.to(language).replace("?", ""),
        telling.THANKS.to(language),
    ):
        assert_fit_to_be_told(text, language)
    assert telling.closed_silently(shown, 7, language)
    titles = [one.title for one in telling.rating_buttons("c", language) + telling.settled_buttons("c", language)]
    assert len(set(titles)) == 7
    assert telling.signed("S", "t", "en") == "S: t"
    assert telling.signed("店", "t", "zh-CN") == "【店】t"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("state", TOLD)
@pytest.mark.parametrize("about", [*Enquiry, "appeal:17"])
def test_an_enquiry_is_never_called_a_complaint(about: str, state: RemedyState, language: str) -> None:
    asked = replace(remedy(RemedyKind.COMPLAINT, state, language, None, full=True), details={"about": about})
    told = telling.end_told(asked, SHOWN[language], language, "x" if language == "en" else "明天")
    late = telling.late(RemedyKind.COMPLAINT, SHOWN[language], NOW, NOW, language, asked.details)
    assert_fit_to_be_told(told, language)
    assert not re.search("投诉|complaint", f"{told} {late}")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_question_to_the_shop_is_answered_with_its_words_or_told_to_have_none(language: str) -> None:
    words = {"zh-CN": "保修一年", "en": "One year"}[language]
    made = remedy(RemedyKind.URGE_MERCHANT, RemedyState.DONE, language, None, full=False)
    details = {"about": "shop_question:warranty:when"}
    answered = telling.end_told(replace(made, details=details, answer=words), SHOWN[language], language, "")
    silent = telling.end_told(replace(made, details=details, answer=None), SHOWN[language], language, "")
    taken = telling.accepted(RemedyKind.URGE_MERCHANT, SHOWN[language], NOW, NOW, language, details)
    pushed = telling.end_told(replace(made, answer=None), SHOWN[language], language, "")
    for text in (answered, silent, taken):
        assert_fit_to_be_told(text, language)
    assert words in answered
    assert len({answered, silent, pushed}) == 3
    assert re.search("没写具体答案|no answer in words", silent)


@pytest.mark.parametrize("deed", ASKING)
def test_every_deed_that_asks_somebody_is_told_by_what_it_asks(deed: Deed) -> None:
    """By what it truly registers: 您的投诉我们已经处理完了 is nothing for somebody who never complained."""
    about = deed.wished(view(delivered(), "帮我问问"), {}).about
    assert telling.thing(deed.kind, {"about": about}) != telling.THING[deed.kind]


@pytest.mark.parametrize("about", ["", "shop", "words:slow", "dispatch"])
def test_a_complaint_stays_one(about: str) -> None:
    made = replace(remedy(RemedyKind.COMPLAINT, RemedyState.DONE, "en", None, full=True), details={"about": about})
    assert "complaint" in telling.end_told(made, SHOWN["en"], "en")
