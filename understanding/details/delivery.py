"""Details of questions on delivery and missing parcels, and the note for the courier that some words hold."""

from __future__ import annotations

import re

DETAILS: dict[str, tuple[str, str]] = {
    "courier_phone": (
        (r"(?:师傅|小哥|快递员?|派送员?|送货的|小伙子|骑手|司机|他)[^，,。？?]{0,6}(?:电话|手机|号码|联系方式)"
        r"|(?:电话|手机号?|联系方式)[^，,。]{0,6}(?:有没有|有吗|多少|给我|发我)"
        r"|(?:怎么|咋|如何)联系[^，,。]{0,3}(?:快递|派送|师傅|小哥)|(?:打|找)(?:电话)?[^，,。]{0,3}(?:打)?给谁"),
        (r"\b(?:phone|telephone|mobile|contact) ?(?:no\b|number|details)?.{0,24}\b(?:courier|driver|rider|fellow|him)\b"
        r"|\b(?:courier|driver|rider|fellow|his)(?:'?s)?\b.{0,24}\b(?:phone|telephone|mobile|number)\b"
        r"|\bcall the (?:rider|driver|courier)\b|\bwho .{0,20}\bcall\b"),
    ),
    "destination": (
        r"[寄送发投派](?:到|去|往|给)[^，,。了]{0,4}(?:哪|什么|谁)(?![^，,。]{0,3}了)|地址|收货人|填的",
        (r"\baddress(?:ed)?\b|\b(?:going|sent|shipped|headed|deliver\w*|sending|shipping) (?:it |them )?to\b"
        r"|\bwhere(?:'s| is| are| will| does)? .{0,24}\b(?:going|headed|destination)\b|\bdestination\b"),
    ),
    "call_first": (
        (r"(?:打|拨)[^，,。]{0,3}(?:我|给我)[^，,。]{0,3}电话|给我打(?:个)?电话|打(?:个)?电话给我|(?:提前"
        r"|先)[^，,。]{0,4}(?:联系|打|通知)"),
        r"\b(?:call|ring|phone|text) me\b",
    ),
    "tracking_number": (
        r"单号|运单|快递号|物流号|编号",
        (r"\b(?:tracking|waybill|consignment|reference) ?(?:no\b|nos\b|numbers?|code)|\b(?:what|which) number\b"
        r"|\bnumber (?:to|i|for) (?:show|give|quote|tell|collect|need)\b"
        r"|\bnumbers?[,.]? (?:please|pls|again)\b|^\W*number\W*$|\btracking (?:please|pls|again)\b"
        r"|\b(?:check|track|follow) (?:it|that) (?:my|our)sel(?:f|ves)\b"),
    ),
    "pickup_code": (
        (
            r"取[件货][^，,。]{0,3}[码号]|提货码|^码(?:呢|是|给|发|多少|[？?])|开柜|(?:柜|箱)[^，,。]{0,4}(?:打不开"
            r"|没反应|怎么开|咋开)"
        ),
        r"\b(?:pick-?up|locker|collection) ?(?:code|pin)\b|\bopen (?:the|that|this)\b.{0,16}\blocker\b|\bcode\b",
    ),
    "not_home": (
        (r"不在家|没人(?:在)?家?|没有?人在|家里(?:头)?(?:一个人也)?没"
        r"|(?:找|联系|打)不[到上通着]我|我?没接(?:到|着)?(?:他|快递)?的?电话"),
        (r"\bnot (?:at )?home\b|\b(?:can'?t|cannot|don'?t) (?:find|reach) me\b"
        r"|\b(?:i|we) (?:miss|missed|am not in)\b|\bi'?m not in\b"
        r"|\bnobody\b.{0,20}\b(?:home|house|in)\b|\bdo(?:n'?t| not) hear\b|\b(?:am"
        r"|i'?m) (?:out|away)\b"),
    ),
    "leave_it_be": (r"不用管|不管|别管|放着|随它", r"\b(?:leave it|ignore it|do anything (?:about|with))\b"),
    "refuses_parcel": (
        r"拒收|不(?:想)?签|别签|不(?:要|想)?收(?![费钱您到])|让[^，,。]{0,4}退回去",
        (r"\brefuse (?:it|them|the|this|that|delivery|to (?:take|accept|sign))\b|\bturn it away\b"
        r"|\b(?:can'?t|cannot|not) (?:refuse|sign|accept)\b|\bsend it back\b"),
    ),
    "customs": (
        r"清关|海关|关税|报关|(?:[交补缴上纳征扣罚收要付出掏打]|进口|行邮|综合)[^，,。个]{0,2}税(?!号|务|票|控)|包税|税[金钱款费](?!票)",
        r"\bcustoms?\b|\bdut(?:y|ies)\b|\b(?:import )?tax(?:es)?\b|\bvat\b|\bclearance\b|\btariffs?\b|\blev(?:y|ies)\b",
    ),
    "id_wanted": (
        r"身份证|实名|证件|护照|补[^，,。]{0,3}(?:资料|材料)",
        r"\b(?:my|an|the) id\b|\bid (?:card|number|copy)\b|\bidentity\b|\bpassport\b|\bpersonal (?:data|details)\b",
    ),
    "documents": (
        r"材料|资料|文件|单证|手续",
        r"\b(?:documents?|papers?|paperwork|forms?)\b",
    ),
    "does_not_pay": (
        r"不(?:交|付|给|缴|补|提供|传|上传|配合)(?:钱|税|资料|材料)?|没交",
        r"\b(?:don'?t|do not|not|refuse to|never) (?:pay|send|provide|give|upload|submit)\b",
    ),
    "customs_return": (
        r"退运|(?:退|打)回(?:去|商家|来)|被?(?:没收|扣下|罚没|销毁)",
        r"\bseiz\w+|\b(?:sent|goes|go|returned|turned) back\b|\breturned to\b|\bconfiscat\w+|\bdestroy\w+",
    ),
    "freight_named": (r"运费|邮费|快递费", r"\bpostage\b|\b(?:return )?shipping\b"),
    "extra_cost": (
        r"(?:加|补|另外|额外|再|多)[^，,。]{0,4}(?:钱|运费|费用|收费)|收(?:钱|费)",
        r"\bextra\b|\bsurcharge\b|\b(?:cost|charge|pay)\b.{0,16}\b(?:more|again|remote|twice)\b|\bpostage\b",
    ),
    "wish_tried_again": (
        r"(?:重新|再)(?:给我)?[派送](?:送)?(?:一次|一趟|一下|吧|呗)?|二次派送",
        r"\bredeliver\w*|\b(?:bring|deliver|try)\b.{0,12}\b(?:again|round)\b",
    ),
    "wish_other_place": (
        (r"自己[^，,。]{0,6}(?:拿|取|提)|(?:放|搁|丢|扔|送|存|交)[^，,。]{0,6}(?:门口|驿站|菜鸟|柜|门卫|保安|物业|前台|网点|楼上|上楼|上门|自提"
         r"|代收|公司|单位|小卖部|店里|楼|邻居)"
        r"|(?:自提|代收|送货上门|送上楼|扛上)|(?:不要|别)(?:放|丢|扔)"),
        (r"\b(?:pick|collect|fetch) (?:it|them)\b.{0,16}\bmyself\b"
        r"|\bleave (?:it|them|the (?:parcel|package|box))\b|\b(?:at|by|to) the (?:door|porch|gate|reception|side)\b"
        r"|\bguard ?house\b|\bneighbou?r\b.{0,20}\b(?:accept|take)|\b(?:pick|collect) it (?:up )?my|\bupstairs\b"
        r"|\bfloor\b"
        r"|\b(?:left|leave|dropped) (?:\w+ )?(?:with|at) (?:the |my )?(?:concierge|reception|neighbou?r|desk"
        r"|guard|shop)"
        r"|\b(?:locker|parcel shop|depot|station)\b.{0,12}\b(?:instead|in person|not home)"),
    ),
    "wish_other_time": (
        (r"(?:改|换|推|约|顺延|延)[^，,。]{0,8}(?:[今明后]天|周|礼拜|星期|上午|下午|晚上|中午|点)|(?:[今明后]天"
         r"|周.|礼拜.|星期.|点(?:之?后)?)[^，,。]{0,3}(?:再)?(?:送|派)"
        r"|(?:白天|晚上|下班)[^，,。]{0,4}(?:再)?(?:送|派)"),
        (r"\b(?:deliver|come|bring|make|move[d]?|slot|round)\b.{0,30}\b(?:tomorrow|tmr|today|tonight|evening"
         r"|morning|afternoon"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|after \w+)\b"),
    ),
    "wish_forwarded": (
        (r"转(?:寄|送|到|去|投|给|发)|改(?:送|派|寄)|转[\u4e00-\u9fff]{1,4}(?:区|市|路|街|园)"
        r"|送到[^，,。]{2,}(?:路|街|号|村|镇)"),
        r"\b(?:redirect|forward|reroute|divert)\b|\bnew address\b|\bcorrected address\b",
    ),
    "wish_held": (
        (r"(?:先|帮我|给我)?(?:留|扣|存|放)(?:着|在网点|在站点|几天)|别(?:急着)?(?:送|派)|先别(?:送|派)|暂存"
        r"|拦(?:截|下)"),
        r"\bhold (?:it|on to|the)\b|\bon hold\b|\bkeep it (?:at|for)\b|\bintercept\b|\bstop the (?:parcel|delivery)\b",
    ),
    "to_courier": (
        (r"(?:跟|和|给|让|叫|告诉|通知|转告|联系)[^，,。]{0,8}(?:快递|小哥|师傅|派送|送货|司机|骑手|顺丰|中通"
         r"|圆通|申通|韵达|京东|德邦|极兔|邮政|他)"
        r"[^，,。]{0,4}(?:说|讲|放|送|派|打|改|转|别|把|不|先|给|明|晚|留|一声)|转告|带个话|捎个话"),
        (r"\b(?:tell|ask|get|let|instruct|ping|have)\b (?:the )?(?:courier|driver|rider|carrier|depot|them|him"
         r"|dhl|dpd|ups|fedex|royal mail)\b"
        r"|\bpass\b.{0,40}\bon to\b"),
    ),
    "asks_whether": (
        r"[?？吗么]|行不行|还是不|能不能|可不可以|可以不|行不|^(?:能|可以|可否)|不[?？。\s]*$",
        r"\?|^\s*(?:can|could|may|is|are|do|does|will|am|ok to)\b|\bpossible\b",
    ),
    "chase": (r"催", r"\b(?:chase|hurry|push|rush|speed)\b"),
    "is_normal": (r"正常|有没有问题|没事吧", r"\bnormal\b|\bis that (?:ok|usual)\b|\bshould i worry\b"),
    "how_long_still": (
        r"多久[^，,。]{0,8}(?:才?算|没动|不动)|(?:不动|没更新|没动静)[^，,。]{0,6}(?:才?算|多久)|算(?:有问题|异常|丢)",
        (r"\bhow long\b.{0,40}\b(?:regarded|counts?|considered|normal|lost|stand still)\b"
        r"|\bwhen .{0,16}\bcounts? as\b"),
    ),
    "chased_yet": (
        r"催过|催了(?:没|吗)|联系过|有没有催|问过",
        r"\b(?:have|did) you (?:\w+ )?(?:chase|contact|ask|push)\w*|\bchased (?:it|them) (?:yet|already)\b",
    ),
    "asks_which_place": (
        r"(?:送|寄|发|派)[到去往]?(?:哪|什么地方|啥地方)|哪个(?:地址|驿站|网点)",
        r"\bwhere (?:to\b|will|is it (?:going|being)|does it go)|\bwhich (?:address|place)\b|\bto where\b",
    ),
    "asks_cost": (
        r"(?:要|得|会)不?(?:要|会)?[^，,。]{0,4}(?:花|出|付|掏|收|扣)[^，,。]{0,3}(?:钱|费)|谁(?:出|掏|付)|免费",
        r"\b(?:cost|pay|fee|free|charged?)\b",
    ),
    "asks_account": (
        r"(?:退|打|还|回)(?:到|去|回|在)?(?:了)?(?:哪|什么)|哪(?:个|张)?(?:卡|账户|账号)|原路",
        (r"\b(?:which|what) (?:card|account)\b|\bback (?:on)?to (?:my|which|what)\b|"
        r"\bwhere (?:does|will|is) the money\b|\bto (?:my|the same) (?:card|account|wallet|paypal)\b"),
    ),
    "dispatch_named": (
        (
            r"发货|[几哪][号天日][^，,。?？]{0,3}[发寄]|(?:什么|啥)时候[^，,。?？]{0,3}[发寄]|[发寄]了?没|没[发寄]"
            r"|还[^，,。]{0,3}[发寄]"
        ),
        r"\b(?:ship(?:s|ped|ping)?|dispatch\w*|sent out|send out|sends?|leaves?|leaving|posted)\b",
    ),
    "the_rest": (
        r"剩下|其余|另外(?:那|的|一)|别的(?:呢|几)|还有(?:那|一|两|几)",
        r"\b(?:the rest|the others?|the remaining|what about the)\b",
    ),
    "comes_when": (
        (
            r"(?:[今明后][天儿日]|几时|几点|什么时候|啥时候|哪天)[^，,。?？]{0,4}(?:能)?(?:送|到货|到家|送到|来"
            r"|到(?![底账]))"
        ),
        (r"\b(?:when|what time|today|tomorrow)\b.{0,20}\b(?:com(?:e|es|ing)|arriv\w*|deliver\w*|get here)\b"
        r"|\b(?:com(?:e|es|ing)|arriv\w*|deliver\w*)\b.{0,12}\b(?:today|tomorrow)\b"),
    ),
    "hears_when": (
        (
            r"(?:几[天时点号]|多久|什么时候|啥时候|何时)[^，,。?？]{0,6}(?:回话|答复|回复|回音|消息|结果|通知|告诉)"
            r"|(?:答复|回复|结果|消息)[^，,。?？]{0,4}(?:几[天时点号]|多久|什么时候|啥时候|何时)"
        ),
        r"\b(?:when|how long|how soon|by when)\b.{0,24}\b(?:hear|answer|know|reply|news|tell)\w*",
    ),
    "left_at_point": (
        r"(?:放|扔|丢|搁|塞)[^，,。]{0,3}(?:驿站|代收点|柜|自提)",
        r"\b(?:leaves?|puts?|dumps?|drops?) (?:it|them)\b.{0,20}\b(?:locker|pick-?up|point|depot|shop)\b",
    ),
    "as_normal": (
        r"照常送|正常送|还(?:是)?按原来|按原来的送|不用改了|照旧送",
        r"\b(?:deliver|bring|send)\b.{0,16}\bas (?:normal|usual|planned|before)\b|\bas it was\b",
    ),
    "kept_how_long": (
        r"(?:放|留|存|保管?|待)(?:得)?(?:几|多少)[天日]|(?:放|留|存|保管?)多久|能放多久|最晚[^，,。]{0,4}取",
        r"\bhow long\b.{0,24}\b(?:keep|kept|hold|held|stay)\w*|\bkept (?:for|until)\b",
    ),
    "counts_as_lost": (
        r"(?:算|按|判|当)[^，,。]{0,2}丢",
        r"\b(?:call(?:ed)?|counts?|consider(?:ed)?|declared?|regard(?:ed)?)\b.{0,10}\blost\b",
    ),
    "comes_again": (
        r"(?:再|重新|今[天儿]|还)(?:来|送|派)|来不来",
        r"\b(?:coming|comes?|come) (?:back|again|round)\b|\bback today\b|\btry again\b|\bredeliver\w*",
    ),
    "which_point": (
        (
            r"(?:驿站|代收点|自提点|柜子?|网点|站点|取[件货]?)[^，,。?？]{0,4}(?:在)?(?:哪|什么地方|啥地方|怎么走)"
            r"|去哪[^，,。]{0,3}(?:取|拿|领)"
            r"|(?:俩|两[个家]?|好几[个家]?|[三四]个|有几[个家])(?:驿站|柜|代收|网点|菜鸟|取件点)|哪一?[个家边头](?:驿站|柜|代收|网点|菜鸟|点|店|门)"
            r"|(?:具体|到底|究竟)?是哪一?[个家边](?:呀|啊|呢|来着|[?？]|$)"
        ),
        r"\bwhere\b.{0,24}\b(?:pick-?up|collect|locker|point|depot|get it from)\b",
    ),
    "is_lost": (
        r"(?:是不是|会不会|不会是?|该不会)[^，,。]{0,6}(?:丢|弄没|搞没)|丢了?(?:没|吗|吧|呀|不)|丢没丢",
        r"\b(?:is|was|has|been|got|gone|it) (?:\w+ ){0,2}lost\b|\blost (?:or not|already)\b",
    ),
    "come_yet": (
        r"(?:到|送到|送达|送来)了?(?:没有?|不曾|未)|到没到|送没送到|(?:已经|是不是)(?:送)?到了?[吗么]?",
        (r"\b(?:arrived?|delivered|come|reach(?:ed)?|here)\b.{0,10}\b(?:yet|already|or not|anot|liao)\b"
        r"|\bhas (?:it|my \w+) (?:arrived|been delivered|come)\b"),
    ),
    "who_looks": (
        (r"(?:谁|哪个)[^，,。]{0,3}在?(?:查|找|跟进|处理|核实)|谁(?:在)?(?:管|负责)(?:这|查|找)"
        r"|打(?:个)?电话[^，,。]{0,4}(?:有用|管用|行不|行吗|可以)|我(?:自己|直接)?[^，,。]{0,3}打[^，,。]{0,6}(?:有用|管用|行不|行吗)"),
        (r"\bwho(?:'?s| is)? (?:\w+ ){0,3}(?:look|search|chas|check|handl|investigat)\w+"
        r"|\b(?:should|can|shall|could|do|must|may) i (?:just |also |not )?(?:call|ring|phone|contact)\b"
        r"|\b(?:any|no) use (?:in |if i )?(?:call|ring|phon|contact)\w*"),
    ),
    "waits_first": (
        (r"(?:再|先|就)等|等到?(?:[今明后]天|周|礼拜|星期|[一两二三几\d]+ ?天)|(?:[明后]天|周.|礼拜.|到时候?)"
        r"[^，,。]{0,4}(?:还|再|仍|要)"
        r"[^，,。]{0,4}(?:没|不)"),
        (r"\b(?:wait|give it|give them)\b|\b(?:if|unless)\b.{0,50}\b(?:by|until|before|on) "
        r"(?:then\b|tomorrow|tmr|tonight"
        r"|the \d|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"),
    ),
    "when_it_comes": (
        (
            r"(?:到了|送来了?|来了|送到了?)(?:的话|之?后|以后|时候?)?[^，,。]{0,5}(?:咋|怎|要不要|该|收不收|签不签"
            r"|还签|要签)"
        ),
        (r"\b(?:when|once|after) (?:it|that|this|they|the \w+|the other \w+)"
        r"(?: \w+)? (?:comes?|arrives?|gets here|is delivered)\b"
        r"|\b(?:what|how) (?:do|should|must) i do with (?:it|that|the (?:parcel|other|second))\b"),
    ),
    "courier_not_blamed": (
        r"(?:不是|不怪|没怪|不赖)[^，,。]{0,4}(?:快递|小哥|师傅)|(?:快递|小哥|师傅)[^，,。]{0,3}(?:没错|没问题)",
        (r"\b(?:don'?t|do not|not|isn'?t)\b.{0,30}"
        r"\b(?:courier|driver|carrier)(?:'s)?\b.{0,16}\b(?:issue|fault|problem|blame)\b"
        r"|\bnot the (?:courier|driver|carrier)'s fault\b"),
    ),
    "chase_the_shop": (
        (
            r"催(?:一?下|催)?(?:那个)?(?:商家|店家|卖家|店里|老板)|(?:商家|店家|卖家)那边[^，,。]{0,4}催|(?:不是|别"
            r"|不用|甭)催?快递"
        ),
        (r"\b(?:chase|push|hurry|rush|remind|urge) (?:up )?the (?:shop|seller|store|merchant)\b"
        r"|\b(?:shop|seller|store|merchant)\b.{0,30}\bnot the (?:courier|carrier|driver)\b"),
    ),
    "split": (
        (r"(?:怎么|咋|为什么|为啥|还)?分[^，,。]{0,3}(?:两|三|几|开)|(?:两|三|几)个(?:快递|包裹|单号)|俩(?:单号"
        r"|快递|包裹)?|漏发"),
        r"\b(?:two|three|several|both) (?:parcels|boxes|packages|cartons|tracking)\b|\bsplit\b|\bleft (?:it )?out\b",
    ),
    "not_in_time": (r"赶不上|来不及|等不及|到不了的?话", r"\bin time\b|\btoo late\b"),
    "signed_by": (
        r"谁[^，,。]{0,3}(?:签|领|取|拿|收)|签的字|签收人|底单|代签|冒领",
        r"\bwho (?:\w+ ){0,4}sign\w*|\bsignature\b|\bwho took\b|\bsigned (?:for )?by\b",
    ),
    "left_where": (
        (
            r"[放搁丢扔撂摆存](?:在|到|了)*(?:哪|什么(?:地方|位置)|何处|啥地方)|哪[个座栋扇道](?:驿站|门|代收点|柜|楼|岗)|哪里头"
            r"|(?:具体|到底)[^，,。]{0,4}(?:位置|地点|哪儿?)"
        ),
        (r"\bwhere (?:exactly )?(?:did|has|have|was)\b|\bwhich (?:porch|door|neighbou?r|locker|post office)\b"
        r"|\bwhere .{0,12}\bput\b"),
    ),
    "bears_loss": (
        r"谁(?:来|该|要|应该?|得|去)*(?:赔|负责|承担|管|出钱|买单|兜)|算谁|(?:哪一?[方家个边]|何方)[^，,。]{0,4}(?:赔|负责|承担|认|出)|由谁|该谁|谁的(?:责任|错)|打水漂|白(?:丢|花)",
        (r"\bfault\b|\bresponsib\w+|\bwhose (?:job|problem|mess|fault)\b"
         r"|\bwho (?:must |has to |should )?(?:pays?|bears?)\b|\b(?:bear|lose"
         r"|out) .{0,16}\b(?:loss|money|me)\b"
        r"|\bam i out\b|\bwho do i blame\b"),
    ),
    "turns_up_later": (
        (
            r"(?:又|再|后来|以后|后面|过几天|万一)[^，,。]{0,12}(?:送来|送回|还回|送到|冒出来|找[到着]|出现|还我"
            r"|到了|来了)"
        ),
        (
            r"(?<!never )(?<!n't )(?<!not )(?<!dont )(?:\bturns? up\b|\bshows? up\b|\bappears?\b)"
            r"|\bfound (?:later|after)\b|\barrives? after\b|\bcomes? after all\b"
        ),
    ),
    "looked_around": (
        (r"(?:门口|邻居|物业|驿站|家里人?|保安|门卫)[^，,。]{0,8}(?:没有?|都没|问[过了遍]|翻|找[过了遍]|说没)"
        r"|问[过了遍][^，,。]{0,4}(?:邻居|物业|驿站)"),
        r"\b(?:asked|checked|looked|searched)\b|\bneighbou?rs?\b.{0,16}\b(?:no|not|haven'?t|hasn'?t|don'?t)\b",
    ),
    "which_faster": (r"哪个(?:更)?快|(?:退款|补发)[^，,。]{0,4}快|快还是", r"\bfaster\b|\bquicker\b|\bsooner\b"),
    "money_wished": (
        r"退(?:款|钱|我|给|了|吧|货款)|还钱|赔钱",
        r"\brefund\b|\bmoney back\b|\bmy money\b|\bpay me back\b",
    ),
    "again_wished": (
        r"补发|补一|补寄|补给|补吧|重发|重新[发寄]|再[发寄]一|再给我[发寄]",
        (r"\bresend\b|\bsend\b.{0,20}\b(?:again|another|new one|second one|replacement)\b|\breplacement\b"
        r"|\b(?:another|new|second) one\b|\b(?:post|ship|mail|deliver|dispatch|courier|send) (?:it |this |them |me )?"
        r"(?:one (?:more|other) time|again|once more|a second time|one more)\b"),
    ),
    "turned_up_now": (
        (
            r"找[到着]了|取到了|拿到了|(?:邻居|家人|室友|同事|老公|老婆|妈|爸|门卫)[^，,。没不]{0,4}(?:拿|收|领"
            r"|取)(?:走)?了(?![吗没吧])|(?:刚|才|已经)[^，,。不没]{0,6}(?:送|拿|带)(?:过|下|上)?来了|(?:在"
            r"|是)[^，,。]{0,8}(?:收|放|拿)[^，,。]{0,3}(?:了|的)[^，,。]{0,6}不用"
        ),
        (r"\bfound (?:it|them|the)\b|\bturned up\b|\bfalse alarm\b|\bhad it all along\b|\bnot lost\b|\bnvm\b"
        r"|\b(?:neighbou?r|aunt(?:ie|y)?|uncle|guard|watchman|maid|helper|wife|husband|roommate|caretaker"
        r"|next door)\b.{0,30}"
        r"\b(?:has|had|have|took|take|got|kept|keeps?|collected|received|accepted) (?:it|them|my|in)\b"
        r"|\bbrought (?:it|them) (?:down|up|round|over|back|to me)\b|\b(?:is|it'?s) here (?:now|after all)\b"
        r"|\b(?:arrived|came|come) after all\b|\bshowed up\b"),
    ),
    "came_short": (
        (
            r"(?:\d{1,2}|[一二两三四五六七八九十])[双件个只盒包袋瓶条套份支片块][^，,。]{0,4}(?:只|就|才)(?:有|到|来|收到|剩)了?(?:\d{1,2}|[一二两三四五六七八九十])"
            r"|(?:买|拍|订|下单|要)了?[^，,。]{0,6}(?:\d{1,2}|[一二两三四五六七八九十])[^，,。]{0,5}(?:只|就|才)?(?:来|到|收到|发|送|寄)了?[^，,。]{0,3}(?:\d{1,2}|[一二两三四五六七八九十])"
            r"|(?:只|就|才)(?:来|到|收到|送到|寄来|发来|收着|送来)了?(?:个|[一二两三四五六七八九十\d]|[\u4e00-\u9fff])[^，,。？?]{0,8}[，,。？?\s]+[^，,。]{1,8}(?:呢|没|少|缺|漏)"
            r"|[少缺漏]了?(?:\d{1,2}|[一二两三四五六七八九十]|半)(?!分|毛|块|元|天|个?(?:小时|月|星期))"
        ),
        (
            r"\b(?:bought|ordered|paid for)\b.{0,30}\b(?:only|just)\b.{0,16}\b(?:came|got|arrived|in the box)\b"
            r"|\b(?:only|just)\b[^,.?!]{0,24}\b(?:came|arrived|turned up|in the (?:box|parcel))\b"
            r"[^a-z]+(?:the|my|but|no|where)\b"
            r"|\b\w+ of the (?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)\b"
            r"[^.?!]{0,40}\b(?:came|arrived|turned up|in the (?:box|parcel))\b"
            r"(?![^.?!]{0,16}\b(?:broken|cracked|damaged|smashed|faulty|chipped|wrong|dead|torn)\b)"
        ),
    ),
    "piece_missing": (
        (r"(?:少|缺|漏)(?:了|发|装|放|寄|给)*[^，,。不]{0,4}"
        r"(?:[一两二三四五六七八九十几\d]+ ?[个件包盒颗支只袋瓶套条根样把块张双本片]"
        r"|配件|螺丝|说明书|一半)|(?:没有?|缺|少|不见)[^，,。到]{0,6}(?:螺丝|配件|说明书|遥控器|充电器|盖子"
        r"|吸管|电池|钥匙|数据线)"
        r"|只有[一两二三四五六七八九十\d]+ ?[个件包盒颗支只袋瓶套条根样双本片]|(?:漏|少)(?:发|装)"),
        (r"\b(?:one|two|three|four|a|some|\d+) (?:\w+ ){0,3}(?:missing|short)\b"
        r"|\b(?:is|are|was|were) (?:missing|short)\b"
        r"|\b(?:not|isn'?t|wasn'?t|aren'?t|weren'?t|no) (?:\w+ ){0,5}(?:in|inside) the (?:box|parcel|package)\b"
        r"|\bonly (?:got |received |had |came with )?\d+\b|\bno (?:bag|packet|pack|set) of\b"
        r"|\bmissing (?:the|a|its|from|piece|part)"),
    ),
    "proof_asked": (
        (
            r"(?:有没有|有无|拿出|给我看|能不能看|看一?下)[^，,。]{0,8}(?:照片|底单|凭证|签名|监控|录像)|(?:照片"
            r"|底单|凭证|签名|监控)[^，,。]{0,4}(?:有吗|有没有)|(?:查|调)[^，,。]{0,3}监控"
        ),
        (r"\b(?:is|was) there (?:\w+ ){0,4}(?:photo|pics?\b|picture|proof|signature|footage)"
        r"|\b(?:do|did) (?:they|you|he) have\b"),
    ),
    "courier_unreachable": (
        r"打不通(?!我)|没人接|不接(?:电话|我)?|占线|关机|打了?[^，,。]{0,6}没接",
        (
            r"\b(?:no answer|no one answers|nobody (?:answers|picks up)|engaged|switched off)\b"
            r"|\b(?:doesn'?t|don'?t|won'?t) pick up\b"
        ),
    ),
    "did_not_refuse": (
        (
            r"(?:没|没有|未|不是我)[^，,。]{0,3}拒收|没(?:见|看|接|收)(?:着|到|过)[^，,。]{0,6}(?:快递|电话|人|通知)"
            r"|没(?:人|谁)[^，,。]{0,3}(?:联系|通知|打)"
        ),
        (
            r"\b(?:didn'?t|did not|never) refuse\b|\bnobody (?:called|came|rang)\b"
            r"|\bnever (?:saw|got) (?:the courier|a call)\b"
        ),
    ),
    "courier_silent": (
        r"(?:不|没)(?:给我|跟我)?(?:打|拨|接)[^，,。]{0,3}电话|不联系|电话[^，,。]{0,3}(?:不打|没打)",
        r"\b(?:doesn'?t|don'?t|never|not|without) (?:call|ring|phon|text|knock)\w*",
    ),
    "opening_hours": (
        r"几点(?:关门|下班|开门|上班|开)|营业|开到几点|(?:关|开)门(?:没|了吗)",
        (r"\bopening hours\b|\bwhat time\b.{0,24}\b(?:close|open|shut)\w*"
        r"|\b(?:open|closed?|shut) (?:until|till|on|at)\b"),
    ),
    "other_collects": (
        (r"(?:让|叫|请|托|找)[^，,。]{1,6}(?:去|帮我|来)[^，,。]{0,2}(?:拿|取|领)|代取|帮我[拿取]"
        r"|(?:让|叫|请|托|找)[^，,。]{1,6}(?:拿|取|领)(?:行|可以|成|得|吗|么|不)"),
        (r"\b(?:somebody|someone) else\b.{0,16}\b(?:collect|pick)"
        r"|\b(?:can|could|may) (?:my \w+|he|she|they|a friend) (?:collect|pick|fetch)"),
    ),
    "courier_denies": (
        r"(?:快递|小哥|他们?)[^，,。]{0,8}(?:不承认|不认|说送了|坚持|咬定|耍赖)|不承认丢",
        r"\b(?:courier|driver|carrier|he|they)\b.{0,16}\b(?:insist|swear|claim|deny|den(?:y|ies)|says? he did)\w*",
    ),
    "refuses_wish": (
        r"(?:不|没)(?:肯|给|让|同意|愿意|送|转|上楼)|拒绝",
        r"\b(?:refuse|won'?t|doesn'?t|don'?t|can'?t|says? no)\b",
    ),
    "not_moved": (
        r"(?:没|不|冇|唔)(?:见|个)?(?:动静|动弹|挪窝|挪动|动过|动身)|动静(?:都|也)?没有?|一动不动|(?:咋|怎么|还)(?:还)?没(?:个)?影|没人管",
        (
            r"\bnothing(?:'s| is| has| seems to be)? (?:happen|mov)\w*|\bhas ?n['o]?t (?:budged|moved|gone anywhere)\b"
            r"|\bno (?:sign of )?movement\b|\bstill (?:sat|sitting|just sitting) (?:there|in)\b"
        ),
    ),
    "import_charges": (
        r"费用|这笔钱|\d+欧|(?:商家|店家)[^，,。]{0,4}(?:出|付|承担)",
        (
            r"\bcharges?\b|\bfees?\b|\b\d+ (?:euros?|quid|pounds?|dollars?)\b|\bimport\b"
            r"|\b(?:shop|seller|they|you)\b.{0,12}\bpay (?:it|that|this|for)\b"
        ),
    ),
    "any_problem": (
        r"(?:有没有|有什么|有啥|出了?(?:什么|啥)|是不是有|真的?有)(?:问题|毛病|状况|麻烦)",
        (
            r"\b(?:is|are|was|has|have|got) (?:\w+ ){0,3}(?:any|a|some|really a|really any) (?:\w+ )?"
            r"(?:problem|issue|trouble|hold[- ]?up)s?\b.{0,16}\b(?:with|on|about)\b"
            r"|\b(?:anything|something) wrong with (?:it|my (?:order|parcel)|the (?:order|parcel))\b"
        ),
    ),
}  # fmt: skip
"""Name: (Chinese pattern, English pattern)."""

