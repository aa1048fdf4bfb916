"""English by family: who or what × what happened × where, in either order and across a full stop. Pure.

The other modules hold patterns of one sentence. People also tell it in pieces ("Paddling pool. He went under. He's very
sleepy now"), so these take two broad classes of words and a window between them.
"""

from __future__ import annotations

from understanding.emergency_words.parts import CHILD_EN, KIN_EN, LIMB_EN, OWN_EN, Emergency

#: What only might happen, or is kept from happening, stands between no two parts of a danger.
_MIGHT = r"\b(?:if|in case|could|would|might|avoid|prevent\w*|protect\w*|proof|safe for|so that|looks? like)\b"
_LOOSE = rf"(?:(?!{_MIGHT})[^\n])"
#: Nor does a denial, where the words would be said of ordinary things as well.
_STRICT = rf"(?:(?!{_MIGHT}|n't\b|\b(?:not|never|no)\b)[^\n])"


def _around(one: str, other: str, within: int, gap: str = _LOOSE) -> str:
    """`one` with `other` before or behind it.

    Only the first is matched, so that a denial inside the second does no harm.
    """
    return rf"(?:{one})(?={gap}{{0,{within}}}?(?:{other}))|(?:{other})(?={gap}{{0,{within}}}?(?:{one}))"


def _after(one: str, other: str, within: int, gap: str = _LOOSE) -> str:
    return rf"(?:{one})(?={gap}{{0,{within}}}?(?:{other}))"


_NEXT = r"(?: [\w']{1,12})"
_BE = (
    r"(?:'s|'re|'m| is| are| was| were| am| has| have| had| been| got| gets| just| all| now| so| very| really"
    r"| still| keeps)*"
)
_CANT = r"(?:can't|couldn't|won't|wouldn't|not|isn't|aren't|hasn't|hardly|barely|unable to|stopped)"
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"

# --- self-harm

_BLADE = (
    r"(?:razors?|blades?|knife|knives|rope|noose|pills|tablets|paracetamol|insulin|gun|sleeping \w+|scissors"
    r"|bleach|belt)"
)
_DRUGS = (
    r"(?:tablets?|pills|capsules|paracetamols?|ibuprofen|aspirin|tylenol|panadol|xanax|sleepers|meds|medication"
    r"|medicines?|antidepressants|insulin|codeine|tramadol|diazepam|valium|painkillers|sedatives|melatonin)"
)
_LOVED = (
    r"(?:every(?:one|body)|(?:my|the|his|her|our) (?:\w{1,8} )?(?:kids?|children|family|wife|husband|mum|mom"
    r"|mother|dad"
    r"|father|parents|friends?|son|daughter|sister|brother|girls?|boys?|baby|partner)|people|them all|all of them)"
)

SELF_HARM = (
    (
        rf"\b(?:hoard\w*|saving up|stockpil\w*|hiding) (?:my |up |all |the |her |his )*(?:\w{{1,9}} )?{_DRUGS}\b"
        r"|\b(?:when|by the time) you (?:read|get|see) this,? i(?:'ll| will| am|'m)? (?:be )?(?:gone|dead|not be)"
        rf"|\b(?:platform|bridge|roof|ledge|tracks)\b(?=[^\n]{{0,40}}\b(?:almost|nearly) (?:did it|jumped|went"
        r"|let go)\b)|\b(?:tonight|today|now) i (?:finish|end|do) (?:it|everything|all|myself)\b"
    ),
    (
        r"\b(?:i am|i'm|i|i will|i'll) (?:going to |want to |will )?kill me\b(?= today| tonight| now| here|$"
        r"|[.,!])|\b(?:everything|all|it(?:'s| is) all) (?:is )?ready for tonight\b|\bend(?:ing)? my (?:journey"
        r"|story|chapter|time|days|existence|pain)\b|\b(?:text\w*|tell\w*|call\w*|messag\w*) (?:every(?:one|body)"
        r"|us all|all of us)(?: that)? (?:she|he|i) loves? (?:them|us|you)\b|\bgun (?:is )?(?:in|on) my (?:lap"
        r"|hand|mouth|bed|head)\b|\b(?:give me (?:one |a )?reason|tell me why) (?:not(?=$|[.!?])"
        r"|not to (?:die|jump|end|do it)|to (?:live|stay alive|carry on|go on))\b"
    ),
    (
        rf"\b(?:lin\w+|laid|set|counted|count\w*|crush\w*) (?:\w{{1,6}} ){{0,3}}{_DRUGS}(?: \w{{1,5}})? (?:up"
        rf"|out)\b|\b{_DRUGS} (?:are |all )*(?:lined up|laid out|counted)\b|\bcut(?:ting)? too deep\b(?! into)"
        r"|\bwon't have to worry about (?:me|him|her) (?:any ?more|again|much longer)\b|\bdone (?:being"
        r"|with being) (?:a burden|alive|here|me|this person|the problem)\b|\b(?:finish|finished|done) with (?:my "
        r"|this |the )?(?:life|living|world)\b"
    ),
    (
        r"\b(?:hang\w*|swing\w*|dangl\w*) (?:\w{1,6} )?from (?:the|a|that|my) (?:tree|beam|banister|ceiling"
        r"|rafters?|door|hook|bridge|loft|stairs)\b(?=[^\n]{0,30}\b(?:garden|tonight|rope|myself"
        r"|neck)\b)(?! (?:light|lamp))|\b(?:tied|tying|made|making) (?:a |the |his |her |my )(?:rope|noose"
        r"|belt)\b(?=[^\n]{0,30}\b(?:garage|loft|tree|beam|ceiling|banister|attic|shed|neck|stairs|bedroom)\b)"
        r"|\b(?:wish|hope|wished|hoping|pray) (?:a|the|that|some) (?:\w{1,6} )?(?:car|bus|train|truck|lorry|plane"
        r"|driver) (?:had|would|will|'d|just)? ?(?:hit|hits|kill|killed|kills|run over|crash\w*)\b"
    ),
    (
        r"\b(?:wrote|written|left) (?:a|the|my) note\b(?=[^\n]{0,40}\b(?:under|find|for when|goodbye|pillow"
        r"|keyboard|desk drawer|sorry|why)\b)(?! (?:for|to) (?:the |your )?(?:driver|courier|postman))|\b(?:bye"
        r"|goodbye|sorry)\b(?=[^\n]{0,40}\b(?:took|has|with|got|and) (?:\w{1,9} ){0,2}(?:gun|rope|pills|razor"
        r"|noose)\b)|\b(?:look|star|drawn|walk)\w* (?:\w{1,5} )?(?:at|to|by|near|along) (?:the )?(?:train tracks"
        r"|railway|bridge|rails)\b(?! (?:street|road|cafe|station))|\bnobody needs me\b|\bno ?one needs me\b"
    ),
    _around(
        r"\b(?:on purpose|deliberately|intentionally)\b",
        (
            r"\b(?:i|she|he|myself)\b(?: \w{1,6}){0,3} (?:cut|swallow\w*|took|drank|overdos\w*|burn\w*|crash\w*"
            r"|did it|hurt|stopped eating|starv\w*)\b"
        ),
        60,
    ),
    (
        r"\bsleep (?:for (?:good|ever|eternity)|forever|eternally)\b(?! (?:in|on|with|under) (?:this|it|your|the"
        r"|these))|\bi won't (?:care|be a problem|matter|be (?:your|a|anybody's|anyone's) (?:problem|burden"
        r"|trouble)) (?:\w{1,8} )?(?:by|after|for) (?:sunday|saturday|friday|monday|tuesday|wednesday|thursday"
        r"|tomorrow|tonight|then|any\w+|much longer|next week)\b|\b(?:not|won't)(?: going to)? be a (?:problem"
        r"|burden|bother|nuisance) (?:for|to) (?:any\w+|you|them|every\w+)\b|\b(?:all"
        r"|everything) i need for tonight\b"
    ),
    (
        r"\bone (?:step|jump|push|pull) and (?:it's|its|it is|i'm|all is|everything is)(?: all)? (?:done|over|gone"
        r"|finished)\b|\b(?:wife|husband|mum|mom|son|daughter|partner|he|she)(?:'s| is)? (?:dead|died|passed"
        r"|gone)\b(?=[^\n]{0,50}\b(?:i(?:'ll| will| want to| think i| should)? (?:go|follow|join|be) (?:after|with"
        r"|to)? ?(?:him|her)|join (?:him|her)|go after (?:him|her))\b)|\bgo peacefully\b|\bexit bag\b"
        r"|\bhelium\b(?=[^\n]{0,50}\b(?:peaceful\w*|painless|go|end|die)\b)"
    ),
    _around(
        (
            r"\b(?:wrote|text(?:ed|s)?|post(?:ed|s)?|said|says|message[d]?)(?: \w{1,8}){0,4} (?:sorry|goodbye"
            r"|forgive|love you all|i love you|last message)\b"
        ),
        (
            r"\b(?:phone is off|phone off|not answering|isn't answering|won't answer|not picking up|locked"
            r"|can't reach|can't find|gone quiet|missing)\b"
        ),
        60,
    ),
    (
        r"\b(?:don't|do not|not) want to see (?:tomorrow|another day|the morning|next (?:week|year))\b"
        r"|\b(?:my )?life is (?:finish\w*|over|done|ended|ruined|nothing)\b(?=[^\n]{0,60}\b(?:drink|die|end|kill"
        r"|no (?:job|money|hope)|hang|jump)\b)|\bi (?:will|'ll|am going to|want to|go) (?:drink|take|swallow"
        r"|eat) (?:the |some |rat )*(?:pesticide|poison|bleach|sniper|insecticide|acid|rat poison|weed ?killer)\b"
        r"|\btop(?:ping|ped)? (?:my|him|her)self\b|\bhang(?:ing)? (?:my|him|her)self\b"
    ),
    # a wish to be gone, and what goes on without me
    _around(
        (
            r"\b(?:after|once|when|before|by the time) i(?:'m| am)?(?: all)? (?:gone|dead|go)\b(?! (?:to|for|on"
            r"|out|away|in|back|and|down|home|into|with|shopping|abroad))"
        ),
        r"\b(?:remember me|funeral|kids|inherit\w*|goodbyes?|closing everything|close everything|affairs|my choice"
        r"|memor\w+|sort(?:ing)? my (?:stuff|things)|look after|forgive|password|will (?:get|have|need) (?:it"
        r"|the money)"
        r"|don't have long|not long left)\b",
        70,
    ),
    _around(
        (
            r"\b(?:i won't|i'm not going to|i don't plan on|i'm not planning on|not planning to|i will not) (?:be"
            r"|being) (?:here|around|alive)\b"
        ),
        r"\b(?:sort(?:ing)? (?:out )?my (?:stuff|things|clothes)|my (?:kids|children|sister|mum|mom|son"
        r"|daughter|wife|husband)"
        r"(?:'s)? (?:can|could|should|will|'ll|gets?|keeps?)|goodbye|letters?|forgive|memory|remember me|funeral"
        rf"|{_BLADE}|so it doesn't matter|doesn't matter (?:any|now)|tired of (?:it all|everything|this life))\b",
        70,
    ),
    (
        r"\b(?:won't|not) be needing (?:any of (?:it|this|them|that)|anything|money|clothes|them any)\b"
        r"|\bwon't need (?:any(?:thing| of (?:it|this|that))|money|it) (?:where i'm going|after (?:tonight|today"
        r"|tomorrow|this))"
    ),
    (
        r"\bwhere i'm going\b(?=.{0,24}\b(?:need|matter|pain|peace|no)\b)|\bnothing (?:will )?matters? (?:after"
        r"|from) (?:tonight|tomorrow|today)\b"
    ),
    _around(
        (
            r"\b(?:won't|never going to|not going to) (?:ever )?hear from me again\b|\blast (?:time|message"
            r"|thing) (?:you'll|you will|i'll|i will) (?:ever )?(?:hear|get|see|send|order)"
        ),
        rf"\b(?:{_BLADE}|nobody will|no one will|goodbye|sorry for everything|peace|funeral)\b",
        50,
    ),
    (
        r"\bmeet (?:my|the|our) (?:maker|creator)\b|\b(?:going|go|want) to (?:god|be with (?:my (?:late )?\w{2,9}"
        r"|him|her|them) (?:in heaven|again|up there|on the other side))\b"
    ),
    (
        r"\b(?:better|good|best)(?: that| if)? i(?:'m| am| be) (?:no more|gone|dead|not (?:here|there|alive))\b"
        r"|\bi (?:will|want to|should|better) (?:be )?no more\b"
    ),
    (
        r"\b(?:don't|can't|didn't) (?:really )?(?:see|think|picture|imagine|believe) (?:myself|i'll|i will"
        r"|i'm going to|i can|me) (?:\w{1,6} )?(?:mak(?:e|ing) it|surviv\w+|liv(?:e|ing) (?:to|past|until|through"
        r"|another)|still be(?:ing)? (?:here|alive)|last(?:ing)?(?= (?:the|till|until|to|another|much)))\b"
    ),
    (
        r"\b(?:don't|can't|cannot|no longer) see (?:a|any|the|my) (?:way|future|light|tomorrow"
        r"|point)(?: (?:forward|out|through|for me|for myself|ahead|in (?:this )?life))?(?! of (?:this|the|a|my"
        r"|your)| to | in (?:pay|wait|buy|keep|return|order))(?=$|[.,!?;]| any| and| i'm| but| because| now)"
    ),
    (
        r"\blife (?:isn't|is not|not|was never) (?:for|meant for|made for) me\b|\b(?:wasn't|isn't|not) (?:made"
        r"|meant|built|cut out) for (?:this )?(?:life|world|living|earth)\b"
    ),
    (
        r"\b(?:fed up|tired|sick|exhausted|weary|done) (?:of|with|from|by) (?:this |my |the |all )?(?:life|living"
        r"|existence|world|existing|breathing|being here)\b(?! (?:insur|time|hack))"
    ),
    (
        r"\bfeel (?:to|like to) (?:end|die|go away from|finish)\b|\bwant (?:to )?(?:not|no) (?:more )?live\b"
        r"|\blive (?:no|any) ?more i don't\b|\bwant(?:ed|s|ing)? (?:to )?(?:just )?(?:be gone|stop being here"
        r"|stop existing|leave everything behind|not be around|be with the angels)\b|\b(?:disappear"
        r"|vanish) from (?:this |the )?(?:world|earth|life|planet)\b"
    ),
    (
        r"\b(?:sleep|rest|my eyes)\b(?: \w{1,9}){0,4} (?:and|but|so i) (?:i )?(?:never|not"
        r"|don't)(?: have)?(?: to)? (?:ever )?(?:wak|open)\w*"
    ),
    (
        r"\b(?:not|never|don't want to|hope i don't|hoping i don't|wish i didn't"
        r"|wish i don't) (?:ever )?(?:wak(?:e|ing)) up (?:again|tomorrow|ever|in the morning|any more|from it)\b"
    ),
    (
        r"\b(?:want|need)(?: it| this| everything|ed it)(?: all)?(?: to)?(?: just)? (?:stop|to stop|be over"
        r"|to be over|end|to end) (?:tonight|now forever|for good|forever)\b|\bjust (?:want|need) (?:it"
        r"|this)(?: all)? to (?:stop|end|be over)\b(?=[^\n]{0,60}\b(?:pain|alone|letters?|hurt\w*|tired|lost)\b)"
        r"|\b(?:letters|lost the \w+|alone|hurts)\b(?=[^\n]{0,60}\bjust want (?:it|this)(?: all)? to (?:stop|end"
        r"|be over)\b)"
    ),
    (
        r"\b(?:worth|worthy) more dead\b|\b(?:family|they|kids|wife|everyone"
        r"|all)(?: \w{1,8}){0,4} better (?:off )?with(?:out (?:me|him|her)\b|(?: the| my| his"
        r"| her) (?:life )?insurance)"
    ),
    (
        r"\b(?:weight|load|problem|drain|waste|dead weight|nuisance|disappointment) (?:on|for|to) (?:my|the"
        r"|every) ?(?:kids|children|family|one|body|parents|wife|husband)\b|\bonly a (?:weight|burden|problem"
        r"|drain)\b"
    ),
    (
        r"\b(?:nobody|no ?one|who|none|not a soul)(?: here| even| in this world| out there)?(?: would|'d|'ll| will"
        r"| is going to| going to)? (?:\w{1,6} )?(?:cry|mourn|weep|grieve|come to (?:my|the) funeral|miss me"
        r"|care if i|notice if i|notice i'm gone|notice me gone|find me)\b"
    ),
    (
        r"\bmy (?:own )?funeral\b(?! (?:dress|outfit|suit|flowers?|order|wreath|hat|director))|\b(?:need|use"
        r"|have) it for (?:the|my) funeral\b|\bbury me\b|\bmy (?:grave|coffin)\b"
    ),
    # farewell, affairs in order
    _after(
        (
            r"\b(?:wrote|written|writing|write|left|leaving|wrote out"
            r"|finish\w* writing)(?: \w{1,9}){0,2} (?:letters?|notes?|goodbyes?|messages)(?: \w{1,6})? (?:to|for) "
        ),
        _LOVED,
        12,
    ),
    r"\b(?:written|wrote|finished|posted|sealed) (?:the|my|all the|all my|their) (?:letters|notes|goodbyes)\b",
    (
        r"\b(?:say(?:s|ing)?|said) (?:my |his |her |their |final |his last )*(?:goodbyes?|byes?"
        rf"|farewells?)(?: to)? (?:{_LOVED}|friends|us|me|the dog|the cat|on (?:insta|facebook|snap|line))\b"
        r"|\bsaid (?:my|his|her|their) goodbyes\b"
    ),
    _around(
        (
            r"\b(?:sent|gave|giv(?:en|ing)|left|leaving) (?:\w{1,8} ){0,3}(?:passwords?|(?:his|her|their"
            r"|my) (?:things|stuff|belongings|clothes|savings|bike|phone|cat|dog))\b"
        ),
        (
            r"\b(?:look after (?:the|my|his|her)|take care of (?:the|my|his|her)|goodbye|won't need (?:it|them)"
            r"|not picking up|isn't (?:picking|answering)|not answering|sorry for everything|tired of life"
            r"|i love you all)\b"
        ),
        60,
    ),
    (
        r"\b(?:got|have|made|has|set|picked|chosen|there's) (?:a|my|the|his|her) (?:plan|date|day|place|method"
        r"|spot)(?: and (?:a|the|my) (?:plan|date|time|place|method|day))? (?:and|for (?:it|ending)|to (?:end|die"
        r"|go))?\b(?=[^\n]{0,50}\b(?:tidying|affairs|end(?:ing)? it|goodbye|letters?|die|gone)\b)|\b(?:tidy|sort"
        r"|put|get|clos|wrap)\w* (?:up )?(?:all )?my (?:affairs|life|whole life)(?: in order| up)?\b"
    ),
    # oneself hurt, and attempts
    (
        r"\bi(?:'ve| have)?(?: just| been)? (?:cut|burn(?:t|ed)|scratch(?:ed)?|hurt|self ?harmed"
        r"|relapsed) (?:again|last night|tonight|my(?:self)? again)\b(?! (?:because|on|by|with|off))"
    ),
    (
        r"\b(?:scratching|cutting|burning|slicing|picking|carving|biting) (?:at )?(?:my|her|his) (?:own )?(?:arms?"
        r"|wrists?|legs?|thighs?|skin|stomach)\b(?! (?:hair|board))|\b(?:clean|free) (?:from|of) (?:cutting|self)"
        r"|\bstarted (?:cutting|burning|starving)(?= |$)(?! (?:out|off|the|your|down|back|grass|into))"
    ),
    (
        r"\b(?:tried|trying|try|attempt(?:ed)?|wanted|about|ready|plan\w*|going|decided|intend) to (?:end (?:it"
        r"|things|all|everything|myself|me)|finish (?:it all|myself|my life)|do it (?:tonight|tomorrow|again"
        r"|this time|last)|take my (?:own )?life|hang myself|od|overdose|off myself|jump)\b(?! (?:with|the|this|by"
        r"|in|ropes?)\b| through| the queue)"
    ),
    (
        r"\bafter (?:my|his|her|the) (?:last )?(?:attempt|suicide)\b|\b(?:my|his|her|another) (?:last |first "
        r"|second )?attempt\b(?= (?:on my life|last|failed|at ending)|.{0,20}\b(?:hospital|psych|ward|pills)\b)"
    ),
    _around(
        r"\b(?:bridge|ledge|roof|cliff|railway|train tracks|platform|edge)\b",
        (
            r"\b(?:pulled me (?:back|down|off)|talked me (?:down|off|out)|stopped me|again tonight|want to jump"
            r"|let go|look(?:ing)? down|last night|thinking about (?:it|jumping)|can't stop thinking)\b"
        ),
        40,
        _STRICT,
    ),
    (
        r"\b(?:walk|wade|walking|swim|go|going) (?:out )?into the (?:sea|ocean|river|lake|water|canal)\b(?=$|[.,!]"
        r"| and| tonight| after| with (?:stones|my)| tomorrow)"
    ),
    # the means
    (
        r"\b(?:took|taken|swallow(?:ed)?|downed|necked|ate|had|popped) (?:all|every|a whole|the whole|whole|a load"
        r"|loads|too many|a bunch|lots|a handful|handfuls|an entire|a box|a pack(?:et)?|a bottle|half a (?:box"
        rf"|bottle|pack)|\d\d)\b(?: of)?(?: [\w']{{1,10}}){{0,4}} {_DRUGS}\b"
    ),
    (
        rf"\bhow (?:many|much) (?:\w{{1,10}} ){{0,2}}(?:{_DRUGS}|of (?:these|them"
        rf"|those))\b(?=[^\n]{{0,30}}\b(?:does it take|would it take|do i need|to (?:die|end|not wake|never wake"
        r"|kill|overdose|go to sleep (?:forever|for good))|is (?:too|fatal|lethal|enough)|kills?|fatal|lethal))"
    ),
    rf"\bhow (?:many|much) {_DRUGS} (?:does|do|would|will|is|are)\b",
    (
        r"\b(?:quickest|fastest|easiest|easy|quick|painless|best|cleanest|least painful) way (?:to (?:go|die"
        r"|end (?:it|things|everything|my)|kill|do it|leave this)|out of (?:life|this life|this world))\b"
        r"|\b(?:lethal|fatal|deadly) (?:dose|amount|height)\b|\b(?:how long|how) (?:does|do|would) (?:it|you"
        r"|a person|someone)(?: \w{1,5}){0,2} (?:take to )?(?:bleed out|bleed to death|hang|suffocate|drown)\b"
    ),
    _around(
        r"\b(?:rope|cord|belt|strap|hook|beam|pull ?up bar|ceiling)\b",
        (
            r"\b(?:hold (?:my (?:body ?)?weight|a (?:person|body|grown man) hanging|me if i hang)"
            r"|hang(?:ing)? (?:myself|from it by)|round my neck|around my neck|by the neck)\b"
        ),
        40,
    ),
    (
        r"\b(?:have|got|has|saved|saving|collected|stockpil\w*|keep|kept) (?:up )?(?:enough|all the"
        rf"|plenty of)(?: of)?(?: [\w']{{1,10}}){{0,2}} {_DRUGS}\b(?=[^\n]{{0,30}}\b(?:to|for|here|now|ready"
        r"|saved)\b)"
    ),
    (
        rf"\b(?:taken|took|has|got|with|holding|found) (?:a|the|his|her|my) {_BLADE}\b(?=[^\n]{{0,30}}\b(?:bathroom"
        r"|bedroom|in (?:his|her) room|locked|won't (?:open|come out|answer)|to (?:my|his|her) (?:wrist|throat"
        r"|neck|arm)|under (?:his|her|my) (?:pillow|bed)))\b"
    ),
    (
        r"\b(?:found|saw|seen) (?:a )?(?:note|cuts|blood|blade|razor|rope|marks)\b(?=[^\n]{0,30}\b(?:her|his"
        r"|my (?:son|daughter|sister|brother|friend))\b[^\n]{0,20}\b(?:arms?|wrists?|room|neck|legs?)\b)"
    ),
)

