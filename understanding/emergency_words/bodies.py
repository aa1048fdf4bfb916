"""Bodies: a child in danger, fire, poisoning, injury. Composed of who or which limb, and what happened to it. Pure."""

from __future__ import annotations

from understanding.emergency_words.parts import (
    CHILD_EN,
    CHILD_WORD_EN,
    CHILD_ZH,
    ELECTRIC_EN,
    ELECTRIC_ZH,
    KIN_EN,
    KIN_ZH,
    LIMB_EN,
    LIMB_OF_EN,
    LIMB_ZH,
    OWN_EN,
    SOMEONE_EN,
    SOMEONE_ZH,
    WHOM_EN,
    near,
    then,
)

# --- what hurts, in Chinese

#: Sharp, hot, heavy: with 到, 伤, 破 … somebody is hurt.
_HURT_ZH = (
    r"(?:钻|锯|剁|铰|刨|钩|割|划|烫|烧|炸|砸|扎|刺|夹|戳|磕|咬|电|灼|崩|弹|削|切|喇|豁|剌|𠝹|鎅|界|捅|剐|撞|压|绞|碾)"
)
#: These say it only with a wound behind them: rubbing shoes wound nobody.
_RUB_ZH = r"(?:刮|蹭|拉|碰|硌|勒|摔|磕|跌|扭|崴|拗|抽|打|甩|震|擦)"
_WOUND_ZH = (
    r"(?:伤(?!心|害我的心)|破(?!费|了?产|洞|个洞)|烂|断|裂|肿|流血|出血|冒血|见血|淌血|血|口子|骨折|脱臼|淤青"
    r"|乌青|青了|紫了|起泡|水泡|掉(?:了)?皮|脱皮|秃噜皮|破皮"
    r"|缝针|毁容|溃烂|红肿|亲(?!戚|爱|自|友))"
)
_FALL_ZH = (
    r"(?:摔|跌|栽|滚|掉|滑|绊|跘|甩|翻|飞|仆)(?:了)?(?:下来|下去|倒|一跤|一下(?=站|起不|摔|，站)|个?跟头|个?跤"
    r"|个?屁股|个?四脚|在地|到地|地上|出去|下楼|落来|得起不|得动不|惨|亲|伤|断|破|成)"
)
_GIVES_WAY_ZH = r"(?:塌|垮|散架?|断|裂|炸|爆|倒|翻|崩|松|滑|折叠|掉下来|砸下来|失灵|漏电?|坏|烂)(?:了|咗|开|掉)?"
_ILL_ZH = (
    r"(?:又吐又|狂拉|狂吐|拉了一|说胡话|幻觉|浑身发?麻|上吐|下泻|呕吐|想吐|吐了(?!槽)|一直吐|吐了?一|拉肚子"
    r"|拉稀|窜稀|蹿稀|腹泻|屙(?!尿)|跑厕所|肚子?(?:疼|痛|绞)|胃(?:疼|痛|绞|难受)|头晕|头昏|恶心|发烧|发热"
    r"|心慌|手抖|抽搐|发麻|昏迷|晕倒|晕了|不省人事|口吐|看不清|喘不|输液|打点滴|洗胃|住院|进(?:了)?(?:医"
    r"|急)院?|送(?:去|进|到|往)?(?:了)?医院|急诊|中毒|出问题|虚脱)"
)
_CARE_ZH = (
    r"(?:急诊|急救|抢救|\bicu\b|救护车|缝(?:了)?(?:\d+|几|一|两|三|四|五|六|七|八|九|十|好几)?针|打(?:破伤风|石膏))"
)

# --- a child

_SWALLOWED_EN = (
    r"\b(?:swallow\w*|inhal(?:ed|ing)|ate(?! (?:it all|them all|every))|eaten|drank|drunk|licked|chok\w+"
    r"|(?:put|stuck|shoved|pushed|got)\b[^.!?]{0,20}\b(?:in|up|down|into) (?:his|her|their|the)"
    r" (?:mouth|nose|nostril|ear|throat))"
)
_NO_FOOD_EN = (
    r"\b(?:batter(?:y|ies)|magnets?|beads?|buttons?|coins?|detergent|pods?|pills?|tablets?|bleach|glue|silica"
    r"|gel|packet|remover|polish|shampoo|conditioner|vape|nicotine|alcohol|vodka|capsules?|perfume|lid|cap"
    r"|wheel|tack|pin|plastic|glass|balloon|foam|sticker|slime|candle|crayons?|chalk|bath bomb|playdough"
    r"|rubber|stone|slug|bug"
    r"|cleaner|oil|liquid|paint|stone|screw|marble|part|parts|piece|bit|mix|sanitiser|sanitizer|soap|perfume"
    r"|medicine)\b"
)
_STRUCK_EN = (
    r"(?:hurt(?! (?:his|her|their) feelings)|injured|burn(?:ed|t)|scald\w*|electrocuted|shocked by|bleeding"
    r"|bled|bruised|crushed|trapped|pinched|squashed|cut open"
    r"|unconscious|knocked (?:out|over|her|his)|not breathing|isn't breathing|stopped breathing|can't breathe"
    r"|couldn't breathe|poisoned|convuls\w+|seizures?|having a fit|suffocat\w+|struggl\w+ to breathe"
    r"|(?:trouble|difficulty) breathing|turn(?:ed|ing) (?:blue|purple)|gone (?:blue|limp|floppy)"
    r"|allergic reaction|went missing|(?:is|has gone|gone) missing|cough\w+ (?:up |badly|blood)|foaming"
    r"|wheezing"
    r"|being sick|vomit\w*|throwing up|in hospital|in a&e|to (?:the )?(?:hospital|a&e|er)\b"
    r"|over the handlebars|came out in|broke out in|hives|drown\w*|strangled|landed on (?:his|her|their)"
    r"|rolled (?:into|down)|hair (?:got|is|was) (?:caught|stuck|pulled)|face (?:went|is|was) (?:blue|purple)"
    r"|fell (?:off|out|from|down|on|over|through|and)"
    r"|(?:got|has|had|gave|getting) (?:\w{1,6} )?(?:an? )?(?:\w{1,9} )?shock\b|fell(?=$|[.,!]))"
)

