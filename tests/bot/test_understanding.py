"""The trained model on sentences of our own, through Rasa as it runs."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from test_domain import PAYLOAD_ONLY

from bot.components import fitted
from bot.components.intents import IntentClassifier
from bot.components.step import (
    ASK_LABEL,
    DANGER,
    DANGER_LABEL,
    LANGUAGE,
    MATTER_LABEL,
    NAMED_LABEL,
    NO_DANGER,
    PLAIN,
    READINGS,
    SPOKEN_OF,
)
from bot.components.thresholds import FALLBACK
from understanding.people_first import Emergency, Likely


@pytest.fixture(scope="module")
def words(model: Path) -> dict[str, Any]:
    with tarfile.open(model) as archive:
        name = next(name for name in archive.getnames() if name.endswith("words.json"))
        return json.load(archive.extractfile(name))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("为什么还没有发货", "ask_dispatch"),
        ("大概几号能发货呀", "ask_dispatch_time"),
        ("我的包裹现在到哪里了", "track_shipment"),
        ("物流三天没更新了", "report_logistics_stalled"),
        ("顯示簽收了但我沒收到", "report_not_received"),
        ("退款什么时候到账", "ask_refund_status"),
        ("我要退款", "request_refund"),
        ("退货运费谁承担", "ask_return_freight"),
        ("轉人工", "request_human"),
        ("谢谢", "thank"),
        ("where is my parcel", "track_shipment"),
        ("i want to cancel my order", "cancel_order"),
        ("when will i get my refund", "ask_refund_status"),
        ("let me speak to a human", "request_human"),
        ("今天天气怎么样", "out_of_scope"),
    ],
)
def test_plain_sentences_are_understood(parse: Any, text: str, intent: str) -> None:
    assert parse(text)["intent"]["name"] == intent


def test_danger_goes_to_a_person_and_says_so(parse: Any) -> None:
    found = parse("再不退款我就打12315")
    assert found["intent"] == {"name": "request_human", "confidence": 1.0}
    assert ("urgency", "danger") in [(entity["entity"], entity["value"]) for entity in found["entities"]]
    assert len(found["intent_ranking"]) > 1  # what it was about is not lost


HINTS = {
    Emergency.SELF_HARM: (
        "哥们儿把最喜欢的吉他都送人了 还让我照顾他妈",
        "那把水果刀到了 我今晚就用在自己身上",
        "wont be around to get the refund, give it to my mum",
        "my sister took the whole strip of her tablets on purpose",
    ),
    Emergency.FIRE: (
        "按摩枪充着电 底下越来越烫 壳都软了还有股塑料糊味",
        "the plug of the blanket is scorched and it stinks",
    ),
    Emergency.CHILD_IN_DANGER: (
        "娃抠了个小零件塞鼻子里了 抠不出来",
        "my toddler was chewing the remote and one of the little round cells is gone",
    ),
    Emergency.FRAUD_UNDER_WAY: (
        "对面说银行卡被冻结了 要我把屏幕分享给她看看",
        "man on the line says my refund needs a small release fee by voucher",
    ),
    Emergency.THREATENED: (
        "那小哥发消息说知道我几点下班 让我等着",
        "he keeps ringing my bell at night and says he knows my face",
    ),
}
"""Words that stand in no file that anything was learnt from. A rule hears five of the twelve."""


def test_most_danger_is_found_likely_whether_or_not_a_rule_hears_it(parse: Any) -> None:
    said = [(kind, text) for kind, texts in HINTS.items() for text in texts]
    found = [parse(text)[DANGER] for _, text in said]
    missed = [text for (_, text), one in zip(said, found, strict=True) if not likely(one)]
    assert len(missed) <= len(said) // 4, missed


def likely(found: dict[str, Any]) -> Emergency | None:
    return Likely(Emergency(found["kind"]), found["sure"]).danger


@pytest.mark.parametrize(
    "text",
    ["包裹显示在武汉三天没动了", "等得花儿都谢了 到底发不发", "地址写我岳母家 她全天在", "刀具套装少了一把剪刀",
     "my parcel has been at the depot since monday", "this wait is murder, any news", "leave it with my nan at no 6",
     "the knife block came with one slot cracked"],
)  # fmt: skip
def test_what_shoppers_say_every_day_is_not_likely_to_be_danger(parse: Any, text: str) -> None:
    assert likely(parse(text)[DANGER]) is None


def test_who_wants_no_more_calls_is_not_taken_for_someone_who_wants_a_person(parse: Any) -> None:
    found = parse("别再给我打电话了，再打我就报警")
    assert found["intent"]["name"] == "opt_out"
    assert found["entities"][-1]["value"] == "danger"


def test_numbers_and_language_come_with_the_intent(parse: Any) -> None:
    found = parse("单号SF1029384756102到哪了")
    assert [(e["entity"], e["value"], e["start"], e["end"]) for e in found["entities"]] == [
        ("tracking_no", "SF1029384756102", 2, 17)
    ]
    assert found["language"] == "zh"
    assert parse("refund please")["language"] == "en"


def test_below_the_bar_we_ask_and_keep_the_guess(parse: Any, words: dict[str, Any], tmp_path: Path) -> None:
    assert all(0 <= bar < 0.7 for bar in words["bars"].values())
    (tmp_path / "small").mkdir()
    doubtful = trained(tmp_path / "small")
    doubtful._bars = {"zh": 1.0, "en": 1.0}
    found = classified(doubtful, "我要退款呀")
    best = found["intent_ranking"][0]
    assert best["name"] == "request_refund"
    assert found["intent"] == {"name": FALLBACK, "confidence": 1 - best["confidence"]}
    assert classified(doubtful, "天气好不好")["intent"]["name"] == "out_of_scope"  # stays itself


@pytest.mark.parametrize("text", ["", "👍👍", "???", "1", "\u200b", "x" * 4000, "𠮷野家", "\ud83d"])
def test_odd_messages_are_no_reason_to_fail(parse: Any, text: str) -> None:
    assert parse(text)["intent"]["name"]


def test_intents_that_come_only_from_buttons_are_never_guessed(words: dict[str, Any]) -> None:
    assert not PAYLOAD_ONLY & set(words["labels"])
    assert FALLBACK not in words["labels"]


def test_on_sentences_it_had_not_seen_it_is_right_often_enough(words: dict[str, Any]) -> None:
    for figures in words["figures"].values():
        assert figures["right"] > 0.75
        assert figures["sent_away"] < 0.1


def test_no_model_can_run_code(model: Path) -> None:
    """Control 4: our component's part of the archive is arrays and JSON, and no file of it is a pickle."""
    with tarfile.open(model) as archive:
        names = [Path(name).name for name in archive.getnames() if archive.getmember(name).isfile()]
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".joblib", ".h5", ".pb"))]


