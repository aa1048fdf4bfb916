"""The shape of each clause of a message: whether it wishes what it names, or only supposes, asks, denies or quotes it.

One reader for every deed, in both languages: no deed runs from a clause that does not wish for it (`wished_nowhere`).
Pure; patterns as data by language. What is to happen under which condition, and until when, is read by conditions.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from understanding.plain import plain
from understanding.taxonomy import Matter


class Shape(str, Enum):
    """How a clause stands to what it names."""

    PLAIN = "plain"
    """Told, wished or ordered."""
    ASKED = "asked"
    """What would be, what it costs, how it goes; a wish in the form of a question (can you cancel it?) is plain."""
    SUPPOSED = "supposed"
    """Under an if, or said of a case that has not come."""
    FALLBACK = "fallback"
    """Only should the wish in front of it be impossible: 不行的话就退钱, failing that."""
    NEGATED = "negated"
    """Said not to be wished, at a distance too: I don't want you to cancel, 我可没说要退."""
    CONTRASTED = "contrasted"
    """Said not to be what is meant: 不是问退款, I know about the refund."""
    QUOTED = "quoted"
    """Somebody else's words: the shop told me to cancel."""
    SARCASTIC = "sarcastic"
    """The opposite of a wish; a few sure signs only."""
    DEFERRED = "deferred"
    """Not yet: 等我想好再退, not until I say so."""


class Clause(NamedTuple):
    words: str
    shape: Shape


