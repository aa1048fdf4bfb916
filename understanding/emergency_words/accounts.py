"""Accounts and payments: somebody else in the account, and paid but shown as unpaid. Pure."""

from __future__ import annotations

_PAID_ZH = (
    r"(?<!没)(?<!未)(?<!没有)(?<!待)(?<!还没)(?:付|交|支付|俾)(?:款|钱|咗)?(?:了|过|完|好|成功|咗)(?:款|钱|了"
    r"|啦|咯|的呀?)*"
)
_UNPAID_ZH = (
    r"(?:没付|未付|待付|没有付|未支付|没支付|没有支付|待支付|等待付款|等待支付|没收到(?:款|钱)|付款失败"
    r"|支付失败|没付款|未付款|仲话未付)"
)
_AGAIN_ZH = r"(?:再付|重新付|催我?付|让我?付|叫我?付|喊我?付|要我?付|让我再?支付|跳出来让我付)"
_GONE_ZH = r"(?:扣|划|刷|付)(?:了|走|过|款|掉|钱|咗)+(?:款|钱|成功|短信)*"
_SAYS_UNPAID_EN = (
    r"(?:unpaid|not (?:been )?paid|no payment|(?:await\w*|pending|waiting (?:for|on)) (?:the |my "
    r"|for )?payments?|payment (?:is )?(?:pending|failed|due|required|not received|declined)|hasn't been paid"
    r"|haven't paid|didn't pay|to pay again|pay(?:ing)? (?:again"
    r"|a second time|twice|now|within)|to pay(?= |$)|asks? me (?:to )?pay|wants me to pay|non[- ]?payment"
    r"|for payment again|not confirmed|payment outstanding|no order|order (?:failed|gone|vanished|disappeared)"
    r"|not showing|pay now)"
)
_MONEY_GONE_EN = (
    r"(?:(?:money|cash|funds|payment|amount|card|account|bank|balance|\d[\d.,]{0,8})(?:'s| has| have| was| is"
    r"| been| already| just| my| it| got)* (?:gone|left|taken|deducted|debited|charged|withdrawn|out|gone out"
    r"|come out|came out|cleared|went through|gone through)"
    r"|(?:bank|card|statement|paypal|klarna|apple pay|wechat|alipay|google pay|visa)(?:'s| has"
    r"| have)? (?:\w{1,8} )?(?:shows?|says?|took|take|taken|charged|debited"
    r"|deducted)(?: \w{1,8}){0,3}? (?:gone|paid|charge|money|payment|taken|out|successful|\d[\d.,]{0,8})|(?:it"
    r"|you|site|app) (?:has |have )?(?:took|taken|charged|debited|deducted) (?:\w{1,6} )?(?:money|payment|me"
    r"|my \w{2,8}|\d[\d.,]{0,8})|been (?:debited|charged)|receipt from (?:the|my) bank|(?:see|shows?|have"
    r"|got) the (?:payment|charge|money) on my (?:statement|card|account|bank)|got charged)"
)

