"""Ways of speaking that only sound like danger, and what only may happen, is denied or long past. Pure."""

from __future__ import annotations

#: Ways of speaking in which the same words mean nothing of the kind: they are taken out before anything is looked for.
FIGURES: tuple[str, ...] = (
    r"吓(?:了?我|死我)?一(?:大)?跳|服了(?:你|他|您|这)们?|[刷看读翻](?:了)?[一二两三四五六七八九\d]遍|眼睛?也?(?:花|不好使)",
    r"(?:跑|来|去|走)(?:回)?了?(?:[一二两三四五六七八九几\d]|好几|来回[一二两三四五六\d])趟",
    r"\bstung me (?:for )?[$£€]?\d",
    (
        r"(?:等(?=得|的|到|死)|急|气|烦|累|热|冷|困|饿|笑|吵|闷|丑|冻|渴|无聊|恶心|吓|难吃|难看|卡|堵|贵|坑|慢|羡慕"
        r"|尴尬)(?:得|的|到|都)?(?:我|人|我们|都|快|真的?|就|要|想|去|简直|差点|头发)*(?:死|疯|炸|冒烟|吐血"
        r"|爆炸|上吊|跳楼|撞墙|杀人)(?:我|人|了|啦|个人)*"
    ),
    r"想死(?:你|他|她|它|我)(?:们)?(?:了|啦)?|死的心都|跳楼(?:价|大?甩卖|机|促销|清仓)",
    r"自杀(?:小队|论|式|特遣队|突击队|俱乐部|专线|圈)|《[^》]{0,20}》|爆炸(?:头|糖|性|盐|贴|盒|好吃|好看)",
    r"大爆炸|(?:嗓子|喉咙|心里|七窍|头顶|脑袋)[^，。]{0,2}(?:都|快|要|在)*(?:冒烟|冒火|着火)",
    r"(?:心态|脑袋|脑子|肺|肚子|头)[^，。]{0,3}(?:爆炸|炸了?|要炸)",
    r"(?:我|人)(?:都|真的?|快|要|简直)*(?:爆炸|炸|裂开|吐血|喷血)了?|(?:冒烟|着火)(?:的|小|蛋糕|款|特效)",
    r"(?:火灾|烟雾|燃气|煤气)(?:报警|探测|警报)器?",
    r"防(?:火|烫|割|触电|漏电|爆|烧|砸|夹|磕|刺|咬|划|摔|中毒|走失|走丢|窒息|吞咽)[^，。]{0,4}",
    r"(?:烫伤|烧伤|割伤|止血|跌打|划伤|过敏)(?:膏|药膏?|贴|喷雾|软膏|敷料|凝胶|纱布|带)",
    r"(?:追剧|网购|电脑|手机|u盘|系统|电视|爱情|深度)[^，。]{0,2}中(?:了)?毒|砍(?:一刀|价)|杀价",
    r"打(?:死|骨折)(?:我)?(?:也|都)?不|骨折价|打骨折|价格[^，。]{0,3}骨折|出血(?:价|大甩卖|促销|清仓)",
    r"大出血(?=价|清|甩|促)|流血(?:价|甩卖)|受伤的(?:心|总是)|血(?:亏|赚|拼)",
    r"要(?:了)?(?:我|人)(?:的)?(?:老|半条)?命|眼睛?都(?:看)?(?:瞎|花)|伤(?:了)?(?:我的?)?心|扎心|刺(?:眼|激)",
    r"定金[^，。！？]{0,3}付了|付了[^，。！？]{0,4}定金",
    r"价格[^，。]{0,8}跳楼|看得我?都?想死|灯泡[^，。]{0,3}烧了|锅底?[^，。]{0,3}烧(?:黑|糊|焦)了",
    r"划(?:算|拨|线)|(?:着火|失火|冒烟)(?:似的|一样)",
    (
        r"(?:鱼|虾|蟹|螃蟹|花|植物|苗|树|龟|多肉|绿植|仓鼠|鹦鹉|猫|狗|草|盆栽|小鸡)[^，。！？]{0,5}(?:死(?:了|掉"
        r"|的|翘翘)|活不)[了下去成]*"
    ),
    r"\b(?:is|it's|this|that|you're|are|you guys|wait(?:ing)?|suspense)\b[\w' ]{0,12} killing (?:me|us)\b",
    r"\bdying (?:to|for|of|laughing|inside)\b",
    (
        r"\b(?:want|wanted|wanna|going|gonna|about)(?: to)? die (?:of |from )?(?:laugh\w*|embarrass\w*"
        r"|shame|cute\w*|boredom)"
    ),
    r"\bkill(?:ing|ed)? (?:time|the (?:order|deal|vibe|mood|subscription|lights?|engine|process))\b",
    r"\bto die for\b|\bsuicide (?:squad|doors?|prevention|bomb\w*|hotline|club|king)\b",
    r"\b(?:battery|phone|laptop|watch|plant|it) (?:is |keeps |has |just )?d(?:ied|ying|ies|ead)\b",
    (
        r"\bfire (?:tablet|stick|hd|tv|alarm|sale|pit|place|extinguisher|blanket|hazard|rating|retardant"
        r"|proof|works|ring|door|escape)\w*"
    ),
    r"\b(?:you|you guys|team|sales|prices?|they|we|he|she|skin) (?:is |are |was |were |'re )?on fire\b",
    r"\bsmoke (?:detector|alarm|screen|machine)s?\b",
    r"\b(?:my|the) (?:head|brain|inbox|mind|phone bill)(?:'s| is| was)? (?:explod\w+|on fire|smoking)\b",
    r"\bexplod\w+ in (?:popularity|anger|rage)\b|\bprice[sd]? (?:is |was )?shock\w*",
    (
        r"\b(?:cut|hurt|burn(?:ed|t|s)?|bleed(?:ing|s)?) (?:me |my |us |our |the |a hole in "
        r"|through )?(?:feelings?|wallet|pocket|budget|hole|price|prices|money|cash|pride|order|heart"
        r"|losses|ties)\b"
    ),
    (
        r"\bshoot (?:you|me|us|him|her|them|over) (?:an? |another |the |over )?(?:email|mail|message|text"
        r"|dm|line|note|quick)\w*"
    ),
    r"\bbroke (?:my|his|her) heart\b|\bbleeding edge\b|\bfood for thought\b",
    r"\b(?:first aid|burn cream|burn gel|burns? ointment)\b|\bmake[s]? me sick\b|\bsick (?:of|and tired)\b",
    (
        r"\bback (?:pain|ache) (?:pillow|belt|cushion)|\b(?:money|wax|oil|slow|hard|easy|time|candles?|calories"
        r"|logs?|wood) to burn\b|\bcost(?:s|ing)? (?:me )?an arm and a leg\b"
    ),
    (
        r"\b(?:phone|battery|laptop|plants?|fish|flowers?|tablet|watch|car|it)(?:'s| is| are)? (?:is "
        r"|are )?(?:about|going) to die\b"
        r"|\bdead by the time (?:it|they|this|my|you|the)\b|\bdie of (?:old age|happiness|joy|excitement"
        r"|hunger|thirst|heat|cold)\b|\brather die than (?:shop|order"
        r"|buy|use|wear|pay|come back)\b"
    ),
    (
        r"\b(?:dye|colou?rs?|ink|print|red dye)\b[^.!?]{0,12}\b(?:bleeds?|bled|bleeding)\b|\bblood from a stone\b"
        r"|\bblood, sweat\b"
    ),
    (
        r"\bstabbed (?:me|us|him|her) in the back\b|\bbeat (?:them|you|him) at\b|气(?:得"
        r"|到)?(?:我)?(?:都)?(?:快)?(?:要)?(?:吐血|出血)了?|\b(?:the )?refund was paid twice"
    ),
    r"\b(?:to (?:bits|pieces)|apart|away|off|came|broke|snapped|died) in (?:my|me|his|her|our) hands?\b",
    r"\bbroke (?:my|the) (?:bank)\b|\bhot as (?:fire|hell)\b|\bfire emoji\b",
)