_BLANKS = re.compile(r"[ \t\u3000]{2,}")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000]+(?=[\u4e00-\u9fff])")
_SENTENCE = re.compile(r"(?<=[。.!！?？;；\n])(?!\d)")
_CLAUSE = re.compile(
    r"(?<=[，,])|(?=(?:但是|不过|可是|只是)(?!说))|\s(?=(?:but|if|in case|unless|otherwise|or else)\b)"
)
_IF = re.compile(
    r"要是|如果|假如|假设|倘若|若是|万一|比方说?我|比如说?我|打个比方|(?<!我)(?<!你)(?<!您)(?<!他)(?<!说)的话"
    r"|[退取消换撤申]了?以?后(?=[^，,]{0,40}[吗呢?？谁])"
    r"|\b(?:if|in case|suppose|supposing|imagine|let'?s say|assuming|what if|were i to|should i (?:decide|choose)"
    r"|hypothetically)\b|(?:^|\W)say (?:i|we) (?!would|do|don'?t)\w|\bi were to\b",
)
_COURTESY = re.compile(
    r"(?:如果|要是)(?:可以|能行?|行|方便)(?:的话)?就|"
    r"(?:如果|要是)?(?:可以|方便|能|行|没问题)的话|如果(?:可以|方便|能行?)(?=[，,])|(?:如果|要是)(?:没|不)(?:记"
    r"|看|弄)错"
    r"|\bif (?:possible|you (?:can|could|may|don'?t mind|please|would|wouldn'?t mind)|u can|i may"
    r"|not too much trouble"
    r"|(?:that|it)'?s (?:ok(?:ay)?|alright|all right|fine|possible)|i (?:remember|recall|am not mistaken)|at all"
    r"|it'?s not too)\b(?! not)",
)
"""An if that only asks nicely."""
_TO_BE_SEEN = re.compile(
    r"(?:还没|没有?|未)(?:有)?(?:发|寄|出库|付)|\b(?:has ?n[o'’]?t|have ?n[o'’]?t|not"
    r"|still un)\b ?(?:been )?(?:yet )?(?:shipped|sent|left|dispatched|gone out|paid)"
)
"""A case that we can look up: a wish under it is one."""
_IF_NOT = re.compile(
    r"^\W*(?:但是?|那|就|要是|如果|实在|真的?|万一|的|[，,\s])*(?:不行|行不通|不成|做不到|办不到|弄不了"
    r"|没(?:有)?货|缺货|补不了|换不了|发不了|不可以|不能(?:补|换|发|修|改)?)"
    r"(?:了|的话|呢|那|我|[，,\s])*(?:就|才|再|的话|$)"
    r"|^\W*(?:但是?|那|[，,\s])*(?:不然|要不然|否则|不行的话|再不行|实在不行)"
    r"|^\W*(?:and |but |or |so )?(?:otherwise|or else|failing (?:that|which)|worst case|as a last resort"
    r"|if (?:not|that(?:'s| is) not|(?:that|it|this) (?:isn'?t|can'?t|does not|doesn'?t|won'?t|fails)|(?:you"
    r"|they|u) can(?:'?t|not)"
    r"|there'?s no|there is no|there are no|none|impossible|it'?s (?:not|sold out|out of|gone|impossible)"
    r"|no stock|out of stock))\b",
)
"""At the head of a clause: what follows is wished should the other be impossible."""
_DENIES = re.compile(
    r"(?:没有?|从来没|从没|未曾)(?:说|讲|提|让|叫|要求|打算|同意|答应|喊)(?:过)?(?:要|你们?|您|想|去|给我|帮我"
    r"|我)*(?=[^，,吗?？]{0,60}$)"
    r"|不是(?:要|想|让|叫|来)(?:你们?|您|去|给我|帮我|我)*(?=[^，,吗?？]{0,60}$)"
    r"|(?:^|[^特分识级区差])(?:别|不要|不用|不许|不准|甭|莫|勿|千万别)(?:你们?|您|给我|帮我|替我|现在|马上|就"
    r"|急着|擅自|再|又|去|直接|乱|随便|自动|老)*"
    r"(?=(?:退|取消|换|补发|重发|催|投诉|撤|改|打|申|联系|转|登记|赔|开))"
    r"|\b(?:don'?t|do not|didn'?t|did not|never|wouldn'?t|not)\b(?: \w+){0,2}? (?:want(?:ed)?|ask(?:ed|ing)?"
    r"|need(?:ed)?"
    r"|tell|told|say|said|agreed?|trying|looking|here|like)(?: (?:you|u|anyone|anybody|them|him|us))? (?:to|for"
    r"|that|i wanted|my)\b"
    r"|^\W*(?:(?:and|so|but|please|pls|oh|no|nah|hey|wait|ok(?:ay)?)\W+)*(?:don'?t|do not|dont|never|no need to"
    r"|pls don'?t)"
    r" (?!worry|you (?:worry|think)|forget|hesitate|understand|know|believe|see|have|care|get|like|think|mind|want)"
    r"|\b(?:please|just|but) (?:don'?t|do not|dont) (?!forget|hesitate|tell|say|worry|ignore|make|give|let|keep)"
    r"|\bno need (?:to|for|of)\b|\bnobody (?:said|asked|wants)\b|\bi'?d rather (?:you didn'?t|not)\b",
)
_NOT_MEANT = re.compile(
    r"^\W*(?:我|又|也|都|可|并|才)*不是(?:在|想|要)?(?:问|说|讲|指|谈)"
    r"|^\W*(?:我|又|也|都|可)*没(?:有)?(?:在|想|要)?(?:问|指)(?:你|您)?(?![^，,]*[吗?？])"
    r"|^\W*(?:[^，,]{1,8}(?:的事)?我(?:都|早|早就|已经)?(?:知道|清楚|了解)(?!不)|我(?:都|早|早就|已经)?(?:知道"
    r"|清楚)[^，,。怎什哪吗]{1,10}(?:[，,]|$))"
    r"|\b(?:not|isn'?t|ain'?t|wasn'?t) (?:asking|talking|on) (?:you )?about\b|\bi(?:'m| am) not asking\b"
    r"|\bi didn'?t ask (?:about|when|how|what|if|whether)\b"
    r"|^\W*(?:(?:yes|yeah|ok(?:ay)?|look|right|well|no|so|but)\W+)*i (?:already )?know (?:all )?(?:about|that"
    r"|the|my|you|it)\b"
    r"|^\W*(?:never mind|forget|leave) (?:about )?the \w+(?: for now)?\W*$",
)
_WHO_ZH = (
    r"(?:商家|店家|卖家|店主|店里|店铺|客服|老板|人家|对方|他们?|她们?|快递员?(?:小哥)?|小哥|驿站|网上|朋友"
    r"|同事|家人|家里人"
    r"|我?(?:老公|老婆|妈妈?|爸爸?|儿子|女儿|爱人|对象|媳妇|男朋友|女朋友|朋友|同事|姐|哥|妹|弟))(?:们|那边|又"
    r"|还|都|就|也|刚才?|昨天|今天|一直|总|老|非|竟然|居然|却)*"
)
_WHO_EN = (
    r"(?:he|she|they|someone|somebody|people|(?:the|that|this|your|my|a) (?:\w+ )?(?:shop|seller|store|merchant"
    r"|courier|driver"
    r"|guy|man|woman|lady|agent|colleague|rep|friend|wife|husband|mum|mom|dad|son|daughter|brother|sister|boss"
    r"|partner"
    r"|postman|company|owner|bot))"
)
_QUOTES = re.compile(
    rf"(?<![跟给对和帮替向问让叫告诉])(?<!不退给)(?<!告诉){_WHO_ZH}(?:说|讲|让我|叫我|喊我|要我|建议我?|告诉我"
    rf"|跟我说|和我说|给我说|回复|回我|劝我|推荐)(?!一声|一下|了算)"
    r"|(?<![照按依听])(?:你们?|您)(?:们|不是|之前|上次|刚才|刚刚|昨天|明明|都|当时|自己)*(?:说过?|答应|承诺|保证过)(?!一声"
    r"|一下|说|怎|咋|吧|呢|我|他|怪|哪|谁|啥|什|清楚|明白|话|实|句|得对)(?:[^，,]*)"
    rf"|\b{_WHO_EN}(?: (?:just|also|then|already|only|keeps?|kept|even|now))?(?:'s| has| have| had| was| is| were)?"
    r" (?:said|says?|saying|told|tells|telling|asked me|asks me|wants me|wanted me|suggest(?:s|ed)|advis(?:es"
    r"|ed)|reckons|claims|claimed|wrote|replied|answered)\b"
    r"|\bi was (?:told|advised|asked)\b|\baccording to\b"
    r"|(?<!\bas )(?<!\blike )(?<!\bwhat )(?<!\bway )\b(?:you|u|ya) (?:said|told me|promised|claimed)\b",
)
_BEGINS_A_QUOTATION = re.compile(r"(?:说|讲|回复我?|告诉我)\W*$|\b(?:said|says|told me|replied|answered)\W*$")
"""At the end of a clause: what follows are somebody's words."""
_ALSO_OURS = re.compile(
    r"(?:所以|那|就)(?:请|麻烦|帮我|给我)|帮我|麻烦(?:你|您)|\b(?:so (?:please|can you|could you)|please|pls)\b"
)
"""In a clause that quotes: what is asked of us all the same."""
_MOCKS = re.compile(
    r"真有你们?的|(?:干脆|索性)(?:都)?(?:别|甭|不用|不要)(?:发|送|干|开|做)(?:了|店|货)|可真(?:行|会|棒|好意思)"
    r"|(?:你们|你)可?真(?:行|会玩|能耐)"
    r"|\bwhy don'?t (?:you|they)(?: just)? (?:keep|take|steal|pocket|charge)\b|\b(?:keep|take|steal"
    r"|pocket) (?:all )?my money\b[^.?!]*\bwhy don'?t\b"
    r"|\bthanks for nothing\b|\b(?:yeah|yea),? right\b(?=\W*$|[,.])|🙄|\bbe my guest\b|^\W*(?:oh )?(?:sure"
    r"|great|lovely|brilliant|wonderful|fantastic|perfect),? (?:just )?(?:keep|take|steal) (?:all )?(?:my"
    r"|the) money\b",
)
_NOT_YET = re.compile(
    r"先(?:别|不|不要|不用|甭|莫|缓|放|搁|等)|(?:暂时|暂且|眼下|现在|目前)(?:还|先)?(?:不|别)"
    r"(?!了|是|能|到|知|行|可|会|对|在|起|要|想|需)|(?:等|待)我[^，,]{1,14}再|(?:回头|晚点|改天|过(?:两|几|一)天|到时候?|以后)再(?!也)"
    r"|(?<!has )(?<!have )(?<!had )(?<!is )(?<!was )(?<!did )(?<!are )\bnot (?:just )?yet\b"
    r"|\b(?:hold|holding) (?:off|fire)\b"
    r"|\b(?:don'?t|do not|dont) (?!have|see|know|understand|get|think|feel|need|want it)[^,.?!]{0,60}"
    r"\b(?:yet|until|till|before|for now|right now|first)\b"
    r"|\bbefore you (?:do|cancel|refund|call|file|send)\b"
    r"|\b(?:i'?ll|i will|i might|i may|maybe i'?ll|perhaps i'?ll|we'?ll) (?:\w+ ){1,5}?"
    r"(?:later|tomorrow|some other time)\b",
)
"""Of what has not happened yet (it has not arrived yet, refund me) nothing is put off."""
_ASKS = re.compile(
    r"怎么(?:算|退|办理|操作|个|收|扣|样|弄|走|申请|撤)|会不会|会怎[么样]|是不是(?:就|要|会|得)"
    r"|会(?:[^，,]{0,10})[吗嘛么?？]|扣不扣|(?:扣|收|付|出|亏|损失)多少|有(?:什么|啥|没有)?(?:影响|后果|损失)"
    r"|谁(?:出|付|承担|来)"
    r"|还能[^，,]{0,10}[吗么不?？]|要(?:扣|付|出|花|收|等)[^，,]{0,8}[吗么?？]|(?:多久|(?<!好)几天|多少"
    r"|什么时候|为什么|为啥|凭什么)|(?:行|可以|能)(?:不|吗)?撤|能不能撤|怎样"
    r"|\b(?:what (?:happens|would|will|about|is|are|does|do i|if)|what'?s|how (?:much|long|many|do|does|would"
    r"|will|can|soon|come)"
    r"|would (?:i|it|they|that|my|the|there)|will (?:i|it|they|that|my|there|the)|do i (?:lose|have|need|get"
    r"|still|pay|owe)"
    r"|(?:can|could|may) i (?:still|even)|who (?:pays?|would|covers?)|is (?:it|there|that)|are there|does (?:it"
    r"|that|my|the)|am i)\b",
)
_ORDERS = re.compile(
    r"(?:退|消|补|换|催|撤|改|发|办|诉|领|赔|开|查|打)(?:了|款|货|钱|下|个|掉|一)*吧(?![?？])|"
    r"帮我|给我|替我|麻烦|请(?!问|教)|直接|马上|立刻|赶紧|现在就|\b(?:please|pls|(?:can|could|would"
    r"|will) (?:you|u|ya)|go ahead|do it|i want you to|kindly)\b"
)
"""A wish in whatever form: for these a question mark makes nothing an enquiry."""
_ENDS_ASKING = re.compile(r"[吗嘛么呢][?？]?\s*$|[?？]\s*$")
_OWN_CASE = re.compile(
    r"^\W*(?:(?:so|and|ok(?:ay)?|right|well|then)\W+)*(?:i|we) (?:cancel|return|refund|send|undo|withdraw"
    r"|complain|exchange|swap|claim|drop|pull)\b"
    r"|^\W*(?:那|就|然后)*(?:我|我们)(?:现在)?(?:退|取消|换|撤|投诉|申请)"
)
"""In front of a question it only says of which case that is asked: so I cancel, what happens to my coupon?"""
_QUOTE_MARKS = re.compile('["“「『][^"“”「」『』]{2,60}["”」』]')
_OWN_WORDS = 4
"""Characters in front of a quotation that may say something by themselves."""
_OF_THE_CASE = frozenset({Shape.SUPPOSED, Shape.FALLBACK})


