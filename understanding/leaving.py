"""Whether somebody who waits for a person would rather go on with the assistant. Pure; asked only of who waits."""

from __future__ import annotations

import re

_PEOPLE_ZH = r"(?:人工|真人|客服|人|排队|队)"
_ZH = re.compile(
    rf"(?:算了|那)?[，,、\s]*(?:我)?(?:不|别|不用|不要|不必|不想|甭)(?:再)?(?:等|转|排|找|要){_PEOPLE_ZH}(?:工|客服)?(?:了|啦|吧)*"
    rf"|(?:取消|退出|结束)(?:排队|转人工|人工|等待)(?:了|吧)*"
    r"|(?:算了|那)?[，,、\s]*(?:不转|不排)(?:了|啦)+"
    r"|(?:算了|那)?[，,、\s]*还是(?:你|机器人|智能客服|智能助手)(?:来|说|答|回答|帮我(?:看|查|办)?|查|看)(?:吧|好了)?"
    r"|(?:我)?(?:继续|接着)(?:问|跟|和)(?:你|机器人|智能助手)(?:说|聊)?(?:吧|就行|就好)?"
)
_ALONE_ZH = re.compile(r"(?:算了|那|我)?[，,、\s]*(?:我)?不等(?:了|啦)+(?:吧)?")
"""Said alone it is about the queue; with anything else it may be the parcel that nobody waits for any more.
The same holds for the English one."""
_NO_NEED_ZH = re.compile(
    r"(?:算了|那|我|就|嗯|好|也|先|[，,、\s])*"
    r"(?:不用(?:了|啦)|不需要(?:了|啦)|不必了|没事儿?了|算了)"
    r"(?:[，,、\s]*(?:吧|啊|哈|谢谢[您你]?|麻烦了))*"
)
"""A no to our question, where one is open; else about the person that they wait for. The same holds for the English."""
_EN = re.compile(
    r"(?:never ?mind (?:the |a )?(?:person|human|agent|queue)"
    r"|(?:i )?(?:don'?t|do not|no longer) (?:need|want) (?:to wait for )?(?:a |an |the )?(?:person|human|agent)"
    r"(?: any ?more| after all)?"
    r"|(?:leave|get me out of|cancel|quit) the queue|stop waiting for (?:a |an |the )?(?:person|human|agent)"
    r"|(?:i'?ll |let'?s |i'?d rather |just )?(?:go on|carry on|continue|stay) with (?:you|the (?:bot|assistant)))",
    re.IGNORECASE,
)
_ALONE_EN = re.compile(
    r"(?:(?:no|oh|ok(?:ay)?|actually|right|well)[,.!\s]+)*"
    r"(?:never ?mind|forget it|don'?t (?:worry|bother)(?: about it)?|no need(?: (?:any ?more|now))?"
    r"|not needed any ?more|i don'?t need (?:it|that|help) any ?more|it'?s (?:ok|okay|fine) now)"
    r"(?:[,.!\s]+(?:then|now|thanks?|thank you|cheers|ta|bye|goodbye))*",
    re.IGNORECASE,
)
_EDGE = " ,，。.!！~、；;?？\n"


def without_leaving(text: str) -> str | None:
    """What else these words say beside that nobody is waited for any more; None where they do not say that at all."""
    if _ALONE_ZH.fullmatch(text.strip(_EDGE)) or only_gives_up(text):
        return ""
    pattern = _ZH if _ZH.search(text) else _EN
    return pattern.sub("", text).strip(_EDGE) if pattern.search(text) else None


def only_gives_up(text: str) -> bool:
    """不用了, no need: that something is not needed any more, and not what."""
    bare = text.strip(_EDGE)
    return bool(_NO_NEED_ZH.fullmatch(bare) or _ALONE_EN.fullmatch(bare))