CHILD = (
    # into the mouth, nose, ear
    (
        rf"{CHILD_ZH}[^。！？]{{0,16}}?(?:吞(?!吐)|误[吞食服喝]|咽|卡(?:住|到|喉|在)?了?(?:在)?(?:了)?(?:喉|嗓"
        rf"|气管|住|围|栏|里)?(?=.{{0,8}}(?:喉|嗓|气管|出不|鼻|耳|栏|嘴))|噎|窒息|呛(?:到|住|着)|塞(?:进|到|了"
        r"|鼻|耳)"
        r"|(?:吃|喝|含|咬)(?:了|下|进|着|咗|过)?[^，。]{0,5}(?:电池|磁|纽扣|珠|干燥剂|洗衣|洗洁|药|零件|清洁"
        r"|胶水|硬币|消毒|精油|酒精|漂白|老鼠|84|花露水|香水|驱蚊|指甲油|卸妆|蚊香|樟脑|笔帽|扣子|瓶盖|玻璃"
        r"|螺丝|钉子|气球|塑料|泡沫|白酒))"
    ),
    (
        rf"{CHILD_ZH}[^。！？]{{0,12}}(?:电池|磁铁?|磁力珠|纽扣|珠子?|零件|干燥剂|洗衣凝珠"
        rf"|硬币)[^，。]{{0,4}}(?:吃了|吃下|吞|咽|进肚|吃进|当糖|塞|卡|放嘴|放进嘴)"
        rf"|{CHILD_ZH}把[^，。！？]{{1,8}}(?:吃|吞|咽)(?:进去|下去|到?肚子|进肚)"
        rf"|{CHILD_ZH}[^。！？]{{0,10}}脸都?[紫青]了|(?:带着|推着|载着){CHILD_ZH}[^，。！？]{{0,4}}(?:冲|摔|翻|滚"
        r"|撞)"
    ),
    r"(?:吞(?:了|下|咗)|误吞|误食|误服)[^，。！？]{0,8}(?:电池|磁力|磁铁|纽扣|珠子|干燥剂|洗衣凝珠|零件)",
    # hurt, burnt, fallen, trapped
    (
        rf"{CHILD_ZH}(?![^。！？，]{{0,6}}(?:把|将))[^。！？]{{0,16}}?(?:{_HURT_ZH}(?:伤|到|着|破|断|住|进|得"
        rf"|掉|了(?:手|脸|头|嘴|眼|腿|一))|流血|出血|受伤|{_FALL_ZH}|摔破|从[^，。]{{0,8}}[摔掉跌翻滚滑]|触电"
        r"|被电"
        rf"|晕(?:倒|过去|了)|昏(?:倒|迷|过去)|抽搐|抽了|抽筋|走丢|走失|失踪|被[^，。]{{0,6}}{_HURT_ZH}(?:了|咗"
        r"|起|出|伤|到)|喘不|喘得|呼吸困难|没呼吸|发紫|发青|发绀|憋得|勒(?:住|到|着)|中毒|溺水"
        r"|送(?:急诊|医院|医)|进(?:了)?(?:医院|急诊)|(?:夹|卡)[^，。]{0,6}(?:手|头|脚|出不)"
        r"|手[^，。]{0,3}(?:夹|卡)[^，。]{0,4}(?:里|缝|住)|头上[^，。]{0,4}包|骨折)(?!不了)"
    ),
    (
        rf"{_HURT_ZH}(?:伤|到|着|破|住|倒)(?:了)?(?:我|我家|我们家)?(?:的|那)?{CHILD_ZH}"
        rf"|{CHILD_ZH}(?:的)?{LIMB_ZH}[^，。]{{0,6}}(?:{_HURT_ZH}(?:了|得)|{_WOUND_ZH})"
    ),
    rf"(?:打|撞|射|崩|弹|溅|喷|戳)(?:到|在|中|着|进)(?:了)?{CHILD_ZH}(?:的)?(?:{LIMB_ZH}|$)",
    (
        rf"{CHILD_ZH}[^。！？]{{0,16}}卡(?:住|了|在)[^，。]{{0,4}}(?:零件|珠|硬币|鼻|耳|果冻|糖)"
        rf"|{CHILD_ZH}[^。！？]{{0,10}}嘴里[^，。]{{0,6}}(?:卡|含着)[^，。]{{0,4}}(?:零件|电池|珠)"
    ),
    rf"{CHILD_ZH}(?:人)?(?:突然|一转眼|就)?(?:不见了|找不到了)(?!的)",
    # English
    near(
        CHILD_EN, rf"{_SWALLOWED_EN}[^.!?]{{0,24}}{_NO_FOOD_EN}|\b(?:swallow\w*|chok(?:ed|ing)|inhal(?:ed|ing))\b", 44
    ),
    (
        rf"{CHILD_EN}[^.!?]{{0,50}}?\b(?:(?:put|stuck|shoved|pushed|got)\b[^.!?]{{0,24}}\b(?:in|up|down"
        r"|into) (?:his|her|their|the) (?:mouth|nose|nostril|ear|throat|bars|hinge|railings))"
    ),
    then(CHILD_EN, rf"\b{_STRUCK_EN}", 50),
    (
        rf"{CHILD_EN}[^.!?]{{0,24}}\b(?:cut (?:his|her|their) \w+|got (?:his|her"
        rf"|their) {LIMB_EN} (?:\w{{1,6}} )?(?:jammed|stuck|caught|trapped))"
    ),
    (
        rf"{CHILD_EN}[^.!?]{{0,30}}\b(?:hit|bumped|banged|broke|trapped|caught|burn(?:ed|t)|cut|split|hurt|lost"
        rf"|knocked)(?: out)? (?:his|her|their|its) (?:\w{{1,9}} )?{LIMB_EN}"
    ),
    (
        r"\b(?:fell|fallen|tipp\w+|toppl\w+|collaps\w+|came down|crashed|landed|folded up|folded"
        rf"|dropped)\b[^.!?]{{0,16}}\b(?:on|onto|over|with|on top of) (?:my |our "
        rf"|the )?(?:\w{{1,9}} )?{CHILD_EN}(?! (?:desk|toy|room|bed|section|product))"
    ),
    (
        r"\b(?:burn(?:ed|t)|cut|scalded|hurt|injured|shocked|fell on|hit|trapped|crushed|squashed|pinched|struck"
        rf"|poisoned) (?:my|our|the|his|her) (?:\w{{1,9}} )?{CHILD_EN}(?! feelings)"
    ),
    (
        rf"\b(?:hit|struck|caught|whacked|smacked|poked|got) (?:my|our|the) (?:\w{{1,9}} )?{CHILD_EN} (?:right "
        rf"|straight )?(?:in|on) (?:the|his|her) (?:\w{{1,8}} )?{LIMB_EN}"
    ),
    rf"{CHILD_WORD_EN}'?s? hair (?:got|is|was|gets) (?:\w{{1,6}} )?(?:caught|stuck|pulled|sucked)",
    (
        rf"{CHILD_WORD_EN}(?:'?s)? (?:\w{{1,9}} )?{LIMB_EN}[^.!?]{{0,24}}\b(?:caught|trapped|stuck|bleeding|cut"
        r"|burn(?:ed|t)|broken|swollen|swelling|blistered|crushed|jammed|pinched|sliced)\b"
    ),
    (
        r"\b(?:cot|crib|pram|pushchair|stroller|buggy|high ?chair|car seat|bunk|bouncer|swing|play ?pen|walker"
        rf"|cradle|moses basket)\b[^.!?]{{0,24}}\b(?:collaps\w+|snapp\w+|tipp\w+|fell|broke|roll\w+|fold\w+"
        rf"|came (?:apart|off)|gave way)\b[^.!?]{{0,24}}\bwith (?:him|her|them|(?:my|our"
        rf"|the) (?:\w{{1,8}} )?{CHILD_EN})"
    ),
    rf"\b(?:boiling|hot|scalding) (?:water|oil|soup|tea|coffee|milk)\b[^.!?]{{0,44}}{CHILD_EN}(?! (?:bottle|bath))",
    r"\bswallow\w* (?:a|the|one of|some|two|three|\d)[^.!?]{0,20}\b(?:battery|batteries|magnets?|beads?)\b",
    (
        rf"\b(?:can't|cannot|couldn't) find (?:my|our) (?:\w{{1,9}} )?{CHILD_EN}(?!'s? (?:size|toy|shoe"
        r"|order))(?! (?:toy|shoe|coat|jacket|order|size|book|clothes)s?)"
    ),
)

# --- fire

_BURNS_EN = (
    r"(?:smok(?:ing|es|ed)|smould?er\w*|explod\w+|burst(?:s|ing)?(?: into| out)?|spark(?:s|ed|ing|y)?(?! joy"
    r"| interest| plug)|in flames|on fire|(?:caught|catch(?:es|ing)?|set) (?:\w{1,8} ){0,2}(?:on )?fire"
    r"|(?:goes|went|going|gone) (?:\w{1,6} )?(?:on fire|bang|up in (?:flames|smoke))"
    r"|blew up|blown up|burning(?! (?:calories|fat|time))|scorch\w*|singed|charred|flames?|burn(?:t|ed) (?:down"
    r"|through|a hole in (?:the|my)|(?:the|my|our) (?:\w{1,8} )?(?:house|flat|carpet|bed|sheets?|table"
    r"|floor|wall|curtains?|sofa|mattress|kitchen|room|shed|desk|worktop|rug|counter|duvet|garage|bedding"
    r"|clothes))|(?:caught|set|went) (?:alight|light)|started? a (?:\w{1,6} )?fire|making fire"
    r"|short[- ]?circuit\w*)"
)