# --- a child

_AGED = (
    r"\b(?:he|she|they|it)(?:'s| is| was|'re| are)(?: only| just| about| not even| barely)? (?:\d{1,2}|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: and a half)?(?: ?(?:years?(?: old)?"
    r"|yrs?(?: old)?|yo|months?(?: old)?|weeks old|mo))?(?=$|[.,!?;]| and| but| she| he| what| please| help"
    r"| now)(?! (?:hours|days|minutes|items))"
)
_MINOR = (
    r"\b(?:i'm|i am|im|me|age[d]?) (?:only |just )?(?:[89]|1[0-5]|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen)\b(?! (?:minutes|days|weeks|months|hours|stone|kg|times|pounds|percent|miles|%|st\b"
    r"|in the queue|away|into|late|out of|%))(?=$|[.,!?;]| and| but| years| yrs| yo\b| please| what| help| i "
    r"| my | he | she )"
)
_COT = (
    r"(?:cot|crib|stair ?gate|baby ?gate|high ?chair|pram|push ?chair|stroller|buggy|car ?seat|formula|nappy"
    r"|blind cord"
    r"|pacifier|teether|moses basket|cradle|bouncer|bunk(?: bed)?|paddling pool|play ?pen|nursery|magnet balls"
    r"|button battery)"
)
_CHILDS = (
    rf"(?:{CHILD_EN}|\b(?:twins|little (?:fella|fellow|princess|prince|monkey|guy)|the (?:boy|girl))\b"
    rf"|\b(?:(?:he|she|his|her|him)\b(?=[^\n]{{0,70}}\b{_COT}\b)|{_COT}\b(?=[^\n]{{0,70}}\b(?:he|she|his|her"
    r"|him)\b))"
    r"|\b(?:baby'?s|kid'?s|child'?s"
    r"|toddler'?s|wee man|little man|grand ?(?:son|daughter)'?s|daughter'?s|son'?s|my boy'?s|my girl'?s)\b"
    rf"|{_AGED})"
)
_HARMED = (
    rf"(?:\b(?:head|arms?|fingers?|toes?|legs?|hands?|foot|neck|hair|body)\b{_BE} (?:\w{{1,6}} )?(?:stuck"
    r"|trapped|caught|wedged|jammed|sucked|hanging off)\b"
    r"|\b(?:got|get|has|have|gets|getting) (?:his|her|their|its) (?:\w{1,7} )?(?:head|arm|finger|fingers|toe"
    r"|leg|hand|foot|neck) (?:\w{1,6} )?(?:stuck|trapped|caught|wedged|jammed|under|in|between)\b"
    r"|\b(?:round|around|over|across|against|to) (?:(?:his|her|their|the|my) )?(?:\w{1,9} )?(?:neck|throat)\b"
    r"|\b(?:bag|plastic|blanket|pillow|sheet|film) (?:\w{1,7} ){0,3}(?:on|over) (?:his|her|their|the) (?:head"
    r"|face|mouth)\b"
    r"|\b(?:went|gone|go|slipped|fell|was|been) (?:right )?under(?: (?:the )?water| for|$|[.,!])"
    r"|\bin the (?:pool|pond|river|canal|deep end) (?:and )?(?:not|face|floating|alone)|\bwent in(?=$|[.,!])"
    rf"|\b{_CANT} (?:(?!stop)\w{{1,6}} )?(?:crying|cry|breath\w*|wak\w+|mov\w+|respond\w*|opening (?:his"
    r"|her) eyes|eating and|swallow\w*|get (?:him|her|them|it|the \w+) (?:out|off|open|free)|lift (?:it|him"
    r"|her)|find (?:him|her))\b"
    r"|\b(?:very |so |really |too |all |gone |went |going |turned |turning |and |is |he's |she's "
    r"|now )(?:sleepy|drowsy|floppy|limp|blue|purple|grey|unresponsive|lethargic|wheezy|blotchy|confused)\b"
    r"|\bsleep too much\b|\bwheez\w+"
    r"|\bbreathing (?:\w{1,6} )?(?:funny|weird|strange\w*|fast|hard|but)|\b(?:lips?|face|tongue|eyes?"
    r"|throat)\b(?:'s| is| are| has| have| all| gone| went| was)* (?:\w{1,6} )?(?:swell\w*|swollen|blue"
    r"|puff\w+|purple)"
    r"|\b(?:pulled|pull|brought|tipped|knocked) (?:the |a |my |over )?(?:\w{1,12} ){1,3}(?:over|down"
    r"|on(?:to)? (?:him|her|them|it)sel\w+|on top)|\bon top of (?:him|her|them|my (?:son|daughter|boy|girl"
    r"|baby))\b"
    r"|(?<!wheel )(?<!wheels )(?<!handle )(?<!strap )(?<!cover )(?<!lid )(?<!button )(?<!eye )(?<!arm )(?<!leg"
    r" )(?<!seat )(?<!buttons )(?<!sole )(?<!hat )(?<!shoe )\b(?:fell|fall|fallen|tumbl\w+|rolled|climb\w*"
    r"|jumped|slid|slipped|dropped|went (?:down|over|flying)) (?:off|out|from|down|into|through|over|in(?:to"
    r"|side)?|onto|on)\b(?! (?:love|place|place|price))"
    r"|\b(?:huge|big|massive|egg sized|nasty) (?:lump|bump|bruise|burn|cut|gash)\b|\bblister\w*|\bbleed\w*"
    r"|\bscald\w*|\bchok\w+|\bbone (?:is )?(?:sticking|showing|out)|\byellow and|\b(?:drank|drunk|swallow\w*"
    r"|sipped|licked) (?:\w{1,8} ){0,5}(?:fluid|cleaner|fuel|petrol|acid|thinner|killer|poison|disinfectant"
    r"|saniti[sz]er|medicine|alcohol|vodka|beer)\b|\bseizure\w*|\bconvuls\w+|\bdrool\w+"
    r"|\b(?:eyes? (?:are |is )?roll\w*|rolling (?:his|her) eyes back|foam\w*|whistling sound"
    r"|won't stop (?:screaming|vomiting|shaking|coughing|bleeding)|going purple|bubbling|has burn\w*"
    r"|been burn\w*|shaking and|stuck (?:his|her|their) \w+ in|shut (?:him|her|them)sel\w+ in|magnets?, (?:he"
    r"|she|they)|(?:ate|swallow\w*) (?:one|two|three|some|it|\d)\b|supposed to be (?:back|home)"
    r"|should (?:have been|be) (?:back|home)|hits? (?:him|her|them) with|beats? (?:him|her|them))\b"
    r"|\blocked (?:(?:him|her|them)sel\w+ )?(?:in|inside)\b(?=[^\n]{0,30}(?:\b(?:can't|water|tap|running|key"
    r"|hours?|hot|door)\b|$))|\b(?:alone|keys|left|locked|crying|still|stuck) (?:\w{1,6} ){0,4}(?:in"
    r"|inside) (?:the|a|your|my|it|with) ?(?:car|van|lift|elevator|boot|him|her)\b|\bis in the car\b"
    r"|\bin the car\b(?=[^\n]{0,16}\bkeys\b)"
    r"|\bup (?:his|her|their|the) (?:nose|nostril)\b|\bin (?:his|her|their|the) ear\b(?! (?:hole piercing"
    r"|ring))|\bin (?:his |her |the )?mouth and\b"
    rf"|\b(?:got|gets|get|broke) (?:in)?to (?:[\w']{{1,9}} ){{0,2}}(?:{_DRUGS}|medicine|cabinet|cleaning"
    rf"|alcohol|vape)\b|\b(?:drank|swallow\w*|chewed|licked|ate|sucked|bit) (?:\w{{1,9}} ){{0,5}}(?:battery"
    r"|magnet|glow ?stick|liquid|oil|bleach|gel|packet|sachet|pod|tablet|pills|cap|bead|glue|slime|paint"
    r"|perfume|nicotine|vape|cleaner|coin|screw|plant|berries|mushroom)s?\b)"
)
_ABUSER = (
    r"(?:step ?(?:dad|father|mum|mom|brother)|uncle|dad|daddy|father|mum|mom|mother|aunt|teacher|coach|cousin"
    r"|brother|grandad|grandpa|neighbou?r|priest|pastor|babysitter|tutor|mum's boyfriend|mom's boyfriend"
    r"|boyfriend)"
)

CHILD = (
    (
        rf"\b(?:messag\w+|text\w+|contact\w+|talk\w+ to) (?:my |our )(?:\w{{1,6}} )?(?:\w{{1,8}}[ -]year[ -]old|son"
        rf"|daughter|kid|niece|nephew|girl|boy|child)\b(?=[^\n]{{0,40}}\b(?:nudes?|pics|pictures|photos|sex\w*"
        rf"|naked|meet\w*)\b)|{CHILD_EN} (?:\w{{1,6}} )?(?:got|get|gets"
        rf"|has) hold of (?:\w{{1,6}} ){{0,2}}(?:{_DRUGS}|bleach|vape|knife|lighter|cleaner|tablets)\b"
    ),
    (
        rf"{CHILD_EN} (?:\w{{1,9}} ){{0,4}}(?:is |are |got |was )?stuck (?:in|inside|under|between|behind) (?:the "
        rf"|a |your |an )?(?:\w{{1,8}} )?(?:well|lift|elevator|hole|drain|tree|pipe|machine|chimney|toilet|bars"
        r"|railings?|fence|escalator|door|cupboard|freezer|fridge|boot|car|cage)\b|\blost (?:my|our"
        rf"|the) (?:\w{{1,7}} )?{CHILD_EN} (?:in|at|inside|near|by)\b(?! (?:law))|{CHILD_EN}(?: is|'s"
        rf"|s) (?:still )?(?:inside|in there|in it)\b(?=[^\n]{{0,40}}\b(?:hot|can't|won't|open|help|stuck|fire"
        r"|locked|cry\w*)\b)"
    ),
    _around(
        rf"(?:{CHILD_EN}|{_AGED})",
        (
            r"\b(?:electric(?:al)? shock|(?:rat|slug|mouse|ant) (?:pellets|poison|bait|powder)|messag\w+ (?:her"
            r"|him|my \w+) (?:\w{1,6} ){0,4}(?:for|about) (?:photos|pics|pictures|nudes|meet\w*)|electrocuted"
            r"|stopped breathing|got (?:burnt|burned|scalded|crushed|trapped))\b"
        ),
        60,
        _STRICT,
    ),
    (
        rf"{CHILD_EN} (?:is |was )?(?:next door|upstairs|downstairs"
        rf"|across the road)\b(?=[^\n]{{0,50}}\b(?:scream\w*|hit\w*|beat\w*|starv\w*|alone|crying for"
        rf"|neglect\w*)\b)|\bsend(?:s|ing)? (?:my (?:\w{{1,6}} )?(?:son|daughter|kid|niece|nephew|girl|boy"
        rf"|child)) (?:\w{{1,6}} )?(?:dirty|naked|sexual|rude|nude|gross|dick|weird)\b"
    ),
    _around(_CHILDS, _HARMED, 70, _STRICT),
    _after(
        _CHILDS,
        (
            rf"\b{_CANT} (?:(?!stop)\w{{1,6}} )?(?:crying|breath\w*|wak\w+|moving|move|responding|respond"
            r"|come (?:home|back)|get (?:him|her) out)\b"
        ),
        90,
    ),
    (
        rf"\b(?:can't|couldn't|won't) (?:wake|rouse|find|see|get) (?:my|our|the) (?:\w{{1,8}} )?{CHILD_EN}(?: up"
        r"| out| anywhere| to (?:wake|breathe)|(?=$|[.,!]))(?! (?:size|toy|gift|order|clothes))"
    ),
    _after(
        CHILD_EN,
        (
            r"\b(?:not|hasn't|haven't|didn't|never|isn't) (?:\w{1,5} )?(?:come (?:home|back)|came (?:home|back)"
            r"|come out of school|returned|been seen|back yet|home yet)\b"
        ),
        70,
    ),
    # abuse
    _around(
        _MINOR,
        (
            rf"\b{_ABUSER}\b(?: \w{{1,8}}){{0,3}} (?:comes? in(?:to)? my (?:room|bed)|touch(?:es|ed|ing)?|hits?"
            r"|beats?|hurts?|kicks|locks|makes me|does (?:things|stuff)|in my room|watch(?:es|ing) me"
            r"|takes (?:pics|photos)|gets in(?:to)? my bed|slaps|burns|starves|films)\b"
        ),
        110,
    ),
    _around(
        rf"(?:{_MINOR}|\bmy (?:son|daughter|kid|niece|nephew|girl|boy|child|little \w+)\b)",
        (
            r"\b(?:ask\w*|want\w*|send\w*|told|tell\w*|begg\w+|message\w*|demand\w*) (?:my |for |him |her |me "
            r"|them |us |to |if |son |daughter |kid |child |niece |nephew |girl |boy |send |some )*(?:pics?"
            r"|photos?|pictures?|nudes?|selfies?|videos?|meet|feet|bra|naked|cam|webcam)\b(?! (?:of (?:the"
            r"|my) (?:item|product|parcel|box|damage|order|label)))"
        ),
        90,
    ),
    _after(
        r"\b(?:man|bloke|guy|stranger|someone|driver|courier|van|car)\b",
        (
            r"\b(?:ask|asked|asking|told|tried|took|tell|following|followed|lur\w+"
            r"|offer\w*) (?:to (?:\w{1,6} ){0,2})?(?:my|our) (?:\w{1,8} )?(?:son|daughter|kid|child|children|kids"
            r"|girl|boy|niece|nephew|granddaughter|grandson|little \w+)\b(?= (?:to (?:get in|come|go|meet)|into"
            r"|in the|if she|if he|sweets|away|from|by|round|home|after))"
        ),
        60,
        _STRICT,
    ),
    (
        r"\b(?:dad|mum|mom|babysitter|nanny|nursery|teacher|partner|ex|boyfriend|he|she) (?:\w{1,8} ){0,2}(?:shook"
        r"|shakes|hits|hit|beats|beat|slapped|hurts|burned|burnt|starves|locks) (?:my |the |our |her "
        r"|his )(?:\w{1,8} )?(?:baby|child|kids?|son|daughter|toddler|little \w+)\b"
    ),
)

# --- fire

_THING = (
    r"(?:van|car|lorry|truck|house|home|flat|kitchen|shed|bin|garage|building|roof|ceiling|wall|walls|bed"
    r"|bedroom|sofa|couch|curtains?"
    r"|carpet|rug|mattress|duvet|pillow|room|tree|door|shop|table|oven|pan|chip pan|oil|grill|fryer|worktop"
    r"|counter|fence|caravan"
    r"|tent|balcony|attic|loft|floor|desk|blinds?|tv|telly|washing|clothes|towels?|paper|boxes|cupboard|boat"
    r"|bus|warehouse)"
)
_POWERED = (
    r"(?:charger|plugs?|sockets?|outlets?|leads?|cable|wires?|wiring|battery|batteries|power ?bank|heater"
    r"|cooker|fridge|freezer|washing machine"
    r"|tumble dryer|dryer|drier|boiler|hob|inverter|projector|lithium|vape|scooter|bike|hover ?board|blanket"
    r"|lamp|lights|telly|tv|laptop|phone|kettle"
    r"|toaster|microwave|oven|air ?fryer|iron|straighteners?|extension|fuse ?box|adapter|adaptor|monitor"
    r"|printer|generator|transformer|switch|motor|machine|unit)"
)

