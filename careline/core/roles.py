"""Who may do what at the desk: four roles, each with everything that the one before it may."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    AGENT = "agent"
    SENIOR = "senior"
    """Also decides on what needs approval."""
    SUPERVISOR = "supervisor"
    """Also sees everybody's conversations, takes over, reassigns, reviews."""
    ADMIN = "admin"
    """Also manages agents, teams and hours."""


_RANK: Mapping[Role, int] = MappingProxyType({role: rank for rank, role in enumerate(Role)})
_MAY: Mapping[str, Role] = MappingProxyType(
    {"approve": Role.SENIOR, "supervise": Role.SUPERVISOR, "manage": Role.ADMIN}
)


class FactorWanted(StrEnum):
    """Who has to give a second factor at the desk's door; whoever has set one up is asked for it always."""

    NOBODY = "nobody"
    APPROVERS = "approvers"
    """Who may approve money: seniors and above."""
    EVERYBODY = "everybody"


def is_at_least(role: str, needed: Role) -> bool:
    """Whether `role` has everything that `needed` has. Raises ValueError for what is no role."""
    return _RANK[Role(role)] >= _RANK[needed]


def may(role: str) -> list[str]:
    """What the role allows beyond an agent's own work, as codes. Raises ValueError for what is no role."""
    return [name for name, needed in _MAY.items() if is_at_least(role, needed)]


def wants_factor(wanted: FactorWanted, role: str) -> bool:
    """Whether who has this role has to have a second factor. Raises ValueError for what is no role."""
    return wanted is FactorWanted.EVERYBODY or (wanted is FactorWanted.APPROVERS and "approve" in may(role))
