"""Details of questions on dispatch, compensation, promises, complaints."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "still_sent": (
        (
            r"还(?![没未不是得])[^，,。]{0,4}[发寄送来](?![催找问])|货[^，,。]{0,6}(?:不发|怎么办|还来)|货也要"
            r"|订单[^，,。]{0,6}(?:取消|还在|没了)"
            r"|会[^，,。]{0,4}[发寄](?:货|过来)?(?:吧|吗|么|嘛|不|的)|照(?:常|样|旧)[发寄]"
        ),
        (
            r"\bstill (?:come|coming|sent|send|get (?:it|the|my)|ship)\w*|\border (?:cancel|gone|stay)\w*"
            r"|\border (?:is )?still (?:on|valid|there|active|standing)|\b(?:keep|want) the (?:goods"
            r"|order)\b.{0,20}\btoo\b"
        ),
    ),
    "owed_for_late": (
        r"说法|好处|赔|补偿|违约|罚",
        (
            r"\bcompensat\w*|\b(?:get|give me|owed?|due) (?:anything|something)\b|\bpenalt\w+"
            r"|\bmake (?:it )?up (?:for|to)\b"
        ),
    ),
    "into_their_hands": (
        r"到我?手|能到|到货|到家|送[到达]|收到|到我这|拿到|送人|赶得?上|来得?及",
        r"\b(?:arriv\w*|get here|reach(?:es)? me|receive|delivered|in my hands|in time)\b",
    ),
    "called_late": (
        r"超[了时期]|晚了|过了|逾期|迟了|没[按准]时",
        r"\b(?:late|overdue|past due)\b",
    ),
    "how_late": (
        r"(?:晚|迟|超|拖)[^，,。]{0,4}(?:多久|多少|几)(?![块元毛钱])",
        r"\bhow (?:late|overdue)\b|\bhow (?:many|much) (?:hours?|days?)\b|\bhours? late\b|\bdays? late\b",
    ),
    "claims_it": (
        r"赔|补偿|申领|领|我要|要的|登记|帮我?[申办]|办[吧了上]",
        r"\bclaim\w*|\bcompensat\w*|\b(?:take|get|give|want) (?:it|that|the money|me)\b",
    ),
    "be_told": (
        r"通知我|告诉我|提醒|跟我说|吱一?声|说一?声|(?:来|给|捎|回)(?:我)?(?:个|一个)?(?:信|话|消息)|知会|发(?:个|条)?(?:短信|消息)|(?:会|有)[^，,。]{0,3}通知|怎么知道",
        (
            r"\b(?:get|be|gets|getting) (?:told|notified|informed|alerted|updated)\b|\bnotif\w+"
            r"|\blet me know\b|\btell me when\b"
            r"|\b(?:got|send|gives?|get) (?:a |me )?(?:msg|message|sms|alert|notice)\b"
            r"|\b(?:message|e-?mail|text|ping|alert|msg) me\b|\bwill i know\b|\bhear from (?:you|any|some)"
            r"|\b(?:will|does|do|would|can) (?:some(?:one|body)|any(?:one|body)|you|u|they|the shop) (?:\w+ )?"
            r"(?:tell|let|inform|notify|update) me\b"
        ),
    ),
    "told_first": (
        r"(?:第一时间|马上|立刻|一有[^，,。]{0,6})[^，,。]{0,8}(?:讲|说|告诉|通知)|(?:跟|和|给)我(?:讲|说)",
        r"\b(?:tell|inform|update|message|text) me\b|\bfirst thing\b|\bbe informed\b",
    ),
    "tracking_told": (
        r"(?:告诉|给|发|报)[^，,。]{0,6}(?:快递)?单号|单号[^，,。]{0,6}(?:告诉|给|发)",
        r"\btracking (?:number|no|link|code)\b",
    ),
    "chat_as_proof": (
        (
            r"(?:聊天|对话|这番?话|这些话|说的话?|承诺)[^，,。?？]{0,6}(?:记录|留|存|证据|可查|查得到)"
            r"|(?:聊天|对话|话|说的|记录|承诺|答应的?|文字|^那?这[个些]?)[^，,。?？]{0,8}(?:作为|当|做|算)[^，,。]{0,3}证据|有记录[^，,。]{0,3}(?:可查|吗|没)"
        ),
        (
            r"\b(?:chat|conversation|this|what you said)\b.{0,16}\b(?:on record|kept|saved|stored|recorded"
            r"|as (?:proof|evidence))\b"
            r"|\bas (?:proof|evidence) later\b|\bin writing\b"
        ),
    ),
    "who_told": (
        (
            r"谁(?:[跟和]你|给你)?(?:说|讲|告诉)(?!了算|的算)|(?:听|从)哪[^，,。]{0,6}(?:说|听|知道)|哪来的消息"
            r"|你(?:怎么|咋)知道"
        ),
        (
            r"\bwho (?:told|tell|tells|said|says|say) (?:you|u|that|so|this|dat)\b|\bhow do you know\b"
            r"|\bwhere did you (?:get|hear)"
        ),
    ),
    "who_decides": (
        r"谁[^，,。]{0,4}(?:说了?算|定的?|决定|拍板|规定|做主)|说的算",
        (
            r"\bwho (?:decide[sd]?|says|sets?|made|makes|fixe[sd])\b|\bwhose (?:rule|decision|call)\b"
            r"|\bwho(?:'s| is) (?:deciding|in charge)\b"
        ),
    ),
    "comes_before": (
        r"(?:要是|万一|如果|那|这期间|中间|中途|在这之前|之前|突然|提前)[^。]{0,12}(?:发|到|来|动|寄|送)了?(?:货|出)?(?:呢|咋办|怎么办|怎么算|咋整|还退|[?？])",
        (
            r"\b(?:what if|and if|if)\b.{0,24}\b(?:ships?|sent|sends?|arrives?|comes?|moves?|turns? up|goes out)\b"
            r".{0,16}\b(?:before|in the meantime|meanwhile|until then|after all|anyway|earlier|first)\b"
        ),
    ),
    "gives_up_waiting": (
        r"不(?:想再?|打算|再)?等了|等不(?:了|起|及|下去)|不要了|(?:楼下|街上|超市|店里|别处|外头|外面|别家)[^，,。]{0,6}(?:买|有)|自己[去买]",
        (
            r"\b(?:not|won'?t|can'?t|cannot|tired of|done|stop) wait(?:ing)?\b"
            r"|\bdon'?t (?:want|need) (?:it|them|those)\b"
            r"|\b(?:get|buy|got|bought) (?:it|them|some|one)? ?(?:elsewhere|locally|round the corner|somewhere else)\b"
        ),
    ),
    "rest_stays": (
        (
            r"(?:剩下|其余|其他|别的|另外)[^，,。?？]{0,12}(?:不(?:会)?受影响|没影响|照发|照常|还发|还寄)|(?:不影响"
            r"|没影响)[^，,。?？]{0,4}(?:剩下|其余|其他|别的)"
        ),
        (
            r"\b(?:the rest|the others?|everything else|the remaining)\b.{0,30}"
            r"\b(?:stays?|unaffected|not affected|still (?:come|ship|sent)\w*|as (?:planned|usual))\b"
        ),
    ),
    "by_itself": (
        r"自动|主动|自己(?:就|会)?(?:到|赔|打)|还(?:要|得|是)我",
        r"\b(?:automatic\w*|by itself|on its own|without (?:me )?asking|do i (?:have|need) to (?:ask|claim|chase))\b",
    ),
    "injury_costs": (
        r"药费|医药|医疗费|看病|医院|诊费|误工|伤[^，,。]{0,6}(?:赔|钱|费)",
        r"\b(?:urgent care|hospital|medical|doctor|stitches|clinic|medicine|injur\w+|a&e|e\.?r\.?)\b",
    ),
    "counts_against_me": (
        r"违约|信用|扣分|黑名单|不良|记录[^，,。]{0,4}影响|影响[^，,。]{0,6}(?:账号|账户|信誉)",
        r"\b(?:penalt\w+|credit score|blacklist\w*|black mark|breach|held against|bad record|strike)\b",
    ),
    "leaves_it": (
        (
            r"别[^，,。]{0,4}(?:取消|退|碰|动|关)|不(?:要|用|能)?(?:取消|动|碰|关)"
            r"|(?:我|还|都)(?:是)?要(?:的|$|[，,。 ！!])|留着|保留|千万留"
        ),
        (
            r"\b(?:do not|don'?t|dun|never|not) (?:cancel|touch|drop)|\bkeep\b|\bleave\b|\bstays?\b"
            r"|\bstill want\b|\blet it come\b"
        ),
    ),
    "takes_it_up": (
        r"帮(?:我|忙)?[^，,。]{0,3}(?:提|反馈|反映|报|问|上报)[^，,。]{0,2}(?:一下|下|上去)",
        (
            r"\b(?:take (?:it|this) up|raise (?:it|this)|pass (?:it|this) (?:on|up)|escalate|put (?:it"
            r"|this) forward|look into)\b"
        ),
    ),
    "does_not_count": (
        r"不算数|算数|作数|说话算|空话|哄我|骗我|画饼",
        (
            r"\bcounts? for\b|\bbinding\b|\brely on\b|\btrust (?:you|that|this|it)\b|\bkeep (?:your|its"
            r"|their) (?:word|promise)|\bempty promise"
        ),
    ),
    "shop_named": (
        r"商家|店|卖家",
        r"(?<!\bin the )(?<!\bat the )(?<!\bin my )(?<!\bat my )\b(?:shop|seller|store|merchant|vendor)\b",
    ),
    "go_ask_shop": (
        (
            r"(?:你们?|您|平台)[^，,。]{0,5}(?:找|跟|和|问|联系|催)[^，,。]{0,3}(?:商家|店|卖家|他们)"
            r"|催[^，,。]{0,3}(?:商家|店|卖家|他)|(?:商家|店家|卖家)[^，,。]{0,3}催"
        ),
        (
            r"\b(?:can'?t|can|could|couldn'?t|would|will|won'?t) (?:you|u|ya) (?:\w+ )?(?:ask|tell|contact)\b.{0,20}"
            r"\b(?:shop|seller|them|store|merchant)\b"
            r"|\byou (?:guys |people )?(?:go|deal|talk|speak|sort|ask|contact|tell)\b.{0,20}\b(?:shop|seller"
            r"|them|store|merchant)\b"
            r"|\b(?:chase|push|hurry|rush|remind|nudge) (?:up )?(?:the )?(?:shop|seller|store|merchant|them)\b"
        ),
    ),
    "chases_shop": (
        r"催",
        r"\b(?:chas(?:e[ds]?|ing)|push(?:e[ds]|ing)?|hurry|rush|remind(?:ed)?|nudged?|urged?)\b",
    ),
    "about_courier": (
        r"快递|骑手|[派投]送员|派件|投递|配送员|送[货件餐]|师傅|驿站|送[^，,。]{1,3}的(?:小伙|那个|人|男的|女的)",
        r"\b(?:courier|rider|driver|postman|delivery (?:man|guy|boy|person|woman))\b",
    ),
    "that_person": (
        r"这个人|那个人|那人|此人",
        r"\b(?:him|her|that (?:man|guy|woman|person))\b",
    ),
    "wants_deeds": (
        (
            r"(?:别|不要|少|甭)[^，,。]{0,4}(?:道歉|废话|套话|客套|敷衍|打太极|绕)|说点(?:有用|实在|正事|实际)"
            r"|来点实际"
            r"|除了[^，,。]{0,6}催|(?:只会|光会|就会|就知道|光知道)[^，,。]{0,4}(?:催|道歉|说)"
        ),
        (
            r"\b(?:stop|no more|spare me|don'?t) (?:your |the )?(?:apolog\w+|excuses|sorry|platitudes)\b"
            r"|\bsomething useful\b|\bapart from chasing\b|\ball you (?:do|can do) is\b"
        ),
    ),
    "numbers_to_quote": (
        (
            r"报(?:哪个|什么|啥|几)|(?:要|问)我?[^，,。]{0,4}(?:订单号|单号|编号)[^，,。]{0,6}(?:商家|店)"
            r"|(?:商家|店)名?[^，,。]{0,4}(?:订单号|单号)"
        ),
        r"\bquote\b|\b(?:number|reference)\b.{0,20}\b(?:do i )?(?:give|tell) (?:them|him|the)\b",
    ),
    "refuses": (
        (
            r"(?:不|拒绝?|没)(?:认|同意|批|答应|给|肯|通过|承认|愿意)|拒(?:绝|了|赔)|耍赖|赖账|否了|驳了|驳回|(?:一口)?咬定"
            r"|[硬非死]说|死活[不说]|抵赖"
        ),
        (
            r"\b(?:refus|den(?:y|ies|ied)|reject|declin|disput)\w*|\bsays? no\b"
            r"|\b(?:won|don|doesn)'?t (?:pay|agree|accept)"
            r"|\b(?:they|shop|seller|he|she|courier) (?:just )?(?:insists?|swears?|claims?|keeps? saying)\b"
            r"|\b(?:say|says|go|goes) (?:no|nope|nah)\b|\b(?:turn|knock)s? (?:it|me|us|them) (?:down|back)\b"
        ),
    ),
    "earlier": (
        (
            r"早[点些]|提前|插[个]?队|优先|先发|加急|赶紧|快[点些]|尽快|尽早|(?:今[天晚]|明[天晚]|周|礼拜|节"
            r"|月底?)[^，,。]{0,6}前"
        ),
        (
            r"\b(?:soon(?:er)?|earlier|faster|quick(?:er|ly)?|asap|urgent\w*|rush|priority|today|tonight)\b"
            r"|\bbefore\b(?!.{0,12}\b(?:i|we)'?(?:m| am|re| are)? back)"
        ),
    ),
    "later": (
        (
            r"晚[点些一][^，,。]{0,6}[发寄]|(?:先别|先不|暂时别|缓缓|推迟|延后)[^，,。]{0,4}[发寄]?"
            r"|等我[^，,。]{0,10}(?:再|回来|搬)|[以之]后再[发寄]"
        ),
        (
            r"\b(?:hold|delay|postpone|later)\b|\b(?:not|nothing|don'?t)\b.{0,20}\b(?:until|till|before)\b"
            r"|\bun?til i\b"
        ),
    ),
    "together": (
        r"一起[发寄]|合[并在]?(?:一起|单|发|寄|包)|并(?:在)?一起|一个(?:箱子|包裹)|两[单个样][^，,。]{0,8}一",
        r"\b(?:together|tgt|combin\w+|(?:one|single|same) (?:box|parcel|package))\b",
    ),
    "more_money": (
        r"加[点些]?钱|加急费|多付|出钱",
        r"\b(?:pay (?:extra|more)|extra (?:money|fee))\b",
    ),
    "out_of_stock": (
        r"[没无缺断](?:有)?(?:现)?货|缺[^，,。]{0,3}发不|发不[了出]|停产|卖完|没库存|售罄",
        (
            r"\b(?:(?:out of|no|in no|none in) stock|no stock|sold out|discontinued|no more|can'?t (?:send|ship)"
            r"|cannot (?:send|ship|dispatch)|can not (?:send|ship))\b|\bfactory\b.{0,20}\bclosed"
        ),
    ),
    "others_got": (
        r"(?:别人|人家|其他人|别家|邻居|同事|朋友|室友|同学)[^，,。]{0,14}",
        (
            r"\b(?:other (?:people|customer|buyer)s?|everyone else|my (?:friend|colleague|neighbou?r|wife"
            r"|husband|sister|brother)'?s?|someone else|ordered after me)\b"
        ),
    ),
    "not_wanted_then": (
        r"(?:不想?要了|就不要|不要了|退(?:款|钱|了|掉|给我)|取消)",
        r"\b(?:refund|money back|cancel|don'?t want|drop it)\b",
    ),
    "some_first": (
        r"(?:先[发走寄]|先[把给].{0,12}[发走寄]|单独[^，,。]{0,6}[发寄]|分开[发寄]|有货的)",
        r"\b(?:first|separately|on ahead|by (?:itself|themselves)|ship (?:just|only))\b",
    ),
    "sees_packing": (
        r"打包|备货|配货|看[^，,。]{0,6}(?:包|发没)",
        r"\b(?:packed|packing|see if|find out)\b",
    ),
    "too_little": (
        r"(?:才|就|只)[^，,。]{0,4}赔?[这那]?[点么]?|太少|多赔|打发|多[给赔][点些]|不够|再加",
        r"\b(?:only|too little|more|pathetic|miserable|insult|not enough|tiny|mere)\b",
    ),
    "compensation_named": (
        r"赔|补偿|违约金",
        r"\b(?:compensat\w+|late (?:money|fee)|penalty|money for (?:the |being )?late\w*)\b",
    ),
    "loses": (
        r"收回|没了|作废|失效|泡汤|还(?:有|算|作数|能[领拿]|给)|影响",
        r"\b(?:lose|lost|forfeit\w*|keep the (?:compensation|money)|still (?:get|have|due|owed)|take (?:it )?back)\b",
    ),
    "sent_today": (
        (
            r"(?:今天|明天|马上|后来|已经|现在)[^，,。]{0,4}[发寄]了?|[发寄](?:出)?了[^，,。]{0,6}(?:还|赔)"
            r"|收到了"
        ),
        (
            r"\b(?:ships?|sent|sends?|send) (?:it |the goods )?(?:today|tomorrow|now)\b|\balready (?:delivered"
            r"|received|got)\b|\breceived the\b"
        ),
    ),
    "not_seen": (
        r"没(?:看?见|收到|到账|有到)|一分[^，,。]{0,4}没|[啥什][么]?都没|少了|对不上|失效|过期",
        r"\b(?:nothing|not (?:there|received|seen|in)|don'?t see|can'?t (?:see|find)|half|missing|expired)\b",
    ),
    "complains": (
        r"投诉|举报|告他|告这|申诉|维权",
        r"\bcomplain\w*|\breport (?:this|the|a|them|him)\b|\bformal\b",
    ),
    "authority": (
        r"12315|消协|消费者协会|工商|市场监管|监管部门|曝光|起诉|法院",
        (
            r"\b(?:12315|consumer (?:authority|protection|council|association|rights)|trading standards"
            r"|ombudsman|bbb|court|lawyer|sue)\b"
        ),
    ),
    "rude": (
        r"骂|辱|侮辱|阴阳怪气|态度|嘲讽|威胁|凶|嫌",
        r"\b(?:rude\w*|insult\w*|swor\w*|swear\w*|threat\w*|stupid|nasty|abus\w+)\b",
    ),
    "private_deal": (
        (
            r"加(?:我|他|她|个)?(?:的)?(?:微信|好友|私人号|私号)|私下|转账给|转给他|好评返|删[^，,。]{0,3}(?:评"
            r"|差评)"
        ),
        (
            r"\b(?:private(?:ly)?|whats?app|wechat|outside|transfer|delete my review|remov\w+ my review"
            r"|remove the review)\b"
        ),
    ),
    "no_reply": (
        r"不[理回]|没(?:有)?(?:人)?[回理]|没反应|不[在吭]|拉黑|联系不上|不接|一直不|没动静",
        (
            r"\b(?:ignor\w+|no (?:reply|answer|response)|not (?:reply|answer|respond)\w*|never (?:repl"
            r"|answer)\w*|block\w*|doesn'?t (?:reply|answer)|isn'?t answering|silent)\b"
        ),
    ),
    "reach_shop": (
        r"联系|电话|找[^，,。]{0,4}(?:商家|店|卖家)|跟[^，,。]{0,6}(?:说|讲|协商|沟通)|几点|营业|上班|在线",
        r"\b(?:contact|phone|call|speak|talk|reach|in touch|write to|tell the|open|available|message)\b",
    ),
    "review": (
        r"差评|评价|追评|好评",
        r"\breviews?\b|\bratings?\b",
    ),
    "licence": (
        r"执照|资质|注册(?:名|信息)|老板|谁开的|地址",
        r"\b(?:licen[cs]e|registered|owner|who runs|who is behind|address)\b",
    ),
    "shop_closed": (
        r"跑路|关门|倒闭|关店|关了",
        r"\b(?:clos(?:es|ed|ing) down|out of business|bankrupt|disappear\w*|shuts? down)\b",
    ),
    "without_shop": (
        r"绕过|直接[给帮]?我?[^，,。]{0,4}(?:处理|解决|办|退|批)|你们[^，,。]{0,4}(?:处理|介入|出面)",
        r"\b(?:take over|instead of the (?:seller|shop)|step in|bypass|without the (?:shop|seller))\b",
    ),
    "nobody_called": (
        r"回电|打[^，,。]{0,4}电话|来电|打给我|电话",
        r"\b(?:call(?:ed|s)?|rang|ring|phone\w*|telephon\w*)\b",
    ),
    "get_it_for_me": (
        r"[帮给替]我(?:去)?(?:搞|弄|拿|讨|要|争取|整|领)(?:到手?|下来?|过来|回来|来|掉)(?![了吗么不没])",
        r"\bget (?:it|that|the money|them) for me\b|\bmake sure i get it\b|\bsort (?:it|that) (?:out )?for me\b",
    ),
    "exchange_stays": (
        (
            r"(?:照旧|照样|照常|还是|继续|接着|依旧|仍旧|就还)(?:给我|帮我)?换(?!成|个|别)"
            r"|换货(?:那个|那边|的事|申请|那单)?[^，,。]{0,3}(?:别|甭|莫|不要|不用|勿|唔好)(?:动|撤|取消|碰)"
            r"|(?:别|不要|莫|甭)(?:把)?换货[^，,。]{0,3}(?:动|撤|取消|碰)|换货[^，,。]{0,4}(?:留着|保留|不变|照旧|照常)"
        ),
        (
            r"\b(?:keep|leave) the (?:exchange|swap|replacement)\b"
            r"|\b(?:don'?t|do not) (?:touch|cancel|drop) the (?:exchange|swap|replacement)\b"
        ),
    ),
    "pushes_them": (
        (
            r"催(?:催|哈|一下|一催|下|紧|他们|店家|商家|快递|快点|一声)(?!了|过|没)"
            r"|(?:帮我?|给我?|替我|再|你|快|赶紧|接着|继续)催(?=$|[吧啊呀嘛。，,!！])"
            r"|(?:让|叫|喊|请)(?:他们?|快递|店家|商家|卖家|师傅|物流|那边)[^，,。不别]{0,3}(?:快|抓紧|赶紧|麻利|尽快|搞快)"
        ),
        (
            r"\b(?:chase|nudge|push|hurry|poke|remind|press|prod)"
            r" (?:them|him|her|it|the (?:shop|seller|store|courier))\b(?! (?:already|yesterday|before))"
        ),
    ),
    "counts_as_sent": (
        r"(?:怎么|什么|哪样|打单|揽收|出库)[^，,。]{0,6}(?:才)?算(?:发货|发了|寄出|发出)",
        (
            r"\b(?:count|class|treat|go down|regard)\w*\b.{0,16}\b(?:gone|sent|shipped|dispatched|left|posted|out)\b"
            r"|\b(?:label|labels)\b.{0,40}\b(?:van|courier|picked up|collected|scanned)\b"
        ),
    ),
    "penalty_for_me": (
        (
            r"(?:违约金|罚金|罚款|滞纳金|逾期费)[^，,。]{0,8}(?:给|赔|付|归)我?|(?:给|赔|付|有)(?:我|点|些|不|没)?[^，,。]{0,4}(?:违约金|罚金|罚款)"
            r"|罚(?:他们|商家|店家|卖家)|(?:他们|商家|店家|卖家)[^，,。]{0,4}(?:受罚|被罚|要罚)"
        ),
        (
            r"\b(?:penalt\w+|compensation|damages|late fee|fine)\b.{0,20}\b(?:you|they|u|will|for me|to me"
            r"|give|pay|i get|owed|due"
            r"|from (?:them|you|the (?:shop|seller)))\b"
            r"|\b(?:give|pay|get|owe\w*|due|offer|receive|entitled to|claim)\b.{0,24}\b(?:penalt\w+"
            r"|compensation|damages"
            r"|late fee)\b"
            r"|\b(?:fine|punish|penali[sz]e)\w* (?:them|the (?:shop|seller|store)|him|her)\b"
            r"|\b(?:are|do|will|would) (?:they|the (?:shop|seller|store)|you) (?:get |be |being )?(?:fined"
            r"|punished|penali[sz]ed)\b"
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
    "each_day": (
        r"每天|按天|一次性|一天(?:一|多少|算)|天数|越[拖晚久]越|(?:会|还)(?:再)?(?:涨|增加|多)",
        (
            r"\b(?:each|every|per|a) day\b|\bone[- ]time\b|\bone time only\b|\bonce\b|\bdaily\b|\bper (?:hour|week)\b"
            r"|\b(?:grows?|go(?:es)? up|increases?|adds? up|rises?|accumulat\w+|keeps? (?:growing|counting|rising))\b"
            r"|\bmore (?:if|when) (?:it|they)\b|\blonger\b.{0,20}\bmore\b"
        ),
    ),
    "sum_untouched": (
        r"(?:从|扣)[^，,。]{0,4}(?:货款|退款|价)[^，,。]{0,4}(?:扣|里|出)|影响[^，,。]{0,6}(?:货款|退款|价钱|订单)",
        (
            r"\b(?:deduct\w*|subtract\w*|taken (?:off|out of|from)|comes? (?:off|out of)|cut from|minus)\b"
            r"|\bstays? (?:the )?same\b|\b(?:separate|apart) from\b|\bpart of (?:the|my) (?:refund|price|money)\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern)."""