def _said(text: str) -> str:
    """In `plain` form; a space between Chinese words is a stop."""
    return plain(_SPACE.sub("，", _BLANKS.sub(" ", text.strip())))


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[Clause, ...]:
    """Each clause with its shape, in the sequence of the words (in `plain` form)."""
    found: list[Clause] = []
    for sentence in _SENTENCE.split(_said(text)):
        apart = [one for part in _CLAUSE.split(sentence) for one in _before_quoting(part)]
        parts = [one for one in apart if re.search(r"\w", one)]
        found += _shaped(parts, found)
    return tuple(found)


def _before_quoting(part: str) -> tuple[str, ...]:
    """A clause in two, where somebody is quoted behind words of their own: 菌菇不要了女儿说胆固醇高."""
    found = _QUOTES.search(part)
    if found is None or found.start() < _OWN_WORDS:
        return (part,)
    return part[: found.start()], part[found.start() :]


def _shaped(parts: Sequence[str], before: Sequence[Clause]) -> list[Clause]:
    """The clauses of one sentence: an if reaches on to what follows from it, and back from what is asked of it."""
    shapes: list[Shape] = []
    wished_in_front = any(one.shape is Shape.PLAIN for one in before)
    for part in parts:
        shape, last = _alone(part), shapes[-1] if shapes else None
        wished_in_front = wished_in_front or last is Shape.PLAIN
        if _IF_NOT.search(part) and wished_in_front:
            shape = Shape.FALLBACK
        elif shape is Shape.PLAIN and last in _OF_THE_CASE and not _starts_anew(part):
            shape = last if last is Shape.FALLBACK or not _ORDERS.search(part) else Shape.PLAIN
        elif shape is Shape.SUPPOSED and last is Shape.PLAIN and _is_appended(parts[len(shapes) - 1], part):
            shapes[-1] = Shape.SUPPOSED  # complain about them if they don't reply
        elif shape is Shape.PLAIN and last is Shape.QUOTED and _BEGINS_A_QUOTATION.search(parts[len(shapes) - 1]):
            shape = Shape.QUOTED  # 店家说，退款
        elif shape is Shape.ASKED and last is Shape.PLAIN and _OWN_CASE.search(parts[len(shapes) - 1]):
            shapes[-1] = Shape.SUPPOSED
        shapes.append(shape)
    if Shape.SARCASTIC in shapes:
        shapes = [Shape.SARCASTIC if one is Shape.PLAIN else one for one in shapes]
    return [Clause(part, shape) for part, shape in zip(parts, shapes, strict=True)]


