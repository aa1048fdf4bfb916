"""Violence: threats to others, and being threatened or attacked. Pure."""

from __future__ import annotations

from understanding.emergency_words.parts import CHILD_EN, KIN_EN, KIN_ZH

_WILL_ZH = (
    r"(?:(?<!他说)(?<!她说)(?<!扬言)要|想|(?<!他说)去|就|敢|会|早晚|迟早|非得?|一定|必须|信不信|让我|老子|等着"
    r"|带人|(?<!说)(?<!说要)(?<!扬言)找人|雇人|叫人|见[^，。]{0,6}次)"
)
_THEM_ZH = (
    r"(?:你们?|您|他们?|她们?|佢|那个|这个|那[^，。]{0,5}(?:人|的)|送[^，。]{0,2}的|快递|骑手|外卖|商家|老板"
    r"|店主|客服|店家|卖家|小哥|人(?!工|气|生)|谁)"
)
_BEAT_ZH = (
    r"(?:砍|杀(?!价|毒|青|虫|菌|鱼|猪)|捅|宰|剁|揍|弄死|打死|整死|搞死|干死|锤死|削死|打残|打断|打爆|废了|做掉"
    r"|斩死|劈死|弄残|捶|收拾死|勒死|砸死|烧死|撞死)"
)
_STAFF_EN = (
    r"(?:driver|courier|rider|delivery (?:guy|man|boy|driver|person|lady)|seller|agent|staff|manager"
    r"|shop ?keeper|owner|boss|guy|man"
    r"|woman|idiot|bastard|people|employee|neighbou?r|wife|husband|ex|boyfriend|girlfriend|postman|one|bloke"
    r"|lot|prick|team)s?"
)
_TARGET_EN = (
    rf"(?:you\b(?! (?:an?|the|up|back|for|know|if you like)\b)|him\b|her\b|them\b(?! (?:up|back|to it|on))"
    rf"|(?:the|that|this|your|those|a) (?:\w{{1,12}} )?{_STAFF_EN}\b|some(?:one|body)\b|everyone\b|people\b"
    rf"|the next (?:one|person|driver)|whoever|anyone who|every one of)"
)
_WILL_EN = (
    r"\b(?:i'?ll|i will|i would love to|i'd love to|i swear|i'm going to|i'm about to|i am going to|going to"
    r"|want to|i could|i'd like to|i intend to|let me|i might|i'm coming to|somebody should"
    r"|someone should|ready to|i have to|gonna|i wanna)(?: (?:to god|just|really|fucking|bloody|actually"
    r"|honestly|seriously|i'?ll|i will|come(?: round| over| there| down)? and|come|go"
    r"|find out where you live and|be|personally|so|literally|definitely)){0,3}"
)
_VIOLENT_EN = (
    r"(?:kill|stab|murder|strangle|attack|hurt|beat(?: up| the \w+ out of)?|harm|batter|shank|knife|choke|bash"
    r"|knock out|smack|slap|punch|maim|slaughter|gut|behead|torture|burn|bury|run over|skin|cut|slice|mow down"
    r"|throttle)"
)
_PART_EN = r"(?:face|head|skull|teeth|nose|legs?|heads|faces|neck|arms?|bones|fingers|jaw|knees|throat|kneecaps|ribs)"
_PLACE_EN = (
    r"(?:store|shop|office|warehouse|place|building|depot|house|van|windows?|car|hub|headquarters|hq|branch"
    r"|pick ?up point)"
)
_AGENT_ZH = (
    r"(?:快递员?|小哥|骑手|商家|卖家|店家|老板|客服|店主|送货的?|送外卖的?|送餐的?|外卖员|配送员|送件的?"
    r"|送货佬|师傅|他|她|佢|对方|那个?人|司机|店里)"
)
_AGENT_EN = (
    r"(?:driver|courier|rider|delivery (?:guy|man|driver|person|boy)|postman|seller|shop owner|shop|store"
    r"|owner|merchant|man|guy|bloke|neighbou?r|he|she|they|who delivers|somebody|someone|staff|manager)"
)
_ME_EN = (
    rf"(?:me|us|(?:my|our) (?:\w{{1,9}} )?(?:{KIN_EN}|kids?|children|family)|(?:my"
    rf"|our) (?:\w{{1,9}} )?{CHILD_EN}|my (?:arm|wrist|hair|hand|throat|neck|face|chest)\b)"
)

