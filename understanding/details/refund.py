"""Details of questions on refunds, cancelling, payments."""

from __future__ import annotations

import re

_RELATIVE_ZH = "儿子|女儿|闺女|媳妇|我妹|孩子|老伴|对象|老公|老婆|我妈|我爸|妈妈|爸爸|姐|妹|哥哥|弟|朋友|同事|别人|家人"
_RELATIVE_EN = r"(?:sister|brother|son|daughter|wife|husband|mother|mom|mum|father|dad|friend|mate|boss|colleague)"

DETAILS: dict[str, tuple[str, str]] = {
    "applied_anew": (
        r"(?:重新|从新|再|另外)(?:给我|帮我|替我|去)?[^，,。]{0,4}(?:申|提交|提一|报|走流程|审)|重[申报提](?:一[次遍]|吧)",
        (
            r"\b(?:re-?appl\w+|re-?submit\w*|re-?open\w*|re-?file\w*)\b"
            r"|\b(?:apply|file|claim|submit|put it in|try) (?:it )?(?:again|anew)\b"
        ),
    ),
    "price_paid": (
        (
            r"(?:一共|总共|当时|那会儿?|我|是)?(?:花|付|掏|给|用)了?(?:我)?(?:多少|几[块个]?)(?:钱|块)?(?:买|拍)?(?:来着|的|[?？]|$|[，,。\s])"
            r"|(?<![退赔补])(?:多少|几块)钱?来着|(?:多少钱?|几块钱?)(?:买|拍|入)的?(?:来着|[?？]|$|[，,。\s])|(?:值|合)(?:多少钱|几块钱?)(?:来着|[?？]|$|[，,。\s])"
            r"|(?:单价|买的?(?:时候|价)|下单价?)[^，,。]{0,4}(?:多少|几[块个])"
        ),
        (
            r"\bhow much (?:did|was|were|have) (?:i|we|they|it|that|those|the \w+|each)(?: \w+){0,2}"
            r"(?: (?:pay|paid|cost|spent?|again|in total))?\b|\bwhat (?:did|was) (?:i|we|it|they|that|those|the \w+) "
            r"(?:pay|cost|worth|again)\b|\bwhat i paid for\b"
        ),
    ),
    "closed_card": (
        r"注销|销[了过]?户|冻(?:结|了|住)|停用|挂失|作废|(?:卡|账户|账号)[^，,。]{0,5}(?:没了|丢了|换了|不用了|过期)|过期的?卡",
        (
            r"\bclosed\b.{0,30}\b(?:account|card)|\bexpired card"
            r"|\bcards? (?:is |was |'?s )?(?:cut up|gone|dead|no more)"
            r"|\b(?:card|account|one) i (?:\w+ )?(?:cut|chopped|snipped|shredded|closed|binned)\b"
            r"|\bi (?:\w+ )?(?:cut|chopped|snipped|shredded|binned) (?:up )?(?:that|the|my) (?:\w+ )?(?:card|one)\b"
            r"|\b(?:card|account)\b.{0,25}\b(?:closed|expired|cancell?ed|blocked|lost|frozen)\b"
        ),
    ),
    "credit_line": (
        r"花呗|白条|信用卡|月付|分期|额度|出账|还款|账单[^，,。]{0,4}还",
        r"\bcredit (?:card|line|limit)|\binstal?lments?\b|\bpay ?later\b|\bklarna\b|\bafterpay\b",
    ),
    "to_balance": (
        r"余额|现金|钱包|购物金|代金券|抵用|储值|(?:店铺|变成|弄成|换成|给成|退成)[^，,。]{0,4}(?:红包|券|积分)|优惠券抵",
        r"\b(?:wallet|store credit|app credit|shop credit|balance|cash|vouchers?|gift card|points|coupon instead)\b",
    ),
    "paid_by_another": (
        rf"(?:{_RELATIVE_ZH})[^，,。]{{0,8}}(?:付|的卡|的账|的号)|代付",
        rf"\b{_RELATIVE_EN}\w*(?:'s|s)? (?:card|account|bank)\b|\b{_RELATIVE_EN}\w* (?:has |had |who )?paid\b",
    ),
    "other_account": (
        (
            rf"(?:打|转|退|汇|存|进)(?:到|给|进|在)?[^，,。]{{0,4}}(?:{_RELATIVE_ZH})[^，,。]{{0,3}}[卡账号微支]|"
            r"(?:换|改|退)[^，,。]{0,6}(?:别的|另一?[张个]|其他|另外)[^，,。]{0,5}[卡账户号]|换[一]?[张个](?:银行)?[卡账]"
            r"|(?:改|换|弄|转|打)(?:退|到|成|去|进)*(?:微信|支付宝|零钱|银行卡|余额)"
            r"|[换改]个?[^，,。]{0,6}(?:收钱|收款|到账|退款)[^，,。]{0,3}(?:地儿|地方|方式|账户|卡)"
        ),
        (
            r"\b(?:another|different|other|new|second) (?:bank )?(?:card|account|bank)\b"
            r"|\b(?:on|to|onto|into) another one\b|\binstead of (?:the|my) \w+"
            r"|\bto (?:my )?(?:paypal|bank account|card|wallet) instead"
        ),
    ),
    "to_named_account": (
        r"(?:退|打|转|放|返)[^，,。]{0,4}(?:支付宝|微信|银行卡|余额|花呗)[^，,。]{0,4}(?:[吗嘛不]|行|可以|吧)",
        (
            r"\b(?:can|could|will)\b.{0,24}\b(?:go|be paid|put it|refund(?:ed)?|pay it)\b"
            r".{0,12}\b(?:paypal|bank|card|wallet)\b"
        ),
    ),
    "bank_flow_number": (
        r"流水号|流水编号|打款凭证|转账凭证|参考号",
        r"\barn\b|\b(?:bank|transfer|payment|trace) ref(?:erence)?\b|\btransaction (?:id|number)\b",
    ),
    "number_named": (r"号|编码|凭证", r"\bnumber\b|\bref(?:erence)?\b|\bid\b"),
    "bank_number": (
        r"流水号|流水编号|参考号|凭证|回单|交易号|银行[^，,。]{0,8}(?:要|问|跟我)",
        (
            r"\barn\b|\bnumber (?:of|for) (?:the )?(?:transfer|transaction|payment)\b"
            r"|\bref(?:erence)?\b|\btransaction (?:id|number)|\bproof\b|\btrac(?:e|ing) number"
            r"|\bbank (?:needs|wants|asks|is asking|insists|has asked)"
        ),
    ),
    "less_than_paid": (
        r"少[了退]|少的|差额|差的(?!不)|不一致|才退|才给|就退\s*\d|只退了|没退[全完]|不够|扣[了掉]|一半|差[了的]?\s*[\d一二三四五六七八九十两几]",
        (
            r"\bless than\b|\bonly (?:half|part|\d)|\b(?:pounds?|dollars?|yuan|bucks|\d) short\b|\bsmaller\b|\bminus\b"
            r"|\bnot (?:the )?(?:full|whole)|\b(?:the )?(?:rest|difference|balance|remaining)\b|\bdeduct\w*"
            r"|\b(?:take|took) .{0,14}away|\bhelped themselves\b"
        ),
    ),
    "shipping_in_it": (
        r"运费|邮费|快递费",
        r"\bshipping\b|\bpostage\b|\bdelivery (?:fee|charge|cost)",
    ),
    "coupon_back": (
        r"券|红包|积分|优惠码",
        r"\bcoupons?\b|\b(?:gift )?vouchers?\b|\b(?:promo|discount) code|\bpoints\b",
    ),
    "decide_it_yourselves": (
        r"(?:你们?|平台|客服|系统)[^，,。]{0,8}(?:批|同意|决定|通过|判|垫|强制|做主)|直接(?:给我)?批",
        (
            r"\b(?:can|can'?t|cannot|could|couldn'?t) (?:you|u)\b.{0,25}\b(?:approve|decide|grant|force|overrule)"
            r"|\b(?:you|u) (?:guys )?(?:approve|decide) it\b|\byourself\b|\byourselves\b"
        ),
    ),
    "be_faster": (
        r"快点|快些|快一点|加急|尽快|早点|早些|赶紧|赶快|催",
        r"\bfaster\b|\bsooner\b|\bspeed\b|\bhurry\b|\bexpedite\b|\bquick(?:er|ly)?\b|\bpush (?:them|it)\b|\bchase\b",
    ),
    "send_it_back": (
        r"寄回|退回去|不寄|用寄|要寄|再寄|寄啥|还货",
        r"\bsend(?:ing)? (?:\w+ ){0,3}back\b|\bship(?:ping)? (?:\w+ ){0,3}back\b|\breturn (?:it|them|the)\b",
    ),
    "money_missed": (
        r"(?:钱|退款)(?:现在|到底|究竟|都|给)?(?:呢|在哪|去哪|跑哪|上哪|到哪了|[弄整搁卡飞走躲]到?哪|哪儿?去了)|(?:我的|退的)(?:钱|退款)[^，,。]{0,4}哪",
        r"\bwhere(?:'?s| is| are|s)\b.{0,12}\b(?:money|refund|cash)\b",
    ),
    "comes_anyway": (
        (
            r"(?:又|还(?!没|未|不)|再|照样|照常)[^，,。]{0,6}(?:发|寄|送)[^，,。]{0,3}(?:来|到|出|货|了|咋|怎)?"
            r"|(?:硬|愣|偏|执意|非要|偷偷|悄悄|稀里糊涂|糊里糊涂|反而|倒是?|自说自话)[^，,。]{0,8}(?:发|寄|送|塞)[^，,。]{0,3}"
            r"(?:来|到|出|过|给|货|了)"
            r"|(?:货|东西|快递|包裹)[^，,。]{0,6}(?:(?<!收)到了|来了|送到|寄来|找[到回]|发[了出])|(?<![没未])发货了|发了货|发出来"
        ),
        (
            r"(?<!never )(?<!n't )(?<!not )(?<!dont )(?:\bturns? up\b|\bshows? up\b|\brolls? (?:up|in)\b)"
            r"|\b(?:lands?|appears?|arrives?) (?:after|later|anyway|here)\b"
            r"|\b(?:arrives?|comes?|ships?|delivers?|sends?|sent)\b.{0,20}"
            r"\b(?:anyway|after all|in the end|before|nevertheless)\b"
            r"|\bstill (?:comes?|ships?|sends?|sent|delivers?|arrives?)"
        ),
    ),
    "returns_as_faulty": (
        (
            r"(?:当|算|按|作|照)(?:作|做|成|是|系|它|佢)*[^，,。]{0,4}(?:坏|壞|质量|次品|瑕疵|故障|有?问题|毛病)[^，,。]{0,5}"
            r"(?:退|走|办|申请|处理)"
        ),
        (
            r"\b(?:send|return|treat|file|log|do) (?:it|them|this) (?:back )?as (?:a )?(?:faulty|defective|broken|fault"
            r"|defect)\b"
        ),
    ),
    "fears_it_comes": (
        (
            r"(?:别|莫|甭|可别|怕|不会|该不会|万一|要是|如果|假如|倘若)[^。？?]{0,14}"
            r"(?:又|还|硬|愣|照样|照常|偷偷|稀里糊涂|再|倒|反而)[^，,。]{0,6}(?:发|寄|送)"
        ),
        (
            r"\b(?:what if|if|in case|hope|afraid|worried|don'?t let|better not|won'?t)\b.{0,40}"
            r"\b(?:still|anyway|after all|regardless|all the same|nevertheless)\b"
        ),
    ),
    "for_good": (
        (
            r"(?<![不别甭莫没])(?:取消|退(?:掉|了|货|款|钱|单)?)[掉了]?(?:算了|算[啦咯喽哒咗球逑求]|拉倒|罢了|完事儿?)(?![吗么嘛])"
            r"|(?<![不别甭莫没])(?:取消(?:掉|了)?|退[掉货款了])得了(?![吗么嘛不多几])"
        ),
        (
            r"\b(?:(?:just|might as well|may as well|rather|better|best|let'?s)(?: just)?) (?:cancel|refund|scrap|bin)"
            r" (?:it|this|that|the \w+)(?:,? and (?:be|have) done|,? and (?:call it a day|forget it|move on)"
            r"| altogether| outright| for good| entirely)\b"
            r"|\b(?:might|may) as well (?:just )?(?:cancel|refund|scrap)\b"
        ),
    ),
    "if_unsent_goes": (
        (
            r"没有?(?:发货?|出库|寄|出仓|出货|打包|走货|装车|揽)(?:出来?|走)?(?:的话|呢)?[，,\s]*(?:那?就|那|便|我就|直接)"
            r"(?:直接|帮我|给我|替我|一起|一并|一块儿?|也|都|赶紧|干脆)*(?:取消|不要|不用发|[别莫甭]发|退)"
        ),
        (
            r"\bif (?:it|that|the \w+)(?:'s| has| have| is)?(?: not|n'?t)(?: \w+)?(?: been)?"
            r" (?:sent|shipped|left|dispatched|gone|posted|packed|out)(?: out)?(?: yet)?,? (?:then )?"
            r"(?:please |just |you can |i'?d (?:like to|rather) )*(?:cancel|scrap|bin|refund|stop)\b"
            r"|\b(?:cancel|scrap|bin|stop) (?:it|that|the [\w ]{2,20}?)(?: too| as well)? if"
            r" (?:it|they)(?:'s| has| have| is)?(?: not|n'?t)\b.{0,20}\b(?:sent|shipped|left|dispatched|gone|out)\b"
        ),
    ),
    "not_in_account": (
        r"没[有见]?(?:看?到|收到|到账|钱|多|这笔)|[看查找收]不到|没见|没多|没动静|一分",
        (
            r"\b(?:not|isn'?t|nothing|never|no money)\b.{0,25}\b(?:there|account|card|arriv|receiv|show|bank|came|see)"
            r"|\b(?:don'?t|can'?t|cannot|haven'?t|didn'?t) (?:see|find|got?t?e?n?|receive)|\bsees? nothing\b"
        ),
    ),
    "bank_statement": (
        r"流水|明细|账单|对账|银行[^，,。]{0,4}查|存折",
        r"\bstatements?\b|\bmy bank\b|\bbank (?:says|sees|shows)",
    ),
    "wants_it_withdrawn": (
        r"(?:让|叫|劝|哄|求|喊)我[^，,。]{0,10}(?:撤|取消|关)|私下|私底下|私自",
        (
            r"\b(?:told|ask(?:s|ed|ing)?|begs|begging|wants|proposed) (?:to )?(?:me|us)\b"
            r".{0,25}\b(?:cancel|close|withdraw)"
            r"|\bprivately\b"
        ),
    ),
    "which_of_mine": (
        r"哪一?[单笔个](?:退款|订单|的)?|第几单",
        r"\bwhich (?:one )?(?:of (?:my|the) )?(?:\w+ )?orders?\b|\bfor which\b",
    ),
    "paid_twice": (
        r"[两二]次|两笔|两条|双倍|重复|多扣的|多扣了?我?一[笔次]|又扣|扣[了过]?两",
        (
            r"\btwice\b|\b(?:two|2) times\b|\bdouble\b|\b(?:second|2nd) (?:charge|charging|payment|debit|amount)"
            r"|\bduplicate\b|\bboth (?:debits|charges|payments)"
        ),
    ),
    "taken_but_unpaid": (
        (
            r"(?:扣|付|转)[了过掉完](?!没|不)[^。]{0,16}(?:没|未|待|不|无)|钱[^，,。]{0,5}(?:没了|扣[了掉]|划走)"
            r"|(?:我|已经|都)付[了过](?!没|不|[吗么])|付过钱(?!没|不|[吗么])|寻思付"
            r"|扣[了过走]我?[^，,。\d]{0,4}\d|扣款(?:短信|记录|通知)|扣[了过]?[^，,。]{0,8}有(?:短信|记录|截图)"
        ),
        (
            r"\bmoney\b.{0,15}\b(?:gone|left|taken|out)\b|\bi(?:'ve| have| had)?(?: already)? paid\b|\bpaid but\b"
            r"|\b(?:says?|shows?|still) .{0,12}\b(?:unpaid|awaiting|pending)|\bgone from\b|\bwent out\b"
            r"|\b(?:debited|charged|deducted|taken)\b.{0,80}"
            r"\bstill (?:shows?|showing|says?|saying|asks?|asking|unpaid)\b"
        ),
    ),
    "payment_declined": (
        r"付不了|付不上|(?:支付|交易|付款|扣款)[^，,。]{0,4}失败|限额|卡住|转圈|报错",
        r"\bdeclin\w*|\bfail\w*|\bcrashed\b|\bwent black\b|\bnot accepted\b",
    ),
    "in_instalments": (
        r"分期|[几\d十]+期|分[两二三四几\d]+[次个]|每个?月",
        r"\binstal?lments?\b|\bin \d+ parts\b|\bpay (?:it )?later\b|\bmonthly\b|\bhalf now\b",
    ),
    "deposit_paid": (r"定金|订金|尾款", r"\bdeposit\b|\b(?:final|balance) payment\b|\bpre-?pay\w*"),
    "not_my_charge": (
        r"不是我[付买下刷]|我没[买下刷]|我没付过|盗刷",
        r"\bi (?:never|did not|didn'?t) (?:made?|make|authori[sz]e)|\bdon'?t recogni[sz]e",
    ),
    "to_buy_again": (
        r"原价|同样的?价|优惠价|再买|重新[买拍下]|还想要",
        r"\bsame price\b|\border (?:it )?again\b|\bbuy it again\b|\breorder\b|\bstill want\b",
    ),
    "so_long": (
        r"这么(?:久|慢|长)|那么(?:久|慢)|还[要得]等|要等|拖|太慢|磨蹭|几天了|多久了",
        (
            r"\bso long\b|\bso slow\b|\btak(?:e|es|ing) (?:so|\d|two|three|weeks|ages|forever)"
            r"|\bneeds? (?:\d|two) weeks"
            r"|\bwait(?:ing)?\b|\bages\b"
        ),
    ),
    "bank_sends_it_back": (
        r"银行[^，,。]{0,6}(?:拒|退回|不收|打不进)|打不进",
        r"\bbank\b.{0,12}\b(?:rejects?|refuses?|returns?|sends?)\b|\bbounces?\b",
    ),
    "disagrees": (
        r"不(?:认|批|答应|同意)",
        r"\b(?:does|do|will|would|did) not (?:agree|accept|approve)|\bdisagrees?\b|\bturns? (?:it|me) down\b",
    ),
    "not_accepted": (
        r"不服|不认(?!识)|说理|讲理|评理|申诉|凭什么|冤|胡说|瞎说|(?:根本|压根|从来)?没(?:有)?(?:用|穿|戴|围|洗|拆|动)过|重新(?:审|判|看)",
        (
            r"\b(?:unfair|nonsense|not true|a lie|appeal|dispute)\b"
            r"|\bi (?:never|didn'?t|have not|haven'?t) (?:use|wear|wash|open)\w*"
            r"|\b(?:won'?t|don'?t|can'?t) accept\b"
        ),
    ),
    "refunded_wrongly": (
        r"退错|退成别的|不是这一?单",
        r"\bwrong (?:order|item|one|thing)\b|\band not for\b",
    ),
    "page_fails": (
        r"报错|系统繁忙|打不开|点不[动进了]|卡住",
        r"\berror\b|\bpage (?:fails|crashes|is broken)|\bdoesn'?t load\b",
    ),
    "promised_in_writing": (r"答应|承诺|保证", r"\bpromis\w*"),
    "which_card": (
        r"哪张卡|哪个(?:账户|账号|卡)",
        r"\bwhich (?:one )?(?:of my )?cards?\b",
    ),
    "asks_where": (
        r"[到去打回退付][了给到]?哪|哪[张个](?:卡|账|银行)|(?:花呗|白条|银行卡|信用卡|微信|支付宝|余额)[^，,。]{0,4}还是",
        (
            r"\bwhere (?:to|will|does|do|is it going)\b|\bor where\b|\b(?:which|what) (?:card|account|bank)\b"
            r"|\b(?:go|goes|going|come|comes) where\b|\binto (?:what|which|where)\b|\bpaid? in ?to where\b"
            r"|\b(?:card|wallet|account|paypal|balance) or\b"
        ),
    ),
    "asks_when": (
        r"多久|多会儿|几[天号点时]|[啥什][么]?时候|何时|哪天|要等",
        r"\bwhen\b|\bhow (?:long|soon|many days)\b|\b(?:what|which) (?:day|date)\b|\bby what\b",
    ),
    "asks_how_much": (
        r"多少钱|[退拿]多少|钱(?:是)?多少|多少[^天久小时日]?$|几块|几多",
        r"\bhow much\b|\bwhat (?:amount|sum)\b|\bhow many (?:pounds|dollars|yuan|bucks)\b",
    ),
    "costs_me": (
        r"手续费|违约金|收费|收[我不]*钱|要(?:不要)?(?:我|另外|再)?[出付掏花交][钱费]|扣[我不]{0,2}[钱费]|倒贴|花钱",
        (
            r"\b(?:have|need|got|gotta|get) to pay\b|\b(?:any|a|some|is there) (?:\w+ )?(?:fees?|charges?|penalt\w+)"
            r"|\bcosts? me\b|\bcharged? me\b|\bdo i pay\b|\bout of (?:my )?pocket\b"
        ),
    ),
    "not_the_rest": (
        (
            r"不会(?:是)?(?:把|连|给我)?[^。]{0,10}(?:一起|一块|一并|[也都全])[^。]{0,6}(?:取消|退|没了)"
            r"|(?:别|不要)(?:把|连)[^。]{1,10}(?:一起|一块|[也都全])[^。]{0,6}(?:取消|退)"
            r"|(?:剩下|其[他余]|另外|别的)[^。]{0,10}(?:影响|照[发常]|没事|不会动|不动)"
            r"[^。]{0,4}(?:[吧吗么嘛]|[?？]|$|[ ，,])"
        ),
        (
            r"\bnot (?:going to |gonna )?(?:cancel|refund)\w* (?:everything|the lot|all of it|the whole|both)"
            r"|\b(?:won'?t|don'?t|wouldn'?t)\b.{0,20}\b(?:cancel|refund)\w*\b.{0,16}"
            r"\b(?:everything|the lot|whole|all|others?|too|as well)\b"
        ),
    ),
    "time_allowed": (
        (
            r"(?:规定|最多|最长|限期|按规则|正常)[^，,。]{0,8}(?:几天|多久|多少天|多长时间|几个工作日|几个?小时)"
            r"|期限(?:是|有)?(?:多久|几天|多少)|几天之?内[^，,。]{0,3}(?:必须|得|要|该)"
        ),
        (
            r"\bwhat(?:'?s| is| are) (?:the|their) (?:time )?(?:limits?|deadline|time ?frame|maximum)\b"
            r"|\bhow (?:many (?:\w+ )?days|many hours|long|much time) (?:are|is|do|does|have|has) "
            r"(?:they|it|(?:the )?(?:shop|seller|store))\b.{0,12}\b(?:allowed|get|have|got|given)\b"
            r"|\b(?:legal|time|maximum) limit\b|\bmax(?:imum)? (?:days|wait|time)\b"
        ),
    ),
    "rules_asked": (
        r"(?:什么|啥|哪些|你们的?)?[^，,。]{0,4}(?:规则|政策)(?:是|呢|吗|[?？]|$)|规则是?(?:什么|啥|咋|怎)",
        r"\b(?:refund )?(?:rules|policy|policies)\b",
    ),
    "return_instead": (
        (
            r"退货退[款钱]|走退货|重新[^，,。]{0,4}退货|[改换]成?退货|寄回去?退|我要退货|那就?退货"
            r"|[就只][^，,。不别]{1,8}退(?:[吧了掉。！!\s]|$)"
        ),
        r"\breturn and refund\b|\bsend it back\b|\b(?:do|want|open|make) (?:a|the) return\b|\breturn it\b",
    ),
    "invoice_changes": (
        r"发票[^，,。]{0,8}(?:变|改|重开|冲红|影响|怎么办|咋办)",
        r"\binvoice\b.{0,14}\b(?:change|differ|corrected|reissued|adjusted|affected|lower)\w*",
    ),
    "where_to_put_it": (
        r"(?:往|在|到)?哪[儿里]?(?:发|传|上传|贴)|[发传]到?哪",
        (
            r"\bwhere (?:do|can|should|shall|would) i (?:stick|put|send|upload|attach|post|drop) "
            r"(?:it|them|that|one|this)\b"
        ),
    ),
    "apply_now": (
        (
            r"(?:帮我|给我|替我|你|侬|就|麻烦|[那直]接?)?(?:申请|登记|提交|办)(?:吧|一下|呗|掉|好伐|好了|上)(?:[，,。!！\s]|$)"
            r"|(?:帮我|给我|替我|麻烦)(?:申请|登记|提交?|报|递|交|传)(?:上去|过去|一下)(?:吧|呗|嘛|哈)?(?:[，,。!！\s]|$)"
            r"|[补退]给我(?:吧|[，,。!！\s]|$)"
        ),
        (
            r"^(?:\w{1,6}\W+){0,3}(?:file|claim|apply|submit|register|lodge)\b"
            r"|\bplease (?:file|claim|apply|submit|register)\b"
            r"|\bget me (?:the|that|my)\b|\bput (?:it|that) in\b"
        ),
    ),
    "leave_alone": (r"(?:别|不要|不用|莫)(?:给我)?(?:动|碰)", r"\b(?:don'?t|do not) touch\b|\bleave .{1,20} alone\b"),
    "only_then": (
        (
            r"(?:要是|如果|假如|万一|到时|后天|明天|大后天|再等|过了|[号日点]前|超过)[^。]{0,14}[没不](?:有)?"
            r"(?:发|到|动|更新|消息|寄|送|来|影)[^。]{0,14}(?:退|不要|取消)"
        ),
        (
            r"\bif\b.{0,50}(?:\bnot?\b|n'?t\b|\bnothing\b|\bnever\b|\bstill\b|\bdun\b).{0,30}"
            r"\b(?:ship\w*|sent|send|arriv\w+|com(?:e|es|ing)|came|mov\w+|updat\w+|dispatch\w*|here|left|leave|out)\b"
            r".{0,50}\b(?:refund|cancel|money back|want)\b"
        ),
    ),
    "rather_waits": (
        r"^\W*(?:算了|别|不|等等|先别|哎|还是)[^。]{0,12}(?:(?:再|还是|就|愿意)等(?:等|吧|着|它)?|还是要|留着|让它来|照发)",
        (
            r"^\W*(?:no+|nah|hold on|wait|stop|actually|leave|never ?mind|scratch that|sorry|oh no|ok no)\b.{0,40}"
            r"\b(?:(?:i'?ll|i will|we'?ll|we will|i can|i'?d|let me|rather|gonna) (?:just |rather |only |still )*wait"
            r"|let it come|keep (?:it|the order|my order)|(?:want|need|take) it after all|still (?:want|need) it"
            r"|(?:don'?t|do not|dont) (?:cancel|refund))\b"
        ),
    ),
    "will_wait": (
        r"(?<![不没懒])(?:我等|再等等|等着|先等|等等[吧看]|继续等|愿意等)",
        r"\b(?:i(?:'ll| will| can| shall)|gonna|rather|happy to) (?:just )?wait\b",
    ),
    "still_stands": (
        r"(?:订单|这单|那单|单子)[^，,。]{0,5}(?:还在|在不在|有效|还算|没了)",
        (
            r"\border\b.{0,12}\bstill (?:on|valid|there|stand\w*|active|good|going)\b"
            r"|\bis (?:the|my) order (?:still|alive)\b"
            r"|\b(?:other|first|older|earlier|remaining) (?:one|order)\b.{0,14}"
            r"\b(?:valid|active|stays?|stands?|untouched|not (?:touched|cancell?ed)|still (?:on|coming|going"
            r"|good|there))\b"
        ),
    ),
    "before_or_after": (
        r"[收拿](?:到|回)(?:货|退货|东西)?(?:[以之]?[前后]|才|再)|先退[^，,。]{0,6}还是|等[^，,。]{0,10}(?:退|寄|拿)回",
        (
            r"\bbefore or after\b|\bfirst or\b"
            r"|\b(?:once|until|till|after|before) (?:they|the shop|the seller)\b.{0,20}\bback\b"
        ),
    ),
    "goes_back": (
        r"退回(?!来)|打回|(?:返|送|寄|拉)回(?:商家|店|去|仓)",
        (
            r"\b(?:goes|go|going|gets?|is|be|sent|sends) (?:it )?(?:sent |returned |all the way |straight |right )?"
            r"(?:back|returned)\b"
            r"|\b(?:when|if|once) it (?:returns|comes back)\b"
            r"|\b(?:they|customs|the (?:courier|post|carrier)) (?:just |will |do )?(?:send|return|turn) (?:it |them )?"
            r"(?:back|round)\b"
        ),
    ),
    "denies_getting_it": (
        (
            r"(?:商家|店家|卖家|店里|他们?|她|对方|那边)[^，,。]{0,8}(?:没收|没签|没见|没拿|不认|不承认|赖|抵赖)"
            r"|[非硬]说没"
        ),
        (
            r"\b(?:shop|seller|store|they|he|she|warehouse)\b.{0,25}(?:\bnever|\bnot|n't|\bnothing)\b.{0,16}"
            r"\b(?:got|get|gotten|receiv\w+|arriv\w+|seen|have it)\b|\bden(?:y|ies|ied|ying)\b"
        ),
    ),
    "faulty_after_all": (
        r"漏|坏|质量|瑕疵|破|裂|故障|毛病|[选填点写]错|不是(?:我)?(?:无理由|个人)",
        (
            r"\bfault\w*|\bbroke\w*|\bdefect\w*|\bleak\w*|\bdamaged?\b|\bdoesn'?t work\b"
            r"|\b(?:wrong|another|different) reason\b|\btheir (?:fault|mistake)\b"
        ),
    ),
    "claws_back": (
        r"追[回讨]|[要讨]回|补[退给上齐]|再退|争取",
        (
            r"\b(?:get|claim|win|have) .{0,20}\bback\b|\brecover\b|\bmake up the\b"
            r"|\b(?:pay|owe) .{0,8}\b(?:rest|difference)\b"
        ),
    ),
    "coupon_fate": (
        (
            r"(?:券|红包|积分|优惠码)[^。]{0,14}(?:没了|作废|废了|浪费|白用|失效|过期|还在|能再用|还能用|退回"
            r"|还给?我|回来|恢复)"
            r"|(?:还|退|返|恢复|赔)[^，,。钱款是]{0,4}(?:券|红包|积分)"
        ),
        (
            r"\b(?:coupon|voucher|promo(?: code)?|discount code|code|points|gift card)s?\b.{0,60}\b(?:lost"
            r"|gone|wasted|burn(?:ed|t)?"
            r"|void(?:ed)?|expired?|forfeit\w*|dead|used up|reusable|valid|again|back|restored?|returned"
            r"|reinstated|credited"
            r"|refunded)\b"
            r"|\b(?:lose|losing|lost|waste\w*|burn\w*|return|restor\w*|reinstat\w*|reuse)\b.{0,20}"
            r"\b(?:coupon|voucher|promo(?: code)?|discount code|points|gift card)s?\b"
        ),
    ),
    "coupon_returns": (
        r"(?:券|红包|积分|码)[^，,。]{0,6}(?:还[给我能会]|退|返|回来)|(?:还|退|返)[^，,。]{0,3}[券]",
        (
            r"\b(?:coupon|voucher|code|points)\b.{0,20}\bback\b|\bback\b.{0,15}\b(?:coupon|voucher|points)\b"
            r"|\b(?:return|restor|reinstat|los)\w*.{0,15}\b(?:coupon|voucher|code|points)\b"
        ),
    ),
    "names_account": (
        r"微信|支付宝|花呗|[哪那这]?张?卡|银行卡|账[户号]|零钱",
        r"\b(?:cards?|account|wallet|paypal|visa|mastercard|alipay|bank)\b|\bgoing to the \w+ one\b",
    ),
    "gives_account": (
        r"卡号|账号(?:发|给|填|报)|身份证号|要不要(?:填|报)(?:卡|账)",
        r"\b(?:card|account|bank) (?:number|details)\b|\bcard no\b",
    ),
    "secret_code": (
        r"验证码|密码|动态码",
        r"\botp\b|\bpass(?:word|code)\b|\b(?:security|verification) code\b|\bpin\b",
    ),
    "which_is_faster": (
        r"哪[个样种边]?更?(?:快|好|划算|省事)|(?:快|好)[些点]?的是哪",
        (
            r"\bwhich(?: one| of (?:the two|them))?(?: is| go|'s| would be| will be)? ?(?:the )?"
            r"(?:faster|quicker|better|sooner|quick|best)\b"
        ),
    ),
    "in_all": (
        r"分开[退到给]|一[起块][退到给]|总共|一共|加起来|合起来|合计|拢共|全部加",
        (
            r"\b(?:two|both) (?:separate )?(?:amounts|sums|payments|things)\b|\b(?:land|arrive|paid|pay"
            r"|come)\w* (?:in )?"
            r"(?:together|one go|at the same time|separately)\b|\bcome (?:together|separately)\b"
            r"|\bin (?:all|total)\b|\baltogether\b|\ball together\b|\bin sum\b|\ball told\b"
        ),
    ),
    "never_comes_here": (
        r"扣下|没收|销毁|过不了关|清不了关|放不了行",
        r"\bseiz\w*|\bconfiscat\w*|\bdestroy\w*|\bnever clears\b|\bdoesn'?t clear\b",
    ),
    "declared_lost": (
        r"(?:真|确认|判定?|算)丢[了失]?",
        r"\b(?:is|gets?|was|been) (?:declared |really |officially )?lost\b",
    ),
    "money_feared": (
        (
            r"(?:是不是|不会是?|该不会|别是)?(?:骗子|骗人|骗钱|诈骗|假的?(?:店|网站|平台)|跑路|卷款)|(?:店|网站|平台|商家)[^，,。]{0,4}(?:靠谱|正规|真的)"
            r"|钱(?:是不是|会不会|不会)?[^，,。]{0,3}(?:没了|打水漂|白给|白花)"
        ),
        (
            r"\bmoney (?:is |has |been |all |just |now |already )*(?:gone|lost|eaten|swallowed|vanished"
            r"|disappeared|finished|down"
            r" the drain)\b"
            r"|\bmoney (?:is |be )?(?:still )?(?:safe|secure)\b|\bsafe with (?:you|u|them)\b|\btrust (?:you|u"
            r"|this|them)\b"
            r"|\b(?:scam\w*|genuine|legit\w*|fake|real|fraud\w*|bogus|dodgy|419|trusted|reliable)\b.{0,14}"
            r"\b(?:site|website|shop|seller|store|app|company|business|page|people|outfit|vendor)\b"
            r"|\b(?:site|website|shop|seller|store|app|company|business|page|people|outfit|vendor|you|this"
            r"|it)\b (?:\w+ )?"
            r"(?:genuine|legit\w*|scam\w*|fraud\w*|bogus|fake|for real|dodgy|trusted)\b"
            r"|\bbeen (?:scammed|conned|cheated|duped|had|ripped off|done)\b|\b(?:scam|scammed|con men|conned"
            r"|swindl\w*)\b"
        ),
    ),
    "money_safe": (
        r"(?:拿|要|追|退)得[回到]|(?:拿|要|追)不[回到]|打水漂|白花|(?:钱|块)[^，,。]{0,8}(?:没了|不见|黄了|保得住|安全|拿回来)",
        (
            r"\b(?:lose|losing|lost) (?:my|the|all my) money\b|\bget (?:my|the|it|all) (?:money |cash )?back\b"
            r"|\bmoney (?:safe|gone)\b"
        ),
    ),
    "finds_wear": (
        r"使用痕迹|用过的?痕迹|影响二次|磨损|洗过|穿过|刁难|挑毛病|不完好",
        r"\b(?:signs of (?:use|wear)|worn|been used|used it|scratch\w*|not (?:as )?new)\b",
    ),
    "one_of_pack": (
        (
            r"(?:只|就|光|单)退?[^，,。]{0,4}[一1两2几半][瓶罐包盒片支条袋块]|别(?:给我)?整单"
            r"|退(?:掉)?\s*(?:\d{1,2}|[一两二三四五六七八九十])\s*[瓶罐包盒片支条袋块个根张]"
            r"|[一那][瓶罐袋包支片块][^，。]{0,4}[碎坏漏破]|退[碎坏漏破]的"
        ),
        (
            r"\b(?:just|only) (?:for )?(?:the |that )?(?:one|two|broken|half|a) (?:of the )?"
            r"(?:bottles?|jars?|packs?|bags?|tins?|cans?|pieces?)"
            r"|\bnot the whole (?:order|pack|box|set|lot)\b|\b(?:one|that) (?:bottle|jar|pack|bag|tin|can)\b"
        ),
    ),
    "half_back": (
        r"退[^，,。]{0,2}(?:一半|半价)|一半的?钱|半价[退补]",
        r"\bhalf (?:of it |the money |the price )?back\b|\bback half\b",
    ),
    "in_full": (
        r"全[额部]?退|全款|全额|退全|一分不少|是不是都退|全都?给?退",
        (
            r"\b(?:full|whole|entire) (?:\d+|amount|sum|lot|price|refund|money|whack|total|thing)\b|\bin full\b"
            r"|\ball (?:of (?:it|that|the \d+|what i paid)|\d{2,}|the money)\b|^\W*(?:and )?the (?:full )?lot\b"
        ),
    ),
    "nothing_off": (
        (
            r"(?:会|要|有)不?(?:没有|会|要)?扣(?:我)?(?:钱|手续费|费)?[吗嘛么不没]|[不没]扣(?:钱|费|手续费|我)"
            r"|手续费[^，,。]{0,4}[吗嘛么]|一分(?:钱)?(?:都)?不[少扣]"
        ),
        (
            r"\bevery (?:last |single )?(?:penny|cent|dollar|pound|quid|euro)\b"
            r"|\bno(?:t some| (?:hidden|sneaky|extra|admin|handling|cancellation|tiny|silly))+"
            r" (?:\w+ )?(?:fees?|charges?|deductions?|cuts?|caps?|limits?)\b"
            r"|\bno (?:fees?|deductions?|charges?|cap)\b"
            r"|\b(?:nothing|not a (?:penny|cent)) (?:is |gets |will be |being )?(?:kept|held|taken|knocked|docked"
            r"|deducted|shaved|skimmed|lost)(?: back| off| out)?\b"
            r"|\b(?:do|does|will|would) (?:they|you|the shop|it|anyone) (?:\w+ )?(?:keep|hold|dock|deduct|skim)"
            r"(?: back| off)? (?:any|some|a)\w*\b"
            r"|\b(?:without|minus|less) (?:any )?(?:fees?|deductions?|handling)\b"
        ),
    ),
    "sum_for_keeping": (
        (
            r"退[^，,。]{0,2}(?:一半|半价)|补(?:我|给我|偿)?\s*[\d一二两三四五六七八九十百]+ ?(?:\d|块|元|$)"
            r"|(?<!赔)赔我?\s*\d|给我?补[^，,。个件双]{0,3}[块元]|便宜(?:我|点|个)?\s*\d|少收|退我?\s*\d+[^，。]{0,6}(?:留下|不退货|收下|就算)"
            r"|(?:退|补|赔|返|让|减|少|便宜)(?:我|给我|俺|咱|个|点|回)?\s*(?:\d+|[一二两三四五六七八九十百]+)\s*(?:块|元|蚊|圆)?钱?[，,\s]*"
            r"[^，,。]{0,8}(?:凑合|将就|凑付|勉强|[留用挂穿摆]着|留下|自己留|收下|认了|不换|不退货|就算|算[了啦哒]|拉倒)"
            r"|(?:凑合|将就|勉强|留着|留下|收下|不换)[^。]{0,10}(?:退|补|赔|返|让|减)(?:我|给我|俺|点)?\s*\d"
        ),
        r"\b(?:give|pay|knock|take|compensate) .{0,16}\d+|\bpartial refund\b|\bkeep it (?:for|if)\b|\bdiscount of \d",
    ),
    "who_decided": (
        r"谁[^，,。]{0,3}(?:定|扣|让|批准|同意|说了?算)|凭[什啥]么?|哪个定",
        r"\bauthority\b|\bwho (?:decided|deducted|took|said|told|allowed)\b|\bwhose (?:idea|decision)\b",
    ),
    "pay_again": (
        r"再付|重新付|[要得会](?:再|重复?)[付给交扣]|付第二[次遍]",
        (
            r"\bpay (?:\w+ ){0,3}(?:again|twice|once more|a? ?second time|two times)\b"
            r"|\bwill (?:i|it) (?:be )?(?:charged|debited|billed)\b"
        ),
    ),
    "charges_anyway": (
        r"(?:偷偷|自动|私自|悄悄|照样|继续)[^，,。]{0,4}(?:扣|收)|不会(?:再|还)?(?:扣|收)我?|会不会(?:再|还)?扣",
        (
            r"\b(?:will|won'?t|not) (?:still |secretly |going to )?(?:be charged|charge|debit|take)\b"
            r"|\bcharge me (?:anyway|still)\b"
        ),
    ),
    "pay_for_me": (
        r"[替帮给]我(?:把[^，。]{0,4})?付|代付",
        r"\bpay (?:it |this )?(?:for me|on my behalf)\b",
    ),
    "bank_says_failed": (
        r"(?:银行|支付宝|微信)[^，,。]{0,6}(?:确认|说|讲|查)[^，,。]{0,8}(?:没(?:有)?(?:扣|成|付|收|支付)|失败|未扣|没钱?出去)",
        (
            r"\bbank\b.{0,24}\b(?:confirm|say|tell|check|show|told|said)\w*\b.{0,24}"
            r"\b(?:fail\w*|not (?:taken|charged|gone|go|paid)|didn'?t|bounced|declined|never|nothing)\b"
        ),
    ),
    "asked_to_pay": (
        r"(?:短信|电话|链接|二维码|有人|骗子)[^。]{0,24}[付交转汇打](?:钱|款|费|税)?|(?:付|交|转)[^，。]{0,8}(?:链接|二维码)|扫码付",
        (
            r"\b(?:text|sms|email|link|caller|phoned|telephoned|rang|called|fellow|someone|stranger)\b.{0,110}"
            r"\b(?:pay|fee|duty|transfer)\b|\bpay\b.{0,30}\b(?:link|qr)\b|\bnumber i don'?t\b"
        ),
    ),
    "still_in_time": (
        r"来得及|还能付|还可以付|晚不晚|过会儿|超时",
        r"\bstill (?:pay|time|open|possible)\b|\btoo late\b|\bin time\b",
    ),
    "bank_takes_it": (
        r"(?:银行|真|已经|确实)[^，,。]{0,4}扣|(?:钱|款)[^，,。]{0,4}(?:没到|不到|到不了)[^，,。]{0,2}(?:你们|商家|店)",
        (
            r"\b(?:bank|card|account) .{0,20}\b(?:charg|debit|take|took)\w*|\b(?:is|was|gets?) (?:charged|debited)\b"
            r"|\bmoney (?:does|do|did)(?: not|n'?t) (?:come|reach|arrive|go)\b|\bmoney never (?:comes|arrives)\b"
        ),
    ),
    "leaves_unpaid": (
        r"不付|没付[^，,。]{0,6}(?:会|咋|怎)|不给钱",
        r"\b(?:don'?t|do not|never|not) pay\b",
    ),
    "duty": (
        r"关税|交税|补税|包税|要税|税[钱款费金]|清关费|海关.{0,4}(?:收|罚)",
        r"\bdut(?:y|ies)\b|\bcustoms (?:fee|charge|tax)\w*|\bimport (?:fee|charge)\w*|\bimport tax\w*|\bvat\b",
    ),
    "leave_it": (
        r"(?:别|不用|不要|先不)(?:改|动|变)|照(?:旧|原来|原样|刚才)|就(?:这样|按原来)",
        r"\bleave it (?:as|like)|\bdon'?t change\b|\bkeep it as\b|\bas it (?:is|was)\b",
    ),
    "falls_again": (
        r"[又再][^，。]{0,4}(?:降|便宜|跌)|还(?:会|要)?降|再(?:退|申请|补)一次",
        (
            r"\b(?:drops?|falls?|goes|going|cheaper|lower)\b.{0,20}\b(?:again|further|more)\b|\bif tomorrow\b"
            r"|\bonce more\b"
        ),
    ),
    "cash_or_voucher": (
        r"(?:现金|钱)[^，,。]{0,4}还是[^，,。]{0,3}(?:券|积分|余额)|(?:券|积分|余额)[^，,。]{0,4}还是[^，,。]{0,3}(?:现金|钱)",
        (
            r"\b(?:cash|money)\b.{0,12}\bor\b.{0,16}\b(?:voucher|coupon|credit|points)"
            r"|\b(?:voucher|coupon|credit|points)\b.{0,12}\bor\b.{0,16}\b(?:cash|money)"
        ),
    ),
    "price_now": (
        r"现在|页面|标价|今天|降到|卖|变成|挂",
        (
            r"\bnow\b|\btoday\b|\bpage\b|\bshows?\b|\blists?\b|\bselling\b|\bprice\b|\bcosts?\b|\bdropped\b"
            r"|\bbuy again at\b"
        ),
    ),
    "not_by_me": (
        r"(?:不是我|我没有?|我又没|没经我|我可没)[^，,。]{0,8}(?:取消|撤|申请|点|同意)|凭什么取消",
        (
            r"\bi (?:did ?n[o']?t|did not|never|haven'?t)\b.{0,16}\b(?:cancel\w*|ask\w*|request\w*|agree\w*)"
            r"|\bwithout (?:asking|telling)\b"
        ),
    ),
    "give_it_back": (
        r"(?:你们|店家|商家)[^，,。]{0,8}(?:就)?(?:得|该|要|应该|必须)?(?:退|还)(?:我|给我|回来|钱)|把钱(?:退|还)",
        (
            r"\bgive (?:it|me|that|my money|the money)(?: it| my money)? back\b"
            r"|\byou (?:should |must |have to |need to |can )?(?:pay|refund) (?:it|me|that)\b"
        ),
    ),
    "of_money": (r"钱|退款|到账|打款|货款", r"\b(?:money|refund|cash|paid back|reimburse\w*)\b"),
    "refuses_money": (
        r"(?:不要|不想要|别|不用|甭)(?:给我)?(?:退)?[钱款](?!到|打|转)|(?:钱|退款)(?:我|咱)?不要(?=$|[，,。！!；;\s])|不是(?:想)?要[钱退]",
        (
            r"\b(?:don'?t|do not|didn'?t|not) (?:really )?want (?:the |my |any |a |your )?(?:money|cash|refund)\b"
            r"(?! back yet)"
            r"|\bnot (?:the |a |my )?(?:money|refund|cash)\b(?! back yet)"
            r"|\b(?:no|forget the|never mind the) (?:refund|money)\b"
            r"|\b(?:refund|money),? (?:i|we) (?:really |also )?(?:don'?t|do not) (?:really )?(?:want|need)\b"
            r"|\b(?:refund|money) dowan\b"
        ),
    ),
    "scraps_order": (
        r"(?:砍|退|撤|取消|关|删|不要)(?:掉|了)?[^，,。的]{0,4}(?:那|这|后|先|前)[^，,。]{0,3}[单个笔]",
        (
            r"\b(?:get rid of|scrap|bin|kill|ditch|axe|dump|nix|cancel|lose|bin off|call off|stop) "
            r"(?:it|this|that|mine|(?:the|this|that|my) (?:[\w.]+ ){0,2}(?:one|order|1))\b"
        ),
    ),
    "found_the_money": (
        r"(?:钱|到账|退款)[^，,。]{0,6}(?:看到了|找到了|到了|收到了)|(?:找到了|看到了)[^，,。]{0,8}(?:钱|在|到账)",
        (
            r"\b(?:found|see|spotted) (?:it|the money)\b|\b(?:it|money|refund)(?:'s| has| is)? (?:just )?"
            r"(?:landed|shown up|showed up|turned up|come through|came through|there now|gone in)\b"
            r"|\bmy (?:bad|mistake)\b|\bfalse alarm\b"
        ),
    ),
    "payment_reference": (
        r"(?:流水|参考|凭证|交易)[^，,。]{0,2}号|(?:给|有)[^，,。]{0,6}(?:编号|单号|凭证)[^，,。]{0,6}(?:银行|查)",
        (
            r"\b(?:ref|reference|trace|arn|transaction|transfer)(?: (?:no|num|number|id|code|#))?\b.{0,40}"
            r"\b(?:bank|them|throw|quote|give|show|tell)\b"
            r"|\b(?:got|have|is there|give me|need|any) (?:a|the|any|some)? ?(?:ref|reference|trace|arn|transaction)\b"
        ),
    ),
    "sum_back": (
        r"(?:退|还)(?:我|给我|回)?\s*\d+|把\s*\d+(?:块|元)?(?:钱)?(?:退|还)",
        (
            r"\b(?:return|refund|give|send|pay|transfer|reimburse) (?:me |back |us )*(?:back )?(?:my |the "
            r"|our |that )?"
            r"(?:money |full )?\d"
            r"|\b(?:my|the|our|that) \d+(?:\.\d+)? back\b"
            r"|\b(?:want|need|take|get|have) (?:back )?(?:my |the |our )?(?:money )?\d+(?:\.\d+)? back\b"
        ),
    ),
    "agreed_when": (
        r"(?:什么时候|几号|哪天|何时)[^，,。]{0,4}(?:同意|批|通过)|(?:同意|批准?|通过)[^，,。]{0,4}(?:是)?(?:什么时候|几号|哪天|何时)",
        (
            r"\b(?:approved|agreed|accepted|granted)(?: on)? (?:when|what (?:day|date|time)|which (?:day|date))\b"
            r"|\b(?:when|what (?:day|date)|which (?:day|date))\b.{0,20}\b(?:approv|agree|accept|grant)\w*"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""

_WISH_ALONE = re.compile(
    r"(?:(?:那|就|还是|我|要|给我|帮我|全|直接|行|好|算了|不等了|不要了)[，,。\s]*)*退(?:款|钱|了|掉|全款|我)*(?:吧|呗|嘛|得了|好了)?[。!！\s]*"
    r"|(?:(?:ok|then|just|please|so|well)[\s,]*)*(?:refund(?: me| it)?|money back)(?: please| then)?[.!\s]*",
    re.IGNORECASE,
)


def says_the_wish(text: str) -> bool:
    """Whether the words are nothing but the wish for the money: 退款, 那算了 退钱吧."""
    return bool(_WISH_ALONE.fullmatch(text.strip()))


_ACCOUNT_WISHED = re.compile(
    r"(?:退|打|转|放|返)[^，,。]{0,4}(支付宝|微信|花呗|银行卡|余额)|\b(paypal|alipay|visa|mastercard|bank)\b",
    re.IGNORECASE,
)


def other_account_wished(text: str, told: str) -> bool:
    """Whether the words want the money on another account than the one that we were `told` it goes to."""
    found = _ACCOUNT_WISHED.search(text)
    return found is not None and (found[1] or found[2]).lower() not in told.lower()
