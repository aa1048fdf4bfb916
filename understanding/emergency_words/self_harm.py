"""Self-harm: the wish to be dead or gone, no point in living, a burden to others, the means at hand, goodbye. Pure.

Of oneself or of somebody near, plain or hedged. A miss may cost a life: in doubt it is heard.
"""

from __future__ import annotations

from understanding.emergency_words.parts import CHILD_ZH, KIN_ZH, words

# --- Chinese

_WISH_ZH = (
    r"(?:想(?!让)(?!死(?:你|他|她|它|我了|我啦|我们))(?!不到|要回)|只求|巴不得|恨不得|宁可|宁愿|(?<!生)不如|还不如"
    r"|干脆|打算|准备|决定|计划"
    r"|忍不住要|控制不住|要去|就去|我去|我要|我就|他要|她要|(?<!想)(?<!要)让我|我会|谂住|谂紧)"
)
_DIE_ZH = (
    r"(?:(?<![砍杀打弄捅整搞气急装累烦热吓锤削斩等渴饿冻困笑砸摔烧烫掐勒憋找咬撞捶劈干])(?<!让他)(?<!让你)(?<!"
    r"让她)(?<!你们)死(?!心|磕|活|板|你|他|她|它|我了|我啦|我们|党|的心|贵|不退|不给|机)|了断(?!这|那|此|关系"
    r"|合同|订单|跟|和|与)|轻生|自尽|自缢|自焚|寻死|瓜咗|嗝屁"
    r"|解脱|一走了之|长眠|消失|自杀|自我了结|了结(?:自己|我|这条|生命|吧|了|$)|离开(?:这个)?(?:人世|世界|人间|世上)"
    r"|跳(?:楼|河|江|海|桥|湖|崖|轨|下去|落去)|上吊|割腕|割自己|撞死|撞墙|吃药自|卧轨|烧炭|结束(?:我|自己"
    r"|我自己|这个?)?的?(?:生命|这条命|这一生|这一切|性命|自己)|往下跳|去天上"
    r"|(?:永远)?睡(?:过去|下去|着)[^，。]{0,6}(?:不|别|甭)[^，。]{0,3}醒|不(?:再|用再|要再)?醒|永远睡)"
)
_ONESELF_ZH = r"(?:自己|我自己|自个儿?|自身)"
_HEIGHT_ZH = r"(?:天台|楼顶|顶楼(?:边|天台)|桥栏|栏杆外|桥边|桥上|窗台|大桥|铁轨|悬崖|阳台(?:边|外|栏))"
_PILLS_ZH = r"(?:安眠药|安定|药片|药丸|药(?!店|房|膏|盒|妆|到|材|枕|浴|业)|农药|百草枯|老鼠药|敌敌畏)"
_LEFT_ZH = rf"(?:大家|家里|他们|她们|你们|爸妈?|妈|爹娘|父母|孩子|所有人|别人|全家|世界|{KIN_ZH})"

