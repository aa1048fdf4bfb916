"""What the patterns of danger are made of: people, bodies, things, and one part near another. Pure.

Every repetition is bounded, so that no text takes longer than its length.
"""

from __future__ import annotations

from enum import Enum


class Emergency(str, Enum):
    """What may be going on. The order is that of urgency: where a message holds several, the first counts."""

    SELF_HARM = "self_harm"
    CHILD_IN_DANGER = "child_in_danger"
    FIRE = "fire"
    POISONING = "poisoning"
    INJURY = "injury"
    THREAT_TO_OTHERS = "threat_to_others"
    THREATENED = "threatened"
    MONEY_ALREADY_SENT = "money_already_sent"
    FRAUD_UNDER_WAY = "fraud_under_way"
    ACCOUNT_TAKEN_OVER = "account_taken_over"
    PAID_BUT_UNPAID = "paid_but_unpaid"


def then(one: str, other: str, within: int) -> str:
    """`one`, and at most that many characters of the same sentence later `other`."""
    return rf"(?:{one})[^.!?。！？\n]{{0,{within}}}?(?:{other})"


def near(one: str, other: str, within: int) -> str:
    """The same in either order."""
    return f"(?:{then(one, other, within)}|{then(other, one, within)})"


def words(at_most: int) -> str:
    """Up to that many English words, each with the space before it."""
    return rf"(?: [\w'-]{{1,16}}){{0,{at_most}}}?"


# --- people

CHILD_ZH = (
    r"(?:孩子|孩儿|宝宝(?!椅|餐|霜|霸)|小孩|细路|囡囡|小子(?=让|被|把|给)|(?<!娃)娃(?!娃)|女儿|儿子|婴儿|孙子"
    r"|孙女|外孙|侄子|侄女"
    r"|小朋友|闺女|小宝|大宝|二宝|(?:一|两|二|三|四|五|六|七|八|\d)岁(?!以上|以下))"
)
CHILD_WORD_EN = (
    r"\b(?:child(?:ren)?|kids?|kiddos?|baby|babies|toddlers?|(?:sons?|daughters?)(?![ -]in[ -]law)|infant"
    r"|newborn|bub|nephew|niece"
    r"|grand ?(?:son|daughter|child|kid)s?|(?:little|wee) (?:one|boy|girl|lad|lass)|my (?:boy|girl)"
    r"|(?:\w{1,8}|\d{1,2})[- ]?(?:year|yr|month|week)s?[- ]old|my (?:wee |little )?(?:lad|lass)|\d{1,2} ?(?:yo"
    r"|y/o|mo)(?= ))"
)
CHILD_EN = rf"{CHILD_WORD_EN}\b(?!'s\b)"
KIN_ZH = (
    r"(?:老公|老婆|媳妇|爱人|对象|男友|女友|男朋友|女朋友|爸爸?|妈妈?|爹|阿妈|阿爸|老豆|奶奶|爷爷|姥姥|姥爷"
    r"|外婆|外公|婆婆"
    r"|公公|丈母娘|岳父|岳母|老人家?|老爷子|老太太|老头|老伴|哥|姐|弟|妹|朋友|室友|舍友|同学|同事|邻居|客人"
    r"|家人|家里人)"
)
KIN_EN = (
    r"(?:husband|hubby|wife|partner|mum|mom|mummy|mother|dad|father|nan|nana|gran|granny|grandma|grandmother|grandad"
    r"|granddad|grandpa|grandfather|brother|sister|friend|mate|flatmate|housemate|roommate|room mate"
    r"|girlfriend|boyfriend"
    r"|fiance|aunt|auntie|uncle|cousin|neighbou?r|colleague|coworker|client|guest|old (?:lady|man|woman)|teen"
    r"|teenager|(?:son|daughter)(?=[ -]in[ -]law))(?:[ -]in[ -]law)?"
)
SOMEONE_ZH = rf"(?:我|俺|咱|他|她|佢|人(?!工|造|气|民|字)|{KIN_ZH})"
SOMEONE_EN = (
    r"\b(?:i(?:'m|'ve| am| have)?|he(?:'s)?|she(?:'s)?|we|(?:(?:my|me|our|his|her|an?|the"
    rf"|your) (?:\w{{1,10}} )?)?{KIN_EN}"
    rf"(?:'s)?|some(?:one|body)|people|{CHILD_EN})"
)
WHOM_EN = (
    rf"(?:me|us|him|her|them|myself|himself|herself|some(?:one|body)|(?:my|our|his|her|the) (?:\w{{1,10}} )?{KIN_EN}"
    rf"|(?:my |our |the |his |her )?(?:\w{{1,10}} )?{CHILD_EN})"
)

# --- bodies: no handbag, no table leg, no face cream