def _starts_anew(part: str) -> bool:
    """Whether a clause behind an if has nothing to do with it."""
    return bool(re.match(r"\W*(?:但是?|不过|可是|反正|现在|but|anyway|for now|right now)", part))


def _is_appended(before: str, part: str) -> bool:
    """Whether an if stands behind its own main clause, with no stop between."""
    behind = re.match(r"(?:if|unless)\b", part) and not re.search(r"\W$", before)
    return bool(behind) and not _TO_BE_SEEN.search(part)


def _alone(part: str) -> Shape:
    """The shape that a clause has by its own words: the first sign that it bears."""
    return next((shape for shape, bears in _SIGNS if bears(part)), Shape.PLAIN)


def _quotes(part: str) -> bool:
    own = _QUOTE_MARKS.sub("", part)
    found = _QUOTES.search(own)
    return found is not None and not _ALSO_OURS.search(own[found.end() :])


def _supposes(part: str) -> bool:
    orders = bool(_ORDERS.search(part))
    return bool(_IF.search(_COURTESY.sub("", part))) and not (orders and _TO_BE_SEEN.search(part))


def _only_asks(part: str) -> bool:
    asks = bool(_ASKS.search(part) or (_ENDS_ASKING.search(part) and _OWN_CASE.search(part)))
    return asks and not _ORDERS.search(part)