WISHES = (
    "call_first", "wish_tried_again", "wish_other_place", "wish_other_time", "wish_forwarded", "wish_held",
)  # fmt: skip
"""What the courier can be told to do, by the names of the details."""

_PIECE = re.compile(
    r"螺丝|配件|说明书|遥控器|充电器|盖子|吸管|电池|钥匙|数据线|支架|底座"
    r"|\b(?:hinge )?screws?\b"
    r"|\b(?:manual|remote|charger|lid|batter(?:y|ies)|keys?|cable|bracket|stand|straps?|bolts?|plugs?)\b",
    re.IGNORECASE,
)


def piece_named(text: str) -> str:
    """The spare part that the words name, as they name it: 螺丝, screws; empty where they name none we know."""
    match = _PIECE.search(text)
    return match[0].lower() if match else ""


_COURIERS = (
    r"(?:快递(?:员|小哥)?|小哥|师傅|派送员?|送货(?:的|员)?|送快递的|司机|骑手|他们?"
    r"|(?:顺丰|中通|圆通|申通|韵达|京东|德邦|极兔|邮政)(?:快递|速递|速运)?)"
)
_LEAD = re.compile(
    rf"^(?P<zh>.{{0,12}}?)(?:跟|和|给|让|叫|告诉|通知|转告|联系)(?:一下)?(?:那个|你们)?(?:送)?{_COURIERS}(?:那边|公司)?"
    r"(?:打个?电话(?=[说讲让叫]))?(?:说一声|说一下|说说|讲一声|讲一下|说|讲|一声)?(?:让他|叫他)?[，,：:\s]*"
    r"|^(?P<en>.*?)\b(?:tell|ask|get|let|instruct|ping|contact|have)\b (?:the )?(?:courier|driver|rider|carrier|depot"
    r"|them|him|[A-Z]\w+)"
    r"(?: please)?(?: and (?:tell|ask|instruct) (?:him|them))?(?: know)?\s*(?:to |that )?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    (
        r"^(?:那就|那你|那|你|就|我能|我可以|我想|麻烦您?|请您?|帮我|帮忙|能不能|可不可以|可以|能"
        r"|please |pls |can you |could you |would you )+"
    ),
    re.IGNORECASE,
)
_AFTER = re.compile(
    (
        r"[，,\s]*(?:行不行|可不可以|能不能|可以[吗不]|行[吗不]|好[吗不]|吗|吧|呗|哈|啊|呀|哦|谢谢|就行|please|pls"
        r"|thanks|thx|or not)?[\s?？。.!！]*$"
    ),
    re.IGNORECASE,
)
_ASKED = re.compile(r"能不能|可不可以|能否|可否|(?<=[\s，,])(?:能|可以)(?=[放打送改留给转换等搁存])")
_ASKING = re.compile(r"(?<=[\u4e00-\u9fff])[吗么](?=[\s，,。?？])[?？]?")
_ASKED_EN = re.compile(r"\b(?:can|could|will|would) (?:you|they|he|she)(?: please)? ", re.IGNORECASE)
"""What asks us whether; the courier is asked to: 到了能不能打我电话 becomes 到了请打我电话."""
_OF_THE_PARCEL = re.compile(
    r"(?:别|不要|不许|甭)[^，,。]{0,4}(?:放|丢|扔|送|寄|派|存|按|敲)[^，,。]{0,6}[，,。\s]+$"
    r"|\b(?:do not|don['’]?t|never|no) (?:\w+ ){0,2}?(?:leav\w+|drop\w*|deliver\w*|put|ring|knock|throw)\b"
    r"[^,.;]{0,30}[,.;]+\s+$",
    re.IGNORECASE,
)
_LONGEST = 160


def courier_note(text: str) -> str:
    """What the courier is to be told, without the words that are meant for us: 那帮我跟快递说一声改明天 gives 改明天.

    Where little is left of them the words stand as they are.
    """
    whole = " ".join(text.split())
    lead = _LEAD.match(whole)
    rest = _BEFORE.sub("", whole[lead.end() :] if lead else whole)
    rest = _ASKED_EN.sub("please ", _ASKED.sub("请", _AFTER.sub("", rest)))
    rest = _ASKING.sub("", rest)
    first = (lead["zh"] or lead["en"] or "") if lead else ""
    if _OF_THE_PARCEL.search(first):  # 别放门口，让快递送之前打个电话: both are for them
        rest = f"{_BEFORE.sub('', first)}{rest}"
    kept = rest if len(rest) >= 3 else _AFTER.sub("", whole)
    return (kept or whole)[:_LONGEST]
