"""Details of questions on the goods themselves, on what members get, and on calls and complaints about people."""

from __future__ import annotations

_THEY_EN = r"(?:them|him|her|the (?:courier|driver|rider|shop|seller|store|post ?office|delivery \w+|company))"

DETAILS: dict[str, tuple[str, str]] = {
    "installing": (
        (
            r"安装|[来怎咋]装|给[我俺]装|上门|师傅|调试|组装|拼装|没人[^，,。]{0,4}装|^装|装(?:要|得|需)|开孔|打孔"
            r"|外机|高空|烟管|支架"
        ),
        (
            r"\b(?:install|fitt(?:er|ing)|assembl|technician|plumber|engineer)\w*"
            r"|\bput(?:ting)? (?:it|them) (?:up|together)\b|\bset (?:it|them) up\b"
        ),
    ),
    "threat_to_complain": (
        (
            r"再不[^。！!]{0,16}?(?:我|就|要|可)[^，,。]{0,4}(?:投诉|举报|告)"
            r"|(?:要是|如果|假如|不然|否则|再这样|要不)[^。！!]{0,24}?(?:我|就|可)[^，,。]{0,4}(?:投诉|举报)(?!电话|渠道)"
            r"|(?:逼|信不信)[^，,。]{0,4}我[^，,。]{0,4}(?:投诉|举报)"
        ),
        (
            r"\b(?:if|unless)\b.{0,60}\bi(?:'ll|'m| will| am| shall| would| have to| want to| might)\b.{0,20}"
            r"\b(?:complain|complaint|report (?:you|them|this|it))\b"
            r"|\b(?:or|otherwise|or else)\b,? i(?:'ll|'m| will| am| shall| have to)\b.{0,20}"
            r"\b(?:complain|complaint|report (?:you|them|this|it))\b"
        ),
    ),
    "complains_too": (
        r"(?:还要?|也要?|再|另外|顺便|同时|并且?|外加)[^，,。?？不]{0,6}投诉(?!电话|渠道|热线|过)",
        (
            r"\b(?:put|putt?in|putting|file|lodge|make|open|register|write|log|raise|want)\b (?:in )?"
            r"(?:a|one|another|the|this|my|that) (?:formal |official |written )?complaint\b"
        ),
    ),
    "passes_on": (
        r"帮我转(?!人|接|客服|给人)|转告|帮我(?:带|捎)(?:个|句)?话",
        r"\bpass (?:it|this|that|my words) on\b|\btell them (?:for me|from me)\b",
    ),
    "pushed_really": (
        (
            r"(?:真的?|当真|确实)催|催没催|催[了过](?:没有?|吗|么|不|冇)|是不是真[^，,。]{0,3}催"
            r"|别[^，,。]{0,4}(?:嘴上|光)说[^，,。]{0,3}催"
            r"|催[^，,。]{0,6}[，,\s]*(?:有|拿|看|给)[^，,。]{0,4}(?:凭据|凭证|证据|记录|截图)"
        ),
        (
            r"\b(?:did|have|are) you (?:really|actually|honestly|even) (?:\w+ )?(?:chas|push|nudg|contact|ask)\w*"
            r"|\b(?:proof|evidence|record) (?:that )?you(?:'ve| have)? (?:chas|push|nudg|contact|ask)\w*"
        ),
    ),
    "tell_them": (
        (
            r"(?:^|[，,。！!\s]|[替帮给]我|你们?|您|麻烦|[去再就也])(?:跟|和|给|同|向)(?:他们?|她们?|佢哋?"
            r"|伊拉|店(?:家|里)?|商家|卖家"
            r"|老板|快递|物流|海关|那边|那头|对方|人家)(?:那边|那头|家)?(?:讲|说|吆喝|吼|喊|言语|知会|招呼"
            r"|打个招呼|吱一?声|念叨|提|唠|[带捎递]个?话)"
            r"(?!好|过|了|的|定|不|话|什么|啥)"
        ),
        (
            r"\b(?:tell|let) (?:them|the (?:shop|seller|store|courier|carrier))(?: know)?(?: (?:from|for) me)?"
            r" (?:that|i|it'?s|my|we|this)\b"
        ),
    ),
    "call_too": (
        (
            r"(?:叫|让|派|请|安排)[^，,。?？]{0,4}(?:人|同事|客服)[^，,。?？]{0,4}(?:打|回|来)(?:个)?电|(?:请"
            r"|麻烦)你?们?(?:给我)?(?:打|回|来)个?电话"
        ),
        (
            r"\b(?:please|pls|plz|can|could|get|have|want|wants|need|someone|somebody|colleague|people)\b.{0,24}"
            r"\b(?:call|ring|phone) me\b"
        ),
    ),
    "supposed": (
        r"要是|如果|假如|万一|不然|否则",
        r"\b(?:if|unless|otherwise|or else)\b",
    ),
    "shop_called": (
        r"(?:店家?|商家|卖家)[^，,。]{0,4}(?:叫(?:什么|啥)|名字|名称|全名)|哪家店|什么店|哪个(?:店|商家)",
        (
            r"\b(?:name of (?:the|this|that|your) (?:shop|seller|store|vendor|merchant)|(?:shop|seller"
            r"|store)'?s? (?:full )?name|what(?:'s"
            r"| is) the (?:shop|seller|store) called)\b|\bwhich (?:shop|seller|store) (?:is|was|sold)\b"
        ),
    ),
    "who_handles": (
        r"谁(?:来)?(?:处理|管|负责|核实|查)",
        r"\bwho(?:'s| is| will)? (?:\w+ )?(?:handl|deal|look|check|read|investigat)\w*",
    ),
    "are_you_real": (
        (
            r"你(?:们)?(?:到底)?(?:是不是)?[是系](?:不是)?(?:个)?(?:真人|真的?人|活人|机器|ai|智能|人工)|(?:真人"
            r"|机器人|活人)(?:吗|不$|吧|还是|么)"
        ),
        (
            r"\b(?:are|r) (?:you|u|ya) (?:even |actually |really )?(?:a |an )?(?:real|human|robot|bot|machine"
            r"|ai|person|computer)\b"
            r"|\bam i (?:talking|speaking|chatting) (?:to|with) (?:a|an) (?:real|human|robot|bot|machine|ai"
            r"|person|computer)\b"
            r"|\b(?:is this|you) a bot\b|\b(?:you|u) (?:a )?(?:bot|robot|machine|human|real|ai) (?:or|not)\b"
        ),
    ),
    "caller_number": (
        (
            r"(?:边个|邊個|哪个|什么|啥|几多号)[^，,。]{0,2}(?:号码|号|电话)[^，,。]{0,4}(?:打|来)?|(?:打"
            r"|来)[^，,。]{0,6}(?:边个|邊個|哪个|什么|啥)(?:号码|号|电话)"
        ),
        (
            r"\b(?:which|what) number\b.{0,24}\b(?:call|ring|phone|from)\w*|\bcall\w*\b.{0,16}\bfrom (?:which"
            r"|what) number\b"
        ),
    ),
    "no_calls": (
        (
            r"(?:别|不要|不用|甭)(?:再)?(?:给我)?(?:打|来)(?:我)?电话|(?:别|不要)打(?:了|给我)|不接电话|打字(?:跟"
            r"|和)?我?(?:说|讲)"
        ),
        r"\bno calls?\b|\b(?:do not|don'?t) (?:call|ring|phone)(?: me)?\b|\b(?:just|rather) (?:write|text|message)\b",
    ),
    "fitting_asked": (
        (
            r"(?:包|含|管|带|给|有)(?:不(?:包|含|管|带|给))?[^，,。]{0,2}(?:上门)?安装|安装[^，,。]{0,4}(?:吗|不$"
            r"|没有|谁|要不要)"
        ),
        (
            r"\b(?:install(?:ation|ed)?|fitting|fitted) (?:included|as well|too)\b|\b(?:does|is|do you"
            r"|will) .{0,24}\binstall\w*"
        ),
    ),
    "costs_extra": (
        r"收[不费钱多]|另收|费用?|多少钱|出钱|花钱|免费|加钱|要钱|自己买|自备",
        r"\b(?:cost|charge|fee|extra|free|pay)\w*|\bhow much\b|\bbring\b|\bdo i need\b",
    ),
    "warranty": (
        r"保修|质保|三包|保几年|保多久|保期|联保|保换",
        r"\bwarrant\w*|\bguaranteed for\b|\bcovered for\b",
    ),
    "stock": (
        r"有货|现货|库存|补货|到货通知|上架|留[^，,。]{0,3}[一个件盒双]|预留|还有[^，,。]{0,6}[码色款]",
        (
            r"\bstock\w*|\brestock\w*|\b(?:do|have) (?:you|they|u)(?: even| still)? (?:have|got|stock)\b"
            r"|\bavailable\b"
            r"|\bthey even have\b|\bhold one\b|\bput one aside\b|\breserve\b"
        ),
    ),
    "how_to_use": (
        (
            r"怎么(?:用|连|调|开|设|弄|装|洗|操作|接|关)|咋(?:用|连|调|开|设|弄|装)|教[教我]|说明书|不会(?:用|弄"
            r"|装)|操作|用法"
        ),
        (
            r"\bhow (?:do|to|can|does|should)\b.{0,30}\b(?:use|set|connect|clean|descale|work|turn|charge"
            r"|pair|wash|fit)\w*"
            r"|\bmanual\b|\bleaflet\b|\binstructions?\b|\bguide\b|\bdescal\w*"
        ),
    ),
    "specs": (
        r"尺寸|规格|型号|材质|参数|间距|公分|厘米|公斤|功率|合不合|适配|适合|兼容|[Mm]\d|几[瓦寸米升]|螺丝",
        (
            r"\b(?:size|dimension|spec|model|material|compatib|measure|weigh|watt)\w*|\bmade of\b"
            r"|\bfits? (?:a|my|the|in)\b"
            r"|\b\d+ ?(?:mm|cm|kg|inch)\b|\bscrews?\b"
        ),
    ),
    "does_it_myself": (
        r"自己(?:装|修|动手|弄|拧|来)|我来装|找人装",
        (
            r"\b(?:fix|fit|install|assemble|attempt|do|build|put) (?:it|them|this|that)?.{0,12}\b(?:myself"
            r"|ourselves|ordinary)\b"
        ),
    ),
    "broken_or_me": (
        r"坏了还是|是不是坏|还是我不会|是我不会",
        r"\bbroken or\b|\bis it (?:just )?me\b|\bfault(?:y)? or\b|\bam i doing\b",
    ),
    "private_data": (
        r"照片[^，,。]{0,8}(?:清|删)|隐私|清掉|删掉|恢复出厂|解绑|退出(?:账号|登录)|定位|格式化",
        r"\bwipe\b|\bfactory reset\b|\bpersonal data\b|\bmy (?:photos|data|files)\b|\blog out\b|\berase\b",
    ),
    "sends_away": (
        r"(?:让|叫|请)(?:他|师傅|安装)[^，,。]{0,6}(?:先?别来|回去|改天)|先别装",
        r"\bsend (?:the|him|them|her)\b.{0,12}\baway\b|\bput (?:him|them) off\b|\bcancel the (?:fitter|visit)\b",
    ),
    "faster_for_members": (
        r"(?:会员|老客)[^，,。]{0,6}(?:快|优先|先)",
        r"\b(?:faster|quicker|sooner|priority)\b",
    ),
    "points": (r"积分|会员分|成长值", r"\bpoints?\b"),
    "member": (r"会员|老客|老顾客|老用户|vip", r"\bmember\w*|\bgold\b|\bloyal\w*|\bvip\b|\blong[- ]time customer\b"),
    "gift": (r"赠品|特典|附赠|满赠|小样|随单|送(?:的|啥|什么|个|点)|礼[品物盒]", r"\bgifts?\b|\bfreebies?\b"),
    "given_back": (
        r"还我|还给|还退|退不退|退给|退回|还能用|扣[掉回走]|收回|作废|没了",
        r"\bback\b|\breturn(?:ed)?\b|\btaken\b|\blose\b|\bkeep\b|\brefund\w*|\bstill (?:use|valid)\b",
    ),
    "coupon_given_back": (
        r"(?:券|红包|积分)[^，,。]{0,6}(?:还给?|退|返)|(?:还|退|返)[^，,。]{0,4}(?:券|红包|积分)",
        (
            r"\b(?:coupon|voucher|promo code|points)\b.{0,24}\b(?:back|returned|restored|lost)\b|\b(?:get"
            r"|give) .{0,12}(?:coupon|voucher|points) back\b"
        ),
    ),
    "order_again": (
        r"重新(?:下单|拍|买)|重拍|再(?:下|拍)一?单|取消[^，,。]{0,4}再",
        r"\border(?:ing)? (?:it )?again\b|\breorder\w*|\bre-order\w*|\bbuy (?:it )?again\b",
    ),
    "next_order": (r"下[次回一]|以后买|再买", r"\bnext (?:one|time|order)\b|\bfuture\b"),
    "is_it_really_you": (
        r"怎么(?:知道|确认|分辨|认)[^，,。]{0,12}(?:你们|真)|真的?是你们",
        r"\bhow (?:will|do|can|would) i (?:know|tell|be sure)\b|\breally you\b|\btruly you\b",
    ),
    "by_phone": (r"电话|来电|打给|打我|通话", r"\b(?:call|ring|phone|telephone|dial)(?:s|ed|ing)?\b"),
    "clock_named": (
        (
            r"[\d一二两三四五六七八九十]+ ?[点:：]|半小时|[上下中]午|早上|晚上|今晚|明晚|明早|明[天儿日]|后天|周末"
            r"|(?:周|星期|礼拜)[一二三四五六日天]"
        ),
        (
            r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b(?:after|before|at|around|till|until) \d{1,2}\b"
            r"|\btomorrow\b|\btonight\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
            r"|\b(?:morning|noon|lunch|afternoon|arvo|evening)\b"
        ),
    ),
    "asks_the_time": (r"几点|什么时候|啥时候|何时|多久|哪天", r"\bwhen\b|\bwhat (?:time|day)\b|\bhow (?:soon|long)\b"),
    "not_then": (
        r"别打|不要打|别来电|不方便|没空|接不了|听不到|不能接|在睡|睡觉|上夜班|开会",
        (
            r"\b(?:don'?t|do not|not) (?:call|ring|phone)\b|\bnot between\b|\bcan'?t (?:take|pick|answer)\b"
            r"|\bnight shift\b|\basleep\b|\bbusy\b"
        ),
    ),
    "moves_it": (r"改|换|挪|推迟|提前", r"\b(?:better|instead|rather|move|change|reschedule|make it)\b"),
    "never_again": (
        r"以后|再也|再给|不要再|别再|永远|一律|所有",
        r"\bnever\b|\bagain\b|\bany ?more\b|\bever\b|\bstop (?:calling|texting|phoning|contacting)\b|\bat all\b",
    ),
    "own_phone": (
        r"打我(?:的|自己)|我自己的?(?:号|手机|电话)|打本人|还是打我",
        r"\bmy own (?:number|phone|mobile)\b|\b(?:call|ring) me instead\b|\bon mine\b",
    ),
    "tell_me_then": (
        r"(?:有|来|轮到|接通|上线)[^，,。]{0,4}了?[^，,。]{0,3}(?:回|叫|喊|通知|告诉|吱|说)(?:我)?(?:一?声|一下|我)",
        (
            r"\b(?:let me know|tell me|ping me|shout|message me|notify me) (?:when|once|as soon as)"
            r" (?:someone|somebody|anyone|a person|an agent|they|it'?s my turn|a human)\b"
        ),
    ),
    "no_transfer": (
        r"\A[\s，,]*(?:先|那|你)?(?:别|不要|不用|甭|莫|先不)(?:给我|帮我)?转(?:人工|客服|人|接)?(?:了|啊|哈|嘛)?(?=[\s，,。！!]|我|\Z)",
        r"\A\W*(?:no,? )?(?:don'?t|do not|no need to) (?:transfer|pass|put|hand) me\b",
    ),
    "place_in_queue": (
        r"(?:前面|前头|前边)[^，,。]{0,4}(?:几|多少)|排(?:到|在|队)?(?:第)?[几多]|轮到我|还有几个人",
        (
            r"\bhow many\b.{0,24}\b(?:ahead|before|in front|in (?:the )?(?:queue|line))\b"
            r"|\bmy (?:place|position|turn)\b|\bplace in (?:the )?(?:queue|line)\b"
        ),
    ),
    "do_something": (
        (
            r"(?:做|办|干|弄|来)点(?:什么|啥|事|实际)|想(?:想|个|点)(?:办法|法子|招)|(?:总|好歹|多少)(?:得|该"
            r"|要|也得?)[^，,。]{0,6}(?:帮|做|管|给)"
            r"|能(?:帮我|给我|替我)?(?:做|办|干|帮)(?:什么|啥|点)|帮帮(?:我|忙)|管管|就(?:这么|只能)?(?:干|白)等"
        ),
        (
            r"\b(?:do|offer|help) (?:me )?(?:something|anything|at least)\b|\bwhat can you (?:do|offer)\b"
            r"|\bcan'?t you do\b|\bjust (?:sit|wait) (?:here|around|and)\b|\bthere must be something\b"
        ),
    ),
    "on_record": (
        r"记[上下](?!来|的|了)|记个|登记(?!的|在|没|过|信息)|立案|上报|备案|告[^，,。]{0,3}状|写进|反映|反馈",
        (
            r"\b(?:on|for the) record\b|\brecord(?:ed)?\b|\bwrite (?:it|this|him|that|her) up\b|\blodge\b"
            r"|\bofficially\b"
            r"|\breported\b|\breport (?:this|that|the)\b|\blog (?:it|this)\b"
        ),
    ),
    "a_swindler": (
        r"骗子(?!店)|诈骗|冒充|那个(?:电话|号码)|骗我的",
        r"\bscam\w*|\bfraud\w*|\bswindl\w*|\bimposter\b|\bimpersonat\w*|\bthis man\b|\bfake call\w*",
    ),
    "leaked": (
        (
            r"泄[露漏]|卖我[^，,。]{0,4}信息|我的?(?:信息|资料|隐私)[^，,。]{0,4}[卖漏泄]|我[^，,。]{0,8}报得出"
            r"|知道我[^，,。]{0,12}(?:名|姓|买|电话|地址|信息)|连我[^，,。]{0,12}都知道"
        ),
        r"\bleak\w*|\b(?:knew|knows|has|had) my (?:name|order|address|number|details)\b|\bsold my\b|\bdata breach\b",
    ),
    "a_fake_shop": (
        r"骗子店|黑店|骗人的?店|被骗|是不是骗|不会骗|拿了?钱就跑|假店",
        (
            r"\bget(?:ting)? scammed\b|\bgot scammed\b|\bscammed\b|\bis (?:this|it) (?:shop )?(?:legit|real)\b"
            r"|\bfake shop\b|\brip[- ]?off\b"
        ),
    ),
    "afraid_of_him": (
        r"报复|找上门|知道我家|知道我住|晓得是我|知道是我|为难我|穿小鞋",
        r"\bretaliat\w*|\brevenge\b|\bknows? where i live\b|\bknow it was me\b|\bcome after\b|\btake it out on\b",
    ),
    "not_the_shop": (
        r"不(?:是|怪|关)[^，,。]{0,4}(?:店|商家|卖家)|(?:店家?|商家|卖家)[^，,。]{0,3}没错|他本人",
        (
            r"\bnot (?:against )?the (?:shop|seller|store)\b|\b(?:shop|seller) (?:is|was) (?:fine|ok"
            r"|blameless)\b|\bagainst him\b"
        ),
    ),
    "not_the_courier": (
        r"不(?:是|怪|关)[^，,。]{0,4}(?:快递|骑手|师傅)",
        r"\bnot (?:against )?the (?:courier|driver|rider)\b|\bnot (?:against )?courier\b",
    ),
    "he": (
        r"他|她|小伙|那个人|这个人|那人|这人",
        r"\b(?:him|he|his|she|her|that (?:man|guy|woman|person)|the (?:man|guy|fellow|rider|driver))\b",
    ),
    "gets_punished": (
        r"开除|处分|挨罚|受罚|罚他|丢[了掉]?(?:饭碗|工作)|连累",
        r"\bin(?:to)? trouble\b|\b(?:lose|lost) (?:his|her|their) job\b|\bpunish\w*|\bfired\b|\bsacked\b",
    ),
    "for_a_doctor": (
        r"医院|诊所|医生|保险公司|报销用|派出所",
        r"\b(?:clinic|hospital|doctor|gp|insur(?:er|ance)|police)\b",
    ),
    "number_for_others": (
        (
            r"(?:编号|单号|号码|凭证号)[^，,。]{0,10}(?:医院|诊所|医生|保险|派出所|警察)"
            r"|(?:医院|诊所|保险|派出所|警察|报警)[^，,。]{0,10}(?:编号|单号|案号)"
            r"|(?:他们|那边|对方|12315|消协|平台|人家)[^，,。]{0,6}[要问][^，,。]{0,6}(?:单号|订单号|商家名"
            r"|店名|编号)"
        ),
        (
            r"\b(?:number|reference|ref)\b.{0,30}\b(?:clinic|hospital|doctor|gp|insur\w*|police)\b"
            r"|\b(?:clinic|hospital|doctor|gp|insur\w*|police)\b.{0,30}\b(?:number|reference|ref)\b"
        ),
    ),
    "any_gain": (
        r"有?赔[的吗没么]?|补偿|落(?:下|得)个?(?:啥|什么)|有什么用|有用吗|能怎样|好处",
        r"\bcompensat\w*|\bwhat do i get\b|\bget (?:anything|something)\b|\bany (?:use|point)\b|\bcome of it\b",
    ),
    "pays_myself_first": (
        r"我?自己(?:先)?(?:买|垫|出钱|修|花)|先垫|垫付|报销|报给",
        r"\b(?:buy|pay|repair|fix) .{0,16}myself\b|\breimburs\w*|\bclaim it back\b|\bmy own (?:money|pocket)\b",
    ),
    "keeps_the_thing": (
        (
            r"(?:东西|货|它|这个|那个|坏的|破的|碎的|碎片|残骸|壶|机器|包装|盒子|箱子|充电宝|产品"
            r"|这玩意儿?)[^，,。]{0,8}"
            r"(?:留着|留下|扔|丢|要不要留|怎么处理|收着|保留|处理掉)|留不留|要不要留|能不能扔|(?:该|能|可以"
            r"|要不要|是不是)[^，,。]{0,4}(?:扔|丢)(?:了|掉)"
        ),
        (
            r"\b(?:keep|throw|bin|chuck|get rid of|toss|dump|dispose of|save)\b.{0,20}"
            r"\b(?:it|them|thing|product|item|box|packaging|pieces?|bits|parts?|rest|remains)\b"
            r"|\b(?:throw|chuck|toss) (?:the|my|this) [\w ]{1,20}\b(?:away|out)\b"
            r"|\b(?:do|does|should|shall|can|will|must) (?:it|that|they|i|we)\b.{0,12}"
            r"\b(?:stay|leave|hang on to|hold on to|keep|bin|throw)\b"
            r"|\b(?:someone|somebody|anyone|you|they) (?:need|want|have)s? to (?:see|inspect|look at|examine)"
            r" (?:it|them)\b"
            r"|\b(?:bin|get rid of|hold on to) (?:the|my|this) \w+"
        ),
    ),
    "anyone_there": (
        (
            r"有人(?:吗|在|没)|人呢|在吗|有没有人|人在哪|还没人|有人(?:会)?(?:接|理|管|回)|没人(?:接|理|回"
            r"|在)(?:吗|我|么|$)|你还在(?:吗|不|么)"
            r"|说句话|回(?:我)?(?:一)?(?:句|下)|你在听(?:吗|么)"
        ),
        (
            r"\b(?:is )?any(?:one|body) (?:\w+ )?(?:there|here|home|listening|around|reading)\b"
            r"|\b(?:will|does|would|is) (?:any|some)(?:one|body)\b.{0,24}\b(?:answer|pick up|reply|listen|read"
            r"|there|coming|care)\w*"
            r"|\b(?:are|r) (?:you|u) (?:still )?(?:there|here|listening)\b|\bhello\?|\b(?:say"
            r"|answer) something\b|\b(?:please )?(?:answer|talk to) me\b"
            r"|\bwhere is (?:everyone|everybody)\b"
        ),
    ),
    "who_is_liable": (
        (
            r"谁(?:来|要|该|去)?(?:负责|担责|赔|管|承担|出(?:钱|医药费|医疗费))(?![^，,。]{0,3}运费)|责任"
            r"|医药费|医疗费|药费"
            r"|看病(?:的)?钱|(?:你们|商家|厂家)(?:赔|负责|管)(?:不|吗|么|多少)"
            r"|(?:报销|误工费|营养费|赔偿金?)"
        ),
        (
            r"\bwho(?:'s|s| is)? (?:responsible|liable|to blame|at fault|accountable)\b"
            r"|\bwho(?:'s| is| will| has)? (?:going to |gonna |to )?(?:answers? for|takes? responsibility)\b"
            r"|\bwho(?:'s|s| is| will|'ll)? (?:\w+ )?pay(?:s|ing)?\b(?!.{0,24}\b(?:return|postage|shipping"
            r"|freight|send))|\b(?:will|are|do) you (?:\w+ )?(?:pay"
            r"|cover|compensate)\b.{0,30}\b(?:doctor|hospital|medical|bills?|dentist|treatment)\b"
            r"|\b(?:medical|doctor'?s?|hospital|dentist'?s?|dental|vet) (?:bill|cost|fee)\w*|\bliab\w*"
            r"|\bwhose fault\b"
        ),
    ),
    "someone_comes": (
        (
            r"(?:姐|妹|妈|爸|哥|弟|朋友|闺蜜|老公|老婆|男友|女友|对象|同学|同事|室友|儿子|女儿|闺女|邻居|老师"
            r"|医生|警察|救护车|家人|家里人|奶奶|爷爷)"
            r"[^，,。]{0,6}(?:来|过来|在|陪|到了|接我|赶|抱着我|守着)|有人(?:在)?陪|(?:正|已经|在|要"
            r"|准备)?(?:去|往)(?:我)?(?:妈|爸|朋友|姐|医院|急诊)[^，,。]{0,3}(?:那|家|了|路上)"
        ),
        (
            r"\b(?:sister|brother|mum|mom|mother|dad|father|friend|wife|husband|flatmate|roommate|housemate"
            r"|son|partner|boyfriend|girlfriend"
            r"|daughter|neighbou?r|aunt|uncle|nan|gran|grandma|cousin|colleague|teacher|counsell?or|doctor"
            r"|nurse|police|paramedics?|ambulance|someone|somebody)\b.{0,20}"
            r"\b(?:com(?:es?|ing)|came|here|over|with me|on (?:her|his|their|the|its) way|pick(?:s|ing"
            r"|ed)? me up|staying|stays|holding|driving|sat with|sitting with|arriv\w+|next to me)\b"
            r"|\bi'?m not alone\b|\b(?:going|off|on my way|driving|heading) (?:over )?to (?:my )?(?:sister"
            r"|brother|mum|mom|dad|friend|parents|nan|gran|aunt)'?s?\b"
            r"|\b(?:calling|called|talking to|rang|on the phone (?:to|with)|spoke to) (?:the |a "
            r"|my )?(?:crisis|line|hotline|samaritans|988|sister|mum|mom|friend|dad|brother|doctor)\b"
        ),
    ),
    "is_safe": (
        (
            r"(?:不会|没打算|不想|没要|没想)(?:再)?(?:真的?)?(?:去)?(?:死|做傻事|干傻事|怎么样|怎样|伤害自己"
            r"|自杀|寻死)|(?:我)?(?:现在)?(?:没事|好(?:一)?(?:点|些)|冷静(?:下来)?)(?:了|吧|的)"
            r"|(?:我)?(?:就是|只是|刚才?)[^，,。]{0,6}(?:气话|说说|发泄|一时|冲动)|别担心(?:我)?|不用担心"
            r"|说的?(?:是)?气话|不死了|想通了|想开了"
        ),
        (
            r"\b(?:i'?m|i am|im|i) (?:not (?:really |actually )?(?:going to|gonna|planning to)"
            r"|won'?t) (?:\w+ )?(?:do anything|do it|hurt|harm|kill|be stupid|die|jump)\b"
            r"|\b(?:i'?m|i am|im) (?:ok|okay|fine|safe|better|calmer|all right|alright)\b"
            r"|\bfeel(?:ing)? (?:a (?:bit|little) |much )?(?:better|calmer|safer|ok)\b"
            r"|\b(?:didn'?t|don'?t|did not) (?:really )?mean (?:it|that)\b|\bdon'?t worry\b|\b(?:just"
            r"|only) (?:venting|a joke|joking|angry|upset|saying)\b|\bi (?:promise|put (?:the|them) (?:pills"
            r"|knife|blade|tablets) (?:away|down))\b"
        ),
    ),
    "cannot_call": (
        (
            r"(?:不想|不敢|没法|不能|不方便|怕)[^，,。]{0,3}(?:打|说话|讲电话|打电话|开口)|(?:热线|电话|那边"
            r"|12356)[^，,。]{0,6}(?:占线|没人接|打不通|忙)|打不通|没人接|打了[^，,。]{0,4}没用"
        ),
        (
            r"\b(?:can'?t|cannot|don'?t want to|won'?t|too scared to|afraid to|not able to|rather not"
            r"|hate) (?:\w+ )?(?:call|calling|phone|ring|talk(?:ing)?|speak|phones)\b"
            r"|\b(?:line|it|number|they)(?:'s| is| was|'re| are)? (?:\w+ )?(?:busy|engaged|on hold)\b"
            r"|\bno ?(?:one|body) (?:\w+ )?(?:answers?|answered|picks? up|picked up|answering)\b"
            r"|\b(?:no|got no|don'?t have (?:a|any)) (?:phone|credit|signal)\b"
        ),
    ),
    "whom_to_call": (
        r"(?:我|该|要|应该|能)(?:去)?(?:找|打给|联系)(?:谁|哪)",
        (
            r"\bwho (?:do|should|can|must|would|shall) (?:i|we) (?:\w+ )?(?:call|ring|phone|contact|speak|talk"
            r"|email)\b"
            r"|\bwh(?:at|ich) number (?:do|should|can|shall) i (?:call|ring|phone|give|quote)\b"
        ),
    ),
    "must_i_act": (
        (
            r"(?:要|用|需要|得)(?:不要|不用|不得)?我(?:这边|这头|个人|自己)?(?:再|去)?(?:做|弄|点|操作|填|按"
            r"|确认|办|干)"
            r"[^，,。]{0,2}(?:什么|啥|哪|吗|么|不|嘛)"
            r"|我(?:这边)?(?:还)?(?:要|用|需要|得)(?:再)?(?:做|点|操作|填)(?:什么|啥|哪)"
        ),
        (
            r"\bdo i (?:need|have) to (?:do|click|press|fill|confirm|sign)\b|\bneed me to\b"
            r"|\banything (?:else )?(?:i|you) (?:need|have)(?: me)? to do\b"
            r"|\bneed (?:anything|something) (?:else )?from me\b"
        ),
    ),
    "overrules": (
        (
            r"谁(?:能|来|可以)?管(?:得了)?(?:他|店|商家)|找谁(?:去)?(?:评理|说理|讲理|做主|申诉|说去)|评[个评]?理"
            r"|主持公道|谁(?:能|来)?(?:给|替)我?做主|上(?:级|面)|谁说了算|推翻|(?:就)?没(?:有)?(?:别的)?办法了"
            r"|最终(?:决定|结果)"
        ),
        (
            r"\boverrul\w*|\boverturn\w*|\b(?:above|over|higher than) (?:them|him|her|the (?:shop|seller|store))\b"
            r"|\bend of the (?:road|line|story)\b|\b(?:final|last) (?:word|say|decision)\b|\bhigher up\b"
            r"|\bsecond opinion\b"
        ),
    ),
    "options_asked": (
        r"有(?:什么|哪些|啥)(?:选择|办法|方案)|能(?:怎么|咋)选|几(?:个|种)选择",
        r"\b(?:what|which)(?:'s| is| are|'re)? (?:\w+ )?(?:my|the|our) (?:choices?|options?|alternatives?|rights)\b",
    ),
    "others_told": (
        r"^[那就，,\s]*(?:让|叫|请)(?:他们?|她|快递|店家|商家|卖家|师傅|物流)",
        (
            rf"^\W*(?:(?:please|ok|then|and|so|also|now|pls)\W+){{0,2}}(?:let|make|have|ask|tell|get) {_THEY_EN}"
            r" (?:also |to |please )*\w+"
        ),
    ),
    "what_to_do": (
        r"怎么办|咋办|怎么(?:处理|弄)|(?:先|该)(?:做|干)(?:什么|啥)",
        (
            r"\bwhat (?:should|do|can|must|shall|to) (?:i |we )?do\b|\bhow (?:do|should|can) (?:i|we) (?:handle"
            r"|stop|keep)\b"
        ),
    ),
    "persons_hours": (
        r"(?:人工|客服|真人|同事)[^，,。]{0,8}(?:几点|上班|下班|在线时间|什么时候在)|几点(?:上班|下班)",
        (
            r"\b(?:until|till|from|at|up to) (?:what|which) (?:hour|time)\b|\b(?:what|which) (?:hours?"
            r"|times?)\b.{0,24}"
            r"\b(?:stay|work|open|close|finish|available|start|there|on duty|in)\b"
            r"|\b(?:working|opening|office|business|service) hours\b"
        ),
    ),
    "sees_history": (
        (
            r"(?:人工|客服|同事|他|她)[^，,。]{0,8}(?:看得?[到见]|知道|了解|清楚)[^，,。]{0,8}(?:订单|情况"
            r"|前面|之前|聊天|记录)"
            r"|(?:人工|客服|同事)[^。]{0,12}(?:重新|再|从头)[^，,。]{0,4}(?:说|讲|解释)"
        ),
        (
            r"\b(?:person|agent|colleague|human|operator|representative|someone|they|he|she)\b.{0,12}"
            r"\b(?:sees?|knows?|reads?|looks? at|has|have)\b.{0,30}\b(?:order|chat|history|everything|all this"
            r"|conversation|case|what i|messages)\b"
            r"|\b(?:person|agent|colleague|human|operator|someone|them|him|her)\b.{0,40}\b(?:repeat|explain"
            r"|tell|say|type|start)\b"
            r".{0,24}\b(?:everything|all|again|over|from (?:the )?(?:start|zero|beginning|scratch))\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""