FIRE = (
    (
        r"着火|着咗火|起火(?!锅)|失火|冒烟|出烟|冒[^，。不]{0,3}烟(?!灰|味)|火花四溅|冒火(?!锅)|烧(?:起来|着了"
        r"|着火)|着(?:起来|了火)|火灾(?!报警|险|保险)|火苗|明火(?!炉|灶|可用)|(?:满屋|屋里|房间"
        r"|全)[^，。]{0,4}(?:都?是|全是|有)?烟(?!味|灰|熏妆)"
    ),
    (
        r"(?:燃气|煤气|天然气|液化气)[^，。]{0,4}(?:泄漏|泄露|漏了|在漏|味)|漏煤气|[闻有][^，。]{0,3}(?:煤气|燃气"
        r"|液化气)味?|(?:打|冒|电|溅|迸)[^，。]{0,2}火[花星](?!塞|特效|灯)|火星(?:四溅|子)"
    ),
    (
        rf"{ELECTRIC_ZH}[^，。！？]{{0,8}}(?:爆炸|自爆|炸(?:了(?!锅)|裂|开|咗)|爆了|爆开|烧(?:了(?!糊|水)|着|黑"
        r"|焦(?!了的锅)|化|穿|起)|烧焦|着了(?!凉|急|迷)|冒火|有火|点着|喷火|起烟)(?!袋)"
    ),
    (
        r"(?:充电(?:宝|器|头|线)|叉电器|插头|插座|插排|排插|插线板|电池|电线|线|电热毯|取暖器"
        r"|吹风机)[^，。！？]{0,6}(?:烧糊|糊了|烧坏[^，。]{0,3}墙|熏黑)|(?:床|窗帘|被子|沙发|房子|墙|桌子"
        r"|地板)[^，。]{0,4}(?:都|给|也|被)?[^，。]{0,3}(?:烧了|烧着|点着|点燃|熏黑|烧没)|把[^，。]{0,4}(?:床|窗帘"
        r"|被子?|沙发|房子|家|屋)[^，。]{0,3}(?:烧|点着|点燃)"
    ),
    r"(?<!好吃到)爆炸了|(?:厨房|房子|屋子|阳台|卧室|床|家里?)着了(?!凉|急)|火(?:很大|蹿|窜|灭不)",
    (
        r"(?:热水袋|暖水袋|暖手宝|水杯|玻璃壶|壶|气罐|喷雾|打火机|音箱|平板|电脑|手表|玩具|遥控器"
        r"|轮胎)[^，。！？]{0,4}(?:爆炸|自爆|炸(?:了|裂|开))"
    ),
    # English
    (
        r"\bsparks? (?:are |were |is )?(?:flying|coming|shooting|everywhere|came|flew|out of|from)\b|\b(?:nearly"
        r"|almost|could have) (?:\w{1,7} )?(?:start(?:ed)?|caus(?:ed)?|caught|set|burn(?:t|ed)) (?:a |the |my "
        r"|our |on )?(?:\w{1,8} )?(?:fire|house|flat|kitchen|home|place|curtains?|bed)\b"
    ),
    r"\b(?:caught|catch(?:ing|es)?|set) (?:\w+ ){0,3}?(?:on )?fire\b(?! (?:stick|tablet|tv|hd|alarm))",
    (
        r"\b(?:is|was|are|it's|house|kitchen|room|goes|went|gone) on fire\b|\bin flames\b|\bup in (?:smoke"
        r"|flames)\b|\bflames? (?:\w{1,8} )?(?:coming|shooting|from|out|everywhere)|\b(?:there (?:were|was|are|is)"
        r"|saw|and) (?:\w{1,6} )?flames?\b|\bburst(?:ing|s)? into flames?\b"
    ),
    (
        r"\bsmok(?:e|es) (?:is |was |started |keeps )?(?:com\w+|pour\w+|billow\w*|ris\w+) (?:out|from|off)\b"
        r"|\b(?:smoke everywhere|full of smoke|fill(?:ed|ing)? (?:\w{1,6} )?with smoke|(?:there'?s|there is"
        r"|there was|and|lots of|black|thick) (?:\w{1,6} )?smoke\b(?!-|y| (?:alarm|detector|col|grey|gray|blue"
        r"|effect|machine|signal|free)))"
    ),
    (
        rf"\b{ELECTRIC_EN}(?:'s| is| was| were| are| has| have| just| suddenly| all| started to| starts to"
        r"| started| starts| keeps?| began| begun| got| base| end| cover| swelled up and| swelled and| pack"
        rf"| hissing and| sparking and| really| now| itself| door| lid| unit| pad| pack)* {_BURNS_EN}\b"
        r"(?! (?:in|on|into|with) (?:my|his|her|our|their|popularity|price|taste|flavour|the app"
        r"|the market))(?! (?:in|on) (?:colou?r|smell))"
    ),
    (
        r"\b(?:charger|cable|plug|socket|battery|adapter|adaptor|kettle|lead|extension|iron|wire|wires|heater"
        r"|straighteners?|power ?bank|outlet)\b[^.!?]{0,16}\b(?:melt(?:ed|ing)(?! (?:cheese|butter|chocolate|ice))"
        r"|(?:got |went |turned )?red hot|turned black|gone black|is black|burnt|burned|scorched|charred)\b"
    ),
    (
        r"\b(?:smells?|smelling|stinks?|smelt|smell) (?:\w{1,8} )?of smoke\b(?! and)|\bburn(?:ing|t) (?:plastic"
        r"|rubber|wires?|electrics)\b"
    ),
    (
        rf"\b{ELECTRIC_EN}(?: just| suddenly)? (?:blew up|spark(?:ed|s)|is sparking|(?:was|is) on fire"
        r"|exploded)\b(?! in (?:my|his|her) )|\b(?:vape|bottle|can|aerosol|canister|jar|tank|cooker) (?:just "
        r"|suddenly |has )?(?:blew up|exploded)\b(?! in (?:the (?:box|post|parcel|bag)|transit))"
    ),
    (
        r"\bgas leak\w*|\bgas is (?:leaking|escaping)|\bleaking gas\b|\b(?:smell (?:of )?|can smell "
        r"|smelling )gas\b|\bgas smell\b|\b(?:house|kitchen|electrical) fire\b(?! (?:alarm|safe|exting|blanket"
        r"|door))|\b(?:there was|there's|there is|had|started|start|caused?|causing) (?:a"
        r"|the) (?:\w{1,8} )?fire\b(?! (?:alarm|drill|sale|pit|place|stick|emoji|tablet|exit|safe|blanket|ext))"
    ),
    (
        r"\bit (?:is )?(?:making|make|start(?:ed)?|throwing|spitting) (?:a )?(?:fire|sparks|flames|to smoke)\b"
        rf"|\b{ELECTRIC_EN}(?: \w{{1,9}}){{0,2}} started (?:to smoke|to burn|to spark|a fire|smoking|burning"
        r"|sparking)\b|\b(?:nearly|almost) (?:burn(?:t|ed)|set) (?:the|my|our) (?:house|flat|kitchen|home"
        r"|place) (?:down|on fire)"
    ),
)

# --- poisoning

_ATE_EN = r"\b(?:ate|eaten|eating|drank|drinking|drunk|swallowed|after (?:having|taking|your|the|those|that))\b"
_ILL_EN = (
    r"\b(?:sick(?! (?:of|and tired|leave|day))|ill\b|poorly|unwell|vomit\w*|throwing up|threw up|throw up"
    r"|puk(?:e|ed|ing)|spew\w*|diarrh?o?ea|the runs|the shits|stomach (?:pains?|cramps?|ache)|belly ache|tummy"
    r"|cramps|hospital|a&e|salmonella"
    r"|food poison\w*|on the toilet|heart (?:race|racing|pounding)|dizzy|passed out|fainted|feverish|fever)\b"
)
_FOOD_EN = (
    r"(?:eggs?|meat|chicken|beef|pork|ham|fish|salmon|prawns?|shrimps?|oysters?|mussels|seafood|mushrooms?"
    r"|nuts?|cakes?|bread|sandwich\w*|yogh?urt|milk|cheese|salad|rice|noodles?|sweets|cand(?:y|ies)"
    r"|chocolates?|food|meal|juice|drink|supplements?|pills?|tablets?|gummies|protein|powder|snacks?|biscuits?"
    r"|cookies?|fruit|berries|sauce|soup|tea|coffee|jerky|sausages?|crisps|vitamins?|oil|fumes|paint)"
)

