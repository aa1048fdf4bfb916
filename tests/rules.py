"""The shop rules for tests: as they ship, and with single figures changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from careline.core.rules import ShopRules
from careline.shop_rules import load_rules
from tests.factories import NOW

RULES = load_rules("standard", NOW.date().replace(day=30))
DEMO = load_rules("demo", NOW.date().replace(day=30))


def rules_with(rules: ShopRules = RULES, /, **sections: dict[str, Any]) -> ShopRules:
    """`rules_with(promises={"dispatch": timedelta(hours=24)})`: the standard rules, but for these figures."""
    return replace(rules, **{name: replace(getattr(rules, name), **figures) for name, figures in sections.items()})


OPEN_HANDED = rules_with(
    remedies=dict.fromkeys(
        ("assistant", "agent", "consumer_per_day", "consumer_per_month", "merchant_per_day"),
        RULES.remedies.shop_per_day,
    )
)
"""Nobody is asked to approve an ordinary sum."""