TAKEN_OVER = (
    (
        r"(?:账号|账户|帐号|会员号|我的?号)[^，。！？]{0,6}(?:被(?:人|别人|谁)?(?:盗|黑|偷|登|改|用"
        r"|异地)|让人(?:盗|黑|登|改)|(?:异地|陌生(?:人|设备)?)登[录陆])"
    ),
    r"盗号|盗刷|(?:号|卡)被盗|冒用(?:了)?我",
    (
        r"(?:有人|别人|谁|陌生人|不认识的人)[^，。！？]{0,4}(?:登[录陆]?|用|动|改)(?:了|过"
        r"|着)?我的?(?:账号|账户|帐号|号|密码|信息|手机号|卡|名义)[^，。]{0,6}"
    ),
    r"密码(?:被|让)(?:人|别人)?改",
    r"(?:单|订单|笔)[^，。！？]{0,4}(?:根本|都|并)?不是我(?:本人)?(?:下|买|拍|付|操作)的",
    r"不是(?:我)?本人(?:下|操作|购买)",
    r"[单笔][^。！？]{0,6}都?不是我(?=$|[，。！])",
    (
        r"没(?:有)?下单[^。！？]{0,6}多(?:了|出)|(?:谁|有人|别人|人家)(?:拿|用|冒用)我的?(?:账户|账号|帐号|花呗|卡"
        r"|身份)[^。！？]{0,6}(?:买|下|借|刷|付)(?:了|的)|(?:账号|账户|帐号|号)在[^，。！？]{0,6}(?:别的|其他|外地"
        r"|异地|国外|别处)[^，。！？]{0,4}登|订?单[^，。]{0,2}我[^，。！？]{0,3}没(?:买|下|拍)过?(?=$|[，。！])"
        r"|登[录陆]地[^。！？]{0,10}不是我"
    ),
    r"我(?:根本|从来|压根)?没(?:有)?(?:下|买|拍)过?(?:这|那)(?:个|笔|份|些)?(?:订?单|东西)",
    (
        r"\baccount(?:'s| has| was| got| is| have| seems"
        r"| been)*(?: to have)?(?: been)? (?:\w+ )?(?:hacked|stolen|compromised|taken over|hijacked"
        r"|breached|broken into)\b"
    ),
    r"\bhacked (?:into )?my (?:account|profile)\b|\bi(?:'ve| have| was| got)? been hacked\b",
    r"\bi got hacked\b",
    (
        r"\b(?:some(?:one|body)|a stranger|another person|a hacker)(?: else)?(?:'s| is| has| have| was"
        r"| must have)*(?: been)? (?:\w+ )?(?:us(?:ing|ed)|logg(?:ed|ing)(?: in)?(?: to|to)?"
        r"|access(?:ed|ing)|got(?:ten)? into|order(?:ed|ing)(?: things| stuff)?|buying|bought"
        r"|chang(?:ed|ing)|in|hacked) (?:[\w ]{0,24})?(?:on |from |with |in |into |to "
        r"|using )?my (?:account|card|profile|password|login|name|email)\b"
    ),
    (
        r"\b(?:i|we)(?:'ve| have)? (?:didn'?t|did not|never|haven'?t"
        r"|don'?t remember) (?:\w+ )?(?:plac(?:e|ed|ing)|mak(?:e|ing)|made|authori[sz](?:e|ed"
        r"|ing)) (?:this|that|these|those|any such|the|an)(?: \w+)? (?:orders?|purchases?|payments?"
        r"|charges?|transactions?)\b"
    ),
    r"\bunauthori[sz]ed (?:orders?|charges?|payments?|transactions?|log ?ins?|access|purchases?)\b",
    r"\b(?:orders?|charges?|purchases?) (?:that )?i (?:didn'?t|never|did not) (?:place|make|authori[sz]e)\b",
    r"\bidentity theft\b|\bmy password (?:was|has been|got) changed\b(?! by me)",
    r"(?:账号|手机号|号码|信息|身份证|卡|名字)[^，。！？]{0,4}被(?:人|别人|谁)(?:拿|用|盗)",
    r"(?:单|订单)[^。！？]{0,10}不知道(?:是)?谁(?:下|买|拍)",
    (
        r"\b(?:orders?|charges?|purchases?|transactions?|payments?)\b[^.!?]{0,24} (?:i|we) (?:don'?t"
        r"|didn'?t|do not) recogni[sz]e\b"
    ),
    (
        r"(?:单|订单|笔|支出)[^。！？]{0,8}(?:都|根本|压根)?(?:不|唔)[是系]我(?:本人)?(?:下|买|拍|付|操作|落|点"
        r"|订)|(?:不|唔)[是系]我[下落][嘅的]单|(?:多(?:了|出)?|冒出)[^，。！？]{0,8}(?:不认识|陌生|没下过|没买过"
        r"|莫名)[^，。]{0,4}的?(?:订?单|消费|东西)|(?:莫名其妙|无缘无故|凭空)多(?:了|出)?[^，。！？]{0,4}(?:单|笔"
        r"|订单|消费)|多(?:了|出)[^，。！？]{0,4}(?:订?单|笔)[^。！？]{0,6}(?:谁|不是我|没下)"
    ),
    (
        r"没(?:有)?下单[^。！？]{0,6}多(?:了|出)|(?:谁|有人|别人|人家)(?:拿|用|冒用)我的?(?:账户|账号|帐号|花呗|卡"
        r"|身份)[^。！？]{0,6}(?:买|下|借|刷|付)(?:了|的)|(?:账号|账户|帐号|号)在[^，。！？]{0,6}(?:别的|其他|外地"
        r"|异地|国外|别处)[^，。！？]{0,4}登|订?单[^，。]{0,2}我[^，。！？]{0,3}没(?:买|下|拍)过?(?=$|[，。！])"
        r"|登[录陆]地[^。！？]{0,10}不是我"
    ),
    (
        r"我(?:根本|从来|压根|真的|可|并|又|都)?没(?:有)?(?:下|买|拍)(?:过)?(?:这|那)(?:个|笔|份|些|一)?(?:订?单"
        r"|东西|手机|单子)|订单(?:短信|通知|提醒)[^。！？]{0,8}(?:我|可是?)[^，。！？]{0,4}没下单"
        r"|怎么扣我(?:的)?钱[^。]{0,4}没(?:买|下)|没买过[^，。]{0,8}怎么扣"
    ),
    (
        r"(?:密码|地址|手机号?|邮箱|绑定)[^，。！？]{0,6}(?:被|让人|让别人|俾人|给人|让谁)[^，。]{0,3}(?:改"
        r"|换)(?!成功)|(?:改了|换了|换绑)[^。！？]{0,4}(?:不是我|我没(?:改|操作|换))|(?:积分|优惠券|余额|礼品卡"
        r"|会员)[^，。！？]{0,4}被(?:人|别人|谁|人家)(?:用|花|盗|刷)"
    ),
    (
        r"(?:号|账号|账户|帐号|帐户)[^，。！？]{0,4}(?:被|让|俾|给|遭)(?:人|别人|谁|人家|他人)?(?:家)?(?:给)?(?:盗"
        r"|黑|偷|登|用)|(?:有人|别人|谁)登(?:录)?(?:了|过)?我|陌生设备|异地登[录陆]|(?:有人|别人)用我(?:的)?(?:卡"
        r"|名字|身份|信息|手机|号)"
    ),
    (
        r"\b(?:orders?|charges?|purchases?|transactions?|payments?|confirmation|things|stuff|items?|phone"
        r"|tv)\b[^.!?]{0,30}\b(?:i|we) (?:never|didn't|did not|haven't|don't (?:remember"
        r"|know)) (?:\w{1,9} )?(?:made?|plac\w+|order\w*|buy|bought|authori[sz]\w*|done|making|recogni[sz]e"
        r"|know (?:of|about|nothing)|nothing about)\b(?! (?:two|it in|this (?:size|colou?r)|in))"
    ),
    (
        r"\b(?:orders?|charges?|purchases?|emails?)\b[^.!?]{0,24}\b(?:i know nothing about|that (?:isn't|aren't"
        r"|wasn't|weren't|is not|are not) mine|not mine|which (?:isn't|aren't) mine)|\bwho (?:\w{1,8} )?(?:ordered"
        r"|bought|placed) (?:this|that|these|it)\b[^.!?]{0,30}\b(?:wasn't|not|isn't) me\b|\b(?:wasn't|was not"
        r"|weren't) me\b(?=.{0,24}(?:order|account|login|logged|chang))|\b(?:logged|chang\w+|order\w*"
        r"|bought)\b[^.!?]{0,40}\b(?:wasn't|was not) (?:by )?me\b"
    ),
    (
        r"\b(?:some(?:one|body)|a stranger|strangers?|another person|a hacker|they)(?: else)?(?:'s| is| has| have"
        r"| was| must have)*(?: been)? (?:\w{1,9} )?(?:us(?:ing|ed)|spent|spending|logg(?:ed|ing)(?: in)?"
        r"|access(?:ed|ing)|got(?:ten)? into|hacked|broke(?:n)? into|hijacked|took over|chang(?:ed|ing)|buying"
        r"|bought|ordering|ordered|plac(?:ed|ing)|stole|stolen)\b[^.!?]{0,30}\b(?:my (?:\w{1,9} )?(?:account|card"
        r"|profile|password|login|name|email|details|points|balance|address|phone number|number|credit)"
        r"|delivery address)\b"
    ),
    (
        r"\bmy (?:\w{1,9} )?(?:account|login|profile|card|balance|points|password|email|address|details)(?:'s| has"
        r"| was| is| were| have| got| been)* (?:\w{1,9} )?(?:used|changed|logged in(?:to)?|accessed|spent|hacked"
        r"|stolen|cloned|taken over|emptied)(?: \w{1,8}){0,3} (?:by (?:some|another|a stranger|not)|from another"
        r"|not by me|and i did|and it wasn|by someone|without)"
    ),
    (
        r"\b(?:unknown|strange|new|another|different|foreign) (?:device|phone number|phone|login|ip|number|address"
        r"|card|sign[- ]?in)\b[^.!?]{0,16}\b(?:logged|on my account|in my account|signed|i don't|added)|\bi (?:was"
        r"|were|got|have been|been) hacked\b|\b(?:account|login|profile) (?:\w{1,8} ){0,2}(?:hacked|hijacked)\b"
        r"|\bcard (?:was|got|has been|is) (?:charged|used)[^.!?]{0,24}\b(?:i (?:didn't|never|did not)|not me"
        r"|without my)|\bi (?:did not|didn't|never) (?:buy|bought|order|ordered|make|made) (?:this|that|it"
        r"|any of)\b[^.!?]{0,24}\b(?:some(?:one|body)|used my|hacked|stolen)"
    ),
    (
        r"\b(?:my )?(?:email|address|password|number)(?: was| got| has been)? changed (?:and|but) (?:i|not)\b"
        r"|\bsomebody changed my\b|\bsomeone changed my\b|\blogg(?:ed|ing) in as me\b|\b(?:email|phone|number"
        r"|address|card)\b(?: \w{1,8}){0,4} (?:isn't|is not|not) mine\b(?! (?:but|it's my (?:wife|husband|mum"
        r"|sister)))|\bstrange address\b[^.!?]{0,14}\bmy account|\b(?:login|log in|sign[- ]?in|logged in"
        r"|access)s? from (?:another|a (?:different|strange|foreign)|an? unknown|russia|china|abroad|a country"
        r"|a city|a device|somewhere)\b|\bmy ex(?:\w+)?(?:'s| is| has| was) (?:\w{1,8} )?(?:ordering|using|buying"
        r"|logged)\b"
    ),
)

