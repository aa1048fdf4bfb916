"""Adding sentences to training files: exactly these sentences more, and not one other byte."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careline.core.privacy.redaction import one_line, redact
from careline.insights.nlu_files import NluFileError, plain, sentences, with_added

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
FILE = """# Refunds: what is said of money.
version: "3.1"
nlu:
- intent: request_refund  # the wish
  examples: |
    - 退钱
    - 订单[20260712884501](order_no)退款

# and where it is
- intent: ask_refund_status
  examples: |
    - 退款到哪了
    - where's my money
"""

GREET = "nlu:\n- intent: greet\n  examples: |\n    - hi\n"


def test_a_sentence_goes_to_the_end_of_its_intents_block() -> None:
    after = with_added(FILE, {"request_refund": ["钱退我"], "ask_refund_status": ["money?", "还没到"]})
    assert after == FILE.replace("退款\n\n#", "退款\n    - 钱退我\n\n#") + "    - money?\n    - 还没到\n"


@pytest.mark.parametrize("file", [FILE.rstrip("\n"), FILE.replace("\n", "\r\n"), FILE.replace("    - ", "        - ")])
def test_a_file_keeps_its_line_ends_and_its_indent(file: str) -> None:
    after = with_added(file, {"ask_refund_status": ["还没到"]})
    assert after.startswith(file.rstrip("\r\n"))
    assert after.count("\r") == after.count("\n") * ("\r" in file)
    assert sentences(after)["ask_refund_status"][-1] == "还没到"


@given(st.lists(st.text(min_size=1, max_size=30), max_size=4))
def test_any_text_once_redacted_is_read_back_as_it_is_and_leaves_all_others_alone(said: list[str]) -> None:
    added = [kept for text in said if (kept := redact(text).text)]
    after = with_added(FILE, {"request_refund": added})
    read = {block["intent"]: block["examples"].split("\n") for block in yaml.safe_load(after)["nlu"]}
    before = {block["intent"]: block["examples"].split("\n") for block in yaml.safe_load(FILE)["nlu"]}
    assert read["ask_refund_status"] == before["ask_refund_status"]
    assert read["request_refund"] == [*before["request_refund"][:-1], *(f"- {text}" for text in added), ""]
    assert with_added(FILE, {}) == FILE


@pytest.mark.parametrize(
    "hostile", ["", "a\n- intent: x", "a\n    - b", "[x](y)", "- x", " x", "x\t", "a\u2028b", "a\x00"]
)
def test_what_is_not_one_plain_line_is_refused(hostile: str) -> None:
    with pytest.raises(NluFileError):
        with_added(FILE, {"request_refund": [hostile]})


@pytest.mark.parametrize("text", ["a: b: c", "nlu: 3", "version: 1", "- x", "nlu:\n- intent: [", "nlu:\n- 3\n", "\x00"])
def test_what_is_no_training_file_is_refused(text: str) -> None:
    with pytest.raises(NluFileError):
        sentences(text)


def test_an_intent_the_file_has_not_got_is_refused() -> None:
    with pytest.raises(NluFileError, match="ask_invoice"):
        with_added(FILE, {"ask_invoice": ["发票"]})


def test_a_sentence_that_looks_like_an_intent_misleads_nobody() -> None:
    after = with_added(FILE, {"request_refund": ["intent: ask_refund_status", "examples: |"]})
    again = with_added(after, {"ask_refund_status": ["还没到"]})
    assert again == after + "    - 还没到\n"


def test_lists_that_are_indented_and_lookup_tables_between_are_fine() -> None:
    text = "nlu:\n  - intent: greet\n    examples: |\n      - hi\n  - lookup: city\n    examples: |\n      - Ulm\n"
    assert with_added(text, {"greet": ["ho"]}) == text.replace("- hi\n", "- hi\n      - ho\n")


def test_of_two_blocks_of_an_intent_the_last_is_added_to() -> None:
    text = FILE + "- intent: request_refund\n  examples: |\n    - money back\n"
    assert with_added(text, {"request_refund": ["cash"]}) == text + "    - cash\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{GREET}- intent: deny\n  metadata: |\n    - intent: greet\n      examples: |\n        - no\n",
        "nlu:\n- intent: greet\n  examples: |\n",
        "nlu:\n- intent: greet\n  examples: ['- hi']\n",
        'nlu:\n- intent: greet\n  examples: "- hi\\n\n    - ho"\n',
    ],
)
def test_another_layout_is_refused_rather_than_damaged(text: str) -> None:
    with pytest.raises(NluFileError):
        with_added(text, {"greet": ["hello"]})


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "nlu").glob("*.yml")), ids=lambda path: path.stem)
def test_every_file_of_ours_can_be_added_to(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    intents = list(sentences(text))
    after = with_added(text, {intent: [f"{intent} 一句"] for intent in intents})
    assert len(after) - len(text) == sum(len(f"    - {intent} 一句\n") for intent in intents)


def test_marks_of_entities_are_no_part_of_a_sentence() -> None:
    assert plain('单号[2026](order_no)和[a]{"entity": "x"}') == "单号2026和a"
    assert one_line("单号[2026](order_no)") == "单号［2026］(order_no)"