_SIGNS: tuple[tuple[Shape, Callable[[str], object]], ...] = (
    (Shape.SARCASTIC, _MOCKS.search),
    (Shape.CONTRASTED, _NOT_MEANT.search),
    (Shape.QUOTED, _quotes),
    (Shape.DEFERRED, _NOT_YET.search),
    (Shape.SUPPOSED, _supposes),
    (Shape.NEGATED, _DENIES.search),
    (Shape.ASKED, _only_asks),
)


NAMES: Mapping[Matter, str] = {
    Matter.CANCEL: r"取消|退|不要|\b(?:cancel|call(?:ed)? off|scrap|kill|drop|refund|money)",
    Matter.REFUND: r"退|钱|款|不要|\b(?:money|refund|reimburse|back\b|return|cancel)",
    Matter.RETURN: r"退|寄回|\b(?:return|refund|back\b|money)",
    Matter.EXCHANGE: r"换|\b(?:exchange|swap|change|replace|another|new one)",
    Matter.RESEND: r"补|重发|重寄|重新|再[发寄]|新的|\b(?:resend|send|another|replace|new one)",
    Matter.MERCHANT: r"投诉|举报|\b(?:complain|report)",
    Matter.COMPENSATION: r"赔|领|\b(?:claim|compensat)",
    Matter.RETURN_FREIGHT: r"赔|领|运费|\b(?:claim|insurance|freight|postage)",
    Matter.PRICE: r"差价|保价|补|\b(?:claim|difference|price)",
    Matter.PERSON: r"打|电话|回电|人工|\b(?:call|phone|ring|human|person)",
    Matter.ADDRESS: r"改|换|\b(?:change|update|address)",
    Matter.INVOICE: r"开|发票|\b(?:invoice|receipt|bill)",
    Matter.DISPATCH: r"催|发货?|\b(?:chase|push|hurry|nudge|ship|send|dispatch)",
    Matter.DELIVERY: r"催|查|送|快递|物流|\b(?:chase|push|hurry|nudge|trace|find|parcel|courier|deliver)",
}
"""What names the deed of a matter; another matter has none of its own."""
UNDO = (
    r"撤|反悔|收回|不.{0,4}了|算了|留着|\b(?:undo|withdraw|take\b.*\bback|call(?:ed)? off|scrap|cancel|keep"
    r"|drop|stop)"
)
"""What names that something is taken back."""


