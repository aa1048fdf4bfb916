"""How sure a reading has to be before something follows from it: every such bar, with what it decides. Pure.

Each compares one of these, all from 0 to 1:

- the **intent** of a message or a part of it (`Heard.confidence`),
- the **matter** of a question (`Question.sure`), and its **ask** (`Question.ask_sure`), or the lesser of the two.

A bar was chosen by hand where nothing else is said of it: a conversation went wrong without it, and with it all
written ones hold (`python -m careline.rehearsal`). None is fitted, so whoever moves one runs the rehearsal. 0.5 needs
no choice: from there on one reading is likelier than all others together.
"""

from __future__ import annotations

from typing import NamedTuple

# --- The intent

INTENT_CERTAIN = 0.95
"""It was heard by rule, or is as good as that: even a sure reading is looked at twice against it."""
INTENT_SURE = 0.9
"""It holds against a reading of another matter, against a word in answer to us, and for a story told whole."""
INTENT_NAMES_ITS_MATTER = 0.8
"""It goes before a matter that only the course of the talk suggests."""
INTENT_NAMES_IT_TOO = 0.6
"""The same, where the words alone are read as that matter as well."""
INTENT_WISHES = 0.75
"""It wishes for a deed with the goods, whatever was read."""
INTENT_LIKELY = 0.7
"""A talk begins as it says; a part of a message is the yes, the no or the topic that it says; and in the app nobody is
let go, taken off or taken for a stranger for less (on the phone any such word counts)."""
INTENT_OF_A_PART = 0.6
"""It makes a part of a message one of another matter than our offer."""
INTENT_OF_A_CHOICE = 0.4
"""Words after "which order?" are no choice but a question of this topic."""
OUT_OF_SCOPE = 0.75
"""The words are nobody's question where no order was spoken of, and that is said."""
SURELY_OUT_OF_SCOPE = 0.98
"""They are nobody's even where an order was spoken of, unless the reading surely asks something of it."""

# --- A reading: its matter, its ask, or both


class Bar(NamedTuple):
    """How sure both have to be."""

    matter: float
    ask: float


FIRST_WORDS = Bar(0.4, 0.3)
"""Less is no reading at all as the first words of a talk: nobody begins one in riddles."""
IN_COURSE = Bar(0.25, 0.15)
"""Less is none once an order was spoken of: there a guess is better than "what do you mean?"."""

MATTER_CERTAIN = 0.95
"""Words that name their matter so surely are plain if what they ask is `CLEAR`."""
MATTER_PLAIN = 0.75
"""Words that name their matter so surely are plain if what they ask is `READ_SURELY`."""
READ_FOR_CERTAIN = 0.9
"""It holds even where the intent takes the words for nobody's. What a rule hears is given this sureness."""
READ_SURELY = 0.6
"""The words say it: what they are about, what they want, or both."""
CLEAR = 0.5
"""Likelier than everything else together."""

WISHED_SURELY = 0.75
"""A wish for what we offer is a yes to it, also in a part of a message."""
WISHED_BEHIND_AN_OFFER = 0.7
"""A further clause wishes for what was just offered, so that it is done without asking."""
OTHER_GOODS_WISHED = 0.4
"""A bare yes, after money was offered, is rather one to goods; a part of a message is of the matter it names."""
CALL_CHANGED = 0.85
"""A call back is taken back or changed, whatever intent the words sound like."""
GOES_ON = 0.45
"""Words that name no matter ask what comes next of the one spoken of."""

ENOUGH_TO_ACT = 0.5
"""How sure the ask has to be to register, push or take back, where the intent knows nothing or something is undone."""
ENOUGH_WITH_INTENT = 0.25
"""The same where the intent says as much."""
MATTER_TO_ACT = 0.3
"""Below it nothing is done for any ask."""
MAYBE_UNDONE = 0.25
"""Who may have asked whether it can be taken back is told how."""

UNSURE = 0.7
"""A matter less sure than this gives way to what the words and the order say plainly (`matters/plainly.py`)."""
STORY_UNLESS_ASKED = 0.8
"""Below it the ask leaves room for the whole story of an order, where the intent is certain of its topic."""
STORY_IF_UNCLEAR = 0.35
"""Below it the first words of an order get its whole story, whatever they ask."""

# --- A second answer, behind the first

ASKED_CLEARLY = 0.8
"""How sure a part of a message has to be of what it asks, to be answered by itself."""
CLEARLY_OF_IT = 0.8
"""How sure it has to be of its matter, to be about that and not about the matter of the whole."""
NEARLY_AS_LIKELY = -0.9
"""A reading whose logarithm (`Question.likely`) is no more than this below the one that was answered is told too.
Chosen on judges' customers: of 487 turns five more are right for eleven more sentences; at -1.6 none more for eighteen
sentences more."""

# --- How much less likely another reading may be and still go first

NEXT_TO_WHAT_WAS_TOLD = 0.3
"""Beside one whose answer was just told: people seldom ask that again (chosen on our own customers)."""
WHEN_NEXT_TO_A_WISH = 0.6
"""For the "when" that the words say, beside a wish that they only sound like."""

INTENT_WEIGHS = 0.6
"""How much an intent whose words always name their matter counts beside the reading of the matter."""

# --- Danger that no rule hears

DANGER = 0.7
"""Words are taken for danger. Chosen on voices and ordinary sentences of writers that nothing was learnt from
(docs/understanding.md)."""
DANGER_TO_MONEY = 0.85
"""The same of money, which people speak of every day."""