CHINESE = (
    # the wish to be dead or gone
    rf"{_WISH_ZH}[^，。！？]{{0,4}}?{_DIE_ZH}",
    (
        r"想死(?!你|他|她|它|我了|我啦|我们)|(?:不想|不愿意?|唔想|冇心机|没法|没脸)(?:再|继续)?(?:活|做人|生存"
        r"|苟活|呼吸|存在)"
    ),
    (
        r"(?:不想|不愿|不要|唔想)(?:再|继续)?[^，。！？]{0,4}(?:醒(?!目)|在(?:这个?|呢个)?(?:世|人间)"
        r"|[待呆喺留]在?(?:这个?)?(?:世|人间)|见到?明天|看到明天的)"
    ),
    (
        r"活(?:不下去|不起了|不成了)|(?:我|真的?|真系|实在|早就?)[^，。]{0,3}活[够腻烦](?!了吧|得)|活够(?:了|咯)"
        r"|活腻|(?:我|也|都|就|真的?)不活了"
    ),
    (
        r"(?:日子|生活|人生|我|真的)[^，。]{0,4}过不下去了?(?=$|[，。！]|想|要|不想|真)|(?:活|人生|真的|实在"
        r"|一个人)[^，。！？]{0,4}[撑熬挺]不(?:下去|住)(?!等)"
    ),
    r"没法(?:再)?活|一了百了|离开(?:这个)?人?世(?:界)?|想解脱|想[4四]了|不想活",
    r"睡过去[^，。！？]{0,6}(?:不|别|甭)[^，。！？]{0,3}醒",
    # no point in living
    (
        r"(?:活着|活起|活得|做人|人生|生存|活下去)[^，。！？]{0,4}?(?:没|冇|莫得|没得|有|累|痛苦|煎熬|受罪"
        r"|多余|图|为了?|干|是(?:一)?(?:个|种)?)"
        r"[^，。！？]{0,3}(?:意思|意义|劲|盼头|希望|奔头|价值|必要|活头|累(?!赘的)|啥|什么|嘛|累赘|负担|错|罪"
        r"|折磨|惩罚|受罪)"
    ),
    r"(?:活着|活起)(?:也|还|真|都|就|好|太|简直|真的)*(?:累|苦|痛苦|煎熬|受罪|多余|不如死)",
    (
        r"(?:没|没有|没啥|没什么|冇)[^，。]{0,3}(?:活头|盼头|奔头|留恋|牵挂|活下去)|(?:世界|世上|人间"
        r"|人世)[^，。]{0,2}(?:没有?|冇)我|(?:世界|世上|人间|人世)[^，。]{0,6}(?:没|冇)[^，。]{0,4}(?:留恋|牵挂"
        r"|意思|在乎的)"
    ),
    r"人间不值得[^。！？]{0,6}(?:走|死|离开|再见)(?!吗)",
    # death as a way out
    (
        r"(?<!累)(?<!气)(?<!急)死了[^，。！？]{0,1}(?:算了|拉倒|一了百了|干净|省心|清静|解脱|就好|得了|才好|就不用"
        r"|就没人|就解脱|也没人|也好|也罢|好过)|死咗[^，。]{0,3}(?:算|好过)"
    ),
    (
        r"死了是不是|(?<!生)不如死|生不如死(?!的)|(?:一|要|真)死了?(?:了之|百了)|死给(?:你|你们|他|他们)看"
        r"|死了就[^，。！？]{0,3}(?:不用"
        r"|没有|轻松|解脱|能)|(?:今天|今晚|现在|马上|这就)就?(?:去)?死(?!机|掉的)|谁[也都]?别拦我|吞药了?(?=$"
        r"|[，。！])|要往下跳"
        r"|天上(?:找|陪|见)|以死(?:明志|谢罪|证)|死在你们"
    ),
    (
        r"(?:我|要是我|等我|如果我)(?:要是|真的?|就是|去)?死(?:了|后|掉|在)(?!心|磕"
        r"|条心)[^。！？]{0,8}(?:你们?|他们|就|也|都|是不是|再|以后|谁|没人|爸|妈)"
        r"|怎么死(?!活|机)|早死早|安静静?地?死|(?<!想)(?<!要)让我[^，。！？]{0,8}(?<![急气累笑烦])死(?!心)|求死"
        r"|满脑子[^，。]{0,3}死|等死吧?$(?<!我等死)"
    ),
    (
        rf"(?:{_ONESELF_ZH}[^，。]{{0,2}}(?:弄死|整死|了结|结果|杀了)|(?:杀|弄死|整死|结束|了结|捅死|勒死"
        rf"|掐死)(?:了)?{_ONESELF_ZH})"
    ),
    (
        r"(?<!让他)(?<!让你)(?<!让她)活不过(?:今|明)(?:晚|天)|(?:反正|我)[^，。]{0,4}没有明天|最后一(?:天|晚"
        r"|夜)(?:了)?[^。]{0,6}(?:遗|死|活|走|再见|告别)|今(?:晚|天|夜)就?(?:了结|了断|跳|结束自己)"
    ),
    # a burden: better off without me
    (
        rf"(?:没了?有?我|少了我|我不在了?|我走了|我没了|我死了)[^。！？]{{0,6}}{_LEFT_ZH}[^。！？]{{0,6}}(?:轻松"
        r"|更好|好过|省心|解脱|幸福|清静|好些|会好|也?不会怎)"
    ),
    (
        rf"{_LEFT_ZH}(?:没了?有?我|少了我)[^。！？]{{0,5}}(?:轻松|更好|好过|省心|幸福|也?不会怎)|(?:我"
        rf"|活着)[^，。]{{0,4}}就?是(?:个|大家的?|家里的?)?(?:累赘|包袱|拖累)"
    ),
    r"(?:不想|别再|不要)(?:再)?(?:拖累|连累)(?:家|孩子|爸|妈|别人|他们|大家|你们)",
    # oneself hurt
    (
        r"自杀|自残|自伤|自虐|割腕|轻生|寻短见?|寻死(?!觅活)|自尽|自缢|(?:伤害|割|划|掐|烫|捅|弄伤|虐待)(?:了"
        r"|着)?(?:我)?自己(?!的(?!手|胳膊|腿|脸)|做|弄|掉)"
    ),
    (
        r"(?:又|一直|忍不住|总想|重新|天天|控制不住)(?:开始|在|想|去|地)*[割划](?:自己|手臂|手腕|胳膊|大腿|小臂"
        r"|手(?!机))"
    ),
    (
        r"(?:割|划)(?:了)?(?:自己)?(?:的)?(?:手)?腕|手腕[^，。]{0,3}割(?!手)|(?:做|干)(?:出|了|点)?傻事"
        r"|对自己(?:下手|不利)|想不开(?!才|就?买|要买|花|跟你|的是)"
    ),
    # the means at hand
    (
        rf"(?:站|坐|爬|蹲)(?:在|到|上)?(?:了)?[^，。！？]{{0,4}}{_HEIGHT_ZH}(?!餐|民宿|酒店)|我[^，。]{{0,4}}(?:在"
        rf"|上了?|到了?){_HEIGHT_ZH}(?:了|上|边|风|$|[，。！])"
    ),
    (
        rf"{_PILLS_ZH}[^，。！？]{{0,4}}(?:准备好|买好|都备好|攒|在手边|在面前|在旁边|倒出来|数好|我?都吃了"
        r"|全吃|我?都吞|全吞|吞了|一口气)"
        r"|(?:吃|吞|喝|干)了?(?:下)?(?:一|整|半|两|好几|好多|几十|一大)(?:整)?(?:瓶|把|盒|片|颗"
        rf"|板)[^，。！？]{{0,2}}{_PILLS_ZH}"
        rf"|一(?:整)?[瓶把盒]{_PILLS_ZH}[^，。]{{0,4}}(?:吃|吞|喝|干)|攒(?:了|够)[^，。]{{0,5}}{_PILLS_ZH}"
        rf"|吞(?:了)?[^，。]{{0,4}}安眠药"
    ),
    (
        rf"(?:{KIN_ZH}|他|她|我)[^，。！？误错当]{{0,4}}(?:喝|吞|服|干)了?[^，。！？误]{{0,2}}(?:百草枯|敌敌畏"
        r"|老鼠药|安眠药)"
    ),
    (
        r"刀片?[^，。]{0,4}(?:架|放|抵|搁|对着|在)[^，。]{0,4}(?:手腕|脖子|腕上|手边|喉咙)|(?:绳子?"
        r"|炭)[^，。]{0,3}(?:都)?(?:准备好|买好|挂好|套)了?(?!吗|没)"
    ),
    (
        r"(?:要|想|现在就?|马上|打算|准备|真|敢|我就?|闹着|说)[^，。！？不没]{0,3}(?:跳楼(?!机|价)|跳河|跳江"
        r"|跳桥|跳海(?!军)|跳湖|跳崖|跳轨|跳下去|上吊)"
        r"|从[^，。！？]{0,8}(?:楼|阳台|窗|桥|天台)[^，。！？]{0,6}跳下|跳下去[^，。]{0,6}(?:结束|解脱|一切"
        r"|好)|一头撞死"
    ),
    (
        r"(?:说|要|想|闹着)[^，。！？误不]{0,2}喝(?:农药|毒药|药自)|死了才[^，。]{0,2}(?:清净|清静|好|干净|解脱)"
        r"|不想(?:再)?(?:看|见)(?:到|见)?[^，。]{0,3}(?:明天|第二天|太阳)|药[^，。！？]{0,4}(?:吃|吞|喝)(?:下去|了"
        r"|完)[^，。！？]{0,4}(?:一整?瓶|整瓶|一大把|几十[片颗])"
    ),
    (
        rf"(?:{KIN_ZH}|{CHILD_ZH}|学生)[^，。！？]{{0,6}}割(?:手(?!机|到|了|伤|破|套)|腕|自己)"
        rf"|活着[^，。！？]{{0,3}}(?:难|辛苦)(?!得)"
    ),
    # goodbye
    (
        r"另一个世界|想?去(?:陪|见|找)[^，。]{0,4}(?:妈|爸|老伴|奶奶|爷爷|他|她)[^。]{0,4}(?:走了|不在了|去世"
        r"|在天上|那边)|煤气[^，。]{0,3}打开了|天桥[^。]{0,5}(?:不想下|想跳)|(?:说|要|想)[^，。]{0,2}吞药|吊死"
        r"|早死早"
    ),
    (
        r"永别|来世再|下辈子再(?:见|还|做|报|当)|(?:遗书|遗言)(?!库|网|馆|书)|写好?了?遗书|后事[^，。]{0,4}(?:交代"
        r"|安排好)"
    ),
    (
        rf"(?:替我|帮我)[^。！？]{{0,6}}(?:爸|妈|爹|娘|父母|孩子|儿子|女儿|{CHILD_ZH})[^。！？]{{0,6}}(?:对不起"
        r"|我爱|说一?声|活下去|先走)"
    ),
    (
        r"(?:走了|先走一步|离开)[^。！？]{0,4}(?:别找我|不要找我|勿念)|我(?:就)?先走一步[^。]{0,6}(?:孩子|爸|妈)"
        r"|帮我照顾好?(?:我的?)?(?:孩子|爸|妈|儿子|女儿|老人)[^。]{0,8}(?:走|不在|活)"
    ),
    (
        rf"(?:抑郁|想不开|情绪崩溃)[^。]{{0,10}}(?:死|不想活|自残|跳)|(?:{KIN_ZH}|{CHILD_ZH}|他"
        rf"|她)[^，。]{{0,4}}(?:想不开|要死要活地|闹自杀|闹着?要?跳)"
    ),
)

