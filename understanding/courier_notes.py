"""A note that was passed on to the courier, and what words then correct in it: 哎呀 是302; sorry, 12 not 21. Pure.

The courier is to get one corrected note and no second one that contradicts the first: so the correction is put into
the note's own words. What only adds to it (and ring the bell) is a note of its own.
"""

from __future__ import annotations

import re

from understanding.address import corrected
from understanding.details.order import phone_in

_LONGEST = {True: 40, False: 110}
"""Up to how many characters words in Chinese (True), and others, correct a note and no more."""
_BARE = {True: 10, False: 28}
"""The same without a word that says so: 是302; it's Thursday."""
_CUE = re.compile(
    r"[写打说发填报给搞弄讲记输留][错反漏快]|手[误快]|不对|^(?:哦|噢|啊|诶|哎)?不(?:不|是)?[，,\s]|(?:不好意思|抱歉)(?=.{0,8}\d)|错了|错啦|有误|更正|(?:改|换)(?:成|为|到|一下|下)|(?:改|换)(?=[今明后下周星礼上中晚]|\d)"
    r"|应该?[是为]|应当是|其实|不是|而是|哎呀|哎哟|啊呀|糟|手滑|重新(?:说|报)|以这个为准|还是(?=[今明后下周星礼上中晚放送])"
    r"|\b(?:sorry|oops|whoops|argh|correction|corrected|wrong|mistyped|typo|mistake|scratch that|hang on"
    r"|i meant?|meant|actually|rather|instead|should (?:be|have been|say)|make (?:it|that)|change|switch"
    r"|on second thoughts?|my bad|misspelt|misspelled)\b"
    r"|^no\b,? ?(?=\w* ?\d)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]|[吗么呢](?=\W|$)|多少|什么时候|为什么|为啥|怎么|咋|几时|哪|能不能|可不可以|是不是|[行可成]不[行可成]|要不要|好不好"
    r"|\b(?:how|when|why|what|which|who|where|is it|did|does|do you|has|have you)\b"
    r"|(?:^|[,.;!]\s*|\b(?:and|but|so|or|then|please|sorry|actually|well|ok) )"
    r"(?:may|might|can|could|shall|should|am|are|must|would it) (?:i|we|my \w+|he|she|they|someone|somebody|be)\b",
    re.IGNORECASE,
)
_ASKED_POLITELY = re.compile(
    r"(?:能不能|可不可以|能|可以|帮我|麻烦)[^，,。?？]{0,4}(?:改|换)|\b(?:can|could|would|will) (?:you|we|u)\b.{0,24}"
    r"\b(?:change|make|correct|fix|tell|switch|update)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"退|取消|发票|抬头|投诉|赔|补发|换货|运费|邮费|订单号"
    r"|\b(?:refund\w*|cancel\w*|money|invoice|complain\w*|return\w*|exchange|postage|cost|price|paid|order number)\b",
    re.IGNORECASE,
)
"""What is corrected of something else than the note."""

