"""The network that reads in context, and the reader around it, on a dozen lines and without the sentence encoder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.components import in_context
from bot.components.in_context import Example, Network
from bot.components.reader import Labelled, Reader, fitting
from bot.components.step import ASKS, MATTERS, READINGS
from bot.components.vectors import CharTfidf

SAID = [
    ("我要退款", Labelled("refund", "do_it", True, ())),
    ("退款到哪里", Labelled("refund", "where_to", True, ("return",))),
    ("退款多久到", Labelled("refund", "when", True, ())),
    ("还要多久", Labelled("refund", "when", False, ("refund",))),
    ("给谁的", Labelled("refund", "who", False, ("refund",))),
    ("开一张发票", Labelled("invoice", "do_it", True, ())),
    ("发票怎么开", Labelled("invoice", "how", True, ("refund",))),
    ("发票多久到", Labelled("invoice", "when", True, ())),
    ("还要多久", Labelled("invoice", "when", False, ("invoice", "refund"))),
    ("给谁的", Labelled("invoice", "who", False, ("invoice",))),
    ("多少钱", Labelled("open", "how_much", True, None)),  # from data/asks: nobody wrote what came before
    ("退款多少", Labelled("refund", "how_much", True, None)),
] * 4
TEXTS, LABELS = [text for text, _ in SAID], [label for _, label in SAID]
SIGNS = CharTfidf.fit(TEXTS)
CONFIG = {"head_strength": 10.0, "head_steps": 40, "width": 16, "rounds": 300}


def rows(*texts: str) -> tuple[csr_matrix, np.ndarray]:
    """Features as the classifier makes them; the two columns of meaning say nothing."""
    return SIGNS.transform(list(texts)), np.zeros((len(texts), 2), dtype=np.float32)


def learnt(said: list[Labelled]) -> Reader:
    with ThreadPoolExecutor(1) as pool:
        network, matters, asks = fitting(pool, *rows(*TEXTS), said, CONFIG)
        return Reader(matters.result(), asks.result(), network.result())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return learnt(LABELS)


def best(reader: Reader, spoken_of: list[str], *texts: str) -> list[tuple[str, str]]:
    """The likeliest matter and ask of each text."""
    return [(read[READINGS][0]["matter"], read[READINGS][0]["ask"]) for read in reader.read(*rows(*texts), spoken_of)]


def test_the_same_lines_give_the_same_weights(reader: Reader) -> None:
    once, again = reader.arrays(), learnt(LABELS).arrays()
    assert all(np.array_equal(once[name], again[name]) for name in Reader.names())
    assert len(np.unique(once["network_hidden"])) > 1  # it learnt something


@pytest.mark.parametrize("words", ["还要多久", "给谁的"])
@pytest.mark.parametrize("nearest", ["refund", "invoice"])
def test_a_follow_up_is_about_what_was_spoken_of(reader: Reader, words: str, nearest: str) -> None:
    further = "invoice" if nearest == "refund" else "refund"
    ((matter, ask),) = best(reader, [nearest, further], words)
    assert (matter, ask) == (nearest, "when" if words == "还要多久" else "who")
    assert not reader.read(*rows(words), [nearest])[0][READINGS][0]["named"]


def test_the_network_alone_follows_what_was_spoken_of(reader: Reader) -> None:
    found, _ = reader.network.probabilities(*rows("还要多久", "还要多久"), [("refund",), ("invoice",)])
    assert [in_context.MATTERS[place] for place in found.argmax(axis=1)] == ["refund", "invoice"]


@pytest.mark.parametrize("spoken_of", [[], ["refund"], ["invoice", "refund"]])
def test_words_that_name_a_matter_keep_it(reader: Reader, spoken_of: list[str]) -> None:
    assert best(reader, spoken_of, "退款多久到", "发票多久到") == [("refund", "when"), ("invoice", "when")]
    assert reader.read(*rows("退款多久到"), spoken_of)[0][READINGS][0]["named"]


def test_what_one_clause_is_about_was_spoken_of_for_the_next(reader: Reader) -> None:
    whole, *clauses = best(reader, ["refund"], "开一张发票还要多久", "开一张发票", "还要多久")
    assert clauses == [("invoice", "do_it"), ("invoice", "when")]
    assert whole[0] == "invoice"


def test_the_message_as_a_whole_is_nothing_that_was_spoken_of_before_its_clauses(reader: Reader) -> None:
    """Else a whole that is read as an invoice would lead the clause before the invoice astray."""
    assert best(reader, ["refund"], "开一张发票", "还要多久")[1] == ("refund", "when")


def test_guesses_are_probabilities_and_readings_stand_by_likelihood(reader: Reader) -> None:
    of_matters, of_asks = reader.network.probabilities(*rows("还要多久", "未知"), [(), ("price",)])
    assert np.allclose(of_matters.sum(axis=1), 1)
    assert np.allclose(of_asks.sum(axis=1), 1)
    (read,) = reader.read(*rows("还要多久"), ["refund"])
    for guesses in (read[MATTERS], read[ASKS]):
        sure = [guess["confidence"] for guess in guesses]
        assert sure == sorted(sure, reverse=True)
        assert 0 < sum(sure) <= 1 + 1e-6
    pairs = [(one["matter"], one["ask"]) for one in read[READINGS]]
    assert len(set(pairs)) == len(pairs)
    assert "open" not in [matter for matter, _ in pairs]  # a reading always says what it is about


def test_an_ask_that_goes_with_a_matter_weighs_more(reader: Reader) -> None:
    def pair(matter: str, ask: str) -> float:
        return float(reader.network.pairs[in_context.MATTERS.index(matter), in_context.ASKS.index(ask)])

    assert pair("refund", "where_to") > 0 > pair("invoice", "where_to")
    assert np.isfinite(reader.network.pairs).all()  # never seen is rare, not impossible


def test_what_is_saved_reads_as_before(reader: Reader, tmp_path: Path) -> None:
    np.savez(tmp_path / "weights.npz", **reader.arrays())
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        loaded = Reader.from_arrays({name: arrays[name] for name in Reader.names()}, reader.labels)
    assert loaded.labels == reader.labels
    assert isinstance(loaded.network, Network)
    texts = list(dict.fromkeys(TEXTS))
    for spoken_of in ([], ["refund"], ["invoice", "refund", "price", "person"]):
        assert best(loaded, spoken_of, *texts) == best(reader, spoken_of, *texts)
        before, after = (one.read(*rows(*texts), spoken_of) for one in (reader, loaded))
        assert [one[READINGS][0]["sure"] for one in after] == pytest.approx(
            [one[READINGS][0]["sure"] for one in before], abs=0.01
        )


@pytest.mark.parametrize(
    "example",
    [
        Example("weather", "when", ()),
        Example("refund", "wonder", ()),
        Example("refund", "when", ("weather",)),
        Example("open", "when", ("refund",)),  # in a talk the matter is known
    ],
)
def test_labels_that_are_not_in_the_taxonomy_are_refused(example: Example) -> None:
    with pytest.raises(ValueError, match="is not in list"):
        in_context.fit(*rows("还要多久"), [example], width=4, rounds=1)
