"""What people ask beside the matter in hand, in words that sound like something else: who tells them, whether the rest
is touched, whose rule it is. Each is answered from a fact of the order (`actions/matters/asides.py`)."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "number_to_me": (
        (
            r"(?<!订)单号(?:码|呢)?[^，,。]{0,3}(?:发|甩|给|报|告诉|丢|贴|扔|推|说)(?:一?下)?(?:给)?(?:我|来|过来)"
            r"|(?:发|给|甩|报|告诉|丢|贴|说)(?:一?下)?我?[^，,。订]{0,4}(?:快递|物流|运)?(?<!订)(?:单号|运单)"
            r"|要(?:个|一下)?(?:快递|物流)?(?<!订)单号"
        ),
        (
            r"\b(?:send|give|tell|text|share|drop|forward)\b.{0,16}\btracking (?:number|no|id|code|#)"
            r"|\bwhat(?:'s| is)? (?:the|my) tracking\b"
        ),
    ),
    "who_tells": (
        (
            r"(?:你|你们|你这边|这边)(?:会|先|来|主动|到时候?|能)*(?:来)?(?:喊|叫|通知|告诉|提醒|知会|联系"
            r"|找)我[^，,。]{0,6}"
            r"(?:还是|吗|么|不(?!要|用|想)|[?？])|(?:还是|要不要|用不用|非得|难道|是不是)[^，,。]{0,4}我[^，,。]{0,8}"
            r"(?:来|去|自己|天天)[^，,。]{0,5}(?:问|蹲|看|查|盯|刷|守)"
            r"|(?:有人|会不会|会)(?:来)?(?:主动)?(?:通知|喊|提醒)我"
        ),
        (
            r"\b(?:will|would) (?:you|someone|anyone|i) (?:\w+ )?(?:tell|notify|message|ping|let|email|text) me\b"
            r"|\bdo i (?:have|need) to (?:keep )?(?:check(?:ing)?|come back|coming back|ask(?:ing)?)\b"
            r"|\bshould i (?:keep (?:checking|asking)|check back|come back)\b"
        ),
    ),
    "money_stuck_where": (
        (
            r"(?:打款|打钱|退|放款|付)[^，,。]{0,4}[，, ]?还是[^，,。]{0,4}卡(?:在|着)|卡在(?:哪|谁|哪边|哪头|哪一?环)"
            r"|(?:钱|款)[^，,。]{0,4}(?:在谁|在哪[边头])(?:手|那|儿)?"
        ),
        (
            r"\b(?:stuck|held up|sitting) (?:with|at) (?:the )?(?:shop|seller|bank|you|paypal)\b.{0,24}\bor\b"
            r"|\bis it the (?:shop|seller|bank)\b.{0,24}\bor\b|\bwho(?:'s| is) (?:holding|sitting on) (?:it"
            r"|my money)\b"
        ),
    ),
    "call_is_real": (
        (
            r"(?:电话|短信|来电|客服|对方)[^，,。]{0,6}真假|真假[^，,。]{0,4}(?:咋|怎么|如何|怎样)"
            r"|(?:咋|如何|怎么|怎样)[^，,。]{0,3}(?:辨|认|分辨|判断|看出)[^，,。]{0,8}(?:真|假|骗)"
        ),
        (
            r"\bhow (?:do|can|will|would|should) i (?:know|tell)\b.{0,24}\b(?:call|text|message|caller"
            r"|number)\w*\b.{0,16}"
            r"\b(?:real|genuine|fake|you|scam|legit)"
        ),
    ),
    "interest_on_it": (
        r"利息|滞纳金",
        r"\binterest\b(?! in)|\blate fee\b",
    ),
    "touches_the_rest": (
        (
            r"(?:会不会|会|不会|能不能|有没有|是不是|是否)[^，,。]{0,8}(?:连累|牵连|影响|耽误|妨碍|波及|碍)"
            r"|(?:连累|牵连|影响|耽误|妨碍|碍着?)[^，,。]{0,14}(?:吗|么|吧|不|[?？])\s*$"
            r"|(?:也|会)?跟着(?:往后|一起|也|就)?[^，,。]{0,3}(?:没|取消|退|挪|推|延|变|拖|作废)"
            r"|(?:日子|时间|发货)[^，,。]{0,6}(?:往后|推迟|延后|顺延|变晚|挪)[^，,。]{0,4}(?:吗|么|吧|不|[?？])\s*$"
        ),
        (
            r"\b(?:does|will|would|could|can) (?:that|this|it|the \w+)\b.{0,20}"
            r"\b(?:affect|touch|change|delay|hold up|mess up)\b"
        ),
    ),
    "takes_it_first": (
        (
            r"(?:领|拿|收|要)了?(?:这|那|这个|那个)?(?:笔|点|个)?(?:\d+|钱|赔|补偿|红包"
            r"|赔付)?[^。]{0,14}(?:还能|还可以|能不能|可以)(?:再)?[退换]"
        ),
        (
            r"\b(?:take|claim|accept)\w*\b.{0,30}\b(?:still|can i)\b.{0,12}\b(?:return|exchange|send (?:it"
            r"|them) back|refund)\b"
        ),
    ),
    "wrong_among_them": (
        (
            r"(?:混|夹|掺|装|塞)(?:进|着|了)?[^，,。]{0,3}(?:一|两|二|几|\d)|(?:订|买|穿|要"
            r"|拍)的?是?[^，,。]{1,6}[，, ](?:来|到|发|给)的?是"
        ),
        r"\b(?:one|two|some) of them (?:is|are|was|were) (?:a |the )?(?:wrong|different)\b|\bmixed in\b",
    ),
    "whose_rule": (
        (
            r"(?:封顶|上限|规矩|规则|标准|比例|期限|限制|最多)[^，,。]{0,4}(?:谁|哪|凭啥|依据|写在)|明文"
            r"|依据(?:是|在|呢)?(?:什么|哪|啥)"
            r"|(?:谁|哪)[^，,。]{0,3}(?:规定|定)的|哪(?:条|一条|里)(?:规定|写|条款)|写在哪"
        ),
        (
            r"\bwho (?:set|made|decided|says)\b.{0,12}\b(?:rule|cap|limit|that)\b"
            r"|\bwhere (?:does it say|is (?:that|it) written)\b|\bwhose rule\b"
        ),
    ),
    "dearer_then": (
        (
            r"(?:要是|如果|万一)?[^，,。]{0,6}(?:贵|便宜)(?:了|出"
            r"|的话)?[^，,。]{0,4}[，, ]?[^，,。]{0,2}(?:谁|怎么算|咋算|咋办|怎么办|[补退]我?)"
        ),
        r"\bif\b.{0,20}\b(?:costs?|priced?) (?:more|less)\b|\b(?:dearer|cheaper)\b",
    ),
    "should_have_told": (
        (
            r"(?:应该|该|不该|不应该|怎么不|为啥不|为什么不|干嘛不)[^，,。]{0,4}(?:你们|早|先"
            r"|主动)[^，,。]{0,6}(?:告诉|通知|说|讲|联系)"
        ),
        (
            r"\b(?:should(?:n'?t)?|why (?:didn'?t|don'?t)) (?:you|someone|anyone|nobody)\b.{0,12}"
            r"\b(?:tell|told|let|contact(?:ed)?|warn(?:ed)?)\b.{0,8}\bme\b"
        ),
    ),
    "leave_as_it_is": (
        (
            r"维持(?:原样|现状|不变)|(?:先|目前)(?:都|就)?(?:这样|这么着|这么放着|搁着|放着|不动|别动"
            r"|不急着办|不办)(?:吧|了|着)?(?=$|[，,。！!\s])"
            r"|等我(?:消息|信儿?|通知|想想|考虑|回复)|我(?:再)?(?:考虑|想|琢磨|合计)(?:考虑|想|琢磨|合计|一下|一?想)"
        ),
        (
            r"\b(?:leave|keep) (?:it|everything|things|that) (?:as (?:it is|they are|is)|for now)\b"
            r"|\blet me think\b|\bi'?ll (?:get back to you|let you know|think about it)\b"
            r"|\bdo nothing (?:yet|for now)\b"
        ),
    ),
    "sees_photo": (
        (
            r"(?:视频|照片|图片?|录像|截图)[^，,。]{0,8}(?:看得?(?:见|到)|能看|收到|看了|传过来|传上|有没有)"
            r"|(?:看得?(?:见|到)|能看|收到)[^，,。]{0,6}(?:视频|照片|图片?|录像|截图)"
        ),
        (
            r"\b(?:can|do|did) you (?:see|get|have|open|receive|view)\b.{0,16}\b(?:photos?|pictures?|pics?"
            r"|videos?|clips?|screenshots?)\b"
        ),
    ),
    "machine_feels": (
        (
            r"(?:你|你一个|你个)[^，,。]{0,3}(?:ai|机器人?|程序|智能)[^，,。]{0,6}(?:懂|明白|理解|体会)"
            r"|你(?:能|会)?(?:懂|体会)(?:得到)?(?:吗|么|不)"
        ),
        (
            r"\b(?:bot|machine|ai|robot)\b.{0,12}\b(?:understand|feel|know|get)\b|\byou (?:can'?t|don'?t"
            r"|wouldn'?t) (?:feel|understand)\b"
        ),
    ),
    "wants_a_joke": (
        r"(?:讲|说|来)(?:一?个|段|点)?[^，,。]{0,3}(?:笑话|段子)|逗逗我|(?:陪|跟)我(?:聊|唠)",
        r"\btell me a joke\b|\bcheer me up\b|\bmake me laugh\b",
    ),
    "another_driver": (
        (
            r"(?:别|不要|不想|不许|不准)(?:再)?[^，,。]{0,3}(?:派|让|叫|由)?(?:他|她|这(?:个)?人"
            r"|那(?:个)?人|同一个)[^，,。]{0,4}(?:送|派|来)"
            r"|换(?:个|一个|一位)(?:人|快递员|小哥|师傅|骑手)[^，,。]{0,3}(?:送|派|来)"
        ),
        (
            r"\b(?:different|another|other) (?:driver|courier|postman|rider)\b|\bnot (?:the same"
            r"|that) (?:driver|courier|guy|postman)\b"
        ),
    ),
    "keep_me_unnamed": (
        (
            r"(?:别|不要|甭|不能|不许|莫)[^，,。]{0,3}(?:把|将)?我[^，,。]{0,10}(?:电话|姓名|名字|信息|号码"
            r"|手机)?[^，,。]{0,6}(?:透|给他|告诉|泄|说出|暴露)"
            r"|匿名|保密|(?:他|对方|商家|快递)[^，,。]{0,4}(?:会不会|会|能)?(?:知道|看到)(?:是)?我"
        ),
        (
            r"\banonym\w+|\b(?:don'?t|do not|without) (?:give|giv|tell|telling|giving|pass|passing|shar)\w*\b.{0,16}"
            r"\bmy (?:name|number|details|phone)\b"
        ),
    ),
    "money_for_lateness": (
        (
            r"(?:该|应该|能|得)(?:给|赔|补)我?(?:多少|几)|(?:给|能|会|有|可以|该)[^，,。]{0,3}(?:补(?:点|些"
            r"|我|几|偿)?(?:钱|块)?|赔)(?!发|货|寄)[^，,。]{0,6}(?:真|假|吗|么|不|吧|[?？]|$)"
            r"|(?:补|赔)的?(?:那)?(?:点|笔|几)?(?:钱|块)"
        ),
        (
            r"\b(?:get|pay|owe|give)s?\b.{0,16}\b(?:something|anything|money|compensat\w+) (?:for|because"
            r"|when) .{0,12}\blate\b"
        ),
    ),
    "put_without_asking": (
        (
            r"(?:柜|驿站|代收|门口|物业|门卫)[^。]{0,12}(?:没(?:有)?人?(?:问|打(?:个)?电话|通知|联系"
            r"|经过?我|跟我)|不(?:问|打招呼|说一声|吱声)"
            r"|擅自|私自|未经)|(?:没(?:有)?人?问|不打招呼|没打电话|擅自|私自)[^。]{0,8}(?:放|塞|丢|扔"
            r"|搁)[^，,。]{0,6}(?:柜|驿站|代收|门口|物业)"
        ),
        (
            r"\b(?:locker|shop|porch|reception|neighbou?r)\b.{0,30}\b(?:without asking|never asked"
            r"|nobody asked|didn'?t ask)\b"
        ),
    ),
    "kept_there": (
        (
            r"超时|保管费|滞留|(?:收|扣|要)我?(?:的)?(?:钱|费)|退走|(?:被)?退回去|(?:放|留|存"
            r"|搁)(?:得)?(?:几|多少)[天日]|放多久"
            r"|[天号周日][^，,。]{0,3}才(?:能)?(?:回|到家|有空|去)"
        ),
        r"\b(?:storage|holding) fee\b|\bcharge me\b|\bhow long\b.{0,16}\b(?:keep|hold|kept|stay)\b|\bsent back\b",
    ),
    "prices_differ": (
        (
            r"(?:两|俩|几|2)(?:单|个|次|份|件)[^，,。]{0,8}(?:差|不一样|不同)|(?:一样|同样|一模一样"
            r"|同一)[^。]{0,14}(?:差了?|价|贵了?|便宜)"
            r"[^，,。]{0,6}(?:块|钱|元|不一样|不同|[一二三四五六七八九十\d])"
        ),
        r"\bsame (?:thing|item|product)\b.{0,30}\b(?:price|cost|differ\w*|more|less|cheaper)\b",
    ),
    "why_refused": (
        (
            r"(?:为[啥什]么?|凭(?:啥|什么)|怎么|咋)[^，,。]{0,4}(?:能|会|就|给|被|要)?(?:拒|驳|不(?:批|同意"
            r"|给[退过]|通过|让退))"
            r"|拒[^，,。]{0,6}(?:理由|原因|为[啥什])"
        ),
        (
            r"\bwhy\b.{0,16}\b(?:refus|declin|reject|turned? (?:me )?down)\w*|\b(?:reason"
            r"|grounds)\b.{0,16}\b(?:refus|declin|reject)\w*"
        ),
    ),
    "invoice_sum": (
        r"(?:金额|实付|全额|按)[^。]{0,10}开|[少多]写|[少多]开|开(?:多少|少|多)(?:钱)?|开[^，,。]{0,3}金额",
        r"\b(?:amount|total|sum|full price)\b|\bwhat i paid\b",
    ),
    "shop_blames_me": (
        (
            r"倒打一耙|反咬|[掉调]包|栽赃|倒赖|(?:商家|店家|卖家|店里|他们|对方|他|她)[^，,。]{0,8}(?:赖我|怪我|赖(?:是)?我|咬定(?:是)?我"
            r"|说我|说是我|推给我|甩锅)"
            r"|说(?:是)?我(?:自己)?(?:弄|搞|摔|用|换|拆|穿)(?:坏|脏|的|过)?"
        ),
        (
            r"\b(?:blame|accuse)s? me\b|\b(?:say|says|claim|claims) (?:that )?i (?:did|broke|damaged"
            r"|swapped|used|wore|switched)\b"
        ),
    ),
    "whose_quality": (r"质量问题", r"\bquality (?:issue|problem)s?\b"),
    "broke_now": (
        r"(?:断|裂|碎|坏|破)(?:了|的|掉|开)|(?:是|都)(?:断|裂|碎|坏|破)|开胶|开线|漏[水油电]",
        (
            r"\b(?:is|are|was|were|came|arrived|it'?s|has|have|got)(?: all| already| been)? (?:broken|cracked|torn"
            r"|snapped|smashed|ripped|faulty|damaged|chipped|bust(?:ed)?|dead)\b"
        ),
    ),
    "why_back": (
        r"(?:为(?:什么|啥|何)|怎么|咋|凭什么|什么原因)[^，,。]{0,8}(?:退回|被退|退了?(?:回去|货给)|往回|回(?:去|商家|发货地))",
        (
            r"\bwhy\b.{0,40}\b(?:(?:sent|going|goes|went|coming|comes|turned|shipped|taken) back|returned"
            r"|returning|bounced)\b"
            r"|\bwhat made (?:it|them) (?:send|turn|go) .{0,8}back\b"
        ),
    ),
    "money_alone": (
        r"\A[\s，,]*(?:那|还有|哦|可是?|但是?)?[，,\s]*(?:我)?的?(?:钱|款|货款)(?:呢|咋办|怎么办|怎么算|咋整)[?？。啊呀\s]*\Z",
        r"\A\W*(?:and |but |so |then |ok |what about |how about |where(?:'s| is) )*(?:my|the) money(?: then)?\W*\Z",
    ),
    "fee_alone": (
        r"\A[\s，,]*(?:那|还有|哦|对了|另外|然后)?[，,\s]*(?:这单)?(?:的)?(?:运费|邮费|快递费|配送费)(?:呢|怎么算的?|咋算)?[?？。啊呀\s]*\Z",
        (
            r"\A\W*(?:and |what about |how about |oh and |so )*(?:the )?(?:shipping|postage|delivery)"
            r"(?: (?:fee|cost|charge)s?)?\W*\Z"
        ),
    ),
    "money_of_goods": (
        r"(?:退货|货|商品|衣服|东西|本身)的?(?:钱|款)(?!多)",
        r"\b(?:money|refund|price) (?:for|of) the (?:return(?:ed)?|goods|item|thing|order)\b|\bthe refund itself\b",
    ),
    "the_sent_one": (
        (
            r"(?<![没未不])(?:已经?|先)?(?<![没未不])[发寄](?:出)?了?(?:出去)?的(?:那|这)?(?:一)?(?:件|个|双|部分|只|条|样|包|单)"
            r"|(?<![没未不])[发寄]了的"
        ),
        (
            r"\bthe (?:one|part|ones|bit|item|half)"
            r" (?:(?:that(?:'s|'ve)?|which|is|was|has|have|been|already|did) ){0,4}"
            r"(?:sent|shipped|left|go|gone|on its way|posted)\b"
        ),
    ),
    "sent_yet": (
        r"(?:寄|发|发货|出库|寄出|发出)(?:去|来)?了?(?:没有?|吗|么)(?:$|[，,。?？\s])|有没有(?:寄|发)",
        r"\bhas (?:it|my order) (?:been )?(?:sent|shipped|left|gone out|dispatched)\b|\bshipped yet\b|\bsent yet\b",
    ),
    "one_goes_one_stays": (
        r"(?:砍|取消|退|不要|去|撤)(?:掉|了)?[^，,。]{0,8}(?:单|个|份|件|的)[^。]{0,8}(?:留|保留|还要)",
        r"\b(?:cancel|drop|scrap)\b.{0,30}\bkeep\b",
    ),
    "box_gone": (
        (
            r"(?:盒子?|包装|箱子?|外壳)[^，,。]{0,4}(?:早|都|被|已经)*(?:扔|丢|拆|没了|撕|不在)"
            r"|没(?:有)?(?:原)?(?:盒子?|包装|箱子?)"
        ),
        r"\b(?:threw|thrown|chucked|binned|lost|without|no)\b.{0,16}\b(?:box|packaging|package)\b",
    ),
    "only_goes_on": (
        r"^\W*(?:最后|然后|还有|另外|其次|接着|第[二三四]|顺便|再一个|再问)(?:呢|就是|啊|哦)?\W*$",
        r"^\W*(?:last(?:ly)?|finally|next|also|another thing|one more(?: thing)?|then)\W*$",
    ),
    "not_at_you": (
        (
            r"(?:不是|没(?:有)?|并非)(?:冲|针对|怪|说|骂|跟)(?:着)?你|(?:对|跟)你(?:没"
            r"|不是)[^，,。]{0,4}(?:意见|火|气)|(?:错怪|难为|辛苦)你"
        ),
        (
            r"\b(?:not|n'?t) (?:angry|mad|cross|upset)? ?(?:at|with|about) you\b|\bnot your fault\b"
            r"|\bnothing against you\b"
        ),
    ),
    "whom_to_complain_to": (
        r"(?:找谁|去哪|上哪|跟谁|向谁|哪里|哪儿|怎么)[^，,。]{0,4}(?:告(?!诉)|投诉|反映|举报|申诉)",
        r"\b(?:who|where|how)\b.{0,16}\b(?:complain|report (?:him|her|them|it))\b",
    ),
    "wont_sign": (
        r"(?:我)?(?:不签|拒签|拒收|不收)(?:收)?[^。]{0,4}(?:就|行|可以|完事|了事|得了|算|对)",
        r"\b(?:just|simply) (?:refuse|not sign|don'?t sign|turn it away)\b",
    ),
    "pushed_meanwhile": (
        r"(?:先|再|继续|接着|帮我|给我|替我|你们?|麻烦|赶紧)(?:去|给我|帮我|帮忙|再)?(?:盯着)?催(?!过|了|也|没|不)|催(?:一下|一催|催|着点?|他们)(?!也|没|了)",
        (
            r"\b(?:chase|push|nudge|hurry|press|poke) (?:them|it|him|the (?:shop|seller|courier)|on)\b"
            r"|\bkeep (?:on )?(?:chasing|pushing)\b"
        ),
    ),
    "only_chase": (
        (
            r"(?:先)?(?:别|不)[^，,。]{0,2}(?:退|取消|撤|换)[^，,。催]{0,4}[，,]?\s*(?:帮我|就|给我|先|再)?催"
            r"|催(?:一?下|一?催)?就(?:行|好|可以|成)|(?:接着|继续|先|再)(?:帮我|给我|帮忙)?催(?!过|了)"
        ),
        r"\b(?:just|only|keep(?: on)?) (?:chas|push|nudg)(?:e|ing)\b",
    ),
    "exchange_dropped": (
        r"换的?(?:就)?(?:不要|算|不办|取消)了?|(?:不|别)换了?",
        r"\b(?:forget|drop|no) (?:the )?exchange\b",
    ),
    "photo_later": (
        (
            r"(?:照片|相片|图片?|视频)[^。]{0,14}(?:晚上|明天|等|回去|下班|周末|过后|再)[^。]{0,10}(?:拍|发"
            r"|传)|(?:晚点|明天|回头|晚上|下班)[^，,。]{0,6}(?:拍|补)"
        ),
        r"\b(?:photos?|pics?|pictures?)\b.{0,24}\b(?:tonight|tomorrow|later|after work|this evening|at the weekend)\b",
    ),
    "lies_still": (
        r"躺|趴|停[在了着]|卡[在着了]|困|蹲|赖在|[不没]动|没挪|天了|过夜|摆烂|没影|没来|没到|没寄|没发|还不|咋|怎么",
        r"\b(?:sitting|stuck|lying|parked|camping|for \w+ days|hasn'?t moved|not moved|still)\b",
    ),
    "that_one_goes": (
        (
            r"^(?:嗯+|对|是的?|好的?|行|可以|没错|ok)[\s，,。]*[^，,。？?]{0,10}(?:的|那?[个单件份]|它)(?:我)?不要了?[\s。！!]*$"
            r"|^\W*(?:那|还有|行|好|嗯|对|连|把)*[，,\s]*[^，,。？?\s不别]{0,8}(?:也|一起|一并|一块儿?|一同|都)(?:给我|帮我|替我|给)?"
            r"(?:取消|退|不要)(?:掉|了|货|款|吧|得了|算了|哈|啊)*[\s。！!]*$"
        ),
        (
            r"^(?:yes|yeah|yep|right|ok)\b[^.?!]{0,20}\bdon'?t (?:want|need) (?:that|it|the)\b[^.?!]{0,16}$"
            r"|^\W*(?:(?:yes|ok|okay|then|and|so|please)\W+)*(?:cancel|refund|scrap) (?:the|my|that) [\w ]{2,24}"
            r" (?:too|as well|also)\W*$"
        ),
    ),
    "what_if_short": (
        (
            r"(?:到手|到货|收到|拆开|打开|到时候?)[^，,。]{0,6}(?:要|要是|如果|万一"
            r"|真)?[^，,。]{0,4}(?:没有?|少|缺|漏|坏|碎|不对)"
            r"[^。]{0,14}(?:拍|录|视频|照片|证据|凭证)"
        ),
        (
            r"\bif\b.{0,24}\b(?:missing|not (?:there|in)|short|broken|damaged)\b.{0,30}\b(?:photo|video"
            r"|film|record|picture|proof)\w*"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""
