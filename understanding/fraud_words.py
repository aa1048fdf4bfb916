"""Fraud: who asks (a caller, message, link, page) × what for (code, card, money, the phone itself), and what was given
to them already. Pure patterns for text in one spelling; understanding/doubts.py reads them.

A courier's pick-up code and a card typed at our own till are none: there a stranger, a link or a regret is missing.
"""

from __future__ import annotations

import re

# --- figures: codes and cards that are given away every day

_EVERYDAY = re.compile(
    r"(?:取件|提货|开门|门禁|优惠|折扣|邀请|柜|楼下|单元|收货|取货|核销|开箱|自提|物流|快递|订单|wifi)(?:密码"
    r"|码|号码|号)|(?:取件|运单|收货|发票)[^，。]{0,2}(?:二维码)"
    r"|(?:登录|登陆|注册|收不到|没收到|发不|接收|改密码|实名)[^，。]{0,6}验证码|验证码[^，。]{0,4}(?:收不到"
    r"|没收到|错|登不上|登录|不对|过期|没来)"
    r"|货款|退款[^，。]{0,4}卡号|(?:帮|给)(?:我)?(?:朋友|家人)[^，。]{0,3}(?:付|买)"
    r"|\b(?:pick[- ]?up|collection|locker|discount|promo|coupon|voucher|zip|post|door|gate|entry|tracking"
    r"|order|bar|colou?r|product|delivery|return|size|area|country|error|referral|gift|dress|entrance"
    r"|building) ?(?:codes?|pin|number)\b"
    r"|\bcode (?:on|for|of|from) (?:the|my) (?:box|door|gate|locker|parcel|label|package|packet|back|tag"
    r"|pick ?up)\b|\bqr(?: code)? (?:on|of|at) the (?:locker|box|label|parcel|door)\b"
    r"|\b(?:to|for) (?:log|sign) ?in\b"
)
_CARRIER = re.compile(
    r"快递员|骑手|驿站|小哥|配送员|\b(?:courier|driver|rider|postman|delivery (?:boy|guy|man|person|driver"
    r"|lady)|mailman|locker)\b"
)

# --- parts

_STRANGER_ZH = (
    r"(?:他们?|她们?|佢|对方|人家|骗子|那个?人|那人|陌生人|那边|那个?(?:女的?|男的?|客服|理赔|龟儿|电话|网页"
    r"|网站|链接|页面|群|app)|(?:打|来)电话(?:来)?的|电话里|一个?自称|自称|冒充|假(?:客服|网站|冒)"
    r"|陌生电话|网上客服|理赔(?:员|的|客服)?|退款(?:客服|中心|专员)|链接|网页|群里|安全账户|私人账户|对公账户"
    r"|加(?:了)?(?:我)?(?:微信|qq|企业微信)|企业微信)"
)
_CALLS_ZH = (
    r"(?:电话|来电|打来|短信|彩信|邮件|私信|消息|微信|qq|链接|自称|冒充|客服|有人|对方|他们?(?!家)|她|佢|人家"
    r"|陌生人|骗子|那边|群里|通话|说是|网上|专员|理赔)"
)
_CODE_ZH = (
    r"(?:验证码|校验码|动态码|短信码|短信(?:里)?的?(?:数字|码|那几个)|[四六4-6]位(?:数|码)|那(?:几个"
    r"|串)?(?:数字|码)|卡密|付款码|收款码|安全码|后三位|cvv|otp|支付密码|卡号|银行卡号?|信用卡|身份证|密码"
    r"|护照|人脸|户口本)"
)
_PHONE_ZH = (
    r"(?:共享屏幕|屏幕共享|共享(?:了)?我?的?屏|开(?:了)?(?:共享|屏幕)|录屏给|远程|向日葵|todesk|anydesk"
    r"|teamviewer|会议(?:软件|app)|腾讯会议|飞行模式|百万保障|备用金|安全账户|涉嫌洗钱|洗钱|征信|解冻(?!的|鱼"
    r"|肉|虾)|飞书|云视讯|手机银行(?=.{0,10}(?:他|对方|电话|通话))|装(?:了)?(?:个)?(?:他|软件))"
)
_ASKS_ZH = r"(?:让|叫|要(?!是|不)|问|喊|催|骗|教|求|索要|套|必须|需要|得|话要|说要|使唤|逼|劝|引导)"
_REGRET_ZH = (
    r"(?:才(?:发觉|发现|觉得|反应|知道|想起|意识)|不对劲|觉得不对|感觉(?:不对|上当|被骗|是骗)"
    r"|上当(?!.{0,6}(?:实物|质量|图))|被骗|是(?:不是)?骗子|怎么办|拉黑|联系不上|人没了|不回(?:了|我)|后悔"
    r"|来得及|钱(?:就|都)?没了|卡(?:就)?被刷|报警|扣了我|挂了电话)"
)
_GAVE_ZH = (
    r"(?:给|告诉|念|报|说(?:出去)?|发|填|输|提供|上传|拍|传|交|讲|话|比|泄露)(?:给|出去|过去|进去|在|到|了|咗"
    r"|过|俾){0,3}"
)
_DONE_ZH = r"[^，。！？没不]{0,5}?(?:了|咗|出去|过去|完)"

