"""What a shop has in stock, asked before a turn holds anything.

A turn is one transaction, which holds the conversation and, once something was wished in it, the caps that all wishes
are counted by. So nobody is asked over the network inside: an answer that lacks the stock is given up, the shop is
asked, and the turn is answered anew with what it said.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from careline.platform.port import LookUpError, Platform, Variant

_SECONDS = 1.5
"""The consumer waits as long, and the shop is asked once a turn about each thing."""


class ShopUnaskedError(Exception):
    """The shop has to be asked about this item of an order first."""

    def __init__(self, order_id: str, sku: str) -> None:
        super().__init__(ShopUnaskedError.__doc__)
        self.about = order_id, sku


@dataclass(slots=True)
class Stock:
    """What the shop has said in this turn. `platform` None: there is nobody to ask."""

    platform: Platform | None
    _told: dict[tuple[str, str], tuple[Variant, ...] | None] = field(default_factory=dict)

    def variants(self, order_id: str, sku: str) -> tuple[Variant, ...] | None:
        """What there is instead of this item; None where nobody can say, or did not in time.

        Raises ShopUnaskedError where the shop has not been asked yet.
        """
        if self.platform is None:
            return None
        if (order_id, sku) not in self._told:
            raise ShopUnaskedError(order_id, sku)
        return self._told[order_id, sku]

    async def ask(self, unasked: ShopUnaskedError) -> None:
        """Ask the shop, in nobody's transaction; what it does not say is noted too."""
        if self.platform is None:
            return
        try:
            async with asyncio.timeout(_SECONDS):
                self._told[unasked.about] = await self.platform.variants(*unasked.about)
        except (LookUpError, TimeoutError):
            self._told[unasked.about] = None
