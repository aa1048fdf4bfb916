"""What words plainly ask or wish, whatever they sound like, once the order's state is known beside them."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "whom_to_call": (
        r"(?:我|该|要|应该|能)(?:去)?(?:找|打给|联系)(?:谁|哪)",
        (
            r"\bwho (?:do|should|can|must|would|shall) (?:i|we) (?:\w+ )?(?:call|ring|phone|contact|speak|talk|email)\b"
            r"|\bwh(?:at|ich) number (?:do|should|can|shall) i (?:call|ring|phone|give|quote)\b"
        ),
    ),
    "give_it_back": (
        r"(?:你们|店家|商家)[^，,。]{0,8}(?:就)?(?:得|该|要|应该|必须)?(?:退|还)(?:我|给我|回来|钱)|把钱(?:退|还)",
        (
            r"\bgive (?:it|me|that|my money|the money)(?: it| my money)? back\b"
            r"|\byou (?:should |must |have to |need to |can )?(?:pay|refund) (?:it|me|that)\b"
        ),
    ),
    "left_at_door": (
        r"(?:放|丢|扔|搁)(?:在|到)?[^，,。]{0,6}(?:门口|家门|楼下|驿站|柜|前台|物业)|别人(?:代|帮)?签",
        (
            r"\b(?:leaves?|left|leaving|dumps?|drops?|puts?)\b.{0,24}\b(?:step|door(?:step)?|porch|outside|gate|lobby"
            r"|reception|neighbou?r\w*|locker|mailbox)\b"
            r"|\b(?:neighbou?r|husband|wife|flatmate|mum|dad|someone|somebody|concierge|reception(?:ist)?)"
            r" (?:signs?|takes?|accepts?)\b"
        ),
    ),
    "cannot_refuse": (
        r"拒(?:收|签)?不(?:了|成)|(?:没法|没办法|不能|来不及|没机会)拒(?:收|签)",
        r"\b(?:can'?t|cannot|unable to|not able to|couldn'?t|no chance to|too late to) refuse\b",
    ),
    "photo_how": (
        (
            r"(?:照片|图片?|视频)[^，,。]{0,8}(?:怎么|哪里|哪儿|往哪|在哪)|(?:怎么|哪里|往哪|从哪)[^，,。]{0,4}(?:发|传|上传)"
            r"[^，,。]{0,4}(?:照片|图|视频)|上传(?:按钮|入口)"
        ),
        (
            r"\b(?:how|where)\b.{0,16}\b(?:send|upload|attach|share|submit|put)\b.{0,12}\b(?:it|them|photos?|pic\w*"
            r"|images?|videos?)\b|\bupload (?:button|option|link)\b"
            r"|\b(?:can'?t|cannot|don'?t see where to) (?:attach|upload)\b"
        ),
    ),
    "not_moved": (
        r"(?:没|不|冇|唔)(?:见|个)?(?:动静|动弹|挪窝|挪动|动过|动身)|动静(?:都|也)?没有?|一动不动|(?:咋|怎么|还)(?:还)?没(?:个)?影|没人管",
        (
            r"\bnothing(?:'s| is| has| seems to be)? (?:happen|mov)\w*|\bhas ?n['o]?t (?:budged|moved|gone anywhere)\b"
            r"|\bno (?:sign of )?movement\b|\bstill (?:sat|sitting|just sitting) (?:there|in)\b"
        ),
    ),
    "must_i_act": (
        (
            r"(?:要|用|需要|得)(?:不要|不用|不得)?我(?:这边|这头|个人|自己)?(?:再|去)?(?:做|弄|点|操作|填|按|确认|办|干)"
            r"[^，,。]{0,2}(?:什么|啥|哪|吗|么|不|嘛)"
            r"|我(?:这边)?(?:还)?(?:要|用|需要|得)(?:再)?(?:做|点|操作|填)(?:什么|啥|哪)"
        ),
        (
            r"\bdo i (?:need|have) to (?:do|click|press|fill|confirm|sign)\b|\bneed me to\b"
            r"|\banything (?:else )?(?:i|you) (?:need|have)(?: me)? to do\b"
            r"|\bneed (?:anything|something) (?:else )?from me\b"
        ),
    ),
    "pushes_them": (
        (
            r"催(?:催|哈|一下|一催|下|紧|他们|店家|商家|快递|快点|一声)(?!了|过|没)"
            r"|(?:帮我?|给我?|替我|再|你|快|赶紧|接着|继续)催(?=$|[吧啊呀嘛。，,!！])"
        ),
        (
            r"\b(?:chase|nudge|push|hurry|poke|remind|press|prod)"
            r" (?:them|him|her|it|the (?:shop|seller|store|courier))\b(?! (?:already|yesterday|before))"
        ),
    ),
    "opens_aside": (
        r"^\W*(?:哦|噢|啊|诶|欸|那个)?对了[，,。\s]|^\W*(?:话说|顺便问|另外问|还有个事|还有件事)",
        r"^\W*(?:oh[, ]+)?(?:by the way|btw|another thing|one more thing|one other thing|while i(?:'m| am) here)\b",
    ),
    "calls_off": (
        r"^\W*(?:哎|唉|嗐)?(?:那)?(?:算了|不折腾|不麻烦|不费那[个]?[事劲])",
        r"^\W*(?:ah |oh |nah |well )?(?:never ?mind|forget (?:it|that)|scrap that|don'?t bother)\b",
    ),
    "posts_it": (r"寄|邮|快递", r"\b(?:post|ship|mail|courier|return|send (?:it|them|this|that) (?:back|to))\b"),
    "of_money": (r"钱|退款|到账|打款|货款", r"\b(?:money|refund|cash|paid back|reimburse\w*)\b"),
    "photo_named": (r"照片|图|视频|截屏", r"\b(?:photos?|pictures?|pics?|images?|videos?|screenshots?|upload)\b"),
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
    "rather_goods": (
        r"(?:宁愿|宁可|更想|还是想|就想|只想)要(?!退|钱|赔|补偿|换|个?(?:说法|解释|交代|结果)|知道)",
        (
            r"\b(?:rather|prefer(?: to)?|sooner) (?:just )?(?:have|get)\b(?!.{0,20}\b(?:refund|money|cash)\b)"
            r"|\b(?:just|only) (?:want|need) (?:the|my) (?!money|refund|cash|full|complaint|answer|truth|compensation"
            r"|exchange|number|person|receipt|invoice|label|address|return)\w+"
        ),
    ),
    "where_to_send": (
        r"(?:寄|退|发)(?:回)?(?:到|去|给)?(?:哪|什么地址|谁)|(?:退货|寄回)的?地址|往?(?:哪|啥|什么)(?:里|儿|边|地方|地址)?(?:寄|邮)",
        (
            r"\bwhere\b.{0,16}\b(?:send|post|ship|return|mail|drop)\b.{0,12}\b(?:it|them|the|my|this|to|back)\b"
            r"|\breturn address\b|\bwhat(?:'s| is) the address\b"
            r"|\baddress\b.{0,12}\b(?:i|to) (?:\w+ )?(?:send|post|ship|return|mail)\b"
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
    "not_yet": (
        (
            r"先别(?:给我)?(?:办|动|弄|登记|提交|申请)(?!.{0,4}(?:发货|寄))|等我(?:说|通知|告诉|想好|考虑好|发话)|(?:我|容我)(?:再)?"
            r"(?:想想|考虑考虑|考虑一下|琢磨琢磨)"
        ),
        (
            r"\bsleep on it\b|\b(?:think|mull) (?:it|that|this) over\b|\bhold (?:your|yer|ur) horses\b"
            r"|\b(?:do not|don'?t|dont) (?:\w+ )?(?:do|put|submit|process|start|file|set|action) (?:anything"
            r"|nothing|it|that)"
            r"(?: \w+)?(?: yet| till| until| for now| in the meantime| meanwhile| before| just)\b"
            r"|\b(?:until|till|when|once) i(?:'ve)? (?:tell|say|told|said|give you|let you know|get back|come back"
            r"|decided?)\b"
            r"|\bi'?ll (?:tell you|let you know|shout|give you the (?:nod|word)) (?:when|once|if)\b"
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
    "overrules": (
        r"谁(?:能|来|可以)?管(?:得了)?(?:他|店|商家)|上(?:级|面)|谁说了算|推翻|(?:就)?没(?:有)?(?:别的)?办法了|最终(?:决定|结果)",
        (
            r"\boverrul\w*|\boverturn\w*|\b(?:above|over|higher than) (?:them|him|her|the (?:shop|seller|store))\b"
            r"|\bend of the (?:road|line|story)\b|\b(?:final|last) (?:word|say|decision)\b|\bhigher up\b"
            r"|\bsecond opinion\b"
        ),
    ),
    "part_lacking": (
        r"(?:没|缺|少|漏)(?:有|了|放|装|发|给|配)?[^，,。]{0,4}(?:螺丝|螺母|配件|零件|五金|说明书|工具包|遥控器|充电器|数据线|支架|把手)",
        (
            r"\b(?:no|without(?: the| any)?|missing|lack(?:s|ing|ed)?|short of|forgot|never (?:got|came with)"
            r"|(?:didn'?t|doesn'?t) (?:come with|include)|where(?:'s| is| are) (?:the|my)) (?:\w+ ){0,2}"
            r"(?:hardware|screws?|bolts?|nuts|dowels?|fittings?|fixings?|parts?|instructions?|manual|charger|cable"
            r"|remote"
            r"|allen key|brackets?|castors?|wheels|lid|handle|hinges?|pegs|hooks)\b"
            r"|\b(?:send|mail|post|ship|pop|get) (?:me |us |over |out )*(?:just |only )?(?:the|that|those"
            r"|a) (?:\w+ ){0,2}"
            r"(?:bag|parts?|piece|screws?|bolts?|bits?|fittings?|cable|charger|remote)\b"
        ),
    ),
    "makes_sure": (
        r"真的?(?:还是|吗|假)|是不是(?:骗|诈)|怎么(?:确认|核实|知道是真)|骗子",
        (
            r"\b(?:is (?:that|it|this)|be) (?:real|legit|genuine|a scam)\b|\b(?:be|make|know for) (?:certain|sure)\b"
            r"|\bhow (?:do|can|would) (?:i|you|a person|one|anyone|we) (?:know|tell|check|verify|be sure)\b"
        ),
    ),
    "import_charges": (
        r"费用|这笔钱|\d+欧|(?:商家|店家)[^，,。]{0,4}(?:出|付|承担)",
        (
            r"\bcharges?\b|\bfees?\b|\b\d+ (?:euros?|quid|pounds?|dollars?)\b|\bimport\b"
            r"|\b(?:shop|seller|they|you)\b.{0,12}\bpay (?:it|that|this|for)\b"
        ),
    ),
    "lost_or_not": (
        r"^(?:那|所以|到底|就是|你?直说)*(?:它|包裹|快递|东西)?(?:是不是|到底)?[^，,。]{0,3}丢了?(?:没有?|吗|吧|呀)",
        r"^\W*(?:so |and |ok |but )*(?:is|has|was) (?:it|this|(?:the|my) \w+)(?: \w+)? (?:been )?lost\b",
    ),
    "thanks_and_goes": (
        r"那就这样(?:吧|了)|就(?:先)?这样吧|(?:您|你)(?:真|太)(?:好|热心|耐心)",
        (
            r"\b(?:that is|that's|you(?:'re| are|'ve been)|how) (?:\w+ )?(?:kind|helpful|lovely|a star|a legend)\b"
            r"|\bgod bless\b"
            r"|\bmuch obliged\b|\b(?:i'?ll|i shall|i will|let'?s) leave it (?:so|there|at that)\b|\bta ever so\b"
        ),
    ),
    "options_asked": (
        r"有(?:什么|哪些|啥)(?:选择|办法|方案)|能(?:怎么|咋)选|几(?:个|种)选择",
        r"\b(?:what|which)(?:'s| is| are|'re)? (?:\w+ )?(?:my|the|our) (?:choices?|options?|alternatives?|rights)\b",
    ),
    "counts_as_sent": (
        r"(?:怎么|什么|哪样|打单|揽收|出库)[^，,。]{0,6}(?:才)?算(?:发货|发了|寄出|发出)",
        (
            r"\b(?:count|class|treat|go down|regard)\w*\b.{0,16}\b(?:gone|sent|shipped|dispatched|left|posted|out)\b"
            r"|\b(?:label|labels)\b.{0,40}\b(?:van|courier|picked up|collected|scanned)\b"
        ),
    ),
    "stuck_with_it": (
        r"(?:刚好|半夜|最后一刻|临时)[^，,。]{0,8}发[^，,。]{0,10}(?:咋办|怎么办|退得了|还能退|能不能退)",
        (
            r"\b(?:am|are|would|will|being) (?:i|we) (?:be )?stuck (?:with|w)\b|\bstuck (?:with|w) it\b"
            r"|\b(?:too late|can i) (?:then )?(?:to )?(?:refuse|send it back|get out)\b"
        ),
    ),
    "goods_meanwhile": (
        (
            r"(?:先|暂时|这期间|在此期间|这段时间|等[^，,。]{0,8}(?:时候|期间))[^，,。]{0,8}(?:放着|留着|挂着|用着|穿着|收着)"
            r"|(?:还|要)?(?:收|拿|要)回去(?:吗|嘛|么|不)|(?:东西|货|衣服|鞋子?|它|这[个件]|那[个件]|坏的|旧的|错的)"
            r"[^，,。]{0,6}(?:放哪|放着|怎么处理|咋处理|咋办|还要不要)"
        ),
        (
            r"\b(?:will|shall|should|do|can|must|may) (?:i|we) (?:just )?(?:leave|keep|hang on to|hold on to|hang onto"
            r"|hold onto|store|stash|use|wear|bin|chuck|throw|take down|pack up) (?:on to )?(?:the|it|them|this"
            r"|that|those"
            r"|these|my|wearing|using)\b"
            r"|\b(?:do|does|will|would|might) (?:they|you|the shop|anyone|someone) (?:want|need)s? "
            r"(?:it|them|that|this|those|these|the \w+) back\b"
            r"|\b(?:they|you|the shop) want (?:it|them|that) back or\b"
            r"|\b(?:does|do|will|can) (?:it|they|the \w+|that|those) (?:just )?(?:stay|live|sit|go in the bin)\b"
        ),
    ),
    "any_gain_for_wait": (
        r"(?:等|晚|拖|迟)[^，,。]{0,8}(?:有|给)[^，,。]{0,4}(?:说法|表示|好处|补偿)|白等|就这么算了|百分之五|5%",
        (
            r"\b(?:get|getting|got|have|give me|owed?|due) (?:\w+ )?(?:anything|something|nothing)(?: \w+)? "
            r"(?:out of (?:this|it)|for (?:this|that|it|the (?:wait|delay|trouble|bother)|my (?:trouble|patience|time)"
            r"|waiting|being))"
            r"|\bfor (?:all )?(?:my trouble|my patience|the wait|making me wait|keeping me waiting|waiting)\b"
            r"|\b(?:anything|something|nothing) (?:in it )?for me\b|\b(?:five|5) ?(?:%|per ?cent)"
        ),
    ),
    "back_and_anew": (
        r"退(?:了|掉|货)?[^，,。]{0,6}(?:再|重新|另外?)[^，,。]{0,4}(?:买|拍|下单)",
        (
            r"\b(?:send|return|give|bring|ship|post)\w*\b.{0,40}\b(?:back|return)?\b.{0,40}"
            r"\b(?:re-?buy|re-?order|buy|order|get)(?:ing)? (?:it|one|them|another|the same|a new)\b"
            r"|\b(?:re-?buy|re-?order|buy|order)(?:ing)? (?:it|one|another|the same|a new one)?.{0,30}"
            r"\b(?:and|then) (?:send|return)\w*\b"
        ),
    ),
    "courier_told": (
        (
            r"(?:让|叫|请|问问?)(?:一下)?(?:快递|物流|配送|承运)[^，,。]{0,4}(?:说|告诉|讲|回复|回话|联系|查)"
            r"|(?:跟|和|给|让|叫|告诉|通知|请)(?:顺丰|[中圆申]通|韵达|京东|德邦|极兔|邮政|丰巢|菜鸟|驿站|百世|安能|快递|配送)"
            r"[^，,。]{0,4}(?:说|讲|留|补|改|放|别|打(?!听)|重|再|送|先|提)"
        ),
        (
            r"\b(?:get|have|make|ask|tell) (?:the )?(?:courier|carrier|driver|delivery (?:company|guys?)|post office"
            r"|dhl|ups|fedex|usps|dpd|evri|hermes|gls|aramex|tnt|royal mail|australia post|canada post"
            r"|j&t|ninja ?van|lbc)(?: \w+)? to\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""
