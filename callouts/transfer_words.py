"""What is said while a caller is put through: to whoever waits, and to the agent. Nothing of it sells or hurries."""

from __future__ import annotations

from careline.core.wording.language import Said

BEGIN = Said("我帮您接客服{agent}，请别挂机。", "I'm connecting you with {agent}. Please stay on the line.")
WAITING = (
    Said("正在接，请您稍等。", "Connecting you now, one moment please."),
    Said("还在接，麻烦您再等一下，不用挂机。", "Still trying. Please bear with me, there is no need to hang up."),
    Said("客服还没接起来，我再试试，请您别挂机。", "Nobody has picked up yet. I'm still trying, please stay on."),
)
"""One after the other; the last one again and again."""
ANOTHER = Said("这位没接起来，我换一位客服{agent}，请您稍等。", "No answer there. I'm trying {agent} now, one moment.")
NOBODY = Said(
    "客服这会儿都在忙，没能接起来，不好意思。最晚{by}前会有人在应用里回复您，我先挂断，再见。",
    "Sorry, nobody could pick up just now. Someone will answer you in the app by {by} at the latest. "
    "I'll hang up now. Good-bye.",
)
IN_APP = Said(
    "客服{agent}已经在看您的事了，会在应用里回复您，我先挂断，再见。",
    "{agent} is looking into it already and will answer you in the app. I'll hang up now. Good-bye.",
)
AGENT_LEFT = Said(
    "客服那边挂断了。还没说完的话请按0，客服会在应用里接着回复您；没有别的事，直接挂机就行。",
    "The other side has hung up. If there is more to say, press 0 and they will go on with you in the app; "
    "otherwise just hang up.",
)
GOES_ON = Said("好的，客服会在应用里接着回复您，再见。", "All right, they will go on with you in the app. Good-bye.")
GOODBYE = Said("好的，再见。", "All right. Good-bye.")
ON_HOLD = Said("客服在帮您查，请稍等，不用挂机。", "They are looking something up for you. Please stay on the line.")

KEYS = Said("按1接听，按2不接。", "Press 1 to take it, 2 to pass.")
JOINED = Said("接通了。", "You're connected.")
CALLER_LEFT = Said("对方挂断了。", "They have hung up.")
GONE = Said("对方已经不在线上了，再见。", "They are not on the line any more. Good-bye.")
FULL = Said(
    "您手上的会话满了，这通转给别的同事。", "You have as many conversations as you can hold; a colleague is rung."
)
PASSED = Said("好的，转给别的同事。", "All right, a colleague is rung.")


def waiting_words(language: str, seconds: float) -> str:
    """What somebody hears who has waited so long."""
    return WAITING[min(int(seconds // EVERY_SECONDS), len(WAITING) - 1)].to(language)


EVERY_SECONDS = 8
"""From one word to the next: longer silence sounds like a dead line."""