# --- English

_AUX = (
    r"(?:(?:just|really|honestly|truly|still|only|actually|kinda|sorta|literally|always|sometimes|seriously|so"
    r"|much|also|even) )*"
)
_WANTS = (
    r"(?:wants?(?: to)?|wanted to|wanting to|need to|ready to|going to|about to|have to|like to|love to"
    r"|prefer to|hope to|hope i"
    r"|wish i could|wish i(?: was| were)?|wish to|try to|tried to|trying to|tries to|plan(?:ned|ning)? to|planning on"
    r"|thinking of|thinking about|think about|thought about|thoughts of|decided to|deserve to|let me"
    r"|i'd rather|i would rather"
    r"|rather|feel like|feels like|should|might|could|may as well|keep|better(?: off)?|happier|i'll|i will"
    r"|threaten(?:s|ed|ing) to)"
)
_DEAD = (
    r"(?:(?:go to )?(?:sleep|bed) and (?:never|not) wake|die\b|dying\b|be dead|being dead|be no more"
    r"|dead\b(?! (?:on|line|stock|battery|plant|phone|pixel|link|end|weight))|not exist|not be alive"
    r"|no longer exist"
    r"|cease to exist|not wake up|never wake up|sleep for ?ever|disappear for (?:good|ever)|vanish for (?:good|ever))"
)
_LIVING = (
    r"(?:living(?! (?:in|near|with|so|at|next|on|room|here|alone|there|abroad))|being (?:alive|here any|me\b"
    r"|around any|on this)|to live(?! (?:in|near|with))|life\b(?! (?:cover|jacket|insurance|time))"
    r"|existing|waking up|to wake up|of me\b|to keep living|staying alive|to stay alive|to go on\b(?! (?:the"
    r"|this|about|a|with|your))"
    r"|(?:going|carrying|keeping) on\b(?! (?:with|about|like this with|to|the|a|holding|this|asking|and on)))"
)
_NOTHING = (
    r"(?:no|not any|isn't any|ain't no|(?:don't|can't|cannot) (?:even )?(?:see|find|know|get"
    r"|think of)(?: what)? ?(?:the|a|any|is the)?"
    r"|what(?:'s| is| was| even is)?(?: even)?(?: is)?(?: the)?|where(?:'s| is) the|is there (?:any|a|even a)|not a)"
)
_SELF = r"(?:my|him|her|them)(?:self|selves)"
_PILLS = (
    r"(?:(?:sleeping )?(?:pills?|tablets)\b(?! (?:organi[sz]er|box|case|cutter|crusher|bottle|holder|cover"
    r"|stand))|paracetamol|ibuprofen|tylenol|aspirin|xanax"
    r"|meds|medication|insulin|antidepressants|painkillers)"
)
_ALL = (
    r"(?:all|whole|too many|a bunch|loads?|every|entire|full|a bottle|bottles? of|packets? of|box(?:es)? of"
    r"|\d{2,3})"
)
_HOME = (
    r"(?:mum|mom|mother|dad|father|kids?|children|son|daughter|wife|husband|family|parents|brother|sister|boy"
    r"|girl|girls|boys"
    r"|everyone|friends|partner)"
)
_HIGH = (
    r"(?:roof|rooftop|bridge|ledge|window ?sill|railings?|train ?tracks?|tracks|cliff|parapet|multi ?story"
    r"|platform edge|edge)"
)