FIRE = (
    (
        r"\b(?:there's|there are|there were|there is|theres|with|i see|saw"
        r"|has) (?:\w{1,6} )?flames\b(?! (?:pattern|print|decal|sticker|on (?:the side|it)))"
        r"|\bcrackl\w+ and (?:\w{1,6} )?(?:smell\w*|smok\w*|burn\w*|hot)\b"
    ),
    (
        rf"\b{_POWERED}s?\b(?:'s| is| was| has| just| suddenly| the)* (?:caught(?= fire|$|[.,!]| and | what| help"
        r"| because)|won't stop smok\w+|keeps? smok\w+|burning (?:my |the |up )|melted (?:onto|into|through|to) "
        r"|(?:hot|red hot) and (?:buzz\w*|smell\w*|smok\w*|crackl\w*|hiss\w*)|buzzing and (?:hot|smell\w*|smok\w*)"
        r"|popping and (?:burn\w*|smok\w*|spark\w*))"
    ),
    (
        r"\b(?:there was|had|heard|was) (?:an? |the )?(?:\w{1,6} )?(?:explosion|blast|fireball|flash(?= of (?:fire"
        r"|flame)| and (?:smoke|smell|bang)))\b|\bgas is (?:coming|leak\w*|hiss\w*|escap\w*|pour\w*)|\b(?:little"
        r"|small|big|huge|blue|open|some|tiny|the|a) flames? (?:\w{1,7} )?(?:under|in|inside|from|on|at|behind"
        r"|coming|near)\b(?! (?:the (?:candle|fireplace|picture|logo)|stock))"
    ),
    (
        r"^fire\b[ !]*$|^(?:help )?fire ?!|\bfire[^\n]{0,4}!!|\b(?:melt\w*|burn\w*) (?:on|in)?to (?:the"
        r"|my) (?:carpet|floor|table|rug|bed|worktop|wall|sofa)\b(?=[^\n]{0,40}\b(?:smok\w*|fire|flame|hot"
        r"|smell\w*)\b)"
    ),
    (
        rf"\b{_THING}s?(?:'s| is| are| was| were| has| have| had| just| all| nearly| now)* (?:burning(?! (?:hot"
        r"|smell))|on fire|ablaze|alight|alite|aflame|caught(?= (?:fire|alight|light)|$|[.,!]| and | wtf| what"
        r"| help| because| so | i )|in flames|going up(?=$|[.,!])|gone up(?=$|[.,!]| in | how| what| help| and )"
        r"|smoulder\w*|smolder\w*|smoking(?! (?:room|area|shed|hot))|burn(?:t|ed|ing) down|went up(?= in |$|[.,!]"
        r"| and ))"
    ),
    (
        r"\bset(?:s|ting)? (?:\w{1,10} ){1,4}(?:alight|alite|ablaze|on fire|aflame)\b|\bsomething(?:'s"
        r"| is)? (?:burning|on fire|smoking|smoulder\w+)\b"
    ),
    (
        r"\b(?:bit|lot|lots|loads|wisps?|plumes?|clouds?|puffs?|trail|thick|black|white|grey|so much|some|little"
        r"|more|the|see|seeing|saw|is|there's|with|make|makes|making|giv\w+|gave|let\w*) (?:of )?(?:smoke"
        r"|smoking) (?:is |are |was |just )?(?:com\w+|pour\w+|ris\w+|from|out|off|in|and (?:sparks?|flames?"
        r"|fire))\b(?! (?:the )?(?:incense|bbq|barbecue|smoker|diffuser|cigar\w*|stock|film|effect))"
    ),
    (
        r"\b(?:giv\w+|gave|throw\w*|threw|shoot\w*|shot|spit\w*|spat|mak\w+|made|saw|see|seeing|send\w*|emit\w*"
        r"|got|wee|loads of|with|has|bringing|bring) (?:\w{1,7} ){0,3}(?:sparks|flames|smoke and)\b(?! (?:joy"
        r"|effect|toy|jumper|print|pattern|decal))"
    ),
    (
        r"\b(?:it(?:'s)?|its|keeps?|started|is|was|just|still|always|plug|socket"
        r"|wires?) (?:\w{1,6} )?(?:sparking|arcing|smoulder\w+)\b(?! (?:joy|interest|clean))"
    ),
    (
        r"\bsparks?\b(?= (?:are |is |were |was )?(?:comin\w*|flying|shooting|everywhere|came|flew|out|in the|from"
        r"|inside|when|every)\b)"
    ),
    _around(
        (
            r"\b(?:plugs?|sockets?|wires?|cable|lead|cooker|heater|battery|charger|element|motor|fuse"
            r"|switch it off|turn it off|reach the plug)\b"
        ),
        r"\bglow(?:ing|s)? (?:\w{1,8} ){0,2}(?:red|orange|hot|underneath|inside|under|behind)\b",
        60,
        _STRICT,
    ),
    _around(
        rf"\b(?:{_POWERED}|worktop|wall|plug|ceiling|counter)\b",
        (
            r"\b(?:gone|went|going|turned|turning|is all|now) (?:black|brown)\b(?=[^\n]{0,40}\b(?:smell\w*|smok\w+"
            r"|hot|burn\w*|plug|reach|melt\w*|spark\w*|buzz\w*)\b)"
        ),
        60,
        _STRICT,
    ),
    _around(
        (
            r"\b(?:smell\w*|stink\w*|stench|reek\w*|whiff) (?:\w{1,9} ){0,3}(?:burn(?:ing|t)|smoke|scorch\w*"
            r"|singed|electrics?|electrical)\b|\b(?:burn(?:ing|t)|scorching|electrical"
            r"|smoky) (?:\w{1,9} )?smells?\b"
        ),
        (
            r"\b(?:plugs?|sockets?|outlets?|wir(?:es?|ing)|fuse ?box|wall|kitchen|flat|house|room|behind|ceiling"
            r"|cable|fridge|battery|leads?|extension|loft)\b"
        ),
        50,
        _STRICT,
    ),
    (
        r"\b(?:smell\w*|stink\w*|reek\w*|whiff|hiss\w*)(?: \w{1,9}){0,2} (?:of |like )?gas\b(?! (?:mask"
        r"|bbq))(?=[^\n]{0,60}\b(?:flat|house|kitchen|room|hob|cooker|boiler|since|strong|fitted|install\w*|help"
        r"|now|light|heater|stove|dizzy|oven|meter)\b)|\b(?:hob|cooker|boiler|stove|heater|house|flat|kitchen"
        r"|strong)\b(?=[^\n]{0,50}\b(?:smell\w*|stink\w*) (?:\w{1,6} ){0,2}gas\b)|\b(?:strong|strange|awful"
        r"|terrible|big) gas (?:smell|odou?r)\b|\bgas (?:cylinder|bottle|pipe|hose|regulator) (?:is )?(?:leak"
        r"|hiss)\w*"
    ),
    (
        rf"\b(?:{_POWERED}|thing|cell|pack)\b(?: \w{{1,8}}){{0,3}} (?:explod\w+|blew up|blow up|went (?:bang|boom"
        r"|pop)|popped and|burst into)\b(?! (?:the fuse|in popularity|on social))"
    ),
    (
        r"\b(?:went|goes|gone) off like a (?:bomb|firework|rocket|grenade)|\b(?:bang|pop|boom"
        r"|explosion)\b(?: and)?(?: then)?(?: \w{1,6}){0,3} (?:flames?|fire|smoke|sparks)\b"
    ),
    (
        r"\b(?:battery|batteries|cell|power ?bank|pack)\b(?=[^\n]{0,30}\b(?:swell\w*|swollen|bulg\w+"
        r"|puff\w+)\b[^\n]{0,24}\b(?:hiss\w*|hot|smok\w*|smell\w*|leak\w* and)\b)"
        r"|\bhiss\w+ and (?:\w{1,8} ){0,2}(?:hot|smok\w+|spark\w+|swell\w+)"
    ),
    (
        r"\b(?:mak\w+|start\w*|caus\w+|caught|catch\w*|set|bring\w*|give|there(?:'s| is| was)|had|still|big|small"
        r"|little|put out) (?:a |the |an |some |big |small |little |electrical |kitchen )*fires?\b(?! (?:alarm"
        r"|stick|tablet|tv|hd|sale|pit|place|drill|engine|truck|station|emoji|exting\w*|blanket|door|safe|proof"
        r"|resist\w*|retard\w*|rated|work|wood|lighter|starter|guard|surround|hazard|risk|basket|bowl|escape|exit"
        r"|sign|pump|regulation|safety|certificate|kindle|max|cube|red|7|8|10))(?=$|[.,!?;]| in| on| at| near| and"
        r"| help| please| from| out| behind| inside| by| with| because| so| last| this| i | when| after| under"
        r"| again| what)"
    ),
    (
        r"\b(?:fire (?:brigade|department|service|crew|men|man|fighters?)|firem[ae]n|firefighters?)\b(?! (?:sam"
        r"|costume|toy|lego|outfit|gift|discount|helmet|uniform))(?=(?: \w{1,8}){0,3} (?:came|come|left|are|is|had"
        r"|been|called|said|told|put|just|on|out|because)\b)|\b(?:called|ring|rang|call|phoned) the fire\b"
    ),
    (
        r"\b(?:put(?:ting)? (?:it|the \w+|this) out|still burning|won't go out|spreading|up the curtains"
        r"|the flames|huge flames|blaze)\b(?=[^\n]{0,50}\b(?:fire|smoke|flames?|extinguisher|water|shed|kitchen"
        r"|garage|room|house)\b)(?! (?:of glory|orange|blue))"
    ),
)

# --- poisoning

_CHEMICAL = (
    r"(?:washing[ -]?up liquid|(?:rat|slug|mouse) (?:pellets|bait)|bleach|descaler|anti ?freeze|detergent"
    r"|(?:dish ?washer|dish|washing|laundry|cleaning|toilet|drain|oven|glass|floor|carpet|window)"
    r" (?:liquid|tablets?|salt|fluid|cleaner|block|unblocker|pods?|gel|powder|stuff|products?|spray)|unblocker"
    r"|paint|thinners?|paint stripper|stripper|white spirit|turps|turpentine|petrol|diesel|kerosene"
    r"|insecticide|pesticide|bug (?:bomb|spray)|fly spray|ant (?:killer|powder)|(?:insect|moss|weed|rat|mouse"
    r"|slug|wasp|roach|mosquito) (?:killer|poison|pellets|repellent|spray|coil)"
    r"|weed ?killer|mercury|thermometer|lamp oil|nail (?:glue|polish|remover|varnish)|super ?glue|acetone"
    r"|remover|silica(?: gel)?|battery acid|acid|disinfectant|dettol|lysol|saniti[sz]er"
    r"|fumes|vapou?rs?|solvent|methanol|resin|varnish|plaster dust|chlorine|ammonia|cleaners?|chemicals?"
    r"|fertili[sz]er|carbon monoxide|bulb|screen ?wash|essential oils?|diffuser oil|sniper|lighter fluid"
    r"|oven spray|de ?icer|mould spray|mold spray)"
)
_DOSED = (
    r"(?:gummies|edibles?|pills?|tablets?|capsules?|supplements?|cbd(?: oil)?|mushrooms?|herbal \w+|tea"
    r"|cough syrup|syrup|insulin|medicine|medication|meds|drops|vitamins?|brownies?|weed|kratom|ashwagandha"
    r"|fat burners?|diet \w+|slimming \w+|pre ?workout|vape juice|nicotine|honey|drink|juice|formula|shake"
    r"|tonic|bitters)"
)
_MEAL = (
    r"(?:prawns?|shrimps?|oysters?|mussels|clams|fish|sushi|salmon|tuna|chicken|meat|mince|beef|pork|lamb|ham"
    r"|sausages?|burgers?|eggs?|rice(?: cakes?)?|milk|cheese|yogh?urt"
    r"|ready meals?|meal(?: kit)?|cakes?|soup|salad|sandwich(?:es)?|pizza|curry|noodles?|pie|food|hamper"
    r"|chocolates?|snacks?|sweets|beans|pasta|mayo|dip|takeaway|biltong|jerky|pate|cream)"
)
_SYMPTOM = (
    r"(?:\b(?:dizz\w+|faint(?:ed|ing)?|light ?headed|spinning|numb\w*|tingl\w+|drool\w+|shaking|shivering"
    r"|trembl\w+|throw(?:ing)? up|threw up|vomit\w*|puk\w+|retch\w+|diarrh?o?ea|hallucinat\w+|seeing things"
    r"|drows\w+|confused|delirious|unconscious|palpitations?|convuls\w+|nauseous|nausea|cramps|jaundice"
    r"|sweating)\b"
    r"|\b(?:feel\w*|felt|been|so|very|really|violently|being|are|is|was|now|all|am|i'm|he's"
    r"|she's) (?:\w{1,7} )?(?:sick|ill|poorly|unwell|weird|strange|funny|high as|awful|rough|out of it"
    r"|very bad)\b(?! of\b)"
    r"|\b(?:can't|couldn't|won't|not|cannot) (?:stop (?:being sick|cough\w*|shak\w*|throwing|vomit\w*)"
    r"|feel (?:my|his|her) \w+|wake(?: up)?|breathe|stand|see(?: straight)?|focus|talk properly|making sense"
    r"|mak\w+ (?:any )?sense)\b|\bnot making (?:any )?sense\b"
    r"|\b(?:heart|chest|head|stomach|tummy|belly|throat|lips?|tongue|mouth|eyes?|skin|legs?|hands?"
    r"|body)\b(?:'s| is| are| was| has| have| all| go| goes| went| feels?| started| keeps| very| really| so"
    r"| been| now| my)* (?:rac\w+|pound\w+|bang\w+|very fast|fast|hurt\w*|tight|pain\w*|burn\w*|sting\w*"
    r"|ach\w+|weak|swell\w*|swollen|cramp\w*|closing|closed(?: up)?|on fire|shak\w+|numb|tingl\w*|killing)\b"
    r"|\b(?:i|he|she) (?:\w{1,5} )?see (?:black|double|things|stars)\b|\b(?:loose motions?|purg(?:e|ing)"
    r"|passed out|pass out|black(?:ed|ing)? out|knocked (?:me|him|her) out|tripping|blurr\w*|headaches?"
    r"|head ?ache|fever|rash all over)\b|\b(?:head|skull) (?:is )?(?:banging|splitting|pounding)\b"
    r"|\bin hospital\b|\ba&e\b|\bwoke up on the floor\b|\bcough\w* (?:blood|non ?stop|and cough\w*|since))"
)
_TOOK = (
    r"\b(?:ate|eat|eating|eaten|drank|drink|drinking|drunk|swallow\w*|took|taking|taken|takes|inhal\w+"
    r"|breath(?:ed|ing) in|sniff\w*|lick\w*|sip\w*|gulp\w*|tried|tasted|smok\w+|chew\w+|had|after (?:the|your"
    r"|a|my|using|that|having)|since (?:the|your|using)|used|using)\b"
)
_SWALLOWED = (
    r"\b(?:drank|drinks?|drinking|drunk|swallow\w*|ate|eaten|licked|sipped|gulped|tasted|inhal\w+|breath(?:ed"
    r"|ing) in|ingest\w+|chewed|a (?:mouthful|swig|gulp|sip|glass|shot) of|got (?:it|some) in(?:to)? (?:my|his"
    r"|her) (?:mouth|eyes?))\b"
)
_HEATED = (
    r"\b(?:bbq|barbecue|patio heater|generator|gas heater|charcoal|camp(?:ing)? stove|wood burner|log burner"
    r"|paraffin heater|gas fire|boiler|co alarm|carbon monoxide(?: alarm| detector)?|exhaust|flue|chimney)\b"
)

POISONING = (
    (
        r"\bswallow\w* (?:an? |the |one of |some |my )(?:\w{1,8} )?(?:button cell|battery|batteries|magnet|glass"
        r"|needle|screw|pin|plastic|coin|denture|tooth|cap|toothpick|bone)s?\b|\baccident\w* (?:took|ate|drank"
        r"|swallow\w*|had|inhal\w*)\b|\bwe(?:'re| are)? (?:all )?(?:throwing up|vomiting|being sick|in hospital)\b"
    ),
    _around(
        (
            r"\b(?:vitamins?|shots?|energy \w+|supplements?|pills?|gummies|mushrooms?|edibles?|drink|tablets?"
            r"|juice|food|tea)\b"
        ),
        (
            r"\b(?:collaps\w+|seeing (?:colou?rs|things|stars|faces)|heart (?:is )?(?:beat\w*|going|went"
            r"|skip\w*) (?:\w{1,6} )?(?:strange\w*|fast|weird\w*|irregular\w*|hard|like crazy)|foam\w*|knocked out"
            r"|red face|face (?:is |went )?red)\b"
        ),
        70,
        _STRICT,
    ),
    (
        rf"\b{_CHEMICAL}\b(?= (?:\w{{1,6}} )?(?:down|in|into|on) (?:my|his|her|our) (?:throat|mouth|sandwich|food"
        r"|lungs|tongue)\b)|\bchemicals? in my (?:mouth|eyes?|throat)\b"
    ),
    _after(
        (
            r"\b(?:i|we|he|she|they|my|mum|dad|nan|gran)\b(?: \w{1,9}){0,3} (?:drink|drank|drunk|eat|ate|eaten"
            r"|swallow\w*|inhal\w+|sip\w*|breathe\w* in)\b"
        ),
        r"\bby (?:mistake|accident)\b|\baccident\w*\b",
        50,
        _STRICT,
    ),
    _after(
        (
            r"\b(?:ate|eaten|drank|drunk|swallow\w*|breathed|inhal\w+|spray\w*|lick\w*|we eat|i eat|i drink"
            r"|was cleaning with|been cleaning with|after (?:eating|drinking|eat|drink|spraying|breathing))\b"
        ),
        _SYMPTOM,
        70,
    ),
    _around(
        r"\b(?:on|in|to) the (?:toilet|loo|bathroom) all (?:night|day|morning|evening)\b|\bfrom both ends\b",
        r"\b(?:since|after|your|from|ate|eat\w*|had)\b",
        40,
    ),
    _around(
        r"\b(?:smell|odou?r|fumes|gas|off ?gass\w*|vapou?rs?|dust)\b",
        (
            r"\b(?:giv\w+|gave|mak\w+|made|got|left) (?:me|us|him|her|everyone"
            r"|my \w{2,9})(?: all)? (?:an? )?(?:\w{1,8} )?(?:headaches?|nausea\w*|sick|dizz\w*|faint|nose ?bleeds?"
            r"|ill|vomit\w*)\b"
        ),
        50,
    ),
    _around(
        (
            r"\b(?:tin|can|jar|packet|bottle|meal|leftovers|food)\b(?: \w{1,6}){0,3} (?:bad|off|mouldy|bulging"
            r"|spoiled|expired|out of date|tampered)\b"
        ),
        _SYMPTOM,
        70,
    ),
    _around(rf"\b{_CHEMICAL}\b", _SYMPTOM, 80),
    _after(_SWALLOWED, rf"\b{_CHEMICAL}\b(?! (?:free|taste of))", 36, _STRICT),
    _after(
        rf"\b(?:{_CHEMICAL})\b",
        r"\b(?:drank|swallow\w*|ate|licked|sipped|gulped|drunk|mouthful|half a glass|in (?:my|his|her) mouth)\b",
        60,
        _STRICT,
    ),
    _around(
        (
            r"\b(?:mistook|mistaken|mistaking|thought|thinking|confused|instead of|mixed up"
            r"|looked like)\b(?: [\w']{1,12}){0,5} (?:juice|water|squash|sweets?|mints?|cand(?:y|ies)|cola|coke"
            r"|milk|lemonade|pop|cordial|medicine|vitamins?|sugar|salt|mouthwash|beer|tea|eye ?drops|chewing gum"
            r"|toothpaste)\b"
        ),
        rf"(?:{_SWALLOWED}|\b(?:had|took|glass|bottle)\b|\b{_CHEMICAL}\b)",
        60,
    ),
    _after(rf"{_TOOK}(?=[^\n]{{0,40}}\b(?:{_DOSED}|{_MEAL})\b)", _SYMPTOM, 100),
    _after(
        rf"\b(?:{_DOSED}|{_MEAL})\b",
        (
            rf"\b(?:made|makes?|making|knock\w*|gave|left|giv\w+|got) (?:me|us|him|her|them|my {KIN_EN}|everyone"
            rf"|everybody)\b(?=[^\n]{{0,30}}{_SYMPTOM}| (?:purge|vomit|out\b|sick|ill|dizzy|faint|weak))"
        ),
        50,
        _STRICT,
    ),
    _around(
        (
            r"\b(?:all of us|whole (?:family|house|table|office)|(?:two|three|four|five|six|2|3|4|5|6) of (?:us|my"
            r"|the|them)|we(?:'re| are)? all|everyone|everybody|both of us|me and my \w+|kids and (?:i|me)"
            r"|guests?)\b"
        ),
        (
            r"(?:\b(?:sick|ill|vomit\w*|throw\w* up|threw up|hospital|headaches?|dizzy|poison\w*|the runs"
            rf"|stomach)\b)(?=[^\n]{{0,60}}\b(?:{_MEAL}|{_DOSED}|ate|eating|eat|boiler|heater|fumes|smell|since"
            r"|after)\b)"
        ),
        60,
    ),
    _around(
        rf"\b(?:{_MEAL})\b",
        (
            r"\b(?:vomit\w*|throw\w* up|threw up|being sick|been sick|so sick|food poison\w*|the runs|the shits"
            r"|diarrh?o?ea|purging|stomach pains?|stomach is paining|cramps|(?:in|to) (?:the )?hospital)\b"
        ),
        80,
        _STRICT,
    ),
    _around(
        _HEATED,
        (
            r"\b(?:dizzy|head(?:ache|aches| is| hurts| banging| pounding)|(?:feel\w*|felt|so|all|got|been|being"
            r"|are|is|very) (?:sick|ill)|faint\w*|passed out|collapsed|wake up|drowsy|sleepy|confused"
            r"|going off and|nauseous|vomit\w*|unwell)\b"
        ),
        110,
    ),
    (
        rf"\b(?:took|taken|takes|taking|had|gave|given|injected|swallowed)\b(?: [\w']{{1,9}}){{0,4}} (?:twice"
        r"|double|too (?:many|much)|two times|2 times|three times|wrong (?:pills?|tablets?|dose|medicine|meds"
        rf"|medication)|double dose|someone else's|by mistake|by accident)\b(?=[^\n]{{0,40}}(?:{_SYMPTOM}"
        r"|\b(?:insulin|pills?|tablets?|dose|drowsy|meds|pill ?box)\b))|\b(?:double|triple|wrong) dose of\b"
    ),
    (
        r"\b(?:pills?|tablets?|meds|medicine|medication|insulin|dose)\b (?:twice|two times|double|by mistake"
        rf"|by accident)\b(?=[^\n]{{0,90}}(?:{_SYMPTOM}|\bhospital\b))"
    ),
    _after(
        (
            rf"{_TOOK}(?: [\w']{{1,9}}){{0,3}} (?:\d{{1,3}}|too many|a few|loads of|whole|bottle of"
            rf"|half the)\b(?=[^\n]{{0,30}}\b{_DOSED}\b)"
        ),
        rf"(?:{_SYMPTOM}|\bthought\b)",
        90,
    ),
)

# --- injury