POISONING = (
    r"(?<!电脑)(?<!手机)(?<!剧)中毒(?!软件|病毒)|误食|误服|误[喝饮]|上吐下泻|口吐白沫|煤气中毒|一氧化碳(?!报警|探测)",
    (
        r"(?:喝|吞|饮|吃)(?:了|下|进|咗|一口|过)[^，。像味似]{0,6}(?:农药|洗衣液|洗洁精|清洁剂|洁厕|消毒液|漂白"
        r"|84(?!年)|老鼠药|灭蚊|酒精(?!棉)|樟脑|甲醇)|把[^，。]{0,3}(?:农药|洗衣液|洗洁精|清洁剂|洁厕\w?|消毒液"
        r"|漂白\w?|酒精|灭蚊液|樟脑丸)[^，。]{0,3}(?:喝|吃|吞|当)"
    ),
    rf"(?:吃|喝|食)(?:完|了|坏|过|咗|你们?|的|出|个)[^。！？]{{0,14}}?{_ILL_ZH}(?!药|的药)",
    (
        rf"(?:上吐|呕吐|拉肚子|腹泻|屙|窜稀|肚子?(?:疼|痛)|吐)[^。！？]{{0,10}}(?:就?是?吃了?|喝了?|都是吃"
        rf"|因为吃)(?:的|你|了|完|个)|{_ILL_ZH}[^。！？]{{0,6}}(?:吃的?你[们家]|[^，。]{{0,6}}(?:不新鲜|变质|过期"
        r"|没熟))"
    ),
    (
        rf"(?:甲醛|烟|气味|味道|毒气|炭)[^。！？]{{0,6}}(?:熏|呛|晕|吸)[^。！？]{{0,6}}(?:晕|吐|倒|难受得)|(?:炭|煤"
        rf"|燃气|热水器)[^。！？]{{0,8}}{SOMEONE_ZH}[^，。]{{0,4}}(?:晕|倒|昏)"
    ),
    (
        r"(?:吃|喝)(?:完|了|后)[^。！？]{0,8}(?:嘴唇?|舌头|喉咙|全身|脸)[^，。]{0,3}(?:麻|肿)"
        r"|吃(?:了)?[^，。]{0,6}(?:食物中毒|住院|洗胃)"
    ),
    (
        r"\b(?:been |got |was |were |is |are )?poisoned\b|\bfood[- ]?poison\w*|\bcarbon monoxide\b(?! (?:alarms?"
        r"|detectors?|sensors?)\b(?! went))|\bsalmonella\b|\be\.? ?coli\b"
    ),
    (
        r"\b(?:swallow\w*|drank|drink(?:ed|ing)?|ingest\w+|drunk|sipped|gulped) (?:\w+ ){0,4}(?:bleach|detergent"
        r"|cleaner|cleaning \w+|poison|chemicals?|antifreeze|batter(?:y|ies)|sanitisers?|sanitizers?|disinfectant"
        r"|dishwasher|petrol|solvent|drain)\b|\b(?:bleach|detergent|dishwasher tablets?|cleaning fluid|cleaner"
        r"|sanitiser|sanitizer)\b[^.!?]{0,30}\b(?:swallowed|drank|ate) (?:it|some|them)\b"
        r"|\bdrank[^.!?]{0,30}\bit was (?:\w{1,8} )?(?:bleach|cleaning|cleaner|chemical|detergent)"
    ),
    rf"{_ATE_EN}[^.!?]{{0,60}}?{_ILL_EN}",
    rf"\b(?:had|tried|took|taking|after|since|from|off)\b[^.!?]{{0,20}}\b{_FOOD_EN}\b[^.!?]{{0,40}}{_ILL_EN}",
    (
        rf"{_ILL_EN}[^.!?]{{0,40}}\b(?:after|since|from|off|because of|with|ate|by)\b[^.!?]{{0,16}}\b(?:{_FOOD_EN}"
        r"|ate|eating|eat|drinking|drank|drink)\b"
    ),
    (
        r"\b(?:vomiting|throwing up|puking)\b[^.!?]{0,40}\b(?:after|since|from|ate)\b|\b(?:sick|ill|throwing up"
        r"|vomiting) (?:after|from) (?:eating|drinking|having|taking|your|the) ?\w*"
    ),
    (
        r"\b(?:the runs|vomiting|throwing up|diarrh?o?ea|been sick|so sick|really sick|violently sick|very ill"
        rf"|food poison\w*)\b[^.!?]{{0,12}}\b(?:since|after|off|from|because of)\b (?!of\b|the stress|waiting"
        rf"|work)\w+|\bmade (?:me|us|him|her|my {KIN_EN}|everyone) (?:\w{{1,8}} ){{0,2}}(?:sick(?! (?:of|with|to))"
        r"|ill\b|throw up|vomit|faint|dizzy|poorly|pass out|puke)"
    ),
    (
        rf"\b(?:{_FOOD_EN}|it|fumes|gas|smell) (?:\w{{1,9}} ){{0,3}}(?:made|makes|making|got) (?:me|us|him|her"
        rf"|everyone|my \w{{2,9}}|us all) (?:\w{{1,9}} ){{0,2}}(?:race|racing|sick\b(?! of)|ill\b|vomit|throw up"
        r"|dizzy|pass out|faint|puke|poorly|unwell)"
    ),
    rf"\b{_FOOD_EN} (?:was|were|is) (?:off|rotten|bad|mouldy|moldy|gone off)\b[^.!?]{{0,40}}{_ILL_EN}",
)

# --- injury