_WITH_UNIT = re.compile(
    r"\b(?:flat|apt|unit|room|number|no\.?|door) ?#?(?=\d)"
    r"|[A-Za-z]?\d[\d -]*[A-Za-z]?(?:号楼|号|栋|幢|座|室|楼|单元|弄|柜)?"
)
_FILLS = re.compile(
    r"[是吧啊哈的呀哦嗯要那就了]|\b(?:it'?s|it is|is|on|at|ok|no|please|pls|then|the|for|and)\b", re.IGNORECASE
)
_SLIP = re.compile(
    r"^(?:(?:哎呀|哎哟|啊呀|等等|不对|不好意思|抱歉|[我刚才]*[写打说发填报给搞弄讲记][错反]了?|更正一?下?|错了|其实|(?:改|换)成)[，,。:：！!\s]*)+"
    r"|^(?:(?:sorry|oops|whoops|wait|no|hang on|correction|actually|scratch that"
    r"|i (?:got|said|typed|wrote) (?:it|that) wrong|i meant?|my (?:mistake|bad))\b[\s,.:!-]*)+",
    re.IGNORECASE,
)
_WORD = r"[\w\u4e00-\u9fff'’-]"
_OLD_ZH, _NEW_ZH = r"(?P<old>[^，,。；;不是]{1,12}?)", r"(?P<new>[^，,。；;!！?？]{1,20}?)"
_END_ZH = r"(?:啊|哈|哦|呀|的|吧|才对|才是|[，,。.!！\s]|$)"
_PAIRS = (
    re.compile(rf"不是{_OLD_ZH}[，,。\s]*(?:而?是|应该?[是为]|要?改(?:成|为)|换成){_NEW_ZH}(?={_END_ZH})"),
    re.compile(rf"(?:把)?{_OLD_ZH}(?:要|得|需要|应该?|请|帮我)?(?:改|换)(?:成|为|到){_NEW_ZH}(?={_END_ZH})"),
    re.compile(
        rf"(?:^|[，,。\s]|应该|是)+(?P<new>[^，,。；;是]{{1,20}}?)[，,\s]*(?:而?不是|别是)(?P<old>[^，,。；;]{{1,12}}?)(?={_END_ZH})"
    ),
    re.compile(
        rf"\bnot (?:the |my |at |on |by )?(?P<old>{_WORD}+(?: {_WORD}+){{0,3}}?),? (?:but|it'?s|it is|but rather)"
        rf" (?:the |my |at |on )?(?P<new>{_WORD}+(?: {_WORD}+){{0,4}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:change|switch|swap|correct) (?:the |my )?(?P<old>{_WORD}+(?: {_WORD}+){{0,3}}?) (?:to|for|with|into)"
        rf" (?:the |my )?(?P<new>{_WORD}+(?: {_WORD}+){{0,4}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\b(?:it'?s|it is|is|meant|make it|make that|should be|say|to|sorry|oops|actually|wait)\b|^)[ ,:]*"
        rf"(?:the |my )?(?P<new>{_WORD}+(?: {_WORD}+){{0,4}}?),? (?:and )?(?:not|instead of|rather than)"
        rf" (?:the |my |at |on )?(?P<old>{_WORD}+(?: {_WORD}+){{0,3}})",
        re.IGNORECASE,
    ),
)
"""不是物业是门卫; 把门口改成驿站; the shed, not the porch. What is named as wrong has to stand in the note."""

_DAY_ZH = (
    r"大后[天日]|[今明后][天日儿]|[今明](?=[早晚])|(?:下下?|这)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|(?:\d{1,2}月)?\d{1,2}[号日](?!楼|院|门|栋)"
)
_DAY_EN = (
    r"(?:the )?day after tomorrow|tomorrow|tmrw?|today|tonight|(?:this |next |coming )?(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day|(?:this |next |the )?weekend|the \d{1,2}(?:st|nd|rd|th)"
)
_PART_ZH = r"早上|早晨|上午|中午|下午|傍晚|晚上|晚(?![点会])|早(?![点])|下班"
_PART_EN = r"(?:in the |this )?(?:morning|afternoon|evening)|(?:at )?(?:noon|lunch ?time|night)|after work"
_NUMBER_ZH = r"(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])"
_CLOCK_ZH = rf"{_NUMBER_ZH}(?:[点:：时]\d{{0,2}}半?)(?:到{_NUMBER_ZH}点半?)?(?:以?之?[前后]|左右)?"
_CLOCK_EN = (
    r"(?:(?:at|after|before|by|around|about|from|past|until) )?(?:\d{1,2}(?::\d{2})? ?[ap]\.?m\b"
    r"|(?:half past )?\d{1,2} o'?clock|noon)"
    r"|(?:at|after|before|by|around|past|until) \d{1,2}(?::\d{2})?\b(?![-/\d]| ?[A-Z])"
)
_LENGTH_ZH = r"(?:\d+|[一二两三四五六七八九十半]+)(?:天|个?小时|周|个?礼拜|个?星期|分钟)"
_LENGTH_EN = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|ten|a few|a couple of) (?:more |extra )?"
    r"(?:days?|hours?|weeks?|minutes?)"
)
_TIME = {
    True: tuple(re.compile(one) for one in (_DAY_ZH, _PART_ZH, _CLOCK_ZH, _LENGTH_ZH)),
    False: tuple(re.compile(rf"\b(?:{one})", re.IGNORECASE) for one in (_DAY_EN, _PART_EN, _CLOCK_EN, _LENGTH_EN)),
}
"""A day, its part, an hour, and a length; in Chinese (True) and in English."""

