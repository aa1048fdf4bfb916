"""What the database says of a row that it refuses, and what of that gets into a log."""

from __future__ import annotations

import json
import logging

import pytest
from sqlalchemy.exc import IntegrityError

from careline.contacts.service import plan_sms
from careline.logs import JsonLines, places_of
from careline.store.customers import save_customers
from careline.store.database import Database
from tests.factories import NOW, customer

pytestmark = pytest.mark.store

NUMBER, TEXT = "+6591234567", "Emma, your parcel to 12 Jalan Besar is late"


@pytest.fixture
async def refused(database: Database) -> IntegrityError:
    """Of an SMS that lacks its time: PostgreSQL's own sentence quotes the whole row."""
    async with database.begin() as tx:
        await save_customers(tx, [customer()])
        with pytest.raises(IntegrityError) as refusal:
            await plan_sms(tx, "u-lin", NUMBER, TEXT, purpose="x", key="k", due_at=None, now=NOW)
    assert TEXT in str(refusal.value.orig)
    return refusal.value


def test_the_log_names_kind_and_place_and_quotes_nothing_of_the_row(refused: IntegrityError) -> None:
    about = (type(refused), refused, refused.__traceback__)
    line = JsonLines().format(logging.LogRecord("x", logging.ERROR, "x.py", 1, "step failed", None, about))
    assert TEXT not in line
    assert NUMBER not in line
    cause, error = json.loads(line)["traceback"]
    assert cause.startswith("psycopg.errors.NotNullViolation | ")
    assert error.startswith("sqlalchemy.exc.IntegrityError | ")
    assert "careline.contacts.sms:" in error


async def test_of_a_refused_row_the_rule_is_named(database: Database) -> None:
    async with database.begin() as tx:
        with pytest.raises(IntegrityError) as refusal:
            await plan_sms(tx, "nobody", NUMBER, TEXT, purpose="x", key="k", due_at=NOW, now=NOW)
    cause, _ = places_of(refusal.value)
    assert cause.startswith("psycopg.errors.ForeignKeyViolation (fk_sms_customer_id) | ")


def test_an_error_of_the_engine_does_not_quote_the_parameters(refused: IntegrityError) -> None:
    assert "parameters hidden" in str(refused)
    assert TEXT not in str(refused).partition("[SQL")[2]
