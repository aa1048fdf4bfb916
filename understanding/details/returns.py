"""Details of questions on returns, return freight, shipping fees."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "really_off": (
        (
            r"(?:撤|取消|停|作废)(?:干净|掉|回|销|彻底|成功)?了(?:吧|没有?|吗|么|[?？])|撤(?:干净|彻底)"
            r"|(?:真|确定|确实|已经|彻底|肯定)(?:的|是)?(?:都|给我)?(?:撤|取消|作废|不[退换]了)"
            r"|(?:不会|别|不要)(?:再|又|还|过[几两]天|到时候?|回头)[^，,。]{0,12}(?:上门|来收|来取|来拿|取件|扣|退|换|找我)"
            r"|(?:不会|别|不要)[^，,。]{0,10}(?:有人|快递|师傅|小哥)[^，,。]{0,8}(?:收|取|拿|上门)"
        ),
        (
            r"\b(?:definitely|really|actually|properly|completely) (?:off|cancell?ed|withdrawn|stopped|gone)\b"
            r"|\bis (?:it|that) (?:all )?(?:off|cancell?ed|withdrawn|stopped)\b"
            r"|\b(?:nobody|no one|no (?:driver|courier))(?:'s| is)?(?: going to| will|'ll)?(?: be)? "
            r"(?:com(?:e|ing)|collect(?:ing)?|pick|turn|show)\w*\b|\bstill (?:come|collect|pick it up)\b"
        ),
    ),
    "goods_worn": (
        r"(?<![没未试])[穿用戴洗]过|下过?水|洗了|穿出去|(?<!没)用了(?!券|优惠|红包)",
        r"(?<!not )(?<!never )(?<!n't )(?<!nt )\b(?:worn|wore|washed|used it|used them|have used|been used)\b",
    ),
    "counts_as_used": (r"算[^，,。]{0,4}用过", r"\bcount\w*\b.{0,12}\bused\b"),
    "goods_opened": (
        r"拆[开封过了]|打开|开[了过]?封|试[穿用戴过了]",
        r"\b(?:un)?(?:opened|sealed)\b|\bopen already\b|\balready open\b|\bseal\b|\btr(?:y|ied)\b[^.?!]{0,12}\bon\b",
    ),
    "tag_off": (
        r"吊?[牌标]签?[^，,。没未还]{0,3}(?:剪|拆|掉|撕|丢)|吊牌没了|没有?吊牌|(?<![没未])(?<!没有)剪[了掉]?(?:吊牌|标)",
        (
            r"\b(?:cut|tore|took|removed|lost|without|no|w/o)\b[^.?!]{0,12}\b(?:tags?|labels?)\b"
            r"|\btags? (?:is |are )?(?:off|gone)\b"
        ),
    ),
    "no_box": (
        r"(?:包装|盒子?|箱子?)[^，,。]{0,8}(?:扔|没了|丢|不在)|没有?(?:原)?(?:包装|盒|箱)|原包装|要不要.{0,3}[盒箱]",
        r"\b(?:original|without|w/o|no|lost|threw|need)\b[^.?!]{0,18}\b(?:box|packag\w+)\b",
    ),
    "goods_faulty": (
        (
            r"质量|(?<![没不])坏[了的掉]?|碎|裂|开线|开胶|漏[水油电]|破[了的洞]|[掉褪]色|瑕疵|故障|不(?:工作|亮|转|制热)"
            r"|印[糊错反漏歪]|[缺错漏倒]页|串色|不出[水墨声油气]|写不出|断墨|失灵|黑屏|花屏|死机|发[霉臭馊]|[臭馊锈]了|变质|生锈|胀袋|变形|脱[线胶]|[是都]歪的|歪了"
            r"|有(?:点)?(?:问题|毛病)|断(?:了|的|裂)|烧[了坏]|冒烟|发错|错发|不符|少了?(?:件|配件)|划痕|不是(?:我)?无理由"
        ),
        (
            r"\b(?:fault\w*|broken?|defect\w*|crack\w*|damaged?|leak\w*|torn|burnt|burned|bad article"
            r"|wrong (?:item|article|one)|not as described|their mistake|quality|(?:doesn'?t|not|stopped) work\w*"
            r"|dead|snapped|smashed|chipped|ripped|knackered|busted|buggered|kaput"
            r"|(?:won'?t|wont|doesn'?t|don'?t|can'?t) (?:turn|start|charge|switch|grip|hold|close|shut|lock|spin"
            r"|heat|connect"
            r"|pair|light)\w*|(?:falls?|fell|drops?|comes?|came) (?:apart|out|off))\b"
        ),
    ),
    "proves_it": (
        r"(?:怎么|咋|拿(?:什么|啥)|如何|用什么)(?:来)?(?:证明|举证|说明)|视频(?:行|可以|算|能|成)|证明(?:是|它|东西)",
        (
            r"\b(?:prove|proving)\b|\b(?:count|counts|enough|good enough|do|ok(?:ay)?|works?) (?:as"
            r"|for) (?:proof|evidence)\b"
            r"|\b(?:video|vid|clip|recording|footage|film)\b"
        ),
    ),
    "packs_it": (
        r"打包|装箱|包起来|包好|封箱|怎么包",
        r"\bpack (?:it|them)\b|\bwrap(?:ping)?\b|\bpack(?:ed)? up\b",
    ),
    "send_by": (
        r"最晚|最迟|截止|到[哪几][天号]|几天(?:之?内|以内)|[哪几][天号](?:之?前|寄)|还[有剩][几多]|期限|来得及",
        (
            r"\b(?:by|until|til|till) (?:when|what date)\b|\bdeadline\b|\blast d(?:ay|ate)\b|\blatest\b"
            r"|\bhow (?:long|many days)\b[^.?!]{0,12}\b(?:i|left)\b"
        ),
    ),
    "posting_named": (
        r"寄|地址|邮(?!费)|往哪|发哪",
        r"\b(?:post|send|ship|mail|address|where|wait)\b",
    ),
    "return_money": (
        r"钱|到账|退款|\d+ ?[元块]|货款|账户|银行卡|支付宝|微信",
        r"\b(?:money|refund\w*|credit\w*|cards?|accounts?|paid back|come back)\b",
    ),
    "home_pickup": (
        r"上门|取件|来[取拿收]|揽收|搬不动|派人",
        r"\bpick(?:ed|s|ing)?[- ]?up\b|\bcollect(?:s|ed|ion)?\b|\bfetch\w*|\bsomeone come\b",
    ),
    "which_courier": (
        r"[哪什][家么个](?:快递|物流)|用.{0,4}快递|指定.{0,3}快递|快递公司|顺丰|邮政|换.{0,3}快递",
        (
            r"\b(?:which|what|certain|any|another|other|different|same|change) (?:courier|carrier|post\w*)\b"
            r"|\bdrop[- ]?off\b"
            r"|\bwho (?:\w+ )?(?:i|to) (?:\w+ )?(?:send|post|ship|return|mail) (?:it|them|this)? ?with\b"
        ),
    ),
    "pay_on_receipt": (
        r"到付|货到付",
        r"\bcod\b|\bcash on delivery\b|\b(?:carrier|receiver|recipient|shop) to pay\b|\bwithout paying\b",
    ),
    "shop_signed": (
        r"签收|签了|(?:物流|快递|单子?)[^，,。]{0,6}(?:显示|写着)|门卫|代收",
        r"\bsigned\b|\btracking (?:says|shows)\b|\bdelivered (?:to|there)\b|\bthey (?:got|have) it\b",
    ),
    "sent_back": (
        r"寄[了出走]|寄回去?了|已经?寄|发回去了|填(?:好|了|上).{0,3}单",
        r"\b(?:sent|posted|mailed|shipped|dropped|handed|returned)\b",
    ),
    "shop_denies": (
        r"没有?收到|没见[着到]|不认|说没|少了|空[的包盒箱]|拒收|不签收|被?退回来|原路退回来",
        (
            r"\b(?:didn'?t|never|not|hasn'?t) (?:get|got|gotten|receive\w*|arriv\w*)\b|\bempty\b|\bonly newspaper\b"
            r"|\bden(?:y|ies)\b|\brefus\w*|\bright back\b"
        ),
    ),
    "lost_on_return": (
        r"寄丢|(?<!寄)丢[了件失]|弄丢|路上[^，,。]{0,4}(?:丢|坏|摔)|摔坏",
        r"\b(?:lost|astray|vanish\w*)\b|\b(?:broken|damaged) on the way\b",
    ),
    "restocking_fee": (
        r"手续费|折旧|扣(?:钱|费|多少|我)?|损耗",
        r"\brestock\w*|\bfees?\b|\bdeduct\w*|\btakes? off\b|\bcharge\b",
    ),
    "too_late_to_send": (
        r"超时|逾期|过期|错过|过了(?:会|怎|咋|呢|就|还|那)|晚了?[一两几]?天|没[及按]时|超过.{0,4}天",
        r"\blate\b|\blose (?:the|my) right\b|\bmiss(?:ed)?\b[^.?!]{0,12}\b(?:date|day|deadline|by)\b|\boverdue\b",
    ),
    "return_reason": (r"原因|理由", r"\breasons?\b"),
    "return_label": (r"面单|打印", r"\blabels?\b|\bprint\w*"),
    "push_shop": (
        r"催|(?:跟|找|去|让|叫|问)[^，,。]{0,3}(?:商家|店家|卖家|他们?)[^，,。]{0,4}(?:对|说|核|查|问|确认)|对一下|赶紧",
        r"\b(?:chase|push|hurry|sort it|check with|talk to|ask|tell)\b",
    ),
    "from_shop": (
        r"(?:跟|找|向|让|叫|问|要)(?:商家|店家|卖家|他们|店里)|(?:商家|店家|卖家)[^，,。]{0,3}(?:给|出|付|赔|退|承担|掏|报)",
        (
            r"\b(?:tell|ask|make|get|see to it)\b[^.?!]{0,14}\b(?:shop|seller|store|merchant|them)\b"
            r"|\b(?:shop|seller|store|merchant|they) (?:owes?|pays?|must|should|has to|have to)\b"
        ),
    ),
    "freight_insurance": (r"运费险|保险|理赔", r"\binsur\w*"),
    "not_in_full": (
        r"全[部额报赔]|赔全|报全|[剩其][下余那]|不够|才[赔给报]|[只就][赔给报]|多出来|超(?:出|过)|差的|差那",
        (
            r"\b(?:all of it|whole|the rest|remain\w*|balance|other \d+|difference|only|merely|more than|part of|half"
            r"|full|out of pocket)\b"
        ),
    ),
    "gives_back": (
        r"退|返|追回|还[我给]|给我补",
        r"\b(?:back|refund\w*|reimburse\w*|return(?:ed)?|credited|take off)\b",
    ),
    "surcharge": (
        r"补[钱交差运]|加(?:钱|价|运|邮)|另[外收]|再[交付收]|偏远|还要[交付加补]",
        r"\bextra\b|\bsurcharge\b|\bmore to pay\b|\badditional\b|\bremote\b|\bat (?:the|my) door\b|\bfurther\b",
    ),
    "charged_twice": (
        r"两[次回遍笔]|重复|多[收扣]|又收",
        r"\btwice\b|\bdoubl\w*|\btwo (?:times|shipping)\b|\bduplicate\b|\bexpress\b",
    ),
    "need_to_send": (
        (
            r"(?:要不要|用不用|还[用要叫让得]|需不需要|需要|用得着|是不是[要得]|得|不用|先|该不该)[^，,。]{0,5}(?:寄|退)(?:回|过去|给|走|吗|不|么|啥|什么)"
            r"|先寄|要寄(?:回去?|过去|走)?[？?]|(?:能不能|可不可以|可以|想|能)不寄|不想寄|[寄退]回[去来]?(?:吗|不|么)"
        ),
        (
            r"\b(?:do|must|should|shall|need|have|supposed|got)\b[^.?!]{0,14}\b(?:send|ship|post|mail|return|give)\b"
            r"[^.?!]{0,28}\b(?:back|first)\b|\bneed to (?:send|ship|post|return)\b"
            r"|\bpost\b[^.?!]{0,20}\bor\b|\b(?:hang|hold) on to (?:it|them)\b"
        ),
    ),
    "once_received": (
        r"收到(?:货)?(?:以?后|之后|了|要是|如果|不|觉得|再)|到(?:货|手)(?:以?后|了|不)|到了(?:以?后|不|再|觉得|能)|签收(?:以?后|了)",
        (
            r"\b(?:after|once|when|if)\b[^.?!]{0,14}"
            r"\b(?:arriv\w*|comes?|(?:get|got) (?:it|them)|gets here|deliver(?:y|ed)|receiv\w*)\b"
            r"|\bif i (?:don'?t|do not) like\b"
        ),
    ),
    "costs_more": (
        r"贵|更多|超|不止|很重|太重|大件|多花",
        r"\b(?:more|heavy|heavier|expensive|dear|over|above|exceed\w*|bigger|bulky)\b",
    ),
    "fee_comes_back": (
        r"(?:运费|邮费)[^，,。]{0,4}[退还返]|[退还返][^，,。]{0,3}(?:运费|邮费)",
        r"\b(?:shipping|delivery|postage)\b.{0,24}\b(?:back|refund\w*|return\w*)\b",
    ),
    "goes_back_undelivered": (
        r"退运|(?:退|寄|送|打|返)回(?:去|来)?(?:商家|店|发货|仓库|给商家|给店)|原路退回去|没人收[^，,。]{0,4}退",
        (
            r"\bgoes? back to the (?:shop|seller|store|warehouse)\b"
            r"|\breturned to china\b|\breturn(?:ed|s)? to (?:the )?(?:sender|shop|seller)\b"
        ),
    ),
    "receipt": (
        r"小票|凭证|票据|单据|收据|底单|回执",
        r"\breceipts?\b|\bproof of post\w*\b|\bpostage slip\b",
    ),
    "paid_with_order": (
        r"当时|下单|拍的时候|买的时候|付的那|(?:寄|发)(?:过来|来|货)的?[运邮]费|原来的[运邮]费",
        r"\b(?:original\w*|when i (?:ordered|bought)|delivery (?:charge|fee)|shipping (?:charge|fee)|outbound|to me)\b",
    ),
    "calls_it_off": (r"取消|不要了|不(?:想)?买了|退单|砍[单了掉我]|关单|关[掉了]", r"\bcancel\w*"),
    "keeps_it": (
        r"(?:不|别|没)(?:用|要|想)?(?:取消|退|换|寄)|留着|保留|撤|恢复|反悔|先留",
        r"\b(?:not|never|\w+n'?t) (?:cancel|return|send|want to)\w*|\bkeep\b|\bundo\b|\bwithdraw\b|\bleave it\b",
    ),
    "wants_it_returned": (
        r"退(?:了|掉|货)?吧|还是(?:要)?退|[想要]退|帮我退",
        r"\b(?:send|return) (?:it|them|this|that)\b|\b(?:want|like) to (?:return|send)\b",
    ),
    "compares_speed": (
        r"[哪谁]个?更?快|更快|省事|划算|方便",
        r"\b(?:faster|quicker|sooner|easier|better|simpler)\b",
    ),
    "changed_mind": (
        r"不喜欢|不想要了?|个人原因|后悔|买多了|不合适|尺码|大了|小了|太[大小肥紧]",
        (
            r"\b(?:changed? my mind|not for me|don'?t like|didn'?t like|doesn'?t suit|too (?:big|small|large|tight)"
            r"|no longer want|bought too many)\b"
        ),
    ),
    "keeps_as_proof": (
        r"(?:当|作|留|是)[^，,。]{0,3}证据?|证据[^，,。]{0,4}(?:没|毁|丢)|毁[尸灭掉]|销毁|不认账",
        (r"\b(?:as|keep\w*|destroy\w*|lose)\b[^.?!]{0,16}\b(?:evidence|proof)\b|\bhas looked at\b|\blooked at it\b"),
    ),
    "still_may": (
        r"[退换]得[了掉]|能[退换]|可以[退换]|还给退|来得及|还有(?:资格|机会)",
        (
            r"\b(?:still (?:open|return|send|possible|time)|can i (?:still )?(?:return|send)|lose (?:the|my) right"
            r"|miss\w* (?:a|the) deadline)\b"
        ),
    ),
    "declined_again": (
        r"(?:还是?|再|又|第二次|二次)[^，,。]{0,4}(?:拒|驳|不[过行给赔通认])",
        (
            r"\b(?:(?:reject|declin|refus|turn)\w*|says? no|no)\b[^.?!]{0,14}\bagain\b"
            r"|\b(?:again|still|second time)\b[^.?!]{0,10}\b(?:reject|declin|refus)\w*"
        ),
    ),
    "freight_number": (r"单号|运单|单子|面单", r"\b(?:tracking|number|label)\b"),
    "supposes": (
        r"要是|如果|万一|假如|倘若|的话|还没有?呢|[不没][^，,。]{0,6}(?:呢|怎么办|咋办|咋整)|怎么办|咋办|过了[^，,。]{0,6}还[没不]",
        (
            r"\bif\b|\bsuppos\w*|\bwhat happens\b|\bin case\b|\bunless\b|^\W*(?:and |but |so |ok )*say (?:i|they|it"
            r"|we|the)\b"
            r"|^\W*(?:and |but |so )*should (?:it|they|the|that|this|my)\b(?!.*\bor\b)|\bhad (?:it|they) (?:come"
            r"|been|arrived)\b"
        ),
    ),
    "posts_it": (r"寄|邮|快递", r"\b(?:post|ship|mail|courier|return|send (?:it|them|this|that) (?:back|to))\b"),
    "where_to_send": (
        r"(?:寄|退|发)(?:回)?(?:到|去|给)?(?:哪|什么地址|谁)|(?:退货|寄回)的?地址|往?(?:哪|啥|什么)(?:里|儿|边|地方|地址)?(?:寄|邮)",
        (
            r"\bwhere\b.{0,16}\b(?:send|post|ship|return|mail|drop)\b.{0,12}\b(?:it|them|the|my|this|to|back)\b"
            r"|\breturn address\b|\bwhat(?:'s| is) the address\b"
            r"|\baddress\b.{0,12}\b(?:i|to) (?:\w+ )?(?:send|post|ship|return|mail)\b"
        ),
    ),
    "takes_goods_back": (
        r"(?:东西|货|它)?(?:拿|收|取|退)回去",
        (
            r"\b(?:take|collect|fetch) (?:back )?(?:it|them|this|that|the \w+)(?: \w+)? ?back\b|\btake back\b"
            r"|\bcome (?:and )?take\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""
