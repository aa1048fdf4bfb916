"""Shared column kinds: instants are `timestamptz`, our ids UUIDv7, money minor units beside an ISO 4217 currency."""

from __future__ import annotations

from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, MetaData, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NOW = text("now()")


def own_id(name: str) -> Column[Any]:
    return Column(name, UUID(as_uuid=True), primary_key=True)


def ref(
    name: str, target: str, *, nullable: bool = False, index: bool = False, cascade: bool = False, cycle: bool = False
) -> Column[Any]:
    """A reference to another table's UUID. `cycle`: that table refers back to this one, maybe by way of others."""
    link = ForeignKey(target, ondelete="CASCADE" if cascade else None, use_alter=cycle)
    return Column(name, UUID(as_uuid=True), link, nullable=nullable, index=index)


def ref_text(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[Any]:
    """A reference to a row that the platform named: an order or a consumer."""
    return Column(name, Text, ForeignKey(target), nullable=nullable, index=index)


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, TIMESTAMP(timezone=True), nullable=nullable)


def minor_units(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, BigInteger, nullable=nullable)


def words(name: str, *, nullable: bool = False, default: str | None = None) -> Column[Any]:
    return Column(name, Text, nullable=nullable, server_default=default)


def document(name: str, default: str = "{}") -> Column[Any]:
    return Column(name, JSONB, nullable=False, server_default=text(f"'{default}'::jsonb"))


def one_of(column: str, kinds: type[Enum]) -> CheckConstraint:
    """The column holds a value of the enumeration, which lives in core/."""
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