_STRANGER_EN = (
    r"(?:him\b|her\b(?! (?:own|self))|them\b|the (?:caller|man|guy|lady|woman|person|agent|scammer|fraudster"
    r"|page|link|form|site|website|qr|number|account they)|this (?:man|guy|lady|woman|person|number|page|link"
    r"|site|website|account|whatsapp|caller)|that (?:man|guy|lady|woman|person|page|link|site|website|account"
    r"|whatsapp"
    r"|number|form|qr)|their (?:site|website|page|link|form|account)|a (?:caller|stranger|link|fake|scammer"
    r"|website|page|(?:\W{0,2})refund (?:agent|department|team))|some ?(?:one|body|guy|man|woman|website|link"
    r"|number)\b|refund (?:form|agent|department|team|page|link)|whatsapp|telegram|instagram|the phone"
    r"|over the phone"
    r"|on the phone|customer service[\"']|pretending|claiming|fake|scam\w*|the text|the sms|the email|a text"
    r"|fraud team|safe account|they (?:gave|sent|told|asked|wanted|called|said|had)|he (?:told|said|asked"
    r"|wanted|gave|sent|was)|she (?:told|said|asked|wanted|gave|sent|was)|you called me)"
)
_CALLER_EN = (
    r"(?:\bcall(?:er|ed|s|ing)?\b|\bphon(?:ed|ing)\b|\brang\b|\brings?\b|\bringing\b|\bon the (?:phone|line)\b"
    r"|\btexts?\b|\btexted\b|\bsms\b|\bmessages?\b|\bmessag(?:ed|ing)\b|\bwhatsapp\b|\btelegram\b"
    r"|\binstagram\b|\bfacebook\b|\bwechat\b|\bemails?\b|\bemailed\b|\blinks?\b|\brefund (?:department|team"
    r"|agent)\b|\bfraud (?:team|department)\b"
    r"|\bclaim(?:s|ed|ing) to be\b|\bclaiming\b|\bpretend\w*\b|\b(?:some ?(?:one|body)|a (?:man|guy|lady|woman"
    r"|person|stranger)|this (?:man|guy|lady|woman|person)|the (?:man|guy|lady|woman)|guy|lady|man|they|he"
    r"|she)\b|\bi(?:'m| am| was) (?:being )?(?:told|asked)\b|\byour agent\b|\bcall cent(?:er|re)\b"
    r"|\bsays (?:he|she|they)(?:'s| is| are|'re) from\b)"
)
_ASKS_EN = (
    r"(?:wants?|needs?|ask(?:s|ed|ing)?(?: me)?(?: for| to)?|tell(?:s|ing)? me|told me|says? (?:i |you "
    r"|we )?(?:must|have to|need|should|to)|say(?:s|ing)? (?:read|give|send|open|click|press|add|pay)"
    r"|said (?:i |to |add|click|give|read|pay|you )|must|demand\w*|request\w*|insist\w*|mak(?:es|ing) me"
    r"|made me|want(?:s|ed)? me|trying to get|to (?:confirm|unlock|release|pay|click|enter|give|send|share"
    r"|install|download|add|move|withdraw|scan)|pay)"
)
_CODE_EN = (
    r"(?:\botps?\b|\bone[- ]?time (?:code|password|passcode|pin)\b|\bverification (?:code|number)\b"
    r"|\bsms code\b|\b(?:the|a|my|that|this) (?:code|pin|passcode)s?\b|\b(?:six|6|four|4)[- ](?:digits?"
    r"|numbers?)\b|\bcodes\b|\bcvv\b|\bsecurity code\b|\bnumbers? on the back\b"
    r"|\b(?<!gift )(?<!apple )(?<!sim )(?<!thank you )(?:bank|credit|debit)? ?(?<!gift )card(?: (?:number"
    r"|details|info|data))?\b(?! (?:holder|board|reader|payment))|\bbank (?:details|login|account|card|app"
    r"|info)\b|\bbanking (?:app|details|login)\b"
    r"|\b(?:my|the) (?:pin|password|login|id card|id photo|passport|ssn|social security|bank|account details"
    r"|identity)\b|\bid (?:card|photo)\b|\bphoto of my (?:id|passport|card|licence|license)\b|\bnumbers\b"
    r"|\bthe (?:three|3) digits\b)"
)
_MONEY_EN = (
    r"(?:\bmoney\b|\btransfer(?:red)?\b|\bwire[d]?\b|\bdeposit\b|\b(?:customs |redelivery |release |handling "
    r"|small |processing )?fees?\b|\bcustoms\b|\bpay(?:ment)?\b|\bgift cards?\b|\b(?:apple|steam|amazon"
    r"|google play|itunes) (?:gift )?cards?\b|\bbitcoins?\b|\bcrypto\b|\busdt\b|\bwestern union\b|\bcash\b"
    r"|\bsavings\b|[£$€¥]\s?\d|\b\d{2,6}\b|\b\d+k\b|\bzelle\b|\bpaypal friends\b)"
)
_PHONE_EN = (
    r"(?:\bany ?desk\b|\bteam ?viewer\b|\brust ?desk\b|\bquick ?support\b|\bremote (?:access|control|desktop"
    r"|app)\b|\bshar(?:e|ed|ing) (?:my|the|your|their)? ?screen\b|\bscreen[- ]?shar\w*"
    r"|\bcontrol (?:of )?my (?:phone|computer|laptop|screen|pc)\b|\bsee my screen\b|\bsafe account\b|\b(?:open"
    r"|in) my (?:banking?|bank) ?(?:app)?\b)"
)
_REGRET_EN = (
    r"(?:realis\w+|realiz\w+|notic\w+|suspicious|blocked me|vanish\w*|disappear\w*|(?:he|they|she|money)(?:'s"
    r"| is| has| are)? (?:all )?gone\b|it'?s fake|was fake|is fake|scam\w*|conned|tricked|fraud\w*"
    r"|before i (?:wrote|write|contacted|messaged)|too late|stop it|can you stop|now what|get it back|hung up"
    r"|took (?:all|my|\d)|money is (?:gone|disappear|leav)\w*|moved (?:my )?money)"
)
_GAVE_EN = (
    r"(?:gave|given|give|told|read|reading|sent|send|typed|entered|filled(?: in| out)?|put|keyed|submitted"
    r"|shared|showed|provided|spelled|confirmed|handed|texted|forwarded|passed)"
)
_I_EN = (
    r"\b(?:i|i've|we|we've|my (?:mum|mom|dad|nan|gran|grandma|wife|husband|son|daughter|mother|father|grandad"
    r"|parents)|just|already|have|and|he made me|she made me)\b"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns))