INJURY = (
    (
        r"\b(?:ran|run|rolled|drove|went|reversed|driven|wheeled) (?:right |straight )?over (?:me\b|him\b|us\b"
        rf"|(?:my|his|her) (?:\w{{1,6}} )?(?:{LIMB_EN}|{KIN_EN}))|\b(?:ran|run|runs|knocked|mowed) (?:me|him|her|us"
        rf"|my (?:\w{{1,6}} )?{KIN_EN}) (?:over|down)\b|\b(?:got|been|was|were) (?:hit|struck|smacked|whacked|poked"
        r"|punched|kicked|sprayed|burn(?:t|ed)|cut|stabbed|shot) (?:right |straight )?(?:in|on|across|by) (?:the"
        rf"|my|his|her) (?:\w{{1,6}} )?{LIMB_EN}|\b(?:cut|sliced|burnt|burned|ripped) to the bone\b"
        rf"|\b{OWN_EN} (?:\w{{1,6}} )?{LIMB_EN} (?:got|gets|was|were|is|are) (?:\w{{1,5}} )?(?:caught|trapped|stuck"
        r"|jammed|crushed|pinched|sucked|cut|sliced|burnt|burned|slammed) (?:in|by|between|under|on)\b"
    ),
    (
        rf"\b{LIMB_EN}(?: is| are| was|'s) (?:\w{{1,6}} )?(?:hanging off|sticking out|black|blue|purple|in pieces"
        rf"|gone|severed)\b(?! (?:the|centre|center|white|and white|leather|marks))(?=[^\n]{{0,60}}\b(?:fell|box"
        r"|since|after|from|when|drop\w*|shredder|door|blade|saw|hit|swollen|help)\b)"
        rf"|\b{OWN_EN} (?:\w{{1,6}} )?{LIMB_EN} and (?:broke|snapped|crushed|cut|burnt|burned) it\b"
        r"|\bknocked off (?:his|her|my|their|the) (?:bike|bicycle|moped|scooter|feet|motorbike)\b|\b(?:i|he"
        r"|she) flew (?:over|off|into|through)\b|\b(?:teeth|tooth)(?: are| is)? (?:gone|knocked out|smashed"
        r"|broken)\b(?! (?:comb|zip|on the (?:comb|zip|saw)))"
    ),
    (
        rf"\b{LIMB_EN}{_BE} (?:\w{{1,6}} )?(?:popped out|is out(?=$|[.,!]| of)|cut (?:\w{{1,6}} )?(?:deep|open"
        r"|bad\w*)|all cut up|took the skin off|in agony|gone black|are black|split open|won't (?:bend|move"
        r"|stop bleeding)|pouring)\b"
    ),
    (
        r"\b(?:skin|flesh) (?:came|comes|coming|peel\w*|ripped|tore|burn\w*|fell|melted) ?(?:right |clean )?(?:off"
        r"|away)?(?= with| when| and|$|[.,!]| from my| off)(?! the (?:grape|potato))|\btook (?:the )?skin off\b"
        r"|\blost (?:a|an|one|two|three|my|his|her|the tip of|half) (?:of )?(?:\w{1,6} )?(?:fingers?|thumb|toes?"
        r"|tooth|teeth|eye|hand|foot|ear|consciousness|fingertip)\b(?! (?:puppet|cot|glove|board|warmer))"
    ),
    (
        r"\b(?:reversed|drove|backed|crashed|ran|rolled|smashed|cycled|rammed) (?:\w{1,6} )?(?:in)?to (?:me|him"
        r"|her|my (?:\w{1,6} )?(?:wife|husband|mum|mom|dad|nan|gran|mother|father|son|daughter|brother|sister"
        r"|friend|grandma|grandad|leg|foot|neighbour))\b|\b(?:he|she|they|dad|mum|wife|husband|nan) can't (?:stand"
        r"|walk|get up|move|see|feel (?:his|her))\b(?! (?:it|the (?:colou?r|smell|noise|taste)|your|this|that"
        r"|waiting|how))(?=$|[.,!]| and| up| any| now| (?:his|her|the) )"
    ),
    (
        r"\b(?:grandma|nan|gran|mum|mom|mother|dad|father|grandad|wife|husband|he|she|i)(?: she| he)? (?:fell|fall"
        r"|slipped|tripped)\b(?=[^\n]{0,60}\b(?:hip|head|blood|bleed\w*|broke\w*|hospital|can't|unconscious|hurt"
        r"|wrist|ankle|walk|stand)\b)"
    ),
    (
        r"(?<!like it )\b(?:(?:got|been|being|was|were|is|just) (?:hit|run over|knocked (?:over|down|off|out)"
        r"|crushed|struck|mown down|pinned|squashed|flattened|impaled|mauled|scalded|stabbed|trampled"
        r"|buried)) (?:by|under|underneath|beneath)\b(?! (?:fees?|charges?|customs|taxe?s?|an? (?:bill|charge|fee)"
        r"|price|the price|import|with (?:a|an|the|extra)|duty|duties))"
    ),
    (
        r"\bhit (?:me|him|her|them) with (?:his|the|a|its) (?:car|van|bike|lorry|truck|bumper|mirror|trolley)\b"
        r"|\brun over\b(?=[^\n]{0,20}\b(?:van|car|lorry|driver|bike|truck|forklift)\b)"
    ),
    (
        r"(?<!battery )(?<!app )(?<!page )\b(?:he|she|they|man|woman|guy|driver|courier|mum|mom|dad|nan|gran"
        rf"|grandma|grandad|wife|husband|brother|sister|person|lady|bloke|{KIN_EN})(?:'s|'re| is| are| was)? (?:not"
        r"|isn't|aren't|won't|stopped) (?:mov\w+|respond\w*|wak\w+|breath\w*|answering me|talking|getting up"
        r"|conscious)\b(?! (?:to (?:my )?(?:email|message|text|call)|house|my order|on (?:the|my)|from))"
    ),
    (
        rf"\b(?:he|she|man|woman|guy|driver|courier|{KIN_EN})(?:'s| is| are| was)?(?: just| still)? (?:lying|laying"
        r"|laid|on) (?:on |in )?(?:the |my )?(?:ground|floor|pavement|road|drive|steps"
        rf"|stairs)\b(?=[^\n]{{0,50}}\b(?:not|can't|won't|isn't|blood|hurt|help|broke|move|slid|fell|get up)\b)"
    ),
    (
        rf"\b(?:can't|couldn't|cannot|struggling to|hard to|unable to) (?:breathe|feel (?:my|his|her|the) {LIMB_EN}"
        rf"|move (?:my|his|her|the) {LIMB_EN}|see out of|open (?:my|his|her) eyes?|put (?:any )?weight on"
        rf"|walk since|bend (?:my|his|her) {LIMB_EN}|stop (?:the )?bleeding)"
    ),
    (
        rf"\b{OWN_EN} (?:\w{{1,8}} )?{LIMB_EN}{_BE} (?:\w{{1,6}} )?(?:in (?:an|a) \w{{1,4}} shape|bent|hanging"
        r"|twisted|crooked|sticking out|at a (?:weird|funny|bad|wrong) angle|the wrong way|open to|to the bone"
        r"|burn(?:t|ed)?|shut and|glued|stuck together|see the bone|dislocat\w+|out of (?:its|the) socket"
        r"|shattered|mangled|hurts? (?:very|so) (?:bad|much))\b"
    ),
    (
        r"\b(?:can|could) see (?:the |my |her |his )?(?:\w{1,6} )?(?:bone|white bit|white stuff|flesh|fat|tendon"
        r"|muscle)\b|\bdown to the (?:bone|fat|flesh)\b|\b(?:very |so |its |it's "
        r"|really )deep\b(?=[^\n]{0,40}\b(?:bleed\w*|blood|cut|bit|stitch\w*|hospital|gash|wound|white)\b)"
    ),
    (
        r"\bdog (?:got|bit|attacked|mauled|ripped|tore|went for) (?:me|him|her|my|us|into)\b|\b(?:bitten|attacked"
        r"|mauled|stung) by (?:a |the |your |his )?(?:\w{1,9} )?(?:dog|driver's dog|snake|spider|wasps?|bees?"
        r"|rat)\b"
    ),
    (
        r"\b(?:seal(?:ed)?|glued|stuck|burn(?:t|ed)?|swollen|swelled) (?:my|his|her|both) (?:\w{1,6} )?(?:eyes?"
        r"|fingers?|lips?|mouth|hands?)(?: \w{1,8})?(?: shut| together| closed)?\b(?! (?:cream|drops))"
    ),
    (
        r"\bknocked (?:myself|himself|herself|me|him|her|my \w{2,8}) (?:out|unconscious|over|flying|off (?:my|his"
        r"|her))\b|\bout cold\b(?! (?:water|brew|weather))|\b(?:dislocated|fractured|ruptured|snapped"
        r"|popped) (?:my|his|her|the) (?:\w{1,8} )?(?:shoulder|knee|hip|wrist|ankle|collarbone|elbow|jaw|finger"
        r"|achilles|leg|arm)\b"
    ),
    (
        rf"\b(?:needed|needs?|got|had|getting|having) (?:\w{{1,6}} )?{_NUMBER} (?:stitches|staples)\b|\b(?:in|at"
        r"|to) (?:the )?(?:a&e|a and e|a & e)\b"
    ),
    (
        r"\b(?:wife|husband|mum|mom|mother|dad|father|nan|gran|grandma|grandad|brother|sister|son|daughter"
        rf"|friend)(?:'?s)? (?:\w{{1,6}} )?{LIMB_EN} (?:is |was |are |has |get |got )*(?:burn\w*|cut|broke\w*"
        r"|bleed\w*|swell\w*|swollen|crush\w*|hurt|injur\w*|trapped)\b"
    ),
    (
        r"\b(?:fell|fall|fallen|landed|slipped|tripped|crashed|collapsed?|threw me"
        rf"|came off)\b(?=[^\n]{{0,60}}\b(?:{LIMB_EN}|ribs?)(?: \w{{1,7}}){{0,3}} (?:hurts?|broken|broke|bad|black"
        r"|swollen|pain\w*|killing|snapped|bleeding|smashed|twisted)\b)"
    ),
    (
        r"\b(?:fell|came down|landed|collapsed|toppled|dropped|slammed|shut|tipped) (?:down |over |right )?(?:on"
        r"|onto|on top of) (?:me|him|her|my (?:\w{1,8} )?(?:wife|husband|mum|mom|mother|dad|father|nan|gran|son"
        r"|daughter|friend|foot|hand|leg|head|toes?|arm))\b"
    ),
    (
        r"\bi think (?:it's|its|it is) (?:\w{1,5} )?(?:broken|fractured|dislocated|sprained|concussion|my ribs?"
        r"|her ribs?|his ribs?|her hip|his hip)\b(?=[^\n]{0,50}\b(?:arm|wrist|ankle|leg|foot|toe|finger|ribs?|hip"
        r"|fell|hand|nose|breathe)\b)|\b(?:arm|wrist|ankle|foot|toe|finger|ribs?|nose|fell|tripped"
        r"|breathe)\b(?=[^\n]{0,50}\bi think (?:it's|its|it is) (?:\w{1,5} )?(?:broken|fractured|dislocated"
        r"|sprained|her ribs|his ribs|my ribs))"
    ),
)

# --- violence

_WEAPON = (
    r"(?:knife|knives|machete|axe|hatchet|hammer|gun|pistol|rifle|shotgun|baseball bat|bat|crossbow|sword"
    r"|cleaver|petrol|acid|rat poison|poison|crowbar|screwdriver|blade|taser|catapult|matches|brick)"
)
_FOE = (
    r"(?:driver|courier|rider|delivery \w{2,8}|postman|seller|agent|staff|manager|owner|boss|neighbou?rs?"
    r"|flatmate|housemate|room ?mate|wife|husband"
    r"|ex|girlfriend|boyfriend|partner|landlord|landlady|mother[ -]in[ -]law|father[ -]in[ -]law|mum|mom|dad"
    r"|mother|father|sister|brother|baby|son|daughter|kids?|teacher|class|students?|colleague"
    r"|lad|lady|woman|man|guy|bloke|boy|girl|bully|bullies|shopkeeper|cashier|people|team|receptionist"
    r"|security guard|guard|uncle|cousin|stepdad)"
)
_FOES = (
    rf"(?:him\b|her\b|them\b(?! (?:up|back|to it|on|in|with|for|all back))|you\b(?! (?:with|a|the|an|up|back"
    rf"|for|to|know|when|if))|(?:my|the|that|your|this|his|those|these) (?:\w{{1,12}} )?{_FOE}\b|some(?:one"
    rf"|body)\b|everyone\b|every one of)"
)
_SHALL = (
    r"\b(?:i'll|i will|i shall|we'll|we will|i(?:'m| am) (?:so |really |just |actually )?(?:going to|about to"
    r"|coming to|ready to|planning to)|going to|about to|want(?:s|ed)? to|i could"
    r"|i might|i may|i feel like|feel like|i swear(?: to god)?|i have to|thinking (?:of|about)|thoughts? (?:of"
    r"|about)|plan(?:s|ned|ning)? to|i would|ready to|says (?:he|she)(?:'ll| will)|said (?:he|she)(?:'ll|'d"
    r"| will| would)|i'd|then i|tonight i|tempted to|urge to)"
)
_HARM = (
    r"(?:kill(?:ing)?|stab(?:bing)?|murder(?:ing)?|strangl(?:e|ing)|shoot(?:ing)?|hurt(?:ing)?|attack(?:ing)?"
    r"|harm(?:ing)?|beat(?:ing)?(?: up)?|batter(?:ing)?|smother(?:ing)?|poison(?:ing)?"
    r"|drown(?:ing)?|bury|finish(?: off)?|end|punch(?:ing)?|slap|smash(?:ing)?|knife|shank|chok(?:e|ing)"
    r"|suffocat(?:e|ing)|gut|bash|do in|jump|cut up|slit|set fire to|run over|mow down|push (?:\w{1,8} )?down"
    r"|headbutt|torture|stamp on)"
)

THREAT_TO_OTHERS = (
    (
        rf"\b(?:on my way|coming|heading|driving|walking|going) (?:\w{{1,6}} )?(?:to|for|round to|over to"
        rf"|down to) (?:your|the|that|his|her|their) (?:\w{{1,8}} )?(?:depot|warehouse|office|shop|store|hub|house"
        rf"|branch|place)\b(?=[^\n]{{0,30}}\bwith (?:a|my|the) {_WEAPON}\b)|\b(?:every|all the"
        r"|each) bones? in (?:that|your|his|her|the)\b|\b(?:get|gets|getting|take|have) (?:a |the |my )(?:hammer"
        r"|bat|axe|brick|bullet|knife|fist|boot|machete) (?:to|in|through|round) (?:the|his|her|their|your) \w+"
        rf"|\b(?:sleeping|asleep)\b(?=[^\n]{{0,40}}\b(?:pillow|knife|hammer|rope|petrol|axe"
        rf"|gun)\b[^\n]{{0,30}}\b(?:do it|i might|going to|i will|i'll|i could)\b)"
    ),
    (
        rf"{_SHALL} (?:\w{{1,6}} )?(?:throw|push|chuck|drag|kick|lock) (?:him|her|them|you|that \w{{2,9}}"
        rf"|the \w{{2,9}}|your \w{{2,9}}) (?:down (?:the|my|some)|off (?:the|a|my)|under|out (?:of )?(?:the"
        r"|a) window|in front of|into (?:the|a) (?:road|river|traffic|canal|path))\b|\b(?:bought|buy|buying|need"
        rf"|order\w*|use|using|got|want) (?:\w{{1,8}} ){{0,5}}to (?:kill|stab|murder|hurt|poison|shoot|strangle"
        rf"|beat|attack|drown|smother|chop up|bury) {_FOES}"
    ),
    (
        rf"\bhow (?:do|can|could|would|should) (?:i|you|we|one) (?:\w{{1,6}} )?(?:poison|kill|hurt|get rid of"
        rf"|knock out|drug|murder) (?:a person|a human|my (?:\w{{1,6}} )?{_FOE}|him\b|her\b|some(?:one|body)"
        rf"|people)\b|{_SHALL} (?:\w{{1,6}} )?(?:shoot|kill|stab|hurt|beat|batter|burn|hunt) (?:whoever|anyone who"
        r"|the next (?:one|person|driver|courier|guy)|that (?:bastard|prick|cunt|dickhead|bitch|idiot)"
        r"|the (?:bastard|prick)|any (?:driver|courier))\b"
    ),
    (
        r"\b(?:won't|never|not going to|will not|not) (?:\w{1,5} )?(?:go|get|walk|make it|come"
        r"|leave) (?:\w{1,5} )?(?:home|out|away|back)? ?alive\b|\bwaiting for (?:him|her|them|you|that \w{2,8}"
        r"|the \w{2,8}) with (?:a|my|the) (?:bat|knife|hammer|gun|machete|axe|crowbar|dogs?)\b|\b(?:run|drive"
        r"|force) (?:your|the|his|that|him|her|them) ?(?:\w{1,8} )?off the road\b|\b(?:is|are|you're|he's"
        r"|she's) (?:getting|going to get) it (?:tonight|today|tomorrow|now)\b"
    ),
    (
        rf"{_SHALL} (?:\w{{1,6}} )?(?:do (?:him|her|them|you) in|gas (?:him|her|them|my|the|your|you)"
        rf"|drive (?:\w{{1,6}} ){{0,2}}(?:in)?to (?:your|the|their) (?:shop|store|depot|office|warehouse|staff"
        r"|window)|put (?:your|his|her|their|the) (?:windows?|face|teeth|head|door|lights) (?:in|out|through)"
        r"|cut (?:off )?(?:his|her|their|your) (?:fingers?|hands?|head|balls|tongue|ears?|throat))\b"
    ),
    _after(
        rf"{_SHALL}|\b(?:i'm|i am|i'll be|i've got|i got|i have|i know)\b",
        (
            r"\b(?:wait|waiting|come|coming|be|outside|show up|turn up|know which|know where"
            r"|going)\b(?=[^\n]{0,40}\b(?:your|you|that|the|which|their) ?(?:\w{1,8} )?(?:depot|warehouse"
            r"|office|shop|store|driver|staff|hub|place|house|branch)\b)(?=[^\n]{0,60}\b(?:hammer|gun|knife"
            r"|machete|axe|baseball bat|petrol|bat|crowbar|brick)\b)"
        ),
        40,
    ),
    (
        r"\bi(?:'ve)? (?:got|have) (?:a|my|the) (?:gun|knife|machete|shotgun|rifle|petrol"
        r"|hammer)\b(?=[^\n]{0,50}\b(?:i know|which|coming|where (?:you|they|he)|your|for (?:him|her|them))\b)"
    ),
    (
        r"\b(?:is|are|you're) (?:going to|about to) (?:lose (?:his|her|their|your|some) (?:teeth|legs?|head|face"
        r"|eyes?|fingers|life|lives)|bleed|die|suffer|get what|need an? (?:ambulance|hospital|coffin))\b(?! (?:out"
        r"|of))(?<!i'm going to die)|\bregret (?:he|she|they|you)(?: was| were|'s|'re"
        r"| are)? (?:ever )?(?:been )?born\b|\b(?:want|need|wish) (?:my \w{2,10}|him|her|them"
        r"|that \w{2,8}) (?:to die|dead|to be dead|to disappear forever|killed|gone for good)\b"
    ),
    (
        r"\b(?:in|into) (?:his|her|their|my \w{2,12}'s) (?:drink|tea|coffee|food|dinner|soup|cup"
        r"|juice)\b(?=[^\n]{0,40}\b(?:before|notice\w*|taste|kill\w*|know\w*|find out|fatal|dead|die)\b)"
        r"|\bhow much (?:\w{1,8} ){0,4}(?:antifreeze|poison|bleach|rat poison|arsenic|insulin) (?:in|to|for|would"
        r"|does)\b|\b(?:make|making) sure (?:\w{1,8} ){1,3}never (?:walks?|works?|breathes?|sees?|wakes?"
        r"|delivers?)\b(?! here)|\b(?:thinking|thoughts|urge|want|scared i(?:'ll| will| might)) (?:about |of "
        r"|to )?(?:hurt|harm|shak|smother|kill|drown)(?:ing)? (?:my (?:own )?(?:kids?|baby|children|son|daughter"
        r"|wife|husband|mum|dad|partner)|people|some(?:one|body))\b"
    ),
    (
        rf"{_SHALL}(?: (?:just|really|actually|honestly|literally|fucking|bloody|so|seriously|go and|come and"
        rf"|(?:come|go|drive|walk|turn) (?:\w{{1,6}} ){{0,3}}and|definitely|personally|easily"
        rf"|happily)){{0,2}} {_HARM} {_FOES}"
    ),
    (
        rf"{_SHALL}{_NEXT}{{0,2}} (?:run|knock) (?:him|her|them|that \w{{2,12}}|the \w{{2,12}}"
        rf"|your \w{{2,12}}) (?:over|down)\b"
    ),
    (
        rf"{_SHALL}{_NEXT}{{0,2}} (?:smash|bash|cave|kick|punch|break|knock|rip|stamp|slit|slash|crack|snap)(?: in"
        rf"| on| off| out)? (?:his|her|their|your|that \w{{2,10}}'s|the \w{{2,10}}'s) (?:\w{{1,8}} )?(?:faces?"
        r"|heads?|skulls?|teeth|legs?|arms?|necks?|throats?|bones|fingers|jaws?|nose|knees|ribs)\b"
    ),
    _around(
        rf"\b{_WEAPON}\b(?! (?:proof|game|toy|block|set|sharpener))",
        (
            r"\b(?:going to do (?:it|him|her|them)|before (?:he|she|they) wakes?|hurt some(?:one|body)|use (?:it"
            r"|this|that) on (?:him|her|them|my|the|that|you|some)|(?:is|it's|its) for (?:my|the) (?:ex|stepdad"
            r"|landlord)\b(?! (?:birthday|garden|kitchen))|he's asleep|she's asleep|i know where (?:you|he|she"
            r"|they|your|the)|(?:kids|people|students|teachers|names) (?:in|at|from) (?:his|her|my|the) (?:class"
            r"|school|year|work|office)|for school tomorrow|to school tomorrow|got to go\b|won't (?:see"
            r"|feel) it coming|hide (?:the|a) body|so angry i)"
        ),
        90,
        _STRICT,
    ),
    (
        r"\bshoot(?:ing)? up (?:his|her|the|my|a|their|your|our) (?:\w{1,8} )?(?:school|college|class\w*|work\w*"
        r"|office|church|mosque|mall|party|university|shop|store|depot)\b|\b(?:list|map) of (?:the )?(?:kids|names"
        r"|students|teachers|people|classmates)\b(?=[^\n]{0,60}\b(?:crossbow|gun|knife|hurt|kill|revenge"
        r"|school)\b)"
    ),
    _around(
        (
            r"\b(?:poison\w*|kills?|drug|sedative|sleeping (?:pills|tablets)|pills|drops|tablets|of these"
            r"|something|chemical|dose)\b"
        ),
        (
            r"\b(?:(?:no|any|without) (?:taste|smell)|tasteless|odou?rless|(?:can't|won't|not"
            r"|without \w{2,6}) (?:taste|tasting|notic\w+|smell it|detect|find|trace|know|be (?:found|traced"
            r"|detected))|untraceable|undetect\w+)\b(?=[^\n]{0,80}\b(?:her|him|husband|wife|person|some(?:one"
            r"|body)|mother[ -]in[ -]law|in law|boss|flatmate|she|he|doctors?|police|their)\b)"
        ),
        80,
        _LOOSE,
    ),
    (
        r"\b(?:knock|put) (?:a person|some(?:one|body)|her|him|my \w{2,10}) (?:out|to sleep"
        r"|under)\b(?=[^\n]{0,50}\b(?:drink|tea|food|coffee|taste|know|forever|for good)\b)|\bspik(?:e|ing) (?:her"
        r"|his|their|my \w{2,10}|some\w+) ?(?:\w{2,8} )?(?:drink|tea|food)\b|\b(?:put|slip|mix|hide)(?:ting|ping"
        r"|ing)? (?:it|this|these|some|something|poison|pills) (?:in|into) (?:his|her|their"
        r"|my \w{2,12}'s) (?:drink|tea|coffee|food|dinner|soup)\b"
    ),
    (
        r"\b(?:i'm|i am|i) (?:going to|will|about to) do (?:it|him|her|them|that \w{2,8}"
        r"|the \w{2,8})(?: in)?\b(?=[^\n]{0,30}\b(?:before (?:he|she|they) wakes?|while (?:he|she|they) sleeps?"
        r"|asleep|knife|hammer|axe)\b)|\b(?:boy|lad|girl|man|guy|bloke|bully"
        r"|teacher)\b(?: \w{1,6}){0,2} i'm going to do(?=$|[.,!])|\b(?:deserves?|needs?|got|has got"
        r"|have) to (?:die|go|suffer|bleed)\b(?=[^\n]{0,40}\b(?:poison|knife|not joking|tonight|gun)\b)"
        r"|\b(?:poison|not joking|knife|gun)\b(?=[^\n]{0,50}\b(?:she|he|they)(?:'s|'ve)? (?:got|has|have|need\w*"
        r"|deserve\w*) to (?:die|go|suffer)\b)"
    ),
    (
        r"\b(?:store|shop|office|depot|warehouse|place|branch|you|he|she|they|some(?:one|body)|courier|driver"
        r"|rider|staff|manager|seller|agent|people|idiot|bell|one)(?:'s|'re| is| are)? (?:going to get "
        r"|going to be |getting |gets |get |will be |will get |'ll get |about to get "
        r"|about to be )(?:\w{1,5} )?(?:shot(?: up)?|stabbed|his head (?:caved|kicked|smashed)|(?:his|her|their"
        r"|your) (?:head|face|teeth|legs?) \w+|battered|jumped|burn(?:t|ed) down|bombed|torched|blown up"
        r"|smashed up|smashed in|knocked out|a (?:bullet|kicking|beating|knife|slap|hiding)|what(?:'s| is) coming"
        r"|hurt bad|buried|run over)\b(?! (?:by (?:a|the) (?:car|van|lorry)))"
    ),
    (
        r"\b(?:his|her|their|your) (?:head|face|skull|teeth|jaw) (?:caved|kicked|smashed|bashed|stamped|punched"
        r"|knocked) (?:in|out)\b|\b(?:going to be|will be|there'll be|there will be|see) (?:blood(?:shed)?|bodies"
        r"|a (?:dead body|funeral|massacre|murder))\b(?! (?:test|orange|type|pressure|results))"
    ),
    (
        r"\byour (?:all |so |fucking )?dead\b(?=$|[.,!]| man\b| meat\b| if\b| when\b| mate\b)|\byou(?:'re"
        r"| are) (?:all |so )?dead(?=$|[.,!]| when| if| next)|\b(?:he|she|they)(?:'s| is|'re| are|'ll be"
        r"| will be) (?:\w{1,7} )?dead (?:when|if|once|as soon as|next time|the next)\b"
    ),
    (
        r"\bmak(?:e|ing) (?:him|her|them|you|that \w{2,10}|your \w{2,10}) (?:bleed|suffer|scream|beg|disappear"
        r"|crawl|regret being born)\b|\b(?:see|watch|find out|wait for|guess) what (?:i|we|i'll|i will"
        r"|i'm going to|happens?)(?: \w{1,5})? (?:do to|happen to|to) (?:your|him|her|them|you|the"
        r"|that)\b(?! (?:order|parcel|money|item|account|price))|\bbetter (?:pray|hope) (?:i|he|she|they|you"
        r"|we) (?:don't|do not|never|doesn't)\b"
    ),
    (
        r"\bteach (?:him|her|them|you|my \w{2,10}|that \w{2,10}"
        r"|your \w{2,10}) a lesson\b(?=[^\n]{0,40}\b(?:survive|forget|hospital|bat|knife|fists?|walk|bleed"
        r"|blood)\b)|\b(?:put|putting) (?:a |an )?(?:bullet|knife|brick|axe) (?:in|through|into)\b|\b(?:petrol"
        r"|matches|knife|bat|gun|brick)\b(?=[^\n]{0,50}\bi know where (?:you|he|she|they|your)\b)"
        r"|\bi know where (?:you|he|she|they|your \w{2,10}|the \w{2,10}) (?:lives?|parks?|works?|drinks?|sleeps?"
        r"|goes)\b(?=[^\n]{0,60}\b(?:petrol|waiting|knife|bat|watch|careful|sorry|pay for|gun|brick|coming)\b)"
    ),
    (
        r"\bi (?:will |'ll |just |might |could )?(?:shoot|stab|kill|strangle|poison|murder) (?:him|her|them(?! up)"
        r"|you\b(?! an?))(?! (?:a|an|the|over|with)\b)"
    ),
    (
        r"\b(?:thoughts?|urges?|dream\w*|think\w*|voices) (?:of|to|about|tell\w* me to) (?:hurt|kill|smother|stab"
        r"|drown|shak|harm|chok)(?:ing|ling)? (?:my|the|him|her|some|people|them)\b"
    ),
)

