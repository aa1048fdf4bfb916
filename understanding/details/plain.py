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
    "photo_named": (r"照片|图|视频|截屏", r"\b(?:photos?|pictures?|pics?|images?|videos?|screenshots?|upload)\b"),
    "refuses_money": (
        r"(?:不要|不想要|别|不用|甭)(?:给我)?(?:退)?[钱款](?!到|打|转)|(?:钱|退款)(?:我|咱)?不要(?=$|[，,。！!；;\s])|不是(?:想)?要[钱退]",
        (
            r"\b(?:don'?t|do not|didn'?t|not) (?:really )?want (?:the |my |any |a |your )?(?:money|cash|refund)\b"
            r"(?! back yet)"
            r"|\bnot (?:the |a |my )?(?:money|refund|cash)\b(?! back yet)"
            r"|\b(?:no|forget the|never mind the) (?:refund|money)\b"
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
        r"(?:寄|退|发)(?:回)?(?:到|去|给)?(?:哪|什么地址|谁)|(?:退货|寄回)的?地址",
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
    "goods_meanwhile": (
        (
            r"(?:先|暂时|这期间|在此期间|这段时间|等[^，,。]{0,8}(?:时候|期间))[^，,。]{0,8}(?:放着|留着|挂着|用着|穿着|收着)"
            r"|(?:还|要)?(?:收|拿|要)回去(?:吗|嘛|么|不)|(?:东西|货|衣服|鞋子?|它|这[个件]|那[个件]|坏的|旧的|错的)"
            r"[^，,。]{0,6}(?:放哪|放着|怎么处理|咋处理|咋办|还要不要)"
        ),
        (
            r"\b(?:will|shall|should|do|can|must|may) (?:i|we) (?:just )?(?:leave|keep|hang on to|hold on to|hang onto"
            r"|hold onto|store|stash|use|wear|bin|chuck|throw|take down|pack up) (?:on to )?(?:the|it|them|this|that|those"
            r"|these|my|wearing|using)\b"
            r"|\b(?:do|does|will|would|might) (?:they|you|the shop|the seller|anyone|someone) (?:want|need)s? "
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
        r"(?:让|叫|请|问问?)(?:一下)?(?:快递|物流|配送|承运)[^，,。]{0,4}(?:说|告诉|讲|回复|回话|联系|查)",
        (
            r"\b(?:get|have|make|ask|tell) (?:the )?(?:courier|carrier|driver|delivery (?:company|guys?)|post office"
            r"|dhl|ups|fedex|usps|dpd|evri|hermes|gls|aramex|tnt|royal mail|australia post|canada post"
            r"|j&t|ninja ?van|lbc)(?: \w+)? to\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""