WANTED = _any(
    (
        r"\b(?:he|she|they|guy|man|woman|lady|caller|agent|some ?(?:one|body))\b[^\n]{0,60}\bi(?:'m| am)?"
        r" (?:(?:have|need|ought|supposed|meant) to|must|should) (?:read|give|tell|send|text|forward|share)"
        r" (?:him|her|them|out|over|back)?[^.!?\n]{0,16}\b(?:codes?|numbers?|digits|pin|otp|password)\b"
    ),
    (
        r"(?<!do )(?<!should )(?<!must )\bi(?:'m| am)? (?:(?:have|need|supposed) to|must|should) pay\b[^.!?\n]{0,24}"
        r"\b(?:in|via|through|by|on) (?:a|this|that|their|his|her|the (?!link you)) ?(?:link|sms|text)\b"
    ),
    (
        r"\b(?:must|have to|need to|should) pay (?:\w{1,9} ){0,3}first\b[^.!?]{0,16}\b(?:to|before"
        r"|for)\b[^.!?]{0,12}\b(?:get|receive|refund|compensation|money|prize|release)|\b(?:sms|text|message"
        r"|email)s?\b[^.!?]{0,12}\blink\b[^.!?]{0,60}\b(?:ask\w*|enter|give|put|fill)\b[^.!?]{0,12}\b(?:card|bank"
        r"|details|pin|password)|\b(?:he|she|they|caller|agent|someone|man|lady|guy)\b[^.!?]{0,12}\b(?:wants?"
        r"|asks?|asked|asking|needs?)\b[^.!?]{0,10}\b(?:picture|photo|pic|copy|scan|selfie)s?\b (?:of"
        r"|with) (?:\w{1,8} ){0,4}(?:bank card|card|id|passport|licen[cs]e)\b(?! (?:box|of the))|\bbank code\b"
    ),
    (
        r"\b(?:someone|somebody|man|lady|guy|woman|caller|agent|they|he|she)\b[^.!?]{0,30}\b(?:asks?|asked|wants?"
        r"|told|tells?|telling)\b[^.!?]{0,6}\b(?:me )?to (?:install|download) [^.!?]{0,24}\b(?:refund|money"
        r"|compensation)\b"
    ),
    (
        r"\b(?:wants?|asks?|asked|asking|needs?|told|tell\w*)\b[^.!?]{0,16}\b(?:long |16[- ]digit )?numbers? (?:on"
        r"|off|of|across|from) (?:the (?:front|back) of )?(?:my|the|your|his|her) (?:bank )?card\b|\b(?:facebook"
        r"|instagram|whatsapp|telegram|messenger)\b[^.!?]{0,50}\b(?:wants?|asks?|asking|needs?"
        r"|says?)\b[^.!?]{0,16}\b(?:deposit|to pay|transfer|money|fee)\b"
    ),
    (
        r"(?:让|要|叫|喊)我(?:先)?(?:转|打|付|充|汇)(?:一笔|点钱|一点钱|\d+"
        r"|[一二两三四五六七八九几]+[百千万块])[^，。！？]{0,4}(?:验证|解冻|激活|才能|再退|认证|保证)"
    ),
    # the shape of it: somebody, a channel, a thing that nobody needs for a refund
    (
        r"(?:要|让|叫|喊|催|逼|说)我?[^，。！？]{0,6}(?:先)?(?:付|交|缴|打|转)[^，。！？]{0,3}(?:保证金|解冻费?"
        r"|备用金|认证金|押金|验证金|手续费)[^，。]{0,4}(?:才|再|就)?能?(?:退|领|提|赔|解)|(?:叫|让|要|喊"
        r"|催)我[^，。！？]{0,6}(?:把)?钱[^，。！？]{0,3}(?:转|打|汇|存|取)(?:到|给|进|出)[^，。！？]{0,3}(?:他|她"
        r"|对方|卡|账户|安全)|(?:让|叫|催|要)我[^，。！？]{0,5}(?:去atm|去取款机|去柜员机|操作手机银行"
        r"|打开手机银行|共享手机|开通备用金|打开[^，。]{0,3}备用金|转账验证|贷款)|(?:电话|短信|微信"
        r"|客服)[^。！？]{0,10}(?:让|叫|催|要)我[^，。！？]{0,4}(?:去atm|去银行|取钱|操作)|(?:要"
        r"|让我)加[^，。]{0,3}(?:支付宝|微信|qq)[^，。]{0,5}(?:赔|退)|客服[^，。]{0,3}加(?:了)?我(?:微信"
        r"|qq)[^。]{0,10}(?:赔|退|扫码)|(?:短信|邮件)[^。！？]{0,16}(?:点进去|点开|网址)[^。！？]{0,8}(?:填|输|付"
        r"|交|绑)"
    ),
    (
        r"\b(?:on the phone|rang me|phoned me|called me|got a call|a call|caller|whatsapp|telegram|some (?:lady"
        r"|man|guy|woman|bloke|one|body)|a (?:bloke|man|guy|lady|woman)|customer care|(?:he|she|they) (?:says?"
        r"|said|wants?|keeps?|keep|told|asks?|asked)|being (?:asked|told)|your staff"
        r"|agent)\b[^.!?]{0,50}\b(?:wants?|ask(?:s|ed|ing)?|tell(?:s|ing)?|told|says?|said|needs?|must|unless"
        r"|keeps?|insist\w*|to send|to pay|just pay|to get|for)\b[^.!?]{0,34}\b(?:otp|sms code|verification code"
        r"|bank code|security code|cvv|card number|card details|sort code|remote access|steam cards?|gift cards?"
        r"|bitcoin|crypto|selfie|my id\b|id and card|passport|bank account|bank login|(?:move|moving) (?:my "
        r"|the )?money|go to the bank|atm|cash ?point|download an app|an app for|read (?:him|her|them) (?:the|a"
        r"|my)|as insurance|my screen|stay on the (?:line|phone)|with my card on a link)\b(?! (?:as a present"
        r"|for my))"
    ),
    (
        r"\b(?:email|e-mail|text|sms|message|mail)s?\b[^.!?]{0,50}\b(?:update|confirm|verify|payment|bank|card|fee"
        r"|account)\b[^.!?]{0,40}\b(?:weird|strange|odd|dodgy|suspicious|fake|funny) (?:\w{1,6} )?link\b|\b(?:pay"
        r"|paying|send) (?:a|an|the|some) (?:\w{1,9} )?(?:fee|deposit|insurance|charge"
        r"|tax)\b[^.!?]{0,14}\b(?:to (?:get|release|receive|unlock|claim)|before) (?:\w{1,6} )?(?:my "
        r"|the )?(?:refund|money|prize|compensation)\b|\bmove (?:my |the )?money to protect\b|\bask(?:s|ed"
        r"|ing)? (?:me )?(?:for )?(?:the|my|an?) (?:sms|otp|bank) code\b"
    ),
    # the phone itself, or the tricks that only fraud knows
    (
        rf"(?:{_ASKS_ZH}|教|说|话)[^，。！？]{{0,10}}?{_PHONE_ZH}|{_CALLS_ZH}[^。！？]{{0,14}}{_PHONE_ZH}"
        rf"|{_PHONE_ZH}[^。！？]{{0,6}}才(?:能)?(?:给)?退"
    ),
    rf"(?:{_ASKS_EN}|\bgive|\bget|\blet|\ballow)\b[^.!?]{{0,24}}{_PHONE_EN}(?! (?:warranty|size|protector))",
    # a caller or message asks for a code, a card, money
    (
        rf"{_CALLS_ZH}[^。！？]{{0,16}}?{_ASKS_ZH}(?:我|佢|俺|我妈|我爸|老人)[^，。！？]{{0,6}}?(?:{_CODE_ZH}|转账"
        rf"|转钱|转到|把钱|汇款|打钱|过数|取钱|取现|提出来|垫付|刷单|买[^，。]{{0,4}}卡|交[^，。]{{0,4}}(?:费|税|金"
        rf"|钱)|念|扫码|加[^，。]{{0,4}}(?:微信|qq|群)(?=.{{0,8}}(?:退|赔|理赔|领))|(?:下载?"
        rf"|装)[^，。]{{0,6}}(?:app|软件|todesk))"
    ),
    (
        r"(?:电话|短信|客服|自称|理赔|对方)[^。！？]{0,24}?(?:(?:要|让|叫|喊)我|(?<=对方)要"
        r"|(?<=理赔)要)[^，。！？]{0,5}(?:卡号|验证码|身份证|转账|银行卡|人脸|点链接|点[^，。]{0,4}链接|扫码"
        r"|下载|加微信|加qq|念|过数|开通)"
    ),
    (
        r"(?:要|让|叫|喊|需)我?[^，。！？]{0,6}(?:人脸识别|刷脸|身份证|付钱|交钱|付款|加微信|下载"
        r"|扫码)[^，。！？]{0,4}才(?:能)?(?:给)?退|(?:加微信|加qq|加[^，。]{0,3}微信)[^，。]{0,4}(?:退款|理赔|赔付"
        r"|领)|(?:让|叫|要|催)我?[^，。！？]{0,4}私下(?:微信|支付宝)?(?:转账|转钱|付)"
    ),
    (
        r"(?:短信|彩信|邮件|消息)[^。！？]{0,20}(?:点(?:击|开)?[^，。]{0,4}链接|有个链接|付[^，。]{0,3}(?:税|费)"
        r"|补交|缴)[^。！？]{0,10}|链接(?:领|办理)退款|(?:说|话)[^，。]{0,8}(?:扣费|扣)[^。！？]{0,16}让我(?:转|打"
        r"|付|汇)"
    ),
    (
        r"让我[^，。！？]{0,6}(?:转到|打到|汇到)[^，。]{0,4}账户|让我[^，。！？]{0,4}(?:取钱"
        r"|取现)[^，。]{0,3}(?:给|交)|让我先?垫付|要(?:开通|交|缴)[^，。！？]{0,5}(?:备用金|保证金|解冻费"
        r"|税)[^，。！？]{0,3}才|(?:打电话|来电)的?[^。！？]{0,6}要(?:开通|交|缴|我)[^，。！？]{0,5}(?:备用金"
        r"|保证金|解冻费)"
    ),
    (
        r"(?:网上|那个|假)客服(?:让|叫|要)[^，。！？]{0,4}(?:买|转|付|充)[^，。！？]{0,6}卡|(?:网上|那个"
        r"|假)?客服(?:让|叫)我[^，。！？]{0,4}买(?:京东|苹果|购物|礼品|充值)卡|电话[^。！？]{0,10}(?:涉嫌|洗钱"
        r"|冻结我)|(?:还在通话|别挂|不让挂)[^。！？]{0,12}(?:银行|转|打开|付款)"
    ),
    (
        rf"{_CALLER_EN}[^.!?]{{0,60}}?\b{_ASKS_EN}\b[^.!?]{{0,30}}?(?:\botps?\b|one[- ]?time (?:code|password"
        r"|passcode|pin)|verification code|sms code|\bcvv\b|(?:credit|debit|bank)? ?card (?:number|details|info)"
        r"|back of (?:my|the) card|bank (?:details|login|account)|id card|id photo|\b(?:confirm|asking for"
        r"|asks for|needs|wants) (?:my |the )?card\b|my (?:pin|password|passport)|remote access)"
    ),
    (
        r"\b(?:caller|on the (?:phone|line)|whatsapp|telegram|(?:some ?(?:one|body)|man|guy|lady|woman"
        r"|stranger)\b[^.!?]{0,24}\b(?:call\w*|phon\w*|rang|messag\w*|text\w*|says? (?:he|she|they)|claim\w*"
        r"|pretend\w*)|claiming to be|pretending to be)\b[^.!?]{0,50}?\b(?:wants?|needs?|asks?|asked|asking|says?"
        r"|said|told me|telling me|tells me|must)\b[^.!?]{0,24}?\b(?:a|the|my|that) (?:code|pin)\b(?! (?:of"
        r"|for) (?:the|my) (?:door|gate|building|locker))"
    ),
    (
        rf"\bshould i (?:really )?(?:give|read|tell|send)\b[^.!?]{{0,10}}{_CODE_EN}[^.!?]{{0,24}}{_CALLER_EN}"
        r"|\bsays? read (?:me|him|her|them) the code\b"
    ),
    (
        r"\b(?:text|sms|message|email|e-mail|whatsapp)s?\b[^.!?]{0,50}?\b(?:pay|fee|customs|confirm (?:my "
        r"|your )?(?:card|bank|account|payment)|enter my (?:bank|card)|bank details"
        r"|card)\b[^.!?]{0,30}?(?:\blinks?\b|\bhere\b|\bcustoms\b|\bclick\b|\bcard\b)|\b(?:text|sms|message"
        r"|email)s?\b[^.!?]{0,40}\blinks?\b[^.!?]{0,24}\b(?:pay|fee|bank|card|customs|refund|claim)\b|\b(?:pay|fee"
        r"|customs|\d)\b[^.!?]{0,30}\b(?:in|on|through|via|with) (?:a|the|this|that) links?\b[^.!?]{0,40}\b(?:text"
        r"|sms|message|parcel|shoes|customs|redelivery|or)\b|\b(?:text|sms|message"
        r"|email)s?\b[^.!?]{0,30}\bpay [\d$£€.]{1,6}[^.!?]{0,20}\b(?:redelivery|customs|link)"
    ),
    (
        rf"\b(?:{_CALLER_EN})[^.!?]{{0,40}}?\b(?:wants?|told|tells?|telling|asked|asks?|asking|said|says?|made"
        rf"|making)\b(?: (?:me|him|her|us|my \w{{2,8}}|i))?(?: (?:must|have to|need to|should"
        rf"|to))? (?:\w{{1,8}} )?(?:buy|get|pay|send|transfer|wire|move"
        rf"|withdraw)\b[^.!?]{{0,40}}?(?:\bgift cards?\b|\b(?:apple|steam|amazon|google play|itunes) cards?\b"
        r"|\bbitcoins?\b|\bcrypto\b|\bwestern union\b|\boutside (?:the|your) (?:app|site|platform)\b"
        r"|\bprivate account\b|\bdeposit\b|\bto (?:release|unlock)\b|\bfee first\b|\bmy money\b|\bcash\b"
        r"|\bsafe account\b)"
    ),
    (
        r"\b(?:me|us|him|her|customers|i must|i have to|i should|message\w* [^.!?]{0,20}|instagram"
        r"|whatsapp) (?:to )?pay (?:\w{1,8} )?(?:by|in|with|via) (?:bitcoins?|crypto|usdt|western union"
        r"|gift cards?|apple cards?|steam cards?)\b|\b(?:wants?|told|asks?|asked|telling) (?:me "
        r"|us )?(?:to )?pay (?:\w{1,9} ){0,2}outside (?:the|your) (?:app|site|platform)\b|\b(?:won"
        r"|prize)\b[^.!?]{0,24}\bpay\b[^.!?]{0,12}\bfee\b|\b(?:from|in) (?:my|the) (?:bank"
        r"|banking) app\b[^.!?]{0,16}\b(?:he|they|caller)\b"
    ),
    (
        r"\b(?:add|join|message|contact)\b (?:\w{1,9} ){0,3}(?:on |via |this |to |in |through )(?:whatsapp|wechat"
        r"|telegram|qq)\b[^.!?]{0,24}\b(?:refund|money|compensation|claim)|\b(?:wants?|told|asked|asking|said"
        r"|says)\b[^.!?]{0,16}\badd\b[^.!?]{0,20}\b(?:whatsapp|wechat|telegram)\b|\badd (?:this|their|his"
        r"|her) (?:whatsapp|wechat|telegram)\b"
    ),
    (
        r"\b(?:told|asked|want\w*|made) (?:me )?(?:to )?scan (?:a|the|this) qr\b[^.!?]{0,24}\b(?:refund|money|back"
        r"|claim)|\bscan (?:a|the|this|their) qr\b[^.!?]{0,20}\b(?:to get|for) (?:my|the) (?:money|refund)"
        r"|\b(?:call ?cent(?:er|re)|man|lady|guy|caller|they|he|she)\b[^.!?]{0,16}\b(?:tells?|told|says?|asks?"
        r"|wants?)\b[^.!?]{0,12}\b(?:open|log ?in(?:to)?) (?:to )?(?:my|your) (?:bank|banking)\b"
    ),
    (
        r"\b(?:called|phoned|rang|caller|on the phone)\b[^.!?]{0,60}\b(?:go to|visit|open) (?:a|the|this"
        r"|some) (?:website|site|link|page)\b|\b(?:called|phoned|rang)\b[^.!?]{0,60}\b(?:bank details|card details"
        r"|card number|id card|passport)\b|\bmoney\b[^.!?]{0,16}\bto a safe account\b"
    ),
    (
        rf"{_CALLER_EN}[^.!?]{{0,40}}?\b(?:asking for|asks for|asked for|wants|needs|to confirm) (?:my|the"
        r"|your) (?:bank |credit |debit )?card\b(?! (?:for|at) (?:the )?(?:till|delivery|collection|pick))"
    ),
)
"""A stranger wants a code, a card, money or the phone."""