_CUT_EN = (
    r"(?:cut|cuts|slic(?:ed|e)|gash(?:ed)?|slash(?:ed)?|burn(?:ed|t)|scald(?:ed)?|broke|broken|busted"
    r"|fractur(?:ed?|ing)|crack(?:ed)?|sprain(?:ed)?|twist(?:ed)?|bruis(?:ed)|crush(?:ed)?|smash(?:ed)?"
    r"|smack(?:ed)?|trapp(?:ed)|pinch(?:ed)"
    r"|stab(?:bed)?|pierc(?:ed)|punctur(?:ed)|graz(?:ed)|scrap(?:ed)|lacerat(?:ed)|dislocat(?:ed)|split"
    r"|chopp(?:ed)|nick(?:ed)|jabb(?:ed)|prick(?:ed)|bang(?:ed)|bump(?:ed)|whack(?:ed)|knock(?:ed)(?: out)?"
    r"|shatter(?:ed)|injur(?:ed?)"
    r"|electrocuted|blinded|poked|ripped|tore|torn|skinned|done in|wrecked|damaged|took (?:the )?(?:skin|tip"
    r"|top|chunk|end) off|slammed|caught|hit|stubbed|chipped|jarred|trapped|stapled|skewered|impaled|stung)"
)
_STATE_EN = (
    r"(?:swollen|swell(?:ed|ing)?|swelled up|bleed(?:ing|s)?|bled|broken|burn(?:ed|t|ing)|blister\w*|cut"
    r"|cut open|sliced|gashed|bruised|numb|bandaged|stitched|in a cast|in plaster|raw|peeling|infected"
    r"|puffed up|purple|black and blue|smashed|crushed"
    r"|fractured|sprained|dislocated|stinging|on fire|covered (?:in|with) (?:a |an )?(?:\w{1,8} )?(?:rash"
    r"|blood|hives|blisters|spots|bumps)|full of (?:glass|blood|splinters)|bent the wrong|squashed|throbbing"
    r"|gone (?:numb|blue|black)|came out in|red raw|scarred|torn|paraly[sz]ed|coming off|ripped|pouring"
    r"|gushing|dripping|streaming|hanging off)"
)
_IS_EN = (
    r"(?:'s| is| are| was| were| has| have| got| gets| getting| been| all| now| so| really| badly| still| just"
    r"| completely| totally| very| keeps| it| that|,| both| too| up| right| might be| must be| looks| feels)*"
)
_CAME_DOWN_EN = (
    r"(?:fell|falls|fallen|fall|came (?:down|off|away|loose|flying)|dropp(?:ed)|land(?:ed)|collaps(?:ed)"
    r"|tipp(?:ed)|toppl(?:ed)|crash(?:ed)|gave way|slid|snapp(?:ed)|shatter(?:ed)|explod(?:ed)|burst"
    r"|blew(?: off| up)?|flew|sprayed|splash(?:ed)?"
    r"|spill(?:ed|t)|spurted|pour(?:ed)|went|jumped|shot|sprang|leaked|spat|hit|struck|smacked|slammed|sank|popped)"
)
_BROKE_EN = (
    r"(?:gave way|gives way|giving way|collaps\w+|snapp\w+|fold(?:ed|s)(?: up)?|broke(?:n)?(?: off| under)?"
    r"|buckl\w+|tipp?(?:ed|ing)?(?: over)?|slid|slipped|came (?:apart|off|loose|down|undone)|fell (?:apart|off"
    r"|down|over)|shatter\w+|explod\w+|blew(?: up| off)?"
    r"|burst|fail(?:ed|s)|crack(?:ed|s)|split|wobbled|skidded|jammed|rolled|flipped|stopped suddenly|threw|leaked)"
)
_FELL_EN = (
    r"(?:went (?:\w{1,5} )?(?:face|head|arse) (?:first|over)|(?:fell|fall|fallen|falls|has fall"
    r"|is fall) (?:off|down|over|back(?:wards)?|onto|on (?:my|his|her|the)|hard|badly|flat|from|to the|out of"
    r"|head|and|through|when|because|cos|off of|down the)"
    r"|slipp(?:ed|ing)(?= (?:on|and|off|over|down|because|cos|when|in the|from)|$|[.,!])|tripp(?:ed"
    r"|ing)(?= (?:on|over|and|up on|because|cos))|went (?:flying|over the|down hard|head first|through the)"
    r"|(?:landed|smacked down) (?:on|hard|flat|badly|awkwardly)(?! (?:your|this|that) (?:page|site|app|list"
    r"|shop))|tumbled|took a (?:\w{1,8} )?(?:fall|tumble)|was thrown|got thrown|been thrown|hit (?:the"
    r"|a) (?:floor|ground|deck|pavement|wall|concrete)"
    r"|knocked (?:over|down|unconscious|himself out|out)|crashed(?= (?:and|into|my|on the|because|it into)|$"
    r"|[.,!])(?! and (?:lost|i lost|closed|won't))|collapsed(?= (?:after|because|and|at|on|when|from)|$|[.,!])"
    r"|passed out|fainted|blacked out)"
)
_SURE_CARE_EN = (
    r"(?:a&e|a & e|a and e|er\b|e\.r\.?|emergency room|emergency dep\w*|urgent care|casualty|icu"
    r"|intensive care|burns? unit|eye clinic|eye hospital)"
)
_BLOOD_EN = (
    r"\b(?:blood(?! (?:pressure|orange|test|sugar|glucose|oxygen|type|moon|red|hound|y|sweat))"
    r"|bleeding(?! (?:money|cash|edge|heart|you))|bled(?! (?:me|us) dry))\b"
)

