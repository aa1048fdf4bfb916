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


def is_at_least(role: str, needed: Role) -> bool:
    """Whether `role` has everything that `needed` has. Raises ValueError for what is no role."""
    return _RANK[Role(role)] >= _RANK[needed]


def may(role: str) -> list[str]:
    """What the role allows beyond an agent's own work, as codes. Raises ValueError for what is no role."""
    return [name for name, needed in _MAY.items() if is_at_least(role, needed)]
