"""What the law of each market wants said, held against what the voice says. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from callouts.script import SCRIPTS
from careline.core.phrases import digit_by_digit
from careline.core.rules import ShopRules


def undone(rules: ShopRules) -> list[str]:
    """Which duties of which market's rules the script does not fulfil: place, key and reason of each."""
    markets = {market.name: market for market in (*rules.contact.markets, rules.contact.elsewhere)}
    faults = []
    for market in markets.values():
        for language, says in market.says.items():
            greeting = SCRIPTS[language].greeting.lower()
            for key in ("disclosure", "identity", "opt_out"):
                words: str = getattr(says, key)
                if words.lower() not in greeting:
                    faults.append(f"{says.where}: says.{language}.{key}: the greeting does not hold {words!r}")
    return faults


def number_named(rules: ShopRules, regions: Iterable[str], language: str) -> str:
    """The sentence that names our number where the law of one of these regions wants it; "" where none does."""
    known = rules.names.get(language)
    wanted = next((words for region in regions if (words := rules.says(region, language).call_back)), "")
    if not wanted or not known:
        return ""
    return wanted.format(number=digit_by_digit(known.call_back.removeprefix("+"), language))
