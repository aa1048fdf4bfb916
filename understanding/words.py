"""Two signs of any words, for both languages: that they ask something, and that there is nothing more. Pure."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"[?？吗呢]|(?<![什怎这那多要])么(?=[\s，,。！!~]|$)|(?<=[\u4e00-\u9fff]{4})[\s，,]*(?:对|是|没错)吧\W*$"
    r"|(?<![不是])[退补换给赔送行寄发改来收算有用得](?:我|钱|货|款|人)?不(?:啊|呀|哦)?\W*$"
    r"|([\u4e00-\u9fff])不\1|有没有|[能会可行敢][^，,。不]{0,8}不\s*$|多久|怎么|为什么|什么|(?<!没)(?<!没有)[啥咋]|啷个|点解"
    r"|几|哪|谁|能不能|可不可以|\b(?:how|when|why|what|which|who|where|can)\b|\by (?:not|so|no)\b",
    re.IGNORECASE,
)
NOTHING_MORE = re.compile(
    r"(?:嗯+|哦|好的?|行|算了|吧|那|就|我|都|啊|也|[，,。.!！\s])*"
    r"(?:没有?了|没有?(?:什么|啥)?(?:(?:别的|其[他它]的?)(?:问题|事儿?)?了?|(?:问题|事儿?)了)|就这些|就这样吧?)"
    r"(?:谢谢|谢啦|谢了|多谢|辛苦了?|麻烦了|拜拜|再见|挂了|啊|啦|哈|吧|你|您|[，,。.!！\s])*"
    r"|(?:ok(?:ay)?|no|nope|nah|well|right|grand|thanks|thank you|ta|cheers|[,.!\s])*"
    r"(?:that'?s (?:all|it|everything|me(?: (?:done|sorted))?)|that(?:'?ll| will) (?:be all|do(?: me)?)"
    r"|nothing (?:else|more)|no more questions|i'?m (?:good|done|fine|sorted)|all (?:done|sorted|good))"
    r"(?: (?:for (?:now|today|me)|thanks|thank you|thank|you|ta|cheers|mate|love|much|bye|goodbye|then)|[,.!\s])*",
    re.IGNORECASE,
)
"""No more than that there is nothing else: at the end of a call, a good-bye."""
_LEAD = (
    r"(?:那|要|具体|我|该|得|这个?|应该|你们?|说|打算|准备|想|到底|现在|接下来|下一步"
    r"|[，,。\s])*(?:怎么|咋|如何|啷个|咋个)"
)
_TAIL = r"(?:啊|呀|呢|嘛|的|哦|吧|[？?。!！\s])*"
BARE_HOW = re.compile(
    rf"{_LEAD}(?:弄|搞|操作|申请|领|走流程){_TAIL}"
    r"|(?:and |so |ok |then |,|\s)*how (?:do|can|would) i do (?:it|that)[?.!\s]*",
    re.IGNORECASE,
)
"""How, of nothing that they name: of what was just spoken of."""
WHAT_NEEDED = re.compile(
    r"(?:那|还|你们?|是不是|都|就|具体|[\s，,])*(?:需要|要)(?:我)?(?:这边|再|先|额外)?(?:提供|准备|发|交|给你们?)(?:些|点)?(?:什么|啥|哪些)(?:东西|材料|资料|证据)?(?:吗|呢|啊|呀)?[?？。]*"
    r"|(?:ok(?:ay)?|so|and|right|well|alright|fine|[\s,.])*(?:what|anything)(?: else)?(?: (?:do|would|is it|is there))?"
    r"(?: (?:you|u|ya|they|that you))? needs?(?:ed)?(?: (?:from|of) (?:me|my side|my end|us))?[\s?.!]*",
    re.IGNORECASE,
)
"""What they have to bring for what was just spoken of."""
WHAT_NOW = re.compile(rf"{_LEAD}(?:办|整|处理|解决|收场){_TAIL}|(?:and |so |ok |,|\s)*what now[?.!\s]*", re.IGNORECASE)
"""What is to be done now, of what was just spoken of."""
ENDS_IN_WHAT_NOW = re.compile(
    r"(?:^|[\s，,。！!])(?:那|你们?说|您说|咱|现在|这)*(?:咋|怎么|啷个)(?:办|弄|整|搞|处理)(?:吧|呢|啊|呀|嘛|哦|好)?[?？\s]*$"
    r"|[\s,.!](?:so|and|then) (?:what now|what do (?:i|we) do)[?.!\s]*$",
    re.IGNORECASE,
)
"""The same behind something else that is told: 漏油的我不要，你说咋弄吧."""


def said_by(text: str) -> str:
    """Somebody's own words as part of a sentence of ours: without the stop at their end."""
    return text.strip().rstrip("。.!！；; ")
