"""Details of questions on addresses, prices, invoices, people."""

from __future__ import annotations

import re

DETAILS: dict[str, tuple[str, str]] = {
    "number_changed": (
        (
            r"(?:老|旧|以前的?|之前的?|原来的?)(?:手机|电话)?号(?!楼|店|线)|(?:手机|电话)号?码?(?:早|已经?|都)?(?:换|停|不用|注销)了"
            r"|换了?(?:个|新)?(?:手机|电话)?号(?!楼|店|线|码牌)|新号(?!楼)|号(?:码)?停用|空号|\d{4}(?:的?那个|的|那张卡)?(?:早|已经?)?(?:停用|不用了|换了|停了)"
        ),
        (
            r"\b(?:old|new|other|different|previous) (?:(?:phone|mobile|cell) number|(?:phone|mobile|sim)\b)"
            r"|\b(?:my|me on my|on the|is my|was my) (?:old|new|other|previous) number\b"
            r"|\bchanged (?:my )?(?:phone |mobile )?number\b"
        ),
    ),
    "read_back": (
        (
            r"(?:登记|记|写|填|改|留|存)(?:的|成|了|下)[^，,。]{0,4}(?:是)?(?:啥|什么|哪|多少)"
            r"|(?:念|读|报|说)(?:一[遍下]|给我听|来听|出来)|复述|核对一[遍下]"
        ),
        (
            r"\bread (?:it|that|them|this|the \w+(?: \w+)?) (?:back|out)\b"
            r"|\brepeat (?:it|that|the \w+)(?: back| to me)\b|\bdouble[- ]?check (?:it|that)\b"
            r"|\bwhat (?:have you|did you|you(?:.ve)?|do you)(?: now)? (?:got|have|put|noted|written|registered)\b"
            r"|\bwhich (?:one|address) (?:have you|did you|do you) (?:got|have|put|send)\b"
        ),
    ),
    "told_what": (
        (
            r"(?:登记|(?:记|写|填|存|留|报|备注)(?:的|着|给))[^，,。]{0,6}(?:是)?(?:啥|什么|哪|多少|几号)"
            r"|(?:跟|给|和|向)[^，,。]{0,4}(?:快递|他们?|小哥|师傅|派送|顺丰|[中圆申]通|韵达|京东|极兔|邮政)[^，,。]{0,4}"
            r"(?:说|讲|报|转|转告|留|备注)[^，,。]{0,3}(?:的|了)?[^，,。]{0,3}(?:啥|什么|哪个|咋|怎么|多少)"
            r"|(?:跟|给|和)[^，,。]{0,4}(?:快递|他们?|小哥|师傅|派送)(?:是|到底)?(?:咋|怎么)(?:说|讲|转)"
            r"|转告[^，,。]{0,6}(?:啥|什么|哪个|多少)"
            r"|(?:快递|他们|小哥|你们?|现在|目前|眼下|到底|手上)[^，,。]{0,10}(?:哪个|什么|啥|多少|几)"
            r"(?:地址|门牌|号码|电话|时间|室|栋)"
        ),
        (
            r"\bwh(?:at|ich)(?:'s| is| was)? (?:the )?(?:address|number|flat|door|house|phone|day|time|note|message"
            r"|instructions?)\b.{0,30}\b(?:they|courier|driver|carrier|you|depot|it)\b.{0,16}"
            r"\b(?:have|got|has|told|tell|noted|down|pass\w*|see|using|going|now)\b"
            r"|\bwhat (?:does|did|is in|was in) (?:the|my|that|your) (?:note|message|instructions?)(?: now)?\b"
            r"|\bwhat (?:exactly )?(?:did|have|do|does|has) (?:you|they|the (?:courier|driver|carrier|depot))(?: \w+)?"
            r" (?:tell|told|pass(?:ed)?(?: it)? on|got? down|have down|have now|got now|noted|have as)\b"
        ),
    ),
    "told_yet": (
        (
            r"(?:转告|转达|跟他们?说|跟快递说|给快递说|告诉快递|告诉他们?|通知快递|带到|传到|传达)[^，,。]{0,4}(?:了|过)?(?:没有?|吗|么|不)[?？]?\s*$"
            r"|(?:有没有|是不是|到底)[^，,。]{0,4}(?:转告|转达|跟[^，,。]{1,4}说|告诉)"
            r"|(?:你|您)?(?:跟|给|和)[^，,。]{1,6}(?:说|讲)(?:了|过)(?:没有?|吗|么)"
        ),
        (
            r"\b(?:did|have) you (?:actually |already |really |ever )?(?:tell|told|ask(?:ed)?|let|inform(?:ed)?"
            r"|notif\w+|give|given)\b.{0,24}\b(?:courier|driver|rider|carrier|depot|them|him|dhl|dpd|ups|fedex)\b"
            r"|\b(?:did|have) you (?:actually |already )?pass(?:ed)? (?:it|that|this|them|my \w+) on\b"
            r"|\b(?:did|has|was|is) (?:that|it|this|my \w+) (?:get |got |been |be |actually )*(?:passed on|sent on"
            r"|(?:given|sent|told) to (?:the|them))\b"
            r"|\b(?:do|does|did) (?:they|the (?:courier|driver|rider|carrier)) (?:know|have my|got|get) \b"
        ),
    ),
    "contact_phone": (
        (
            r"(?:收[件货])?(?:人的?)?(?:电话|手机|号码|联系方式)[^，,。]{0,8}(?:换|改|错|少|打不通|不用|是)"
            r"|(?:改|换|更正)[^，,。]{0,6}(?:电话|手机|号码)|哪个(?:电话|号码|手机)|收[件货]电话|新号码?"
        ),
        r"\b(?:phone|telephone|mobile|cell)\b",
    ),
    "all_orders": (
        (
            r"(?:所有|全部|(?:这|那)?(?:几|[两俩三仨四五多]))(?:个)?(?:的)?(?:单子?|订单|件(?:东西)?"
            r"|样(?:东西)?|包裹|快递)[^，,。?？]{0,4}"
            r"(?:都|分别|各|现在|到底)*(?:怎么样|咋样|怎样|啥情况|什么情况|到哪|什么进度|啥进度|进度|状态|情况)"
            r"|(?:买|订|拍)的(?:东西)?(?:们)?都(?:怎么样|咋样|到哪|啥情况|什么情况)|订单都(?:怎么样|咋样|到哪"
            r"|啥情况|什么情况)"
        ),
        (
            r"\b(?:where|how|status|state|update|news|what)\b.{0,24}\b(?:everything|all (?:of )?(?:my|the"
            r"|these) (?:\w+ )?(?:orders|parcels|stuff|things|packages)"
            r"|my (?:two |three |four |other |open )?orders)\b"
            r"|\b(?:my|all|all my|these) (?:\w+ )?orders\b.{0,24}\b(?:where|how|status|update|what)\b"
            r"|\bupdate me on (?:everything|all)\b"
        ),
    ),
    "other_orders": (
        (
            r"^\W*(?:那)?(?:另外|其他|其它|剩下|别的)(?:那|的)?(?:[两俩三仨几]个?|几)?(?:单|订单|件)?(?:呢|怎么样"
            r"|咋样|啥情况|什么情况)\W*$"
        ),
        r"^\W*(?:and |what about |how about )?(?:the )?other (?:two|three|ones|orders)\W*$",
    ),
    "one_by_one": (
        r"一个一个|一个个|一单一单|逐个|逐一|分别(?:说|讲|告诉)",
        r"\bone by one\b|\bone line each\b|\beach of (?:them|my orders)\b|\ba line each\b",
    ),
    "slows_it": (
        r"耽误|影响[^，,。]{0,4}[发寄]|(?:会不会|会)[^，,。]{0,10}(?:变?慢|晚|迟|拖)|更慢",
        (
            r"\b(?:hold (?:it|that|this|them|things) up|delay(?:s|ed)?|slower|slow (?:it|that) down|later now"
            r"|take longer)\b"
        ),
    ),
    "address_named": (r"地址|(?:送|寄)[到去]?哪", r"\baddress\b|\bwhere\b"),
    "contact_gone": (
        r"(?:电话|手机|号码?)[^。]{0,16}(?:打不通|停机|空号|不用了|注销|换了)|(?:老|旧)(?:号码?|手机|电话)",
        (
            r"\b(?:phone|number|mobile)\b.{0,30}\b(?:dead|disconnected|cancelled|no longer|doesn'?t work|not in use)\b"
            r"|\bold (?:phone|number|mobile)\b"
        ),
    ),
    "contact_name": (
        r"收[件货]人|姓名|名字|换个人收",
        r"\brecipient\b|\bname\b|\baddressee\b",
    ),
    "old_address": (
        (
            r"(?:送|寄)到?了?(?:旧|老|原来|以前|之前)|(?:旧|老|原)(?:地址|房子|家)|原地址|那边没人"
            r"|别人[^，,。]{0,4}(?:拿|收)"
        ),
        r"\b(?:old|previous|former|wrong) (?:flat|house|address|place|home)\b|\bnew tenants?\b|\bsomebody else\b",
    ),
    "special_price": (
        r"直播|秒杀|百亿|补贴|拼[团单]|会员价|限时|闪购|抢购|活动价|专享|凑单|尾货|清仓",
        (
            r"\b(?:live ?stream|flash (?:sale|deal)|lightning deal|members?(?: only)? price|clearance"
            r"|(?:daily|limited|special) (?:deal|offer)|black friday|group (?:buy|price))\b"
        ),
    ),
    "coupon": (
        r"券|红包|满减|优惠码|折扣码|积分",
        (
            r"\b(?:coupons?|vouchers?|promo\w*|(?:discount|promo) ?codes?)\b|\bcode\b.{0,16}\b(?:off|discount"
            r"|per ?cent|%)"
            r"|\b(?:forgot|had|have|got) (?:to (?:use|enter|add|put in) )?(?:a|the|my) code\b"
        ),
    ),
    "new_customer": (
        r"新[人客]|新用户|新顾客|第一[次回]|头一?[次回]|首[次单]|头一单|刚注册",
        (
            r"\bfirst[- ]?(?:time|order|purchase|timer)\b|\bnew (?:customer|user|buyer|member|here)\b"
            r"|\bjust (?:signed|joined)\b"
        ),
    ),
    "sold_elsewhere": (
        r"别[家的处]|其他(?:店|平台)|另[一外].{0,2}[家店]|直播间|拼多多|淘宝|京东|别人",
        r"\belsewhere\b|\b(?:another|other|different) (?:shop|site|store|seller|platform)\b|\bamazon\b",
    ),
    "invoice_named": (r"发票|开票|专票|普票|税号|抬头", r"\b(?:e-?)?invoic\w*|\btax (?:id|no|number)\b"),
    "receipt_named": (r"收据|小票|票据", r"\b(?:official |tax |vat )?(?:receipt|bill)s?\b|\bO\.?R\.?\b"),
    "invoice_company": (
        r"公司|单位|专票|专用发票|企业|增值税|税号",
        r"\b(?:company|business|firm|vat|ltd|llc|inc|office|uen|tax (?:id|no|number))\b",
    ),
    "invoice_special": (r"专票|专用发票|增值税专用", r"\bvat invoice\b|\bspecial invoice\b"),
    "invoice_ordinary": (r"普票|普通发票|普通的", r"\b(?:ordinary|normal|regular|plain) (?:one|invoice)\b"),
    "invoice_tax_shown": (
        r"税额|税率|几个点|含不含税|单列",
        r"\b(?:show\w*|separate\w*|break\w*|itemi[sz]ed?)\b[^.?!]{0,20}\b(?:vat|gst|tax)\b",
    ),
    "invoice_comes_by": (
        r"邮箱|邮件|发[到去]?哪|纸质|寄|电子",
        r"\be-?mail\w*|\bpaper\b|\bby post\b|\bpdf\b|\bin the (?:box|parcel)\b",
    ),
    "only_this_back": (
        r"(?:只|光|单|单独)(?:要|想|是)?退(?!款|货|钱|[了的吗吧]|一)",
        (
            r"\b(?:refund|return|cancel) (?:only|just) the\b"
            r"|\b(?:ditch|drop|remove|scrap|leave out|take off|take out|get rid of) the\b"
            r"|\bonly (?:refund|return|cancel) the\b(?! (?:order|whole|lot|thing))"
        ),
    ),
    "not_found_then": (
        r"找不(?:回来?|到|着)|(?:真|要是|万一)(?:的)?(?:丢|没)了",
        r"\b(?:can'?t|cannot|don'?t|never) (?:be )?f(?:i|ou)nd\b|\b(?:really|is) (?:lost|gone)\b",
    ),
    "if_sent_back": (
        r"退(?!款)[^，,。]{0,8}(?:邮费|运费|快递费)|要是退|退的话",
        r"\b(?:return|send) (?:it|them) back\b",
    ),
    "if_unfit": (
        r"(?:不合适|不喜欢|不满意|不好用|不合身|用不惯)[^，,。]{0,6}(?:还)?(?:能|可以|给)[^，,。]{0,4}(?:退|换)",
        r"\b(?:don'?t (?:like|suit)|doesn'?t (?:fit|suit))\b.{0,30}\b(?:return|send)\b",
    ),
    "intercept": (
        r"拦(?:下|截|住|回)|截(?:下|住|回)来|追回来",
        r"\b(?:intercept|stop (?:it|the parcel)|call (?:it|the parcel) back)\b",
    ),
    "other_kind_wished": (
        (
            r"(?:还没发|没发货)[^。]{0,8}(?:改|换)成?[^，,。]{0,6}(?:色|码|号|款)"
            r"|(?:能|可以)(?:不能|否)?(?:改|换|调)(?:换)?(?:成|为|个|一[个件条双])[^，,。退]{0,6}(?:色|码|号|款|[大小]的|[大小]一点)"
        ),
        (
            r"\b(?:make|change|swap) it (?:to |into |for )?(?:a |an |the )?"
            r"(?:small|medium|large|x+l|bigger|smaller|size|black|white|red|blue|green|gr[ea]y|pink)\b"
        ),
    ),
    "new_one_wished": (
        r"(?:不要钱|不要退款)[^。]{0,8}(?:补|重新|再)(?:发|寄|送)",
        (
            r"\bsend (?:me |us )?(?:a |an |the |some )?(?:new|another|replacement|fresh)\b"
            r"|\b(?:send|get|ship|post|mail|pop) (?:me |us |out )*(?:the|a|my) (?:right|correct|proper) (?:one|ones"
            r"|item|thing)\b"
        ),
    ),
    "money_back_named": (
        r"(?:把)?(?:钱|\d+(?:\.\d+)?块?)(?:先)?退(?:给我|我|回来)|退我\d+",
        r"\b(?:give|get|want|rather have) (?:me )?(?:the |my |all )?(?:money|cash|\d+(?:\.\d+)?) back\b",
    ),
    "complaint_number": (r"投诉(?:的)?(?:编号|单号|号)", r"\bcomplaint (?:number|no\b|ref\w*|id)"),
    "late_then_what": (
        r"(?:没按时|晚|超时|逾期|迟|不发)[^，,。]{0,5}(?:啥|什么|有没有|有)(?:好处|补偿|说法|表示|赔)|有钱(?:拿|赔|领)|赔(?:不赔|多少)",
        (
            r"\b(?:late|overdue|delayed)\b.{0,24}\b(?:compensat\w+|get (?:for it|anything)|make up for|money"
            r"|penalty)\b"
            r"|\bdelay (?:money|pay|compensation)\b"
        ),
    ),
    "posted_it": (
        r"寄(?:走|出|回|过去|掉|了)|发(?:走|回去|出去)了|已(?:经)?寄|快递(?:走|寄)了",
        r"\b(?:posted|sent|shipped|mailed|dropped (?:it )?off)\b",
    ),
    "one_that_stays": (
        (
            r"(?:留(?:下|着)|剩(?:下)?|保留|还在|没(?:有)?取消|不取消)的?[^，,。不别要]{0,3}(?:那"
            r"|这)[一]?[个单件]|没取消的"
            r"|(?:留(?:下|着)|剩(?:下)?|保留)的[^，,。]{0,6}(?:几时|什么时候|多久|到哪|发)"
        ),
        (
            r"\b(?:that|which|who|what)(?:'s| is|'ll| will)? (?:stays?|staying|remains?|remaining|left|kept"
            r"|still (?:on|active|open"
            r"|going|there))\b(?! (?:at|in|with) )"
            r"|\b(?:that|which|one|order) (?:i|we)(?:'m| am|'re| are)? (?:still )?(?:keep|keeping|kept)\b"
            r"|\b(?:that|which) (?:was ?n[o']?t|is ?n[o']?t|not) cancel\w*"
            r"|\bthe (?:remaining|surviving|kept|uncancell?ed|not cancell?ed) (?:one|order)\b"
        ),
    ),
    "one_called_off": (
        r"(?:取消|退|撤)(?:了|掉|掉了)的?(?:那|这)[一]?[个单件]|(?:已|被)取消的",
        (
            r"\bthe (?:just |now )?(?:cancell?ed|called[- ]off|scrapped|dropped) (?:one|order|\w+)\b"
            r"|\b(?:one|order) (?:that )?(?:i|we|you) (?:just )?(?:cancell?ed|called off|scrapped|dropped)\b"
        ),
    ),
    "the_other_order": (
        r"(?:先|前面?|早|另外?|头)(?:一?[单个件]?)?(?:拍|买|下|那|一单|个)的?[^，,。]{0,4}(?:也|不会|会不会|没|跟着)|另(?:外)?(?:一|那)单",
        r"\b(?:the )?(?:other|first|earlier|older) (?:order|one)\b",
    ),
    "declined_named": (
        r"打回|驳回|被拒|拒(?:绝)?了|没(?:有)?通过|没同意|不同意|退回来了|不批",
        r"\b(?:reject|declin|refus|den(?:y|ied)|turned down)\w*",
    ),
    "raise_it": (
        r"帮我?(?:再)?(?:提|反映|申诉|争取|说说|说一下|讲|问问)|(?:提|反映|申诉)一?下",
        r"\b(?:raise|escalate|put) (?:it|this|that)\b|\b(?:pass|take) (?:it|this|that) (?:on|up)\b",
    ),
    "bought_too_many": (
        (
            r"(?:多|重复)(?:拍|买|下|点|订)了|(?:拍|买|下|点|订)(?:多|重复?)了"
            r"|(?:拍|买|下|点|订)了?(?:\d{1,2}|[两俩三四五六七八九十仨])[^，,。]{0,8}[，,。\s]*我?(?:只|就)(?:要|想要|留|需要)"
        ),
        (
            r"\b(?:ordered|bought|clicked|got) (?:\w+ ){0,4}(?:too many|twice|one too many|by mistake)\b"
            r"|\b(?:one|two|three|some|far|way|few) too many\b|\bmore (?:of them )?than (?:i|we) (?:need|want)\w*\b"
            r"|\bwent overboard\b|\bgot carried away\b|\bover-?ordered\b"
            r"|\b(?:knock|bring|cut|take|drop|lower|reduce|bump|trim|change)\b.{0,24}\b(?:down to|back to"
            r"|to (?:just |only ))"
            r" ?(?:\d|one|two|three|four|five|six)\b"
            r"|\b(?:two|2|double|duplicate) (?:\w+ )?orders?\b.{0,40}\b(?:only )?(?:need|want|meant"
            r"|should be) (?:just )?(?:the )?one\b"
            r"|\border(?:ed)? (?:\w+ ){0,2}(?:went through|placed) twice\b"
            r"|\b(?:ordered|bought)\b.{0,30}\b(?:only (?:want|need|meant)|meant to (?:order|buy|get))\b"
        ),
    ),
    "goods_go_back": (
        r"退[了货款一掉回]",
        r"\b(?:return\w*|refund\w*|send (?:\w+ ){0,3}back)\b",
    ),
    "invoice_lost": (
        r"丢|找不[到着]|删|再发|重新发|重发",
        r"\b(?:lost|lose|deleted|again|resend|second time)\b",
    ),
    "invoice_wrong": (
        r"错|不对|改|更正|换成|少一?位|重开|空白|打不开|看不到|别人",
        r"\b(?:wrong|correct\w*|change\w*|instead|amend|error|mistake|blank|someone else|can'?t open)\b",
    ),
    "moved_house": (
        r"(?:我们?|俺|咱|家里?|公司|刚|已经|上周|前几天|最近)[^，,。]{0,4}搬(?:了?家|走)了?|搬(?:了家|家了|走了|到新)",
        (
            r"\b(?:i|we)(?:'ve| have|'m| am|'re| are)? ?(?:just |recently |already |since )?(?:moved|moving)"
            r"(?: house| home| out| flats?| away| apartments?)?\b(?! (?:on|the|it|them|that|this|my))"
            r"|\bmoved (?:house|home|flat|apartment)\b"
        ),
    ),
    "address_old": (
        r"(?:旧|老|以前的?|原来的?)(?:地址|家|住处|房子)|搬(?:了?家|走了)|地址(?:填|写|选)?(?:错|旧)",
        (
            r"\b(?:old|previous|wrong|former|last|ex'?s) (?:flat|place|house|address|home|apartment|office)\b"
            r"|\b(?:i|we)(?:'ve| have)? (?:just )?moved\b"
        ),
    ),
    "order_number_asked": (
        r"订单(?:编)?号(?:码)?(?:是)?(?:多少|啥|发我|给我|告诉我|呢)|(?:发我?|给我|告诉我)[^，,。]{0,5}订单(?:编)?号",
        (
            r"\b(?:what|give|send|need|tell|share)\b.{0,20}\border (?:number|no|id)\b"
            r"|\border (?:number|no|id)\b.{0,24}\b(?:pls|please|plz)\b|\border (?:number|no|id)\b[^?]{0,24}\?"
        ),
    ),
    "bought_twice": (
        r"(?:买|拍|下|订)(?:重|重复|了?两[次遍回])|重复(?:下单|购买|付款)",
        (
            r"\b(?:bought|ordered|placed|purchased|paid|order|buy|went through|got|charged|checked out)\b.{0,16}"
            r"\b(?:two times|2 times|twice|double)\b|\b(?:double|duplicate)d? (?:order|purchase)\b"
            r"|\bsame (?:\w+ ){1,2}(?:two times|2 times|twice|2x)\b|\bclick\w* (?:\w+ ){0,2}(?:two times"
            r"|2 times|twice)\b"
            r"|\b(?:debited|charged|billed) for (?:two|2|both)\b|\btwo of the same\b|\bordered it again by\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""

_NUMBER = re.compile(r"(?<![\dA-Za-z])(?<!\d-)(?:\+\d{1,3}[ -]?)?\d(?:[ -]?\d){6,12}(?!\d)")


def phone_in(text: str) -> str | None:
    """A whole telephone number among the words; its last digits alone are none."""
    match = _NUMBER.search(text)
    return re.sub(r"[ -]", "", match[0]) if match else None
