"""The words of emergencies, as data by kind and language; understanding/people_first.py reads them. Pure.

The patterns see plain text (understanding/plain.py) in one spelling (`spelling.py`): lower case, simplified, no spaces
between Han characters, don't for dont. They compose named parts (`parts.py`) instead of listing sentences. Fraud is
understanding/fraud_words.py, since a doubt about a call is heard there too.
"""

from __future__ import annotations

from understanding.emergency_words import accounts, bodies, dealings, english, families, self_harm, violence
from understanding.emergency_words.parts import Emergency

__all__ = ["WORDS", "Emergency"]

WORDS: dict[Emergency, tuple[str, ...]] = {
    Emergency.SELF_HARM: (*self_harm.WORDS, *families.SELF_HARM, english.WORDS[Emergency.SELF_HARM]),
    Emergency.CHILD_IN_DANGER: (*bodies.CHILD, *families.CHILD, english.WORDS[Emergency.CHILD_IN_DANGER]),
    Emergency.FIRE: (*bodies.FIRE, *families.FIRE, english.WORDS[Emergency.FIRE]),
    Emergency.POISONING: (*bodies.POISONING, *families.POISONING, english.WORDS[Emergency.POISONING]),
    Emergency.INJURY: (*bodies.INJURY, *families.INJURY, english.WORDS[Emergency.INJURY]),
    Emergency.THREAT_TO_OTHERS: (
        *violence.THREAT_TO_OTHERS,
        *dealings.THREAT_TO_OTHERS,
        english.WORDS[Emergency.THREAT_TO_OTHERS],
    ),
    Emergency.THREATENED: (*violence.THREATENED, *dealings.THREATENED, english.WORDS[Emergency.THREATENED]),
    Emergency.ACCOUNT_TAKEN_OVER: (
        *accounts.TAKEN_OVER,
        *dealings.TAKEN_OVER,
        english.WORDS[Emergency.ACCOUNT_TAKEN_OVER],
    ),
    Emergency.PAID_BUT_UNPAID: (
        *accounts.PAID_BUT_UNPAID,
        *dealings.PAID_BUT_UNPAID,
        english.WORDS[Emergency.PAID_BUT_UNPAID],
    ),
}
"""Patterns that speak of an emergency, in the order of urgency. Fraud stands before the account."""
