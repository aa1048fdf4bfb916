"""Numbers and words that nobody should send us: found and masked before anything is stored. Pure.

Payment cards by their check digit with what stands beside them, identity numbers by theirs, and whatever a word beside
it makes a secret: passports, bank accounts, passwords, one-time codes. Numbers of orders, parcels and phones stay: they
are what customer service works with. Our own check codes (核对码) stay as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from understanding.plain import has_han


class Secret(str, Enum):
    """What was found."""

    CARD = "card"
    CARD_CODE = "card_code"
    IDENTITY = "identity"
    PASSPORT = "passport"
    ACCOUNT = "account"
    PASSWORD = "password"  # noqa: S105 - a kind of secret, none itself
    ONE_TIME_CODE = "one_time_code"


#: What stands in a message instead: (in a Chinese text, in any other).
_MARKS = {
    Secret.CARD: ("〔卡号〕", "〔card number〕"),
    Secret.CARD_CODE: ("〔安全码〕", "〔card code〕"),
    Secret.IDENTITY: ("〔证件号〕", "〔identity number〕"),
    Secret.PASSPORT: ("〔护照号〕", "〔passport number〕"),
    Secret.ACCOUNT: ("〔账号〕", "〔account number〕"),
    Secret.PASSWORD: ("〔密码〕", "〔password〕"),
    Secret.ONE_TIME_CODE: ("〔验证码〕", "〔one-time code〕"),
}
_KIND_OF_MARK = {mark: kind for kind, marks in _MARKS.items() for mark in marks}
_MARK = re.compile("|".join(map(re.escape, _KIND_OF_MARK)))


@dataclass(frozen=True, slots=True)
class Found:
    """One secret, from `start` up to `end` of the text."""

    kind: Secret
    start: int
    end: int


def masked(text: str) -> str:
    """The text with a mark in the place of every secret. Done twice, it changes nothing more."""
    found = secrets_in(text)
    if not found:
        return text
    other = 0 if has_han(text) else 1
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], _MARKS[one.kind][other]]
        at = one.end
    return "".join([*parts, text[at:]])


def marks_in(text: str) -> frozenset[Secret]:
    """Which kinds of secrets were masked in a text."""
    return frozenset(_KIND_OF_MARK[mark] for mark in _MARK.findall(text))


def without_marks(text: str) -> str:
    """A masked text without its marks: what is left to be understood."""
    return _MARK.sub(" ", text).strip() if "〔" in text else text


def secrets_in(text: str) -> tuple[Found, ...]:
    """Every secret of a text, in order, none inside another."""
    folded = _folded(text)
    if not _WORTH_A_LOOK.search(folded):
        return ()
    found = sorted(_all(folded), key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


# --- one form, in which every character keeps its place

_NUMERALS = dict(zip("零〇一幺二三四五六七八九", "001123456789", strict=True))
_SPOKEN = re.compile(f"[{''.join(_NUMERALS)}]{{4,}}")
_WORTH_A_LOOK = re.compile(r"\d{3}|(?:\d[ -]){6}|密码|口令|pass|pwd|\bpin\b", re.IGNORECASE)


def _folded(text: str) -> str:
    """Plain width and digits for Chinese numerals in a row (a callee dictates them), position by position."""
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) != len(text):
        chars = (unicodedata.normalize("NFKC", char) for char in text)
        plain = "".join(new if len(new) == 1 else old for old, new in zip(text, chars))  # noqa: B905 - of one length
    return _SPOKEN.sub(lambda run: "".join(_NUMERALS[char] for char in run[0]), plain)


def _all(text: str) -> Iterator[Found]:
    for start, end in _runs(text):
        yield from _in_run(text, start, end)
    for kind, pattern in _BESIDE:
        for match in pattern.finditer(text):
            if not (kind is Secret.ACCOUNT and _PHONE.fullmatch(_digits(match[1]))):
                yield Found(kind, match.start(1), match.end(1))
    for match in _LETTERED.finditer(text):
        if _is_lettered_id(match[0].upper()):
            yield Found(Secret.IDENTITY, match.start(), match.end())
    for match in _IBAN.finditer(text):
        yield from _iban(match)


# --- numbers that prove themselves

_RUN = re.compile(r"(?<![0-9A-Za-z])\d+(?:[ \-.]{1,2}\d+)*[Xx]?(?![0-9A-Za-z])")
_GROUP = re.compile(r"\d+[Xx]?")
_LONGEST = 19
_NAMED_OTHERWISE = re.compile(
    (
        r"(?:订单(?:编?号)?|单号|编号|运单号?|快递单?号?|物流单?号?|包裹号?|流水号|交易号|\b(?:order"
        r"|tracking|parcel|waybill|invoice|shipment|reference|ref)(?: (?:number|no\.?|id"
        r"|num))?)[\s:#是为]*(?:is )?$"
    ),
    re.IGNORECASE,
)
_BEHIND_A_CARD = re.compile(
    (
        r"(?:[\s,，/;；、|。.]|有效期|到期|exp(?:iry|ires|iration)?(?: date)?|valid(?: thru| until)?"
        r"|[:：])*(\d{2} ?/ ?(?:20)?\d{2}(?!\d))?(?:[\s,，/;；、|。.]|cvv2?|cvc2?|安全码|and|和"
        r"|[:：是])*((?<!\d)\d{3,4}(?!\d|\s*(?:元|块|年|月|号|件|yuan|dollars?|usd)))?"
    ),
    re.IGNORECASE,
)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Groups of digits with single signs between them, that are long enough for a card."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= 14:
            yield run.span()


def _in_run(text: str, start: int, end: int) -> Iterator[Found]:
    """Cards and identity numbers that are made of whole groups: a part of a longer number is none of them."""
    if _NAMED_OTHERWISE.search(text[max(0, start - 24) : start]):
        return
    groups = [match.span() for match in _GROUP.finditer(text, start, end)]
    first = 0
    while first < len(groups):
        last = _last_of(text, groups, first)
        if last is None:
            first += 1
            continue
        kind, behind = last
        found = Found(kind, groups[first][0], groups[behind][1])
        yield found
        if kind is Secret.CARD:
            yield from _beside_card(text, found.end)
        first = behind + 1


def _last_of(text: str, groups: list[tuple[int, int]], first: int) -> tuple[Secret, int] | None:
    number = ""
    for at in range(first, len(groups)):
        number += text[slice(*groups[at])].upper()
        if len(number) > _LONGEST:
            return None
        if _is_mainland_id(number):
            return Secret.IDENTITY, at
        if _is_card(number):
            return Secret.CARD, at
    return None


def _beside_card(text: str, end: int) -> Iterator[Found]:
    """The date and the code that are written behind a card's number."""
    found = _BEHIND_A_CARD.match(text, end)
    for group in (1, 2):
        if found and found[group]:
            yield Found(Secret.CARD_CODE, found.start(group), found.end(group))