_MENACER = (
    r"(?:sellers?|shop(?:keeper)?|driver|courier|rider|fitter|technician|plumber|installer|engineer"
    r"|delivery \w{2,8}|man|guy|guys|bloke|blokes|lads?|boys|he|she|they|some(?:one|body)|neighbou?r|ex"
    r"|landlord|husband|boyfriend|girlfriend|partner|stalker|collectors?|debt \w+|loan (?:app|people|shark"
    r"|company)|lender|buyer|people|gang|caller|number|email|text|note|letter|message|strangers?|dad|stepdad"
    r"|father|brother|uncle|boss|flatmate|owner|agent|who delivers)"
)
_MINE = (
    rf"(?:me\b|us\b|my (?:\w{{1,9}} )?(?:{KIN_EN}|kids?|children|family|son|daughter|baby|house|home|car"
    rf"|windows?|door|throat|dog|shop|legs|face|head|arms?|bones|neck|fingers|hands|knees|flat)\b)"
)

THREATENED = (
    (
        r"\b(?:we|i|they|he|she) knows? when (?:you're|you are|i'm|i am|she's|she is) (?:alone|home|asleep|out)\b"
        r"|\b(?:pay|send|give)(?: \w{1,5}){0,3} or (?:my|our|the) (?:nudes?|pictures?|photos?|pics|videos?"
        r"|chats?)\b|\b(?:husband|boyfriend|partner|wife|girlfriend|dad|stepdad|son|flatmate|landlord|ex)(?:'s| is"
        r"| keeps| started)+ (?:hitting|beating|hurting|punching|slapping|choking|strangling|kicking"
        r"|throttling) (?:me|us|my)\b|\bsay (?:it's|its|it is) about (?:an order|a parcel|the delivery)\b"
        r"|\bcan't talk\b(?=[^\n]{0,40}\b(?:he's|he is|she's) (?:here|hitting|listening|next|in the)\b)"
    ),
    (
        r"\b(?:death|getting|get|got|receiv\w+|send\w*|sent|with|made|making|of|more|his|her|their"
        r"|and) threats\b(?! to (?:leave|cancel))|\bthreats (?:from|inside|against|by|to my)\b|\b(?:text\w*|said"
        r"|says|wrote|message\w*|saying|replied|note|told me)\b(?=[^\n]{0,30}\b(?:i|we) know where (?:you|u"
        r"|your) (?:live|work|sleep|kids|house|family))|\b(?:be|it's|a) (?:a )?shame if (?:some|any)thing\b"
        r"|\bnice (?:kids|family|house|daughter|son|wife|car) (?:you|u) (?:got|have)\b"
    ),
    (
        r"\b(?:pay(?: up)?|money|cash|now|review|it|this|delete)(?: \w{1,6})? or (?:we|they|he|she|i)(?:'ll"
        r"| will)? (?:\w{1,6} )?(?:hurt|kill|harm|beat|find|burn|break|shoot|stab|come for)\b|\b(?:leak|expose"
        r"|publish|share|post|release)(?:ing|ed|s)? my (?:\w{1,8} )?(?:photos?|nudes?|pics|pictures|videos?"
        r"|chats?)\b(?! (?:review|on your))|\b(?:sends?|sent|sending) (?:me |my \w{2,9} )(?:\w{1,5} )?(?:dick|nude"
        r"|dirty|naked|sexual|disgusting|creepy) (?:pics?|photos?|pictures?|messages?|videos?|texts?)\b"
        r"|\bsays (?:i'm|i am) next\b"
    ),
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:punch\w*|kick\w*|slap\w*|shov\w+|push(?:ed|es)|headbutt\w*|strangl\w+|chok(?:ed|es)|attack\w*"
            r"|assault\w*|beat(?:s|en)?(?: up)?|spat (?:at|on)|threw \w+ \w+ at|grabb\w+|smash\w+|dragg\w+"
            rf"|pinn\w+) (?:me\b|us\b|my (?:\w{{1,7}} )?(?:{KIN_EN}|windows?|door|phone|arm|wrist|hair|throat"
            r"|car)\b)(?! (?:a|an|the|with (?:fees?|charges?|messages|emails|spam)|up on|for (?:a|the) (?:review"
            r"|tip)|out the way of))"
        ),
        45,
        _STRICT,
    ),
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:break(?:ing)? (?:down |in |into )?(?:my|our|the) (?:\w{1,6} )?(?:door|house|flat|window)"
            r"|breaking in\b|driv\w+ past (?:my|our)|(?:standing|stood|parked|sitting|waiting|hanging around"
            r"|lurking)(?: \w{1,8}){0,4} (?:all night|every night|for hours|since|watching|again|slowly"
            r"|across (?:the|from)|down my))\b(?=[^\n]{0,60}\b(?:now|night|complain\w*|watch\w*|slowly|me|scared"
            r"|days|he|review|hours)\b|$)"
        ),
        50,
        _STRICT,
    ),
    (
        rf"\b{_MENACER}\b(?: \w{{1,9}}){{0,6}} (?:outside|at|near|in|trying) (?:my|our) (?:\w{{1,7}} )?(?:house"
        rf"|door|flat|gate|window|home|bedroom)\b(?=[^\n]{{0,50}}\b(?:with a (?:bat|knife|gun|hammer|stick|brick"
        r"|machete)|because i (?:complained|reported|reviewed|left|gave)|won't|every (?:night|day)|scared|afraid"
        r"|staring|stares?)\b)"
    ),
    (
        r"\b(?:show(?:ed|ing|s)|pull(?:ed|ing|s)(?: out)?|wav(?:ed|ing|es)|point(?:ed|ing|s)|had|held|holding"
        r"|brandish\w+|came (?:at me )?with|took out) (?:me )?(?:a|his|the) (?:knife|gun|machete|hammer|bat|blade"
        r"|crowbar)\b(?=[^\n]{0,40}\b(?:me|my|us|when|at|on|because|to)\b)(?<!\bi had a knife)|\brais(?:ed"
        r"|ing) (?:his|her) (?:fist|hand)\b|\b(?:dead (?:rat|mouse|bird|animal|cat|fish)|bullet|funeral \w+"
        r"|bag of (?:shit|poo|dog)|razor blades?)\b(?=[^\n]{0,40}\b(?:my (?:review|name|door|address|photo)"
        r"|on my (?:doorstep|porch|car)|through my)\b)"
    ),
    (
        r"\bthreaten(?:ed|s|ing) (?:me|us|my|him|her|our)\b(?! with (?:a |the )?(?:court|legal|fee|lawyer|bailiff"
        r"|charge|debt|late|collection))|\b(?:they|he|she|seller|boys|gang|someone)(?:'ll| will| are|'re| is|'s"
        r"| going to| say(?:s)? they)* (?:come|coming) for (?:me|us|my (?:family|kids|son|daughter))\b"
    ),
    (
        r"\b(?:loan (?:people|app|company|shark)|debt \w+|lender|stranger|unknown number"
        r"|someone)\b(?=[^\n]{0,60}\b(?:pictures?|photos?|pics?) of my (?:daughter|son|kids?|children|family|mum"
        r"|wife|house|door)\b)|\b(?:says|said) (?:he|she) (?:loves|wants|needs"
        r"|watches) me\b(?=[^\n]{0,50}\bknows? where\b)|\btrying (?:my|our|the) (?:front "
        r"|back )?door(?: handle)?\b|\bcalls? at night\b(?=[^\n]{0,30}\b(?:breath\w*|silent|threat\w*|order|my)\b)"
        r"|\bex (?:partner|husband|boyfriend|wife|girlfriend)?\b(?=[^\n]{0,60}\b(?:find out where (?:we|i)"
        r"|found out where (?:we|i)|he's here|tracked (?:me|us)|know where (?:we|i))\b)"
    ),
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:will|'ll|'d|would|going to|wants? to|ready to|about to|threaten\w* to|said to"
            rf"|go)(?: \w{{1,8}}){{0,2}} (?:hurt|hit|beat(?: up)?|stab|slap|shoot|slit|burn|smash|attack|rape|harm"
            rf"|cut|finish|come (?:after|for)|punch|break|strangle|torch|poison|hunt|run over) {_MINE}(?! (?:if"
            r"|when) (?:i|we|it|she|he) (?:don't|doesn't|isn't|buy|spend|order|forget|lose))"
        ),
        60,
    ),
    _after(
        (
            r"\b(?:seller|driver|courier|rider|collectors?|landlord|neighbou?r|ex|stalker|caller|text|email|note"
            r"|letter|gang|stepdad|loan \w+|they|he|guy|man)\b"
        ),
        (
            rf"\b(?:will|'ll|going to|says? he'll|said he would|would|threat\w*)(?: \w{{1,6}}){{0,2}} (?:kill"
            rf"|murder|end) {_MINE}"
        ),
        60,
    ),
    _around(
        (
            r"\bknows? (?:where (?:i|we|you|my|your)|my (?:home|house|address|school|work|route|car|name and)"
            r"|your (?:home|house|address|school))\b"
        ),
        (
            r"\b(?:scared|afraid|frightened|terrified|delete|remove|take down|review|comment|pay|or else|careful"
            r"|watch|angry|threat\w*|warn\w*|coming|tonight|wait\w*|kids?|children|school|daughter|son|police"
            r"|sorry|regret)\b"
        ),
        60,
    ),
    (
        r"\bknows? where (?:my|your|our) (?:\w{1,8} )?(?:kids?|children|daughter|son|wife|mum|mom|family|sister"
        r"|girl|boy)\b"
    ),
    # outside, inside, in the way
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:(?:won't|will not|wouldn't|refus\w+ to|not) (?:\w{1,5} )?(?:leave|go)(?= (?:till|until|unless"
            r"|me alone|my (?:house|flat|home|door|property|garden|drive|room)|the (?:house|flat|property|building"
            r"|door)|away|home|and i)|$|[.,!])|(?:won't|wouldn't|will not|not|didn't) let (?:me|us) (?:out|go\b"
            r"|past|close|shut|leave (?:the|my) (?:house|flat|room|shop))|(?:sitting|sat|parked|standing|stood"
            r"|stands|waits?|waiting|hang(?:s|ing)) (?:\w{1,9} ){0,5}outside\b(?=[^\n]{0,50}\b(?:scared|afraid"
            r"|alone|every|again|since|house|flat|days|night|hours|watching|won't|review|stare\w*|staring)\b|$))"
        ),
        70,
    ),
    _around(
        r"\b(?:i'm|i am|im|home) (?:\w{1,6} )?(?:alone|scared|terrified|frightened|on my own|hiding|afraid)\b",
        (
            rf"\b(?:{_MENACER})\b(?: \w{{1,8}}){{0,4}} (?:outside|banging|shouting|blocking|stood|standing"
            r"|won't (?:leave|go)|kicking|at (?:the|my) (?:door|window)|angry|following|drunk|trying to|inside"
            r"|in my (?:house|flat|kitchen))\b"
        ),
        70,
    ),
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:followed|following|follows|chas(?:ed|ing|es)|tailed) (?:me|us|my (?:daughter|son|wife|sister"
            r"|mum|kid)|her)\b(?! (?:on (?:insta|ig|twitter|tiktok|facebook|social)|up|back))"
        ),
        40,
        _STRICT,
    ),
    (
        r"\b(?:tried|trying|attempted|tries) to (?:kiss|grope|grab|touch|hug|force|drag|pull|get in(?:to)? (?:the"
        r"|my) (?:flat|house|car|building)|break in|push his way|undress|rape)\b(?=[^\n]{0,40}\b(?:me|my|her|door"
        r"|way|flat|house)\b)|\bforced? (?:his|their) way in\w*|\block(?:ed|s) (?:the door behind him|me (?:in|out"
        r"|inside))\b|\b(?:touched|touches|groped|flashed|kissed|rubbed against) (?:me|my (?:daughter|son|wife|bum"
        r"|breast|leg|thigh|chest))\b(?! (?:up|heart))|\bexpos(?:ed|ing) himself\b|\b(?:put|puts) his hands? (?:on"
        r"|up|down) (?:me|my)\b"
    ),
    _around(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:blocking|blocked|blocks) (?:the|my) (?:door|doorway|way out|exit|path"
            r"|way)\b(?=[^\n]{0,50}\b(?:alone|scared|cash|money|out|leave|until|till|shout\w*)\b)"
        ),
        70,
    ),
    # words and pictures
    _around(
        (
            r"\b(?:photos?|pics?|pictures?|videos?|images?|screenshots?) of (?:my|our|me"
            r"|where i) ?(?:\w{1,8} )?(?:house|home|front door|door|kids?|children|family|car|gate|school|street"
            r"|flat|daughter|son|leaving|walking|live|sleeping|window)\b"
        ),
        (
            r"\b(?:take (?:it |this |that )?down|delete|remove|review|pay|or else|careful|watch|threat\w*|nice"
            r"|regret|sorry|police|know where|stranger|unknown|scared|warn\w*)\b"
        ),
        70,
    ),
    (
        r"\bwatch (?:your|my|ur|yr) back\b|\bsleep with one eye\b|\byou(?:'ll| will|r going to"
        r"| are going to) (?:regret (?:it|this)|be sorry|pay for (?:this|it|that|the"
        r"|what))\b(?=[^\n]{0,60}\b(?:seller|driver|note|message|text|said|wrote)\b)|\b(?:seller|driver|courier|he"
        r"|they|note|message|text|man|someone)\b(?=[^\n]{0,60}\b(?:you'll|you will|i'll|i will) (?:regret (?:it"
        r"|this)|be sorry|pay for (?:this|it|that|the|what|my))\b)"
        r"|\baccidents (?:can )?happen\b(?=[^\n]{0,50}\b(?:seller|driver|he|they|said|house|family)\b)"
    ),
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:send(?:ing|s)?|sent|bring(?:ing)?|come (?:back )?with|came (?:back )?with|coming with|has"
            r"|have) (?:some |his |her |their |a few |two |three )?(?:people|boys|mates|brothers|cousins|men|lads"
            r"|thugs|heavies|gang|area boys|goons)\b(?= (?:to|round|after|over|for|in my|here|who|will|and|if|at)"
            r"|$|[.,!])(?! (?:to (?:collect|pick|deliver|install|fix|repair|look)))"
        ),
        50,
    ),
    _around(
        (
            r"\b(?:nudes?|naked (?:pics?|photos?|pictures?|videos?)|private (?:pics?|photos?|pictures?|videos?)"
            r"|intimate (?:pics?|photos?|pictures?|videos?)|sex tape|webcam|my (?:pictures?|photos?|pics|face"
            r"|number|address))\b"
        ),
        (
            r"\b(?:(?:will|'ll|going to|threat\w*|wants? to|says) (?:\w{1,6} ){0,2}(?:send|post|share|leak|publish"
            r"|put|upload|expose|show)|blackmail\w*|unless i (?:pay|send)|if i (?:don't|not|do not) (?:pay|send)"
            r"|or (?:he|they|she)(?:'ll| will))\b(?=[^\n]{0,60}\b(?:facebook|insta\w*|online|everyone|family"
            r"|friends|contacts|internet|work|pay|tiktok|group|money|bitcoin|telegram|school)\b)"
        ),
        60,
    ),
    (
        r"\b(?:posted|posting|put|published|leaked|shared|plaster\w+|doxx?ed)(?: up)? my (?:full |real "
        r"|home )?(?:name(?: and address)?|address|phone number|number|photo|picture"
        r"|house)\b(?=[^\n]{0,70}\b(?:online|review|facebook|visit|telling people|threat\w*|everyone|internet"
        r"|turned up|insta\w*|scared|replied|reply|comments?)\b)|\bpay (?:me|us|you|him|her"
        r"|them) a visit\b(?=[^\n]{0,40}\b(?:review|house|they|he|seller|address)\b)"
        r"|\btelling people to (?:pay a visit|come|visit|find|get) ?(?:me|my|round)?\b"
    ),
    (
        r"\b(?:bitcoins?|money|cash|pay(?: up)?|crypto|\d{3,6})(?: \w{1,8}){0,3} or (?:else|(?:they|he|she|i"
        r"|we)(?:'ll|'d| will| would| are going to)) (?:\w{1,6} )?(?:hurt|kill|slit|burn|come|find|post|send|smash"
        r"|break|harm|beat|share|expose|leak|ruin)\b"
    ),
    # a stalker
    (
        r"\b(?:my|a|his|her|the|have a|got a) stalker\b|\bstalk(?:s|ed|ing) (?:me|us|her|my (?:daughter|wife"
        r"|sister))\b(?! (?:on insta|with))|\bfound my (?:new |home )?address\b|\b(?:watching|spying on|filming"
        r"|staring at|casing) (?:my|our) (?:house|flat|home|window|kids|daughter|place)\b|\bwatching me (?:from"
        r"|through|at|in)\b"
    ),
    _around(
        r"\b(?:my|her|an) (?:abusive |violent )?ex\b(?: (?:husband|boyfriend|wife|girlfriend|partner))?",
        (
            r"\b(?:found (?:me|you|my|out where)|my new address|my new (?:house|flat|place)|outside|turn(?:s|ed"
            r"|ing)? up|follow\w*|how did he (?:get|find)|how did she (?:get|find)|won't leave me alone"
            r"|restraining|injunction|beat me|hits me|keeps coming|knows where i)\b"
        ),
        70,
    ),
    _after(
        rf"\b{_MENACER}\b",
        (
            r"\b(?:keeps?|won't stop|kept|been|is|started|always|is) (?:text\w*|call\w*|messag\w*|send\w*|ring\w*"
            r"|phon\w*|com\w+|knock\w*)(?: \w{1,8}){0,3}(?=[^\n]{0,60}\b(?:wait(?:ing)? for me|find me|live alone"
            r"|alone at home|am single|boyfriend|go out (?:with|w)|pretty|beautiful|sexy|my body|dick|love me|date"
            r"|kill|hurt|watching|know where|scared|at night|different numbers)\b)"
        ),
        40,
    ),
    (
        r"\bask(?:s|ed|ing)? (?:me )?(?:if|whether) i (?:live alone|am alone|'m alone|have a (?:boyfriend|husband)"
        r"|'m single|am single)\b|\b(?:note|letter|paper|brick|something)(?: \w{1,6}){0,3} (?:through|under"
        r"|on) (?:my|the|our) (?:door|letter ?box|window|windscreen)\b(?=[^\n]{0,60}\b(?:says?|saying|threat\w*"
        r"|pay|know|watch|found you|die|regret|review|sorry)\b(?! (?:you missed|i missed|we missed|sorry we)))"
    ),
    (
        r"\b(?:husband|boyfriend|partner|girlfriend|wife|dad|stepdad|landlord|flatmate|brother)(?:'ll| will"
        r"| is going to| always| just| already| has)* (?:hits?|beats?|beat|punch\w*|slap\w*|chok\w+|hurts?|kicks?"
        r"|kicked|strangl\w+|threw|burns?) me\b(?! (?:to it|at|with (?:the|a) (?:bill|question|price)|up with))"
    ),
    (
        r"\bthreat\w*\b(?=[^\n]{0,60}\b(?:come (?:to|round)|my (?:work|house|home|family|kids|life|husband|wife"
        r"|daughter|son|car)|boys|hurt|kill|beat|knife|gun|fight|violence|smash|burn|find me"
        r"|brothers)\b)(?<!n't threat)|\b(?:dey|don|is|was|has been|keeps) threat\w* (?:me"
        r"|us)\b(?! with (?:a )?(?:court|legal|fee|lawyer|bailiff|charge))"
    ),
    (
        r"\b(?:bang|kick|hammer|pound|thump)(?:s|ing|ed)? (?:at|on|in|down) (?:my|the|our) (?:\w{1,6} )?(?:door"
        r"|window|gate)s?\b(?=[^\n]{0,60}\b(?:shout\w*|scream\w*|alone|scared|swear\w*|angry|won't|threat\w*|kids"
        r"|drunk|let him in|police)\b)"
    ),
)

