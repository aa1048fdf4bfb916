"""What an agent sees of a person by default: enough to speak with them, not enough to take away."""

from __future__ import annotations

import re

_DISTRICT = re.compile(r"^[^\W\d_]{1,6}?(?:新区|[区县市旗])")


def masked_name(name: str) -> str:
    """林** of 林晓雨; E** C** of Emma Clark."""
    return " ".join(f"{word[0]}**" for word in name.split())


def masked_phone(number: str | None) -> str | None:
    """138****0001 of +8613800000001; of another E.164 number the beginning and the last four digits."""
    if number is None:
        return None
    shown = number.removeprefix("+86")
    return f"{shown[:3]}****{shown[-4:]}" if len(shown) >= 10 else "****"


def masked_detail(detail: str) -> str:
    """西湖区**** of a street address: the district where it begins with one, else nothing of it."""
    if not detail:
        return ""
    district = _DISTRICT.match(detail)
    return f"{district[0] if district else ''}****"
