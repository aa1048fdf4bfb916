"""Adding sentences to training files of Rasa, where they belong and without touching anything else. Text in, text out.

A file is YAML, whose intents hold their sentences in a literal block, one a line:

    - intent: request_refund
      examples: |
        - 退钱
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from careline.core.privacy.redaction import one_line

_INTENT = re.compile(r"""\s*- intent:\s*["']?(?P<name>[\w/-]+)["']?\s*(?:#.*)?""")
_EXAMPLES = re.compile(r"\s+examples:\s*\|[-+]?\s*(?:#.*)?")
_EXAMPLE = re.compile(r"(?P<start>\s+- )\S.*")
_MARK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


class NluFileError(ValueError):
    """A training file cannot be read, or not be added to without changing more of it."""


def sentences(text: str) -> dict[str, list[str]]:
    """Every intent of a file with its lines, as written, marks of entities included. Raises NluFileError."""
    try:
        blocks = YAML(typ="safe", pure=True).load(StringIO(text))["nlu"]
        listed = [(str(block["intent"]), str(block.get("examples") or "")) for block in blocks if "intent" in block]
    except (YAMLError, KeyError, TypeError, AttributeError) as error:
        raise NluFileError(f"not a training file: {type(error).__name__}") from None
    found: dict[str, list[str]] = {}
    for intent, examples in listed:
        lines = [line.strip()[1:].strip() for line in examples.split("\n") if line.strip()]
        found.setdefault(intent, []).extend(lines)
    return found


def plain(line: str) -> str:
    """A line without marks: 单号[20260712884501](order_no) becomes 单号20260712884501."""
    return _MARK.sub(r"\1", line)


def with_added(text: str, additions: Mapping[str, Sequence[str]]) -> str:
    """The file with these sentences at the end of their intents' blocks, and not one other byte changed.

    Raises NluFileError for an intent that the file has not got, or a sentence that is not one plain line.
    """
    for sentence in (sentence for added in additions.values() for sentence in added):
        if not sentence or sentence != one_line(sentence) or sentence.startswith("-"):
            raise NluFileError("a sentence is one plain line and begins with no hyphen")
    lines = text.split("\n")
    for intent, added in additions.items():
        last = _last_example(lines, intent)
        match = _EXAMPLE.fullmatch(lines[last])
        assert match
        ending = "\r" if lines[last].endswith("\r") else ""
        lines[last + 1 : last + 1] = [f"{match['start']}{sentence}{ending}" for sentence in added]
    after = "\n".join(lines)
    _check(text, after, additions)
    return after


def _last_example(lines: Sequence[str], intent: str) -> int:
    """Where the intent's last sentence stands. Raises NluFileError."""
    start = next((n for n in reversed(range(len(lines) - 1)) if _begins(lines, n, intent)), None)
    if start is None:
        raise NluFileError(f"the file has no block of examples of {intent}")
    deeper = len(lines[start + 1]) - len(lines[start + 1].lstrip())
    last = None
    for n in range(start + 2, len(lines)):
        match = _EXAMPLE.fullmatch(lines[n])
        if match and len(match["start"]) - len("- ") > deeper:
            last = n
        elif lines[n].strip():
            break
    if last is None:
        raise NluFileError(f"{intent} has no sentence yet that another could stand below")
    return last


def _begins(lines: Sequence[str], n: int, intent: str) -> bool:
    """Whether this line names the intent; in a sentence "intent: greet" no block of examples follows."""
    match = _INTENT.fullmatch(lines[n])
    return bool(match and match["name"] == intent and _EXAMPLES.fullmatch(lines[n + 1]))


def _check(before: str, after: str, additions: Mapping[str, Sequence[str]]) -> None:
    """Read it again as Rasa would: nothing lost, nothing moved, exactly these sentences more."""
    wanted = sentences(before)
    for intent, added in additions.items():
        wanted[intent] = [*wanted[intent], *added]
    if sentences(after) != wanted:
        raise NluFileError("the file is not laid out as ours are; add these sentences by hand")