INJURY = (
    # Chinese: a limb and what was done to it
    (
        rf"{LIMB_ZH}[^，。！？]{{0,8}}?{_HURT_ZH}(?:伤|破|到|着|烂|坏|断|裂|肿|进|掉(?!了?(?:标签|毛))|出血|流血|了"
        r"|咗|得|一(?:下|道|手|脚|片)|出(?:了)?(?:血|泡)|个?(?:大|小|老大)?口子|(?:了)?(?:一)?(?:个|道)(?:大"
        r"|小)?口)"
    ),
    rf"{LIMB_ZH}[^，。！？的]{{0,6}}?(?:{_RUB_ZH}[^，。！？]{{0,3}}?{_WOUND_ZH})",
    (
        rf"{_HURT_ZH}(?:伤|到|着|破|断|烂|掉|亲)(?:了|咗)?(?:我(?!的?(?:钱|心|车|手机|箱|包|东西))|人(?!工)|他|她"
        rf"|佢|{LIMB_ZH}|老人|{KIN_ZH})"
    ),
    (
        rf"(?:{_HURT_ZH}(?:在|进|到|中|伤|破)(?:了)?|(?<!充)(?<!闪)(?:割|划|烫|炸|砸|扎|戳|喇|豁|崩|电|灼|削"
        rf"|切)了)(?:我|他|她|{KIN_ZH})?(?:的)?(?:{LIMB_ZH}|一手(?!机)|一脚|满手|满脚|一身|一脸|满脸)(?!的?(?:套|罩"
        r"|垫))"
    ),
    (
        rf"(?:{SOMEONE_ZH})(?:都|也|直接|被|让|给|遭|着|俾|把|将){{0,3}}[^，。！？会怕]{{0,8}}?{_HURT_ZH}(?:伤"
        rf"|亲)(?!了?心)|(?:被|让|给|遭|俾|着)[^，。！？]{{0,8}}?{_HURT_ZH}(?:伤|到|着)(?!了?心)(?!价|底)(?=了|$"
        r"|[，。！？]|手|脚|眼|脸|我|好|很|一|要|头|腿|过)"
    ),
    (
        r"^(?:我)?(?:刚刚?|刚才)?[割划烫扎夹电](?:到|伤|着)(?:了)?(?:手|脚|人)?了?$|电我(?!话|脑)|电了我|电得我"
        r"|(?:手|人|胳膊)[^，。]{0,3}(?:电麻|被电|电了一下|麻了一下)|被[^，。]{0,4}电(?:了)?一下"
    ),
    (
        rf"(?:^|我|他|她|[，。！])被[^，。！？]{{0,10}}{_HURT_ZH}(?:了|得)(?:一|个|好几|两|大)(?:道|下|刀|口|块|条)"
        rf"|{LIMB_ZH}[^，。！？]{{0,4}}[拉划割切剌](?:了)?(?:一|好几|两|好多|个)(?:刀|道|条|口|大口)|血呼啦|血淋淋"
        rf"|血肉|指甲盖?[^，。]{{0,2}}(?:掀|翻起|掉|劈)(?:了|开)|(?:被|给)[^，。]{{0,6}}电(?:晕|麻|倒|飞|伤)"
        rf"|牙[^，。刷膏线]{{0,2}}松了|(?:剪|削|割|切|夹|刮|咬)(?:掉|下)(?:了)?[^，。]{{0,3}}(?:块|层|点)(?:肉|皮)"
        rf"|肉(?:都)?(?:剪|削|割|切|夹)(?:掉|下)(?:了)?|(?:贴|用|涂|敷|抹|洗|染)(?:完|了)[^。]{{0,8}}(?:皮都?掉"
        r"|掉了?一?层皮|掉皮|水泡|烂)"
    ),
    (
        rf"(?:崩|弹|砸|飞|溅|掉|扎|刺|喷|泼|洒|浇|抽|甩|戳|撞)[^，。！？]{{0,2}}?(?:到|在|着|中|进)?(?:了)?(?:我|他"
        rf"|她|{KIN_ZH})(?:的)?{LIMB_ZH}"
    ),
    # blood, bones, wounds
    (
        r"(?:流|出|淌|冒)(?:了|咗)?(?:好多|很多|老多|好些|一地|不少|好大|满手|大量)?的?血(?!糖|压|汗)|血(?:流"
        r"|止)不|止不住血|骨折(?!价)|(?:满|一|都是|全是|好多|老多)(?:脸|手|头|身|地)?(?:都|全)?是?血(?!糖|压|亏|赚"
        r"|汗|橙|拼|本|脉|战|书|海|统)"
    ),
    (
        rf"(?:{SOMEONE_ZH}的?|摔得?|砸|左|右)(?:左|右|大|小|整条|一条|两条)?(?:手|腿|脚|胳膊|手臂|肋骨|骨头|鼻子"
        rf"|手指头?|脚趾头?|门牙|腰)[^，。！？办机表]{{0,2}}(?:断了|骨折|断咗|折了|脱臼|摔断|砸断)(?!货|码)"
    ),
    (
        rf"{LIMB_ZH}[^，。！？]{{0,5}}(?:流血|出血|冒血|淌血|红肿|肿了|肿得|肿起|浮肿|淤青|乌青|青一块|骨折|脱臼"
        rf"|破相|毁了|毁容|溃烂|烂了(?!个)|都烂|全烂|起泡|起了?[^，。]{{0,3}}泡|水泡|脱皮|破皮|秃噜皮|灼烧|火辣辣"
        rf"|刺痛|睁不开|看东西模糊|动不了|抬不起|没知觉|麻了(?!烦)|直不起|破了[^，。]{{0,4}}口|口子)"
    ),
    (
        rf"{LIMB_ZH}[^，。！？]{{0,5}}[疼痛](?:得|到)?[^，。]{{0,2}}(?:动不了|站不|起不来|走不了|抬不起|直不起"
        rf"|下不了床|惨)|(?:跌|仆)亲|摔得[^，。]{{0,4}}(?:起不来|动不了|站不起|不轻)|手破了|头破了"
        rf"|磕掉[^，。]{{0,2}}牙|牙[^，。]{{0,3}}(?:磕掉|摔掉|崩掉|崩了|磕断)|喇[^，。]{{0,2}}口子"
    ),
    (
        r"(?:骨头|锁骨|肋骨|尾椎骨?|尾巴骨|腰椎|膝盖(?!护)|手腕|脚踝|脚腕|门牙)[^，。！？]{0,5}(?:摔|断|裂|扭|砸"
        r"|崩|痛惨)(?:了|断|伤|裂|掉|坏|惨)?|(?:崴|扭|拗)(?:到|了|咗|伤)(?:了)?(?:我)?(?:脚|柴|腰|脖子)|闪了腰"
    ),
    # somebody falls, or something falls on somebody
    (
        rf"(?:{SOMEONE_ZH})(?![^，。！？]{{0,4}}(?:把|将|的|手机|东西|箱|快递|包裹))(?:都|也|就|直接|当场|一下子"
        rf"|一屁股|整个人?|给|被|还|刚|从[^，。]{{0,8}}?|坐[^，。]{{0,6}}?|站[^，。]{{0,6}}?|踩[^，。]{{0,10}}?"
        rf"|让[^，。]{{0,6}}?|被[^，。]{{0,8}}?){{0,2}}{_FALL_ZH}(?!价|来的?(?:价|钱))"
    ),
    (
        rf"{_GIVES_WAY_ZH}[^。！？]{{0,8}}(?:{SOMEONE_ZH}[^，。！？把]{{0,10}}(?:摔|跌|栽|砸|压到|夹|滚下|伤|骨折"
        r"|起不来|动不了)(?!碎|坏|烂)|摔了(?=现|在|一|$|，|我|屁|，|好|起|腰))"
    ),
    (
        r"(?:掉|砸|倒|塌|炸|崩|飞|弹|翻|压|溅|喷|泼|洒|打|抽|扎|刺|戳|撞|甩|断|进)(?:下来|飞|起来"
        rf"|开)?(?:了)?[^，。！？]{{0,3}}?(?:到|在|着|中|进|向|了)?(?:了)?(?:我|他|她|老人|{KIN_ZH})?(?:的)?(?:眼睛"
        r"|眼里|眼球|额头|头上(?!来|去)|脑袋上|脸上|脚上|脚面|脚背|腿上|手上|手背|鼻子|嘴唇|后脑勺|脚底板?|胸口"
        r"|腰上)(?!的(?:套|罩)|镜|戴)"
    ),
    (
        r"(?:砸|压|撞|甩|绊|弹|夹|扎|刺)(?:到|倒|晕|中|下来"
        rf"|飞)(?:了)?[^，。！？]{{0,2}}(?:{SOMEONE_ZH}(?!们?(?:的)?(?:车|手机|卡|账|电|家|东西|箱|包))|人(?!工"
        rf"|家的))|把(?:我|他|她|{KIN_ZH}|老人|人)(?:给|直接|一下子?|都|当场|整个)?(?:砸|压|撞|甩|摔|绊|电(?!话|脑"
        r"|子|动|梯|视|池)|烫|夹|割|扎|弹|勒)(?!价|我)"
    ),
    (
        rf"(?:开水|热水|滚水|热汤|滚汤|热油|滚油|热粥|蒸汽|热茶|咖啡)[^，。！？]{{0,6}}?(?:浇|泼|溅|洒|倒|淋|喷"
        rf"|烫)[^，。！？]{{0,10}}?(?:{LIMB_ZH}|{CHILD_ZH}|我妈|我爸|老人|我一身)"
    ),
    (
        r"(?:烫|炸|烧|溅|喷|划|割|扎)(?:了|到)?(?:我|他|她|老公|老婆|我妈|我爸)?(?:一身|一脸|满脸|满手|一手(?!机)"
        r"|一脚)(?!货)"
    ),
    # shock, breath, skin, doctors
    (
        r"(?<!险些)触电(?!器)|(?:被|让|遭|俾)[^，。]{0,8}电(?:到|了(?!话)|击|亲|着)|电(?:到|着|亲|晕)(?:我|人|手)"
        r"|漏电[^。！？]{0,10}(?:电(?:到|了)|麻|伤)|晕倒|昏倒|昏迷|休克|喘不(?:上|过)气|喘不上来|呼吸困难|毁容"
        r"|砸晕|摔晕|撞晕|失明"
    ),
    (
        rf"{_CARE_ZH}(?!箱|包|电话|车模|针线|毯|玩具|台灯|服|室外|刀)[^。！？]{{0,3}}|送(?:去|到|进"
        r"|往)?(?:了)?(?:急诊|医院(?!门|住院部|前台|食堂|大门|收发))|(?:进|去|在|到|上)了?(?:急诊|\bicu\b|抢救)"
    ),
    (
        r"(?:摔|砸|烫|割|断|塌|炸|伤|血|晕|撞|夹|扎|散架|滑倒|触电|过敏)[^。！？收件送]{0,24}(?:在|去|进|送|住|上"
        r"|刚?从)了?(?:医院|卫生院|诊所)|(?:医院|医生)[^。！？]{0,8}(?:缝|包扎|二度|三度|骨折|烫伤|脑震荡|软组织)"
    ),
    (
        r"烂脸|[一二三]度烫伤|脑震荡|破伤风|过敏[^。！？]{0,10}(?:喘|肿|休克|住院|急诊|医院(?!证明|的?单)|呼吸"
        r"|通红|一片红|毁|烂|疱|起疹|红疹)|(?:全身|脸|眼睛|眼|喉咙|嘴|嘴唇|头皮)[^，。？]{0,5}(?:肿(?:了|得|起|成)"
        r"|溃烂|毁了|烂了|红肿|火辣)"
    ),
    (
        rf"(?:{CHILD_ZH}|[摸碰穿擦抹戴盖敷涂用]了?)[^，。！？]{{0,8}}(?:起|长|冒|出)了?[^，。！？]{{0,5}}(?:疹|水泡"
        r"|红斑|风团|疱)"
    ),
    (
        r"(?:脸|身上|皮肤|脖子|手上|嘴|背上|腿上)[^，。！？]{0,6}(?:起|长|冒|全是|都是)(?:了|出"
        r"|满)?[^，。！？]{0,5}(?:疹|水泡|红斑|大包|疱|风团|血痂)|(?:脖子|脸|手)[^，。]{0,3}(?:一圈)?都?烂了|(?:溅"
        r"|弄|进|喷)[^，。]{0,5}(?:眼睛|眼里)[^。]{0,6}(?:疼|痛|看不|睁不|红|肿)|眼睛进了?[^，。]{0,6}(?:胶|玻璃"
        r"|碎|清洁|液|渣)|伤到人|受伤了|受了伤|(?<!没)(?<!没人)(?<!没有)有人受伤|受重伤"
    ),
    # English: a limb and what was done to it
    (
        r"(?<!going to )(?<!i'll )(?<!i will )(?<!will )(?<!about to )(?<!i swear )"
        rf"\b{_CUT_EN} (?:(?!into|from|off|on|to|for|with|by|under|near)\w{{1,9}} )?{LIMB_OF_EN}"
        r"|\bcut into my (?:finger|hand|thumb|palm|flesh)"
    ),
    (
        r"\b(?:i|i've|he|he's|she|she's|we|(?:my"
        rf"|our) \w{{2,12}})(?: \w{{1,9}}){{0,2}} hurt (?:\w{{1,9}} )?{LIMB_OF_EN}|\bhurt (?:my|his"
        rf"|her) (?:\w{{1,9}} )?(?:hand|arm|hip|wrist|ankle|knee|finger|thumb|shoulder|hips|leg)\b"
    ),
    (
        rf"(?<!in )(?<!getting )(?<!get )(?<!gets )\b{LIMB_OF_EN}{_IS_EN}(?: to)? {_STATE_EN}(?! (?:by the|from the"
        r"|with) (?:price|quality|look))"
    ),
    (
        r"\b(?:cut|slic(?:ed|e)|gashed|slashed|burn(?:ed|t)?|scalded|hurt|poked|stabbed|scratched|smashed|bruised"
        rf"|jabbed|punctured)(?: (?:right|straight|only|just))? (?:me|him|her|my \w{{2,10}}) (?:in |on |at "
        rf"|to )?(?:the|my|his|her|both) (?:\w{{1,8}} )?{LIMB_EN}|\b(?:hit|struck|smacked|whacked|caught|got"
        rf"|slapped|punched|stabbed|sprayed|squirted) (?:me|him|her|{WHOM_EN}) (?:right |straight |square )?(?:in"
        rf"|on|across|over|round) (?:the|my|his|her) (?:\w{{1,8}} )?{LIMB_EN}"
    ),
    (
        r"\b(?:cut|burn(?:ed|t)|hurt|injured|scalded|electrocuted|sliced|stabbed|gashed|impaled) (?:myself|himself"
        r"|herself|meself)\b(?! (?:off|out|short|some|a ))"
    ),
    (
        r"\b(?:glass|splinters?|shards?|pieces?|hook|nail|needle|screw|spring|knife|blade|bits?|metal|staple|pin"
        rf"|acid|bleach|glue|cream|shampoo)\b(?: [\w']{{1,9}}){{0,5}} (?:in|into|through|under) (?:{LIMB_OF_EN}"
        rf"|both {LIMB_EN})"
    ),
    (
        rf"\b(?:took|lost|lopped|sliced|cut|ripped|missing|tore|shaved|chopped)(?: [\w']{{1,8}}){{0,2}} (?:top|tip"
        rf"|end|chunk|bit|piece|skin|nail|half)(?: right)? (?:of|off) {LIMB_OF_EN}|\b(?:stepped|trod|stood|knelt"
        rf"|sat) on (?:a|an|some|the|one of) (?:\w{{1,8}} )?(?:nail|glass|needle|pin|screw|tack|shard|staple)"
        r"|\b(?:broke|chipped|cracked|lost|knocked out|snapped|fractured) (?:a|an|one|two"
        rf"|three) (?:\w{{1,6}} )?(?:tooth|teeth|bone|rib|finger|toe|hip|wrist|ankle)\b"
    ),
    (
        rf"(?:{SOMEONE_EN}|me|him|her)(?:'s|'ve)?(?: now| even| just| also)? (?:got|have|has|had|suffered|with"
        rf"|having) (?:a|an|two|some|three) (?:[\w-]{{1,9}} ){{0,2}}(?:burns?\b(?! (?:mark|hole|time))|gash|wound"
        rf"|concussion|black eye|infected|broken (?:{LIMB_EN})|fractured?|blisters?|rash|sprain(?:ed)?|bump on"
        rf"|lump on|bruised? (?:{LIMB_EN}))|\b(?:i'm|i am|he's|she's|he is|she is|{KIN_EN} is|am|all) covered (?:in"
        rf"|with) (?:a |an |my |his )?(?:\w{{1,8}} )?(?:hives|blood|burns?|rash|blisters|bruises|cuts|welts"
        r"|spots)\b"
    ),
    (
        rf"\b{LIMB_EN}{_IS_EN} (?:red|raw|burnt|burned|swollen|peeling|itch\w*|blister\w*|flaking|bleeding|sore"
        rf"|puffy|cracked)\b[^.!?]{{0,24}}\b(?:since|after|from) (?:i |we )?(?:us(?:ing|ed)|wear(?:ing)?|wore"
        r"|appl\w+|put\w*|try\w*|tried|the (?:cream|lotion|mask|wax|oil|gel|soap|shampoo|dye|glue))"
    ),
    (
        rf"\btook (?:a|the) (?:\w{{1,8}} )?(?:slice|chunk|bit|lump|piece) (?:out of|off) {LIMB_OF_EN}|\bma(?:de|kes"
        rf"|king) {LIMB_OF_EN} (?:\w{{1,8}} )?(?:burn|swell|bleed|sting|itch|blister|peel|go numb|swollen|bleeding)"
        rf"|\b(?:my|our|his|her|an?|the) (?:\w{{1,8}} )?{KIN_EN}(?:'s| is| was| got| has been)(?: badly| really"
        r"| seriously| quite)? (?:hurt|injured|bleeding|unconscious)\b(?! (?:by (?:your|the) (?:attitude|words)"
        r"|that you))"
    ),
    (
        rf"\bstitches in (?:{LIMB_OF_EN})|\b{_BROKE_EN} (?:right )?(?:under|beneath|underneath) {WHOM_EN}\b|\b(?:in"
        r"|at|to|from) (?:the )?hospital (?:now |right now )?(?:because|after|cos|due to|since) (?:of )?(?:your|it"
        r"|the (?!operation|surgery|birth)|this|that|he fell|she fell|i fell|falling|eating|using)"
    ),
    # something comes down on somebody
    (
        rf"\b{_CAME_DOWN_EN}(?: [\w']{{1,9}}){{0,3}} (?:on|onto|in|into|over|against|across|at|through"
        rf"|down) (?:\w{{1,8}} ){{0,2}}?{LIMB_OF_EN}"
    ),
    (
        r"\b(?:boiling|hot|scalding|burning) (?:water|oil|soup|tea|coffee|milk|fat|wax|chocolate|sauce|liquid"
        rf"|steam)\b.{{0,24}}?\b(?:on|over|onto|down|across) (?:\w+ )?(?:{LIMB_OF_EN}|{LIMB_EN}|{CHILD_EN}|myself"
        r"|himself|herself|me\b|him\b)"
    ),
    (
        r"\b(?:exploded|blew up|shattered|burst|snapped|collapsed|fell) (?:in|on|into|onto"
        rf"|over) (?:\w+ )?{LIMB_EN}(?<! head)(?<! back)(?<! bottom)"
    ),
    (
        r"\b(?:fell|falls|came down|came off the wall and|tipped(?: over)?|toppled(?: over)?|landed|dropped"
        r"|crashed down|fell down|collapsed|came crashing) (?:right )?(?:on|onto"
        rf"|on top of)(?: top of)? {WHOM_EN}\b(?! (?:to |page|list|desk|site|lap top|shop))|\b(?:hit|struck|crushed"
        rf"|squashed|flattened|pinned|trapped) (?:my|our|her|his) (?:\w{{1,8}} )?{KIN_EN}\b"
    ),
    # somebody falls
    (
        rf"{SOMEONE_EN}(?: [\w']{{1,9}}){{0,3}}? {_FELL_EN}(?! (?:in love|for (?:the|your|it|this)|asleep|behind"
        r"|short|on hard times))"
    ),
    (
        rf"\b{_BROKE_EN}\b[^.!?]{{0,50}}{SOMEONE_EN}(?: [\w']{{1,9}}){{0,2}}? (?:fell|landed|hurt|cut|smacked"
        r"|went (?:down|flying)|bleeding|can't (?:move|get up|walk|stand|see|feel)|hit|slipped|injured|burned"
        r"|burnt|scalded|smashed|whacked|crashed|unconscious)\b(?! (?:the refund|refund|send|submit|buy|your|by"
        r"|with|button|return))"
    ),
    (
        r"\b(?:threw|thrown|launched|flung|catapulted) (?:me|him|her|my (?:mum|mom|dad|son|wife|husband|daughter"
        r"|friend)) (?:off|over|onto|across|down)\b|\bwent through (?:the|a|your) (?:chair|window|glass|floor"
        r"|table|stool|bed)\b|\bcan't (?:get up|stand|move (?:my|her|his|the) \w+|feel (?:my|her"
        r"|his) \w+)\b(?=.{0,30}(?:hurt|fell|fall|broke|hospital|pain|back))|\b(?:fell|fall|landed"
        r"|broke)\b.{0,40}\bcan ?(?:'t|not) (?:stand|get up|move|walk)"
    ),
    # somebody hurt by something
    (
        r"\b(?:cut|burn(?:ed|t)|injured|scalded|electrocuted|(?<!and )(?<!to )(?<!will )(?<!'ll )hurt(?! my)|bit"
        rf"|(?<!to )stabbed|stung) {WHOM_EN}\b(?! (?:feelings|wallet|pride|budget|business|off|short|some|out|a "
        r"|in half|loose|in on|slack|ears|time))"
    ),
    (
        r"\b(?:i|he|she|we|(?:my|our|an?|the) (?:old )?\w+)(?:'s|'ve|'m| have| has| am| is| are| was"
        r"| were)?(?: been| got| gets)?(?: just| badly| seriously| severely)* (?:injured|electrocuted|burn(?:ed"
        r"|t) by(?! (?:this|that|the|your|a|these) (?:\w+ )?(?:shop|seller|store|company|site|scam|app|courier))"
        r"|burnt (?:my|his|her)|scalded|hurt (?:by(?! (?:your|the|this) (?:attitude|words|reply|answer|tone"
        r"|service))|badly|because)|bleeding(?! money| cash| edge)|unconscious)\b"
    ),
    (
        rf"{_BLOOD_EN}[^.!?]{{0,14}}\b(?:everywhere|all over(?! the (?:shirt|wash|whites|dress))|pouring|gushing"
        r"|dripping|on the (?:floor|carpet|towel)|a lot|badly|heavily|so much|much|from|won't stop|out of|lots)\b"
        r"|\b(?:there'?s|there is|there was|lots of|so much|covered in|pouring|losing|lost (?:a lot of|so much)"
        rf"|stop(?:ping)? the|i'm|i am|he's|she's|still|keeps) {_BLOOD_EN}"
    ),
    (
        r"\b(?:won'?t|can'?t|doesn'?t|not|never) stop (?:the )?bleeding\b|\bblood everywhere\b|\bcan(?:'?t"
        r"|not) breathe\b|\b(?:nail|tooth|teeth|finger|fingertip|tip|skin) (?:\w{1,6} )?(?:came|ripped|torn"
        r"|knocked|broke|cut) (?:right )?off\b(?=.{0,40}(?:finger|thumb|toe|door|drawer|slam|blood|my|me))"
    ),
    # shocks
    (
        rf"\b(?:got|gave|gives|getting|received|had|giving|get)(?: me| us| him| her| a| an| my \w{{2,9}})?(?: an"
        r"| a)?(?: \w+)? (?:electric(?:al)? shock|shock (?:off|from) (?:the|my|your|this|it))\b|\bgot (?:shocked"
        rf"|zapped|electrocuted)(?: by| from| when)\b|\b{ELECTRIC_EN}(?: just| has| keeps| keep)? (?:shock(?:ed"
        rf"|ing)|zapp?(?:ed|ing|s)|electrocuted|gave|gives) (?:me|him|her|us|my \w{{2,9}})(?: a (?:\w+ )?shock"
        r"| when| every| and| as|$|[.,!])"
    ),
    # doctors
    (
        rf"\b(?:in|at|to|from|waiting at|sat in|sitting in) (?:the )?{_SURE_CARE_EN}(?=\W|$)(?! (?:ward|scrubs"
        r"|reception|department at work))|\b(?:ambulance|paramedics?)\b(?! (?:toy|set|costume|car|lego"
        rf"|sticker))[^.!?]{{0,20}}|\b(?:second|third|2nd|3rd|first)[- ]degree burns?\b|\bconcuss\w+|\btetanus\b"
    ),
    (
        r"\b(?:rushed|taken|had to go|went|ended up|sent|going|brought|is|i'm|am|she's|he's|been"
        r"|was) (?:\w+ )?(?:to|in|at) (?:the )?(?:hospital|er|emergency room|a&e|icu)\b(?= (?:because of"
        r"|after (?:us|eat|the|it|fall)|due to (?:your|the|it)|with (?:burn|a |his|her|my)|from (?:your|the|it)))"
        r"|^(?:i )?(?:had to go|rushed|ended up|went) to (?:the )?(?:hospital|er)\b\W*$|\b(?:fell|slipped|burn\w*"
        r"|cut|broke\w*|collapsed|snapped|shock|smashed|crack\w*)\b[^.!?]{0,40}\b(?:in|to|at) (?:the )?hospital\b"
    ),
    (
        r"(?<!\bit )(?<!bag )(?<!seam )(?<!hem )\b(?:needed|need|needs|got|had"
        r"|getting) (?:\w+ )?stitches\b(?! (?:missing|coming|come|loose|out|undone|in the (?:seam|hem|bag)))"
        r"|\b(?:bad|severe|serious|terrible|having an?|had an?|nasty) allergic reaction\b|\banaphyla\w+"
    ),
    # skin and eyes
    (
        r"\b(?:rash|hives|blisters?|welts?|burns?|chemical burn|boils|scabs"
        rf"|swelling)\b(?: [\w']{{1,8}}){{0,3}} (?:on|over|across|all over|to|in|around) (?:{LIMB_OF_EN}|me\b|his"
        rf"|her\b)|\b(?:came|come|broke|broken|breaking) out in (?:\w{{1,8}} )?(?:hives|rash|a rash|a \w+ rash"
        rf"|blisters|spots and|lumps|welts)\b|\bgave (?:me|him|her|my \w{{2,9}}) (?:\w{{1,8}} ){{0,3}}(?:rash|hives"
        r"|blisters|burns?|black eye|concussion)\b"
    ),
    (
        r"\b(?:throat|face|lips?|tongue|eyes?|skin|scalp)(?:'s| is| are| was| were| feels?| has| have| keeps?"
        r"| all)* (?:swelling|swollen|burning|peeling|blistering|on fire|closing|bleeding)\b(?! off the)"
        rf"|\bburn(?:ed|t|s|ing)? (?:{OWN_EN} |the )(?:face|skin|scalp|eyes|lips)\b(?! (?:off the|cream))"
        r"|\bcollapsed and\b|\b(?:passed|blacked) out\b|\b(?:i see|vision is|sight is|everything is"
        r"|it'?s all) blurr\w+"
    ),
    (
        rf"\b(?:dog|lead|band|rope|spring|lid|door|drawer|shelf|handle|bat|ball|bar)\b[^.!?]{{0,24}}\b(?:on|hit"
        rf"|slammed on|smacked|into) (?:{LIMB_OF_EN}|my face|me in)"
    ),
    (
        r"\b(?:sitting|sat|waiting|lying|stuck|here|now|am|i'm|he's|she's|is) (?:\w+ )?(?:in"
        r"|at) (?:the )?(?:emergency|a&e|er|e\.?r\.?|casualty|urgent care)\b|\bsomeone (?:here )?(?:is|got"
        r"|was) (?:badly )?(?:hurt|injured)\b|\b(?:got|was|is|been|were) (?:badly |seriously )?(?:hurt"
        r"|injured) (?:by|on|with|using|because|when)\b(?! (?:your attitude|the price|by (?:your|his|her) (?:words"
        r"|tone|reply)))"
    ),
)
