"""The words of emergencies, as data by kind and language; understanding/people_first.py reads them. Pure.

The patterns see plain text (understanding/plain.py) in one spelling (`spelling.py`): lower case, simplified, no spaces
between Han characters, don't for dont. They compose named parts (`parts.py`) instead of listing sentences. Fraud is
understanding/fraud_words.py, since a doubt about a call is heard there too.
"""

from __future__ import annotations

from understanding.emergency_words import accounts, bodies, self_harm, violence
from understanding.emergency_words.parts import Emergency

__all__ = ["WORDS", "Emergency"]

WORDS: dict[Emergency, tuple[str, ...]] = {
    Emergency.SELF_HARM: self_harm.WORDS,
    Emergency.CHILD_IN_DANGER: bodies.CHILD,
    Emergency.FIRE: bodies.FIRE,
    Emergency.POISONING: bodies.POISONING,
    Emergency.INJURY: bodies.INJURY,
    Emergency.THREAT_TO_OTHERS: violence.THREAT_TO_OTHERS,
    Emergency.THREATENED: violence.THREATENED,
    Emergency.ACCOUNT_TAKEN_OVER: accounts.TAKEN_OVER,
    Emergency.PAID_BUT_UNPAID: accounts.PAID_BUT_UNPAID,
}
"""Patterns that speak of an emergency, in the order of urgency. Fraud stands before the account."""