PAID_BUT_UNPAID = (
    rf"扣(?:了|走)(?:我)?的?(?:钱|款)[^。！？]{{0,12}}{_UNPAID_ZH}",
    (
        r"(?<!没)(?<!未)(?<!没有)(?<!待)(?<!还没)(?:付|交|支付)(?:款|钱)?(?:了|过|完|好|成功)(?:款|钱"
        r"|了)*[^。！？!?]{0,14}(?:显示|还是|说|提示|状态|却|但|结果|怎么|又)[^。！？!?]{0,8}(?:没付"
        r"|未付|待付|没有付|未支付|没支付|没有支付|待支付|没收到(?:款|钱)|付款失败|支付失败|再付"
        r"|重新付)"
    ),
    (
        r"(?:钱|款|卡里|银行|余额|微信|支付宝)[^，。！？]{0,6}(?:扣|划)(?:了|走|过|款|掉"
        r"|钱)[^。！？!?]{0,16}(?:未付|待付|没付|没有付|未支付|待支付|没支付|没成功|不成功|没有?订单"
        r"|没(?:有)?生成|查不到订单|付款失败|支付失败|再付|重新付|还要付)"
    ),
    (
        r"(?:扣|付)(?:了|款)*(?:我)?(?:两|2|二|三|3)(?:次|遍|回|笔)(?!运费|邮费|[^。]{0,4}吗)|重复(?:扣款|付款"
        r"|支付|扣费)"
    ),
    r"多扣了?一(?:次|笔)|明明付(?:了|过|款)",
    (
        r"\b(?:already |just |i |i've |have |we |i'd )paid\b[^!?]{0,70}\b(?:unpaid|not (?:been )?paid"
        r"|(?:awaiting|pending|waiting for) (?:the |my )?payment|payment (?:pending|failed|due|required"
        r"|not received)|hasn'?t been paid|haven'?t paid|didn'?t pay|to pay again|pay(?:ing)? (?:again"
        r"|a second time|twice))\b"
    ),
    (
        r"\b(?:money|payment|card|account|bank|i|it)(?: was| has| been| got| is| have)* (?:taken"
        r"|deducted|debited|charged|withdrawn|gone through|gone|left)\b[^!?]{0,70}\b(?:unpaid|not paid"
        r"|no order|failed|pending payment|awaiting payment|didn'?t go through|no confirmation"
        r"|pay again)\b"
    ),
    r"\bcharged (?:me |my card )?(?:twice|two times|2x|double)\b|\bdouble[- ]charged\b|\bpaid twice\b",
    (
        r"(?<!没)(?<!未)(?<!没有)(?:付|支付)(?:款|钱)?(?:了|过|完|好|成功)(?:款|钱"
        r"|了)*[^。！？!?]{0,8}(?:还|又|再|却)(?:让|要|叫|提示)[^。！？!?]{0,4}(?:付|支付)(?!尾款|邮费"
        r"|运费|税|定金|差价|服务费)"
    ),
    (
        r"\b(?:payment due|unpaid|awaiting payment|pending payment|payment pending|asks? me to pay"
        r"|asking me to pay)\b[^!?]{0,40}\b(?:i've|have|already|i)(?: already)? paid\b"
    ),
    (
        r"\bpayment (?:went through|was successful|succeeded|cleared|(?:was "
        r"|is )?completed)\b[^!?]{0,60}\b(?:pending|unpaid|not confirmed|failed|awaiting)\b"
    ),
    (
        r"\b(?:took|taken) (?:my|the) (?:money|payment)\b[^!?]{0,50}\b(?:not confirmed|no order"
        r"|no confirmation|unpaid|pending|failed)\b"
    ),
    (
        rf"{_PAID_ZH}[^。！？!?]{{0,18}}(?:{_UNPAID_ZH}|{_AGAIN_ZH}|被取消|订单被?(?:关|没了|不见|取消)"
        r"|变成待付款)(?!尾款|邮费|运费|税|定金|差价|服务费)"
    ),
    (
        r"(?:钱|款|卡里|银行|余额|微信|支付宝|花呗"
        rf"|信用卡)[^，。！？]{{0,6}}{_GONE_ZH}[^。！？!?]{{0,16}}(?:{_UNPAID_ZH}|{_AGAIN_ZH}|订单没了|没了?订单"
        r"|订单(?:不见|关闭|消失)|没生成|没有订单|单子也?没)"
    ),
    (
        r"(?:扣款|付款|支付)(?:短信|记录|成功)[^。！？]{0,8}(?:都|也)?(?:来了|有|收到)?[^。！？]{0,4}(?:订单"
        r"|单子)?[^。！？]{0,4}(?:没有|待付款|未付款|待支付|未支付|关闭|没了|没生成)(?!发货|物流)|(?:支付宝|微信"
        r"|银行)(?:账单|记录)[^。！？]{0,4}有[^。！？]{0,6}(?:订单|你们)[^。！？]{0,4}没有?"
        r"|钱没了[^。！？]{0,4}(?:单子?|订单)[^。！？]{0,3}(?:没|不见)"
    ),
    (
        r"(?:扣|付|收|刷)(?:了|款|咗)*(?:我)?(?:两|2|二|三|3)(?:次|遍|回|笔|道)(?!运费|邮费|才|[^。]{0,4}吗)"
        r"|已付款的?订?单?[^。]{0,4}变成?(?:待付款|未付款)|(?:已经?|都)付(?:了|过|款)[^。！？]{0,10}(?:还|仍"
        r"|又)?(?:显示|说)[^。！？]{0,4}(?:待付|未付|没付)"
    ),
    # English
    rf"\b(?:already |just |i |i've |have |we |i'd |did )(?:paid|payed|pay)\b[^!?]{{0,60}}\b{_SAYS_UNPAID_EN}",
    (
        r"\bpa(?:id|yed) (?:by|with|via|through|using|on|yesterday|already|it|for)\b[^!?]{0,50}\b(?:unpaid"
        r"|not paid|payment not received|says payment|pending payment|awaiting payment|ask(?:s|ed|ing)? (?:me"
        r"|for) (?:to )?pay|to pay within|not been paid)"
    ),
    rf"\b{_MONEY_GONE_EN}\b[^!?]{{0,50}}\b{_SAYS_UNPAID_EN}(?! (?:me|you|for) (?:back|the return))",
    (
        r"\b(?:unpaid|awaiting payment|pending payment|payment (?:pending|failed|due)|not paid|no payment"
        rf"|non[- ]?payment)\b[^!?]{{0,40}}\b(?:{_MONEY_GONE_EN}|i did pay|i have paid|i've paid|i paid"
        r"|already paid)(?! (?:express|for express))"
    ),
    (
        r"(?<!will be )(?<!be )\b(?:charged|billed|debited|took|taken|payment (?:went|gone|going) through"
        r"|deducted)\b(?![^!?]{0,16}\b(?:shipping|postage|delivery|carriage|freight)\b)[^!?]{0,16}\b(?:twice"
        r"|two times|2x|double|2 times)\b(?! (?:a|the (?:price|size)|for (?:shipping|postage|delivery)))"
        r"|\bdouble (?:charged|billed|billing)\b|\bdouble payment (?:on|from|taken)\b|\b(?:asking|ask|asks"
        r"|want) (?:me )?(?:for|to) pay(?:ment)? again\b[^!?]{0,20}\bpaid\b|\bmoney(?:'s| is"
        r"| has)? gone\b[^!?]{0,16}\bno order\b|\b(?:debited|charged|deducted|paid)\b[^!?]{0,24}\b(?:no order"
        r"|order (?:not|never|wasn't|didn't|isn't|failed))\b|\bpaid\b[^!?]{0,40}\bstill (?:wants?|asks?|asking"
        r"|wanting|demands?)(?: me)?(?: for)? (?:to pay|money|payment|pay)\b|\b(?:two|2|three|double) (?:payments"
        r"|charges)(?: were| have been| got)? (?:taken|made|went|for)\b|\bhaven't paid\b[^!?]{0,20}\b(?:bank slip"
        r"|receipt|proof|statement|bank says)"
    ),
)