#: Said of what may happen, of things, or of long ago: nobody is hurt. Looked for before the words, in their clause.
MAYBE_ZH = (
    r"(?:会不会|能不能|是否|避免|以免|免得|万一|要不要|如果|要是|假如|假设|有没有|差点|险些|防止|不易|去年"
    r"|前年|小时候|曾经|多年前|听说|新闻)"
)
#: No longer a doubt where the words go on with 了: 怕烫伤, but 怕是烫伤了.
FEARED_ZH = r"(?:(?<![一机开约体社])会(?!员|儿|议|所|有人)|容易|(?<!不)小心|怕(?!是)|担心|防(?!滑|水|晒|尘|盗|疫))"
MAYBE_EN = (
    r"\b(?:will|would|could|can(?!not| not|'t)|may|might|does|do(?! not)|if|in case|afraid|worr(?:y|ied"
    r"|ies)|prevent\w*|avoid\w*|risk|without|almost|nearly|anti|should|ever|unless|likely|threaten\w*|once"
    r"|how to|don'?t want|used to|proof|designed|claims?|news)\b"
)
#: Who asks us for help fears nothing by it.
ASKED_EN = (
    r"\b(?:can|could|would|will) (?:you|(?:some|any)(?:one|body)(?! (?:get|be|burn|hurt|die)))\b"
    r"|\bever since\b|\bcan i (?:get|have) "
    r"(?:some )?help\b|\bwhat (?:should|do|can|would) (?:i|we) do\b"
)
#: Denied: right before the words, or (of bodies) among them.
NOT_ZH = r"(?:不会|不是|没有|没|不|别|未|无|不至于|哪里|怎么会)(?:真的?|要|想|去|打算|说|被|有|再|过|任何|人)*$"
NOT_EN = (
    r"(?:\bnot|n't|\bnever|\bno one|\bnobody|\bwithout|\bno) (?:(?:going|gonna|trying|wanting|planning"
    r"|about|to|be|being|been|get|got|was|is|a|any) ){0,4}$"
)
NOT_WITHIN = (
    r"差点|险些|怕|担心|会不会|能不能|以免|防止|没(?:有)?(?:被|受|把|让|烧|烫|割|划|冒|着|电|伤|砸)"
    r"|\bnot (?!breath|mov|respond|wak)|n't (?!breath|stop|find|feel|move|moving|get|stand|see|walk|open"
    r"|respond|wak)"
)
#: An animal has its own doctor.
ANIMAL = r"狗|猫|宠物|兔子|仓鼠|鹦鹉|\b(?:dog|puppy|cat|kitten|pet|rabbit|hamster)s?\b"
#: Behind the words: long ago, or a film.
LONG_AGO_EN = (
    r"^[^.!?,]{0,24}\b(?:last year|years? ago|months? ago|as a (?:kid|child)|in (?:the|a) (?:movie|film"
    r"|book|game))\b"
)