THREAT_TO_OTHERS = (
    (
        r"(?:砍|杀|捅|弄|打|揍|整|搞)(?:死|残|断|瘸)(?:了)?(?:你|他|她|那个|这个|快递|骑手|商家|老板"
        r"|客服|店|卖家|人|谁)"
    ),
    r"我(?:杀|砍|捅)(?:了|死)(?:你|他|她)",
    r"(?:想|要|去|就|敢|会)(?:杀|砍|捅)(?:了|死)?(?:你|他|她|人|那个|这个|快递|骑手|商家|老板|卖家|客服)",
    r"(?:带|拿|提|揣)(?:着|把|上|了)?(?:菜|砍)?刀(?:去|来|上门|找|过来)|同归于尽|放火烧|一把火烧了",
    r"(?:炸|烧)(?:了|掉)(?:你们?|他们?)(?:的)?(?:店|公司|仓库|楼|家)|泼硫酸",
    r"要(?:了)?(?:你|他|她|你们|他们)(?:的)?(?:狗)?命|报复社会|见血|让(?:你|他|她|你们)(?:见不到|活不过)",
    r"弄死(?:你|他|她|你们)",
    (
        r"\bi(?:'ll| will|'m going to|'m gonna| am going to| am gonna| want to| wanna| swear i'?ll"
        r"|'d like to| intend to| might) (?:\w+ )?(?:kill|stab|murder|strangle|attack|hurt|beat up"
        rf"|harm) (?:you\b|him\b|her\b|them\b|(?:the|that|this|your|those) (?:\w+ )?{_STAFF_EN}\b"
        r"|some(?:one|body)\b|everyone\b|people\b)"
    ),
    (
        r"\bi(?:'ll| will|'m going to|'m gonna| am going to| want to) (?:\w+ )?shoot (?:you|him|her"
        rf"|them|(?:the|that|your) {_STAFF_EN})\b(?! (?:an?|another|over|the) )"
    ),
    (
        r"\b(?:bomb|blow up|burn down|shoot up|set fire to) (?:your|the|this|that) (?:\w+ )?(?:store"
        r"|shop|office|warehouse|place|building|depot|house)\b"
    ),
    r"\bburn (?:your|the|this) (?:\w+ )?(?:store|shop|office|warehouse|place|building) down\b",
    r"\b(?:come|coming|go|going|show up|turn up)\b[^.!?]{0,30}\bwith (?:a|my) (?:gun|knife|bat|machete|axe)\b",
    r"\bbreak (?:your|his|her|their) (?:legs|neck|arms|face|bones)\b",
    r"\byou(?:'re| are) (?:a )?dead (?:man|meat)\b",
    r"(?:去|到|来|上)(?:你们|他们|你|他)[^，。！？]{0,8}(?:砍|杀|捅|砸)(?:人|死|店|了)",
    r"(?:过去|上门|去|来)(?:弄|收拾|干|打|砍)(?:死)?(?:你|他)(?:们)?(?!电话|的)",
    r"\b(?:find|track) (?:you|him|her|them)(?: all| down)? and (?:\w+ )?(?:hurt|kill|beat|stab|shoot)\b",
    rf"{_WILL_ZH}[^，。！？不没]{{0,8}}?{_BEAT_ZH}(?:了|死|断|爆|残|瘸|掉)*(?:那|这)?(?:个)?{_THEM_ZH}",
    (
        r"(?:把|将)(?:那|这)?(?:个)?(?:送|你们?|他们?|她|佢|快递|骑手|外卖|商家|老板|店主|客服|店家|卖家|小哥"
        r"|人)[^，。！？]{0,6}(?:砍|杀|捅|宰|剁|做|弄|打|废|灭|烧|揍)(?:死|残|断|爆|掉|瘸|了|一顿)(?!价)"
    ),
    (
        rf"{_BEAT_ZH}(?:了)?(?:你|他|她|佢)(?:们|哋)?(?:的|个|龟儿|狗|头|腿|全家|不可|$|[，。！])|(?:打爆|打断|打烂"
        r"|砍断|拧断|敲断|剁了|废了)(?:你|他|她|佢)(?:们)?(?:的)?(?:头|腿|手|狗|脑袋|嘴|脖子|两|一)"
    ),
    (
        r"(?:砸|烧|炸|点|掀|平)(?:了|掉|烂)?(?:你们?|他们?|她|这|那)(?:的|家|个)?(?:破)?(?:店|公司|仓库|驿站|门店"
        r"|楼|家|房子|车|老窝|窝)|把(?:你们?|他们?|她)(?:的|家)?(?:破)?(?:店|公司|仓库|驿站|门店|楼|家|房"
        r"|车)[^，。]{0,3}(?:砸|烧|炸|点|掀|平)"
    ),
    (
        r"(?:带|叫|(?<!说)(?<!说要)找|喊)(?:着|上|几个?)?[^，。！？]{0,6}(?:人|兄弟|弟兄"
        r"|家伙)[^，。！？]{0,6}(?:砸|砍|打|弄|废"
        r"|收拾|干)(?:了|死|残|他|你|店)|(?:带|拿|提|揣|抄)(?:着|把|上|了)?(?:菜|砍|水果)?(?:刀|棍|汽油|斧"
        r"|家伙)[^，。！？]{0,4}(?:去|来|上门|找|过|冲)"
    ),
    (
        r"见一个(?:砍|打|杀|弄)一个|(?:让|叫|告诉)你们?(?:老板|经理|领导|的?人)[^，。]{0,3}小心|跟(?:他|你|她|你们"
        r"|他们)拼命|把(?:你们?|他们?)(?:都|全)?(?:炸|杀|烧|砍|弄死)了?|卸(?:了)?(?:他|你|她)[^，。]{0,2}(?:腿"
        r"|胳膊|手|条)|(?:要|会|让)[^，。不]{0,2}(?:他|你|她)(?:们)?(?:死|不得好死)(?!心)|弄死谁|泼(?:硫酸|汽油)"
        r"|(?:拉|拖)(?:你们?|他们?|几个)[^，。]{0,4}(?:一起)?(?:死|陪葬|垫背)|大家都别(?:想)?活|付出血|雇人(?:弄"
        r"|打|砍|做)|见(?:他|你|她)?一次打(?:他|你|她)?一次|(?:查到|知道)你(?:们)?(?:家)?(?:住"
        r"|在)哪[^。]{0,6}(?:等着|小心|弄)|想杀(?:了)?(?:人|那|他|她|你)|让(?:你|他|她)(?:们)?(?:横着|躺着|断手"
        r"|断脚|见阎王|偿命)"
    ),
    r"(?:拿|带|提)(?:着|了)?(?:菜|砍)?刀[^，。！？]{0,4}(?:在|去|到|等)[^，。！？]{0,3}(?:你们|他们|店|公司|门口)",
    (
        r"\b(?:deserves?|needs?) (?:a bullet|to be (?:shot|killed|beaten|stabbed))\b|\b(?:when|next time"
        r"|if) i (?:see|catch|find|meet|get)\b[^.!?]{0,24}\b(?:he|she|you|they)(?:'s|'re| is| are|'ll be"
        r"| will be) (?:so |all |fucking )?dead\b|\bdrive (?:my|a|the) (?:car|van|truck) (?:in|into"
        r"|through) (?:your|the|their) (?:\w{1,8} )?(?:shop|store|warehouse|office|depot|window|building)"
    ),
    (
        r"\b(?:get|gets|getting) (?:his|her|your|their) (?:head|face|teeth|legs?|skull|jaw|arms?) (?:smashed"
        r"|kicked|broken|caved|bashed|knocked)|\bkick (?:your|his|her|their) (?:heads?|teeth|faces?) in\b"
    ),
    # English
    rf"{_WILL_EN} {_VIOLENT_EN} (?:up )?{_TARGET_EN}",
    (
        rf"{_WILL_EN} (?:break|smash|cave|bust|snap|slit|slash|punch|kick|knock|cut|wring|shoot|rip|blow|bash|beat"
        rf"|rearrange)(?: in| out| off)? (?:your|his|her|their|that \w+'s|the \w+'s|the {_STAFF_EN}"
        rf"|your {_STAFF_EN})(?:'s)? (?:\w{{1,9}} )?{_PART_EN}\b"
    ),
    (
        rf"{_WILL_EN} (?:smash|burn|torch|bomb|blow|shoot|trash|wreck|set fire to|petrol bomb"
        rf"|put a brick through)(?: up| down| in)? (?:your|the|his|their|that|this) (?:\w{{1,9}} )?{_PLACE_EN}\b"
        rf"|{_WILL_EN} (?:burn|blow|smash|shoot) (?:it|you|the place|this place|everything) (?:all )?(?:down|up"
        r"|to the ground)\b(?! on)"
    ),
    (
        r"\b(?:punch|smash|kick|break|cave|slit|bash)(?:ing)? (?:\w{1,6} )?(?:driver|courier|seller|man|guy|he"
        r"|that \w{1,10}|your \w{1,10})(?:'s|s) (?:face|head|teeth|throat|skull)(?: in)?\b|\b(?:break|smash|crush"
        r"|snap|cave|bust|rip|slit|slash|crack)(?:ing)?(?: in| off| every bone in| all the bones in"
        r"| open)? (?:your|his|her|their|that \w{1,10}'s) (?:\w{1,9} )?(?:face|head|teeth|office|shop|skull|neck"
        r"|throat|legs|arms|bones|body|nose|jaw)\b"
    ),
    (
        r"\b(?:put|putting|land|send) (?:you|him|her|them|that \w+|the \w+|your \w+) (?:in|to) (?:the |a "
        r"|an )?(?:hospital|grave|ground|coffin|wheelchair|er|a&e|morgue|early grave)\b|\b(?:throw|pour"
        r"|chuck) (?:\w{1,6} )?(?:acid|petrol)\b(?! wash)|\b(?:run|running|mow)(?: that| the| him"
        r"| your)*(?: \w{1,10})? (?:over|down)\b(?<=over|down)(?=.{0,20}(?:courier|driver|him))"
    ),
    (
        r"\b(?:run|running) (?:that|the|your|him|her) ?(?:\w{1,10})? over\b|\b(?:getting|gets|get|going to get"
        r"|has) (?:a |the )?(?:knife|bullet|blade) (?:in|through|between)\b|\b(?:never|won't) walk again\b"
        r"|\b(?:somebody|someone|people|you|he|they)(?:'s|'re| is| are|'ll| will)?(?: going to| gonna)? (?:get"
        r"|be) hurt if\b"
    ),
    (
        r"\b(?:bomb|blow up|burn down|shoot up|set fire to|smash up|torch) (?:your|the|this"
        rf"|that) (?:\w+ )?{_PLACE_EN}\b|\bburn (?:it|you all|your \w+) down\b|\b(?:is|you're|he's|she's"
        r"|are) (?:a )?dead (?:man|meat)\b|\bhave (?:him|her|them|you|that \w+) (?:killed|beaten|shot|sorted)\b"
        r"|\bcoming for you\b|\bbring(?:ing)? (?:a|my) (?:gun|knife|bat|machete|axe"
        rf"|hammer)\b[^.!?]{{0,20}}\b(?:your|to you|office|shop|there|round)|\b(?:find|catch|get|track down"
        rf"|wait for|hunt) (?:you|him|her|them|that \w+|the \w+|your \w+)(?: down)? and (?:\w{{1,8}} )?(?:hurt|kill"
        r"|beat|stab|shoot|break|smash|batter|punch)\b|\byou(?:'re| are| will be"
        r"|'ll be) (?:all )?dead\b(?! (?:to me|wrong|right|on))|\b(?:come|coming|go|going|show up"
        rf"|turn up)\b[^.!?]{{0,30}}\bwith (?:a|my|an) (?:\w{{1,9}} )?(?:gun|knife|bat|machete|axe|hammer|shotgun"
        r"|crowbar)\b"
    ),
    (
        r"\bi (?:\w{1,6} )?(?:know|find out|will find out|found out) where (?:you|he|she|your \w{2,12}"
        r"|the \w{2,12})(?:'s)? (?:live|lives|is|are|work|works|sleep)\b.{0,40}\b(?:burn|sorry|coming|come|regret"
        r"|kill|hurt|dead|watch|careful|visit)\b|\b(?:will|'ll) (?:\w{1,9} ){0,3}where you live and you(?:'ll"
        r"| will) be sorry\b|\bmake sure (?:he|she|you|they) never (?:walks?|works?|breathes?)\b(?! here)"
    ),
)