GIVEN = _any(
    (
        r"\b(?:scanned|clicked|opened|followed)\b[^.!?]{0,40}\b(?:entered|typed|put|filled|gave"
        r"|logged)\b[^.!?]{0,20}\b(?:bank|card|login|password|pin)\b(?![^.!?]{0,20}\b(?:your (?:app|site)"
        r"|order)\b)|\btook (?:over |control of )my (?:laptop|computer|phone|pc|screen)\b"
    ),
    (
        r"(?:陌生人?|他们?|对方|骗子)[^，。！？]{0,4}码[^。！？]{0,8}(?:扣|转走|没了|少了)|(?:验证码|密码"
        r"|卡号)[^。！？没不]{0,10}卡里[^，。]{0,3}钱[^，。]{0,2}(?:没|少)"
    ),
    # whatever it was, on a stranger's word
    (
        r"\b(?:sent|paid|transferred|wired)\b[^.!?]{0,12}\b\d{2,6}\b[^.!?]{0,10}\bto (?:the|a|this|that|his|her"
        r"|their) (?:number|account|person|wallet|address)\b"
    ),
    (
        r"刷单[^。！？]{0,8}(?:垫|付|转|充)(?:付)?了|卡里[^，。]{0,3}少了[^。]{0,6}|(?:扫了?)[^，。]{0,6}(?:扣|转"
        r"|少)了我?\d"
    ),
    (
        r"\b(?:personal|private|his own|her own) (?:bank )?account\b[^.!?]{0,30}\b(?:no reply|gone|vanished"
        r"|blocked|disappeared|no answer|nothing)|\bon the phone\b[^.!?]{0,16}\b(?:till|until|and) i (?:sent|paid"
        r"|transferred|gave)\b|\b(?:told|gave|read)\b[^.!?]{0,12}\b(?:lady|man|guy|woman|him|her|them|caller|agent"
        r"|someone)\b[^.!?]{0,8}\b(?:my |the )?(?:last )?(?:three|3|four|six|6|4) (?:digits?|numbers)"
        r"|\bpretending to be\b[^.!?]{0,20}\b(?:took|got|stole|charged) (?:\w{1,6} )?(?:\d|my|money)"
    ),
    (
        r"\bpaid\b[^.!?]{0,16}\b(?:on|via|through) (?:facebook|instagram|telegram|whatsapp|messenger)\b"
        r"|\bpaid\b[^.!?]{0,24}\boutside (?:your|the) (?:site|app|platform|shop)\b"
    ),
    (
        r"(?:按|照)(?:照)?(?:他们?|她|对方|电话里?)[^，。！？]{0,6}(?:要求|说的?|指示|意思"
        r"|操作)[^。！？没不]{0,10}(?:转|贷|付|开|做|弄|填|下载|操作|借|点)[^，。！？]{0,4}(?:了|完|过去)"
        r"|(?:假客服|骗子|诈骗|电话那头|电话里的?人?)[^。！？]{0,10}(?:给了|转了|告诉|报了|念了|打了|汇了)|(?:告诉"
        r"|报给|念给|给)(?:了)?(?:电话那头|电话里|骗子|假客服)|才知道是骗|(?:脸|码)[^，。]{0,2}(?:刷了"
        r"|给了)[^。]{0,6}(?:码|脸|给了|怎么办)|(?:手机|电脑)被(?:他|人|对方)?(?:远程)?控制"
        r"|退款二维码[^。]{0,8}(?:少|扣|没)了?|点卡给(?:了)?他|贷款转过去了"
    ),
    (
        r"\b(?:did|done|followed|doing) (?:everything |exactly )?what(?:ever)? (?:he|she|they|the \w+) (?:said"
        r"|told|asked|wanted)\b[^.!?]{0,50}\b(?:card|code|bank|money|password|app|pin|transfer|details)\b"
        r"|\b(?:approved|accepted|authori[sz]ed|confirmed) (?:the|a|that) (?:\w{1,8} )?(?:payment|transfer|request"
        r"|code|notification)\b[^.!?]{0,24}\b(?:they|he|she|caller|sent to)\b"
    ),
    (
        r"\b(?:they|he|she|scammers?|someone|hackers?)(?:'ve| have| has)? (?:emptied|drained|cloned|cleaned out"
        r"|cleared out|wiped) my\b|\b(?:had|made|got) me (?:to )?(?:log|sign|transfer|send|buy|download|install"
        r"|type|enter|read|give|share)\b(?! (?:a photo|photos|pictures|it back|the (?:parcel|item)))|\b(?:sent"
        r"|bought|paid|gave)\b[^.!?]{0,16}\b(?:steam|apple|itunes|google play|amazon"
        r"|gift) (?:gift )?cards?\b(?! (?:by mistake|for (?:my|her|his)|to my))(?<=s)(?!.{0,14}(?:as a|birthday"
        r"|order|delivery|arriv))"
    ),
    (
        r"\b(?:paid|gave|sent|entered|typed)\b[^.!?]{0,24}\b(?:fake|scam|fraudulent|phishing|bogus|dodgy)\b"
        r"|\b(?:handed|gave) (?:the |over )?(?:cash|money|savings)\b[^.!?]{0,24}\b(?:who said|police|courier"
        r"|stranger|man|agent)|\bpaid (?:a|the|some|this) (?:guy|man|woman|lady|agent|person|bloke"
        r"|stranger)\b[^.!?]{0,24}(?:whatsapp|telegram|refund|phone|released?)|\b(?:remote access"
        r"|control of my \w+)\b[^.!?]{0,30}\b(?:gone|missing|now|took|moved)"
    ),
    (
        r"\b(?:id|selfie|passport|licen[cs]e)\b[^.!?]{0,20}\bto (?:this|that|a|the|some) (?:\w{1,9} )?(?:agent"
        r"|number|guy|man|account|whatsapp|telegram|person)\b"
    ),
    # a code, a card, an identity: to a stranger, into a link, or with regret
    (
        rf"{_CODE_ZH}[^，。！？没不]{{0,8}}?(?:{_GAVE_ZH}[^，。！？]{{0,3}}{_STRANGER_ZH}{_DONE_ZH}"
        rf"|{_GAVE_ZH}(?<=[了咗])[^，。！？]{{0,3}}{_STRANGER_ZH})"
        rf"|{_GAVE_ZH}(?<=[了咗给])[^，。！？]{{0,4}}{_STRANGER_ZH}[^，。！？没不]{{0,6}}?{_CODE_ZH}{_DONE_ZH}"
        rf"|{_GAVE_ZH}(?<=[了咗])[^，。！？]{{0,3}}{_STRANGER_ZH}[^，。！？]{{0,6}}?{_CODE_ZH}"
        rf"|{_STRANGER_ZH}[^。！？]{{0,12}}{_CODE_ZH}[^，。！？没不]{{0,5}}(?:{_GAVE_ZH}(?<=[了咗])|都拍|拍给|填了"
        r"|输了)"
    ),
    (
        rf"{_GAVE_ZH}(?<=了)[^，。！？]{{0,3}}{_CODE_ZH}[^。！？]{{0,8}}(?:感觉|觉得|是不是|好像)?(?:上当|被骗"
        r"|不对劲|是骗)"
    ),
    (
        rf"(?:{_CODE_ZH})[^，。！？没不]{{0,8}}?(?:{_GAVE_ZH}(?<=[了咗去])|填在|输在|填到"
        rf"|输到)[^。！？]{{0,10}}(?:{_REGRET_ZH}|网页|链接|那个网站|假)"
    ),
    (
        r"(?:点|打开|扫)(?:了|开|进)?[^。！？]{0,8}(?:链接|网址|(?:他|她"
        r"|对方)[^，。]{0,3}码)[^。！？]{0,10}(?:填|输|付|交|转|登|扣)(?:了|过|完)(?!.{0,6}物流)|(?:链接"
        r"|假网站|那个网[站页])(?:里|上)?[^，。！？]{0,4}(?:付|填|输|交)(?:了|过|完|款)"
    ),
    (
        rf"(?:验证码|短信码|六位数?字?|支付密码|信用卡后三位|后三位)[^，。！？没不]{{0,5}}(?:说|报|念|告诉|发过去"
        rf"|给|填)(?:出去|过去|了)(?!.{{0,8}}(?:登|注册|还是|没反应|错))(?:[^。！？]{{0,10}}{_REGRET_ZH})?|(?:说|念"
        rf"|报|发)(?:出去|给)了?[^，。]{{0,2}}验证码|比咗[^，。]{{0,4}}(?:验证码|卡)|(?:验证码|卡号"
        rf"|密码)[^，。]{{0,3}}(?:话|讲|俾|比)咗"
    ),
    (
        r"^(?:我)?(?:已经?|刚刚?|刚才)?(?:把)?(?:我的)?(?:银行)?(?:卡号|银行卡|身份证"
        r"|cvv)[^，。！？没不]{0,3}(?:都|也|已经)?(?:填|输)(?:进去|上去|进了|上)了[。！]?$|^(?:我)?(?:已经|刚刚?"
        r"|刚才)[^，。！？]{0,2}扫码(?:付|转|交|给)了?\d[\d.]{0,7}(?:元|块)?了?[。！]?$"
        r"|人脸(?:识别)?[^，。！？没不]{0,3}(?:做了|刷了|过了)[^。！？]{0,10}(?:他|对方|她|说是)"
    ),
    # money that went to a stranger
    (
        r"(?:转|汇|打(?=钱|款|了\\d)|付(?=款|钱|定金|给)|充|交(?=钱|税|款|保证金|费))(?:账|款|钱|定金|税|保证金"
        rf"|费)?(?:给|了|过去|到|完|咗)+[^。！？没不]{{0,6}}?(?:\\d[\\d.]*|[一两二三四五六七八九几]+[百千万]|钱"
        rf"|定金)?[^，。！？没不]{{0,3}}?(?:(?<=给){_STRANGER_ZH}{_DONE_ZH}|(?:安全账户"
        rf"|私人账户)[^，。！？]{{0,2}}(?:了|咗))"
    ),
    (
        r"(?:转|汇|打|付|交|充|买)(?:账|款|钱|定金|税|保证金|费|卡)?(?:给|了|过去|到|完"
        r"|咗)+[^。！？]{0,14}?(?:拉黑|联系不上|人没了|人就没了|不对劲|是骗|他不发货|被骗|(?<!才)发觉不对"
        r"|发现不对|觉得不对|消失了)"
    ),
    (
        rf"{_STRANGER_ZH}[^。！？]{{0,10}}(?:让|叫|要|说)[^。！？]{{0,12}}我(?:就|已经|也"
        rf"|都)[^，。！？没不]{{0,3}}(?:转|汇|打|付|交|退|充|做|弄|借|点|扫|填|下)(?:了|过去|完)|(?:钱|款|定金|存款"
        rf"|余额|养老钱)[^，。！？没不退]{{0,6}}(?:转|打|汇|给|交)(?:给|了|到|走|过去"
        rf"|咗){{0,3}}[^，。！？]{{0,3}}{_STRANGER_ZH}{_DONE_ZH}|把钱[^，。！？没不]{{0,3}}(?:转|打|汇)(?:给|到"
        rf"|去)了?[^，。]{{0,3}}(?:那个?人|他|她|对方|骗子|安全账户){_DONE_ZH}"
    ),
    (
        r"(?:被|遭|让|俾)[^，。！？]{0,10}骗(?:了|走|去|咗|光)(?:我)?[^，。！？]{0,4}(?:\d|钱|块|元|转"
        r"|[一二两三四五六七八九十几]+(?:百|千|万))|(?:被骗|遭骗|被电信诈骗|上当)(?:了|走)?[^。！？]{0,4}(?:转"
        r"|汇|打了|给了|付了|\d{3})|(?:钱|卡里)[^。！？]{0,6}(?:被)?(?:他|对方|骗子|人)?(?:转走|扫走|骗走)了"
        r"|被刷走了|(?:他|对方|骗子)[^，。]{0,4}刷走了|把钱转走|钱转走"
    ),
    (
        rf"{_PHONE_ZH}(?:了)?[^。！？]{{0,10}}(?:他|对方|她)?[^。！？]{{0,4}}(?:看到|操作|转走|钱没|密码)|(?:他"
        rf"|他们|对方|按[^，。]{{0,4}})[^。！？]{{0,6}}(?:让|叫|说)[^。！？]{{0,10}}(?:共享屏幕|屏幕共享"
        rf"|下载[^，。]{{0,8}}共享)(?:了)|按(?:他|她|对方)[^，。]{{0,4}}说?的?[^，。！？]{{0,4}}(?:开了|做了|操作完"
        r"|转了|弄了|下载了|填了|付了|点了)|(?:开了|已经开|开过)(?:屏幕)?共享(?:屏幕)?"
    ),
    (
        r"(?:下载|安装|装|下)了?[^，。！？]{0,4}(?:他|对方|她|他们)[^，。！？]{0,4}(?:app|软件"
        r"|东西)[^。！？]{0,10}(?:钱|卡|没了|屏)|付款码[^，。！？没不]{0,5}(?:给|发|截图给)[^，。]{0,2}(?:他"
        r"|她|对方|人家)[^，。]{0,2}了|卡密[^，。！？没不]{0,4}(?:给|发|报)|(?:加了?微信)[^。！？]{0,6}(?:转"
        r"|付|交)了|线下转(?:给|了)|我已经?(?:按照?|照)(?:他|她|对方)"
    ),
    (
        r"身份证[^，。！？没不]{0,6}(?:发|给|拍|传)(?:给|了)+[^，。！？]{0,2}(?:他|她|对方|人家|那)|(?:退"
        r"|还)(?:回去|给他)[^。！？]{0,6}我已经(?:退|转|打|还)了|钱(?:已经|都|就)?(?:打|转"
        r"|汇)过去了?[^。！？]{0,3}(?:才|发觉|发现|不对|怎么办|拉黑)"
    ),
    # English: code, card, identity
    rf"{_I_EN}[^.!?]{{0,24}}?\b{_GAVE_EN}\b[^.!?]{{0,30}}?{_CODE_EN}[^.!?]{{0,40}}?{_STRANGER_EN}",
    (
        rf"{_I_EN}[^.!?]{{0,24}}?\b{_GAVE_EN}\b (?:out )?(?:him|her|them|this \w+|that \w+|the (?:caller|man|guy"
        rf"|lady|woman|person|agent|scammer)|someone|a stranger)\b[^.!?]{{0,24}}?{_CODE_EN}"
    ),
    (
        rf"{_STRANGER_EN}[^.!?]{{0,50}}?\b(?:i|i've|i'd|and i|i had)\b(?: already| just| had"
        rf"| have)* {_GAVE_EN}\b[^.!?]{{0,24}}?{_CODE_EN}|(?:{_REGRET_EN})[^.!?]{{0,40}}?\b(?:i|i've|i'd"
        rf"|already)\b(?: \w{{1,8}}){{0,2}} {_GAVE_EN}\b[^.!?]{{0,20}}?{_CODE_EN}|\b{_GAVE_EN}\b(?: out)? my (?:otp"
        rf"|code|pin|cvv|card|bank)\b[^.!?]{{0,24}}{_REGRET_EN}"
    ),
    (
        r"\b(?:conned|scammed|tricked|fooled|defrauded)\b[^.!?]{0,30}\b(?:gave|told|sent|paid|out of|bitcoin"
        r"|card|code|\d{2,6}|money)\b|\b(?:got|been|was|i'm|am|were) (?:just )?(?:scammed|conned"
        r"|defrauded)\b[^.!?]{0,20}(?:\d{2,6}|money|call|phone|text)|\b(?:gave|read"
        r"|told)(?: out)? (?:\w{1,8} )?(?:bank card|card number|card details|otp|verification code"
        r"|pin)\b[^.!?]{0,12}\b(?:over|on) the phone\b"
    ),
    (
        r"\b(?:they|he|she|scammers?|caller|the (?:caller|man|guy|woman|lady))(?:'ve|'s)?(?: have| has| now"
        r"| already| got| took| stole| get| can| could)+ (?:see )?(?:my |the )?(?:verification |sms |bank |card "
        r"|personal )?(?:code|card (?:details|number|info)|card|otp|details|bank details|pin|password|money"
        r"|screen)\b(?! (?:back|and (?:refunded|sent)))(?=.{0,30}(?:now what|sms|text|out of me|what (?:do|should)"
        r"|screen|$))|\bgot my (?:\w{1,12} )?code (?:from|out of)\b"
    ),
    (
        r"\b(?:typed|entered|put|filled(?: in| out)?|gave|keyed|submitted|inserted"
        r"|wrote)\b(?: in)?(?: \w{1,8}){0,3} (?:my |the )?(?:bank |credit |debit )?(?:card|cvv|bank|login|account"
        r"|details|bank login)(?: (?:number|details|info|login|data))?(?: (?:in|into|on|to|at))(?:to)? (?:the|this"
        r"|that|their|a|some|his|her) (?:\w{1,9} )?(?:link|page|site|website|form|app they|url|pop ?up)\b"
    ),
    (
        r"\bclicked (?:on )?(?:the|a|that|this|their) link\b[^.!?]{0,16}\b(?:fill\w*|enter\w*|typed|logged|gave"
        r"|put|paid)\b[^.!?]{0,30}(?:bank|card|details|money|password|\bdisappear|login)|\bfill(?:ed)? (?:in"
        r"|out)\b[^.!?]{0,12}\b(?:refund )?(?:form|link)\b[^.!?]{0,20}\b(?:money|took|gone|card)\b"
        r"|\btook \d[^.!?]{0,16}\bcard\b[^.!?]{0,40}\b(?:link|form|text)\b"
    ),
    # money
    (
        rf"{_I_EN}[^.!?]{{0,16}}?\b(?:sent|send|paid|transferred|wired|gave|moved|deposited"
        rf"|pay)\b[^.!?]{{0,24}}?{_MONEY_EN}[^.!?]{{0,40}}?(?:\b(?:to|on|via|in|into|from) (?:him|her|them"
        r"|this (?:person|man|guy|account|number)|that (?:person|man|account|link|page)|the (?:caller|account they"
        rf"|link|text|scammer|safe account|man|guy|refund|page|person)|a (?:\W{{0,2}})(?:refund|stranger|scam\w*"
        rf"|link|safe)|telegram|whatsapp|the account)|\bwestern union|\boutside (?:the|your) app|{_REGRET_EN}"
        r"|\bsafe account)"
    ),
    (
        r"\bpaid them\b[^.!?]{0,24}\b(?:by|via|with|through) (?:bank|western|crypto|bitcoin|gift)"
        r"|\b(?:paid(?! them)|sent|gave|wired|transferred)\b(?: it| \w{1,8})? (?:him|her"
        r"|them)\b[^.!?]{0,24}(?:\d|[$£€]"
        r"|\bmoney\b|\bgift cards?\b(?! by mistake| for)|\bbitcoin\b|\bcrypto\b|\bbank transfer\b"
        r"|\bwestern union\b|\bthe (?:codes|numbers))|\b(?:transferred|wired) (?:\w{1,9} ){0,3}to (?:a|an|this"
        r"|that) (?:\W{0,2})(?:refund|stranger|unknown|private|safe|person|account)|\b(?:moved"
        r"|transferred) my (?:savings|money)\b|\bbought\b[^.!?]{0,16}\bgift cards?\b[^.!?]{0,20}\b(?:read|sent"
        r"|told|gave)\b|\bmade me buy\b[^.!?]{0,24}\bcards?\b|\bsent (?:them|him|her) (?:the )?(?:codes|bitcoin"
        r"|crypto)\b"
    ),
    (
        rf"\bpaid\b[^.!?]{{0,24}}\b(?:in|from|on|through|via) (?:the|a|that|this) (?:link|text|sms|page|message)\b"
        rf"|\b(?:paid|payed)\b[^.!?]{{0,20}}\b(?:fee|customs|redelivery)\b[^.!?]{{0,30}}(?:{_REGRET_EN}|telegram"
        rf"|whatsapp)|\b(?:did|done|made) the (?:transfer|payment)\b[^.!?]{{0,30}}\b(?:he|she|they|stop|caller"
        rf"|scam)|\bconfirmed\b[^.!?]{{0,30}}\b(?:like|as|because|after) (?:he|she|they) (?:told|said|asked)"
    ),
    (
        r"\b(?:wired|transferred|sent|paid)\b[^.!?]{0,24}\b(?:outside (?:the|your) app\b"
        r"|to (?:\w{1,8} ){1,3}and (?:he|she|they)(?:'s|'ve| is| are| have)? (?:gone|vanished|blocked))"
    ),
    # the phone itself
    (
        rf"\b(?:installed|downloaded|let|shared|opened|gave)\b[^.!?]{{0,24}}?(?:{_PHONE_EN}|\bthe app (?:they|he"
        rf"|she)\b|\bscreen\b(?! protector))[^.!?]{{0,40}}?(?:\bhe\b|\bthey\b|\bshe\b|\bagent\b|\bcaller\b"
        rf"|\bcalled\b|{_REGRET_EN}|\bbank\w*)|\b(?:he|they|she|caller)\b[^.!?]{{0,24}}\b(?:was|were|is"
        r"|are) in my (?:bank|phone|computer)|\bi(?:'ve| have)?(?: just| already)? (?:installed"
        r"|downloaded) (?:any ?desk|team ?viewer|rust ?desk)\b"
    ),
    (
        rf"\bscanned\b[^.!?]{{0,16}}\bqr\b[^.!?]{{0,24}}(?:\btook\b|\bgone\b|{_REGRET_EN}|\bthey sent\b)|\b(?:sent"
        rf"|gave|emailed|whatsapped)\b[^.!?]{{0,20}}\b(?:passport|id card|photo of my (?:id|card|passport)"
        rf"|driving licen[cs]e)\b[^.!?]{{0,20}}\b(?:to (?:that|this|the|some)|whatsapp|him|her|them)\b"
    ),
)
"""Something was given to a stranger already."""