# --- accounts

_NOT_ME = (
    r"\b(?:(?:it )?(?:wasn't|isn't|is not|was not|not|never) (?:me|mine|by me|us|my (?:device|phone|doing"
    r"|order|address|email|number))|i (?:didn't|never|haven't|don't|did not|have not) (?:\w{1,6} )?(?:do|did"
    r"|done|make|made|order|ordered|chang\w+|request\w*|ask\w*|place[d]?|buy|bought|spen[dt]|log\w*"
    r"|recogni[sz]e|know|use[d]?|authori[sz]e|set|touch\w*|redeem\w*|sign\w*|own|approve\w*)"
    r"|(?:she|he) (?:didn't|never|doesn't|can't) (?:make|made|buy|bought|order\w*|even|know|use|do)|some(?:one"
    r"|body)(?: else)?(?:'s)?|whoever|a stranger|strangers?|thief|hackers?|hacked|unknown|don't recogni[sz]e"
    r"|without (?:my|me|asking)|i have an? (?:iphone|samsung|android)|i'm in [a-z]+|never been (?:to|there))\b"
)

TAKEN_OVER = (
    (
        r"\bwas (?:ordered|bought|purchased|shipped|sent) (?:from|on|with|through|using) my (?:account|profile|app"
        r"|login)\b(?=[^\n]{0,40}\b(?:asleep|sleeping|didn't|never|not (?:by )?me|work|abroad|hospital|without"
        r"|away)\b)|\bmy (?:address book|account|profile|app) (?:has|shows|contains) (?:a |an "
        r"|some )?(?:\w{1,8} )?(?:stranger|unknown|person|name|address) (?:\w{1,5} )?(?:in it|i don't know"
        r"|in there)\b"
    ),
    (
        r"\b(?:hackers?|thief|scammers?|intruder|robber)\b(?: \w{1,6}){0,3} (?:order\w*|bought|buy\w*|used|using"
        r"|chang\w*|spen[dt]\w*|in my)\b(?! (?:if|protection))|\b(?:name|email|address|number"
        r"|profile)\b(?: \w{1,5})? (?:was|is|has been|got) (?:changed|set) to (?:some|a|another|someone"
        r"|somebody)\b|\bi (?:didn't|never|did not) (?:order|buy|place)\b(?=[^\n]{0,40}\b(?:but|and|yet) (?:it's"
        r"|it is|its|they are|shows?)(?: \w{1,6})? (?:in|on|under) my (?:orders|account|order history|app)\b)"
    ),
    (
        r"\b(?:some(?:one|body)(?: else)?|they|he|she|hackers?|stranger|thief)(?:'s|'ve| has| have| just| got"
        r"| had)* (?:reset|chang\w+|stole|got|took|guess\w*|has|cracked|knows) (?:my|his|her"
        r"|our) (?:\w{1,8} )?(?:password|login|account|log ?in)\b(?! (?:manager"
        r"|number))(?<!can someone reset my password)"
    ),
    (
        r"\b(?:hack\w*|thief|stranger)\b(?=[^\n]{0,50}\b(?:my|his|her) (?:own )?(?:account|login|profile)\b)"
        r"|\b(?:email|text|mail|message|alert|notification)\b(?=[^\n]{0,40}\b(?:chang\w+|updat\w+|new) (?:my "
        r"|of )?(?:\w{1,8} )?(?:phone|number|password|email|address|device)\b[^\n]{0,30}\b(?:i (?:haven't|didn't"
        r"|never)|not me|wasn't me)\b)|\blogged (?:me )?out (?:of )?(?:everywhere"
        r"|all (?:my )?devices)\b(?=[^\n]{0,50}\b(?:new|chang\w*|different|wrong|can't)\b)"
    ),
    (
        r"\b(?:took|stole|has|nicked|found|grabbed) my (?:phone|mobile|laptop|tablet|wallet"
        r"|bag)\b(?=[^\n]{0,50}\b(?:buying|ordering|shopping|spending|orders|bought|using my)\b)"
        r"|\baccount (?:shows?|has|have|says)\b(?=[^\n]{0,60}\b(?:i (?:don't|didn't|never) (?:\w{1,6} )?(?:order"
        r"|buy|place|make|know|recogni[sz]e)\w*|not mine|not me)\b)|\borders? (?:appeared|showed up|are there"
        r"|popped up)\b(?=[^\n]{0,40}\b(?:never|didn't|not (?:me|mine))\b)"
    ),
    _around(
        (
            r"\b(?:signed? in|sign-in|log(?:ged)? (?:in|on|into)|login|devices?|session|location"
            r"|ip address)\b(?! (?:problem|issue|page|button|error|to (?:pay|order)))(?=[^\n]{0,70}\b(?:from|at|on"
            r"|alert|called|in|says?|shows?|someone|my account|unknown)\b)"
        ),
        (
            r"\b(?:not me|wasn't me|isn't me|never me|don't (?:know|recogni[sz]e)|i have an? (?:iphone|samsung"
            r"|android)|some(?:one|body) (?:logged|signed|has|is|got|else)|unknown (?:device|login|location)"
            r"|i'm in (?!the|a|my|trouble|bed|need|queue)[a-z]+|i live in|never been (?:to|there)|i (?:don't"
            r"|didn't) (?:own|have) (?:a|one|that))\b"
        ),
        70,
        rf"(?:(?!{_MIGHT}|\bthat was me\b|\bit was me\b)[^\n])",
    ),
    _around(
        (
            r"\b(?:email|e-mail|password|phone|number|address|2fa|two[- ]?(?:step|factor)|name|details|pin"
            r"|birthday|security question|recovery \w+)\b(?: (?:address|number))?(?: (?:on|in|of|for) (?:my"
            r"|the) (?:account|profile|app))?(?:'s| is| was| has| had| were| got| been| just| suddenly| all"
            r"| now)* (?:chang(?:ed)|removed|replaced|updated|turned off|switched off|disabled|deleted|swapped"
            r"|reset|turned on|some|a (?:russian|strange|different|weird|foreign)|different|not mine|someone)"
        ),
        (
            rf"{_NOT_ME}|\b(?:can't (?:get|log|sign) (?:back )?in|locked out|lost access|kicked (?:me )?out|russian"
            r"|foreign|overnight)\b"
        ),
        70,
    ),
    (
        r"\b(?:they|he|she|some(?:one|body)|hackers?|my ex|thief|scammers?|whoever|stranger)(?:'s|'ve| has| have"
        r"| had| just| keeps| already)* (?:chang\w+|replac\w+|remov\w+|swapp\w+|switch\w+|put|add\w+|set"
        r"|turned (?:on|off)) (?:my|the|in my) (?:\w{1,8} )?(?:number|email|password|phone|address|login|2fa"
        r"|two[- ]?(?:step|factor)|details|pin|name|card|recovery)\b(?=[^\n]{0,70}\b(?:account|log|in\b|everything"
        r"|app|locked|access|orders?|my|hacked)|$)(?<!i have)"
    ),
    (
        r"\b(?:they|he|she|some(?:one|body)|hackers?|my ex|thief)(?:'s|'ve| has| have)? (?:locked|kicked|logged"
        r"|shut) (?:me|us|mum|dad) out\b(?=[^\n]{0,30}\b(?:account|app|profile|it)\b|$)|\b(?:some(?:one|body)|they"
        r"|thief|hackers?)\b(?=[^\n]{0,50}\b(?:account|app|profile)\b[^\n]{0,50}\b(?:won't let me (?:back )?in"
        r"|can't get (?:back )?in)\b)"
    ),
    _around(
        (
            r"\b(?:points?|vouchers?|gift ?card(?:s| balance)?|wallet(?: balance)?|balance|store credit|credits?"
            r"|coins|rewards|cashback|stored card|saved card|card on (?:file|my account))\b(?=[^\n]{0,40}\b(?:gone"
            r"|vanish\w*|disappear\w*|spent|used|zero|empty|emptied|drained|stolen|redeemed|nothing|missing|0\b"
            r"|charged|transferred|taken)\b)"
        ),
        (
            r"\b(?:some(?:one|body)(?: else)?|not (?:by )?me|wasn't me|before i (?:could|even|got)|i (?:never"
            r"|didn't|haven't) (?:\w{1,6} )?(?:spen[dt]|use[d]?|touch\w*|redeem\w*|do it|order\w*|buy|bought)"
            r"|know nothing|hack\w*|thief|stranger|(?<!card )stolen|in (?:another|a different) (?:city|country))\b"
        ),
        90,
    ),
    _around(
        (
            r"\b(?:orders?|purchases?|transactions?|confirmations?|items?|xbox|iphone|drone"
            r"|payments?)\b(?=[^\n]{0,60}\b(?:my|her|his|dad's|mum's|daughters?'?s?|son'?s|nan's|the"
            r"|our) (?:\w{1,6} )?(?:account|app|name|profile|history|card)\b|[^\n]{0,40}\bconfirm)"
        ),
        (
            r"\b(?:i|she|he|we|they) (?:never|didn't|haven't|did not|don't) (?:\w{1,6} )?(?:placed?|mak\w+|made"
            r"|buy|bought|ordered?|recogni[sz]e|authori[sz]e\w*|know (?:about|of))\b|\bknow nothing (?:about|of)\b"
            r"|\bnot (?:by )?(?:me|mine)\b(?! fault)|\bunknown\b|\bsome(?:one|body) else(?:'s)?\b"
        ),
        70,
    ),
    (
        r"\bunknown (?:orders?|devices?|phone|logins?|purchases?|address|person) (?:on|in|to|has|at|added"
        r"|is) (?:my|our|the)?|\bstrange (?:orders?|device|login|purchases?|transactions?) (?:on|in) my\b"
        r"|\border confirmations? (?:for|of) (?:an? |some |things? |stuff )?(?:\w{1,12} ){0,3}i (?:didn't|never"
        r"|haven't)\b"
    ),
    (
        r"(?<!can )(?<!could )(?<!let )(?<!may )(?<!if )(?<!for )\b(?:some(?:one|body)|my ex|thief|hackers?"
        r"|strangers?|whoever (?:has|stole|took|found) (?:it|my phone)|they|person)\b(?: \w{1,9}){0,5} (?:in"
        r"|into|us(?:e|es|ing|ed)|access\w*|has|have|got|knows|hijack\w*|stole|steal\w*"
        r"|buy\w*(?: \w{1,8}){0,2} on|order\w*(?: \w{1,8}){0,3} (?:on|from|with|through|using)"
        r"|shop\w* (?:on|with)) my (?:\w{1,6} )?(?:account|login|log in|password|id|profile|acc)\b(?! (?:manager"
        r"|number|for me|and i (?:said|let)))(?<!what i have in my account)"
    ),
    _around(
        (
            r"\b(?:lost|stolen|stole|nicked|robbed|snatched|took)\b(?: my)?(?: \w{1,7}){0,2}|\bphone (?:got |was "
            r"|has been )?(?:stolen|nicked|lost|snatched|robbed)\b"
        ),
        (
            r"\b(?:whoever|they|thief|he|she|someone|the person|robber)\b(?: \w{1,6}){0,3} (?:is |are |was |keeps "
            r"|been )?(?:order\w*|buy\w*|shop\w*|spend\w*|us(?:e|ing) my (?:account|app|card|points))\b"
        ),
        60,
    ),
    (
        r"\b(?:account|profile|app|id)\b(?:'s| is| has| was| been| got| just)* (?:hacked|taken|cloned|hijacked"
        r"|stolen|compromised|breached|in someone else's|under (?:someone|another)|in another (?:language|name))\b"
        r"|\beverything in my account is in\b|\b(?:i've|i|we|i was|been|got) (?:been |got |just )?hacked\b"
        r"|\bhack(?:ed|er|ers)? (?:into |in |has |took |is in )?my (?:account|profile|app|email|login)\b"
        r"|\bsim (?:was |got |has been |is )?(?:swapped|cloned|hijacked)\b"
    ),
    (
        r"\b(?:dad|mum|mom|nan|gran|grandma|grandad|father|mother|wife|husband|son|daughter|brother"
        r"|sister)(?:'?s)? account (?:has |just |shows? |is |was )*(?:bought|order(?:ed|ing)|purchases|orders"
        r"|hacked|placed|been used|buying)\b(?=[^\n]{0,60}\b(?:didn't|never|isn't|doesn't|is \d\d|dead|died|passed"
        r"|asleep|not|hospital|drone|can't)\b)"
    ),
    _around(
        (
            r"\b(?:reset|verification|login|security|one time|otp|log in|access|confirmation) (?:e-?mails?|codes?"
            r"|texts?|links?|messages?|requests?|sms|notifications?)\b"
        ),
        (
            r"\bi (?:didn't|never|haven't|did not) (?:\w{1,5} )?(?:ask\w*|request\w*|trigger\w*|start\w*|make|made"
            r"|do|log\w*)\b"
        ),
        50,
    ),
    (
        r"\bsome(?:one|body) else(?:'s)? (?:name|email|address|phone|card|photo|account|number) (?:is |are |on "
        r"|in |has |appears? |shows? )+(?:now )?(?:on |in |under )?(?:my|the) (?:account|profile|app)\b|\b(?:my"
        r"|our) (?:account|profile|app) (?:now )?(?:has|shows|says|is) (?:\w{1,9} )?(?:some(?:one|body) else"
        r"|another (?:name|person|address|email)|a (?:stranger|name i))"
    ),
    (
        r"\bmy ex(?: (?:husband|wife|boyfriend|girlfriend))? (?:\w{1,8} ){0,4}(?:my (?:login|password|account"
        r"|orders)|logged in|logs in)\b"
    ),
)

# --- paid, and shown as unpaid