_NEW = re.compile(
    r"改(?:成|到|为)?|换(?:成|到)|而?是|还是|应该|\b(?:make it|make that|rather|meant?|it'?s|instead|to|actually)\b",
    re.IGNORECASE,
)
"""Behind the last of these stands what is meant."""

_PHONE = re.compile(r"(?<!\d)(?:\+\d{1,3}[ -]?)?\d(?:[ -]?\d){6,12}(?!\d)")
_TAIL = re.compile(
    r"(?:尾号|后[四三两二]位|最后[四三两二一]?位|末[四三两二]位|ends? in|ending(?: in)?"
    r"|last (?:four|three|two|digits?)(?: digits?)?)"
    r"[^\d]{0,8}(?P<new>\d{1,4})(?!\d)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?<![\dA-Za-z#:/.-])(?P<number>\d{1,4}[A-Za-z]?)(?![\dA-Za-z:/.]|\s*(?:[点月日天个件元块次分时秒]|号(?!楼|院|栋|门|房)|pm|am|days?|hours?))"
)
_PLACED = re.compile(r"[栋幢座室楼单元弄门户]|\d号|flat|apt|unit|house|door|floor|gate|room|number", re.IGNORECASE)

_PLACE = re.compile(
    r"(?:改送|送|寄|转)到|地址|\b(?:deliver|redirect|forward|take|bring|send) (?:it |them )?to\b", re.IGNORECASE
)
_LEFT = re.compile(
    r"[放搁丢扔存][^，,。]{0,3}(?:在|到|去)?[^，,。]{1,8}|\b(?:leave|left|put|drop)\b.{1,40}", re.IGNORECASE
)
_FORBIDS = re.compile(r"别|不要|勿|不许|莫|\b(?:don'?t|do not|never|no)\b", re.IGNORECASE)
_SPOT = re.compile(r"[放搁存][^，,。；;]{1,14}")
_SPOT_NEW = re.compile(
    r"(?<![别不])(?P<new>[放搁存][^，,。；;!！?？]{1,12}?)(?=吧|啊|呀|就行|就好|得了|[，,。!！\s]|$)"
)
_SMALL = re.compile(r"\b(?:on|at|in|the|to|please|by|it|my)\b|[请一下儿]", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_LEAD = re.compile(r"^(?:请|麻烦|帮我?|就|那|改?送到|deliver to|please|pls|to|it|leave it|the)+", re.IGNORECASE)
_MARKS = {True: "更正，以这条为准：", False: "Correction, this replaces the note before: "}


def may_correct(text: str) -> bool:
    """Whether words are short, ask nothing, and say that something was wrong, or name no more than a value."""
    said = text.strip()
    chinese = _has_han(said)
    if not said or len(said) > _LONGEST[chinese] or _ELSE.search(said):
        return False
    if _ASKS.search(said) and not _ASKED_POLITELY.search(said):
        return False
    return _says_so(said) or any(one.search(said) for one in _PAIRS)


def _says_so(said: str) -> bool:
    return says_it_was_wrong(said) or _is_bare(said)


def says_it_was_wrong(text: str) -> bool:
    """Whether words say that what was told before is not right."""
    return bool(_CUE.search(text))


def _is_bare(said: str) -> bool:
    """Whether they are no more than a number, or a time: 是302; Thursday, please."""
    chinese = _has_han(said)
    rest = _WITH_UNIT.sub(" ", said)
    for one in _TIME[chinese]:
        rest = one.sub(" ", rest)
    return rest != said and len(said) <= _BARE[chinese] and not _SIGNS.sub("", _FILLS.sub(" ", rest))


def told_anew(text: str) -> str:
    """Without the words that only say that it was wrong: 说错了，放门卫 gives 放门卫."""
    return _SLIP.sub("", text.strip()) or text.strip()


def amended(note: str, text: str) -> str | None:
    """The note with what the words correct in it; None: they correct nothing of it."""
    if not may_correct(text):
        return None
    before = plain_note(note)
    found = _of_phone(before, text) or _one_for_another(before, text)
    if not found and _says_so(text):
        found = (
            _of_time(before, text) or corrected(before, text) or _of_the_only_number(before, text)
            or _of_the_spot(before, text)
        )  # fmt: skip
    return found if found and found != before else None


def _of_phone(note: str, text: str) -> str | None:
    """Another telephone number in the place of the one that was told, or its last digits."""
    here = _PHONE.findall(note)
    if len(here) != 1:
        return None
    if number := phone_in(text):
        return note.replace(here[0], number)
    if (tail := _TAIL.search(text)) and not here[0].endswith(tail["new"]):
        return note.replace(here[0], here[0][: -len(tail["new"])] + tail["new"])
    return None


def _one_for_another(note: str, text: str) -> str | None:
    """What stands in the note for what they name beside it."""
    for pattern in _PAIRS:
        for found in pattern.finditer(text):
            old, new = _only_there(note, found["old"].strip()), _meant(found["new"])
            if old and re.fullmatch(r"[A-Za-z]?\d+[A-Za-z]?", old):
                new = _last_number(new)
            if old and new and old.lower() != new.lower():
                return note.replace(old, new)
    return None


def _meant(named: str) -> str:
    """The new value alone: I meant the shed gives shed."""
    said = told_anew(named.strip(" ,，。"))
    return re.sub(r"^(?:(?:it'?s|it is|is|to|the|my|make it|应该?是|是|放在?|送到?) ?)+", "", said, flags=re.IGNORECASE)


def _last_number(named: str) -> str:
    """Of what stands for a number the number alone: flat 14, not 12."""
    found = re.findall(r"[A-Za-z]?\d+[A-Za-z]?", named)
    return str(found[-1]) if found else ""


def _only_there(note: str, named: str) -> str | None:
    """What is named as wrong, as the note has it; at least two characters, and once only."""
    for one in (named, re.sub(r"^(?:放在?|送到?|在|是|the |my |at |on |in )", "", named, flags=re.IGNORECASE)):
        place = re.compile(rf"(?<![\dA-Za-z]){re.escape(one)}(?![\dA-Za-z])", re.IGNORECASE)
        here = place.findall(note) if len(one) > 1 else []
        if len(here) == 1:
            return str(here[0])
    return None


def _of_time(note: str, text: str) -> str | None:
    """Another day, part of the day or hour in the place of those that were told: 后天下午 for 明天."""
    chinese = _has_han(text)
    named = _times_in(_without_denied(text), chinese=chinese)
    if any(len(one) > 1 for one in named):
        named = _meant_times(text, chinese=chinese)
    spans = [list(one.finditer(note)) for one in _TIME[chinese]]
    if not any(named) or not any(spans) or any(len(one) > 1 for one in named):
        return None
    if any(len(one) > 1 for one in spans):  # 明天别送，后天再送
        whole = ("" if chinese else " ").join(one[0] for one in named if one)
        return (f"{whole}送" if chinese else f"deliver {whole}") if named[0] else None
    put = list(note)
    at_end = max(one[0].end() for one in spans if one)
    behind = ""
    for told, here in zip(named, spans, strict=True):
        if told and here:
            put[here[0].start() : here[0].end()] = [told[0], *[""] * (here[0].end() - here[0].start() - 1)]
        elif told:
            behind += told[0] if chinese else f" {told[0]}"
    return "".join(put[:at_end]) + behind + "".join(put[at_end:])


def _meant_times(text: str, *, chinese: bool) -> list[list[str]]:
    """Of several times that are named the one that is meant: 我后天上班 改成周六下午; 七点还没下班 八点半以后."""
    behind = _times_in(_NEW.split(text)[-1], chinese=chinese)
    if any(behind) and all(len(one) < 2 for one in behind):
        return behind
    clauses = (
        _times_in(one, chinese=chinese) for one in reversed(re.split(r"[，,。;；\s]+" if chinese else r"[,.;]+", text))
    )
    return next((one for one in clauses if any(one)), behind)


def _times_in(text: str, *, chinese: bool) -> list[list[str]]:
    """The days, parts of a day and hours that are named."""
    return [one.findall(text) for one in _TIME[chinese]]


def _without_denied(text: str) -> str:
    """Without the time that is said to be wrong: 不是明天, not tomorrow."""
    return re.sub(
        rf"不是(?:{_DAY_ZH}|{_PART_ZH})+|\b(?:not|instead of|rather than) (?:{_DAY_EN}|{_PART_EN}|{_CLOCK_EN})",
        " ", text, flags=re.IGNORECASE,
    )  # fmt: skip


def _of_the_spot(note: str, text: str) -> str | None:
    """Another place to put it in, with the rest of the note as it was: 改成放鞋柜上."""
    told, here = _SPOT_NEW.search(text), list(_SPOT.finditer(note))
    if told is None or len(here) != 1 or _FORBIDS.search(note[: here[0].start()][-3:]):
        return None
    return note[: here[0].start()] + told["new"] + note[here[0].end() :]


def _of_the_only_number(note: str, text: str) -> str | None:
    """是12, sorry 12: in the place of the one number of a place that the note has."""
    told, here = list(_ALONE.finditer(text)), list(_ALONE.finditer(note))
    if len(told) != 1 or len(here) != 1 or _PHONE.search(text) or not (_PLACED.search(note) or _PLACE.search(note)):
        return None
    if told[0]["number"].lower() == here[0]["number"].lower():
        return None
    return note[: here[0].start("number")] + told[0]["number"] + note[here[0].end("number") :]


def overtakes(earlier: str, later: str) -> bool:
    """Whether a courier who does the later note cannot do the earlier one: another address, place, number or day."""
    one, other = _kinds(plain_note(earlier)), _kinds(plain_note(later))
    return bool(one) and one <= other and not (_FORBIDS.search(earlier) or _FORBIDS.search(later))


def tells_a_place(note: str) -> bool:
    """Whether it says to what other address the parcel goes."""
    return bool(_PLACE.search(note)) and bool(re.search(r"\d", note))


def _kinds(note: str) -> frozenset[str]:
    chinese = _has_han(note)
    place = tells_a_place(note)
    found = {
        "place": place,
        "left": not place and bool(_LEFT.search(note)),
        "phone": bool(_PHONE.search(note)),
        "day": bool(_TIME[chinese][0].search(note)),
    }
    return frozenset(name for name, holds in found.items() if holds)


def same_note(one: str, other: str) -> bool:
    """Whether both tell the courier the same, or the second less: 放驿站 after 放驿站，别放门口."""
    first, second = _core(one), _core(other)
    return first == second or (len(second) > (2 if _has_han(second) else 5) and second in first)


def _core(note: str) -> str:
    return _LEAD.sub("", _SIGNS.sub("", _SMALL.sub(" ", plain_note(note))).lower())


def as_correction(note: str) -> str:
    """For a courier who has the earlier note already."""
    return _MARKS[_has_han(note)] + plain_note(note)


def plain_note(note: str) -> str:
    """Without the words that mark it as a correction."""
    return next((note.removeprefix(mark) for mark in _MARKS.values() if note.startswith(mark)), note)


def _has_han(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))