def wished_nowhere(text: str, named: str, *, within: str = "") -> bool:
    """Whether no clause wishes for what the pattern `named` names: each that names it only supposes it, denies it, and
    so on; where none names it, all of them do. `within`: the whole message, of which `text` may be a part."""
    mine = _of(text, within)
    naming = [one for one in mine if named and re.search(named, one.words)] or mine
    return bool(naming) and all(one.shape is not Shape.PLAIN for one in naming)


def wished_in_no_case(text: str, *, within: str = "") -> bool:
    """Whether every clause only supposes, asks, mocks or quotes. One that denies or puts something off may have its yes
    before that: 退吧别催了."""
    mine = _of(text, within)
    return bool(mine) and all(one.shape in _NOT_THEIRS for one in mine)


_NOT_THEIRS = frozenset({Shape.SUPPOSED, Shape.FALLBACK, Shape.ASKED, Shape.QUOTED, Shape.SARCASTIC, Shape.CONTRASTED})
_UNDOES = frozenset({Shape.PLAIN, Shape.NEGATED, Shape.DEFERRED})


def undone_nowhere(text: str, *, within: str = "") -> bool:
    """Whether no clause takes anything back: each that names it only supposes, asks or quotes it. A deed that is denied
    or put off is taken back by that: 先不退了."""
    mine = _of(text, within)
    naming = [one for one in mine if re.search(UNDO, one.words)] or mine
    return bool(naming) and not any(one.shape in _UNDOES for one in naming)


def named_only_as(text: str, named: str, *shapes: Shape, within: str = "") -> bool:
    """Whether what the pattern names stands in clauses of these shapes, and in no other."""
    naming = [one for one in _of(text, within) if named and re.search(named, one.words)]
    return bool(naming) and all(one.shape in shapes for one in naming)


def named_plainly(text: str, named: str) -> bool:
    """Whether a plain clause names what the pattern names."""
    return any(one.shape is Shape.PLAIN and re.search(named, one.words) for one in clauses(text))


def only(text: str, *shapes: Shape) -> bool:
    """Whether every clause has one of these shapes."""
    found = clauses(text)
    return bool(found) and all(one.shape in shapes for one in found)


def holds(text: str, *shapes: Shape) -> bool:
    """Whether any clause has one of these shapes."""
    return any(one.shape in shapes for one in clauses(text))


def _of(text: str, within: str) -> Sequence[Clause]:
    """The clauses of `text`, with the shapes that they have in the whole message."""
    if not within or within == text or not text.strip():
        return clauses(text)
    part = _said(text).strip()
    every = [one for one in clauses(within) if one.words.strip() in part or part in one.words]
    return every or clauses(text)
