"""The words of emergencies, as data by kind and language; understanding/people_first.py reads them. Pure.

The patterns see plain text (understanding/plain.py): lower case, simplified, no spaces between Han characters.
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


_BODY_ZH = (
    r"(?:手(?!机|表|办|链|环|套|柄|册|提|工|账|帐|感|续|写|电|动|镯|串|推|绳|镜|摇)|手指|脚(?!垫|本|架|踏"
    r"|链|凳)|腿(?!套)|胳膊|胸口|脸(?!盆|书|谱)|眼(?!镜|罩|影|霜|线|看)|嘴(?!唇膏)|头(?!像|盔|绳|饰|戴|条"
    r"|次|天|发|等|疼)|脖子|皮肤|身上|后背|大腿|喉咙|指头)"
)
_HURT_ZH = r"(?:割|划|烫|烧|炸|砸|扎|刺|夹|戳|磕|咬|电|灼|崩|弹|削|切)"
_CHILD_ZH = (
    r"(?:孩子|宝宝(?!椅|餐)|小孩|娃(?!娃)|女儿|儿子|婴儿|孙子|孙女|小朋友|闺女|小宝|大宝|二宝|(?:一|两|二"
    r"|三|四|五|六|七|八|\d)岁)"
)
_WE_EN = r"(?:me|us|him|her|them|my \w+|our \w+|someone|somebody)"
_LIMB_EN = (
    r"(?:hands?|fingers?|thumb|arms?|legs?|foot|feet|toes?|face|eyes?|lips?|mouth|tongue|throat|head|skin"
    r"|neck|back|knees?|wrists?|ankles?|elbows?|shoulders?|ribs?|hips?|nose|jaw|shins?|tooth|teeth)"
)
_CHILD_EN = (
    r"\b(?:child|kid|kiddo|baby|toddler|son|daughter|infant|grandson|granddaughter|little (?:one|boy|girl)"
    r"|(?:\w+|\d+)[- ](?:year|month)s?[- ]old)(?!'s\b)\b"
)
_STAFF_EN = (
    r"(?:driver|courier|rider|delivery (?:guy|man|boy|driver|person)|seller|agent|staff|manager"
    r"|shop ?keeper|owner|boss|guy|man|woman|idiot|bastard|people|employee|neighbou?r|wife|husband|ex"
    r"|boyfriend|girlfriend)s?"
)

#: Patterns that speak of an emergency.
WORDS: dict[Emergency, tuple[str, ...]] = {
    Emergency.SELF_HARM: (
        r"想死(?!你|他|她|它|我了|我啦|我们)|(?:不想|不愿意?)(?:再)?活|活不下去",
        r"活着(?:也|还|真|都)?(?:没(?:什么|啥)?(?:意思|意义|劲)|有什么意思)|自杀|自残|割腕|轻生|寻短见",
        r"(?:想|要|去|就|准备|打算)(?:跳楼|跳河|跳江|跳桥|上吊)|死给(?:你|你们|他|他们)看",
        r"从[^，。！？]{0,8}(?:楼|阳台|窗|桥|天台)[^，。！？]{0,6}跳下|结束(?:自己|我)?的?(?:这条)?生命",
        r"了结(?:自己|我自己)|死了算了|不如死了|死了一了百了|伤害(?:我)?自己",
        r"安眠药[^，。]{0,8}(?:都吃|一起吃|全吃|吞)|吞(?:了)?[^，。]{0,4}安眠药|写好?了?遗书|不想活",
        r"\b(?:kill(?:ing)?|hang(?:ing)?|shoot(?:ing)?|harm(?:ing)?) myself\b",
        r"\b(?:want|going|ready|wish|rather|like) to die\b|\bgonna die by",
        r"\b(?:commit(?:ting)? )?suicid(?:e|al)\b|\bend(?:ing)? (?:my|my own) life\b|\bend it all\b",
        r"\btak(?:e|ing) my own life\b",
        (
            r"\b(?:want to|going to|gonna|thinking (?:of|about)|feel like|keep|been) (?:hurt"
            r"|cut)(?:ting)?(?:ing)? myself\b"
        ),
        r"\b(?:don'?t|do not) want to (?:live|be alive|wake up|be here)\b(?! in| near| at)",
        r"\bno (?:reason|point)(?: in)? (?:to )?liv(?:e|ing)\b|\b(?:life|living) is(?:n'?t| not) worth\b",
        r"\bbetter off dead\b|\bwish i (?:was|were) dead\b",
        r"\bjump(?:ing)? (?:off|from) (?:a|the|my|this) (?:\w+ )?(?:bridge|roof|building|balcony|window)\b",
        (
            r"\b(?:took|take|taken|swallow(?:ed)?) (?:all|a whole \w+ of|too many|a bunch of)(?: of)?(?: my"
            r"| the)? ?(?:sleeping )?pills\b"
        ),
        r"没法(?:再)?活|活够了|一了百了|离开(?:这个)?人?世(?:界)?|想解脱",
        r"(?:割|划)(?:了)?(?:自己)?(?:的)?(?:手)?腕",
        r"\bending it all\b|\bcan'?t go on (?:any ?more|living|like this any ?more)\b",
        r"\b(?:slash|slit|cut)(?:ted|ed|ting|ing)? my wrists?\b",
    ),
    Emergency.CHILD_IN_DANGER: (
        (
            rf"{_CHILD_ZH}[^。！？!?]{{0,16}}(?:吞(?:了|下|进|服|到)|误吞|误食|误服|咽(?:了|下)"
            r"|卡(?:住)?了?(?:在)?(?:了)?(?:喉|嗓|气管)|噎(?:住|到|着)|窒息|呛(?:到|住|着)|(?:割|划|烫|烧"
            r"|炸|砸|扎|夹|灼)(?:伤|到|破)|流血|出血|受伤|摔(?:伤|断|下来|下去|破头)|晕(?:倒|过去)|昏(?:倒"
            r"|迷|过去)|抽搐|触电|被电|中毒|走丢|走失|失踪|喘不|呼吸困难|发紫|送(?:急诊|医院|医)|吃(?:了|下"
            r"|进)[^，。]{0,4}(?:电池|磁|纽扣|珠|干燥剂|洗衣|药|零件|清洁|胶))"
        ),
        rf"{_HURT_ZH}(?:伤|到|破)(?:了)?(?:我|我家|我们家)?{_CHILD_ZH}",
        (
            r"\b(?:burn(?:ed|t)|cut|scalded|hurt|injured|shocked|fell on) (?:my|our|the|his"
            r"|her) (?:\w+ )?(?:child|kid|baby|toddler|son|daughter|grandson"
            r"|granddaughter)s?\b(?! feelings)"
        ),
        r"(?:吞(?:了|下)|误吞|误食|误服)[^，。！？]{0,8}(?:电池|磁力|磁铁|纽扣|珠子|干燥剂|洗衣凝珠|零件)",
        (
            rf"{_CHILD_EN}[^.!?]{{0,50}}\b(?:swallow\w*|chok(?:ed|ing)|burn(?:ed|t)|scald\w*|bleed\w*"
            r"|injured|hurt(?! (?:his|her|their) feelings)|electrocuted|shocked by|can'?t breathe"
            r"|not breathing|stopped breathing|unconscious|poisoned|convuls\w+|seizure|suffocat\w+"
            r"|fell (?:off|out|from)|(?:ate|eaten|drank|put) [^.!?]{0,14}(?:batter(?:y|ies)|magnets?"
            r"|beads?|buttons?|detergent|pods?|pills?|bleach|glue)|cut (?:his|her|their) \w+|went missing"
            r"|has gone missing|got stuck in (?:his|her|their) throat)\b"
        ),
        r"\bswallow\w* (?:a|the|one of|some|two|three|\d)[^.!?]{0,20}\b(?:battery|batteries|magnets?|beads?)\b",
        (
            rf"{_CHILD_ZH}[^。！？!?]{{0,16}}(?:卡(?:住|了|在)[^，。]{{0,4}}(?:零件|珠|硬币|鼻|耳|果冻|糖)"
            r"|塞(?:进|到|了)[^，。]{0,4}(?:鼻|耳)|嘴里[^，。]{0,6}(?:卡|含着)[^，。]{0,4}(?:零件"
            r"|电池|珠))"
        ),
        (
            rf"{_CHILD_EN}[^.!?]{{0,50}}\b(?:trouble breathing|struggl\w+ to breathe|difficulty breathing"
            r"|turning blue|allergic reaction)\b"
        ),
    ),
    Emergency.FIRE: (
        r"着火|起火(?!锅)|失火|冒烟|冒(?:着|出)[^，。]{0,4}烟|烧(?:起来|着了)|火灾(?!报警|险|保险)",
        r"(?:燃气|煤气|天然气|液化气)[^，。]{0,4}(?:泄漏|泄露|漏了|在漏)|漏煤气",
        (
            r"(?:充电宝|充电器|充电线|电池|插座|插头|插排|排插|热水壶|水壶|电瓶|平衡车|电动车|手机|耳机"
            r"|电热毯|取暖器|高压锅|玻璃杯|锅|灯|罐|烤箱|电饭煲)[^，。！？]{0,8}(?:爆炸|自爆|炸(?:了|裂|开)"
            r"|烧了)"
        ),
        r"(?<!好吃到)爆炸了",
        r"\b(?:caught|catch(?:ing|es)?|set) (?:\w+ ){0,3}?(?:on )?fire\b(?! (?:stick|tablet|tv|hd|alarm))",
        r"\b(?:is|was|are|it's|house|kitchen|room) on fire\b|\bin flames\b|\bup in smoke\b",
        r"\bsmok(?:e|es) (?:is |was |started |keeps )?(?:com\w+|pour\w+) (?:out|from)\b",
        (
            r"\b(?:charger|battery|plug|cable|power ?bank|phone|scooter|heater|kettle|toaster|adapter"
            r"|socket|device|it|lamp|blanket)(?:'s| is| was| started| starts| keeps| began)? (?:smok(?:ing"
            r"|es|ed)|explod\w+|burst\w*|sparking and)\b(?! (?:in|on|into) (?:my|his|her|our|popularity))"
        ),
        r"\bgas leak\b|\bsmell (?:of )?gas\b|\b(?:house|kitchen|electrical) fire\b(?! (?:alarm|safe|exting))",
        r"(?:打|冒|电)火花(?!塞|特效|灯)|火星(?:四溅|子)",
        (
            r"(?:热水袋|暖水袋|暖手宝|水杯|玻璃壶|壶|气罐|喷雾|打火机|音箱|平板|电脑|手表|玩具|遥控器"
            r"|轮胎)[^，。！？]{0,4}(?:爆炸|自爆|炸(?:了|裂|开))"
        ),
        (
            r"\b(?:power ?bank|charger|battery|phone|kettle|heater|plug|lamp|toaster|scooter|device|bottle"
            r"|adapter) (?:just |suddenly )?(?:blew up|spark(?:ed|s)|is sparking|(?:was|is) on fire)\b"
        ),
        r"\b(?:smoke everywhere|full of smoke|filled with smoke|there(?:'s| is| was) (?:\w+ )?smoke\b)",
    ),
    Emergency.POISONING: (
        r"(?<!电脑)(?<!手机)(?<!剧)中毒(?!软件|病毒)|误食|误服|误喝|误饮|上吐下泻|口吐白沫|煤气中毒",
        r"(?:喝|吞)(?:了|下|进)[^，。]{0,6}(?:农药|洗衣液|清洁剂|洁厕|消毒液|漂白|84|老鼠药|酒精)",
        (
            r"(?:吃|喝)(?:完|了|坏|过)[^。！？]{0,14}(?:上吐|呕吐|吐了|一直吐|拉肚子|腹泻|肚子(?:疼|痛)"
            r"|头晕|发烧|住院|进医院|急诊)"
        ),
        r"\b(?:been |got |was |were |is |are )?poisoned\b|\bfood poisoning\b|\bcarbon monoxide\b",
        (
            r"\b(?:swallowed|drank|ingested|drunk) (?:\w+ ){0,3}(?:bleach|detergent|cleaner|cleaning \w+"
            r"|poison|chemicals?|antifreeze|batter(?:y|ies))\b"
        ),
        (
            r"\b(?:ate|eaten|eating|drank|drinking|after (?:having|taking))\b[^.!?]{0,60}\b(?:sick(?! of)"
            r"|ill|vomit\w*|throwing up|threw up|diarrh?o?ea|stomach (?:pain|cramps?)|hospital)\b"
        ),
        r"\b(?:vomiting|throwing up)\b[^.!?]{0,40}\b(?:after|since|from|ate)\b",
        r"\b(?:sick|ill|throwing up|vomiting) (?:after|from) (?:eating|drinking|having|taking|your|the) ?\w*",
    ),
    Emergency.INJURY: (
        (
            rf"{_BODY_ZH}[^，。！？]{{0,8}}?{_HURT_ZH}(?:伤|破|到|烂|坏|断|裂|肿|出血|流血|了|出(?:了)?(?:血"
            r"|泡)|个?口子|出?一(?:个|道)口)"
        ),
        rf"{_HURT_ZH}(?:伤|到|破|断)(?:了)?(?:我|人(?!工)|他|她|手(?!机|办|表)|脚|脸|眼睛|老人|我妈|我爸|老公|老婆)",
        (
            r"(?:我|老公|老婆|妈妈?|爸爸?|奶奶|爷爷|家人|老人|人)(?:都|也|直接|被|差点|让"
            rf"|给)*[^，。！？]{{0,8}}?{_HURT_ZH}(?:伤|到)(?!了?心)"
        ),
        (
            r"(?:开水|热水|滚水|热汤|滚汤|热油|滚油|热粥)[^，。！？]{0,6}?(?:浇|泼|溅|洒|倒|淋|喷)[^，。！？]{0,10}?"
            rf"(?:{_BODY_ZH}|{_CHILD_ZH}|我妈|我爸|老人)"
        ),
        (
            r"\b(?:boiling|hot|scalding) (?:water|oil|soup|tea|coffee|milk)\b.{0,24}?"
            r"\b(?:on|over|onto|down|across) (?:\w+ )?"
            rf"(?:(?:my|his|her|our|their) (?:\w+'s )?)?(?:{_LIMB_EN}|{_CHILD_EN}|myself|himself|herself)\b"
        ),
        r"(?:流|出)(?:了)?(?:好多|很多|一地|不少|好大|满手|大量)?的?血(?!糖|压)|血(?:流|止)不|止不住血|骨折",
        r"(?<!险些)触电(?!器)|(?:被|让)[^，。]{0,8}电(?:到|了|击)|电(?:到|着)(?:我|人|手)",
        r"漏电[^。！？]{0,10}(?:电(?:到|了)|麻|伤)|晕倒|昏倒|昏迷|休克|喘不(?:上|过)气|喘不上来|呼吸困难|毁容",
        r"失明|送(?:去|到|进|往)?(?:了)?(?:急诊|医院)|(?:进|去|在|到|上)了?(?:急诊|icu|抢救)",
        r"缝(?:了)?(?:\d+|几|一|两|三|四|五|六|七|八|九|十|好几)针|烂脸",
        r"过敏[^。！？]{0,10}(?:喘|肿|休克|住院|急诊|医院(?!证明|的?单)|呼吸)",
        r"(?:全身|脸|眼睛|喉咙|嘴)[^，。]{0,4}肿(?:了|得|起)",
        (
            r"\b(?:cut|burn(?:ed|t)?|scald(?:ed)?|slic(?:ed?)|injur(?:ed?)|hurt|broke|crushed|stabbed"
            r"|pierced|fractured|electrocuted|gashed|blinded) (?:\w+ )?(?:my|his|her|our|their"
            rf"|\w+'s) (?:\w+ )?{_LIMB_EN}\b"
        ),
        r"\b(?:cut|burn(?:ed|t)|hurt|injured|scalded|electrocuted) (?:myself|himself|herself)\b",
        (
            r"\b(?:exploded|blew up|shattered|burst|snapped|collapsed|fell) (?:in|on|into|onto"
            rf"|over) (?:\w+ )?{_LIMB_EN}\b"
        ),
        (
            rf"\b(?:cut|burn(?:ed|t)|injured|scalded|electrocuted|shocked|hurt(?! my)) {_WE_EN}(?! feelings"
            r"| wallet| pride| budget| business)\b"
        ),
        (
            r"\b(?:i|he|she|we|(?:my|our) \w+)(?:'s|'ve|'m| have| has| am| is| are| was| were)?(?: been"
            r"| got| gets)?(?: just| badly| seriously| severely)* (?:injured|electrocuted|burn(?:ed|t) by"
            r"|burnt (?:my|his|her)|scalded|hurt (?:by|badly|because)|bleeding(?! money| cash| edge)"
            r"|unconscious)\b"
        ),
        (
            r"\b(?:got|gave|gives|getting|received|had)(?: me| us| him| her)?(?: an"
            r"| a)?(?: \w+)? electric(?:al)? shock\b"
        ),
        r"\bgot (?:shocked|zapped|electrocuted) (?:by|from|when)\b",
        r"\b(?:won'?t|can'?t|doesn'?t|not|never) stop bleeding\b",
        r"\bbleeding (?:a lot|badly|heavily|everywhere|from)\b|\bblood everywhere\b|\bcan(?:'?t|not) breathe\b",
        (
            r"\b(?:rushed|taken|had to go|went|ended up|sent|going|brought|is|i'm|am) (?:\w+ )?(?:to|in"
            r"|at) (?:the )?(?:hospital|er|emergency room|a&e|icu)\b(?= (?:because|after|due|with|from"
            r"|since|when|now)|[.!,?]|$)"
        ),
        r"\b(?:needed|need|got|had) (?:\w+ )?stitches\b",
        r"\b(?:bad|severe|serious|terrible|having an?|had an?) allergic reaction\b|\banaphyla\w+",
        r"\b(?:throat|face|lips?|tongue) (?:is|are|was) swelling\b|\b(?:passed|blacked) out\b",
        r"\bcollapsed and\b",
        rf"{_BODY_ZH}[^，。！？]{{0,8}}?{_HURT_ZH}(?:得)?(?:起|出)(?:了)?(?:\w{{0,2}})?(?:泡|血)",
        r"(?:满|一|都是|全是|好多)(?:脸|手|头|身|地)?(?:都|全)?是?血(?!糖|压|亏|赚)",
        (
            r"(?:骨头|锁骨|肋骨|尾椎骨?|腰椎|膝盖(?!护)|手腕|脚踝|脚腕|门牙)[^，。！？]{0,5}(?:摔|断|裂|扭"
            r"|砸|崩)(?:了|断|伤|裂|掉|坏)"
        ),
        r"(?:烫|炸|烧|溅|喷)(?:了|到)?(?:我|他|她|老公|老婆|我妈|我爸)?(?:一身|一脸|满脸|满手)",
        rf"(?:{_CHILD_ZH}|[摸碰穿擦抹戴盖]了?)[^，。！？]{{0,8}}(?:起|长|冒|出)了?[^，。！？]{{0,5}}(?:疹|水泡|红斑|风团)",
        r"(?:脸|身上|皮肤|脖子|手上|嘴)[^，。！？]{0,6}(?:起|长|冒)(?:了|出)?[^，。！？]{0,5}(?:疹|水泡|红斑|大包)",
        (
            rf"\b(?:my|me|his|her) (?:\w+ )?{_LIMB_EN} (?:\w+ ){{0,3}}(?:sliced|cut open|burn(?:ed|t)|crushed"
            r"|broken|fractured|bleeding|blistered|sprained|dislocated)\b"
        ),
        (
            r"\b(?:broken|busted|fractured|sprained|dislocated|smashed|done in) (?:my|me|his|her|our|their) (?:\w+ )?"
            rf"{_LIMB_EN}\b"
        ),
        (
            r"\b(?:sitting|sat|waiting|lying|stuck|here|now|am|i'm|he's|she's|is) (?:\w+ )?(?:in|at) (?:the )?"
            r"(?:emergency|a&e|er|e\.?r\.?|casualty|urgent care|hospital)\b"
        ),
        (
            r"\b(?:dryer|drier|charger|plug|cable|kettle|lamp|heater|toaster|socket|machine|iron|blanket"
            r"|adapter) (?:just )?(?:gave|gives) (?:me|him|her|us|my \w+) a (?:\w+ )?shock\b"
        ),
    ),
    Emergency.THREAT_TO_OTHERS: (
        (
            r"(?:砍|杀|捅|弄|打|揍|整|搞)(?:死|残|断|瘸)(?:了)?(?:你|他|她|那个|这个|快递|骑手|商家|老板"
            r"|客服|店|卖家|人|谁)"
        ),
        r"我(?:杀|砍|捅)(?:了|死)(?:你|他|她)",
        r"(?:想|要|去|就|敢|会)(?:杀|砍|捅)(?:了|死)?(?:你|他|她|人|那个|这个|快递|骑手|商家|老板|卖家|客服)",
        r"(?:带|拿|提|揣)(?:着|把|上|了)?(?:菜|砍)?刀(?:去|来|上门|找|过来)|同归于尽|放火烧|一把火烧了",
        r"(?:炸|烧)(?:了|掉)(?:你们?|他们?)(?:的)?(?:店|公司|仓库|楼|家)|泼硫酸",
        r"要(?:了)?(?:你|他|她|你们|他们)(?:的)?(?:狗)?命|报复社会|见血|让(?:你|他|她|你们)(?:见不到|活不过)",
        r"弄死(?:你|他|她|你们)",
        (
            r"\bi(?:'ll| will|'m going to|'m gonna| am going to| am gonna| want to| wanna| swear i'?ll"
            r"|'d like to| intend to| might) (?:\w+ )?(?:kill|stab|murder|strangle|attack|hurt|beat up"
            rf"|harm) (?:you\b|him\b|her\b|them\b|(?:the|that|this|your|those) (?:\w+ )?{_STAFF_EN}\b"
            r"|some(?:one|body)\b|everyone\b|people\b)"
        ),
        (
            r"\bi(?:'ll| will|'m going to|'m gonna| am going to| want to) (?:\w+ )?shoot (?:you|him|her"
            rf"|them|(?:the|that|your) {_STAFF_EN})\b(?! (?:an?|another|over|the) )"
        ),
        (
            r"\b(?:bomb|blow up|burn down|shoot up|set fire to) (?:your|the|this|that) (?:\w+ )?(?:store"
            r"|shop|office|warehouse|place|building|depot|house)\b"
        ),
        r"\bburn (?:your|the|this) (?:\w+ )?(?:store|shop|office|warehouse|place|building) down\b",
        r"\b(?:come|coming|go|going|show up|turn up)\b[^.!?]{0,30}\bwith (?:a|my) (?:gun|knife|bat|machete|axe)\b",
        r"\bbreak (?:your|his|her|their) (?:legs|neck|arms|face|bones)\b",
        r"\byou(?:'re| are) (?:a )?dead (?:man|meat)\b",
        r"(?:去|到|来|上)(?:你们|他们|你|他)[^，。！？]{0,8}(?:砍|杀|捅|砸)(?:人|死|店|了)",
        r"(?:过去|上门|去|来)(?:弄|收拾|干|打|砍)(?:死)?(?:你|他)(?:们)?(?!电话|的)",
        r"\b(?:find|track) (?:you|him|her|them)(?: all| down)? and (?:\w+ )?(?:hurt|kill|beat|stab|shoot)\b",
    ),
    Emergency.THREATENED: (
        r"(?:威胁|恐吓|扬言)[^，。！？]{0,6}(?:要)?(?:打|杀|砍|弄死|揍|上门|找人|报复|我(?:家)?(?:人|安全|全家))",
        (
            r"(?:快递员?|骑手|商家|卖家|老板|客服|店主|他|她|对方)[^，。！？]{0,8}(?:打(?:了)?我(?!电话|的)"
            r"|动手打|要打我(?!电话|的)|推我|殴打|跟踪我|骚扰我|猥亵|砸我家|踹我家?门)"
        ),
        r"被(?:快递员?|骑手|商家|卖家|人|他|送货的)[^，。！？]{0,4}(?:打了|殴打|威胁|恐吓|跟踪|骚扰|猥亵)",
        r"堵(?:在|着)?我家?门(?:口)?(?:不走|骂|不让)",
        (
            r"\bthreaten(?:ed|ing|s)? (?:to (?:\w+ )?(?:kill|hurt|beat|hit|stab|shoot|harm|come|attack)"
            r"|my (?:life|family|kids|children|safety)|me with)\b"
        ),
        (
            r"\b(?:driver|courier|rider|delivery (?:guy|man|driver|person)|seller|he|she|they)(?: has| have"
            r"| just| physically| is)* (?:hit|attacked|assaulted|punched|slapped|pushed|beat|followed"
            r"|stalk(?:ed|ing)|harass(?:ed|ing)|groped|grabbed) (?:me|us|my (?:wife|son|daughter|kid"
            r"|husband|mother|mum|mom))\b"
            r"(?! with (?:an? |the |more |extra |another |some |import )*"
            r"(?:dut|fee|charge|bill|tax|cost|surcharge|fine|\d))"
        ),
        (
            r"\bi (?:was|am being|got|have been|am) (?:\w+ )?(?:attacked|assaulted|stalked|harassed|beaten"
            r"|followed) by\b"
        ),
        r"(?:快递|小哥|骑手|商家|老板|卖家|送货)[^。！？]{0,10}(?:要动手|动(?:了)?手打|要打人|打人)",
        (
            r"\b(?:driver|courier|rider|delivery (?:guy|man|person)|seller|he|she|they)(?: has"
            r"| have)? threaten(?:ed|s) (?:me|us)\b"
        ),
    ),
    Emergency.ACCOUNT_TAKEN_OVER: (
        (
            r"(?:账号|账户|帐号|会员号|我的?号)[^，。！？]{0,6}(?:被(?:人|别人|谁)?(?:盗|黑|偷|登|改|用"
            r"|异地)|让人(?:盗|黑|登|改)|(?:异地|陌生(?:人|设备)?)登[录陆])"
        ),
        r"盗号|盗刷|(?:号|卡)被盗|冒用(?:了)?我",
        (
            r"(?:有人|别人|谁|陌生人|不认识的人)[^，。！？]{0,4}(?:登[录陆]?|用|动|改)(?:了|过"
            r"|着)?我的?(?:账号|账户|帐号|号|密码|信息|手机号|卡|名义)[^，。]{0,6}"
        ),
        r"密码(?:被|让)(?:人|别人)?改",
        r"(?:单|订单|笔)[^，。！？]{0,4}(?:根本|都|并)?不是我(?:本人)?(?:下|买|拍|付|操作)的",
        r"不是(?:我)?本人(?:下|操作|购买)",
        r"我(?:根本|从来|压根)?没(?:有)?(?:下|买|拍)过?(?:这|那)(?:个|笔|份|些)?(?:订?单|东西)",
        (
            r"\baccount(?:'s| has| was| got| is| have| seems"
            r"| been)*(?: to have)?(?: been)? (?:\w+ )?(?:hacked|stolen|compromised|taken over|hijacked"
            r"|breached|broken into)\b"
        ),
        r"\bhacked (?:into )?my (?:account|profile)\b|\bi(?:'ve| have| was| got)? been hacked\b",
        r"\bi got hacked\b",
        (
            r"\b(?:some(?:one|body)|a stranger|another person|a hacker)(?: else)?(?:'s| is| has| have| was"
            r"| must have)*(?: been)? (?:\w+ )?(?:us(?:ing|ed)|logg(?:ed|ing)(?: in)?(?: to|to)?"
            r"|access(?:ed|ing)|got(?:ten)? into|order(?:ed|ing)(?: things| stuff)?|buying|bought"
            r"|chang(?:ed|ing)|in|hacked) (?:[\w ]{0,24})?(?:on |from |with |in |into |to "
            r"|using )?my (?:account|card|profile|password|login|name|email)\b"
        ),
        (
            r"\b(?:i|we)(?:'ve| have)? (?:didn'?t|did not|never|haven'?t"
            r"|don'?t remember) (?:\w+ )?(?:plac(?:e|ed|ing)|mak(?:e|ing)|made|authori[sz](?:e|ed"
            r"|ing)) (?:this|that|these|those|any such|the|an)(?: \w+)? (?:orders?|purchases?|payments?"
            r"|charges?|transactions?)\b"
        ),
        r"\bunauthori[sz]ed (?:orders?|charges?|payments?|transactions?|log ?ins?|access|purchases?)\b",
        r"\b(?:orders?|charges?|purchases?) (?:that )?i (?:didn'?t|never|did not) (?:place|make|authori[sz]e)\b",
        r"\bidentity theft\b|\bmy password (?:was|has been|got) changed\b(?! by me)",
        r"(?:账号|手机号|号码|信息|身份证|卡|名字)[^，。！？]{0,4}被(?:人|别人|谁)(?:拿|用|盗)",
        r"(?:单|订单)[^。！？]{0,10}不知道(?:是)?谁(?:下|买|拍)",
        (
            r"\b(?:orders?|charges?|purchases?|transactions?|payments?)\b[^.!?]{0,24} (?:i|we) (?:don'?t"
            r"|didn'?t|do not) recogni[sz]e\b"
        ),
    ),
    Emergency.PAID_BUT_UNPAID: (
        (
            r"(?<!没)(?<!未)(?<!没有)(?<!待)(?<!还没)(?:付|交|支付)(?:款|钱)?(?:了|过|完|好|成功)(?:款|钱"
            r"|了)*[^。！？!?]{0,14}(?:显示|还是|说|提示|状态|却|但|结果|怎么|又)[^。！？!?]{0,8}(?:没付"
            r"|未付|待付|没有付|未支付|没支付|没有支付|待支付|没收到(?:款|钱)|付款失败|支付失败|再付"
            r"|重新付)"
        ),
        (
            r"(?:钱|款|卡里|银行|余额|微信|支付宝)[^，。！？]{0,6}(?:扣|划)(?:了|走|过|款|掉"
            r"|钱)[^。！？!?]{0,16}(?:未付|待付|没付|没有付|未支付|待支付|没支付|没成功|不成功|没有?订单"
            r"|没(?:有)?生成|查不到订单|付款失败|支付失败|再付|重新付|还要付)"
        ),
        r"(?:扣|付)(?:了|款)*(?:我)?(?:两|2|二|三|3)(?:次|遍|回|笔)|重复(?:扣款|付款|支付|扣费)",
        r"多扣了?一(?:次|笔)|明明付(?:了|过|款)",
        (
            r"\b(?:already |just |i |i've |have |we |i'd )paid\b[^!?]{0,70}\b(?:unpaid|not (?:been )?paid"
            r"|(?:awaiting|pending|waiting for) (?:the |my )?payment|payment (?:pending|failed|due|required"
            r"|not received)|hasn'?t been paid|haven'?t paid|didn'?t pay|to pay again|pay(?:ing)? (?:again"
            r"|a second time|twice))\b"
        ),
        (
            r"\b(?:money|payment|card|account|bank|i|it)(?: was| has| been| got| is| have)* (?:taken"
            r"|deducted|debited|charged|withdrawn|gone through|gone|left)\b[^!?]{0,70}\b(?:unpaid|not paid"
            r"|no order|failed|pending payment|awaiting payment|didn'?t go through|no confirmation"
            r"|pay again)\b"
        ),
        r"\bcharged (?:me |my card )?(?:twice|two times|2x|double)\b|\bdouble[- ]charged\b|\bpaid twice\b",
        (
            r"(?<!没)(?<!未)(?<!没有)(?:付|支付)(?:款|钱)?(?:了|过|完|好|成功)(?:款|钱"
            r"|了)*[^。！？!?]{0,8}(?:还|又|再|却)(?:让|要|叫|提示)[^。！？!?]{0,4}(?:付|支付)(?!尾款|邮费"
            r"|运费|税|定金|差价|服务费)"
        ),
        (
            r"\b(?:payment due|unpaid|awaiting payment|pending payment|payment pending|asks? me to pay"
            r"|asking me to pay)\b[^!?]{0,40}\b(?:i've|have|already|i)(?: already)? paid\b"
        ),
        (
            r"\bpayment (?:went through|was successful|succeeded|cleared|(?:was "
            r"|is )?completed)\b[^!?]{0,60}\b(?:pending|unpaid|not confirmed|failed|awaiting)\b"
        ),
        (
            r"\b(?:took|taken) (?:my|the) (?:money|payment)\b[^!?]{0,50}\b(?:not confirmed|no order"
            r"|no confirmation|unpaid|pending|failed)\b"
        ),
    ),
}

#: Ways of speaking in which the same words mean nothing of the kind: they are taken out before anything is looked for.
FIGURES: tuple[str, ...] = (
    (
        r"(?:等|急|气|烦|累|热|冷|困|饿|笑|吵|闷|丑|冻|渴|无聊|恶心|吓|难吃|难看|卡|堵|贵|坑|慢|羡慕"
        r"|尴尬)(?:得|的|到|都)?(?:我|人|我们|都|快|真的?|就|要|想|去|简直|差点|头发)*(?:死|疯|炸|冒烟|吐血"
        r"|爆炸|上吊|跳楼|撞墙|杀人)(?:我|人|了|啦|个人)*"
    ),
    r"想死(?:你|他|她|它|我)(?:们)?(?:了|啦)?|死的心都|跳楼(?:价|大?甩卖|机|促销|清仓)",
    r"自杀(?:小队|论|式|特遣队|突击队|俱乐部|专线|圈)|《[^》]{0,20}》|爆炸(?:头|糖|性|盐|贴|盒|好吃|好看)",
    r"大爆炸|(?:嗓子|喉咙|心里|七窍|头顶|脑袋)[^，。]{0,2}(?:都|快|要|在)*(?:冒烟|冒火|着火)",
    r"(?:心态|脑袋|脑子|肺|肚子|头)[^，。]{0,3}(?:爆炸|炸了?|要炸)",
    r"(?:我|人)(?:都|真的?|快|要|简直)*(?:爆炸|炸|裂开|吐血|喷血)了?|(?:冒烟|着火)(?:的|小|蛋糕|款|特效)",
    r"(?:火灾|烟雾|燃气|煤气)(?:报警|探测|警报)器?",
    r"防(?:火|烫|割|触电|漏电|爆|烧|砸|夹|磕|刺|咬|划|摔|中毒|走失|走丢|窒息|吞咽)[^，。]{0,4}",
    r"(?:烫伤|烧伤|割伤|止血|跌打|划伤|过敏)(?:膏|药膏?|贴|喷雾|软膏|敷料|凝胶|纱布|带)",
    r"(?:追剧|网购|电脑|手机|u盘|系统|电视|爱情|深度)[^，。]{0,2}中(?:了)?毒|砍(?:一刀|价)|杀价",
    r"打(?:死|骨折)(?:我)?(?:也|都)?不|骨折价|打骨折|价格[^，。]{0,3}骨折|出血(?:价|大甩卖|促销|清仓)",
    r"大出血(?=价|清|甩|促)|流血(?:价|甩卖)|受伤的(?:心|总是)|血(?:亏|赚|拼)",
    r"要(?:了)?(?:我|人)(?:的)?(?:老|半条)?命|眼睛?都(?:看)?(?:瞎|花)|伤(?:了)?(?:我的?)?心|扎心|刺(?:眼|激)",
    r"划(?:算|拨|线)",
    r"\b(?:is|it's|this|that|you're|are|you guys|wait(?:ing)?|suspense)\b[\w' ]{0,12} killing (?:me|us)\b",
    r"\bdying (?:to|for|of|laughing|inside)\b",
    (
        r"\b(?:want|wanted|wanna|going|gonna|about)(?: to)? die (?:of |from )?(?:laugh\w*|embarrass\w*"
        r"|shame|cute\w*|boredom)"
    ),
    r"\bkill(?:ing|ed)? (?:time|the (?:order|deal|vibe|mood|subscription|lights?|engine|process))\b",
    r"\bto die for\b|\bsuicide (?:squad|doors?|prevention|bomb\w*|hotline|club|king)\b",
    r"\b(?:battery|phone|laptop|watch|plant|it) (?:is |keeps |has |just )?d(?:ied|ying|ies|ead)\b",
    (
        r"\bfire (?:tablet|stick|hd|tv|alarm|sale|pit|place|extinguisher|blanket|hazard|rating|retardant"
        r"|proof|works|ring|door|escape)\w*"
    ),
    r"\b(?:you|you guys|team|sales|prices?|they|we|he|she|skin) (?:is |are |was |were |'re )?on fire\b",
    r"\bsmoke (?:detector|alarm|screen|machine)s?\b",
    r"\b(?:my|the) (?:head|brain|inbox|mind|phone bill)(?:'s| is| was)? (?:explod\w+|on fire|smoking)\b",
    r"\bexplod\w+ in (?:popularity|anger|rage)\b|\bprice[sd]? (?:is |was )?shock\w*",
    (
        r"\b(?:cut|hurt|burn(?:ed|t|s)?|bleed(?:ing|s)?) (?:me |my |us |our |the |a hole in "
        r"|through )?(?:feelings?|wallet|pocket|budget|hole|price|prices|money|cash|pride|order|heart"
        r"|losses|ties)\b"
    ),
    (
        r"\bshoot (?:you|me|us|him|her|them|over) (?:an? |another |the |over )?(?:email|mail|message|text"
        r"|dm|line|note|quick)\w*"
    ),
    r"\bbroke (?:my|his|her) heart\b|\bbleeding edge\b|\bfood for thought\b",
    r"\b(?:first aid|burn cream|burn gel|burns? ointment)\b|\bmake[s]? me sick\b|\bsick (?:of|and tired)\b",
    r"\bback (?:pain|ache) (?:pillow|belt|cushion)|\bto burn\b|\bcost(?:s|ing)? (?:me )?an arm and a leg\b",
    r"\bbroke (?:my|the) (?:bank)\b|\bhot as (?:fire|hell)\b|\bfire emoji\b",
)

#: Said of what may happen, of things, or of long ago: nobody is hurt. Looked for before the words, in their clause.
MAYBE_ZH = (
    r"(?:会不会|能不能|是否|避免|以免|免得|万一|要不要|如果|要是|假如|假设|有没有|差点|险些|防止|不易|去年"
    r"|前年|小时候|曾经|多年前|听说|新闻)"
)
#: No longer a doubt where the words go on with 了: 怕烫伤, but 怕是烫伤了.
FEARED_ZH = r"(?:(?<![一机开约体社])会(?!员|儿|议|所|有人)|容易|(?<!不)小心|怕|担心|防)"
MAYBE_EN = (
    r"\b(?:will|would|could|can(?!not| not|'t)|may|might|does|do(?! not)|if|in case|afraid|worr(?:y|ied"
    r"|ies)|prevent\w*|avoid\w*|risk|without|almost|nearly|anti|should|ever|unless|likely|threaten\w*|once"
    r"|how to|don'?t want|used to|proof|designed|claims?|news)\b"
)
#: Denied: right before the words, or (of bodies) among them.
NOT_ZH = r"(?:不会|不是|没有|没|不|别|未|无|不至于|哪里|怎么会)(?:真的?|要|想|去|打算|说|被|有|再|过|任何|人)*$"
NOT_EN = (
    r"(?:\bnot|n't|\bnever|\bno one|\bnobody|\bwithout|\bno) (?:(?:going|gonna|trying|wanting|planning"
    r"|about|to|be|being|been|get|got|was|is|a|any) ){0,4}$"
)
NOT_WITHIN = r"差点|险些|没(?:有)?(?:被|受|把|让|烧|烫|割|划|冒|着|电|伤|砸)|\bnot |n't (?!breathe|stop)"
#: An animal has its own doctor.
ANIMAL = r"狗|猫|宠物|兔子|仓鼠|鹦鹉|\b(?:dog|puppy|cat|kitten|pet|rabbit|hamster)s?\b"
#: Behind the words: long ago, or a film.
LONG_AGO_EN = (
    r"^[^.!?,]{0,24}\b(?:last year|years? ago|months? ago|as a (?:kid|child)|in (?:the|a) (?:movie|film"
    r"|book|game))\b"
)