LIMB_ZH = (
    r"(?:(?<![骑歌选对新助猎凶水高扶])手(?!机|表|办|链|环|套|柄|册|提|工|账|帐|感|续|写|电|动|镯|串|推|绳|镜"
    r"|摇|里|边|慢|快|滑|残|把|头|持|刹|撕|机)|手[里头](?=[^，。]{0,2}(?:血|泡|口子))"
    r"|手指头?|指头|指甲|虎口|手[背心掌臂肘腕杆]|小臂|胳膊|胳肢窝|肩膀"
    r"|脚(?!垫|本|架|踏|链|凳|感|手架|踩|轮|蹬|套)|脚[面背底趾踝跟腕]|脚趾头|脚底板|腿(?!套|环|毛|托)|大腿"
    r"|小腿|膝盖(?!护)|屁股(?!垫)"
    r"|额头|下巴|鼻子|嘴唇(?!膏)|嘴角|舌头|耳朵(?!套|罩)|脸(?!盆|书|谱|色)|眼(?!镜|罩|影|霜|线|看|药|熟|红|光"
    r"|馋|前)|眼睛|眼皮|眼角"
    r"|嘴(?!唇膏|巴子)|头(?!像|盔|绳|饰|戴|条|次|天|发|等|疼|都|大|痛|一|款|层|单|号|部|上的)|头皮|后脑勺|背上"
    r"|脖子|喉咙|嗓子|胸口|后背|腰(?!带|围|包|靠|线|枕)"
    r"|尾椎骨?|尾巴骨|腰椎|肋骨|锁骨|髋骨|骨头|门牙|牙齿|牙(?=磕|崩|掉|断|碎)|皮肤|身上|全身|肚子(?!疼|痛))"
)
LIMB_EN = (
    r"(?:(?:hand|finger|fingertip|thumb|palm|knuckle|arm|forearm|elbow|wrist|shoulder|leg|thigh|shin|ankle"
    r"|heel|toe|knee"
    r"|hip|rib|eye|eyelid|eyebrow|lip|ear|cheek|bone|nostril|calf)s?|foot|feet|face|forehead|chin|mouth|tongue"
    r"|throat|head"
    r"|skull|scalp|skin|neck|back|spine|tailbone|coccyx|nose|jaw|tooth|teeth|gums?|chest|stomach|belly|tummy|lap|bum"
    r"|backside|butt|bottom|collarbone|body|artery|tendon|groin)\b(?!'s\b)"
    r"(?! (?:cream|bag|lotion|wash|soap|towel|mask|sanitiser|sanitizer|rest|band|piece|brace|warmer|set"
    r"|blender|mixer|drill"
    r"|pump|luggage|wipes|gel|scrub|roller|massager|spray|paint|stand|lamp|phones?|light|made|order|up plan"
    r"|drop|liner))"
)
OWN_EN = rf"(?:my|me|his|her|our|their|(?:{KIN_EN}|{CHILD_EN})'?s?)"
LIMB_OF_EN = rf"{OWN_EN} (?:[\w']{{1,10}} )?{LIMB_EN}"

# --- things

ELECTRIC_ZH = (
    r"(?:充电宝|充电器|叉电器|充电线|充电头|电池|蓄电池|插座|插头|插排|插线板|排插|接线板|开关|热水壶|水壶"
    r"|电壶|破壶|这壶|电瓶|平衡车"
    r"|电动车|电瓶车|滑板车|手机|耳机|电热毯|取暖器|电暖|暖风机|高压锅|压力锅|空气炸锅|玻璃锅|锅|夜灯|灯泡"
    r"|台灯|灯|烤箱|微波炉|电饭煲|吹风机"
    r"|卷发棒|风扇|空调|冰箱|洗衣机|热水器|灶台?|燃气灶|音箱|平板|电脑|手表|玩具|遥控器|加湿器|香薰|蜡烛"
    r"|打火机|暖手宝|热水袋|暖水袋|电蚊香)"
)
ELECTRIC_EN = (
    r"(?:charger|charging (?:cable|dock|case)|battery|batteries|plug|socket|outlet|cable|cord|lead|extension"
    r"|adapter|adaptor"
    r"|power ?bank|power strip|phone|laptop|e-?bike|scooter|hover ?board|heater|radiator|kettle|toaster|oven"
    r"|air ?fryer"
    r"|fryer|microwave|iron|straightener|straighteners|curler|hair ?dryer|hairdryer|dryer|drier|lamp|light"
    r"|lights|bulb"
    r"|lantern|fan|blanket|diffuser|humidifier|candle|vape|fridge|freezer|washer|washing machine|machine"
    r"|dishwasher|boiler"
    r"|hob|stove|cooker|blender|treadmill|speaker|tv|device|unit|appliance|motor|toy|router|monitor"
    r"|(?:heating )?pad|headset|drill|mower|multiplug|switch|projector|printer|camera|drone|steamer|grill|pan"
    r"|pot|it)"
)