#: Issuers' first digits with the lengths of their numbers. Lengths that parcels' numbers share (13) are left out.
_ISSUERS = (
    (re.compile(r"4"), {16}),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), {16}),
    (re.compile(r"3[47]"), {15}),
    (re.compile(r"62|81"), {16, 17, 18, 19}),
    (re.compile(r"9558"), {19}),
    (re.compile(r"6011|65|64[4-9]|35(?:2[89]|[3-8])"), {16}),
)


def _is_card(number: str) -> bool:
    if not (15 <= len(number) <= _LONGEST and number.isdigit()):
        return False
    return any(len(number) in lengths and first.match(number) for first, lengths in _ISSUERS) and _luhn(number)


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _is_mainland_id(number: str) -> bool:
    """18 signs: a province, a day of birth, and the check digit of GB 11643."""
    if not (len(number) == 18 and number[:17].isdigit() and number[0] in "12345678"):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    check = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number))  # noqa: B905 - without the check digit
    return 1900 <= born.year <= 2100 and "10X98765432"[check % 11] == number[17]


#: Hong Kong (with its bracket), Singapore, and a US social security number with its dashes.
_LETTERED = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z]{1,2}\d{6}\([0-9Aa]\)|[STFGMstfgm]\d{7}[A-Za-z]|(?!000|666"
    r"|9)\d{3}-\d{2}-\d{4})(?![0-9A-Za-z-])"
)


def _is_lettered_id(number: str) -> bool:
    if number.endswith(")"):
        return _is_hong_kong_id(number)
    return number[0].isdigit() or _is_singapore_id(number)


def _is_hong_kong_id(number: str) -> bool:
    letters, digits, check = number[:-9], number[-9:-3], number[-2]
    signs = [36, *(ord(letter) - 55 for letter in letters)][-2:]
    total = sum(weight * value for weight, value in zip((9, 8), signs))  # noqa: B905 - two of each
    total += sum(weight * int(digit) for weight, digit in zip(range(7, 1, -1), digits))  # noqa: B905 - six of each
    return (total + (10 if check == "A" else int(check))) % 11 == 0


def _is_singapore_id(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip((2, 7, 6, 5, 4, 3, 2), number[1:8]))  # noqa: B905
    total += {"T": 4, "G": 4, "M": 3}.get(number[0], 0)
    checks = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}
    place = 10 - total % 11 if number[0] == "M" else total % 11
    return checks[number[0]][place] == number[8]


#: How long an account number of a country is, of those that use ISO 13616.
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24,
    "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20,
    "LV": 21, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
    "AE": 23, "SA": 24,
}  # fmt: skip
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}\d{2}(?: ?[0-9A-Za-z]{2,4}){3,8}(?![0-9A-Za-z])")


