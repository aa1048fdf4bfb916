"""What actions are given: nothing else reaches them from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from careline.core.rules import ShopRules
from careline.platform.port import Platform
from careline.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """`clock` gives the present instant in UTC; `shop_name` is what the bot calls the shop it works for.

    `rules` are the shop's figures, the same for a process's whole life. `platform` None: nobody says what is in stock.
    """

    database: Database
    clock: Callable[[], datetime]
    shop_name: str
    rules: ShopRules
    platform: Platform | None = None

    def shop(self, language: str) -> str:
        """The shop's name as it is written in this language."""
        return self.rules.shop_in(language, self.shop_name)

    def spoken_shop(self, language: str) -> str:
        """The shop's name as the voice of a call says it in this language."""
        return self.rules.spoken_in(language, self.shop_name)
