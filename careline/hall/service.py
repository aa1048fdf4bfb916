"""The service guarantee hall: which protections a consumer holds on every order, and every contact we made."""

from __future__ import annotations

from datetime import datetime

from careline.cases.service import open_blocks_of
from careline.dialogue.shown import contacts_shown
from careline.hall.views import HallCustomer, HallShown, hall_order
from careline.store.database import Database
from careline.store.orders import load_customer, orders_of

MOST_ORDERS = 200


class Hall:
    """Reading only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def show(self, customer_id: str, language: str | None, now: datetime) -> HallShown:
        """Everything of this consumer, the newest order first; empty for one of whom the shop has told us nothing.

        Without a language it is the consumer's own.
        """
        async with self._database.begin() as tx:
            customer = await load_customer(tx, customer_id)
            if customer is None:
                return HallShown(customer=HallCustomer(name=""), orders=[], contacts=[])
            spoken = language or customer.locale
            blocks = await open_blocks_of(tx, customer_id)
            return HallShown(
                customer=HallCustomer(name=customer.name),
                orders=[
                    hall_order(order, blocks, now, spoken) for order in await orders_of(tx, customer_id, MOST_ORDERS)
                ],
                contacts=await contacts_shown(tx, customer_id, spoken),
            )