ENGLISH = (
    # the wish to be dead or gone
    (
        rf"\b{_WANTS} (?:to )?{_AUX}{_DEAD}(?! (?:than (?:shop|order|buy|use|wear|pay|come back)|of (?:laugh"
        r"|embarrass|shame|bore|cute|old)))"
    ),
    (
        r"\b(?:i|he|she) (?:\w{1,10} ){0,2}(?:want|wants|wanted|wish|need)(?: to| i could"
        r"| i would)? (?:just )?(?:disappear|vanish|fade away)\b(?! from (?:my|the|your) (?:account|list|app|page"
        r"|history))"
    ),
    (
        r"\b(?:wish|hate) (?:that )?i (?:wasn't|weren't|was not|were not|was never|were never|had never been"
        r"|had not been|hadn't been|didn't|never) (?:here\b(?! when| for)|alive|around any|born|exist|wake|woke"
        r"|woken|been born)"
    ),
    (
        r"\b(?:don't|do not|doesn't|does not|didn't|no longer|not|never|don't think i) (?:even |really "
        r"|think i )?(?:wants?|wish|deserve|care|feel like|know how)(?: to| i want to)? ?"
        r"(?:go on )?(?:live\b(?! (?:in|near|at|with|next|there|alone|abroad))|living\b(?! (?:in|near|with))"
        r"|life\b|alive|be alive|being alive|exist\w*|wake up|waking up"
        r"|be here any ?(?:more|longer)|be here(?=$|[.,!])|be around(?: any| much|$)|go on\b(?! (?:with|a "
        r"|the |holiday|about))|carry on\b(?! with)|see (?:tomorrow|another day)|be on this (?:earth|planet))"
    ),
    (
        r"\b(?:don't|do not|doesn't) want to (?:live|be alive|wake up|be here)\b(?! in| near| at| with| when| all"
        r"| for| until| while| on| and wait| waiting| next)"
    ),
    (
        r"\b(?:won't|will not|not going to) (?:be|stay) (?:alive|around (?:much|for much|any) )|\b(?:won't"
        r"|will not) be here to (?:spend|see|use|enjoy)|\bnot be alive\b"
    ),
    (
        r"\b(?:harm\w*|kill\w*|hang\w*|hung|shoot\w*|shot|drown\w*|poison\w*|stab\w*|starv\w*|strangl\w*|unaliv\w*"
        r"|overdos\w*|(?:to|will|i'll|might|just) off|offing|offed|end|ending|ended|top|topping|topped|neck"
        rf"|neck\w*|delet\w*|do something (?:\w{{1,8}} )?to|(?:do|doing|did) (?:my|him|her)self in"
        rf"|not (?:be )?safe (?:with|from)|danger to) {_SELF}\b"
    ),
    r"\b(?:kill(?:ing)?|hang(?:ing)?|shoot(?:ing)?|harm(?:ing)?) myself\b",
    # no point in living
    (
        rf"\b{_NOTHING} (?:\w{{1,9}} )?(?:point|reason|sense|purpose|meaning|use|future|hope)s?(?: left)?(?: of| in"
        rf"| to| for| that)?(?: me| my| us)?(?: for)? ?{_LIVING}(?<!meaning of life)(?<!purpose of life)"
    ),
    (
        r"\bno (?:point|reason) (?:in |to |for )?(?:me |my )?(?:being|be|staying|stay) (?:here|around)(?! (?:all"
        r"|when|if|to|for|on|waiting|until)|(?: all)? day)"
    ),
    (
        r"\b(?:my )?(?:life|living)(?:'s| is| has| feels| seems)?(?: just| all| so| really)? (?:isn't|not"
        r"|no longer|over\b|pointless|meaningless|worthless|finish(?:ed)?\b|(?:has |have )?(?:lost all "
        r"|no )(?:meaning|point|purpose|sense|value|worth))(?! (?:warranty|time|span|cycle))"
    ),
    (
        r"\b(?:life|living) (?:is(?:n't| not)|not|ain't|'s not) worth\b"
        r"|\bnothing (?:left )?(?:for me )?(?:left )?to live\b|\bnot worth living\b"
    ),
    (
        r"\b(?:tired|done|finished|through|over|bored|fed up|had enough|weary|give up|given up|giving up|gave up"
        r"|gives up)(?: of| with| on)? (?:being alive|living\b(?! (?:in|near|with|next|here))|life\b(?! insur)"
        r"|existing|myself\b)|\bhate (?:being alive|living\b(?! (?:in|near|with|here)))"
    ),
    (
        r"\beverything(?:'s| is)? (?:just )?(?:pointless|hopeless|meaningless)\b"
        r"|\bno (?:other )?way out\b(?! of (?:the|this|that|a|your|my))"
    ),
    # nobody would miss me
    (
        r"\b(?:no ?one|nobody|not anyone|who|would anyone|will anyone|anybody)(?:'d|'s|'ll)?(?: would| will| even"
        r"| really| ever| gonna)* (?:miss (?:me\b|us\b|if i)|(?:notice|care|mind|cry|be sad|know"
        r"|remember)(?: me)?(?: at all)? (?:if|when|once) i(?:'m|'d| was| were| am| just| had)? ?(?:died|die|dead"
        r"|gone|disappear\w*|vanish\w*|wasn't|weren't|not|kill\w*|jump\w*|left this|ended))"
    ),
    (
        r"\bbetter(?: off)? (?:without me\b|if i(?: was| were|'m|'d|'s| am)? ?(?:n't|not|wasn't|weren't|dead|gone"
        r"|died|disappear\w*|never))"
    ),
    (
        r"\bi(?:'m| am| feel like| was)(?: just| only| nothing but| such)? (?:a|an?|the) (?:\w{1,9} )?burden\b"
        r"|\bburden (?:to|on|for) (?:every\w+|my (?:kids|family|parents|children|wife|husband|mum|mom)|them all"
        r"|people around)"
    ),
    # an end to everything
    (
        r"\bend(?:ing|s|ed)? (?:it all|(?:my|my own|his|her|their|this|your) (?:own )?(?:life|lives)"
        r"|things\b(?! with| here| between)|it (?:tonight|today|now|right now|soon|for good)|everything)\b"
        r"|\b(?:thinking (?:of|about)|feel like|want to be|consider\w*) ending (?:it|things|everything)\b(?! with)"
    ),
    (
        r"\b(?:want|need|wish|make|beg) (?:the |this |my |all this |all the )?(?:pain|suffering|everything|it all"
        r"|all of it|all of this|life|voices)(?: would| to)? (?:just )?(?:to )?(?:stop|end|go away for)\b"
        r"|\bit all to be over\b(?!.{0,14}(?:refund|money|cancel|with))"
    ),
    (
        r"\bdark thoughts\b|\bthoughts? of (?:ending|death|dying|not being)|\b(?:plan\w*|know|thinking about"
        r"|thought about|decided) (?:\w{1,8} )?how (?:to do it|i(?:'d|'ll| will| would) do it|i(?:'m"
        r"| am) going to do it)\b(?!.{0,20}(?:install|fit|build))"
    ),
    (
        r"\b(?:take|takes|taken|taking|took) (?:my|his|her|their) (?:own )?life\b|\b(?:commit(?:ting"
        r"|ted)? )?su[ie]?[sc]+(?:i|u|ui)?[sc]?(?:i|u)?d(?:e|al|le|el|ul)\b|\bsuicid\w*|\bself[- ]?harm\w*"
        r"|\bunaliv(?:e|es|ed|ing)\b|\bsewer ?slide\b"
    ),
    r"(?<!\d )(?<!\d)(?<!few )(?<!many )(?<!of )(?<!in )\bkms\b(?! (?:away|from|per|an|range|far|distance|and|of))",
    (
        r"\b(?:can't|cannot|can not|don't know how to) (?:go on(?! (?:the|this|your|a|holiday))|(?:live"
        r"|keep living|carry on living) (?:like this(?! without)|any(?! more without))|be here any"
        r"|keep (?:going|myself safe)(?= (?:any|like)"
        r"|[.,!]|$))|\bcan't go on (?:any ?more|living|like this any ?more)\b"
    ),
    (
        r"\b(?:don't|can't|not|shouldn't) (?:\w{1,7} )?(?:trust myself|be (?:left )?alone with myself)\b"
        r"|\bnot safe (?:on my own|with myself|from myself|alone)\b|\bdo something (?:really )?(?:stupid|drastic"
        r"|silly|terrible)\b(?= to my|[.,!]|$| if| tonight| now)"
    ),
    # oneself hurt
    (
        r"\b(?:want(?:s)? to|going to|thinking (?:of|about)|feel(?:s)? like|keeps?|been|started|start|might|will"
        r"|i'll|could|about to|scared i(?:'ll)?) (?:hurt|cut|burn)(?:ting|ing)? (?:my|him|her)self\b(?! (?:off|on"
        r"|with|out))"
    ),
    (
        r"\b(?:i(?:'ve)?|she(?:'s)?|he(?:'s)?|my \w{2,10}(?:'s)?)(?: have| has)? (?:been|started|keeps?"
        r"|back to) (?:cutting|hurting (?:my|him|her)self)(?: again\b| (?:my|his|her) (?:arms?|wrists?|legs?"
        r"|thighs?)|(?=$|[.,!]))"
    ),
    (
        r"\b(?:slash|slit|cut|slic)(?:ted|ed|ting|ing|e)? (?:my|his|her|both my) wrists?\b(?! on (?:the|your))"
        r"|\b(?:blade|razor|knife|scissors|rope|noose|gun|belt)(?:'s)? (?:\w{1,8} ){0,2}(?:at|to|against|round"
        r"|around|on) (?:my|his|her) (?:wrists?|throat|neck|arm|head)\b|\b(?:razor|blade|noose|gun)(?:'s)? (?:is "
        r"|are )?(?:already )?in my (?:hand|mouth)\b"
    ),
    # the means at hand
    (
        r"\b(?:took|take|taking|taken|swallow\w*|downed|necked|popped|ate|had|have"
        rf"|taken)(?: [\w']{{1,9}}){{0,2}} {_ALL}{words(3)} {_PILLS}"
    ),
    (
        r"\b(?:swallow\w*|took|taken|downed) (?:all )?(?:my|the|his|her"
        rf"|these) (?:whole )?(?:\w{{1,9}} )?{_PILLS}(?! (?:back|to|this|that|and it|with me|out))"
        r"(?![^.!?]{0,20}\b(?:twice|double|two times|by mistake|by accident|wrong)\b)"
    ),
    (
        rf"\b{_PILLS}(?: (?:are|is|all|right|here|lined up|ready|sitting|already|counted|out))* (?:in front of me"
        r"|in my hand|next to me|beside me|lined up|on the table in front)|\b(?:the|my|some|these"
        rf"|enough) {_PILLS} ready\b(?! (?:for|to (?:ship|collect|pick)))"
    ),
    (
        r"\b(?:i(?:'m| am| have|'ve)?|holding|got|he's"
        rf"|she's) (?:\w{{1,8}} ){{0,3}}{_PILLS} (?:right )?(?:in front of me|in my hand|next to me|beside me"
        r"|lined up|ready and|saved up)"
    ),
    (
        r"\boverdos(?:ed|ing)\b|\b(?:took|take|taken|taking|by) an overdose\b|\bto overdose\b|\bod'd\b|\bod-ed\b"
        r"|\bgot (?:the |a )?rope (?:is )?ready\b|\b(?:the |a )rope (?:is )?(?:ready|tied|up)\b|\b(?:a|the"
        r"|my) noose\b"
    ),
    (
        rf"\b(?:i'm|i am|im|standing|sitting|stood|sat|(?:he|she)(?:'s| is)) (?:\w{{1,9}} ){{0,3}}(?:on|at|over"
        rf"|by) (?:the|a|my|this) (?:\w{{1,9}} )?(?:edge|ledge|{_HIGH})\b(?! (?:of (?:town|the (?:bed|village"
        r"|estate))|road|street|fix|install|put|paint|clean|with the|work|doing|sofa))(?<!on the bridge road)"
    ),
    (
        r"\bjump(?:ing|ed|s)? (?:off|from|out of|out|in front of|under|into) (?:of )?(?:a|the|my"
        rf"|this) (?:\w{{1,9}} )?(?:{_HIGH}|building|balcony|window|train|bus|lorry|truck|car|traffic|river|floor"
        r"|tower)\b"
    ),
    (
        r"\b(?:i'll|i will|he'll|he will|she'll|she will|they'll|going to|about to|ready to|threatening to|gonna"
        r"|want to|let me|says he'll|i might|i could) jump(?: (?:now|tonight|today|right now|if you))?(?=$|[.,!?]"
        r"| now| if | and end| tonight)"
    ),
    (
        r"\b(?:walk|step|stepping|walking|throw(?:ing)? (?:my|him|her)self|run|lie down"
        r"|lay down) (?:out )?(?:in front of|under|onto|on|into|off) (?:a|the) (?:\w{1,8} )?(?:train|bus|car"
        r"|lorry|truck|traffic|tracks|bridge|roof|building|balcony|sea|river|cliff)\b"
        r"|\bdrive (?:\w{1,6} ){0,2}(?:off|into) (?:a|the) (?:bridge|cliff|tree|wall|river)"
    ),
    # goodbye
    (
        rf"\b(?:tell|say to|let) (?:my|the) (?:\w{{1,8}} )?{_HOME}(?: know)?(?: that)? (?:i(?:'m| am)? (?:so "
        r"|really )?(?:love|loved|sorry)|sorry|goodbye)|\b(?:and|that) i (?:love|loved) (?:them|her"
        r"|him) (?:goodbye|always)"
    ),
    (
        r"\bgood ?bye (?:for ?ever|cruel|world|everyone|everybody|all\b(?=$|[.,!]))|\bmy (?:last|final) (?:goodbye"
        r"|words|night alive|day alive|day on earth)|\bby the time you read this i|\b(?:goodbye|suicide"
        r"|farewell) (?:note|letter)s?\b|\bthis is goodbye\b|\bwrote (?:the|my) letters\b"
    ),
    (
        r"\bby (?:tomorrow|tonight|then|morning|the weekend) i(?:'ll| will) be (?:dead|gone for)|\b(?:when|after"
        r"|once|if) i(?:'m| am) (?:dead|gone)\b.{0,20}\b(?:happy|sorry|care|miss|look after|take care|better|kids"
        r"|tell)\b(?! of (?:the|my) parcel)"
    ),
    # looser: dying or being alive is spoken of at all, of oneself
    (
        r"\b(?:i|i'm|i am|me|am i|he|she|mum|dad)\b[^.!?]{0,14}\balive\b(?! (?:and (?:well|kicking)|when (?:it"
        r"|they)))|\b(?:why|still|hate|tired of|regret|not) (?:\w{1,6} )?(?:am |i'm |being )?(?:\w{1,5} )?alive\b"
    ),
    (
        r"\b(?:if|wish|when|until|once|after|that) (?:only )?i(?:'m|'d| was| were| am| would| could| had"
        r"| just)* (?:die|died|dead|gone for good|hit by|killed|run over)\b|\bway to die\b|\b(?:want|wish|pray|hop"
        r"|wait|beg|ready|long)\w* (?:\w{1,5} )?for death\b|\b(?:only|out|but|escape|option"
        r"|answer)\b[^.!?]{0,12}\bdeath\b|\bdeath is (?:the|my|better)\b|\bhow (?:\w{1,6} )?(?:do|can|could|should"
        r"|would) i (?:\w{1,7} )?die\b"
    ),
    (
        r"\bwish (?:a|the|some|that) (?:\w{1,6} )?(?:bus|car|train|truck|lorry) would\b|\b(?:driv(?:e|ing)"
        r"|crash(?:ing)?|steer(?:ing)?) (?:my|the) car (?:off|into)\b(?! (?:your|their|his|the (?:shop|store"
        r"|warehouse|garage)))|\b(?:leave|leaving|left|quit|depart\w*) this (?:world|earth|life|planet)\b"
        r"|\bin heaven\b|\bother side soon\b|\bfind (?:me|my body|him|her) (?:dead|hanging|in the (?:river|morning"
        r"|bath|garage))|\bmy body\b(?=.{0,20}\b(?:find|found|river)\b)"
    ),
    (
        r"\b(?:with|have|got|holding|bought|loaded) (?:the|my|his) (?:loaded )?gun\b(?=.{0,24}(?:head|mouth|now"
        r"|tonight))|\balone with (?:a|my|the) gun\b|\b(?:got|have|get|has) (?:the|a|my) (?:blade|razor"
        r"|knife) out\b|\bno future (?:for me|left)\b|\bhate (?:my|this) life\b|\b(?:i'm|i am|been|she's|he's|keep"
        r"|started) cutting (?:my|him|her)self\b|\bwake up (?:\w{1,9} ){0,3}wish(?:ing)? i(?:'d| had)?(?:n't| not)"
    ),
    (
        r"\b(?:can't|cannot|don't want to) (?:keep|go on|continue|bear|stand|face)(?: to)? (?:living|being alive"
        r"|another day|waking)\b|\b(?:don't|can't) see myself (?:being )?(?:here|alive)\b"
        r"|\bnot wanting to (?:be here|live|wake)|\b(?:won't|not) be (?:around|here|alive) (?:to|for) (?:see|spend"
        r"|use|enjoy|it\b|that|wear|get)(?! (?:it|the parcel) (?:delivered|in))|\bwant to (?:just )?end\b(?=$"
        r"|[.,!])|\bfavou?r if i\b|\b(?:thinking (?:about|of)|going to be|start) jumping\b(?=$|[.,!])"
    ),
    (
        r"\bbottle of (?:sleeping )?pills\b|\bpills and (?:a )?(?:\w{1,8} )?(?:vodka|whisky|whiskey|wine|booze"
        r"|alcohol|gin)\b"
    ),
    (
        r"\b(?:keep|go on|continue|carry on|keep on) (?:living|existing)\b|\bwant to (?:just )?(?:stop"
        r"|quit) (?:breathing|living|existing|being here)\b|\b(?:won't|can't|not going to|don't think i(?:'ll"
        r"| can| will)?) (?:make it|get) through (?:tonight|the night"
        r"|this night|another (?:day|night))\b|\b(?:my|her|his) last (?:day|night)(?=$|[.!])"
        r"|\brope (?:is )?(?:round|around|on|over|from|to) the (?:beam|rafter|ceiling|banister|tree|door|rail"
        r"|light)"
    ),
    (
        r"\b(?:better|happier|easier|best|relieved|glad|fine)(?: off)?(?: for (?:everyone|them|all"
        r"|my \w{2,9}))? if i(?:'m| was| were| am|'d| had)?(?: just| simply)? ?(?:not here|n't here|wasn't here"
        r"|gone|dead|out of (?:the picture|the way|their (?:lives|life|way))|died|never (?:born|existed)"
        r"|disappear\w*|vanish\w*)|\bvoices (?:say|tell|are telling|told)|\b(?:have|got|made) a plan (?:for"
        r"|to do it) (?:tonight|tomorrow|it)(?=$|[.,!])|\bi could just (?:disappear|vanish|die)\b"
        r"|\bhurting myself\b|\bhurt myself (?:on purpose|again|deliberately)|\b(?:finish"
        r"|end|stop) (?:with |off )?(?:my life|it all|everything)\b"
    ),
    (
        rf"{_PILLS}[^.!?]{{0,20}}\bto end (?:it|things|everything)\b|\b(?:waste of (?:space|skin|oxygen)|worthless"
        rf"|useless)\b[^.!?]{{0,20}}\b(?:dead|die|gone)\b|\bcould be dead\b|\bwon't be (?:here|alive"
        rf"|around) (?:any ?more|much longer)|\blet me go\b[^.!?]{{0,20}}\b(?:sleep|die|peace)"
    ),
    (
        r"\bthis is it for me\b|\b(?:said|saying|say|wrote|texted|messaged) (?:us |me "
        r"|everyone )?(?:good ?)?bye to (?:us|everyone|everybody|someone|somebody|me|the world|the family|all)\b"
        r"|\bgoing to do it\b[^.!?]{0,24}\b(?:knife|pills?|rope|blade|razor|tonight|gun)\b|\b(?:knife|blade|razor"
        r"|rope) (?:is )?(?:ready|right here)(?=$|[.,!])"
    ),
    # non-native, and Chinese in Latin letters
    r"\bzi ?sha\b|\bxiang ?si\b(?! ni)",
    r"\b(?:no (?:more )?want|not want|no more want|don't more want)(?: to)? (?:more )?(?:live|life|alive)\b",
)

WORDS = (*CHINESE, *ENGLISH)
