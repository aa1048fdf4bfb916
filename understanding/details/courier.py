"""Words on the courier and on what happens at the door: money asked for, the signature, where the parcel was left."""

from __future__ import annotations

_COURIER_EN = (
    r"(?:rider|driver|courier|postman|mailman|delivery (?:man|guy|boy|person|fellow|agent)|dispatch (?:rider|guy)"
    r"|parcel (?:man|guy)|delivery ?man)"
)
_COURIER_ZH = r"(?:快递员?|骑手|师傅|配送员|派送员|派件员|司机|快递小哥|小哥)"
_CARRIER_EN = rf"(?:{_COURIER_EN}|carrier|dhl|ups|fedex|usps|dpd|evri|hermes|gls|aramex|royal mail)"

DETAILS: dict[str, tuple[str, str]] = {
    "rings_before": (
        (
            r"(?:送|派|来|到|上门|派送|送货|送到|过来)(?:货|件)?(?:之|以)?前[^，,。]{0,8}(?:打|来|通|给)[^，,。]{0,4}电?话?"
            r"|提前[^，,。]{0,4}(?:打|来)个?电话"
        ),
        (
            r"\b(?:call|ring|phone|bell|buzz|text)\b[^.!?\n]{0,16}\b(?:before|when|once|as soon as)"
            r" (?:they|he|she|you|it)(?:'re| are| is|'s)?"
            r" ?(?:comes?|coming|arriv\w+|deliver\w*|drop\w*|turn\w* up|get\w* here|near|close|outside"
            r"|at the (?:door|gate))\b"
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
    "courier_told": (
        (
            r"(?:让|叫|请|问问?)(?:一下)?(?:快递|物流|配送|承运)[^，,。]{0,4}(?:说|告诉|讲|回复|回话|联系|查)"
            r"|(?:跟|和|给|让|叫|告诉|通知|请)(?:顺丰|[中圆申]通|韵达|京东|德邦|极兔|邮政|丰巢|菜鸟|驿站|百世|安能|快递|配送)"
            r"[^，,。]{0,4}(?:说|讲|留|补|改|放|别|打(?!听)|重|再|送|先|提)"
            r"|(?:跟|和|让|叫|告诉|通知|请)(?:那个|送货的?|送快递的)?(?:师傅|小哥|骑手|派送员|快递员|送货员)"
            r"(?:[说讲](?:一声|一下|下|句)|帮?忙?(?:放|别|先|等|留))"
        ),
        (
            r"\b(?:get|have|make|ask|tell) (?:the )?(?:courier|carrier|driver|delivery (?:company|guys?)|post office"
            r"|dhl|ups|fedex|usps|dpd|evri|hermes|gls|aramex|tnt|royal mail|australia post|canada post"
            r"|j&t|ninja ?van|lbc)(?: \w+)? to\b"
        ),
    ),
    "money_at_door": (
        (
            rf"{_COURIER_ZH}[^，,。]{{0,8}}(?<![不没别莫甭勿未])(?<!(?<![跟向问找管])[我俺咱])(?:要|收(?!到|货|件)|讨|让|叫)"
            r"[^，,。不没]{0,8}(?:钱|费|现金|\d+ ?块|小费|红包)"
        ),
        (
            rf"\b{_COURIER_EN}\b.{{0,20}}\b(?:ask|want|demand|charg|collect|took|take|insist|claim)\w*\b.{{0,24}}"
            r"(?:\d|\b(?:money|cash|fee|tip|charges?|payment|pay|extra|pesos?|dollars?|bribe)\b)"
            rf"|\b(?:paid|pay|gave|give)\b.{{0,12}}\b(?:the |that |his |this )?{_COURIER_EN}\b.{{0,12}}\d"
        ),
    ),
    "courier_number": (
        (
            rf"(?:{_COURIER_ZH}|物流|顺丰|[中圆申]通|韵达|京东|德邦|极兔|邮政|ems|百世|安能)(?:公司|那边|网点|站点?|家)?的?(?:客服)?"
            r"(?:电话|号码|热线|联系方式)(?:号码)?(?:是|有)?(?:好多|几多|多少|几号|几|咩|啥|哪个|哪只|没有?|冇|晓得不|发我|给我|报一?下|给一?个|来一?个)"
        ),
        (
            rf"\b(?:what(?:'s| is)|give me|got|have you got|need|is there) (?:a|the|any)? ?(?:phone |contact )?number"
            rf" (?:for|of) (?:the )?{_CARRIER_EN}\b"
            rf"|\b{_CARRIER_EN}(?:'s)? (?:phone |contact )?number(?:,? please|\?|$)"
        ),
    ),
    "courier_reported": (
        rf"(?:投诉|举报){_COURIER_ZH}|{_COURIER_ZH}[^，,。]{{0,4}}(?:我要|得|必须)(?:投诉|举报)",
        (
            rf"\b(?:report|complain (?:about|of|against))\b.{{0,10}}\b{_COURIER_EN}\b"
            rf"|\b{_COURIER_EN}\b.{{0,12}}\b(?:reported|written up|punished)\b"
        ),
    ),
    "proof_wanted": (
        (
            r"(?:看|发|要|给|调|出示|提供|拿)[^，,。]{0,10}(?:签收(?:单|底单|凭证|照片|记录)|签名|签字|底单)"
            r"|(?:签收单|签名|签字|底单)[^，,。]{0,6}(?:给我|发我|看看|看一下|拿出来)"
        ),
        (
            r"\b(?:send|show|see|share|give|get|want|bring|produce|need)\b.{0,30}"
            r"\b(?:signature|signed (?:paper|slip|note|receipt|form)|(?:paper|slip|form|sheet)\b.{0,16}\bsigned"
            r"|proof of delivery|delivery (?:photo|proof|note|slip)|photo of (?:the )?delivery)\b"
        ),
    ),
    "not_fetched": (
        r"没(?:人)?(?:去)?(?:取|拿|领)|来不及(?:取|拿|去)?|(?:去|取|拿)不(?:了|成)|过期",
        (
            r"\b(?:nobody|no one|no-one|not|never|n't|cannot) (?:\w+ ){0,2}(?:collect\w*|pick\w*|fetch\w*"
            r"|comes?|goes?|make it)\b"
            r"|\b(?:in time|too late|expires?|uncollected)\b"
            r"|\bmiss(?:ed)? (?:it|that|them|the (?:pick ?up|collection|deadline|window|date|slot))\b"
            r"|\b(?:can'?t|cannot|couldn'?t) (?:get (?:there|to it)|make it)\b"
        ),
    ),
    "number_for_me": (
        r"(?:给|发)我?[^，,。]{0,4}(?:运单|单号|快递号)",
        (
            r"\b(?:give|send|share|provide|need|want|tell|drop|what(?:'s| is)?)\b.{0,16}"
            r"\b(?:awb|waybill|way bill|docket|consignment (?:no|number)|track(?:ing)?(?: (?:no|id|number|code"
            r"|link))?)\b"
        ),
    ),
}  # fmt: skip
"""Name: (Chinese pattern, English pattern)."""