GIVEN_IN_A_CALL = _any(
    (
        r"(?:转|汇|打|付|交|充|扫|点|填|输|下|装|开|弄|做|照做|说|报|念|发|给)(?:账|款|钱)?(?:给|了|过去|完|好"
        r"|进去)+(?:他|她|对方)?(?:[^，。]{0,4}了)?[啊呀呢嘛吧]?(?:$|[，。！？ ])|都?(?:按|照)[^，。]{0,5}(?:做|弄"
        r"|操作)|已经(?:给|说|报|念|转|付|填|扫|点|装|开|下)了"
    ),
    (
        r"\b(?:i|i've)(?: already| just| have)* (?:did|done|told|gave|sent|paid|typed|clicked|entered|filled"
        r"|installed|downloaded|shared|scanned|read|confirmed|put)\b(?! (?:not|you|anything|nothing|the order))"
        r"|\btoo late\b|\byes i did\b|\balready (?:did|done|gave|told|sent|paid)\b"
    ),
)
"""Where a call was just spoken of, these are enough."""


_IF = re.compile(
    r"如果|要是|万一|会不会|假如|要不要|该不该|能不能|\b(?:if|should|can|could|will|would|do) i\b|\bif (?:they"
    r"|he|she)\b"
    r"|\b(?:says?|asking|asks|wants|telling|tells) (?:me |her |him |us |mum |dad )?to (?:\w{1,8} ){0,8}read\b"
    r"|\bi(?:'m| am| was)? (?:have|had|need|ought|supposed|meant) to\b|\bi (?:must|should)\b"
    r"|\bbefore i (?:read|give|tell|send|pay)\b"
)


def everyday_left_out(said: str) -> str:
    """Without the codes and numbers that are told to anybody: pick-up, door, discount."""
    return _EVERYDAY.sub(" ", said)


def wanted_by_a_stranger(said: str) -> bool:
    """Whether a call, message or page wants a code, a card, money or the phone. `said` in one spelling."""
    return WANTED.search(everyday_left_out(said)) is not None


def given_to_a_stranger(said: str) -> bool:
    """Whether such a thing was given, typed, paid or opened already. `said` in one spelling."""
    said = everyday_left_out(said)
    found = GIVEN.search(said)
    if found is None or _IF.search(said[max(0, found.start() - 16) : found.end()]):
        return False
    return not for_the_carrier(said)


def for_the_carrier(said: str) -> bool:
    """Whether it is the courier who got a code, and nothing that is worth more."""
    return _CARRIER.search(said) is not None and _WORTH_MORE.search(said) is None


_WORTH_MORE = re.compile(
    r"验证码|卡号|密码|cvv|转|汇|钱|\bcard\b|\bcvv\b|\bbank\b|\bmoney\b|\bcash\b|\bsavings\b|\bpin\b|[$£€]"
)
"""What no courier needs to carry out a delivery; their codes are."""
