"""Whether a chat message is a piece of something longer (在吗 / 我那个炸锅 / 四天了没动静), looked at by itself. Pure.

Strict on purpose: a piece taken for a whole message is answered at once, as it always was; a whole message taken for a
piece makes its writer wait. So whatever asks, wishes, tells that something happened, or answers us, is whole.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from understanding.people_first import emergency_in


class Piece(str, Enum):
    """What a message is to its neighbours. `fragment`: more will follow, so it waits for a moment. `whole`: answered at
    once, with what has waited before it. `alone`: never in one turn with another."""

    FRAGMENT = "fragment"
    WHOLE = "whole"
    ALONE = "alone"


LONGEST_ZH = 12
"""Characters of the longest Chinese fragment: who writes more has said something."""
LONGEST_EN = 5
"""Words of the longest English one."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_ASKS = re.compile(r"[?？]\s*$")
_ENDS = " \t\r\n。.!！~～,，、…"

# Who threatens or wants a person, beside emergencies: nothing else may stand in that turn's way.
_ALONE = re.compile(
    r"人工|真人|活人|123[14]5|96110|报警|派出所|起诉|法院|律师|消协|工商局|曝光"
    r"|(?<![a-z])(?:human|real person|agent|representative|supervisor)(?![a-z])"
    r"|(?<![a-z])(?:police|lawyers?|sue|suing|lawsuit|court)(?![a-z])",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:在吗|在么|在不在|在嘛|在不|有人吗|有人么|有人在吗|有人没|你好呀?|您好呀?|哈[喽啰罗]|喂|亲|客服|早上好|上午好|中午好"
    r"|下午好|晚上好|hi+|hello+|hey+|hallo|(?:is )?(?:anyone|anybody|someone) (?:there|here)|are you there"
    r"|good (?:morning|afternoon|evening)|there|[\s,，。.!！?？~～])+",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:请问(?:一?下)?|问(?:您|你|下|一下)?个?(?:事儿?|问题)|(?:我)?想?问(?:您|你)?(?:一?下)|我?想问(?:您|你)?|咨询(?:一?下)?"
    r"|麻烦(?:您|你)?(?:一?下)?|帮我?(?:看|查)(?:看|一?下)?|是这样的?|就是说?|然后|还有|另外|那个|这个|跟(?:您|你)说(?:个事|一下)?"
    r"|so|ok so|well|also|and|and also|btw|by the way|(?:i have )?a question|quick question|listen|look)",
    re.IGNORECASE,
)
_BOUGHT_ZH = re.compile(
    r"^(?:我|我们|俺)?(?:前几天|前天|昨天|今天|上周|上个?月|上次|上回|那天|刚刚?|刚才|之前|[一-十两]?[个天周月]?前)?(?:买|订|定|拍|下单|收到|拿到)的"
)
# Whatever tells, asks, wishes or answers. In Chinese single characters do: a noun that holds one is answered at once.
_SAYS_ZH = re.compile(
    r"[了没不未吗呢吧嘛么啊呀过着得被把给让帮请要想能会可应该别]|什|怎|咋|啥|哪|谁|几|多少|多久|何|为"
    r"|是|有|在|到|来|去|发|退|换|催|查|问|看|收|寄|送|买|付|赔|改|取消|申请|投诉|坏|破|碎|裂|漏|少|错|缺|丢|慢|晚|久|急|等|动|停|卡|贵|便宜|烂|差"
    r"|好|行|对|嗯|哦|噢|谢|再见|拜|知道|明白|同意|确定|确认|算|第|[一二三四五六七八九十两\d]"
)
_SAYS_EN = re.compile(
    r"(?<![a-z])(?:is|are|am|was|were|be|been|has|have|had|do|does|did|done|can|could|will|would|shall|should|may|might|must"
    r"|what|when|where|why|who|which|how|want|need|get|got|give|gave|send|sent|ship\w*|arriv\w*|come|came|broke\w*|missing"
    r"|lost|late|wrong|damag\w*"
    r"|refund\w*|return\w*|cancel\w*|exchang\w*|replac\w*|chang\w*|track\w*|deliver\w*|pay|paid|help"
    r"|check|look|tell|ask\w*|wait\w*|stuck|still|not|no|never|nothing"
    r"|yes|yeah|yep|ok|okay|sure|fine|right|thanks?|thank|cheers|bye|goodbye|please|pls|stop|leave"
    r"|keep|good|great|bad|terrible|useless|claim|invoice|price)(?![a-z])"
    r"|(?<=[a-z])(?:n't|'s|'re|'ve|'ll|'d|'m)(?![a-z])|\d",
    re.IGNORECASE,
)


def piece_of(text: str, *, asked: bool = False) -> Piece:
    """What this message is to its neighbours. `asked`: our last words were a question, so a noun answers it."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").strip()
    if _ALONE.search(plain) or emergency_in(text):
        return Piece.ALONE
    return Piece.FRAGMENT if not asked and _is_fragment(plain) else Piece.WHOLE


def _is_fragment(plain: str) -> bool:
    if _GREETING.fullmatch(plain) and _LETTER.search(plain):
        return True
    bare = plain.rstrip(_ENDS)
    if _ASKS.search(plain) or not _LETTER.search(bare):  # a mere sign or sticker is all that will come
        return False
    if _OPENING.fullmatch(bare):
        return True
    if _HAN.search(bare):
        return len(bare) <= LONGEST_ZH and not _SAYS_ZH.search(_BOUGHT_ZH.sub("", bare))
    return len(bare.split()) <= LONGEST_EN and not _SAYS_EN.search(bare)