def _iban(match: re.Match[str]) -> Iterator[Found]:
    """The part that ends at a space, has its country's length, and whose check holds."""
    ends = [at for at in range(match.start(), match.end()) if match.string[at] == " "]
    for end in [match.end(), *reversed(ends)]:
        number = match.string[match.start() : end].replace(" ", "").upper()
        if (
            len(number) == _IBAN_LENGTHS.get(number[:2])
            and int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1
        ):
            yield Found(Secret.ACCOUNT, match.start(), end)
            return


# --- numbers that a word beside them makes a secret: what group 1 holds

_PHONE = re.compile(r"(?:86)?1[3-9]\d{9}")
_IS = r"(?:\s|是|为|就是|:|#|=|\bis\b)*"
_NUMBER = r"(?:\s?(?:number|no\.?|num|nr|id)\b)?"
_LONG = r"(\d(?:[ -]?\d){{{least},{most}}})(?![0-9A-Za-z])"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BESIDE = tuple(
    (kind, _compiled(pattern))
    for kind, patterns in {
        Secret.CARD: (
            rf"(?<!会员)(?<!购物)(?<!礼品)(?:银行卡|信用卡|储蓄卡|借记卡|卡)号?码?{_IS}"
            + _LONG.format(least=13, most=18),
            rf"\b(?:credit |debit |bank )?card{_NUMBER}{_IS}" + _LONG.format(least=12, most=18),
        ),
        Secret.CARD_CODE: (
            (
                r"(?:\bcvv2?|\bcvc2?|安全码|卡背面?[^\d\n]{0,6}位|背面后?三位"
                r"|\bsecurity code)[^\d\n]{0,10}(\d{3,4})(?!\d)"
            ),
        ),
        Secret.IDENTITY: (
            r"(?:身份证|证件)(?:号码?)?[^\d\n]{0,6}(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])",
            (
                r"(?:身份证|身分证|身分證|身份證|\bHKID|\bID card)(?:号码?"
                r"|號碼?)?[^0-9A-Za-z\n]{0,6}([A-Z]{1,2}[12]?\d{6,8}\(?[0-9A]?\)?)(?![0-9A-Za-z])"
            ),
            rf"\b(?:ssn|social security){_NUMBER}{_IS}(\d{{3}}[- ]?\d{{2}}[- ]?\d{{4}})(?!\d)",
            rf"\bnational insurance{_NUMBER}{_IS}([A-Z]{{2}} ?(?:\d{{2}} ?){{3}}[A-D])(?![0-9A-Za-z])",
        ),
        Secret.PASSPORT: (
            r"(?:护照|護照|通行证|通行證)(?:号码?|號碼?)?[^0-9A-Za-z\n]{0,6}([A-Z]{0,2}\d{6,9}[A-Z]?)(?![0-9A-Za-z])",
            rf"\bpassport{_NUMBER}{_IS}([A-Z]{{0,2}}\d{{6,9}}[A-Z]?)(?![0-9A-Za-z])",
        ),
        Secret.ACCOUNT: (
            rf"(?:银行|收款|汇款|对公|工行|建行|农行|中行|招行|帐|账)(?:卡|帐|账)?(?:号码?|户){_IS}"
            + _LONG.format(least=8, most=24),
            rf"\b(?:bank )?(?:account|acct|a/c){_NUMBER}{_IS}" + _LONG.format(least=6, most=20),
        ),
        Secret.PASSWORD: (
            r"(?<!取件)(?<!提货)(?:密码|密碼|口令)\s?(?:是|为|就是|:|=)\s?([!-~]{4,40})",
            r"(?<!取件)(?<!提货)(?:密码|密碼|口令)\s?(\d{6,8})(?![0-9A-Za-z-])",
            r"\b(?:password|passwd|pwd|passcode)\s?(?:is\s|:|=)\s?((?=[!-~]{0,38}[0-9@#$%^&*!_+?])[!-~]{4,40})",
            r"\b(?:password|passwd|pwd)\s?[:=]\s?([!-~]{4,40})",
            r"\bpin(?: code| number)?\s?(?:is\s|:|=)\s?(\d{4,6})(?!\d)",
        ),
        Secret.ONE_TIME_CODE: (
            r"(?:验证码|驗證碼|动态码|動態碼|动态口令|动态密码|短信码)[^\d\n]{0,10}(\d{4,8})(?!\d)",
            r"(?<![0-9A-Za-z-])(\d{4,8})[^\d\n]{0,6}(?:验证码|驗證碼)",
            (
                r"\b(?:otp|one[- ]?time (?:code|password|passcode|pin)|(?:verification|sms|login"
                r"|auth\w{0,12}) code|2fa code)\b[^\d\n]{0,15}(\d{4,8})(?!\d)"
            ),
            r"(?<![0-9A-Za-z-])(\d{4,8}) (?:is|was) (?:the|my|an?) (?:otp|verification code|one[- ]?time code)",
            r"\b(?:the|my) (?:code|passcode)\s?(?:is|:|was|they sent|i got)[^\d\n]{0,8}(\d{6})(?!\d)",
        ),
    }.items()
    for pattern in patterns
)  # fmt: skip