THREATENED = (
    r"(?:威胁|恐吓|扬言)[^，。！？]{0,6}(?:要)?(?:打|杀|砍|弄死|揍|上门|找人|报复|我(?:家)?(?:人|安全|全家))",
    (
        r"(?:快递员?|骑手|商家|卖家|老板|客服|店主|他|她|对方)[^，。！？]{0,8}(?:打(?:了)?我(?!电话|的)"
        r"|动手打|要打我(?!电话|的)|推我|殴打|跟踪我|骚扰我|猥亵|砸我家|踹我家?门)"
    ),
    r"被(?:快递员?|骑手|商家|卖家|人|他|送货的)[^，。！？]{0,4}(?:打了|殴打|威胁|恐吓|跟踪|骚扰|猥亵)",
    r"堵(?:在|着)?我家?门(?:口)?(?:不走|骂|不让)",
    (
        r"\bthreaten(?:ed|ing|s)? (?:to (?:\w+ )?(?:kill|hurt|beat|hit|stab|shoot|harm|come|attack)"
        r"|my (?:life|family|kids|children|safety)|me with)\b"
    ),
    (
        r"\b(?:driver|courier|rider|delivery (?:guy|man|driver|person)|seller|he|she|they)(?: has| have"
        r"| just| physically| is)* (?:hit|attacked|assaulted|punched|slapped|pushed|beat|followed"
        r"|stalk(?:ed|ing)|harass(?:ed|ing)|groped|grabbed) (?:me|us|my (?:wife|son|daughter|kid"
        r"|husband|mother|mum|mom))\b"
        r"(?! with (?:an? |the |more |extra |another |some |import )*"
        r"(?:dut|fee|charge|bill|tax|cost|surcharge|fine|\d))"
    ),
    (
        r"\bi (?:was|am being|got|have been|am) (?:\w+ )?(?:attacked|assaulted|stalked|harassed|beaten"
        r"|followed) by\b"
    ),
    r"(?:快递|小哥|骑手|商家|老板|卖家|送货)[^。！？]{0,10}(?:要动手|动(?:了)?手打|要打人|打人)",
    (
        r"\b(?:driver|courier|rider|delivery (?:guy|man|person)|seller|he|she|they)(?: has"
        r"| have)? threaten(?:ed|s) (?:me|us)\b"
    ),
    (
        rf"{_AGENT_ZH}[^。！？]{{0,12}}(?:说|讲|话|发|打电话|威胁|恐吓|骂|扬言|吓|吼|微信|留言"
        rf"|要)[^。！？]{{0,14}}(?:让我(?:好看|小心|等着|后悔|吃不了兜着走|没好|走着瞧|出不了)|弄(?:死)?我|打死我"
        rf"|杀(?:了)?我|要我死|打我(?!们?(?:{KIN_ZH}|家里?)?的?(?:电话|手机|号|座机)|卡|的|账)|整(?:死)?我|搞死?我"
        r"|收拾我|砍我|杀我|废我|(?:找|叫|带)人(?:来)?(?:弄|打|收拾|搞|砍|上门|堵)|(?:知道"
        rf"|晓得)我[^，。]{{0,5}}(?:住|地址|家|在哪|学校|单位|上学)|人肉|别想好过|不得安宁|不得好死|鸡犬不宁"
        r"|走夜路|出门(?:注意|小心)|要我命"
        r"|给我等着)"
    ),
    (
        r"(?:让我|叫我|令我)(?:好看|小心点?(?=$|[，。！])|吃不了兜着走|走着瞧|出门小心)"
        rf"|{_AGENT_ZH}[^。！？]{{0,10}}(?:曝光|公开|发网上|挂网上|传出去)[^。！？]{{0,4}}(?:我|地址|照片|隐私)"
        rf"|{_AGENT_ZH}[^。！？]{{0,8}}(?:把|拿)?我(?:的)?(?:照片|地址|隐私|裸照)[^。！？]{{0,4}}(?:发|曝|公开|威胁"
        rf"|勒索)|威胁[^。！？]{{0,8}}(?:公开|曝光|我|人肉|上门)(?!给差评|投诉)|人肉我"
    ),
    (
        r"(?:上门|来我家|到我家|来找我|冲到我家)[^。！？]{0,6}(?:威胁|打人|打我(?!电话|手机)|报复|堵(?!住)|闹事"
        r"|骂我|砸|算账|恐吓|弄我)|(?:威胁|恐吓|吓)(?:我|俾|话)|寄(?:了|来)?(?:给我)?[^，。！？]{0,6}(?:冥币"
        r"|刀片|花圈|死老鼠|寿衣)|给我寄[^，。！？]{0,4}(?:冥币|刀片|花圈|死老鼠|寿衣)"
        r"|骂我[^。！？]{0,6}要来找我"
    ),
    (
        rf"(?:{_AGENT_ZH})[^。！？]{{0,8}}(?:把我(?:推|摁|打|按|拽|踢|掐|堵)|推(?:倒|了|搡)?(?:我(?!给|去|到|来"
        rf"|了?[^，。]{{0,3}}(?:天|次|回))|{KIN_ZH})|打(?:了|人|伤|起)?(?:我(?!们?(?:{KIN_ZH}|家里?)?的?(?:电话"
        rf"|手机|号|座机|这|那)|的|卡|账|款|钱|票)|(?<!我){KIN_ZH}(?!的?(?:电话|手机)))|扇(?:了)?(?:我|{KIN_ZH})|踹"
        rf"|踢(?:了)?(?:我|{KIN_ZH})|掐(?:我|住)|拽(?:我|住)|摸(?:了)?我|抱(?:住)?我|吐(?:我|口水)"
        rf"|拿[^，。]{{0,6}}(?:砸|打|砍|捅|指着|扔)(?:我|人)|抢(?:了)?我|堵(?:在|住|着)?(?:我|门|家)|砸门(?!口)"
        r"|闯进|闯入|尾随|跟踪|跟着我|偷拍|骚扰|猥亵|亮刀|掏出刀)"
    ),
    (
        rf"(?:被|遭|俾){_AGENT_ZH}[^，。！？]{{0,4}}(?:打了|打伤|殴打|威胁|恐吓|吓|跟踪|尾随|骚扰|猥亵|推倒|踢|扇)"
        rf"|(?:站|堵|蹲|守|赖)(?:在|着)?[^，。]{{0,2}}我?家?门(?:口|外)[^，。]{{0,3}}(?:不走|不肯走|骂|不让|砸|踹"
        rf"|踢)|门口[^，。]{{0,3}}(?:踹|砸|踢)门|把我堵|不走[^，。]{{0,3}}(?:我好?怕|害怕)"
    ),
    (
        rf"{_AGENT_ZH}[^。！？]{{0,8}}(?:你给我等着|天天来|会再嚟|还会再来找)[^。]{{0,4}}"
        rf"|在(?:我家)?门口[^。]{{0,8}}(?:砸门|踹门)"
    ),
    # English
    (
        rf"\b{_AGENT_EN}(?:'s|'d)?(?: [\w']{{1,10}}){{0,6}} (?:shov(?:ed|ing)|push(?:ed|ing)|hit|kick(?:ed|ing)"
        rf"|punch(?:ed|ing)|slapp(?:ed|ing)|grabb(?:ed|ing)|spat (?:at|on)|swung (?:\w{{1,6}} ){{0,2}}at|(?:threw"
        r"|took) a (?:punch|swing) at|attack(?:ed|ing)|assault(?:ed|ing)|headbutted|choked|groped|touched"
        r"|follow(?:ed|ing|s)|stalk(?:ed|ing)|harass(?:ed|ing|es)|beat(?:ing)?(?: up)?"
        rf"|threw (?:\w{{1,9}} ){{1,2}}at|pulled a (?:knife|gun) on|cornered|dragged|bit|scratched|knocked down"
        rf"|blackmail(?:ed|ing|s)) {_ME_EN}\b(?! (?:with (?:an? |the |more |extra |another |some |import )*(?:dut"
        r"|fee|charge|bill|tax|cost|surcharge|fine|\d)|up on|back (?:with|on)|off with|for (?:the|a) (?:fee"
        r"|review)|(?:delivery|order|parcel|date|gate|car|fence|dog|door)))"
    ),
    (
        rf"\b{_AGENT_EN}(?:'s|'d)?(?: has| have| just| even| also)* threaten(?:ed|s|ing)? (?:me|us|that (?:he|they"
        r"|she)|he(?:'d|'ll)?|they(?:'d|'ll)?|to (?:\w+ )?(?:kill|hurt|beat|hit|stab|shoot|harm|come|attack|find"
        r"|post|punch|burn|smash|send|visit|rape|hunt|poison|slap|run))\b|\bthreaten(?:ed|ing"
        r"|s)? (?:to (?:\w+ )?(?:kill|hurt|beat|hit|stab|shoot|harm|attack)|my (?:life|family|kids|children"
        r"|safety)|me\b)(?! with (?:a )?(?:fee|bill|court|lawyer|charge|fine))"
    ),
    (
        rf"\b{_AGENT_EN}(?: \w{{1,9}}){{0,3}} (?:said|says|told|texted|messaged|texts|wrote|shouted|yelled|messages"
        rf"|screamed|warned)\b[^.!?]{{0,30}}(?:knows? (?:where (?:i|we) live|my (?:home|house|address|kids|school))"
        rf"|(?:come|comes|coming|be|send \w{{1,9}}) (?:back with|to my (?:house|home|door|place|work)|round with"
        r"|back and|after me|for me)|find me|sort me out|teach me a lesson|watch (?:my|your) back|(?:i|you)(?:'ll"
        r"| will)? (?:regret it|be sorry)|hurt|kill|beat|stab|smash|break my|burn my|post my (?:address|photos?"
        r"|pictures?|name|details)|make me pay|make my life)"
    ),
    (
        r"\b(?:come|comes|coming|send (?:people|someone|guys|somebody)|turn up|show up) (?:\w{1,6} ){0,2}(?:to"
        r"|at) my (?:house|home|door|place|work)\b[^.!?]{0,20}\b(?:if i|unless|review|delete|complain|report)"
        r"|\b(?:post|share|leak|publish) my (?:address|photos?|pictures?|nudes|details)[^.!?]{0,24}(?:online"
        r"|if i|unless|review)|\bblackmail\w*\b|\bsend (?:people|someone|guys) to my (?:house|home|place|door)"
        r"|\bwatch your back\b"
    ),
    (
        rf"\b{_AGENT_EN}(?:'s| is| was| has been| keeps)?(?: still)? (?:banging|bang|hammering|kicking"
        rf"|pounding) (?:on|at|down|in)? ?my (?:front )?door\b|\b{_AGENT_EN}(?:'s"
        rf"| is)? (?:\w{{1,8}} ){{0,2}}(?:outside|at my door|at the door|in my (?:house"
        rf"|hall))[^.!?]{{0,20}}(?:won't (?:leave|go)|refus|scream|shout|not leav|scared)|\b(?:i'm|i am) (?:so "
        rf"|really )?(?:scared|afraid|terrified)[^.!?]{{0,20}}\b(?:driver|courier|seller|he|him"
        rf"|man)\b(?=.{{0,30}}(?:outside|door|leave|come|hurt|follow|back))|\bexposed himself\b|\bpulled (?:a"
        r"|his) (?:knife|gun)\b|\btouched me\b(?! by)|\bscream(?:ing|ed) at me\b"
    ),
    (
        r"\b(?:keeps|kept|won't stop|is) (?:texting|messaging|calling|ringing) me (?:at night|late|every night"
        r"|and (?:came|comes|following))|\bhe threatened\b|\b(?:forc\w+|push\w*) (?:his|her|their) way in\b"
        r"|\braised (?:his|her) (?:fist|hand)\b|\bhands? (?:round|around|on) my (?:throat|neck)\b"
        r"|\btried to (?:come|get|force|push) (?:his way |her way )?in\b(?! (?:touch|the))|\b(?:picture"
        r"|photo)s? of my (?:front door|house|home|kids?|car)\b[^.!?]{0,24}\b(?:careful|watch|saying|threat)"
        r"|\bhiding (?:in|from|behind)\b[^.!?]{0,30}\b(?:driver|courier|delivery|he|man|guy)\b"
        r"|\btrying to (?:get|break) in(?:to)?\b(?! (?:touch|my account|the app))|\bpeople who(?:'ll"
        r"| will) (?:visit|find|come)\b"
    ),
)
