"""Each matter, and each question of ours that does something, is declared once and whole."""

from __future__ import annotations

import pytest

from actions.deeds.registering import named
from actions.matters.about import OurQuestion
from actions.matters.registry import ABOUT, DEEDS, INTENT_OF, MATTERS, QUESTIONS
from actions.memory import Asked
from actions.registry import ANSWERS
from careline.core.remedies import RemedyKind
from careline.core.routing import TOPIC_OF
from tests.talking import wording
from understanding.condition_words import Then
from understanding.deeds import Verb
from understanding.reading import read
from understanding.taxonomy import Matter

pytestmark = pytest.mark.unit

OF_THE_TALK = {
    Asked.IDENTIFY, Asked.WHEN_CONVENIENT, Asked.CHOOSE_ORDER, Asked.SUGGESTION, Asked.REPHRASE, Asked.ANYTHING_ELSE,
    Asked.RATING_WORDS,
}  # fmt: skip
"""Questions of ours that are about no order: nothing is registered after a yes to them."""


def test_every_matter_is_declared_and_has_answers() -> None:
    assert set(MATTERS) == set(Matter) - {Matter.OPEN}
    assert set(ABOUT) == set(Matter)


def test_every_question_of_ours_is_declared_once_or_is_about_the_talk() -> None:
    declared = [one.asked for about in ABOUT.values() for one in about.questions]
    assert len(declared) == len(set(declared))
    assert set(QUESTIONS) == set(Asked) - OF_THE_TALK
    assert set(declared) == set(QUESTIONS) - {Asked.CONFIRM_DEED}


def test_every_question_is_declared_by_the_matter_that_it_is_about() -> None:
    for matter, about in ABOUT.items():
        assert {one.matter for one in about.questions} <= {matter, None}


def test_no_two_deeds_have_one_name() -> None:
    assert sum(len(about.deeds) for about in ABOUT.values()) == len(DEEDS)
    for matter, about in ABOUT.items():
        assert {deed.matter for deed in about.deeds} <= {matter}


def test_every_intent_is_of_one_matter_and_has_an_action_with_a_topic() -> None:
    intents = [intent for about in ABOUT.values() for intent in about.intents]
    assert len(intents) == len(set(intents))
    of_an_order = {intent for intent, one in ANSWERS.items() if one.topic} & set(TOPIC_OF)
    assert of_an_order <= set(intents)
    assert {*intents, *INTENT_OF.values()} <= set(ANSWERS)


def test_a_story_is_told_by_the_action_of_a_topic() -> None:
    assert {about.matter for about in ABOUT.values() if about.opens} <= set(INTENT_OF)
    assert set(INTENT_OF.values()) <= set(TOPIC_OF)


def test_a_wish_behind_our_question_is_one_of_its_matter() -> None:
    for question in QUESTIONS.values():
        if question.wish:
            assert question.matter is not None
            assert question.wish in ABOUT[question.matter].intents
            assert question.in_few_words
        assert question.echoes | question.covers <= set(ANSWERS)


def test_what_asks_in_full_is_worded_and_asks_one_thing() -> None:
    in_full = [name for question in QUESTIONS.values() for name in question.in_full]
    assert set(in_full) <= set(wording())
    assert len(in_full) == len(set(in_full))


@pytest.mark.parametrize("question", [one for one in QUESTIONS.values() if one.in_full], ids=lambda one: one.asked)
def test_what_is_asked_again_in_few_words_is_about_the_same_goods(question: OurQuestion) -> None:
    assert question.in_few_words is not None
    short = question.in_few_words({"goods": "龙井茶", "variant": "红色", "amount": "20 元"})
    assert short.values["goods"] == "龙井茶"
    assert short.response not in question.in_full


def test_every_deed_that_words_have_a_verb_for_is_asked_about_by_one_matter() -> None:
    by_verb: dict[Verb, set[Matter | None]] = {}
    for question in QUESTIONS.values():
        if question.verbs:
            by_verb.setdefault(question.verbs, set()).add(question.matter)
    assert set(by_verb) == set(Verb)
    assert all(len(matters) == 1 for matters in by_verb.values())


def test_a_yes_under_a_condition_comes_to_one_thing() -> None:
    thens = [question.then for question in QUESTIONS.values() if question.then]
    assert len(thens) == len(set(thens))
    assert set(thens) == set(Then) - {Then.COMPLAINT}


def test_what_is_done_for_a_part_of_the_goods_waits_and_costs_something() -> None:
    for question in QUESTIONS.values():
        assert not question.of_items or (question.waits and not question.costs_nothing)


def test_whatever_words_take_back_has_something_to_take_back() -> None:
    taken_back = {
        deed for words in ("不退了", "不用补发了", "地址不用改了", "不用赔了") for deed in read(words).taken_back or ()
    }
    assert taken_back
    for deed in taken_back:
        assert any(question.kinds for question in QUESTIONS.values() if question.verbs is deed)


@pytest.mark.parametrize("kind", RemedyKind)
def test_whatever_is_registered_has_a_name_in_a_sentence(kind: RemedyKind) -> None:
    assert named(kind, "zh-CN") != named(kind, "en")
