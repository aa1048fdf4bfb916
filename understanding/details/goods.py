"""Details of questions on exchanges, goods sent again, damage, authenticity, and on people here."""

from __future__ import annotations

_KIND_ZH = (
    r"(?:[米黑白红蓝绿灰粉黄紫棕咖银金杏驼橙青](?:色|的|(?=[，,。\s]|$))|卡其|奶白|藏青"
    r"|[大中小]号|[大中小]码|\d{2}码|[smlx]+码)"
)

DETAILS: dict[str, tuple[str, str]] = {
    "pays_freight": (
        r"运费|邮费|快递费|路费|来回|谁(?:出|付|掏)|出钱|花钱|要钱|垫付|鉴定费|收钱|收费|免费",
        (
            r"\bpostage\b|\bshipping (?:cost|fee)|\bfreight\b|\bcourier fee|\bfor free\b|\bfree\b|\bcharge"
            r"|\bwho (?:pays?|bears?)\b"
        ),
    ),
    "sends_first": (
        r"先(?:寄|发|退)|谁先|等(?:着|你们|他们)?[^，,。]{0,4}新的|新的先|先来",
        r"\bsends? first\b|\bfirst\b|\bbefore (?:you|they) send\b|\bwait for the new\b",
    ),
    "fetched": (
        (
            r"上门|取件|(?<!出)来(?:我?家|这儿|店里)?(?:拿|取|收)(?!到)|[提搬抬]不动|寄不了|谁来.{0,4}(?:收|拿|取)"
            r"|(?:派|叫|让|喊|安排|有)(?:个|快递|师傅|你们)?(?:的)?(?:人|师傅|小哥|快递员?)来?(?:家|门)?[^，,。]{0,4}(?:拿|取|收|提|拉)(?!到)"
        ),
        (
            r"\bpick(?:ed)?[ -]?up\b|\bcollect(?:s|ed|ion)?\b|\bfetch|\btoo heavy\b|\bcan'?t carry\b"
            r"|\bcome (?:and )?(?:get|take)\b"
        ),
    ),
    "sold_out": (
        (
            r"没(?:有)?货|(?:要是|万一|如果)[^，,。]{0,3}没有?(?:了|呢|$)|没有(?:呢|咋|怎么办)|缺货|无货|断货|断码"
            r"|仓库里?[^，,。]{0,4}没[^，,。]{0,8}(?:寄|发|补|件|货)|没得(?:补|发|寄|换|货)|没有?(?:单独|多余|备用|现成|同款)"
            r"|停产|下架了?|[补拿配]不出|冇货|冇得"
            r"|卖完|没(?:有)?库存|补不了|换不了"
        ),
        (
            r"\bif (?:they|you|the shop|there)(?:'ve| have|'s| is| are|'re)?(?: got)? (?:none|no \w+)\b"
            r"|\b(?:if|when|once|should) (?:every|all|the|they|it|my)\b.{0,24}\b(?:gone|run out|sold)\b"
            r"|\bif (?:there )?(?:isn'?t|aren'?t) (?:one|any)\b"
            r"|\bcan'?t (?:get|find|supply) (?:it|one|any|them|my|the)\b"
            r"|\bhave no (?:\w+ )?left\b|\bnone left\b|\b(?:no|out of|not in)(?: more)? stock\b|\bsold out\b"
            r"|\bno longer available\b|\bdon'?t have (?:my"
            r"|it|the)\b"
        ),
    ),
    "send_more": (
        r"还[要用得][^，,。]{0,4}(?:寄|弄|做)",
        r"\b(?:must|do|should|need) (?:i )?(?:to )?send (?:anything|something|more)\b",
    ),
    "got_it_yet": (
        (
            r"(?:他们?|商家|店家|卖家|店里|那边|对方)[^，,。]{0,4}收到[^，,。]{0,6}(?:没|吗|么|不|嘛)"
            r"|收到(?:了)?(?:没有?|吗)"
        ),
        (
            r"\b(?:have|has|did) (?:they|the (?:shop|seller|store|warehouse)|it) (?:even |actually |really )?"
            r"(?:got|get|gotten|received?|arrived?)\b|\bthey (?:got|received) it\b"
        ),
    ),
    "money_instead": (
        (
            r"(?<![别不甭])退我|(?<![别不甭])(?<![别不甭]给我)(?<!不[用要想])退[钱款]|退掉|把钱|要钱不|还钱|换成钱"
            r"|不换了.{0,8}退|不补了.{0,8}退|[别不]换.{0,8}退(?!货地)"
        ),
        (
            r"\bmoney back\b|(?<!don't )(?<!dont )(?<!do not )(?<!no )\brefund\w*"
            r"|\b(?:want|have|take|get|prefer|rather) (?:the |my |me )?(?:cash|money)\b"
            r"|\bwant (?:the|my) (?:money|cash|\d+) back\b"
            r"|\b(?:have|get|gimme|give me|just do|do|want) (?:back )?(?:the|my) (?:money|cash|\d+)"
            r"|\bmoney (?:now|please)\b|\bforget the (?:swap|exchange)\b.{0,40}\bmoney\b"
        ),
    ),
    "another_kind": (
        r"[码色]|(?<![这那此原同])款|型号|尺寸|加大|大一|小一|换大|换小|[黑白红蓝绿灰粉黄紫棕]的|(?<!\d)\d{2}(?!\d|\s*[元块号日点])",
        (
            r"\bsize\b|\bcolou?r\b|\bbigger\b|\bsmaller\b|\blarger\b|\bmodel\b|\bmedium\b"
            r"|(?<![a-z'’])(?:x{0,2}s|m|x{0,4}l)(?![a-z'’])|(?<![\d.,:$£€])\b\d{2}\b(?![.,:]\d)"
            r"|\b(?:black|white|red|blue|green|gr[ea]y|pink|navy|beige|brown)\b"
        ),
    ),
    "same_again": (
        (
            r"(?:换|给|弄|来|发|补)[^，,。]{0,6}(?:好|新)的|同(?:款|型号)|换新|全新"
            r"|换一?[个台件双把套条只](?:$|[吧行嘛呗来，,。？?])"
        ),
        (
            r"\b(?:send|get|give|want|need|have|swap|exchange|change)\b.{0,24}"
            r"\b(?:a (?:new|good|working|fresh)|another|new) one\b|\bthe same one\b"
            r"|\breplac(?:e|ed|ement)\b|\bfor a new\b"
        ),
    ),
    "called_fake": (
        (
            r"(?<!电话)(?<!短信)(?<!客服)(?:是|说|像|怕|验出|鉴定)(?:出来?)?(?:是|为)?(?:个|瓶|双|条)?假(?:的(?!电话|短信|客服)|[货酒烟药包鞋表茶])"
            r"|假[货酒烟]|山寨|高仿|仿[品冒]|冒牌|水货|盗版|不是(?:真|正)[品货的]|[Aa]货|贴牌"
        ),
        (
            r"\b(?:counterfeit|knock-?offs?|bootleg|imitation|replica)s?\b"
            r"|\b(?:is|are|it'?s|they'?re|was|looks?|called it"
            r"|says? it'?s) (?:a |an )?(?:total |complete )?fakes?\b"
            r"|\b(?:not|isn'?t|aren'?t) (?:the )?(?:genuine|authentic|real (?:thing|one|deal))\b"
        ),
    ),
    "faulty": (
        (
            r"坏|碎|裂|破|烂|磕|漏[水油液了光]|不(?:热|亮|转|响|动|通电|制冷)|没声|开[线胶]|掉[漆色]|起球|划痕"
            r"|质量|瑕疵|毛病|印[糊错反漏歪]|[缺错漏倒]页|串色|不出[水墨声油气]|写不出|断墨|失灵|黑屏|花屏|死机|发[霉臭馊]|[臭馊锈]了|变质|生锈|胀袋|变形|脱[线胶]|[是都]歪的|歪了"
            r"|故障|用不了|不能用|充不|破损|短了一截"
        ),
        (
            r"\bbroken?\b|\bbreaks?\b|\bcrack|\bsmash|\bfault|\bdefect|\bdamag|\bchipped\b|\bscratch|\bleak"
            r"|\bdoesn'?t work|\bnot working"
            r"|\bstopped working|\btorn\b|\bquality\b|\bdead on arrival\b"
        ),
    ),
    "wrong_goods": (
        (
            r"[发寄]错|错(?:货|码|色|款|了)|不是我(?:买|要|订|拍)|不(?:一样|相符|符)|两码事|描述|色差"
            r"|我?[要买订拍]的(?:是)?[^，,。]{1,8}[，, ](?:却|怎么|结果|你们?|他们?|店家|商家)*(?:发|寄|来|给|到)"
            rf"|(?:下单|拍下?|买|订|选|点)的?(?:是|了)?[^，,。]{{0,3}}{_KIND_ZH}[^，,。]{{0,6}}?[，,\s]*(?:到手|收到|[寄发来到]的|[寄发]来"
            rf"|拆开|拿到|给我[发寄])的?(?:却|竟然?|居然|是|成|变|个|条|件)*[^，,。]{{0,3}}{_KIND_ZH}"
        ),
        (
            r"\bwrong\b|\bi ordered\b|\bsent (?:me )?\w+ instead of\b"
            r"|\bnot what i\b|\bnot as (?:described|shown|pictured)\b|\bdifferent (?:from|than|to)\b"
            r"|\bnothing like\b"
            r"|\b(?:box|label|tag|sticker|listing|page|invoice|packing slip) says\b.{0,40}\b(?:but|and|yet)\b.{0,20}"
            r"\b(?:there'?s|there is|it'?s|is|got|inside|has)\b"
        ),
    ),
    "harmed": (
        r"过敏|烂脸|起疹|红肿|拉肚子|呕吐|吐了|中毒|发霉|变质|馊|长毛|异物|吃坏|不舒服|住院|受伤|划伤|烫伤|触电",
        (
            r"\ballerg|\brash\b|\b(?:made|got|felt|feel|feeling) (?:\w+ )?(?:sick|ill)\b|\bmould|\bmold|\bspoil"
            r"|\brotten\b|\bpoison"
            r"|\bhospital\b|\bhurt me\b|\bburnt? (?:my|me)\b|\belectric shock\b"
        ),
    ),
    "partial_money": (
        (
            r"退一?[点些]|退部分|便宜一?点|补偿|打个?折|折价|少收|差价|不退货.{0,6}(?:退|补)|留着.{0,8}(?:退|补|赔)"
            r"|豁|亮点|一道印|一半|[小大]半"
        ),
        (
            r"\b(?:some |a |one )?(?:part|portion|bit|percentage|fraction) of (?:the |my |its )?(?:price|money"
            r"|cost|sum|amount)\b"
            r"|\b(?:some|part|bit|something|a little) (?:of (?:it|that) |money )?(?:back|off) (?:and|if"
            r"|for) (?:i |me )?keep"
            r"|\bkeep(?:ing)? (?:it|them|this|that|the \w+)\b.{0,30}\b(?:cheaper|lower price|reduc\w+"
            r"|allowance|rebate|some ?thing"
            r"|part of|partly)\b|\bpartly\b|\ballowance\b|\brebate\b"
            r"|\bknock off\b|\b(?:knock|take|get|give me) (?:a (?:bit|little)|something|some|a few \w+|money) off\b"
            r"|\bmoney off\b|\bpartial\b|\bhalf\b|\bdiscount\b|\bkeep it\b.{0,20}\b(?:get|money|refund)\b"
            r"|\bfor (?:a|the) (?:dent|stain|scratch)"
        ),
    ),
    "only_these": (r"[只光就单]退", r"\b(?:only|just) (?:refund|the broken)|\bonly for the broken\b"),
    "times_price": (
        r"赔几|几倍|赔多少|[一退]赔[一二三四五十]",
        r"\bhow many times\b|\btimes the price\b|\bhow much .{0,24}\bfake\b",
    ),
    "asks_for_person": (
        r"(?<!不用)(?<!不要)(?<!别)转(?:接|到|给|个)?(?:一?下)?(?:人工|真人|客服)|(?:[找叫换]|接(?:通)?|(?<!不)[要给])[个位一]{0,2}(?:人工|真人|活人)",
        (
            r"\b(?:speak|talk|transfer|put) (?:me )?(?:to|with|through)\b.{0,16}"
            r"\b(?:person|human|some(?:one|body)|agent)\b"
        ),
    ),
    "thanks_us": (
        r"辛苦(?:了|啦|你|您|哈)|谢谢|多谢|感谢|谢[了啦过哈]|麻烦(?:你|您)了|唔该(?:晒|$|[，,。!！])|难为你|费心了",
        r"\b(?:thanks|thank you|cheers|ta|bless you)\b",
    ),
    "says_yes": (
        r"^\W*(?:对|是的|是[嘞哩滴]|嗯对|嗯[呐哪]|确定|确认|没错|要得|啱|系[嘅啊呀]|可不是|中(?=$|[，,。！!\s]))",
        r"^\W*(?:(?:yes|yep|yeah|yup|ja|aye|correct|right|sure|opo|go on|go ahead)\b\W*)+",
    ),
    "names_a_deed": (
        r"(?:改|换|退|补|催|办|寄|取消|申请|领|报|登记)(?:吧|了|过来|掉|一下|呗|啊|嘛|货|款)*\W*$",
        r"\b(?:change|swap|refund|resend|chase|cancel|claim|register|do) (?:it|that|them)\b",
    ),
    "pass_it_on": (
        r"[跟给替帮].{0,4}(?:说|讲|转告|办|弄)|照办",
        r"\b(?:tell|ask|let) (?:them|him|her)\b|\bpass it on\b",
    ),
    "can_or_cannot": (
        r"(?:行|能|可以|会|到)还是不(?:行|能|可以|会|到)|能还是不能|到底能不能",
        r"\b(?:can you|will it|is it) or (?:can'?t|won'?t|isn'?t|not)\b|\byes or no\b",
    ),
    "answer_plainly": (
        r"你就(?:直接)?说|别绕|直接说|给(?:个|句)(?:准|痛快)?话|一句话",
        r"\b(?:just|simply) (?:tell|answer|say)\b|\byes or no\b|\bstraight answer\b",
    ),
    "own_agent": (
        (
            r"(?:专属|专门|专人|专职|指定)[^，,。]{0,4}(?:客服|服务|管家|顾问|人员|对接)"
            r"|(?:新人|新用户|新客|首单|头一[回次])[^，,。]{0,8}(?:客服|专员|管家|专人)"
        ),
        r"\b(?:dedicated|personal|assigned|(?:my|an|your) own) (?:agent|person|rep\w*|contact|adviser|advisor)\b",
    ),
    "does_things": (
        r"办事|办(?:得|不)了|办了[吗没]|只会(?:念|说|背|复读)|复读|真能|能做(?:什么|啥|主)",
        r"\bactually (?:do|get)\b|\bdo anything\b|\bonly (?:talk|recite|read)|\bjust (?:talk|recit|read)|\bscript\b",
    ),
    "word_kept": (
        r"不算数|说话算|算不算数|说了不算|反悔|骗我|说错了",
        (
            r"\bkeep your word\b|\bword (?:is not|isn't|not) kept\b|\bget it wrong\b|\bhold you to\b"
            r"|\byou (?:are|were) wrong\b"
        ),
    ),
    "watch_it": (
        r"盯着|留意|(?:告诉|通知|提醒|喊|叫|知会)我?一?(?:声|下)|(?:到|好|发|有).{0,4}(?:告诉|通知|提醒)我",
        (
            r"\b(?:tell|ping|message|text|notify) me (?:when|once|as soon)|\blet me know (?:when|once|as soon)"
            r"|\bkeep an eye\b"
        ),
    ),
    "moved_to": (
        r"改(?:成|到|为)?(?=[今明后大下上中晚早周星礼一二三四五六七八九十\d])",
        r"\b(?:make it|move it to)\b",
    ),
    "missed_call": (
        r"没(?:听见|听到|接到|接住|接着|接上)|漏接|错过",
        r"\b(?:miss(?:ed)? (?:it|the call|your call)|don'?t (?:pick up|hear))\b",
    ),
    "who_calls": (
        r"谁(?:给我|来)?打|谁来电|打来的?(?:是|人)",
        r"\bwho(?:'ll)? (?:be )?(?:\w+ ){0,3}?(?:calls?|rings?|phones?)(?:ing)?\b",
    ),
    "repair": (
        r"维修|修(?:理|好|一?下|吗|不|回来|又)|报修|返修|保修|怎么修|能修",
        r"\brepair|\bwarranty\b|\bmend\b|\bfix it\b",
    ),
    "send_back": (
        (
            r"寄回|退回|寄不寄|还给|要寄|用寄|再寄|坏的[^，,。]{0,8}(?:怎么|咋|扔|丢|留)|碎[^，,。]{0,6}(?:扔|丢|留"
            r"|怎么)|扔"
        ),
        (
            r"\b(?:send|ship|post|give|mail|return)\b.{0,24}\bback\b|\breturn (?:the|them|it)\b|\bthrow\b|\bbins?\b"
            r"|\b(?:rubbish|trash)\b|\bchuck\b|\bkeep the (?:broken|old|pieces|bits)"
        ),
    ),
    "bad_again": (
        (
            r"又(?:坏|碎|错|小|大|不|漏|少|是)|还是(?:坏|小|大|不|有|老|错|那|这)|再(?:坏|碎|错)|也(?:坏|碎|不"
            r"|是坏)|又.{0,4}坏"
            r"|[换补](?:来|回来|过来|到)的[^，,。]{0,4}(?:还|又|也)|再[^，,。]{0,4}[发寄]错"
        ),
        (
            r"\b(?:second|next|new) (?:one )?.{0,20}\b(?:same (?:condition|state|way)|broken|cracked|smashed)\b"
            r"|\b(?:broken|wrong|faulty|too (?:small|big)|doesn'?t fit|breaks?)\b.{0,12}\b(?:again|too|as well"
            r"|also)\b|\balso (?:broken|wrong|doesn)"
            r"|\bstill (?:wrong|broken|doesn)|\bshould not fit either\b|\bsame wrong\b"
        ),
    ),
    "not_sent_new": (
        r"新的[^，,。]{0,6}不(?:发|给|寄|来)|不(?:发|给|寄)[^，,。]{0,6}新的|又丢|再丢|丢了[呢咋怎]|还不发|一直不发",
        (
            r"\bnever (?:send|comes?|arrives?)|\b(?:don'?t|doesn'?t|won'?t) send (?:the )?new|\bgets? lost\b"
            r"|\blost (?:again|too|as well)\b"
        ),
    ),
    "found_again": (
        r"找[到着](?!不)|翻到|又动|两个都|夹层|原来(?:那|的)[^，,。]{0,6}(?:到|来|送)|原包裹|第一个[^，,。]{0,4}到",
        (
            r"\bturned up\b|\bshowed up\b|\bfound (?:it|them)\b|\b(?:both|the pair|the two) (?:of (?:them"
            r"|'em) )?(?:\w+ )?(?:land|come|came|arrive|turn|show)"
            r"|\bfirst (?:parcel|one)\b.{0,14}\b(?:came|arriv"
            r"|here|turn|show)"
        ),
    ),
    "hears_of_it": (
        r"怎么知道|咋知道|通知|会告诉|告诉我|收到消息|有消息",
        r"\bhow (?:will|do|would|can) i (?:know|hear|find out)\b|\blet me know\b|\btell me\b|\bnotif",
    ),
    "last_day": (
        r"最晚|最迟|截止|几天之?内|多久之?内|到哪天|到几号|过期|有效期|还来得及",
        (
            r"\blast (?:possible )?day\b|\bdeadline\b|\bcut-?off\b|\b(?:long|much time|many days) (?:left|to go)\b"
            r"|\bmy (?:clock|window|time)\b.{0,30}\b(?:run|runs|close|closes|end|ends|out|up)\b|\bhow (?:long"
            r"|many days) (?:do|can|may|have) i\b|\b(?:until|till) (?:when"
            r"|which|what)\b|\btoo late\b"
        ),
    ),
    "seven_days_over": (
        (
            r"(?:过|超)[^，,。]{0,5}[7七]天|[7七]天[^，,。]{0,8}(?:过|超|外)|过了[^，,。]{0,8}[天期]|(?:收到|签收"
            r"|用了)[^，,。]{0,6}(?:十|\d\d)[^，,。]{0,2}天"
        ),
        (
            r"\b(?:past|over|after|more than|outside) (?:the )?(?:7|seven|\d\d)\b|\b(?:7|seven)[ -]days? (?:is"
            r"|are|has|have|window)"
        ),
    ),
    "new_one": (
        r"新的|新货|换来的|换回来的|补发?的",
        (
            r"\bnew one\b|\breplacement\b|\bswapped one\b|\bexchanged (?:one|article|item)\b|\bresend\b"
            r"|\bsecond (?:one|package)\b"
        ),
    ),
    "price_gap": (
        (
            r"差价|差额|差多少|补钱|[补贴][^，,。]{0,6}[块钱]|(?:还|要|得|用|需)[^，,。]{0,4}[补贴](?:吗|不|么|多少|[?？]|$)"
            r"|加[钱几]|加多少|多[付出]|再[付加]|找补|多退少补|[退找]我?差"
        ),
        r"\bdifference\b|\bprice diff|\bextra\b|\bdearer\b|\bcosts? more\b|\bmore expensive\b",
    ),
    "takes_long": (
        r"慢|这么久|那么久|拖|要.{0,4}(?:周|星期|半个月)",
        r"\btakes? (?:so|that|three|\d)|\bso long\b|\bas long as\b|\bslow\b|\bweeks\b|\bneeds? \d",
    ),
    "by_a_day": (
        (
            r"周[一二三四五六日天末]|星期|礼拜|\d[号日点](?:之?前|要|就|能|进|走)|[今明后][天晚]?(?:之?前|要用"
            r"|就要)|赶[得不]上|来[得不]及"
        ),
        (
            r"\b(?:by|before|for|till|on|make it|until)\b.{0,10}\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?"
            r"|sun)(?:day)?\b|\bsat(?:urday)?\b"
            r"|\bby (?:tomorrow|then|the weekend|\d)|\bin time\b|\bsend it (?:today|tomorrow)\b"
        ),
    ),
    "sent_how": (r"顺丰|加急|空运|特快|次日达", r"\bfirst class\b|\bexpress\b|\bovernight\b|\bnext[- ]day\b"),
    "new_comes_anyway": (
        (
            r"又[^，,。]{0,12}(?:寄|发|送)(?:来|到|过来)|还是[^，,。]{0,4}(?:寄|发|送)(?:来|到)"
            r"|(?:寄|发|送)(?:来|到)了(?:咋|怎么|呢|要|收)"
        ),
        (
            r"\b(?:still|also|suddenly) (?:arrives?|comes?|turns? up|shows? up)\b"
            r"|\b(?:arrives?|comes?|turns? up|shows? up) (?:anyway|after all|too)\b"
        ),
    ),
    "no_proof": (
        r"不(?:肯|给|愿意?)(?:开|鉴定|出)|开不[了到]|没有?(?:小票|凭证|证明|鉴定|书面)|拿不出|哪来的(?:证明|鉴定)",
        r"\brefuse[sd]?\b|\bwon'?t (?:check|write|give)\b|\bno (?:certificate|letter|paper|proof)\b",
    ),
    "no_photo": (
        r"没拍|没有?照片|不会拍|拍不了|不能拍|都扔|没图",
        (
            r"\b(?:no|without(?: a)?) (?:photo|picture|pic)s?\b|\b(?:threw|thrown)\b.{0,16}\b(?:away|out)\b"
            r"|\b(?:didn'?t|did not|can'?t|cannot) (?:take|photograph)\b|\bbinned\b"
        ),
    ),
    "app_checked": (r"app|软件|小程序|截图|得物|识货", r"\bapp\b|\bscreenshot\b"),
    "spare_part": (
        r"螺丝|螺母|配件|零件|说明书|充电[线器头]|数据线|遥控器|电池|支架|把手|铰链|桌[腿脚]|撑?杆[子]?|轮子|盖子",
        (
            r"\bscrews?\b|\b(?:spare |missing )?parts?\b|\bpole\b|\bhinges?\b|\bmanual\b|\bcable\b|\bcharger\b"
            r"|\bremote\b|\bbatter(?:y|ies)\b|\blid\b|\bknobs?\b|\bbolts?\b|\blegs?\b|\bfittings?\b"
        ),
    ),
    "slightly_hurt": (
        (
            r"(?:划|割|扎|刮|蹭|磕)(?:破|伤|到|了)[^，,。]{0,4}(?:手|指|脚|腿|胳膊|皮)|(?:手|指头?"
            r"|脚)[^，,。]{0,4}(?:划|割|扎|刮)(?:破|伤|到|了)"
        ),
        r"\b(?:nick(?:ed)?|cut|scratch(?:ed)?|prick(?:ed)?|graz(?:e|ed)|hurt) (?:my|his|her|our)\b|\bplaster\b",
    ),
    "medical": (
        r"[医看][^，,。]{0,3}[药病疗][^，,。]{0,3}[费钱]|药费|诊所|挂号|破伤风|打针|缝针",
        r"\bclinic\b|\bmedical\b|\b(?:doctor|hospital)'?s? bills?\b|\bstitches\b|\burgent care\b|\btetanus\b",
    ),
    "some_of_a_set": (
        (
            r"(?:[一二两三四五六七八九\d]+|俩)[瓶只片支颗罐袋盒块枚粒个][^，,。]{0,3}(?:碎|破|坏|裂|漏)|(?:碎|破"
            r"|坏)了?(?:一|两|几|俩)"
        ),
        (
            r"\b(?:one|two|three|some) (?:of (?:them|the \w+) )?(?:\w+ )?(?:is|are|was|were|came|got) (?:\w+ )?"
            r"(?:broken|cracked|smashed|bent|crushed)\b"
        ),
    ),
    "which_sooner": (
        r"哪[个样](?:更)?快|快还是|哪[个样]先|快些|哪[个样]划算",
        r"\b(?:faster|quicker|sooner|fastest|quickest)\b|\bwhich\b.{0,24}\b(?:quick|fast|better|soon)\b",
    ),
    "seal": (r"拆|开封|密封|封口|打开", r"\bopen(?:ed|ing)?\b|\bseal|\bunwrap|\bunbox"),
    "has_proof": (
        r"鉴定[单书报证结]|检测[单报]|条子|专柜.{0,8}(?:说|证明|鉴定)|柜姐|不通过|没有?这个产品",
        (
            r"\bnote from\b|\bletter\b|\breport\b|\bcertificate\b|\bin writing\b|\b(?:store|brand|shop|counter"
            r"|boutique) (?:said|says|confirmed)\b"
        ),
    ),
    "unboxing": (r"视频|录像|录了?|没录|开箱", r"\bunboxing\b|\bfilm|\bvideo|\brecord"),
    "call_me": (
        (
            r"打(?:个|一个|一|通)?电话(?:给|来|吗|不|告诉|说|$)|电话(?:告诉|通知|联系)我"
            r"|打我[^，,。]{0,4}(?:电话|手机|的)|给[我俺咱](?:回(?!话|复|答|音|信|个?话)|打|来)"
            r"|回(?:个|一个)?电|打给我|打过来|来个?电话|通(?:个)?电话|接我电话"
        ),
        (
            r"\b(?:call|phone|ring) (?:me|us|my)\b|\b(?:some(?:one|body)|them|colleagues?) (?:to )?(?:call"
            r"|ring|phone)\b|\bcall(?:ed)? back\b|\bcallback\b|\bsomeone (?:to )?call\b|\bby phone\b"
        ),
    ),
    "boss": (r"领导|经理|主管|负责人|上级|管事", r"\bmanager\b|\bsupervisor\b|\bboss\b|\bin charge\b"),
    "cut_off": (
        r"断[线开了]|掉线|重新排|挂断|退出去",
        r"\bcuts? (?:off|out)\b|\bdisconnect|\blose my place\b|\bclose (?:the|this)\b",
    ),
    "cannot_solve": (
        r"(?:解决|处理|搞|办|决定)不了|不管用|没用|也不行",
        r"\bcan'?t (?:fix|solve|help|decide)|\bcannot (?:fix|solve|help)|\bunable to\b",
    ),
    "hotline": (
        r"热线|(?:客服|投诉|服务)[^，,。]{0,2}电话|电话(?:号码?)?(?:是|几|多少)|哪个号|号码是",
        r"\bhotline\b|\b(?:phone|telephone) number\b|\bnumber to (?:call|ring)\b|\bwhat number\b",
    ),
    "which_agent": (
        r"工号|(?:刚才?|上次|刚刚)[^，,。]{0,8}(?:客服|那位|同志|同事|的人)",
        r"\b(?:last|previous|that|my) agent\b|\bagent (?:that|who) had\b|\bspoke (?:to|with)\b|\bstaff number\b",
    ),
    "not_believed": (
        r"不信|咬定|赖我|说是我|我(?:自己)?(?:摔|弄|用|搞)坏|不承认|说(?:是)?真的|不认|倒打|说没少|看了说不是",
        r"\bbeliev|\b(?:say|says|claim|claims) (?:that )?(?:i|it|its|it's|nothing)\b|\bmy (?:own )?fault\b|\bblame\b",
    ),
    "worn": (
        r"[洗穿用戴睡试剪铺](?:了|过)(?:一|两|几)?(?:遍|次|晚|水|回)|[洗穿用戴睡试剪铺盖]过|[穿用洗戴]了|下过水|剪[^，,。]{0,2}标|吊牌|一水",
        r"\bwashed\b|\bworn\b|\bused (?:it|once)\b|\bslept on\b|\bcut (?:off )?the (?:tag|label)|\btag\b",
    ),
    "the_lacking_one": (
        r"(?:少|缺|漏)(?:掉|了)?的(?:那|这)?[\u4e00-\u9fff]?",
        r"\b(?:just|only) the (?:missing|lacking) (?:one|piece|part)\b|\bthe missing \w+\b",
    ),
    "check_it": (
        r"(?:去|帮我|给我|那就|先)(?:去)?(?:核实|查|鉴定)",
        r"\bcheck (?:it|them|that)\b|\bhave (?:it|them) checked\b|\b(?:open|run|do) (?:it|the check)\b",
    ),
    "wants_truth": (
        r"实话|真话|老实(?:说|讲|告诉)|别(?:骗|糊弄|忽悠)我",
        r"\b(?:be (?:straight|honest)|honestly|truth|straight answer)\b",
    ),
    "goods_not_money": (
        r"不要(?:退)?[钱款][^。]{0,6}要|不是要[钱退]|不要退[钱款]?[，,\s]*(?:就|只)?要|就要(?:这个|那个|东西|货)|要(?:东西|货|这个)不要钱",
        (
            r"\b(?:rather|want) (?:have )?(?:the|my|a new) \w+ (?:than|not) (?:the |my )?money\b"
            r"|\bnot (?:the |a )?(?:money|cash|refund)\b(?! back yet)"
            r"|\bnot (?:the )?money\b.{0,16}\bwant\b|\bwant (?:the|my|it) \w*,? not (?:the )?money\b"
        ),
    ),
    "all_of_it": (
        r"全部?(?:坏|碎|没|丢|都|补|重)|都(?:坏|碎|没|丢)|整(?:个|箱|单|套|盒)|一件都",
        r"\ball of (?:it|them)\b|\beverything\b|\bthe whole\b|\bevery (?:one|single)\b|\bthe lot\b",
    ),
    "lacks_some": (
        r"漏|少[发了给一两二三四五几个只件袋]|缺|没(?:有)?(?:发|收)[全齐]|空盒|不齐|漏发",
        r"\bmissing\b|\bleft out\b|\bincomplete\b|\bnot all\b|\bonly got\b|\bwithout the\b|\bempty box\b",
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
    "rather_goods": (
        r"(?:宁愿|宁可|更想|还是想|就想|只想)要(?!退|钱|赔|补偿|换|个?(?:说法|解释|交代|结果)|知道)",
        (
            r"\b(?:rather|prefer(?: to)?|sooner) (?:just )?(?:have|get)\b(?!.{0,20}\b(?:refund|money|cash)\b)"
            r"|\b(?:just|only) (?:want|need) (?:the|my) (?!money|refund|cash|full|complaint|answer|truth|compensation"
            r"|exchange|number|person|receipt|invoice|label|address|return)\w+"
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
    "back_and_anew": (
        r"退(?:了|掉|货)?[^，,。]{0,6}(?:再|重新|另外?)[^，,。]{0,4}(?:买|拍|下单)",
        (
            r"\b(?:send|return|give|bring|ship|post)\w*\b.{0,40}\b(?:back|return)?\b.{0,40}"
            r"\b(?:re-?buy|re-?order|buy|order|get)(?:ing)? (?:it|one|them|another|the same|a new)\b"
            r"|\b(?:re-?buy|re-?order|buy|order)(?:ing)? (?:it|one|another|the same|a new one)?.{0,30}"
            r"\b(?:and|then) (?:send|return)\w*\b"
        ),
    ),
    "unsafe_thing": (
        r"漏[水油电气]|冒(?:烟|火|水)|打火|滴水|漏个?不停|发烫|烧[焦糊]",
        r"\b(?:leak\w*|dripp?\w*|spark\w*|smok(?:e|es|ing)|overheat\w*|burn(?:s|ing|t)|shocks?|flooding)\b",
    ),
}
"""Name: (Chinese pattern, English pattern)."""
