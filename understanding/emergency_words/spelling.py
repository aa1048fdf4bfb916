"""One spelling of what people type in a hurry, before the patterns of danger see it. Pure; positions move."""

from __future__ import annotations

import re

from understanding.plain import has_han, plain

#: Traditional signs and dialect that our patterns need beside those of understanding/plain.py.
_SIMPLER = str.maketrans(
    "樣無覺藥罰過歲轉鎖臉連鐵淚壽遠銀顧貨導訊瞞撐棄絕寧園護頂靜雙獨顆瓶鏟鋸親隻條細鐘濕徹夠讀給難將該淨棟繩鏈擊劈紅賣願跡負聲愛裝單處憶創圖醒視輕覽離認證錄網",
    "样无觉药罚过岁转锁脸连铁泪寿远银顾货导讯瞒撑弃绝宁园护顶静双独颗瓶铲锯亲只条细钟湿彻够读给难将该净栋绳链击劈红卖愿迹负声爱装单处忆创图醒视轻览离认证录网",
)
_SPELT = {
    "dont": "don't", "dnt": "don't", "cant": "can't", "cannot": "can't", "wont": "won't", "didnt": "didn't",
    "doesnt": "doesn't", "isnt": "isn't", "wasnt": "wasn't", "werent": "weren't", "wouldnt": "wouldn't",
    "couldnt": "couldn't", "shouldnt": "shouldn't", "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't",
    "arent": "aren't", "aint": "isn't", "ain't": "isn't", "im": "i'm", "ive": "i've", "hes": "he's",
    "shes": "she's", "theyre": "they're", "youre": "you're", "theres": "there's", "whats": "what's",
    "thats": "that's", "wheres": "where's", "whos": "who's", "wanna": "want to", "wana": "want to",
    "wnna": "want to", "wanto": "want to", "gonna": "going to", "gunna": "going to", "gona": "going to",
    "gotta": "have to", "idk": "i don't know", "u": "you", "ur": "your", "anymore": "any more",
    "anylonger": "any longer", "bc": "because", "cuz": "because", "coz": "because", "payed": "paid", "wnat": "want",
    "tonite": "tonight", "meself": "myself", "mysefl": "myself", "myslef": "myself", "someones": "someone's",
    "somebodys": "somebody's", "nobodys": "nobody's", "noone": "no one", "lifes": "life's",
    "everyones": "everyone's", "dieing": "dying", "pls": "please", "n": "and", "rly": "really", "wud": "would",
    "cud": "could", "thru": "through", "accidently": "accidentally", "whatsap": "whatsapp", "2nite": "tonight",
    "tmrw": "tomorrow", "hubbys": "hubby's", "mums": "mum's", "moms": "mom's", "dads": "dad's", "nans": "nan's",
    "cannae": "can't", "dinnae": "don't", "didnae": "didn't", "wasnae": "wasn't", "ah'll": "i'll", "ah'm": "i'm",
    "ower": "over", "oot": "out", "comin": "coming", "ye": "you", "yer": "your", "acc": "account", "gf": "girlfriend",
    "bf": "boyfriend", "theyll": "they'll", "youll": "you'll", "cos": "because",
    "insta": "instagram", "ppl": "people", "babys": "baby's", "w": "with", "tomorow": "tomorrow",
}  # fmt: skip
#: The plain width of a text has made them Latin; our Chinese patterns end a clause at the Chinese ones.
_HAN_SIGNS = str.maketrans(",!?;", "，！？；")
_WORD = re.compile(r"[a-z0-9']{1,14}")
_PHRASES = (
    (re.compile(r"\bid\b(?= (?:rather|be|like|love|prefer|just|never|do|kill|have|better|die|sooner|end))"), "i'd"),
    (
        re.compile(
            r"(?<!very )(?<!so )(?<!was )(?<!is )(?<!am )(?<!feel )(?<!felt )(?<!got )(?<!fell )(?<!really )\b"
            r"il{1,2}\b"
            r"(?= (?:smash|put|kill|throw|find|make|come|be|do|jump|die|shoot|burn|run|never|just|end|hang"
            r"|swear|go|have|stab|beat|break"
            r"|hurt|take|bring|show|track|cut|batter|punch|slit|strangle|murder|blow|bomb|bash|not|show|send"
            r"|set|wait)\b)"
        ),
        "i'll",
    ),
    (re.compile(r"\b(do|does|did|would|could|should|have|has|had) not\b"), r"\1n't"),
    (re.compile(r"\b(?:can not|cant not)\b"), "can't"),
    (re.compile(r"\b(my|him|her|me) self\b"), r"\1self"),
    (re.compile(r"\bwill not\b"), "won't"),
    (re.compile(r"\bme (?:no|not) want\b|\bi (?:no|not) (?:more )?want\b|\bi no more want\b"), "i don't want"),
    (re.compile(r"\b(want to|going to) to\b"), r"\1"),
    (re.compile(r"(?<=\d)\.(?=\d)"), ""),
)


def as_spoken(text: str) -> str:
    """`plain`, with apostrophes where they belong, gonna written out, and a few typing mistakes mended."""
    said = _WORD.sub(lambda found: _SPELT.get(found[0], found[0]), plain(text).translate(_SIMPLER))
    for written, meant in _PHRASES:
        said = written.sub(meant, said)
    return said.translate(_HAN_SIGNS) if has_han(said) else said
