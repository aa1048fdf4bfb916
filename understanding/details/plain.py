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
        r"(?:没|不|冇|唔)(?:见|个)?(?:动静|动弹|挪窝|挪动|动过|动身)|一动不动|(?:咋|怎么|还)(?:还)?没(?:个)?影|没人管",
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
            r"|(?:帮我?|给我?|替我|再|你|快|赶紧)催(?=$|[吧啊呀嘛。，,!！])"
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