_PAID = (
    r"\b(?:i(?:'ve| have|'d)? (?:already |just |have |did )*(?:paid|pay(?:ed)?|transfer(?:red)?"
    r"|sent the money)|(?:we|she|he|mum|dad|wife|husband|daughter|son|friend)(?:'ve|'s| has"
    r"| have)? (?:already |just )?paid|(?:after|from) paying|double charged?|transfered|settled|(?:is "
    r"|was )paid(?: off)?|already paid|did pay|transferred (?:the|it|last|on|my)|paid but|both went|money(?:'s"
    r"| is)? gone|charged me|paid (?:cash|by|in|at|for|via|with|on|through|using|last|yesterday|\d\S*|the"
    r"|already|my|twice|it|and)|payment (?:was |is |has |been |of \S+ )*(?:done|made|went through|gone through"
    r"|goes through|success\w*|succeeded|complete\w*|taken|cleared|received|accepted|deducted|debited)"
    r"|(?:(?:i|we|she|he) (?:did|made|do)|done|made) (?:the |a |my )?(?:transfer|payments?)\b|(?:money|cash"
    r"|amount|funds|balance|deposit|\d[\d.]*|it)(?:'s| is| has| was| have| been| both| all| already| got| just"
    r"| and \w+)* (?:left|gone|taken|took|cut|deducted|debited|gone out|went out|went from|left from|out of my"
    r"|withdrawn|charged|pulled)|(?:took|taken|charged|debited|deducted|cut) (?:\w{1,4} )?(?:my |the "
    r"|me )?(?:money|payment|twice|\d\S*|it\b|card|account|amount)|been (?:charged|debited|deducted|billed)"
    r"|got (?:charged|debited|deducted)"
    r"|(?:paypal|klarna|google pay|g ?pay|apple pay|bank|card|upi|gcash|oxxo|pix|m-?pesa|mpesa|gpay|sepa|paytm"
    r"|phonepe|clearpay|revolut|monzo|visa|mastercard|sofort|ideal|giropay|opay|statement|notif\w*|venmo"
    r"|wallet|receipt|my side|bank app)(?: app)? (?:\w{1,8} ){0,2}(?:says?|said|shows?|showed|took|went|came"
    r"|confirm\w*|deducted|debited|charged|sent|has)(?: (?:it|the|a|me|is|was|as|my)){0,2} ?(?:completed?|paid"
    r"|success\w*|done|taken|gone|ding|it|payment|money|through|amount|\d\S*|money)?|(?:gave|given|handed"
    r"|paid) (?:the |your |my )?(?:driver|courier|rider|delivery \w+|postman) (?:the )?(?:cash|money|\d\S*)"
    r"|cash (?:to|on) (?:the |your )?(?:driver|courier|rider|delivery|cod)|gift ?card (?:balance )?(?:is |was "
    r"|has )?(?:gone|used|emptied|taken|empty)|ding)\b"
)
_UNPAID = (
    r"\b(?:unpaid|un paid|not (?:been )?paid|isn't paid|hasn't been paid|(?:awaiting|pending|waiting(?: for"
    r"| on)?) (?:the |my |for )?payments?|(?:still |says |it's |says it's )waiting(?=$|[.,!])|no payment"
    r"|(?:status |still )open(?=$|[.,!]| and)|expired and|didn't (?:place|create|make|register"
    r"|confirm) (?:the |my |an? )?order|didn't go through but|payment (?:is |was |still |as )*(?:pending"
    r"|failed|due|required|not (?:received|done|made|completed|found)|declined|outstanding|unsuccessful"
    r"|incomplete|error)|i (?:still )?owe|(?:as|still) ow(?:e|ed|es|ing)|ow(?:e|es|ing) (?:you |us |them )?\d"
    r"|outstanding|over ?due|(?:still|is|says?|showing|shows?|to|me|button|and) (?:to pay|pay now|pay again)"
    r"|(?:says?|say|said|yours says|but|order|checkout|site|app|it|says it) (?:is |it |was |it's )?(?:failed"
    r"|declined|unsuccessful|not paid|try again)"
    r"|(?:order|booking) (?:is |was |has |still |says |shows |shown as |status )*(?:not (?:placed|there"
    r"|confirmed|showing|found|created|gone through|been placed|visible)|isn't (?:there|placed|confirmed"
    r"|showing)|wasn't (?:placed|confirmed|created)|missing|disappeared|vanished|pending|declined|failed"
    r"|nowhere|on hold)|no order|basket (?:is )?(?:still|full)|cart (?:is )?(?:still|full)|still in (?:my"
    r"|the) (?:basket|cart)|(?:asks?|asking|asked|want\w*|tell\w*|say\w*|remind\w*|chas\w+|keeps?)(?: me| us"
    r"| for)?(?: \w{1,7})? (?:to )?(?:pay\b|pay again|settle)|pay (?:again|twice|a second time)|non ?payment"
    r"|not received|asking again|nothing on your (?:side|end)|still nothing (?:on|in|at) your|(?:still "
    r"|showing |shows |says |is |as )pending|(?:payment )?reminders?|collections?|debt collect\w+|bailiffs?"
    r"|cod (?:is )?unpaid|final notice|late fee|order (?:doesn't|does not|didn't) exist)\b"
)
_MONEY_GAP = (
    r"(?:(?!\b(?:if|refund\w*|return\w*|would|could|when (?:do|will|can)|how (?:do|can)|should|can i"
    r"|seller asks|wants me|insur\w*|postage|freight|reimburs\w*|pays? (?:it |me |us )?back)\b)[^\n])"
)

PAID_BUT_UNPAID = (
    (
        r"\bpayment (?:is |was )?(?:ok|okay|fine|good|approved|successful)\b(?=[^\n]{0,40}\b(?:unpaid|not paid"
        r"|pending payment|awaiting)\b)|\b(?:klarna|paypal|bank|clearpay|app) (?:says?|shows?) (?:it's "
        r"|it is )?(?:settled|paid|cleared|done|successful)\b(?=[^\n]{0,40}\b(?:dunning|reminder|reminding|unpaid"
        r"|owe|bill|asking|collection|fees?)\b)|\b(?:contactless|card|chip|payment|machine) (?:\w{1,5} )?(?:worked"
        r"|went through|beeped|accepted|said approved)\b(?=[^\n]{0,50}\b(?:still (?:bill|ask|say|want|owe|unpaid)"
        r"|unpaid|owe|bill me)\w*)|\b(?:both|two|twice)(?: \w{1,5})? (?:are |were |got |have been )?(?:taken"
        r"|charged|debited|gone)\b(?=[^\n]{0,20}\bno order\b)"
    ),
    (
        r"\b(?:bank|paypal|klarna|i) (?:says?|shows?) (?:it'?s |its )?paid\b(?=[^\n]{0,30}\byou (?:say|show|don't"
        r"|still)\b)|\b(?:transfer|payment) (?:is |was )?(?:done|made|sent|completed?)\b(?=[^\n]{0,40}\bunpaid\b)"
        r"|\bcash (?:was |is )?paid\b(?=[^\n]{0,40}\b(?:owing|owe|unpaid|due)\b)"
    ),
    _after(_PAID, _UNPAID, 80, _MONEY_GAP),
    _after(
        (
            r"\b(?:unpaid|awaiting payment|pending payment|payment (?:pending|failed|due|not received|outstanding)"
            r"|overdue|owe|reminders?|collections?|non ?payment|asked to pay|asks? (?:me )?to pay"
            r"|asking (?:me )?(?:to pay|for payment)|says i haven't paid|pay again|order (?:disappeared|vanished)"
            r"|debt collect\w+|no order|declined|failed)\b"
        ),
        (
            r"\b(?:(?:i|we|i've|we've)(?: have| already| just| did| definitely| both)* (?:paid|settled|transfer\w*"
            r"|did (?:the|a) transfer|did pay)|already paid|after i paid|(?:paid|payed) (?:it|by|last|for (?:it"
            r"|this|already)|already|in)|(?:money|cash|payment|it|amount|card|account)(?:'s| is| has| was| been"
            r"| already)* (?:left|gone|taken|debited|deducted|charged|gone out|went through|charged)|was charged"
            r"|been charged|got charged|took (?:it|the money|my money|\d+))\b"
        ),
        80,
        _MONEY_GAP,
    ),
)

# --- fraud

_CARD_OR_CODE = (
    r"(?:card (?:number|details|info|data)|bank ?card|credit card|debit card|cvv|(?:3|three|four|six|4|6|last"
    r"|long|16)[ -](?:digits?|numbers?|\d)|digits|expiry|sort code|account number|pin(?: number)?|passwords?"
    r"|passcode|otps?|codes?|login(?: details)?|bank (?:details|login|account|password|info)|online banking"
    r"|ssn|social security|passport|identity card|id card|security code|numbers on the back|card)"
)
_THEM = (
    r"(?:him|her|them|(?:the|this|that|a|some|your) (?:\w{1,9} )?(?:man|guy|lady|woman|person|caller|agent"
    r"|bloke|lad|girl|scammer|number|account|people|rep|team|officer|stranger|fella|website|page|site|form"
    r"|link)|someone|strangers?)"
)
_OFF = (
    r"(?:bank transfer|off the (?:app|site|platform)|off app|outside (?:the|your) (?:app|site|platform)"
    r"|direct(?:ly)?|whats ?app|telegram|insta(?:gram)?|facebook|marketplace|messenger|tiktok|zelle|cash ?app"
    r"|venmo|crypto\w*|bitcoins?|usdt|western union|moneygram|gcash|gift ?cards?|steam cards?|deposit|prize"
    r"|winnings|lottery|tax|customs|release fee|tasks?|invest\w*|unlock|puppy|kitten|rental|loan"
    r"|paypal friends|friends and family|his (?:bank )?account|personal account|safe account)"
)
_GONE = (
    r"(?:block(?:ed|s)(?: me)?|vanish\w*|disappear\w*|ghosted|(?:page|profile|account|shop|website|site|group"
    r"|chat|number|he|she|seller|they|link|post|ad|advert|listing)(?:'s| is| has| was| are"
    r"| have)? (?:all )?(?:gone|deleted|dead|off|switched off|removed|not exist\w*|down)|no (?:reply|answer"
    r"|response)|(?:not|stopped|isn't|doesn't|don't|never|won't) (?:reply\w*|answer\w*|respond\w*|pick(?:s"
    r"|ing)? up|text back)|(?:can't|cannot|won't let me|not able to) (?:withdraw|take (?:it|them|my money) out"
    r"|get (?:it|my money) out|cash out)|ask(?:s|ing|ed)? (?:for )?(?:again )?more|want(?:s|ed)? more"
    r"|nothing (?:came|happened|arrived|comes)|no such thing|it(?:'s| is| was) (?:a )?(?:fake|scam)|was fake"
    r"|scam\w*|hung up)"
)
_PAY = (
    r"\b(?:paid|pay|payed|sent|send|transfer(?:red)?|wired|deposited|topped up|top up|invested|put (?:down|in)"
    r"|bought|gave|given|moved|zelle'?d|venmo'?d|handed)\b"
)

GIVEN = (
    (
        r"\balready (?:sent|gave|paid|bought|transferred) (?:the |them |him |her |it in )*(?:bitcoins?|crypto"
        r"|codes|gift ?cards?|usdt|steam cards?|otp|pin)\b(?! (?:to my|for my|as a))"
    ),
    (
        r"\b(?:gave|given|read|told|sent|showed|passed|shared|read out"
        rf"|submitted) (?:out )?(?:\w{{1,7}} ){{0,3}}{_CARD_OR_CODE} (?:\w{{1,7}} ){{0,2}}?(?:to"
        rf"|with) (?:{_THEM}|(?:that"
        rf"|the|a|this|some) (?:\w{{1,6}} )?(?:fake|scam\w*|support|refund)\b)(?! (?:shop|store|courier|driver"
        r"|seller))"
    ),
    (
        r"\b(?:he|she|they|the (?:man|caller|guy|lady)|scammers?)(?: now|'ve| have| has| got)* (?:has|have|got"
        r"|knows?) my (?:pin|otp|password|card|bank|cvv)\b(?=[^\n]{0,40}\b(?:i gave|gave it|because i|now"
        r"|what do i|i told)\b)|\bscanned (?:the|a) (?:qr |code |qr code )(?:he|she|they|the \w+) (?:sent|gave"
        r"|showed)\b|\b(?:sent|transferred|paid|gave) (?:\w{1,8} ){0,3}(?:crypto|bitcoin|money|usdt|cash"
        r"|\d{2,6})(?: \w{1,6}){0,2} to (?:the|a|this|that|some) (?:man|guy|woman|lady|person|agent|recruiter"
        r"|scammer|stranger|girl)\b|\b(?:i(?:'ve)?|have|already) (?:already |just )?(?:paid|sent"
        r"|transferred) (?:\w{1,8} ){0,4}(?:release of|to release|to claim|to get|for) (?:the |my |a )?(?:prize"
        r"|winnings|lottery|reward|inheritance)\b"
    ),
    _around(
        (
            r"\b(?:gave|given|told|read(?: out)?|typed|entered|filled|put|sent|shared|submitted)\b(?: (?!me\b"
            rf"|us\b)\w{{1,9}}){{0,6}} (?:{_CARD_OR_CODE}|all my details|my details|details)\b"
        ),
        (
            r"\b(?:message link|refund link|that link|the link|clicked|someone who|who said (?:they|he|she)|bloke"
            r"|stranger|the agent|an agent|recruiter|whats ?app|telegram|caller|(?:on|over) the phone|(?:he|she"
            r"|they) (?:said|told|asked|called|rang)|fell for (?:it|the|a)|(?:lady|man|guy|woman) (?:on|from"
            r"|who))\b"
        ),
        60,
        (
            rf"(?:(?!{_MIGHT}|\bwants? me\b|\bask\w* me\b|\btell\w* me\b|\btold me to\b|\bmust\b|n't\b|\bnever\b"
            r"|\bto (?:you|log)\b|\btracking\b|\bseller\b|\bcourier\b|\bdriver\b)[^\n])"
        ),
    ),
    (
        r"\bi (?:just |think i |totally )?fell for (?:it|a scam|the scam|a fake|one of th\w+|their|the (?:text"
        r"|email|call|link))\b|\b(?:they|he|she|scammers?|someone|the (?:man|caller|guy|lady))(?:'ve| have"
        r"| has)? (?:got|took|taken|had|stole|conned|tricked|robbed|charged|scammed) (?:me (?:for |out of )?"
        r"|us (?:for |out of )?|my (?:mum|dad|nan|gran|wife|husband) (?:for "
        r"|out of )?)?(?:\w{1,4} )?(?:[£$€]?\d+k?|\d+ grand|grand|everything|all my (?:money|savings)|my savings"
        r"|money) ?(?:grand )?(?:off|from|out of)? ?(?:me|my (?:mum|dad|nan|gran|wife|husband"
        r"|account))\b(?=[^\n]{0,50}\b(?:saying|said|pretend\w*|for customs|claim\w*|fake|call\w*|link|told)\b)"
    ),
    (
        r"\b(?:sent|bought|transferr?ed|paid|withdrew|gave|wired|sending|send|pay|have pay|loaded"
        r"|took out)\b(?=[^\n]{0,60}\b(?:bitcoin|gift ?cards?|google play|steam|money|cash|\d{3,6}|savings|gcash"
        r"|loan|crypto|\d times?|grand)\b)(?=[^\n]{0,90}\b(?:like (?:they|he|she) (?:told|said)|(?:they|he|she|man"
        r"|lady) (?:told|said) (?:it's|they|me|it was|he|she|to)|(?:it )?wasn't (?:my (?:boss|son|daughter|friend"
        r"|bank)|him|her|you|really)|(?:was|is) (?:a )?(?:fake|scam)|to (?:unlock|release) (?:my|the)|to (?:a|the"
        r"|some) (?:man|woman|guy|stranger) (?:at|who|on)|to the agent for)\b)(?![^\n]{0,60}\b(?:wants me|asks me"
        r"|should i|haven't)\b)"
    ),
    (
        r"\b(?:gave|given|told|sent|texted|showed|emailed|read(?: out)?"
        rf"|shared(?: with)?)(?: out)? {_THEM}(?: \w{{1,8}}){{0,4}} {_CARD_OR_CODE}\b(?! (?:machine|to (?:return"
        rf"|collect)))(?=[^\n]{{0,80}}(?:\b(?:stupid|realis\w+|realiz\w+|gone|bought|missing|what (?:have|do"
        r"|should)|hung up|expiry|digits|scam\w*|fake|worried|panic\w*|idiot|back|now|too|help|caller|phone|bank"
        r"|and (?:my )?(?:password|pin|cvv|code)|before)\b|$))"
    ),
    _around(
        (
            r"\b(?:shared|gave|told|read out|forwarded|disclosed|said) (?:out )?(?:the |my |our |them |him "
            r"|her )*(?:otp|pin|cvv|code|codes|password|bank details|card (?:number|details))\b"
        ),
        (
            r"\b(?:money|amount|balance|savings|rupees|rs|naira|pesos?|euros?|pounds?"
            r"|\d{2,7})(?: \w{1,7}){0,3} (?:gone|debited|missing|deducted|taken|went|left|disappeared|lost"
            r"|withdrawn|cut)\b|\b(?:lost|missing|debited|deducted|stole|took) (?:\w{1,6} )?(?:\d{2,7}|money"
            r"|everything|all)\b"
        ),
        60,
        _STRICT,
    ),
    (
        r"\bi(?:'ve| have)?(?: already| just| did)? (?:install(?:ed)?|download(?:ed)?|put(?: on)?|open(?:ed)?"
        r"|use[d]?) (?:the |this |that |an? |their |his )?(?:any ?desk|team ?viewer|quick ?support|rust ?desk"
        r"|ultra ?viewer|remote app|screen ?shar\w*|support app)\b"
    ),
    (
        r"\blet (?:them|him|her|the (?:man|guy|caller|agent|lady|person|technician|engineer|support \w+)|someone"
        r"|a (?:man|guy|stranger)) (?:\w{1,7} ){0,4}(?:tak\w+|control\w*|access|connect\w*|remote\w*|in ?to|onto"
        r"|see|on to|log ?in|move|use) (?:\w{1,6} ){0,2}(?:my|the|our|her|his) (?:\w{1,7} )?(?:computer|laptop"
        r"|phone|pc|screen|bank|account|tablet|desktop|mobile)\b(?! (?:charger|box))|\bgave (?:them|him|her"
        r"|the (?:man|guy|caller|agent|lady)|someone|a (?:man|guy|stranger)) (?:remote |full )?(?:access"
        r"|control)\b|\b(?:he|she|they|the man|the guy|caller)(?:'s| is| was| are)? (?:go|goes|went|got|getting"
        r"|logged|been) in(?:to|side)? my (?:bank|computer|phone|account|laptop|banking)\b"
    ),
    (
        r"\b(?:moved|transferr?(?:ed)?|sent|put|shift(?:ed)?)(?: \w{1,8}){0,5} (?:to|in|into) (?:the|a|this|that"
        r"|some|their|another|my new|new) (?:\W{0,2})(?:safe|secure|holding|protected|government|police"
        r"|security)(?:\W{0,2}) account\b|\bmoved (?:it all|all (?:of )?(?:it|my money|the money|our savings)"
        r"|everything|(?:my|our|the|all my) (?:savings|money|pension)) (?:to|in|into|across|over)\b(?! (?:your"
        r"|my (?:other|own|new|wife|savings)))"
    ),
    _around(
        (
            rf"{_PAY}(?=[^\n]{{0,60}}\b{_OFF}\b)|\b{_OFF}\b(?=[^\n]{{0,40}}\b(?:paid|sent|transferred|topped up"
            r"|invested|wired)\b)"
        ),
        rf"\b{_GONE}\b",
        70,
        rf"(?:(?!{_MIGHT}|\bwants? me\b|\bask\w* me\b|\btell\w* me\b|\bmust\b|\bhaven't\b)[^\n])",
    ),
    (
        r"\b(?:man|lady|guy|woman|agent|caller|he|she|they|someone|person|officer"
        r"|scammer)\b(?: \w{1,8}){0,5} (?:said|told|says|asked|made|wanted|had|convinced|forced|tricked"
        r"|got)\b(?=[^\n]{0,70}\b(?:pay|send|transfer|buy|card|code|loan|cash|money|\d{2,6}|deposit|account"
        r"|app|link|fee|accept|approve)\b[^\n]{0,50}\b(?:which i did|so i did|and i did|i did it|i did (?:the"
        r"|that|what)|so i (?:paid|sent|gave|did|bought)|and i (?:paid|sent|gave|bought|transferred)|i've done it"
        r"|already did|i (?:paid|sent|transferred|bought|gave|approved|accepted|pressed)|because the)\b)"
    ),
    _around(
        (
            r"\b(?:put|entered|typed|gave|filled|logged|signed|submitted)(?: \w{1,8}){0,4} (?:card|password|login"
            r"|details|bank|pin|account|in)\b"
        ),
        (
            r"\b(?:(?:address|url|name|domain|spelling|web address|logo)(?: bar)? (?:was|is|looked|isn't"
            r"|wasn't) (?:\w{1,6} )?(?:wrong|spelt|spelled|weird|different|strange|fake|off|not (?:yours|right))"
            r"|what i thought was (?:your|you|the)|(?:wasn't|isn't|not|never) (?:your|the real|really your"
            r"|actually your|the right) (?:site|website|page|app|you|one)|looked like (?:your|you)|fake (?:site"
            r"|website|page|copy|version|shop)|(?:isn't|wasn't) (?:yours|you))\b"
        ),
        70,
    ),
    (
        r"\b(?:used|put in|entered|typed|took|gave)(?: \w{1,6}){0,2} (?:my )?(?:dad'?s?|mum'?s?|mom'?s?|nan'?s?"
        r"|parents'?|gran'?s?|granddad'?s?|sister'?s?|brother'?s?) (?:\w{1,6} )?card\b(?=[^\n]{0,60}\b(?:free|site"
        r"|vbucks|robux|v bucks|game|skins|link|giveaway|prize|website)\b)"
    ),
    (
        r"\bscanned (?:his|her|their|this|that|the (?:man|guy|seller|caller)'?s|a stranger'?s?) (?:qr|code"
        r"|upi)\b(?=[^\n]{0,50}\b(?:went|gone|taken|debited|deducted|lost|cut|left|disappeared)\b)|\b(?:made|got"
        r"|forced|told|convinced) me (?:to )?(?:take|get|apply for|borrow) (?:a |the "
        r"|out )*loans?\b(?=[^\n]{0,40}\b(?:sen[dt]|gave|give|transfer\w*|paid|pay)\b)"
    ),
    (
        r"\b(?:my |our )?(?:mum|mom|dad|nan|gran|grandma|grandad|husband|wife|mother|father|son|daughter|parents"
        r"|neighbour|brother|sister|uncle|aunt|auntie|old \w+)(?:'s| has| have| just| already| did)* (?:sent|gave"
        r"|given|paid|transferred|bought|wired|handed|read|told|posted) (?:\w{1,9} ){0,4}?(?:them|him\b"
        r"|her\b(?! (?:card|own|phone|bank|account|paypal))|a (?:man|stranger|caller|scammer)|someone|the (?:man"
        r"|caller|scammer|lady)|on the phone|gift ?cards?|google play|steam)\b(?=[^\n]{0,40}(?:\b(?:savings"
        r"|money|codes?|cards?|bank|pin|\d{2,6}|password|everything|cash|details|numbers)\b))(?! (?:for (?:my"
        r"|her|his) birthday))"
    ),
    (
        r"\b(?:i|i've|just|already|she|he|mum|dad|nan)(?: have| already| just| did)* (?:approved|accepted|pressed"
        r"|confirmed|tapped|authori[sz]ed|clicked|allowed) (?:on )?(?:the|a|that|yes|accept|ok|approve"
        r"|it)\b(?=[^\n]{0,70}\b(?:bank\w*|app|notification|request|payment|transfer)\b)(?=[^\n]{0,90}\b(?:he|she"
        r"|they|man|caller|lady|guy|told|said|phone)\b)"
    ),
    (
        r"\b(?:posted|mailed|handed|gave|couriered)(?: over)? (?:\w{1,6} ){0,2}(?:my |the |our "
        r"|her )(?:\w{1,6} )?(?:bank ?card|cards?|cash|savings|gold|jewell?ery)\b(?=[^\n]{0,50}\b(?:to (?:the|a|an"
        r"|some) (?:address|courier|police\w*|man|officer|guy|collector|stranger)|they (?:gave|said|told)|who came"
        r"|for the police)\b)"
    ),
    (
        r"\b(?:paid|payed|sent|pay|transferred|i pay|topped up|put in"
        rf"|deposited) (?:\w{{1,6}} ){{0,3}}?(?:[£$€]? ?\d{{2,6}}|the (?:tax|fee|deposit|customs|charge)|a (?:fee"
        rf"|deposit|tax|charge)|money) (?:\w{{1,5}} ){{0,2}}(?:to|for) (?:get|claim|receive|unlock|release|withdraw"
        r"|collect|free|the|my) ?(?:my |the |a )?(?:prize|refund|winnings|loan|lottery|gift|iphone|reward|bonus"
        rf"|commission|money)\b(?=[^\n]{{0,60}}\b{_GONE}\b|[^\n]{{0,50}}\b(?:ask|want|again|more|nothing|never"
        r"|still)\w*\b)"
    ),
)