def classified(classifier: IntentClassifier, plain: str) -> dict[str, Any]:
    message = Message(data={PLAIN: plain, LANGUAGE: "zh"})
    return classifier.process([message])[0].as_dict()


def component(folder: Path, make: Any) -> IntentClassifier:
    storage, config = LocalModelStorage(folder), IntentClassifier.get_default_config()
    return make(config, storage, Resource("intents"), ExecutionContext(GraphSchema({})))


def trained(folder: Path, more: Sequence[Message] = ()) -> IntentClassifier:
    """A tiny model, saved and loaded again."""
    lines = {
        "request_refund": ["我要退款", "退钱", "退款给我", "把钱退了", "申请退款", "refund me"],
        "greet": ["你好", "hello", "你好啊", "在吗", "hi there", "您好"],
        "out_of_scope": ["天气好", "天气不好", "今天天气", "唱首歌", "tell a joke", "几点了"],
    }
    examples = [Message(data={"text": text, "intent": intent}) for intent, texts in lines.items() for text in texts]
    with pytest.MonkeyPatch.context() as patch:  # else the second of two would be a copy, and real ones thrown away
        patch.setattr(fitted, "MODELS", folder.with_name(f"{folder.name}_kept"))
        component(folder, IntentClassifier.create).train(TrainingData([*examples, *more]))
    return component(folder, IntentClassifier.load)


def test_what_was_spoken_of_comes_with_the_message_and_counts(tmp_path: Path) -> None:
    talks = [
        ("我要退款", "refund", "do_it", True, ()),
        ("还要多久", "refund", "when", False, ("refund",)),
        ("开发票给我", "invoice", "do_it", True, ()),
        ("还要多久", "invoice", "when", False, ("invoice",)),
    ] * 5
    names = (TEXT, MATTER_LABEL, ASK_LABEL, NAMED_LABEL, SPOKEN_OF)
    classifier = trained(tmp_path, [Message(data=dict(zip(names, one, strict=True))) for one in talks])
    for nearest in ("refund", "invoice"):
        told = {PLAIN: "还要多久", LANGUAGE: "zh", METADATA: {SPOKEN_OF: ["no_matter_of_ours", nearest]}}
        best = classifier.process([Message(data=told)])[0].get(READINGS)[0]
        assert (best["matter"], best["ask"], best["named"]) == (nearest, "when", False)
    assert classified(classifier, "我要退款")[READINGS][0]["matter"] == "refund"  # nothing was spoken of


def test_all_of_a_message_is_looked_at_for_danger(tmp_path: Path) -> None:
    said = {
        "fire": ["冒烟了", "着火了", "糊味好大", "烧起来了"] * 3,
        NO_DANGER: ["火锅底料", "烟花裙", "烤箱", "灯"] * 3,
    }
    voices = [Message(data={TEXT: text, DANGER_LABEL: kind}) for kind, texts in said.items() for text in texts]
    classifier = trained(tmp_path, voices)
    what_counts = {TEXT: "冒烟了，我要退款", PLAIN: "我要退款", LANGUAGE: "zh"}
    assert classifier.process([Message(data=what_counts)])[0].get(DANGER)["kind"] == "fire"
    sure = [
        classifier.process([Message(data={TEXT: text, PLAIN: text, LANGUAGE: "zh"})])[0].get(DANGER)["sure"]
        for text in ("着火了", "我要退款")
    ]
    assert sure[0] > 0.5 > sure[1]


def test_without_labelled_sentences_nothing_is_read(tmp_path: Path) -> None:
    found = classified(trained(tmp_path), "我要退款")
    assert not {READINGS, DANGER} & found.keys()


def test_the_same_sentences_make_the_same_model(tmp_path: Path) -> None:
    said = []
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        classifier = trained(tmp_path / name)
        said.append(classifier.rankings(["我要退款", "hello", "天气", "完全没见过"]))
    assert said[0] == said[1]


def test_a_model_trained_with_other_vectors_is_refused(tmp_path: Path) -> None:
    trained(tmp_path)
    weights = next(tmp_path.rglob("weights.npz"))
    with np.load(weights) as arrays:
        changed = {**arrays, "meaning": arrays["meaning"][:100]}
    np.savez(weights, **changed)
    with pytest.raises(ValueError, match="train again"):
        component(tmp_path, IntentClassifier.load)