_CALLS = (
    r"(?:on (?:the|my|her|his) (?:phone|line|other line|laptop)|on the other (?:end|line)|rang|rung|call(?:ed"
    r"|s|ing|er)?|phon(?:ed|ing)|text(?:ed|s|ing)?|sms|e-?mail(?:ed|s)?|whats ?app|telegram|insta(?:gram)?"
    r"|facebook|fb|tinder|messenger|snapchat|discord|tiktok|messag(?:e|es|ed|ing)|dm(?:'?d|s)?|online|man|guy"
    r"|lady|woman|bloke|stranger|someone|somebody|person|they|he|she|agent|seller|buyer|scammer|security team"
    r"|fraud (?:team|department)|pop ?up|website|letter|qr)"
)
_WANT = (
    r"(?:ask(?:s|ed|ing)?|want(?:s|ed|ing)?|tell(?:s|ing)?|told|say(?:s|ing)?|said|need(?:s|ed)?|must|have to"
    r"|has to|require[sd]?|demand\w*|insist\w*|request\w*|trying to|supposed to|to|for|press|click|send|pay"
    r"|if i|please|first|get)"
)
_BAIT = (
    r"(?:cash ?(?:machine|point)|atm|gift ?cards?|steam cards?|apple cards?|itunes|google play|(?:in|of|buy"
    r"|get) (?:\w{1,6} ){0,2}vouchers|read (?:him|her|them|out) the|(?:press|hit|tap|click) (?:the )?(?:accept"
    r"|approve|yes|confirm|allow|1\b|one\b)|accept button|safe account|secure account|install an? app"
    r"|download an? app|any ?desk|team ?viewer|share (?:my|your|her|the) screen|screen ?shar\w*"
    r"|remote (?:access|control)"
    r"|last (?:4|four) (?:of|digits of) (?:my|the|her) ?card|login (?:and|details)|(?:photos?|pics?"
    r"|pictures?) of (?:my|the|mum'?s?|mums|mom'?s?|dad'?s?|her|his|both|your|my mums|my mum'?s|my dad'?s"
    r"|my dads|my mom'?s) (?:\w{1,5} )?(?:card|id|passport|licen[cs]e)|both sides (?:of )?|move (?:my|the|her"
    r"|all my|your) (?:money|savings)|withdraw (?:\w{1,5} )?(?:money|cash|\d+)|bitcoins?|crypto|usdt|(?:pay"
    r"|send) (?:\w{1,5} )?(?:back )?the (?:extra|rest|difference)|send (?:back )?the (?:extra|rest)"
    r"|outside (?:the|your) (?:app|site|platform)|off (?:the )?(?:app|platform)|cancel here and pay"
    r"|pay (?!me\b)(?:\w{1,5} )?on (?:whatsapp|telegram)"
    r"|otps?|cvv|(?:my|her|his|your|the) (?:pin|password|online banking|bank login|bank details|card (?:number"
    r"|details))|bank details|western union|courier to collect (?:my|her|the) (?:card|cash)"
    r"|give it to a courier|not to tell|don't tell|keep (?:it |this )?(?:a )?secret)"
)

WANTED = (
    (
        r"\b(?:keeps?|keep on|still|are|is|be) asking (?:me )?for (?:the |my )?(?:six|6|four|4)[ -]?(?:digits?"
        r"|numbers?)\b|\b(?:double|triple|guaranteed) (?:your |my |the )?(?:money|return"
        r"|profit)\w*\b(?=[^\n]{0,40}\b(?:deposit|invest|send|pay|first)\b)|\b(?:told|tell\w*|asked|ask\w*"
        r"|want\w*) (?:me|mum|mom|dad|nan|gran|grandma|her|him|my \w{2,9}) to (?:transfer|move|send"
        r"|withdraw) (?:\w{1,6} ){0,2}(?:savings|money|pension|funds|account)\b(?=[^\n]{0,40}\b(?:safe|protect\w*"
        r"|secure|keep|new account|police)\b)"
    ),
    (
        r"\b(?:e-?mail|text|sms|message|caller|letter) (?:says?|said|telling me|wants me|asks me"
        r"|asking me)\b(?=[^\n]{0,70}\b(?:enter|confirm|update|verify|give|put in|fill)\b[^\n]{0,16}\b(?:my|your"
        r"|the) (?:\w{1,7} )?(?:card|bank|pin|login|cvv|credit)\b)|\b(?:says?|said|asking|asks|wants|telling|tells"
        r"|told) (?:me |her |him |us |mum |dad )?to (?:\w{1,8} ){0,8}read (?:him|her|them|out) (?:the|my|her)\b"
    ),
    (
        r"\b(?:wants?|going|coming|sending|ask\w*|send)(?: \w{1,8}){0,4} (?:collect|pick ?up|fetch) (?:my|her|his"
        r"|the|our) (?:\w{1,5} )?(?:bank )?cards?\b(?! reader)|\b(?:seed phrase|recovery phrase"
        r"|private key)\b(?=[^\n]{0,40}|$)|\b(?:lie|lying) to (?:my|the) bank\b|\bdating (?:guy|man|girl|woman"
        r"|match)\b(?=[^\n]{0,50}\b(?:ask\w*|want\w*|need\w*)\b[^\n]{0,40}\b(?:send|buy|money|phone|iphone|gift"
        r"|card)\b)|\b(?:he|she|buyer|person|guy|man"
        r"|caller)\b(?: \w{1,6}){0,3} overpaid(?: me)?\b(?=[^\n]{0,50}\b(?:back|return|send|refund|rest"
        r"|difference)\b)"
    ),
    (
        r"\bbuy(?:ing)? (?:\w{1,6} ){0,2}(?:gift|steam|apple|itunes"
        r"|google play) ?cards?\b(?=[^\n]{0,60}\b(?:someone|man|caller|lady|stranger|he|she"
        r"|they)\b[^\n]{0,30}\b(?:told|says?|said|asked|phone|called)\b)|\b(?:they|he|she|agent|someone"
        r"|recruiter)\b(?: \w{1,6}){0,2} (?:wants?|asks?|needs?|asking|demand\w*|require)(?: for| me to| a"
        r"| an)*(?: \w{1,6}){0,2} (?:\d{2,6}|deposit|fee)\b(?=[^\n]{0,50}\b(?:to unlock|to withdraw|withdrawal"
        r"|to release|unlock my|before i can|to get my job|for the job)\b)"
    ),
    (
        r"\b(?:must|have to|need to|should|told to|asked to) (?:first )?(?:send|pay|transfer|deposit"
        r"|give) (?:\w{1,8} ){0,4}(?:to (?:get|claim|receive|release|unlock|protect|collect|secure|cancel)"
        r"|before (?:they|he|she|i get|getting))\b(?=[^\n]{0,50}\b(?:winnings|prize|loan|reward|lottery"
        r"|inheritance|iphone|job)\b)|\bpay (?:the |a )?(?:\w{1,9} )?fee before (?:they|he|she|you|i) (?:get|can"
        r"|refund|release|send|will)\w*"
    ),
    _around(
        r"\b(?:link|qr(?: code)?|pop ?up|fb page|facebook page|page with your name|letter|mystery box|text)\b",
        (
            r"\b(?:ask(?:s|ing)? (?:me )?for (?:\w{1,5} )?[£$€]?\d+(?:[.,]\d+)?|(?:to )?pay (?:the )?customs"
            r"|wants? my (?:pin|card|bank|password|details)|call (?:careline|support|this number|microsoft)"
            r"|infected|virus)\b(?=[^\n]{0,60}\b(?:is it|is that|are you|real|safe|legit|yours|euros?|link|card"
            r"|mystery|virus|infected|now|customs)\b|$)"
        ),
        70,
        _STRICT,
    ),
    (
        r"\b(?:he|she|they|caller|man|lady|guy|someone|careline|agent|careline told|you) (?:\w{1,7} ){0,4}(?:told"
        r"|tells?|telling|says?|wants?|asked|asks?|asking|wanted|must"
        r"|need\w*)\b(?: \w{1,6}){0,5} (?:transfer (?:the |my |all )?(?:money|\w+ )?(?:to be safe|to keep)"
        r"|to be safe|(?:send|move|transfer) (?:my|the|all|our) (?:money|savings)|stay on the (?:line|phone)"
        r"|forward (?:a|the|my|them|him) (?:\w{1,6} )?code|get (?:in|into|on|onto) my (?:laptop|computer|phone|pc)"
        r"|get in my|open my bank\w*|log ?in ?to my bank|arrest\w*)\b"
    ),
    (
        r"\b(?:police|court|arrest\w*|warrant)\b(?=[^\n]{0,60}\b(?:send|transfer|move|pay) (?:my|the|all|a"
        r"|them) ?(?:\w{1,6} )?(?:money|savings|fine|fee|bitcoin|gift)\b)(?<!called the police)"
    ),
    _after(
        rf"\b{_CALLS}\b(?=[^\n]{{0,60}}\b{_WANT}\b)",
        rf"\b{_BAIT}\b(?! (?:reset|isn't|doesn't|won't|not working|didn't|expired|in the store))",
        100,
        (
            r"(?:(?!\bi (?:want|need|asked|told|would like)\b|\bcan i\b|\bhow do i\b|\bwhere do i\b"
            r"|\blog(?:ging)? in\b|\bcheckout\b|\byour (?:app|site|website|checkout)\b|\bgift cards? (?:for"
            r"|as)\b)[^\n])"
        ),
    ),
    _around(
        (
            r"\b(?:job(?: offer)?|earn\w*|get paid|paid to|liking (?:products|videos|posts)|like products"
            r"|review(?:ing)? products|rate products|tasks?|work from home|part ?time"
            r"|commission)\b(?=[^\n]{0,90}\b(?:telegram|whats ?app|top ?up|deposit|unlock|pay first|pay \d+ first"
            r"|withdraw)\b)"
        ),
        r"\b(?:top ?up|deposit|unlock|pay|add money|recharge|first|usdt|\d{2,6})\b",
        120,
    ),
    _around(
        (
            r"\b(?:i(?:'ve)? (?:have )?(?:won|win)|won an?|winner|prize|lottery|giveaway|lucky draw|free (?:iphone"
            r"|robux|vbucks|v bucks|skins|voucher|gift|ps5|phone|laptop)|selected|congratulations"
            r"|voucher)\b(?! (?:code|isn't|doesn't|won't|expired))"
        ),
        (
            r"\b(?:must (?:first )?pay|have to (?:first )?(?:pay|put|enter|give)|need(?:s)? (?:my|to pay|to put)"
            r"|pay (?:the )?(?:tax|fee|shipping|customs|delivery|\d+)|tax first|wants? my (?:card|bank|id)|(?:send"
            r"|give|put|enter|need)(?: in)? (?:\w{1,5} ){0,2}(?:pic|photo|my card|card|bank details|card details"
            r"|mums card|dads card)|processing fee|asks? (?:me )?for (?:my )?(?:card|bank|id|money))\b"
        ),
        70,
        _LOOSE,
    ),
    _around(
        (
            r"\b(?:he|she|they|man|guy|caller|agent|lady|buyer|someone|person)\b(?: \w{1,8}){0,4} (?:refunded|sent"
            r"|paid|transferred|credited|put) (?:me )?(?:too much|extra|\d{2,6} instead|\d{2,6} by (?:mistake"
            r"|accident)|more than)|\btoo much by (?:accident|mistake) he says\b"
        ),
        r"\b(?:send|pay|give|transfer|return|want\w*)(?: \w{1,6}){0,3} (?:back|rest|difference|extra)\b",
        90,
    ),
    _around(
        (
            r"\b(?:online (?:gf|bf|girlfriend|boyfriend|friend|lover|fianc\w+)|(?:haven't|never"
            r"|not) (?:\w{1,5} )?met|met (?:him|her|a \w{2,8}) (?:online|on \w{3,9})|on (?:tinder|bumble|hinge"
            r"|a dating (?:app|site))|dating (?:app|site)|soldier|oil rig|army doctor)\b"
        ),
        (
            r"\b(?:(?:want\w*|ask\w*|need\w*|tell\w*|beg\w*) (?:me|for|my|us)(?: to)? ?(?:\w{1,5} ){0,3}(?:get|buy"
            r"|send|pay|money|gift|vouchers?|phone|cards?|\d{2,5}|order|ship|transfer)|send (?:him|her) (?:money"
            r"|\d+|gift|vouchers?))\b"
        ),
        90,
    ),
    _after(
        r"\b(?:text|sms|e-?mail|message|whats ?app|notification|letter|card)\b",
        (
            r"\b(?:parcel|package|delivery|order|item|shipment|customs)\w*\b(?=[^\n]{0,60}\b(?:held|hold"
            r"|could not be|couldn't be|not be delivered|failed|stuck|redeliver\w*|rebook\w*|customs|unpaid"
            r"|release|waiting|missed|incomplete|address)\b)(?=[^\n]{0,100}\b(?:pay (?:\w{1,5} )?[£$€]?\d"
            r"|pay (?:a |the )?(?:fee|customs|small)|at this link|(?:click|tap|follow|use|open) (?:here|the|this"
            r"|on)|enter (?:my|your|the) (?:card|bank)|bank details|card details)\b)"
        ),
        60,
    ),
    _around(
        (
            r"\b(?:nan|nana|gran|grandma|granny|mum|mom|mother|dad|father|grandad|grandpa|husband|wife|uncle"
            r"|auntie?|neighbou?r|old (?:lady|man)|grandmother|parents?)\b(?: is|'s| has been"
            r"| was)? (?:\w{1,6} )?(?:on the (?:phone|line)|being (?:told|asked|pressured|forced)|talking to"
            r"|speaking (?:to|with)|going to the (?:bank|cash)|at the (?:bank|cash|atm|shop))\b"
        ),
        (
            r"\b(?:cash (?:machine|point)|withdraw\w*|transfer\w*|gift ?cards?|security team|her (?:card|pin"
            r"|savings)|his (?:card|pin|savings)|anydesk|fraud|safe account|bank(?:ing)?|scam\w*|won't listen"
            r"|move (?:her|his|the) money|give it to)\b"
        ),
        110,
    ),
    _around(
        (
            r"\b(?:need|needs|want|wants|ask|asks|asking|require\w*)(?: for)? (?:\w{1,5} )?(?:my |an? "
            r"|copy of )*(?:id|passport|selfie|driving licen[cs]e|identity card)\b"
        ),
        r"\b(?:telegram|whats ?app|insta\w*|facebook|release (?:the|my)|unlock|loan|dm|prize|job)\b",
        70,
    ),
    (
        r"\blost my phone\b(?=[^\n]{0,70}\b(?:please pay|pay this|send (?:money|\d+)|transfer|new number|urgent\w*"
        r"|bill)\b)(?<!i lost my phone and)|\b(?:hi|hello|hey) (?:mum|mom|dad)\b(?=[^\n]{0,60}\b(?:new number"
        r"|lost my phone|pay|send|transfer)\b)"
    ),
    _around(
        r"\b(?:call|caller|phone|voicemail|robot|recording|recorded message)\b",
        (
            r"\bpress (?:1|one|2|two|9)\b|\b(?:renew(?:s|ed|al)?|subscription|membership)(?: \w{1,6}){0,3} (?:for"
            r"|of|at) [£$€]?\d{2,4}\b(?=[^\n]{0,40}\b(?:press|cancel|stop|refund)\b)"
        ),
        80,
    ),
    (
        r"\b(?:call(?:s|ing|ed)?|phon\w+|text\w*|messag\w+|ask\w*|want\w*|demand\w*)(?: \w{1,7}){0,5} (?:for|the"
        r"|my|send|share|give) (?:the |my |an? )?(?:otps?|cvv|pin number|upi pin|one time password)\b(?! (?:to log"
        r"|when i log|at checkout|every time i))"
    ),
    (
        r"\b(?:said|says|told me|tells me|telling me|asked me|asks me|wants me|want me) (?:\w{1,4} )?(?:not to"
        r"|to not|don't|never) (?:tell|mention|say|inform|speak|hang)(?: \w{1,6}){0,3} (?:bank|anyone|anybody"
        r"|police|family|husband|wife|staff|cashier|to|up)\b|\b(?:keep (?:it "
        r"|this )?(?:a )?secret)\b(?=[^\n]{0,50}\b(?:buy|cards?|money|pay|transfer)\b)|\bsay (?:it's|its"
        r"|it is) for (?:a )?(?:family|friend)\w*(?: member)?\b"
    ),
    (
        r"\b(?:man|lady|guy|woman|caller|he|she|they|agent|boy)\b(?: \w{1,7}){0,5} (?:says?|said|wants?|tells?"
        r"|telling|told|asking|asks?)\b(?=[^\n]{0,40}\b(?:press|accept|approve|confirm|tap"
        r"|click)\b[^\n]{0,40}\b(?:bank(?:ing)?|payment|transfer|notification|request)\b)"
    ),
    (
        r"\bseller\b(?: \w{1,8}){0,3} (?:asks?|wants?|told|says?|said|asking"
        r"|insist\w*)\b(?=[^\n]{0,60}\b(?:cancel (?:here|the order|it)[^\n]{0,20}\bpay"
        r"|pay (?:\w{1,6} ){0,3}(?:outside|off|on whatsapp|by (?:bank|zelle|crypto|western)|direct\w*|to (?:his"
        r"|her|a personal))|outside (?:the|your)|off (?:the )?(?:app|platform|site)|bank transfer)\b)"
    ),
)


def _at_a_word(patterns: tuple[str, ...]) -> str:
    """All of them as one that is tried at the beginning of a word only: four letters of five cost nothing."""
    return rf"\b(?=\w)(?:{'|'.join(f'(?:{one})' for one in patterns)})"


WORDS: dict[Emergency, str] = {
    kind: _at_a_word(patterns)
    for kind, patterns in (
        (Emergency.SELF_HARM, SELF_HARM),
        (Emergency.CHILD_IN_DANGER, CHILD),
        (Emergency.FIRE, FIRE),
        (Emergency.POISONING, POISONING),
        (Emergency.INJURY, INJURY),
        (Emergency.THREAT_TO_OTHERS, THREAT_TO_OTHERS),
        (Emergency.THREATENED, THREATENED),
        (Emergency.ACCOUNT_TAKEN_OVER, TAKEN_OVER),
        (Emergency.PAID_BUT_UNPAID, PAID_BUT_UNPAID),
    )
}
FRAUD_WANTED = _at_a_word(WANTED)
FRAUD_GIVEN = _at_a_word(GIVEN)
