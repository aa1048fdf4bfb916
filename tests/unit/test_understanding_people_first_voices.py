"""Emergencies in the voices of many people, and what shoppers really say that only sounds like one.

One sentence a line: teenagers and the old, no punctuation, typing mistakes, dialect, understatement, third persons.
"""

from __future__ import annotations

import pytest

from understanding.people_first import Emergency, emergency_in

pytestmark = pytest.mark.unit

VOICES: dict[Emergency, str] = {
    Emergency.SELF_HARM: """
refund isnt urgent, by the time it lands i wont be alive
i burnt my arm with your straighteners on purpose
her last text was goodbye i love you and shes not picking up
cancel everything please i wont be needing any of it after tonight
im writing notes to everyone and yours is just about the refund
my brother sent us his passwords and said look after the dog, he is not picking up
i took all of my moms heart tablets about an hour ago and now i feel weird
sir i am very fed up with life, i feel to end, only my mother stops me
no one here would cry for me you can keep the money
been scratching my arms till they bleed every time the delivery is late lol
my girlfriend has taken a blade into the bathroom and wont open up
i came home from hospital yesterday after trying to kill myself and your invoice is waiting
i tried to end it last week and it didnt work
how many paracetamol does it take
whats the quickest way to go that doesnt hurt
i just want to sleep and not wake up ever
me i am tired of this life, i want to go and meet my creator
i am only a weight on my children, better i am no more
ich meine i want not live more, sorry for my english
refund it to my sons account, he will need it for the funeral
i got a plan and a date. just tidying up my orders
i was on the bridge last night, a stranger pulled me back
please close my account, i am closing everything before i go
my student wrote in her essay she wants to disappear from this world
dad keeps saying the family will be better with his life insurance than with him
i cant see a way forward and i have enough insulin here to finish it
life isnt for me i think
i dont see myself making it to christmas
going to walk into the sea after this
order whatever you like on this account i wont care by sunday
ive got my exit bag sorted already so the refund can wait
he posted a black picture and wrote sorry mama and now his phone is off
told my therapist im fine but ive already got everything i need for tonight
whats the return policy if the buyer kills themselves lol
my hands are all cut up i did it with the box cutter from you on purpose
we found her with a belt round her neck, she is alive, what now
i dont want to see tomorrow
sometimes i stand at the station and think one step and its done
please sir my life is finish, no job no money, i will drink the pesticide
not gonna be a problem for anybody for much longer
my mate keeps joking about topping himself and now hes gone quiet
i am 71, wife is dead, i think i go after her this week
couldnt even hang myself right the hook came out of the ceiling
mi hermana quiere to kill her self and she is locked
just wanna sleep for good tbh
is there a way to buy helium quickly its for me to go peacefully
everyone hates me at school i want to be dead
if this refund does not come i hang myself in front of your office
i swallowed bleach on purpose
is it ok to return stuff if im planning not to be alive for the refund
my cousin left a voice note saying bye and took grandads gun
just want to stop existing tbh the parcel doesnt matter
i keep looking at the train tracks behind my house
the doctors say i am depressed but i think i just want to be dead
ive lined all my tablets up on the counter
nobody needs me, kids are grown, i am finish with life
the voices want me to jump from the balcony
can someone tell my wife i loved her, im about to do it
i cut too deep this time and it wont stop
he said by monday we wont have to worry about him any more
im done being a burden
she overdosed on my meds, i dont know how many
cancel my subscription effective never, im ending my life
been thinking about hanging from the tree in the garden
i wrote a note. its under the keyboard
wish the car had hit me today
school is hell and i want to disappear from the world
my husband tied a rope in the garage
want to die so bad lmao fr tho
i have everything ready for tonight, note, pills, playlist
my sister says she doesnt want to wake up any more and she has a knife
honestly if i jumped no one would come to the funeral
please dont send the parcel i am going to kill me today
feeling like ending my journey on this earth
i am cutting myself again after 2 years
he said he would be better dead than in debt to you
the only way out for me is death
i took 30 ibuprofen and a bottle of vodka
wanna jump off this building ngl
mum is texting everyone that she loves them and she wont open the door
i am a soldier back home, gun in my lap, tell me why not
i got nothing left and tonight i finish it
she told me she is going to drown herself
mi life no have sense any more, want to die
i hate being alive so much
been hoarding my antidepressants
when you read this i will be gone
i stood on the platform today and almost did it
my lad has cut his wrists
the world is better without me in it
im gonna od
honestly i think id be happier dead
im so tired of being alive
i cant see a reason to wake up tomorrow
there is nothing left for me to live for
where is my refund, not that it matters, i wont be alive next week
im going to end it tonight
i have decided to end my life after this
gonna unalive myself if this day gets any worse not even joking
i want to kms
kms im serious this time
my flatmate says he will jump
my daughter has locked herself in and says she wants to die
my son keeps saying he doesnt want to be here any more
she took a whole box of paracetamol
ive swallowed all my tablets
im standing on the edge of the bridge
i am sitting on the ledge and looking down
i got the rope ready
the razor is in my hand
ive started cutting again
i keep hurting myself when it gets bad
i cut my wrists last night
i am a burden for everyone
my kids would be better off if i wasnt around
no one would even notice if i died
nobody would care if i disappeared tomorrow
please tell my mum im sorry and i love her
this is goodbye, i wrote the letters already
i dont deserve to live
what even is the point of being alive
life is not worth it any more
i give up on life
i wish i had never been born
i just want to go to sleep and never wake up
i want the pain to stop, i want to die
i lost my job, my wife left, the refund was my last hope, i dont want to go on
i feel suicidle
thinking about suiside
i wnat to die
i am having dark thoughts about ending everything
i dont trust myself tonight
im not safe on my own, i might hurt myself
i have been planning how to do it, the pills are next to me
my friend just messaged that shes going to kill herself
sometimes i think i should just walk in front of a train
ill throw myself under a bus
im gonna off myself
she tried to top herself last night
i cant live like this any longer
everything is pointless and i would like to not exist
me no want live more
i no more want to live, this life is finish
dont bother with the refund i wont be here to spend it
the world would be better without me
whats the point in carrying on
我不想再活下去了真的
我已经跟家里人都道过歉了 今晚就走
天天失眠 觉得自己烂透了 真的不想存在
安眠药还有多少 我想一次吃完
儿子被退学了 他站在楼顶不肯下来
活一天算一天 早就不想熬了
老伴没了 我也想跟着去
我坐在江边呢 水挺凉的 你们把钱退给我弟就行
药我都数好了 六十粒 就等她睡着
等我走了以后这个账号里的钱给我女儿行吗
这世上没什么值得我留下来的
我现在血流了一地 割得有点深 我后悔了
我哥昨晚吞药被救回来了 他又在网上找绳子
我闺蜜发消息说对不起大家 电话关机了 她下单买了安眠药
从楼上往下看 其实也没那么高
我要是消失了会有人发现吗
真的好累啊 好想就这样睡过去再也别醒了
银行卡密码我都写在纸上留给爸妈了 你们帮我把东西寄到老家吧
俺不想治了 拖着一家子 早走早利索
我唔想再捱落去喇 冇人会挂住我
活起莫得意思 不如跳嘉陵江
收货人改成我妈吧 以后都是她收了 我不在了
刀就在我手边 我控制不住
昨天没死成 医院刚放我出来 你们别再催我付款了
欠了三十万网贷 只有死路一条了
我爸留了张字条人就出门了 说别找他 他昨天在你们家买了农药
她老说自己是多余的 昨天还把遗照都拍了
怎么样才能没有痛苦地离开
我把窗户都封好了 炭也点上了
晚安 这次是真的晚安了 谢谢你陪我聊天
你们客服晚上有人吗 我怕我撑不到早上
我把猫送人了 工作也辞了 就差你们这笔退款 退完我就没牵挂了
我妈走了以后我一天都不想过了
我男朋友现在坐在窗台上跟我视频 说数到十就下去
真想一觉过去就不用起来
手腕上又多了几条 夏天都不敢穿短袖 你们有没有长袖薄的
孩子他爸留了话说对不起我们娘俩 车停在大桥上人没了
这单取消吧 人都要没了还要什么衣服
我好想死 可是我怕疼
俺活够本了 不想给儿女添麻烦
我死咗之后啲钱点算
活得像条狗 哪天两腿一蹬拉倒
我买炭不是烧烤 你懂的
高考没考好 我不配吃饭不配活
女儿房间里搜到一大包药 她说攒着有用
我真的不想醒来面对明天 吃药能睡多久
钱不用退了 我要去找我妈了 她走了三年
姐妹 我在宿舍天台 风好大 突然好想飞
医生说我重度 我没告诉家里 昨晚拿皮带试了一下
我老公在车库里把车窗贴死了 发动机一直开着 他不让我进
活到头了 谁也别劝
我儿子高三 在被窝里拿圆规扎自己
没有我你们都会开心的 拜拜了
阿爷话佢唔想做人喇 收埋咗好多安眠药
等这个包裹到了我就走 我给自己买的最后一件衣服
想死又不敢 天天这么熬
我撑了很久了 今天就到这吧 这个世界我不要了
我写完遗嘱了 房子留给我姐
奶奶说她要去找爷爷 把自己关屋里不吃饭
刀片藏枕头下面好几天了
想从桥上下去
我好没用 死了算了
活着好累 好想死
感觉自己活着就是个累赘
死了是不是就不用还钱了
我这会儿就在楼顶 风好大
我坐在桥栏杆上
安眠药攒了一瓶了
一瓶药我都吞了
手腕割了 血止不住 也不想止了
又忍不住划自己胳膊了
刀片就在手边
我妈说她不想活了 现在把自己锁屋里
我室友说他要跳楼
我弟刚发消息说永别了
唔想做人啦
我真系唔想活了
做人冇意思 死咗算
活起没得意思 不想活老
不想活了都 整死自己得了
活够了 没啥盼头了
这世界没什么好留恋的了
想永远睡过去 不醒来
要是一觉睡过去再也不醒就好了
真的撑不下去了 想离开这个世界
等我死了你们再退钱吧
我死了就没人烦你们了
没了我爸妈会过得更好
这个世界少了我也不会怎么样 我想走了
我怕我会做傻事
我控制不住想伤害自己
今晚就了结吧
今天是我最后一天了 遗书写好了
替我跟我妈说声对不起
下辈子再做您的儿子
帮我照顾好我的孩子 我先走一步
跳下去是不是一切都结束了
我想从阳台跳下去
退不退都无所谓了 反正我也活不过今晚
钱退不回来我就不活了
绳子都买好了
我要是死了 就是你们逼的
想自尽
重度抑郁又犯了 满脑子都是死
每天都在想怎么死比较不痛
想找个没人的地方结束自己
就这样吧 我走了 别找我 不会再醒了
我就一头撞死在你们公司门口
我想死 不是开玩笑的
活着有什么意思呢 老伴也走了
一把年纪了不想拖累孩子 死了干净
zisha
想4了 真的
不想活鸟
refund or not i wont be around to see it
life just isnt for me
i cant stop thinking about killing myself
id be doing everyone a favour if i was dead
im thinking about jumping
what would it matter if i just died
honestly considering just driving my car into a wall
bottle of sleeping pills and a bottle of vodka, thats my evening
my cousin texted he is on the roof and wants to end it
mum is talking about not wanting to be here anymore since dad died
i feel so empty i could just disappear and nobody would notice
been having suicidal thoughts
i tried to hang myself last week
i took 30 paracetamol an hour ago
i cant keep living
i dont see myself being here next month
wish a bus would hit me
i'm so done i wanna sleep and not wake up
is there a painless way to die
my boyfriend has a knife to his wrist
not sure i want to be alive tbh
i hate my life and want it to end
why am i even alive
im going to kill my self
i wanna kill meself
would rather not exist
theres no future for me, i have written to my family
im cutting myself right now
every day i wake up and wish i hadnt
the only way out is death
i have nothing to live for since my wife passed
sometimes i just want to end
i am alone with a gun
i've got the blade out
i'll be with my husband soon, in heaven
they'll find me in the river
please cancel the order, i'm ending my life tonight
sry i cant hold on anymore i want to leave this world
我想去见我妈了 她走了三年
人活着到底图什么
不如让我死了算了
我在天桥上 不想下去了
想从桥上跳下去 一了百了
对不起 我先走了 不要找我 下辈子见
真的好想离开这个世界
活一天算一天 早死早解脱
我今天把安眠药全吃了
我不想看到明天的太阳了
已经写好遗书了 退款给我妈吧
我闺女割腕了
我对象说要吞药
没意思 活着真的没意思
能不能让我安安静静地死
一想到明天还要醒来就难受 不想醒了
我想结束这一切
死了就不用受罪了
活着太痛苦了 撑不下去了
家里就剩我一个 不想活啦
顶唔顺啦 想死
我真滴不想活咯
我就是个废物 死了算球
煤气我都打开了
我上楼顶了 你们别管我
想吊死在门口
我不想存在了
可能这是我最后一次找你们了 我要走了 去另一个世界
同学在班群里说要自杀
i really dont want to be on this planet
tell me why i should keep living
i wont make it through tonight
im done, ive got a rope round the beam
my wife has taken all her tablets and wont wake up
i feel like throwing myself off the balcony
theyd all be happier if i was out of the picture
i dont care about the order any more i just want to stop breathing
i had enough of life
please just let me go, i want to sleep for ever
he says hes going to shoot himself
hurting myself is the only thing that helps
its my last day
my brother sent me a suicide note
im a waste of space and should be dead
i was thinking to finish with everything, with my life
nobody needs me, i could be dead in my flat and no one would know
i bought sleeping tablets to end it
我真的熬不住了 不想活下去
我想一了百了算了
没人需要我 我死了也没关系
我爸把自己关在房里说不想活
晚上睡不着 老想着从窗户跳下去
要不是孩子小 我早就不想活了
吞了半瓶安眠药 现在好困
活腻了 等会儿就去跳江
每天都觉得活着是种折磨
我割了自己好几刀
跟你说完我就走了 去天上找我老公
谁也别拦我 我今天就死
我想结束我的生命
遗书都写了
呢个世界冇我会更好
我妹在楼顶要往下跳
im in a really bad place and have a plan for tonight
the voices say i should jump
my best friend is on a bridge right now threatening to jump
i dont want to wake up tomorow
kms lol no but actually
i cant see any reason to stay alive
nobody will care when im dead
i feel like ending my life because of this debt
would anyone notice if i was gone
i swallowed a load of pills
我不想再醒来了
我想从二十楼跳下去
我老婆说她活不下去了 手里拿着刀
我快撑不下去了 真的想死
死了算了 反正没人管
我吞药了
活着没啥意思 咋死都行
我要跳楼 你们看着办
i think this is it for me, sorry
whats the use of being alive if im just a burden
i been thinking of taking all my meds at once
my husband left and i cant see a way forward, i want to be dead
i have been standing on the platform edge for an hour
honestly if i died tonight nobody would even ask about this refund
my dad is depressed and said goodbye to us all in a message
you dont understand, i am going to do it, ive got the knife here
i self harm when i get stressed and its happening again
i can't face another day
not here for the refund, just wanted to say bye to someone
life aint worth living
我爸说要喝农药
真的不想再撑了，活着太难
死了才清净
每次想到欠的钱就想一死了之
我已经站在阳台外面了
我女儿在学校割手 现在又把自己关起来
再也不想看到第二天的太阳
想把自己了结
药已经吃下去了 一整瓶
生无可恋 想跳江
好想消失在这个世界上
""",
    Emergency.CHILD_IN_DANGER: """
my lad has gone under in the hot tub and hes not breathing
nephew has drunk the toilet cleaner
there is a baby left in the car at your click and collect
daughter fell from the trampoline and cant move her neck
an adult on your forum told my son to send him pictures
my 2 year old bit a piece off the glow stick and drank the liquid
my toddler has locked himself in the bathroom and water is running
i cant wake my baby up
he is 4 and he has a bead up his nose
my grandson put the small battery of the remote in mouth and now he is not eating and drooling
the kids were jumping on it and the net tore, my girl landed on her head
baby rolled off the changing table and has a huge lump
my son climbed the bookcase and it came down on top of him
she is 18 months and pulled the kettle on herself, her arm is all red and blistered
our daughter went to pick up your parcel an hour ago and has not come home, she is 9
the swing chain broke and my boy isnt moving
my little one is choking on the plastic cap
wee man got his finger trapped in the pushchair hinge and its hanging off
my uncle touches me and i dont know who to tell im 12
a man in a van asked my daughter to get in when she was waiting for your delivery
kid ate the silica sachet
my child he fall from the bunk bed and now vomit and sleep too much
baby is very hot and floppy after wearing your sleeping bag
the pool cover gave way and my nephew went in
my daughter's hair got sucked into the pool filter from your shop
my son drank your lamp oil and now he coughs
there is a child alone in the car outside your store crying
my baby turned blue in the carrier
two year old got into grandmas tablets from the organiser
the kid has a plastic bag on his head and dad is passed out
my daughter swallowed a marble and shes making whistling sound
son stuck his tongue in the bottle and it wont come out, its going purple
little fella pulled the telly on top of himself
the twins got into the washing capsules one has foam at her mouth
bub fell out the high chair onto tiles and hes vomiting
i left the baby in the bath for a second and he slipped under
my 5 yr old put the cord of the curtains round his neck
the baby slept with the blanket over face and now lips blue
my friends mum hits her with the hanger you sell and she is 9
a grown man from your gaming forum wants to meet my son
my daughter was supposed to be back from the locker two hours ago shes 8
toddlers fingers stuck in the escalator at your store
she is 6 months and wont stop screaming since the cot side dropped on her leg
my baby is shaking and her eyes roll back
kid drank perfume from the tester
we cant find my son in your mall, he has red cap
my nephew shut himself in the washing machine
the magnet balls, she ate two i think
my infant has rash all over and cannot breathe well after your lotion
the boy has burn his hand on the toy oven and it is bubbling
my son got his head stuck in your banister gate
baby ate the dishwasher tablet
2 yr old fell in the pond and hes cold and not talking
my girl is locked in the car at your car park and its boiling
the kid next door is screaming and i hear hitting
daughter put a watch battery up her nose
he is 3 and choked on the bouncy ball, still coughing
bunk bed fell on my twins
someone on your app is sending my daughter dirty pictures
our toddler is missing since the delivery man left the gate open
my little boy burned his face on the iron
baby not breathing right after the pillow
grandson drank the lighter fluid
im 11 and my dad hits me with the cable you sold
the swing snapped and she has a bone sticking out, she is 7
my baby rolled off the bed and wont wake up properly
child has swallow the coin battery please what i do
my nephew has a lego stuck in his ear and blood coming
the pushchair folded up with my daughter in it her fingers are crushed
newborn is yellow and sleeps all day after your formula
my baby got her leg trapped in the cot bars and its swollen
kid swallowed a magnet from the fridge set
toddler tipped boiling tea all over himself
my daughter is 10 and an old man keeps messaging her on your app for photos
he is 2 and has eaten rat pellets
my son has stopped breathing
baby choking on the teether
we lost our daughter in your store she is wearing a yellow coat
the car seat buckle wont undo and the baby is inside and its so hot
my kid fell out the window
she is 5 and got an electric shock from the night light
daughter swallowed a hair clip
baby is trapped under the dresser
my 3 year old burned her hand on the radiator
toddler got hold of my pills
son is not breathing
the high chair collapsed with my baby
some man is messaging my 11 year old for nudes
child fell in the pool
my baby has a fever and rash since the new nappies and wont wake
my toddler has swallowed a button battery
my 2yo ate the silica gel
baby is choking
my little boy put the bead up his nose and i cant get it out
the pram folded up with my baby inside and trapped her fingers
the bunk bed collapsed with my kids in it
my daughter's finger got caught in the hinge its bleeding
my sons hand is burnt from the night light
my grandson drank some of the bubble mix and is being sick
the wardrobe tipped over onto my little girl
my child isnt breathing properly after using the inhaler you sold
the high chair tipped and my son hit his head
kid got a shock off the toy charger
the kids scooter snapped and she went over the handlebars and knocked her teeth out
my baby came out in hives all over after the lotion
our newborn has turned blue
she swallowed it, my three year old, the little magnet
my wee one has cut her mouth on the cup
my 18 month old got his head stuck in the bars
my niece is having a fit after eating the sweets
we cant find my daughter she went to the pick up point an hour ago
the stair gate came loose and the baby fell down the stairs
my girl drank the diffuser oil
孩子把电池吃了
孩子把滴眼液喝了
我家宝在婴儿床里卡到脖子了
女儿被陌生网友约出去了 才13岁
娃从三楼掉下去了
幼崽吞了玩具眼睛
我儿子把手指插进风扇里了 血糊糊的
孩子头卡在床栏杆里出不来
两岁的娃喝了洗洁精
我女儿放学没回来 电话手表也打不通 你们能定位吗
宝宝从婴儿车里翻出来了 头先着地
娃把磁力片里的小磁铁吞了
宝宝呼吸好像停了
孩子被反锁在浴室里了 里面水还开着
这个叔叔让我不要告诉妈妈 他让我发光着身子的照片
我后爸打我 我身上都是印子 我才十岁
邻居家小孩天天被他爸吊起来打
我一个人在家 有人在撬门 我9岁
仔仔饮咗漂白水 点算
细路食咗粒电芯
娃儿手杆遭绞到洗衣机头了
俺家小子让狗链子勒脖子上了脸都紫了
我弟弟掉水里了捞上来不动弹
宝宝吃了你们的辅食全身起红疹子嗓子哑
宝宝发烧40度抽过去了
女儿被窗帘绳缠住脖子
外孙把豆子塞耳朵里 拿不出来
孩子误服了奶奶的降压药
娃把钢珠吸到气管里了 喘气带哨音
孩子掉化粪池了
宝宝摔下床之后一直睡 喊都不醒
幼儿园老师拿针扎我孩子
囡囡烫到了 手上皮都起来了
我家老二把头塞进马桶圈里拔不下来
商场里跟儿子走散了 他才四岁
孩子喝了半瓶风油精
网上有个哥哥让我晚上开视频洗澡给他看 我五年级
宝宝嘴里全是血 不知道吃了啥
小外孙让狗咬了脸
婴儿床的带子缠脖子上了 脸发紫
俺家丫头从滑梯顶上栽下来 不吭声了
细佬俾热水渌亲 成只手红晒
孩子中午吃了果冻 卡着了 脸憋得通红
孩子喝了热奶以后全身发紫
我闺女手卡在榨汁机里了
儿子玩滑板车被汽车撞了
宝宝误吞了乳牙贴的小磁扣
有人在校门口拉我女儿上车
小孩从沙发摔下来后脑勺起大包吐奶
我被同学堵在厕所打 他们还拍视频 我初一
孩子吃花生卡喉咙了咋整
囝仔吞咗粒波子
保姆给我娃喂安眠药
宝宝把头套进塑料袋了 脸憋紫了
儿子喝了鱼缸消毒剂
小孩掉进下水道了
女儿一晚上没回家
孩子被开水壶烫了 皮都掉了
我妹妹5岁 吞了一颗纽扣
宝宝把珠子塞鼻孔里拿不出来
我家娃吞了个硬币大的磁铁
儿子被风扇割到手了
女儿从婴儿床翻下来 头上起个大包
孩子手夹门缝里 指甲都掉了
玩具枪打到孩子眼睛了
宝宝吃了这个辅食全身起疹子 喘得厉害
小孩把干燥剂当糖吃了
孙子喝了一口洗洁精
滑板车断了孩子飞出去磕掉两颗牙
三岁的孩子被热水烫了
细路仔吞咗粒电池
娃儿遭卡到喉咙了
柜子倒下来压到我儿子了
孩子不见了 刚才还在驿站门口
宝宝发烧抽了
推车突然折叠夹到宝宝的手
孩子触电了 就是那个夜灯
我闺女嘴里含着珠子咽下去了
小孙女被气球绳勒住脖子了
宝宝脸憋得发紫
俺家小子让这个弹弓崩着眼了
孩子头卡在围栏里出不来
my son choked on the lid
our 4 year old has a bead stuck in her ear
the swing snapped and my daughter landed on her head
the cot collapsed with him in it, hes 10 months
baby drank the nail polish remover
child swallowed a screw off the toy
the pushchair brake failed and the pram rolled into the road with my baby
boiling water from your kettle went over my toddler
kids got burnt by the sparkler
my lad cant breathe since he ate it
my daughter's hair got caught in the toy and its pulling her scalp
my 5 yr old put a magnet in her mouth and its gone
宝宝把扣子吞下去了
孩子被烤箱烫起泡了
我儿子从你们的滑梯上掉下来 胳膊断了
小孩喝了花露水
女儿耳朵里塞了颗珠子
婴儿车刹车坏了 带着孩子冲下坡
儿童桌角把娃的额头磕破了
孩子呛奶了 脸都紫了
娃把笔帽吃进去了
孩子头发卷进玩具里了 头皮流血
toddler got his fingers jammed in the drawer runner, they are blue
little girl ate a chunk of the candle
the toy drone cut my sons cheek open
my baby fell out of the carrier because the buckle opened
my boy is choking on a grape from your box
kid stuck his tongue on it and got an electric shock
娃被玩具弹珠卡住了喉咙
孩子喝了一口84
宝宝从推车里掉出来了 头着地
孩子的手指被折叠椅夹断了
小孩误食了除湿袋里的颗粒
儿子玩这个触电了
my baby put the battery in his mouth and swallowed it
宝宝吞了颗纽扣电池
my 3 year old swallowed one of the magnets from the set
my sons fingers got crushed in the folding chair
宝宝把螺丝吞了
小朋友玩的时候被弹片划破了眼角
my kids dad ate the shellfish and hes been vomiting since
""",
    Emergency.FIRE: """
ur charger set my pillow on fire
theres smoke pouring from under the bonnet of the ride on
whole kitchen stinks of gas and the hob wont shut
the heated blanket is smouldering
i hear crackling and smell burning in the wall where you fitted the light
firemen had to come because of your kettle
the hoverboard is shooting flames out
my microwave is on fire help
there is smoke coming out of the washing machine you sold
battery is swelling and hissing and getting really hot
its sparking every time i plug it in
house is filling with smoke from the air fryer
kitchen is burning
the candle jar cracked and the table caught
something is burning in the back of the tv
the whole flat smells of gas since the hob was installed
the lithium thing went off like a bomb in my garage
my curtains are on fire because of your lamp
the extension lead has melted and theres a black mark up the wall
the phone got so hot it burned through the bedsheet
the power bank exploded in my bag
blaze in the shed started by your mower
fire brigade just left, they said it was the dryer
madam the inverter is giving smoke and sparks
o carregador start fire in my room please help
the heater tripped over and the carpet is smouldering
i had to throw the vape out the window it was on fire
there was a bang and then flames from the oven
flames coming out the back of the tumble dryer rn
the plug has gone brown and it smells like burning plastic
my garage burnt down last night because of the e bike charger
boiler hissing and i can smell gas
the oven has flames inside and i dont know what to do
my bed is burning bc of the electric blanket
the toaster wont stop smoking
phone charging under pillow and now pillow on fire
we had to run out of the house because the dryer caught
smelling burnt wires from the back of your fridge
the e scooter blew up in the hallway
fumes and smoke everywhere since i switched on the heater
socket is hot and buzzing and there was a flash
the microwave is sparking and theres fire inside
gas is coming out of the pipe your guy fitted and i cant stop it
the grill went up and the fence is alight
lamp melted onto the carpet and its smoking
fire!!! your fryer
there was an explosion in the kitchen when i lit the stove
the battery pack is so hot it burnt my table and is smoking
neighbours called the firemen because of the bbq you sold
power strip in flames
i see little flame under the machine
the dishwasher is on fire
my power bank is smoking on the table
black smoke coming out the boiler cupboard
i can smell gas in the kitchen since yesterday
the wall socket sparked and the lights went off and now it smells
my sons bed caught fire from the fairy lights
the hair dryer burst into flames in my hand
shed is alight from the bbq
theres flames behind the cooker
the battery exploded while charging
plug melted into the wall
house full of smoke
the e bike in the hall is making a hissing noise and smoke
my car is burning because the jump starter
the candle set fire to the tablecloth
something in the loft is smouldering since the installer left
fuse box is crackling and smells burnt
firefighters are here because of your tumble dryer
gas bottle is leaking and wont shut off
the tv went up in flames
theres a fire in my kitchen because of the fryer
the fan is sparking and smoke is coming
battery burst and burned the sofa
wires are melting and it stinks of burning
ac unit caught fire last night
it went bang and there are flames
the charger is on fire on my bed
my washing machine is burning inside
the candle blew up and set light to the curtains
there is burning smell from the wall socket
my laptop battery just exploded and the desk is burning
there is fire
the plug is smoking
smell of gas in the hallway
sparks are coming out of the heater
the toaster caught fire
the bulb exploded and the curtain is on fire
iron is burning through the board
black smoke in the kitchen
your charger just set my curtains on fire
the e-bike battery is burning
theres smoke coming off the extension lead
the heater burst into flames
smells like burning plastic and the plug is black
the socket is sparking
the kettle base melted and theres smoke
plug went bang
flames coming out of the air fryer
my kitchen caught fire because of the toaster
power bank swelled up and went on fire
the hoverboard exploded in the hallway
i can smell gas since the hob was fitted
gas is leaking from the bottle
it started to smoke when i plugged it in
the lamp is smoking like mad
the fairy lights started a fire on the tree
electric blanket scorched the bed and was smouldering
the vape blew up in my pocket
hello the fan it is making fire
dryer is on fire what do i do
the laptop battery went up in flames
the cable is melting and sparking
there was a small fire from the hair straightener
the room filled with smoke
插线板烧着了
电视机后面冒出好大烟
充电桩起火了
烘干机里衣服烧着了
电瓶嘭地炸了 地上一摊火
隔壁厂房烧起来了
酒精炉倒了 桌子着了
插座在冒火花 我该怎么办
电热毯把床点着了
隔壁楼着了 浓烟都进屋了
电动车在楼道充电 突然烧起来
厨房好大一股煤气味
洗衣机里面一股焦糊味还在冒烟
电池包膨胀了烫得不行 嗤嗤响
插上电就噼里啪啦地响 有火光
打火机在手里炸了
微波炉里有火
油烟机烧着了 灭不掉
俺家炕着了
火烧到窗帘喇
屋头全是烟 咋个办
充电器熔了 塑料都滴下来 地毯烧了个洞
取暖器把沙发烤着了
手机充电的时候爆了 枕头都烧了
天燃气灶嘶嘶漏气 关不上
我闻到烧焦的味道从插线板里出来
仓库起火了吗 我看到新闻 我就在隔壁 火越来越大
煤气罐喷火了
灯泡炸了 电线烧红了
烤箱里头烧起来了 门不敢开
插线板烧糊了 一股子怪味 墙黑了
楼下电动车棚炸了 火都蹿到二楼
电热水壶底座冒火了
我床头充电的手机突然喷火
冰箱后面滋滋响还有烟
厨房着火 我妈还在里面
煤气灶点火轰一下把我眉毛燎了 现在火关不掉
充紧电部滑板车烧着咗
燃气热水器嘭的一声 火苗蹿出来
蜡烛倒了 桌布烧了一大片
电饭锅的线烧断了 火星直蹦
家里都是烟 看不见路 怎么出去
汽车坐垫加热把座椅烧穿了
锂电池泡水了 现在直冒白烟
驿站着火了 我的件还在吗
手机放枕头底下充电冒烟了
排插着火我拿水泼了 现在更大了
你们那个小太阳把被子点了
我车自燃了 行车记录仪是你们家的
楼下烧烤店爆炸 玻璃都震碎了
洗衣机甩干时候一股浓烟
厨房纸碰到电陶炉烧起来了
电蚊拍充着充着炸了 床单烧个窟窿
电线皮化了 滋滋冒火花
房间里有股烧胶的味 插座发烫
打边炉部炉爆咗 成枱火
煤气好像漏了 头有点晕
微波炉冒火了怎么办
家里窗帘烧着了
充电线把沙发烧了
电池爆了 满屋子烟
闻到煤气味 不敢开灯
车棚起火了
充电宝突然起火了 把被子都烧了
电动车电池冒烟了 满屋都是烟
手机充着电就炸了
这个取暖器有一股烧焦味 还冒火星
插头烧黑了 冒火
空气炸锅着火啦
灯泡爆了 溅火花
吹风机里面有火苗喷出来
厨房着了 就是你们那个锅
煤气味好大 灶台装完就这样
电热毯把床烧了
打火机自己炸了
蓄电池烧起来了怎么灭
呢个叉电器着火啊
充电器烧糊了 墙都熏黑了
屋里全是烟
热水器在漏气 闻着煤气味
平衡车在充电 突然炸了
香薰把窗帘点着了
蜡烛炸了火蹿起来
電池鼓起來然後冒煙
那个小夜灯差一点 不是 已经着起来了
the tumble dryer is smoking
i plugged it in and it went up in flames
the phone got so hot it burned the mattress
sparks flying from the plug
the battery pack is hissing and smoking
theres a fire in my kitchen from your air fryer
charger blew up in the socket
electric scooter burnt my shed down
the candle jar exploded and the table caught light
the multiplug melted and nearly started a fire
the bottle exploded and cut my face
手机充电冒烟
电饭锅起火了
刚插上就啪一声 火花四溅
充电桩那里着起来了
你们的灯把天花板都烧黑了
家里闻到很浓的煤气味
电瓶在楼道里爆炸
烤箱里面着火
排插滋滋响冒黑烟
吹风机把我头发烧了 头皮也烫了
the oven door exploded
my lamp is sparking and i smell smoke
heating pad caught alight
the bike battery went bang and the flat is on fire
the adapter got red hot and melted the carpet
the heater fell and burnt my calf
充电器插着插着着火了
电热水壶底座冒烟
电瓶车充电爆炸了 楼道都是烟
插座里面有火花
灶具漏气 满屋子煤气味
the charger started sparking and my desk caught fire
充电宝在包里烧起来了
the air fryer is on fire
there is smoke coming out of the microwave you sent
电饭煲插上电就冒黑烟
充电的时候电池突然炸开 把地板烧穿了
""",
    Emergency.POISONING: """
i mixed bleach with your cleaner and feel faint
the whole office is throwing up after your sandwiches
i took my mothers heart pills instead of mine and feel dizzy
drank half the bottle of descaler by accident
been vomiting since i had the shrimp
my whole family has been throwing up since the prawns from your shop
i inhaled the fumes from mixing your two cleaners and cant stop coughing
dad drank the drain cleaner by mistake
i ate the mushrooms from your grow kit and i feel really strange
after eating the rice cake three of us is vomiting
i took your herbal tea and my tongue went numb and heart is racing
my flatmate has had a whole bottle of the cough syrup and hes not making sense
the carbon monoxide alarm is going off and i feel dizzy
we all have headache and feel sick since you fitted the boiler
i drank from the bottle and it tasted of chemicals now my mouth is burning
grandma swallowed the cleaning tablet thinking it was a mint
my wife is very sick after the chicken from your store
the paint stripper fumes are making me faint
took double dose of my insulin by accident because of your pen
i ate the silica gel packet by mistake
he drank antifreeze
the cbd oil knocked me out i woke up on the floor and still cant feel my legs
sprayed the insect killer in the room and now my eyes are burning and im throwing up
my brother ate 3 of the edibles and is seeing things
oga the juice make me purge all night and my body is weak
after drink the milk my stomach is paining and loose motion since morning
i accidently swallowed some of the nail glue
used the moss killer and got it in my mouth, lips numb
i breathed in the powder from the broken bulb and my chest hurts
4 of my guests are in hospital after the oysters
been sick ten times since last night after your ready meal
mum took the wrong bottle and swallowed the toilet cleaner
been on the toilet all night since your curry kit
i feel very dizzy since i sprayed your mould remover in the bathroom
my husband ate a whole bag of the cbd sweets and cant stand up
the baby oil i drank it thinking it was water
after the diet pills i had my heart going 180 and sweating
we grilled inside with the charcoal and my sister fainted
your supplement made me vomit blood
my gran drank the reed diffuser oil
swallowed a dishwasher tab by mistake
we four eat the sushi and all have fever and vomit
i got stung by the pesticide spray in my throat and cant swallow
my dad took ten of your sleeping gummies and wont wake
oga i drink the sniper by mistake
ate a berry from the plant you sent and my mouth is numb
think the tin was bad, cant see properly and my throat is going weak
the smell from the new mattress gives us all headache and nausea
i drank bleach by accident
all my family have diarrhea since the frozen lasagne
the vitamins made my husband collapse
ive got chemical in my mouth from the broken battery
we ate the mushrooms and now we are seeing colours
i feel sick and dizzy after the oven cleaner
swallowed a mouthful of screenwash
the sausage was raw inside and i am vomiting since
my roommate drank hand sanitiser
your rat poison got on my sandwich and i ate it
got paint thinner down my throat
my heart is beating strange after the energy shots
after eat the fish my face red and i can not breathe
my wife inhaled the mould spray and she is coughing blood
three kids and me all sick after your chicken nuggets
the teeth whitening kit i swallowed the gel and my stomach burns
ate a whole pack of laxative chocolates thinking its candy
i think the soup was off i have been vomiting for hours
my brother drank bleach thinking it was water
we got sick after using the gas heater all night
inhaled the spray foam and my chest is tight
all the guests are ill after your salmon platter
dad has swallowed washing up liquid
the pills made my heart race and i fainted
my wife has food poisoning from the ready meal
i drank something from an unmarked bottle in the parcel and feel ill
my son in law drank the drain opener
i feel ill after your oysters
we are all throwing up
i ate mouldy bread from you and now im vomiting
mum swallowed a button cell
dizzy and sick from the glue fumes
accidentally took my dogs flea tablet
husband collapsed after the supplement
bleach and descaler mixed and i cant breathe
whole family been throwing up since we ate the chicken
i drank from the bottle and it was cleaning fluid
my husband has the runs and fever after your oysters
ate the yoghurt now im puking my guts out
mum mistook the dishwasher tablet for a sweet and swallowed it
we both got sick from the mushrooms
been on the toilet all night after your prawns
my nan drank the hand sanitiser
the fumes from the paint made me dizzy and sick
think the meat was off, all three of us are vomiting
the supplement made my heart race and i threw up
my wife has stomach cramps after eating those nuts
carbon monoxide alarm went off and we have headaches from the heater
he swallowed some drain cleaner
i felt very ill after taking the pills from your shop
food poison from your sandwich
doctor says its salmonella from your eggs
i ate mouldy bread you sent and im sick as a dog
my flatmate accidently drank bleach
the gas heater made us pass out with headaches, we were poisoned
我老公喝了农药
吃了毒蘑菇 快叫人
宿舍六个人喝了奶茶都吐了
我外婆喝了洗发水
闻了油漆味一直吐 站不住
那瓶酱吃了嘴唇发麻 头晕
爸爸误吃了老鼠药
吃了你家的蘑菇 全家都在吐
喝了奶茶以后肚子绞着疼 站不起来
我妈把洗衣凝珠当糖吃了
宿舍喷了你们的杀虫剂 现在几个人都头晕
吃完那个减肥药心跳特别快 手抖
84混洁厕灵了 呛得喘不过气
我爸误喝了农药
新衣柜味道太大 睡了两天天天流鼻血头疼
吃了河豚嘴巴麻了
饮咗你哋啲凉茶 心口翳 手震
同事吃了那个零食 现在脸色发白冒冷汗
炭火锅吃着吃着我们都晕乎了
喝了一口发现是酒精
粽子吃了以后拉了一晚上 都脱水了
吃了过期的罐头 眼睛看东西重影
这个酒喝了之后眼睛看不见了
老汉儿吃了你们的菌子说看到小人人
娘吃了那药就不省人事了
热水器开着洗澡 我媳妇晕在里头了
鱼胆吃了 现在尿不出来
家里打了除虫药 我胸闷想吐
扇贝吃完十分钟喉咙发紧
喝完那瓶果汁嗓子眼像火烧 直吐酸水
孩子奶奶吃了两颗那个蘑菇 现在认不得人
全宿舍吃了你们的自热锅都窜了
喷完杀虫剂关着门睡的 起来头重脚轻走不了直线
我对象喝了假酒 看东西发花
那盒寿司吃完浑身起疙瘩 喉咙肿
我公把敌草快当饮料喝咗
吃了没煮熟的豆角 一家人都倒下了
刚装修完搬进去 全家流鼻血
老头子把空调清洗剂当水喝
蟹吃完一个钟头 手脚都麻了
屋里烧炭取暖 两个人都昏了
减肥茶喝得我心脏乱跳 快晕了
食完嗰个面包 个肚绞住痛 屙到虚脱
吃了凉皮 我和闺女都上吐下泻
误把消毒片当泡腾片吃了
老公喝了你们家泡的药酒 嘴发麻 心跳乱
用了除甲醛喷雾 我妈晕倒了
烤火的炭没灭 早上一家三口都起不来
吃了发芽土豆 胃里翻江倒海 冒冷汗
我弟喝了电池水
吃了那个果干 拉血了
奶奶把樟脑丸吃了两颗
食咗荔枝菌 见到啲公仔喺度跳舞
打完蟑螂药没开窗 喘气费劲
酸奶喝完半小时开始抽筋
吃了虾以后全身发麻
我妈喝错了消毒液
一家四口吃火锅全进医院了
闻了那个胶水想吐头晕站不稳
老公吃了野菜昏过去了
娃他爸喝了假酒眼睛看不清
吃了你们的虾全家拉肚子
我妈把消毒液当饮料喝了
喝了这个奶我一直吐
吃完头晕恶心 站不住
一家三口都进医院了 吃的你们的蘑菇
老人吃了过期的饼干 现在上吐下泻
误喝了洗洁精
吃了个月饼半夜窜稀了好几次
食咗你哋啲嘢屙到虚脱
吃了之后胃绞痛
吃你家减肥药心慌得厉害 手抖
家里甲醛熏得头晕呕吐
喝了白酒眼睛看不清了 是不是假酒
我爸误服了樟脑丸
吃出问题了 食物中毒 在输液
用了你们的炭 屋里人都晕了
吃了后嘴唇发麻 喘不上来
把灭蚊液喝了
肚子疼了一宿 就是吃的你家海鲜
吃完你们的肉 孩子他爸吐了一晚上
we all have the runs since your curry kit
my mother is vomiting blood after taking those tablets
got really sick off your mussels
there was bleach in the water bottle and i drank some
my friend ate the brownies and cant stop being sick
gas from the camping stove made us faint
我妈吃了你们的鱼丸又吐又拉
喝了那个酒头疼欲裂 呕吐
狂拉肚子 是不是虾不新鲜
老公喝了半瓶洁厕灵
吃完浑身发麻 去洗胃了
孩子爸吃了蘑菇 说胡话 看见小人
we got food poisoning from your chicken
吃了你们家的卤味全家上吐下泻
喝了你家的果汁一家人都在拉肚子
""",
    Emergency.INJURY: """
peeler took the end off my finger
gran fell over the cable and her hip looks wrong
your driver just hit a cyclist hes on the ground bleeding
i cant feel my fingers since the bar dropped on my arm
acid got in my eye
the knife slipped and i sliced my finger to the bone
the ladder collapsed and i cant move my leg
my eye is bleeding after the cork hit it
got an electric shock from the kettle and my arm is numb
the glass top shattered and there is blood everywhere
i fell off the stepladder and i think my wrist is broken
nan tripped over the rug and hit her head shes not making sense
your delivery man dropped the sofa on my foot
my hands are covered in blisters from the gloves
the face mask burnt my skin and its peeling off
the bike brakes failed and i went over the bars, lost two teeth
he got crushed under the wardrobe
the hot water bottle burst on my lap
i have glass in my foot and its bleeding loads
the lash glue sealed my eye shut and it burns so bad
lost the tip of my finger in the folding chair
the chair leg snapped and my husband landed on his back, cant feel his legs
my lip is swollen up like a balloon after the balm and i cant breathe properly
the saw jumped and cut me bad
someone has been run over by your van
your courier is lying on the ground outside and not answering
needed 8 stitches thanks to your can opener
the exercise band snapped back in my eye and i cant see out of it
sir my wife hand is burn from the pressure cooker
der stuhl broke and i fell, my back hurts very bad
dislocated my shoulder on the pull up bar
tore my nail off with the peeler theres blood all over the kitchen
we are in a&e because of your trampoline
my mum is on the floor and cant get up, the bath step slid
the treadmill threw me off and i cracked my ribs
knocked myself out with the garage door
the fryer oil went all down my arm
the mirror fell off the wall and cut my arm open
im bleeding badly the tin lid went through my palm
broke my ankle on your step stool
your driver reversed into my dad and he cant stand
my grandma she fell with the walker and her hip is out
blade came off the blender and hit my stomach
scalded my legs with the coffee machine
knee popped out using your rower
hot glue all over my hand skin came off with it
i slipped on your shop floor and hit my head i feel sick
nail gun went off into my foot
the dumbbell dropped on my toes and theyre black
the oil splashed and half my face is burnt
courier fell down our steps hes unconscious
got a shock off the washing machine and my chest is tight
the bunk ladder broke, my wife has broken her arm
lost two fingers in the log splitter
the shelf came off and split my head open
i have cut my hand very bad on the tin
my dad fell from your ladder and isnt moving
the pan handle broke and boiling oil went on my feet
stapled my thumb and it wont stop bleeding
she broke her hip on the wet floor in your shop
the drone hit me in the eye
electrocuted myself with the lamp
finger is hanging off from the paper shredder
my back is in agony after the chair collapsed
your driver has been knocked off his bike outside
my skin is burning and blistering after the cream
glass jug exploded in my hands, need stitches
the scooter stopped dead and i flew over, teeth gone
wife slipped in the bath and hit her head
my toe is black since the box fell on it
he is bleeding from the head please
your trimmer cut my ear
i burnt my arm to hell on the steamer
the dog lead wrapped my finger and broke it
i cut my leg open on the metal edge
my mum broke her arm falling off your stool
someone fell down the stairs in your store and is bleeding
my finger got caught in the mixer and its cut to the bone
my husband is unconscious after the shelf hit his head
hot wax burned my skin off
i got hit in the eye by the spring
the trolley ran over my foot and i cant walk
my ear is bleeding after the earbuds
nail through my foot
your courier ran me over
i broke my tooth on your nut bar
hot soup spilled on my mum her skin is coming off
my leg is stuck under the cabinet
knife fell on my foot, deep cut
i am bleeding a lot
burned my hand on the pan handle
the chair broke and i hurt my spine
a parcel fell on my head at the pickup point and im seeing stars
dad has a broken hip
the mug handle snapped and scalding tea went all over my lap
my hubby sliced his thumb to the bone on the lid
i fell off the stool when the leg snapped
my mum fell because the rug slid, shes broken her hip
glass went in my foot
the shelf fell on my head
blood is pouring out of my hand
i cant stop the bleeding
i need stitches because of your knife block
my skin is peeling off after this face mask
my eyes are burning since i used the shampoo
the bike brakes failed and i crashed, my knee is smashed up
dad went through the chair and hurt his back badly
the pan lid blew off and hit me in the face
i have second degree burns from the hot water bottle
the hot water bottle burst and burned my legs
got a massive electric shock off the kettle
the hairdryer zapped me
treadmill threw me off and i think my wrist is broken
the ladder slipped and my husband is unconscious
my lips swelled up like balloons
broke out in hives after the sun cream
im sat in a&e because your blender cut my finger
the dog lead snapped and i smacked my face on the pavement
an old lady here got hurt by your trolley
my neck is covered with a rash from the necklace
the spring jumped in my eye and i see blurry
your product did burn me the arm
my hand it is bleeding much
the chair is broken and my father is fall down, he can not stand
cut meself on the tin
nail came off when the drawer slammed on my finger
concussion from the cupboard door falling off
paramedics are here, my wife collapsed after using the spray
wheres my replacement, the last one broke and gashed my leg open
hurt my shoulder when the pull up bar came off the wall
the exercise band snapped and hit me in the eye
i burnt my tongue and throat because the lid leaked boiling coffee
wheel came off the scooter and i went flying, cant walk
something in the cream burnt my face
the knife slipped cos the handle came loose and went into my palm
my knee is swollen like a football after the board broke under me
grandma tripped over the mat edge and hurt her hip
the light fell from the ceiling and hit my husband
im bleeding
splinters of the glass flew into my cheek
my partner got electrocuted by the lamp
盘子一端就裂 划了我一手血
冰箱门掉下来砸到我妈脚
切肉机把我手指切了
卸妆油进眼睛疼死了 看不清
耳环戴了耳朵烂了流脓
玻璃门碎了割到大腿 血一直流
手被绞进和面机里了
玻璃杯炸了 碎片扎我脚上
切菜的时候把指头切下来一截
骑车刹车失灵 摔沟里了 胳膊抬不起来
热水袋破了 大腿烫掉一层皮
椅子塌了我摔了个尾椎 现在趴着给你打字
我奶奶滑倒了 胯骨疼 站不起来
电钻打滑扎手心里 穿了
染发剂弄眼睛里了 看不见
眼霜用了眼睛肿得像核桃
快递箱子上的钉子把我手划了老大一条口子
吹风机漏电 我被电飞了
俺爹让那梯子给撂下来了 腰不敢动
割亲只手 流好多血
手遭夹了 指甲壳都黑了
这个健腹轮断了 我下巴磕地上缝了五针
现在在急诊 拍片说骨裂
脱毛仪烫得我腿上一个个黑疤
阀门飞出来打到我眼睛
用完你家面膜脸肿成猪头 呼吸有点困难
没什么大碍 就是手指不能弯了
货架倒了压着我同事的腿
指甲盖整个掀起来了 钻心疼
花瓶掉下来正砸脚面上 肿成馒头
我爹被电锯锯了腿 血喷得到处都是
老太太在你们店门口滑了一跤 叫了救护车
用卷发棒把额头烫了个泡
一打开罐头拉环把手指割得见骨头
升降椅炸了 屁股上扎进去一块铁
戴了你们的美瞳 眼睛疼得睁不开 医生说角膜破了
健身环断了弹到牙 门牙崩了半颗
骑你们的车前叉断了 脸着地
电梯夹了我胳膊
娘嘞 锅盖崩我一脸油 起泡了
擦咗支药膏成块面烂晒
睡了你们那个凉席 后背划得一道一道的
伤口发炎流脓了 就是那天被钉子扎的
膝盖磕得露白 走不了道
电动牙刷头断在嘴里 把上颚划破了 一嘴血
指头让门夹断了
我被你们的安装师傅的梯子砸到头
蒸锅盖子掀开 蒸汽把我胳膊烫熟了一块皮
剃须刀刮得脸上血淋淋
婆婆坐你们那个折叠凳 整个人摔了 盆骨裂了
手机壳把我手割了
脚踩到包装里的钉子 扎透鞋底
美甲灯照得手起水泡
拉伸带断了抽我眼睛上 现在看东西两个影
跌落楼梯 只脚郁唔到
染完头头皮烂了流黄水
刀割到手 血止不住
我爸从梯子上摔下来 骨折了
脸用了面膜烂了
热油溅到眼睛
手指被门夹断
腿被砸得动不了
我妈被你们的凳子摔了 腿骨折了
锅把断了 热油浇我脚上
手指头被切菜器削掉一块肉
玻璃扎进脚底板了
老爷子坐你们家椅子 椅子散了 摔得起不来
灯掉下来砸我头上了
用了洗面奶脸火辣辣的 全红肿了
眼睛进了胶水睁不开
被电了一下 手都麻了 现在还麻
这破壶电我
给我手喇了个大口子
老多血了 止不住啊
卡了个跟头 膝盖秃噜皮了 就因为鞋底滑
遭烫到手杆了 起了好大个泡
椅子一坐就塌 尾巴骨痛惨了
我比把刀𠝹亲手 流好多血
跌亲条腰 因为张凳烂咗
热水袋漏了 大腿烫了一片水泡
染发剂弄得头皮溃烂
嘴唇用完唇膏肿得像香肠
弹力带断了抽到眼睛了 看东西模糊
跑步机突然加速把我甩下来 胳膊断了
老婆切菜刀柄掉了 刀扎脚面上
门牙磕掉了 自行车刹车失灵
晾衣架掉下来 把我爸砸晕了
拆快递被钉子扎了 要打破伤风吗
你家货架倒了 压到我婆婆的脚
老公在医院缝针呢 你们那个玻璃桌面自爆了
手被夹得乌青 指甲都黑了
喷雾喷到眼睛里 疼死了 看不见
瓶子在手里炸开 玻璃碴子扎一手
买的梯子不稳 我人摔下来腰动不了
面膜敷完脸毁了 全是疱
我奶奶踩你们的防滑垫滑倒了 髋骨骨折
急诊回来的 医生说二度烫伤
项链戴了脖子一圈都烂了
伤到人了你们管不管
割到手了
手破了好大一个口子
退货的事先放放 我现在手上全是血
刚刚被那个刀划到了 好深
我朋友试穿高跟鞋鞋跟断了 脚踝骨折
头磕破了
扎了我一脚玻璃
流血了 快
脚趾头被砸断了
the treadmill belt stopped dead and i went face first
it took the top of my finger off
theres a piece of glass in my eye
my mums in a&e with a broken wrist cos of your step ladder
the bed frame collapsed and crushed my ankle
scalded my chest with the flask
the lotion has burnt my legs, its all blistered
my eye is swollen shut after the lash glue
the trimmer ripped my ear
knife went straight through the packaging into my hand
the swing seat broke and grandad hit his head on the patio
i stepped on a nail sticking out of the box
i got a nasty burn off the iron
im covered in hives
dropped the weight on my foot because the clip failed, foot is black
gashed my shin on the sharp edge of your table
my wife got shocked by the fairy lights
the umbrella hit my eye i cant see
the rope burned my palms
my son in law fell from the ladder you sold, not moving
i think i broke a tooth on something in the cereal
ambulance took my dad after the chair broke
her arm is bleeding badly from the broken jar
skin all red and raw since using the wax
手上划了好多道 但是不疼
切菜机把我手指头切了
玻璃胶瓶子爆了 碎片进眼睛
电钻突然启动 钻到手了
我爸踩梯子 梯子一歪人就掉下来了
胶水粘眼睛上睁不开了
被快递箱上的钉子划了一道 血呼啦的
我老婆端锅 把手掉了 一锅热汤全洒腿上
刀太快 手背拉了一刀
染完头 头皮全是水泡
脸过敏了 肿成猪头
手指甲盖掀了
婆婆坐马桶盖 盖子裂了 大腿夹破了
被电晕过去了
贴完膏药皮都掉了一层
拉力器断了崩我嘴上 牙都松了
健身球爆了 尾椎摔裂
车把断了 人飞出去 满脸血
我手被玻璃割了 缝了七针
自行车链条把脚后跟绞了
挂钩掉下来 砸到头 晕
嘴里全是血 吃到玻璃渣了
老人家滑了一下 站都站不起来
被水壶的蒸汽喷到 整个手背都红了起泡
煮蛋器炸了 蛋黄喷一脸 烫得不行
my granddad fell backwards off the stool and cracked his head
i put my foot through the step and broke my ankle
the peeler took a slice out of my thumb
eye drops made my eyes burn and i cant see properly
my dads had to go to casualty after the blade snapped
the wok handle came off and burned my stomach
mums hand is pouring with blood
nail gun misfired into my thigh
the stapler shot into my finger
i have a chemical burn from your cleaner
got concussion from your helmet
steam from the cooker burned my whole forearm
my brother in law is hurt, the shelf came off the wall
was riding the scooter and the front fork broke, i lost two teeth
杯子底掉了 开水洒我一腿
指甲刀把肉剪掉一块
我妈用了染发膏 脸肿得眼睛都睁不开
梯子滑了 我老公摔下来 胳膊骨折
拆箱被刀片划了 缝了三针
被电饭锅蒸汽烫了一手泡
电动牙刷把我牙龈捅出血了
吊灯砸我脑袋上 流血了
我爷爷坐的轮椅翻了 磕到后脑勺
用完脱毛膏腿上全是红疹 又疼又痒
踩到碎玻璃 脚底板流血不止
这破菜刀把我手指头削了
my mum cut her hand open on the tin lid and its pouring
i slipped on the mat and now i cant move my leg
the shelf collapsed and hit my wife on the head
my skin is burning after the hair dye
i have been electrocuted by your kettle
the glass broke in my hand, need stitches
my dad tripped over the cable and broke his hip
the blade went into my leg
椅子腿断了 我摔了个屁股墩 站不起来
菜板砸到脚趾头 指甲都黑了
杯子突然爆裂 割伤我的手
我奶奶被电饭煲电了一下 手发麻
用了这个面膜 我整张脸都肿起来了
玻璃门自爆 我老公胳膊划了好长一道口子
the lid blew off and hot soup went all over my chest
i sliced my hand open unpacking
my daughter-in-law has stitches in her foot from your vase
my lip is bleeding from the straw
i was thrown off the bike when the chain snapped
the stool gave way under my nan and shes on the floor
its burnt my scalp, hair is falling out
she got cut by the blade and wont stop bleeding
i twisted my ankle because the heel snapped off
im at the hospital because your ladder broke
电锅把我手烫起一串泡
我外婆坐你们的摇椅翻过去了 后脑勺着地
不锈钢边太锋利 把手拉了个大口子
刚才拧瓶子 瓶口炸裂 手心全是血
穿这个鞋滑倒 膝盖摔破了 流了好多血
喷了防晒 眼睛疼得睁不开
晾衣杆掉下来砸到我后背
""",
    Emergency.THREAT_TO_OTHERS: """
im on my way to your depot with a knife
ill break every bone in that courier
going to drown my neighbours kid
he is going to get a hammer to the head
i will make sure she never wakes up
wife is sleeping and i have the pillow i might just do it
tell your driver if he comes back i will break his legs
im coming to your office with a bat
i am going to kill my neighbour and i need the shovel tomorrow
i swear ill burn your warehouse down
someone is going to get stabbed if i dont get my money
im gonna smash his face in
i will find the seller and make him bleed
you people will see what i do to your staff on monday
my brother says he will shoot up his school and he bought the vest here
where does that courier live i want to hurt him
your rider better pray i dont see him, i will finish him
i feel like stabbing the lady next door
i will pour acid on her face
do you sell something that kills slowly and doctors cant find, for my husband
i want to teach my wife a lesson she wont survive
i know where your staff park. i have petrol
watch what happens to your agent when i get there
he is dead when i get hold of him
i might just run that driver down next time
if my daughters boyfriend comes here tonight i shoot him
going to put a bullet in the manager
theres going to be blood if you dont send my money
i will bomb your shop
i keep having thoughts of smothering my baby
i am going to strangle that woman from your call centre
i need a knife for school tomorrow theres a boy im going to do
gonna slit his throat when he delivers
ill beat your courier to a pulp
i want to poison my flatmate
ill come down there and batter every one of you
if that driver ever comes near my house again hes a dead man
im going to wait outside your warehouse with a hammer
my mate wants to stab his dad and hes buying the knife from you
sort my refund or ill put your windows in and your face too
i will shoot the next delivery boy
i want my wife to die without anybody knowing
honestly i could strangle my flatmate tonight i mean it
the seller will regret he was born when i catch him
give me the address of the agent i will cut his fingers
im gonna drive into your shop
planning to gas my neighbours dog and then him
i got a gun and i know which depot it is
tell them i am coming to kill them
how much of the antifreeze in his coffee before he notices
i cant stop thinking about hurting my kids
your rider is going to lose his teeth
ill make sure that woman never walks again
im going to kill your driver
i will come with petrol to your shop
going to hurt my wife if she opens that parcel
i have a knife and im outside your office
my neighbour is getting it tonight, wheres my crossbow
i will beat your staff black and blue
i want to murder my boss
ill shoot whoever touched my parcel
i am gonna stab that bastard
your delivery boy will not go home alive
my son said he wants to shoot everyone at his school
i feel like drowning my baby
burn in hell i will burn your store
next time i see him i will crack his skull
ill cut that woman up
i will make your courier disappear
im waiting for him with a bat
how do i poison someone without getting caught
ill run your van off the road
im going to shoot your driver
i want to kill my ex
someone should burn your office down and ill do it
i have a gun and i am coming to your shop
i will stab my brother tonight
im gonna hurt people if this goes on
i bought the axe to kill my husband
tell the seller he is a dead man
i will blow up your warehouse
i want to poison my mother in law
if he delivers again i will throw him down the stairs
i swear i will kill that seller
i am bringing my gun to your store
i will hurt your courier
im gonna punch your driver in the face
my friend wants to shoot up his school
i will throw acid at her
i could kill my brother i have the knife here
tell your driver im going to break his legs
ill smash your office up
im gonna kill that delivery guy
i swear to god i will stab somebody
next time i see him hes getting a knife in him
im coming round there with a baseball bat
i know where your warehouse is and ill burn it down
i will find out where you live and you will be sorry
i want to strangle the seller
il put a brick through your shop window
you are all dead when i get there
im gonna beat the crap out of him
somebody is going to get hurt if you dont refund me, i mean it
ill shoot up the place
gonna run that courier over
i will put him in hospital
i am going to punch your driver in the face
ill make sure he never walks again
ill throw acid at him
i will come and kill you all
going to batter the next one who comes to my door
im going to slit his throat
我要弄死那个送快递的
今天不解决我就捅死你们一个
我要去把驿站烧了
叫那个卖家等着 我弄他全家
我同学说要带刀砍老师
再骗我 我拿锤子砸烂你的头
我想给隔壁下毒
再不给我退我就拿刀去找你们
明天我去你们公司泼汽油
你信不信我砍死你
我想杀了我老板 你们家刀快不快
我已经在卖家楼下了 带着棍子
让那个快递员等着 我找人收拾他
哪种药放水里喝不出来 我老公打我 我受够了
我要让你们全公司陪葬
把地址给我 我去弄他全家
我明天带刀去学校 他们欺负我三年了
俺非得把他脑袋开了瓢不可
我斩死你个死扑街
老子要弄死他龟儿
再骚扰我女儿我就废了他
我儿子拿着刀出门了 说要找同学算账
送餐的再让我看见 见一次打一次
你们不处理我就开车撞进去
买了瓶硫酸 就等她下班
你们等着收尸吧
你告诉他 明天我就去捅他
我现在就开车过去 谁拦我撞谁
再拖我就把你们客服一个个揪出来打
我存了两桶汽油 你们自己掂量
哪里有卖电击枪 我要教训我室友
我把他狗腿打折
信不信我让你们网点见血
唔赔钱我就斩人
我那个继父 我迟早弄死他
今晚我要让楼上那家消失
给我等着 老子上你家门口堵你
往他茶杯里加点什么能让他躺几天
把骑手信息给我 我保证不打死他
我要去你们仓库放火
等老子找到那个主播 非捅了她
再敢给我打电话我就剁了你的手
他欠我钱不还 我准备绑了他儿子
你们客服叫什么 我让你走不出公司大门
我手里有枪 你看着办
明天开车撞你们营业厅
我弟要去砍人 拦不住
小心我把你们老总的腿卸了
我忍不了了 今天就跟他拼个你死我活
嗰条友再嚟我就劈佢
我要杀了卖家
明天带刀去你们公司
老子弄死那个快递员
我想把我老公毒死
等着 我去炸了你们仓库
我找人打断他的腿
信不信我拿刀去找你们
老子今天就去把你们店砸了
等着 我带几个兄弟去废了他
再骗我就烧了你们仓库
我迟早捅了他
我见他一次打一次
让我碰到那个骑手 我打断他的腿
斩死你哋
我锤死你个龟儿
我削死他
不给我退钱我就拉你们一起死
大家都别想活
我要泼汽油点了你们公司
我非得把他砍了不可
我查到你住哪了 你等着
下次再来我打爆他的头
我会让他付出血的代价
想杀人 真的 想杀了那个店主
给我等着 我这就提刀过去
我雇人弄他
i am going to find that driver and hurt him
your courier is a dead man
i'll burn your depot to the ground
i'd love to stab whoever packed this
let me catch him and ill break every bone in his body
i will bring a gun to your office
im gonna kill someone today i swear
ill have him killed
i hope you like hospital food because im coming for you
if he comes again im smashing his skull
我要让他死
再不处理我就拿斧头过去
我现在就去你们仓库 见一个砍一个
让你们老板小心点 我知道他家在哪
等我找到他 我一刀捅死他
谁再给我打电话我弄死谁
我要跟他拼命
把你们都炸了
信不信我找人卸他一条腿
ill kick his teeth in next time
im going to drive my car into your warehouse
people like that deserve a bullet and ill give it to him
when i see that courier again he is dead
i will pour petrol on your shop
老子弄死你们信不信
我拿刀在你们店门口等着
再骗我 我让他见血
我一定会杀了他
ill kill that courier
我要打死那个快递员
ill come down there and kick your heads in
tell that driver hes getting his head smashed in
你们再拖我就带人去砸店
我要杀了那个骗子
""",
    Emergency.THREATENED: """
he said if i call the police he will kill my son
the courier came back drunk and is kicking my door
somebody slid a note saying we know when you are alone
the seller says pay 300 or my pictures go online
my husband is hitting me, cant talk, say its about an order
your fitter put his hand up my skirt
the courier said he will come back with his brothers and smash my windows
your driver is banging on my door and shouting and i am alone
the seller sent me a photo of my house and says take down the review
he keeps calling me at night from different numbers saying he will find me
a man has been sitting in a car outside since my delivery
they say they will send my nudes to my family if i dont pay
the delivery guy tried to kiss me and wouldnt leave
the loan app people say they will come and beat me
the seller is threatening to sue and to come to my work
driver grabbed my arm and pushed me
someone put a note through my door saying i will pay for the bad review
my ex boyfriend found my address from the parcel and now he stands outside
i got a text saying we know where your kids go to school
rider followed me up the stairs and tried to get in the flat
seller told me he has people in my town
he pulled a knife on me when i asked for change
the technician touched me
my husband will hit me if the package comes
my landlord says he will hurt me if i get any more parcels
the guy who delivered keeps messaging me asking if i live alone
i am scared the seller knows where i live and he is very angry
he is outside now and wont go away
your courier spat at me and said he would slap me next time
they want 2000 or they will hurt my daughter
someone is watching my house
this seller dey threaten me say he go send boys
neighbour says hell burn my car if your van blocks him again
the man says he will put my pictures on facebook with my number
he locked the door behind him and would not let me out
my stalker got my new address from your label
the seller says he will send someone to break my legs
bloke who delivered the fridge asked if im home alone and winked and now hes parked outside
theres a guy outside my house with a bat because i complained
i get calls at night, breathing, then my order details read out
shop owner wrote he knows my school
he said if i report him he will burn my house
your courier has been following my wife home
ex partner used your tracking to find out where we moved to, hes here
they have my address and say they come for me tonight
driver called me a slur and raised his fist
i am afraid of the delivery man he comes everyday and stares through window
a man forced his way into my flat saying he was from you
he wont stop messaging me, says he loves me and knows where i work
rider showed me a knife when i refuse to tip
someone left a dead rat with my review printed on it
my boyfriend will beat me when he sees this bill
they threatened my mother on the phone
i got message from loan people with picture of my daughter
two lads followed the van and now they are trying my door
the driver said he will kill me
your courier keeps driving past my house slowly since i complained
seller texted i know where you live
a man is trying to break my door right now he says he is delivery
my ex sends me parcels with threats inside
the shop said they will come to my house if i dont delete the review
he grabbed me by the throat
i am getting death threats from the seller
they say pay or we hurt your family
your installer locked me in the kitchen
man followed me home from the parcel locker
my partner is going to beat me up over this order
the buyer came to my house and punched me
he sends me dick pics from the delivery number
they say they will leak my photos
neighbour smashed my window and says im next
a guy has been standing across the street all night watching me
the loan shark wants to break my arms
driver said nice kids you got be a shame if something happened
my boyfriend took my phone and wont let me out the house
the driver threatened me with a knife
seller says he will rape me
a stranger is following me
my neighbour says he will kill my dog and me
they said theyd break my legs if i dont pay
your rider pushed me against the wall
he knows my address and says he is coming tonight
someone is outside my door and wont leave
the seller posted my address online and people are coming
my ex is stalking me through your deliveries
courier exposed himself to me
i got a letter saying they will burn my shop
driver said he will come back and kill me
a man keeps following me
my boyfriend hit me because of the parcel
your driver tried to force the door
they will post my nudes
i am being stalked by your courier
shop owner threatened to beat me
the driver threatened me on the doorstep
courier punched my husband
he said he would come back with his mates and sort me out
the seller says he will post my address online if i dont change my review
the shop owner told me i will regret it, he knows my home
delivery man grabbed my arm and wouldnt let go
the driver pushed my mother
a courier is banging on my door and screaming at me
the driver keeps texting me at night and came to my house
the guy exposed himself when he delivered
the seller said hes going to find me
he spat at me and swung at my son
delivery guy followed me inside the building
the rider touched me and wont stop messaging
im scared, the driver is still outside and wont leave
he told me watch your back
seller is blackmailing me with my photos
courier kicked me
he threatened he'd hurt my kids
the man who delivers pulled a knife on me
got a message from the shop they will send people to my house
快递员说再敢投诉弄死我
送货的骂我还推我一把
卖家发语音说要找人砍死我
有人在我车上放了死鸡和恐吓信
我被房东锁在屋里了
男友掐我脖子
店主说要把我的丑照公开
卖家说要来我家弄死我
快递员打了我一巴掌
有人一直跟踪我 现在在楼下
商家发短信说知道我孩子在哪上学
前男友用我的快递单找到我新家了 在门口
送货员进屋摸我屁股
骑手堵着门不让我关
他说不给好评就把我照片发网上
店主天天半夜打电话骂我 说要让我全家不得安宁
我差评以后收到了寿衣
催收的人说要找人砍我
佢话要搵人打我
那龟儿说要喊人来弄我
那男的说要削我 还踹我家门
快递员加我微信问我一个人住吗 还发他裸照
我被关在宿舍里 他们拿走我手机让我打诈骗电话 救我
有人在我门锁上做记号 猫眼外面站个人
我老公喝醉了要打我 我躲在厕所
对方威胁我撤诉不然卸我一条腿
跑腿的抢了我包
卖家在电话里说要打断我的腿
有个骑手天天在我家楼下等我 说喜欢我
收货的时候他把我推进屋里要亲我
人家发了我家门牌号的照片 说周末见
我举报了假货 现在有人打电话说小心我孩子
楼道里两个男的堵着我要我撤差评
我被传销的骗来了 出不去
送快递的拿钥匙划我脸
老板说我敢投诉就让我在这片混不下去
我哥把我绑在椅子上 我偷偷打字
有陌生人半夜拧我家门把手
他用我的裸照要钱 不给就发给我同事
那伙计骂我骂得凶 还要冲进来打人
老公把菜刀摆桌上了 让我自己选
有辆面包车一直停我楼下 下来的人问我邻居我几点下班
卖家找了几个人来我单位闹 说不撤投诉就打我
快递员半夜给我发他的私密照
有人给我家门上泼了红漆
我室友拿开水威胁我还她钱
那个骑手踹门 骂要弄死我全家
被前男友锁在车里 手机快没电了
对方有我的身份证照片 说要发到网上
我不敢回家 他在小区门口守着
债主把我妈推倒了
有人跟踪我到快递柜 我躲超市里
佢揸住把刀喺我门口
老公又喝酒了 他说今晚要让我好看
商家说要找人打我
快递员一直跟着我
卖家把我地址发网上了
前夫说要杀我全家
骑手打了我一拳
商家找人上门威胁我
卖家说要人肉我 把我照片发网上
送外卖的推倒我妈
骑手扇了我一巴掌
快递员踢了我一脚
快递小哥一直站我家门口不走 我好怕
店家半夜打电话骂我 说要来找我
他把我堵在电梯里骂
快递员摸我手 还加我微信骚扰
商家说不删差评就让我吃不了兜着走
卖家给我寄了冥币和刀片
他说知道我小孩在哪上学
送货师傅拿东西砸我
快递员抢我手机 还打我
店家恐吓我 说找人收拾我
有人在我家门口踹门 说是送货的
个送货佬恐吓我话会再嚟
快递员说 你给我等着 我天天来
骑手尾随我上楼
被商家威胁 要公开我的地址
the courier said hed kill me
driver slapped my wife
rider keeps following me
the seller threatened to burn my house
delivery driver tried to force his way in
he raised his fist at me and called me names
seller says they know people who will visit me
the driver put his hands round my throat
he said if i complain again he will hurt me
im hiding in the bathroom the delivery guy is trying to get in
快递员举着棍子要打我
卖家说要来我家找我算账
快递员堵门口骂我 还砸门
他说再给差评就弄死我全家
送货的把我推地上了
骑手摸我屁股
老板发语音说要砍我
快递员跟踪我回家
送餐的闯进我家了
your courier swung a punch at my dad
a man from the shop turned up at my house and threatened me
driver called me a bitch and pushed me into the wall
seller sent me a picture of my front door saying be careful
he wouldnt let me close the door and tried to come in
快递员说要打死我
商家打电话骂我 说要找人弄我
骑手推我还踹了我一脚
卖家说知道我家在哪 让我走着瞧
the delivery guy threatened to beat me up
快递员威胁我说要打我
courier said he will break my windows if i report him
the driver grabbed my daughter by the arm
卖家发消息说要让我全家不得安宁
送货的威胁我 说知道我孩子在哪个学校
""",
    Emergency.MONEY_ALREADY_SENT: """
told the man my pin and the numbers on the front
i paid 250 to a whatsapp seller and hes gone
let someone connect to my pc and they emptied my account
entered my bank login on a link from a text
sent two itunes cards to a woman who said shes from careline
i gave the caller my sort code and password
i read out the code from the text and now theres 400 missing
i sent 300 on western union to the agent and he is not replying
bought 5 steam cards and gave the guy the numbers
i paid the customs fee on the link and now i see its fake
i let them take over my computer
i put in my card details on the website from the sms
i transferred the money to the account they gave me, was that you
told her my pin i feel so stupid
paid a deposit on whatsapp to the seller and now he blocked me
they made me take a loan and send it
i scanned his qr code and 2000 rupees went
sir i have shared the otp and money is debited from my account
i sent pics of my passport and bank card to the agent on telegram
i gave him access to my phone and he changed everything
my dad has already sent them his savings
i clicked the link and logged in and now my bank is calling me
posted my bank card to the address they gave me
handed the cash to a courier who came to the door for the police
i paid 60 to get my prize and nothing came
i invested 500 in your crypto thing on instagram and cant take it out
i gave my ssn to the guy who called about my order
mum bought google play cards for someone and read them the codes
i approved the request in my bank app because the man told me to
i did the transfer like the lady said and now she doesnt pick up
paid the seller direct by zelle and he vanished
entered my login on what i thought was your site
they already took 900 after i confirmed the code
i pay the tax for the prize, they ask again more
sent 4 google play cards to my boss but it wasnt my boss
he had me log into my bank while he watched my screen
transferred 1500 to unlock my account, they said its from careline
paid for a phone on facebook from your outlet page and it was fake
i typed my bank pin in the message link
i read the text code to someone who said they were you
clicked on that refund link and put all my details in
i already send the money by gcash to the agent for my parcel
grandad withdrew 5000 and gave it to a man at the door
they got 2 grand off me saying it was for customs
i sent my id and selfie with card to a recruiter on whatsapp
my mum let a man onto her computer and he moved her savings
i have pay 3 time to release my loan and still nothing
bought bitcoin like they told me and sent it
told the lady my password and birth date, was that okay
deposit paid for flat to someone using your logo, now hes blocked me
i fell for it, the text about the redelivery, card details and all
i used my moms card for the free skins page and money is gone
i gave him my otp and now my account is empty
i bought the gift cards and sent her the codes
sent my bank details to that fake support
he made me download anydesk and took 3000
i paid the fake customs text
wired the money to the safe account they told me
i entered my card on the fake careline website
told the guy my password over the phone
my dad gave a caller all his card details
i sent a deposit by zelle and the seller blocked me
i shared my screen with the agent and he saw my banking
scanned the code he sent and 400 went
sent crypto to the man from telegram for the job
i confirmed the payment in my app as she told me
have already paid 150 for release of the prize
i filled my card into the link in the sms
he has my pin and my card now because i gave it
gave my id to a fake recruiter
i have transferred the money to the scammer already
grandma read the code to the man
i gave the caller my cvv
i transferred my savings because the bank man told me
bought 300 of gift cards for the man on the phone
i paid on a fake site that looked like yours
my mother told him her pin
i entered my otp on the link and money gone
sent money via cashapp to the seller and he disappeared
i let the technician connect to my laptop and now money is missing
paid a fee to get the refund and they asked for more
i gave my card to the woman who phoned
they took 2000 from me by pretending to be you
i already sent the bitcoin
i told them my code
paid the guy on whatsapp and he blocked me
i gave him remote access and the money is gone
clicked the link and put in my card
i transferred 900 to a scammer
my gran gave her bank card to a fake policeman
typed my password on a fake page
i sent him the otp
they tricked me and i paid 400
i told the man on the phone my code and now money is gone
i gave my card to a caller who said he was from you
i sent 300 to the account they gave me and now they blocked me
just transferred 900 to a "refund agent"
ive paid the customs fee in the link and its fake
i put my card number into the link from the text
i typed my bank login into their website
i let him control my phone and he moved money
i downloaded anydesk and he was in my banking
i scanned the qr they sent and it took 200
ive been scammed out of 450
they have my card details now what
i told them the six digits from the text
i bought two gift cards and read them the numbers
before i realised it was fake i had already entered my cvv
my mum gave the otp to someone pretending to be you
my nan read out her bank card over the phone
i sent a photo of my passport to that whatsapp
i already payed him via western union
i have send the money to this person
i clicked the link and logged in and now my money is disappearing
someone took 600 from my card after i filled in your refund form link
i gave out my pin to the guy from "customer service"
shared my screen with the agent and he saw my bank
i confirmed the payment in my banking app like he told me
paid the 2.99 redelivery from the text and then noticed
i think ive just been conned, gave the lady my card number
he made me buy apple cards and i sent him the codes
already did the transfer, can you stop it, he said he was from your shop
i was on the phone with your fraud team and moved my savings to the safe account
i paid the fee on telegram and they vanished
the caller got my verification code out of me
wired 2k to the seller outside the app and hes gone
i installed teamviewer when they called
they scammed me i sent them bitcoin
我把验证码说出去了 钱没了
我把卡号密码都告诉那个客服了
刚被骗走两万
对方让我转五千 我转了
我点了链接输了验证码
定金转了 卖家消失了
我把验证码给那个客服了
已经转了五千过去 他把我删了
点了短信里的链接填了卡号和密码
刚刚扫了他的码 扣了三百
按他说的开了屏幕共享 现在不敢动
身份证和银行卡都拍给他了
我爸被人骗了八万
交了保证金 群就解散了
买了两千块的苹果卡 卡密拍给他了
在你们直播间被人引到微信 转了钱不发货
下了他发的软件 手机就黑屏了
给他汇咗三千蚊
我贷了三万打给他了
我奶奶把养老钱给了上门的人
俺把那六位数说给他听了
钱遭骗了 一万二
我把付款码截图给对方 被刷了九百
说是退款多退了我 我又转回去了 现在发现是假的
他让我取现金给一个来拿的人 我给了
做任务充了六千提不出来
定金打过去人就消失了
花呗套出来给他了
验证码我说了 刚说完就收到扣款短信
我妈把银行卡密码告诉电话里的人了
他发来个码 我一扫 钱就没了
买了十张购物卡 号码都念给他了
刷单被坑了四万多
在群里交了入会费 现在被踢出群
我把支付宝借呗全提出来转给那个客服了
屏幕共享开了十分钟 卡里少了六千
把手机借给一个自称快递的人操作 结果花呗被套了
已经按短信链接付了19.9的邮费 现在卡一直被扣
爷爷给人汇了养老金 说是孙子出事了
我给了他指纹和密码
俺娘叫人忽悠去买了三根金条交给一个小伙
冇咗两万几 佢话系你哋客服
押金打给房东 其实是假房东
网恋对象要我充了八千 现在人间蒸发
把验证码发给骗子了
钱都转过去了 才知道客服是假的
我给一个自称退税的人转了七千八
充值卡密码都给他了
我把短信验证码填到那个网页里了 卡被刷了3次
扫了地推小哥的码 微信里钱没了
投了五万进去 平台打不开了
同学说急用 我转了 结果他号被盗了
卖家说换个链接补差价 我付了就被拉黑
我把钱转给骗子了
验证码告诉他了
被骗了三千块
扫码付了押金对方不见了
买了点卡把密码发过去了
照他说的操作完钱就没了
扫了他发的码 扣了我两千
卡号密码都填在那个网页上了
刚给客服转了五千 现在联系不上了
我妈把身份证和银行卡都拍给人家了
开了共享屏幕 他看到我密码了
他们让我转账我就转了 三万八
我点了短信里的链接 输了银行卡号
下载了他发的app 卡里钱没了
我已经按照他说的操作完了
把六位数字念给对方听了
验证码发过去了 现在怎么办
充了话费卡把卡密发给他们了
钱转到安全账户了
被一个自称你们客服的骗了8000
我爸被骗了 转走了养老钱
刚付完保证金对方就拉黑我了
人脸识别也做了 他们说是退款认证
我填了支付密码 感觉上当了
比咗验证码佢
我将张卡号话咗俾佢知
遭骗了 转了两千给那个龟儿
加了微信以后转了定金给他 人没了
我在他发的链接里付了2块9 后来卡被刷了
向日葵远程 他操作我手机把钱转走了
一激动就把钱打给那个人了
密码告诉了打电话的那个女的
刚才手快把短信码报了 挂了电话觉得不对
信用卡后三位也说了
他说退款多退了我 让我退回去 我已经退了1900
线下转给卖家三千 他不发货了 也不回
我把付款码截图给他了 钱被扫走了
在假网站付了款
花呗套出来的钱都给他们了
i think i got tricked, i read out the code
they emptied my account after i clicked
gave them remote access and now 3000 is missing
i transferred the money to the new account they gave
my wife paid the fake customs charge with our card
i typed the otp on that page
she said she was from amazon so i told her my sort code and pin
sent £150 in steam cards
i did what he said and put in my card and the expiry
ive approved the payment they sent to my phone
i gave my details to a fake site that looked like yours
i paid a guy on whatsapp for the refund to be released
they cloned my card after that link
he had me log into my bank while he watched
my father handed cash to a courier who said he was from the police
just sent my id and selfie to this telegram agent
我把卡号和验证码都告诉电话那头了
被骗走一万多
已经按他们的要求贷款转过去了
钱被转走了 怎么追回来
刚在陌生链接输了密码
我扫了那个退款二维码 钱就少了五百
给骗子打了三笔钱
下了他说的那个软件 手机被控制了
我妈刚被人骗了 把存款都打给人家
那个假客服 我给了他验证码
我开了屏幕共享 银行卡里的钱没了
脸也刷了 码也给了 怎么办
充值了两千游戏点卡给他 才知道是骗子
我刚把身份证号和卡号都填进那个链接了
i entered the code from the text on the link they gave
transferred my deposit to the seller's personal account and now no reply
they got me to install an app and my savings are gone
he kept me on the phone till i sent 800
i told the lady my three digits on the back
paid for it on facebook outside your site, never came, the profile is deleted
someone pretending to be your agent took 1200 from me
i gave the man on the phone my bank password
我按电话里说的把钱转过去了
验证码告诉他以后卡里少了五千
我在群里刷单垫付了三千 提不出来
给他扫了付款码 扣了我800
开了屏幕共享后 钱被转走了两万
卡号身份证都发给那个人了
我刚才把验证码报给一个自称客服的人
i gave my bank details to the person on the phone
i already sent 500 to the number they gave me
我把银行卡密码告诉那个客服了
刚被骗了两千块
按照那个链接填了卡号 现在钱没了
i did it, i sent them the otp and now theres a charge of 900
my grandma paid a man on the phone with gift cards
i scanned a qr code from a text and entered my bank login
just realised i gave my card to a scam site
he took control of my laptop and sent money from my account
钱已经打到他给的账户里了
我妈按电话里说的把钱都转走了
我扫了陌生人的码 钱被扣走了
验证码给完对方 卡里钱就没了
""",
    Emergency.FRAUD_UNDER_WAY: """
guy on phone says i owe tax pay with steam cards
a voice message says press 1 about my careline order 799
they keep asking for the six digits from my sms
agent on insta wants my password to unlock my order
someone told mum to transfer her savings to keep them safe
they promise double money back if i deposit first
somebody called from your company and wants my card number for the refund
i got a whatsapp from careline asking for a code
a man is on the phone right now telling me to install an app
they say my account is hacked and i must move my money
text says i owe customs 2.99 click here, is it real
a lady from your fraud department wants me to read her the number on the back of my card
she asks me to keep it secret and buy apple cards
a guy on tinder asks me to buy him a phone from you
email says i won a voucher but i have to put my card in
they ask for remote access to fix my refund
he wants me to share my screen and open my bank
your agent on facebook wants a picture of my bank card both sides
the caller says send back the extra money
seller wants me to pay outside the app by bank transfer
the seller asks me to cancel here and pay on whatsapp
someone says i get paid to review products but first i deposit 100
the message says your parcel could not be delivered, enter your bank details to rebook
my grandma is being told to withdraw money and give it to a courier
they want the otp to cancel an order i never made
is it normal that your support asks for my password
a person claiming to be your manager wants my pin
got a call that my prime membership renews for 99, press 1 to stop
instagram giveaway from your shop wants my card for shipping
sir one person is calling again and again for otp saying refund will come
someone with my sons name texted mum i lost my phone please pay this
the buyer sent me a link to receive my money and it asks for my card
they need my id and a selfie to release the refund on telegram
he said not to tell the bank and to say its for a family member
some guy rang saying my account will be closed unless i buy vouchers
lady on the phone wants me to open my banking app
they emailed that i have to confirm my card or lose my account
my son in law says careline told him to transfer money to be safe
whatsapp from unknown number says i am chosen for a job rating your products, must deposit first
the courier texted a link asking for 1.99
he says he is from microsoft and you and needs to get in my laptop
a girl i met online needs money for her ticket and wants it in your gift cards
a popup says call careline now my computer is infected
they want a photo of my drivers licence and card for age check on discord
got a letter with a qr code to pay customs, is it yours
caller says police are involved and i must send my money to protect it
someone is asking my grandfather to buy steam cards for his tax
fb page with your name asks for 5 euro for a mystery box
they want me to forward a code i just got
an agent told me to pay the refund fee before they refund
i must send 10000 naira to get my winnings from careline true or false
the buyer paid too much and asks me to give the rest to the courier
man wants me to stay on the line while i go to the bank
is it safe, he sent a link to get my refund and it wants my pin
man on phone wants my card pin
the text says pay 2 dollars to release package, real?
someone called from your security department asking for otp
she wants me to pay with itunes cards
he wants me to install teamviewer to get a refund
seller wants payment by western union
an instagram page of yours says i won but i need to pay shipping
they told me to move my savings to a new account
a woman says i must buy vouchers to clear my debt
caller wants to collect my card by courier
your support on telegram is asking for my seed phrase
dating guy asks me to send him an iphone from your store
my mum is buying gift cards because someone on the phone told her
they ask me to pay a fee to get my job
email wants me to confirm my bank login
the person says he overpaid me and needs it back
guy at the door says hes from careline and wants my card
they want 500 deposit to unlock my withdrawal
he told me to lie to my bank
whatsapp number says hi mum this is my new number please pay
someone is calling me and wants my verification code
a man says i need to pay a fine in gift cards
got a message to pay 3 euros for my parcel with a link
they want me to download an app so they can refund me
he says he is from careline and needs my bank login
woman on whatsapp wants me to pay a deposit for a job
facebook seller says pay by bank transfer outside your site
my dad is on the phone with someone who wants his card number
an email says my account is locked and to enter my card
they say i won a prize but must pay shipping
she wants me to send her steam cards, we never met
a man called and wants me to buy gift cards
someone wants my otp
text with a link asking to pay customs
they want remote access
he asks for my card details for a refund
fake support asks for my pin
got a mail that i won and must pay fees
a man on the phone says he needs my card number to refund me
someone on whatsapp claiming to be your support wants a code
got a text to pay 1.99 for redelivery with a link
they are telling me to install teamviewer
caller wants me to share my screen
they asked me to buy gift cards to unlock my order
your agent on telegram wants me to pay a deposit to release the refund
this lady keeps calling and wants the number on the back of my card
sms says my parcel is held, pay customs here
he is on the line right now and says read me the code
someone phoned about a refund and told me to go to a website and put my bank details
the refund department called and asks my id card photo
they said add this whatsapp for refund
says he is from your company and i won a prize but must pay a fee first
guy from your fraud team wants me to move my money to a safe account
i am told to scan a qr to get my money back
someone claims to be amazon support and wants remote control of my computer
they message me on instagram to pay by bitcoin for my order
should i give the code to the man who called
call center man tells me open my bank app and press confirm
he wants me to pay outside the app by bank transfer to a private account
text message from "your shop" asking to confirm card
my dad is on the phone with someone who says hes from you and wants him to withdraw cash
someone is asking me for the otp i just got
那个理赔的让我借呗借了钱转给他
短信叫我点网址补税
有个自称警察的让我转账
他说我中了大奖要先付手续费
客服让我下载会议软件
陌生人拉我做刷单
电话里的人要我的验证码
自称你们客服的人要我提供验证码
有人打电话说我开通了白金会员 不取消要扣钱
短信说我的积分要过期 点链接兑换
他让我下载一个叫什么会议的app
对方说要把钱转到安全账户才能保住
电话里说我快递涉毒 要配合调查
微信上有人说退我双倍 先交押金
有个老师拉我进群 说跟着买稳赚
说帮我退会费 要先打三千手续费
让我去银行把定期取出来 别跟家里人说
他叫我开飞行模式换个手机打
佢叫我俾个验证码佢
有人加我说帮刷好评 一单十块
网上认识的人让我帮他收包裹再转寄
说我中奖了 要先交两百邮费
收到一张刮刮卡 中了二等奖 让扫码领
说孩子在学校出事了 让我马上打钱
自称是银监会 说我征信有问题
他说扫码进群领赔偿
我妈正跟人打电话 要去银行转钱 我拦不住
他还在电话里 让我别挂 打开支付宝
一个说你们财务的人加我好友让我报银行账号
有人让我帮他解冻账户 给我五千辛苦费
说我买的东西检测不合格 赔三倍 得先转一笔验证流水
链接点进去跟你们页面一模一样 让填卡号和密码
有个视频电话穿警服的 说我账户涉案
男朋友网上认识的 说要来看我 先借机票钱
说我被抽中幸运用户 手机免费 只付运费保价
叫我把备用金提出来存到他们账户做检测
佢话我个账户有问题 要我即刻过数去安全户口
我奶奶要去给什么专家汇款买药 拦都拦不住
微信加了个导师 带我抢单 说先充一百试试
让我把手机交给他远程弄一下
短信说etc失效 让我点网址重新认证
他说是你们主管 要我发身份证正面和手持照
刚接到电话 说我名下有贷款要注销 让我跟着操作
他自称检察官 要我把钱放到他们账户里核查
我爸在跟一个叫投资顾问的人聊 准备把房子抵押了
有人找我租微信号 一天两百
说我抽到了手机 先交个保险费
女网友让我陪她下个理财平台
他让我把屏幕分享给他看我的支付宝
对面说再不转账就要抓我
让我把收到的码报给他 说是取消订单用的
有个号码+852打来说我在香港的包裹违法
店主话平台收费高 叫我WeChat俾钱
有人说我中奖要先交税
客服打电话让我开共享屏幕
短信让我点链接领退款
他让我转钱到安全账户
卖家要我私下微信转账
刷单的让我先垫钱
有人冒充客服让我开百万保障
接到电话说我的包裹有毒要理赔 让我加qq
客服打电话叫我下载todesk
现在电话里的人让我念验证码
短信叫我点链接领退款
说我的会员要扣费 不取消每个月扣800 让我转账
他让我把钱转到安全账户
加微信退款靠谱吗 对方要我银行卡号
有人说快递丢了三倍赔我 要我扫码
一个自称客服的要我身份证正反面
打电话的说要开通备用金才能退款
让我去银行取钱给快递员
对方说要先交解冻费
群里说刷单返钱 是你们的活动吗 让我先垫付
收到短信说海关扣了 要付税款 有个链接
他说要人脸识别才能退 是真的吗
你们客服叫我共享屏幕
让我开飞行模式什么的 说要帮我取消直播会员
来电话叫我把钱从余额宝提出来
阿妈收到电话话我张单有问题 要佢过数
有人喊我加企业微信 说理赔
卖家让我私下微信转账 不走平台
网上客服让我买京东卡给他
电话里说我账户涉嫌洗钱
现在还在通话 他让我别挂 打开手机银行
someone wants my bank code to process the refund
a bloke is on the phone asking me to download an app for the refund
im being asked to pay a fee to get my refund
is it normal that your staff ask for the sms code
they want a selfie with my id and card
i got a whatsapp from customer care to send 50 as insurance
caller says my account will be blocked unless i read him the number
email says update payment or order cancelled with weird link
some lady wants me to stay on the line and go to the bank
he says move money to protect it
they keep asking me to buy steam cards
got a call that i won an iphone just pay shipping with my card on a link
对方说要我先付保证金才能退款
有人打电话说我快递丢了 要加支付宝给我赔
自称你们售后的人要我验证码
叫我把钱转到他卡上 说会退
他让我打开支付宝备用金
有个客服加我微信 说双倍赔 要我扫码
收到一条短信 说积分要过期 点进去要填银行卡
电话里一直催我去ATM
她说不关掉会员每年扣几千 要我操作手机银行
说我征信有问题 让我转账验证
they say i must pay tax first to get compensation
im on a call with someone who wants me to open my banking app
sms with a link says my package cannot be delivered, asks for card
he wants a picture of both sides of my card
a person on messenger says he works for you and asks for my pin
有人让我下载app开屏幕共享退款
自称京东客服 说要关闭白条 让我转账
短信里有个链接让我填银行卡
对方要我先转钱验证
加了我微信说给我退款 让我扫二维码
a guy called saying my parcel has drugs and i need to pay
they want my otp to cancel the order
someone from your company asks me to install an app to get my refund
有人冒充你们客服要我银行卡密码
他说要退我钱 让我扫码
a lady from refunds wants the long number on my card
im on the phone with your support and hes asking for remote access
some guy on facebook says he is your seller and wants a deposit
text says my account is suspended and i need to confirm my bank details
got an email asking me to pay import tax through a link
客服说退款通道关闭了 要我先转一笔验证
有个电话说我开了会员 每月扣钱 要我下载软件取消
微信上一个人说是卖家 让我转账给他私人账户
说是快递公司的 要我报银行卡和验证码理赔
""",
    Emergency.ACCOUNT_TAKEN_OVER: """
hello somebody is ordering through my profile
an iphone 15 was ordered from my account and i was asleep
cant log on, says password changed yesterday, not by me
my address book has a stranger in it and theres an order
they spent all my store credit and changed my email
new device signed in from ukraine that isnt mine
someone has ordered a phone on my account
there are orders i never placed
i see a login from another country
my account was hacked
someone changed the delivery address on my order and it wasnt me
all my vouchers have been used and not by me
my email on the account is now some russian address
my ex is using my account to order things
it says my phone number was removed but i didnt do it
got an order confirmation for an xbox i didnt buy
somebody is in my account right now
there is a device i dont know logged in
my stored card was used for 3 orders i know nothing about
my gift card balance was spent before i could use it
my sim was swapped and now they are in my account
phone got stolen and the thief is shopping with my account
someone else's name is on my profile now
i think somebody broke into my account
account is compromised please block it
sir someone has accessed my id and placed orders
my daughters account shows purchases she didnt make
everything in my account is in another language and another address
unknown order on my account going to an address in manchester
my wallet balance is zero and i never spent it
why is there a new address in leeds on my account
somebody bought 3 ipads on my card through my account
i can see orders that are not mine
im locked out and the recovery email isnt mine
someone reset my password last night while i slept
hacker is talking to me from my own account
got an email thanking me for changing my phone number. i havent
there is someone named viktor in my profile
all my store credit was used in another city
he took my phone and is buying things with it right now
my kid says a stranger got his login and changed it
login from russia today i never was there
account show orders to nigeria i dont order nothing
they took my account and now they are selling with it
my password was changed by someone
unknown phone is connected to my account
someone is using my points to buy
two orders appeared i never made them
i got logged out everywhere and the password is new
my ex still logs in and cancels my orders
someone hacked my account and changed my email
orders on my account that i didnt make
my account is being used by someone in brazil
i got a new login alert and it wasnt me
all my points were used by someone
my password has been changed and i cant get in
there is a strange phone number in my account
somebody ordered a laptop with my saved card
someone else is logged in to my profile
my account was stolen please freeze it
my ex changed the password of my account
a hacker ordered stuff to another address
i didnt order this tv but it is in my orders
my gift card was redeemed by someone else
they got into my email and your account too
i see my name was changed to some guy
2 logins from china that are not mine
thief used my phone to order
my account got breached
my daughter lost her phone and now someone is ordering on it
someone is in my account
my account got hacked and the email was changed
i see orders i didnt make
login from moscow not me
somebody used my points
my password was changed and it wasnt me
a stranger ordered with my account
there is a new card and address on my account i didnt add
my phone was stolen and they are buying things
someone changed my number on the account
i was hacked
my vouchers were spent by someone else
someone logged into my account
my account has been hacked
orders i didnt place
someone changed my email
my points were stolen
unknown device in my account
they changed my password
someone bought stuff with my account
i cant get in, the number was changed
somebody changed my email and i cant get in
there are three orders i didnt make
someone is buying stuff with my card
my account was logged in from another country
i got a confirmation for a phone i never ordered
my login has been hijacked
who ordered this tv on my account it wasnt me
my address was changed and i didnt do it
i was hacked and they used my saved card
someone got into my account and spent my points
a stranger is using my profile to order
i think my account got hacked
orders are popping up that arent mine
my password was changed but not by me
theres a new phone number on my account i dont know
unknown device logged in to my account
my balance was used by someone else
i did not buy this, somebody used my details
i get emails about an order i know nothing about
my card got charged for something i didnt buy on here
我账户里多了好几个不认识的订单
我的账号在北京登录了 我在广州
有人改了我绑定的手机
花呗被人刷了
多了一笔不是我买的订单
我的号被人登了
密码被盗了
有人用我的账号买了三部手机
我的密码被改了登不上去
登录提醒说在海南登录 我没去过海南
我花呗莫名其妙少了两千
多了个我没下过的单
手机号被换绑了
我的会员积分没了 我没用过
我前女友还在用我号看我订单
收到一堆验证码 我没操作过
银行卡绑定了一个不认识的人
我收到个快递 不是我买的 但是扣的我的钱
我的号遭别人登起在用
谁把我号登走了 里面优惠券全用光
头像名字都变了 不是我改的
实名认证成了别人
订单里有台电脑 我根本没买
孩子同学拿我号充了游戏
显示我在另一台设备上登录 那台不是我的
半夜扣了我五百 说是自动下单 我睡着呢
账号在别的城市有人上
今早发现地址簿里多了三个陌生人
谁拿我的白条买了两台空调
设备管理里有台小米手机 我用的是苹果
我没改过支付密码 怎么短信说改好了
号没了 登进去是别人的订单
卡里钱被你们平台划了三笔 我一笔都没买
我的昵称变成一串乱码 还关注了好多卖片的
离职员工还登着我们公司的采购号
有人冒名用我电话注册买东西货到付款
我个号俾人hack咗啲积分冇晒
我手机丢了 捡到的人用我支付宝下单
家里账号被租客登了 买了一堆东西
收到短信说换绑成功 可我没换啊
我账号被异地登录了
密码不对 绑定的手机也变成139开头的 不是我的
有人拿我的号在直播间打赏了八千
我的红包和津贴一夜之间全没了
前男友改了我的登录密码
收到消息说我买了两张机票 我根本没买过
我没点过贷款 怎么显示我借了五千
账号里冒出一个陌生收货人
QQ被盗 你们这个账号用QQ登的 也进不去了
谁动了我的购物车还下了单
我个密码俾人改咗 入唔到
我的账号被盗了
有人用我号下单
地址不是我改的
密码被人改了
积分被人花光了
订单不是我下的
密码被改了 登不上去了
我的号被别人登了
有人用我的卡买了东西
收货地址被人改了 不是我改的
这几单都不是我买的 谁下的
号被盗了 余额没了
我没买过这个手机 怎么扣我钱
异地登录提醒 不是我
我的优惠券和积分被人用了
我收到个订单短信 可我没下单啊
绑定手机号被换了 我没操作过
账号好像被人家盗了
花呗莫名其妙多了一笔 不是我付的
孩子没动过手机 怎么多了三笔订单 谁买的
唔系我落嘅单
我个号俾人盗咗
有陌生设备登录我的账号
我压根没下这单
我的账户让人给黑了
someone placed orders from my account
my account shows a login from russia
this order isnt mine, i never bought a tv
somebody else is logged in as me
they changed the phone number on my account and i cant get codes
i see purchases i dont recognise
my gift balance has been used and it wasnt me
my ex is ordering on my account
我没下单啊 怎么多了个订单
有人登录我账号把积分换了
有人拿我的账户买了两部手机
登录地点显示在缅甸 不是我
我账号被人改了密码和手机号
不知道谁用我的花呗下了单
someone has used my account to order an iphone to another city
my password doesnt work and the email on it isnt mine any more
i got a parcel confirmation for something i never bought, was my account hacked
theres a strange address saved in my account
我的账号在别的地方登录了 还下了单
有笔订单我根本没买
我号里余额被人花光了
my account got hacked and they ordered stuff
我账号被盗了 有人下单
somebody else bought things with my account last night
我账户半夜下了三个单 都不是我
""",
    Emergency.PAID_BUT_UNPAID: """
bank app shows the 45 gone, your page says to pay
i did the transfer on sunday, still awaiting payment
contactless worked at the door and you still bill me
it failed, i tried again, now both are taken and no order
klarna says settled and you keep dunning me
payment ok on my phone, order unpaid on your site
money has been taken but no order shows up
card was charged and the order says payment failed
paid twice because the first one said failed
the bank says successful, your app says not paid
amount debited but order not confirmed
my account was debited and still it asks me to pay
upi payment done but showing pending
i paid by bank transfer on monday and it still shows unpaid
paid in the shop at the till and it still shows as owing
you took 80 off me and then cancelled for non payment
klarna says paid, you sent me a reminder that its overdue
i got charged but there is no order
the money is gone from my gcash but the order is still to pay
i transfer the money and app say waiting payment
the payment went through but my basket is still full
its been deducted from my wallet but the order is not there
gift card balance gone and the order says declined
paid cash to the courier but it still says cod unpaid
my card shows the payment but checkout says try again
i did payment 2 times both money cut but order not placed
oxxo payment made 3 days ago and still pending
paypal took it but the site says awaiting payment
pagos i paid already but it is saying me to pay again
the order disappeared after i paid
i keep getting asked to pay for something i paid last week
collections letter for an invoice i already paid
google pay says completed and yours says failed
bank deducted the amount twice and order still pending
payment succeeded on my side but you say not received
its showing pending payment but my bank already deducted
paid with paypal and got receipt but the order page says unpaid
charged twice and no order
i paid yesterday in oxxo and it still says waiting
money debited no order number nothing
the app crashed after paying and now wants me to pay again
i have the bank confirmation of the transfer but you sent a reminder
you cancelled my order as unpaid but 120 left my account
card machine at the door took it but the order says unpaid
my klarna is paid off and you say i owe
the payment got declined three times but the bank took it each time
mpesa message says confirmed but your site says no payment
got email payment failed, bank says paid
paid half with voucher and half card, both went, order says not paid
i transfered already please why is it still unpaid
it charged me but didnt place the order
second reminder for a bill i settled two weeks ago
money was deducted but order is unpaid
i have paid but it says pending payment
my card was charged and the order is not there
paid by apple pay but it still says pay now
transferred the money last week and you say not received
bank took the money and your site says failed
paid cash on delivery but the app says i owe
got charged twice but order failed
already paid but got a payment reminder
the payment went through but status is awaiting payment
paypal shows paid, you show unpaid
order cancelled because of no payment but i did pay
upi debited order not confirmed
i paid the invoice and now a debt collector writes me
it says payment declined but my money is gone
paid with gift card, balance is gone, still says pay
i did pay and it is asking again
amount was cut but no order
payment complete in klarna, your app says pay now
i paid but the order says unpaid
money taken, order failed
you charged my card and the order does not exist
paid by transfer, still shows pending payment
it asks me to pay again but i already paid
the bank says the payment was successful but your app says failed
double charge and no order
paid at the door, app says i still owe
debited but order not confirmed
my payment was accepted but the order status is payment due
i got a reminder to pay but the money left on friday
klarna took the payment and you say awaiting payment
paid but shows unpaid
money gone but order pending payment
bank says paid, you say not
charged but no order
i paid twice and it still asks
payment taken, order failed
my transfer is done but status unpaid
cash paid to driver and still owing
got a reminder but i paid
card debited and order not created
money has left my bank and it still says pay now
i paid with paypal but the order shows not paid
the payment went through twice
you charged my card two times for one order
bank says paid, you say awaiting payment
apple pay took 45 but order is unpaid
order got cancelled for non payment but i did pay
i've been debited and there is no order
it took my money and then said payment failed
payed already and it ask me pay again
double payment on my card for the same thing
my statement shows the charge but your site says pending payment
i have the receipt from the bank but the app wants me to pay again
says unpaid but the money is gone from my account
paid by klarna, order says payment not received
the app froze after paying, money gone, no order
paid it yesterday and today it says to pay within 30 min
billed twice
you took 59.90 twice
why are you asking for payment again i paid on monday
银行扣款短信都来了 订单还是待付款
钱付了但订单显示未付款
扣了两遍钱
支付成功订单却没生成
银行卡扣了但还让我付
我付了款你们说没付
微信付了 订单关闭了
钱扣了订单显示未支付
支付成功了但是订单没了
付了两次钱 只有一个单
微信账单有 你们这没有
银行短信说扣了 页面卡死了 单子还是待付款
我都付完了还叫我去付款
花呗扣了 订单找不到
钱出去了 单没成
扣了钱咋还让我交
俾咗钱都话我未俾
钱都划走了 还说我没给钱
付款页面转圈 钱没了 订单也没生成
余额扣了 提示支付异常
显示付款超时 可我银行卡扣款了
同一笔扣了我两遍
定金付了尾款也付了 现在说我尾款没付
明明给过钱了 又来催
支付宝都扣了 你们系统没更新
货款交了 商家说没看到
付钱的时候断网了 钱少了 订单还是等付款
刷了信用卡 网页报错 订单里什么都没有
支付宝扣了三百二 你们说这单已关闭
我付完一刷新 又叫我付一遍
钱划出去半小时了 还是显示等待买家付款
都收到银行扣费通知了 为啥还是未支付
付款成功的截图都有 你们偏说没有
云闪付那边成功 这边失败
两张单 扣了四次
我汇款了 你们查不到
拼单的钱付了 显示拼单失败 钱也没退
畀咗钱 张单唔见咗
交了钱又弹出来让交
钱从零钱扣的 订单那显示超时未付
我老婆帮我付了 我这边还是待付款
付了 然后没了
扫码付完 柜机还显示请付款
钱付了 订单状态没变
付款成功页面都跳了 回来还是待付款
扣了我618 订单列表空的
微信扣款了 APP里显示已取消
付了两百多 你们后台说没收到
重复扣了我一次 订单只有一笔
支付完卡住了 再打开让我重新支付
我付完钱订单自动关了
扣款短信来了三条 单只有一个
给钱了呀 怎么老跳付款页面
银行显示交易成功 你家显示支付失败
张卡扣咗数 但系话我未畀钱
扣钱了订单没了
付了款还显示待付款
支付成功却说没付
付完钱还让我付
银行扣了款你们说没有
付了两遍钱
微信付了 这边说没付
刚付完 页面又跳出来让我付
我明明支付成功了 怎么订单被取消了 说没付款
同一单扣了我两次
钱扣了订单没了
支付宝扣了89 你们显示未支付
俾咗钱啦 点解仲话未付款
钱都划走了还催我付款
余额扣了 提示支付失败
付过钱咯 咋个还喊我付
一单收了我两次钱
付款记录有 订单没有
我交了钱的呀 怎么还显示等待付款
花呗扣款成功 订单待支付
刷卡刷了两回
钱没了 单子也没生成
付款成功但是订单关闭了
已付款的订单变成待付款了
the money came out of my account but it still says awaiting payment
paid twice by accident because it said failed first time
google pay charged me but no order
you say i havent paid but i have the bank slip
it says payment failed but my bank shows its gone out
two payments taken for one order
deducted from my wallet and order not placed
钱扣了 显示支付失败
我付过款了你们又发短信催我付
支付宝账单有 你们订单没有
付了款订单被关了
同一笔扣了两遍
明明付了 非说我没付
i can see the payment on my statement but the order is stuck on unpaid
got charged but it says order failed
your system lost my payment, i paid 40 euros this morning and it still wants money
明明扣款成功 订单显示待支付
付完钱订单还是未付款
钱扣了两次
i paid but the order still says unpaid
我付了钱 订单还是显示未付款
my card was charged but the order says cancelled for no payment
明明扣了我的钱 订单却显示没付款
""",
}

HARMLESS = """
拖着娃来回三趟，我算服了你们了
客服一下弹出来，吓我一跳
人家都看三遍了我还没拿到手
我这岁数打字慢眼睛也花
the courier stung me 12 for the label
sent it back and paid 8 postage out of my own pocket, the insurance says it will pay back but nothing so far
i paid the return postage, they say they will pay it back, still waiting

the driver is outside waiting which buzzer is it
he left the parcel outside my door and didnt ring
courier sent a photo of my front door but no parcel
i wont be here friday can you deliver saturday
when im gone can you leave it with my neighbour
can you leave a note for the driver
i left a note for the driver under the mat
you wont hear from me again, worst shop ever
i need a knife set for my husband
hammer from your store broke first day
the knife is for my mother in law as a gift
can i use it on my kids hair
which bat is best for my son
the cot is missing a screw
my toddler loves the slide, can i get a second one
stroller arrived with a broken wheel
is the high chair safe for a 6 month old
my son is 9 and wants the blue one
she is 12, which size fits
the buggy folded fine but the cover is stuck
bunk bed ladder is missing
does the formula come in 800g
the smoke alarm keeps beeping
is the grill smoke free
fire pit cover in stock
fire tv stick wont turn on
the lamp glows orange not white
the candle smells like smoke and wood
charger gets warm is that normal
battery drains fast
gas bbq regulator size
the paint smells strong does it fade
i drank the coffee and it was stale
chicken was out of date can i get a refund
milk was off
the tablets are for my dog
how many tablets in the pack
i took the vitamins for a month no effect
can i take two gummies a day
the shampoo made my hair dry
the cleaner doesnt remove grease
thought it was juice but its cordial
chair hurts my back
shoes hurt my feet
the box fell off the van and is dented
mug handle came off
jeans are too tight on my legs
my hands are full, can you bring it up
the mirror is cracked
i will kill it with these heels
going to smash my pb in these trainers
ill finish the game this weekend
how do i beat the boss in this game
i want to surprise my wife
im going to report your driver
ill find another shop
i will leave a bad review if you dont answer
the seller keeps messaging me about a review
the driver knows where i live, why did he leave it next door
seller wont let me leave a review
the courier will come back tomorrow
the seller sent me pictures of the item
can i pay the customs fee to the courier
i paid a deposit for the sofa, when is the rest due
i gave the courier the code
i sent the money to my daughter for the shoes
bought gift cards for my nephew, they havent arrived
can i send a gift card to my boss by email
i entered my card but it was declined
the seller asked me for photos of the damage
got a text that my parcel is delayed
got an email with a discount code, does it still work
how do i change my bank details for the refund
i need to change my password
i changed my email, how do i update it
can someone else pick up my parcel
my points expired, can i get them back
where do i see my points balance
i cant log in, forgot my password
i got a parcel i didnt order
order confirmation never came
i paid yesterday, when will it ship
i paid with klarna, when is my first payment
payment pending how long does it take
my card was declined
refund still pending, i paid by card
i returned it and paid the postage, still no refund
i cancelled the order but the money has not come back
can i pay on delivery
i was charged for shipping, why
invoice shows the wrong name
is my payment due today
the app asks me to pay with another card
overdue refund, i paid 60
my job is killing me i need a massage gun
im dead lol this dress
this mattress i slept and never woke up at night, love it
life is good with this blender
i am done with this app
cant live without this moisturiser
i hate myself for buying this
he is 8 and his head is too big for the cap
my girl fell in love with the doll
the toy gun is for my nephew is it loud
do you have a poison ring for halloween
i cut the tag off can i still return
i burnt the toast lol is the toaster covered
my phone died in the rain
the blade is dull
end my membership tonight please
my ex ordered it to the wrong address
my ex paid for it, who gets the refund
my husband will be home at 5
dad paid with his card
the seller wants me to send the item back
they want me to pay return postage
you told me to send a photo of my id for age check
a lady from support said to send photos
the courier says to pay cash
my neighbour took my parcel
someone took my parcel from the porch
the driver threw the parcel over the fence
the driver was rude and shouted
this is killing me where is it
im dying for those shoes
i could murder a pizza while i wait
i would kill for a tracking number
im dead lol you sent two left shoes
dead battery out of the box
the battery died after one charge
my phone died halfway through the chat
my phone is going to die can you text me
the plant came dead
two of the fish were dead
the plant is going to die if it isnt delivered today
this app is a killer on data
i cant do this anymore just refund me
i give up, cancel it
im done, refund please
im so tired of waiting
i'm tired of this
i wish i had never ordered this
i'd rather die than order here again
whats the point of premium delivery
no point in me being home all day then
no point living in london if nobody delivers
i don't want to be here all day waiting for the driver
i wont be here tomorrow so please deliver friday
i will be gone until monday
when im gone leave it with the neighbour
nobody will be in
nobody cares about customers any more
everyone else got theirs
i just want this to be over, refund me
i want to end my subscription
how do i end the chat
end it here then
i am on the bridge road, cant find the pick up point
i am on the balcony and see your van
i'm on the roof fixing the panel, leave it at the door
500 kms away from me, how long
the scooter does 25 kms
i cut the cable tie to open it
i cut the tape with a knife
cut the crap and refund me
you cut me off
please cut my order in two
they cut me off mid call
cut it to fit my wall
i ordered a knife set
the razor blades are missing
the rope is 2 m short
the pills box came empty
the vitamins pills are ready for pick up?
the tablets are the wrong strength
the tablet in my hand is broken
my hand cream is broken
the hand blender is broken
the head of the broom broke off
the arm of the chair snapped
the legs are cut too short
the leg fell off the table
the table leg is cracked
the face of the watch is scratched
doll with a broken arm
my kid broke the toy
my daughter's scooter is broken
my son put the batteries in and it does nothing
my son has cut the label off, can i still return it
my baby monitor has stopped
kids fell in love with it
my toddler fell asleep waiting for it lol
baby bottle leaks
the child seat is late
is it safe for a 2 year old
is it a choking hazard
will it burn my skin
can it catch fire
does the charger get hot
fire stick remote missing
the fire pit cover is too small
smoke-coloured glasses, wrong shade
smoke alarm came without battery
poison ivy pattern duvet, wrong size
gas canister holder arrived bent
the candle doesn't burn well
the burn time is too short
burnt orange cushion
flame retardant sofa
your prices are on fire
the phone gets a bit warm
the ink bled all over the shirt
the colour bleeds in the wash
red dye bled everywhere
blood pressure monitor not working
blood orange juice leaked
the plaster fell off
these shoes hurt my feet
the headphones hurt my head after an hour
the chair hurts my back
my eyes hurt from looking at this page
my head hurts with all this
it broke on me after two days
the app crashed on me
the zip snapped on me
the phone died on me
the deal fell through
it fell apart
the box fell over in the van and the cups are broken
the courier dropped my parcel
it slipped my mind
i tripped the fuse
i fell for the advert
i landed on your page
the price shocked me
it shocked me how slow you are
i was shocked by the quality
got burned by this seller before
i was sick last week so i missed the pick up
i was in hospital when it came, can i pick it up later
my mum is in hospital, can you redeliver next week
deliver it to the hospital reception
sick of this
you make me sick
i ate the chocolate already and it was nice
the food was cold
dog was sick on the rug so i need a new one
my cat ate the ribbon
i paid with a gift card
i paid by card
i paid by bank transfer yesterday when does it ship
i put my card in the app to pay
i entered my card details and it was declined
i typed the pick-up code and the locker stayed shut
i gave the driver the code
i told the courier my door code
i gave the otp to the delivery boy and he left
i read the code on the box
i sent the shop a photo
i sent them the parcel back
i sent him the return label
i told them my address
i gave them my order number
i scanned the qr code on the locker
i clicked the link in your email to track it
i installed the app and my order isnt there
i downloaded the invoice
the app asks for a code to log in
the site asks for my card number, do you take paypal
your website wants me to create a password
the courier called and asked for directions
driver rang me and said he is downstairs
someone from the shop called about colours
the seller asked me to send photos
do you take gift cards
a text says my parcel comes today
got a text with the pick up code
i got a message the order is ready
i have to pay customs, how much is it
do i pay the fee when it arrives
can i transfer the money instead
where do i enter the discount code
i never got a verification code
i want my refund by bank transfer
you have my card on file
they charged me shipping
i got charged for express
i was charged the full price
i havent paid yet
i paid, when will it ship
i paid the rest yesterday
it says payment pending because i havent paid
someone took my parcel
someone else signed for it
my wife placed the order
i didnt order this size
i never ordered two
i didnt get this order
i changed my password and cant log in
my account is locked
can someone else use my account
the driver hit my gate
driver pushed it through the letterbox
the courier pushed delivery to monday
driver said he will come back tomorrow
the driver knows where i live, he was here last week
the seller threatened to cancel my order
i will leave a bad review
i will report you to trading standards
you will hear from my lawyer
ill kill time till it comes
hit me up when its back in stock
i'll beat that price elsewhere
ill smash the piggy bank for this
i'm going to hit the refund button
shoot me an email
i'll punch in the numbers again
i want to kill the order
can you kill the subscription
break up the order in two
the bomb bath set is missing one
bath bombs arrived crushed
toy gun came without darts
suicide squad dvd
rash guard size m
stitches of the bag come undone
it needs new stitches, the seam is open
the needle is bent
acid wash jeans in the wrong size
drop dead gorgeous dress but too long
dead stock?
deadline is friday
cut off time for today?
a cut above the rest
shocking service
that cost me blood, sweat and tears
bloody hell where is it
bloody late again
my heart is broken the vase is gone
i'm bleeding money because of you
over my dead body will i pay for the return
id be dead by the time it arrives
i'll die of old age before this ships
im melting, where is my fan
the ice cream melted
my kids are going to kill me if it isnt here by xmas
my wife will kill me
the straps cut into my shoulder, is there a larger size
hot water bottle cover missing
boiling mad about this
can i jump the queue
my son loves to jump on it
急死我了
我想死你们家的辣条了
这个价杀人啊
卖家说要把货发顺丰
老师让孩子买的彩泥什么时候到
孩子吃的钙片过期了吗
宝宝睡着了别敲门
充电宝能带上飞机吗
火锅底料漏了
烟灰缸碎了
锅冒热气正常吗
吃完了 很好吃 再买两箱
喝了睡得好
手表刮花了
头饰断了
腰带扣断了
玻璃门合页松了
骑手说找不到我家
快递员在楼下等我
有人帮我代收了
他们把我的地址写错了
我把尺码发给客服了
转账给你们公司怎么开票
退的钱打到哪张卡
刷卡付的能分期吗
积分怎么换券
账号怎么注销
订单取消了还能恢复吗
付款方式能换吗
支付宝和微信哪个便宜
卖家说加微信看细节图
这个价格真是要跳楼了
累死累活抢到一张券
想死你们家的螺蛳粉了
我要炸了 怎么又缺货
这双鞋杀我
孩子手工课要用的胶水有毒吗
宝宝湿疹能用这个面霜吗
刀什么时候到 等着切肉呢
电热毯有股新塑料味 正常吗
灭火毯用一次就不能用了吗
烧烤炭一箱能烧多久
农药什么时候发货 地里虫子好多
老鼠药放在墙角老鼠吃了几天死
水银体温计还有卖吗
快递员打电话我没接到
他打我电话打不通 让他放门口
我家门口有人收 放心放
快递员知道我家在哪
我爸不在家 门锁了 放邻居那
孩子上学去了 晚点收
娃睡着了别打电话
儿子不见了的那只鞋能补一只吗
付了定金 尾款什么时候付
付完款多久发货
付了三天了还没发货
钱退了没到账
退款到账了 订单显示交易关闭
优惠券没用上 能补吗
积分怎么没了 是过期了吗
密码忘了登不上
改了地址 怎么还显示旧的
手机号换了 原来那个登不上去
我用老婆的号下的单
朋友帮我付的钱 退给谁
卖家加我微信说补发
卖家让我退货填他的地址
店家要我加他微信发视频
主播说中奖了 怎么领
抽奖中了一等奖 什么时候发
你们公众号的链接打不开
我把身份证传了 海关实名认证多久
取件码我已经告诉快递员了
我给卖家转了差价 他还没发
商家骗我 说好的赠品没有
被骗了 这鞋根本不是真皮
我受够了 天天催
不想等了 取消吧
不想过了 这日子 又涨价
我走了以后快递放物业
我下周不在了 出差 改送公司
医院的单子要用 开个票
我去医院上班了 你放前台
肚子饿死了 外卖券呢
吃完了觉得有点咸
喝了感觉没效果
手链断了
头盔砸了一下有个坑
水龙头漏水把地板泡了
锅烧黑了 能换吗
灯泡烧了 保修吗
充电器坏了 充不进去
手机充电发热正常吗
杯子摔了 碎了一地
箱子被压扁了
被子着色不均匀
孩子把床画花了
门把手松了 怎么拧
有人敲门说送快递 是你们的人吗
骑手很凶 骂了我
快递员推了门就走了
衣服染得到处都是红色
血橙坏了两个
猪血丸子漏了
鸡血藤膏怎么吃
刀片不锋利
这帖子看得我想死
我死心了 退吧
懒得活动了 券不要了
他把我拉黑了
包裹被锁在柜子里
快递被关在驿站了
手机锁在车里了 晚点取
孩子锁坏了
我在家门口守着快递
泼水节的衣服到了吗
踩到钉子都不破的鞋
这个世界不需要这种商品
中了优惠券怎么用
我给了钱的 什么时候发
扣了我积分
他们店只有一个颜色
订单取消了 钱退了吗
我没买过这家 好用吗
最后一件了吗
活累了 人也累
孩子把玩具塞沙发缝里了
车炸街太吵 退
等死我了
笑死
累死了 不折腾了
烦死了 能不能快点
气死我了这快递
热死了 风扇啥时候到
困死了先睡了
鱼死了两条 怎么赔
花到手就死了
多肉死了一半
螃蟹都死了
虾活不了了 能退吗
乌龟还活着吗
死机了
卡死了
这个死板的规定
死活不给退
打死我也不买了
死心了
别死磕了 退吧
我死了这条心
死贵死贵的
要了老命了
想死你们家的饼干了
我不想等了
不想要了
不想再说了
撑不住了 我先吃饭去
这衣服撑不起来
不撑了 退了吧
过不下去了这个门槛
坚持不下去 跑步机退了
活动结束了吗
结束订单
我想结束对话
我走了 拜拜
我先走了
我要走了 快递放门口
我在天台晾衣服 快递放楼下
我住顶楼 能送上来吗
在楼上 下不去
跳楼价还有吗
跳绳到了吗
跳过这个
药到了吗
药盒坏了
药都过期了 退货
吃了一瓶觉得味道不对
喝了半瓶发现过期了
安眠枕到哪了
刀片买错了
菜刀什么时候发
绳子短了一截
我自己剪的标签
自己划掉的
划线价是什么意思
划算吗
砍价帮我砍一刀
秒杀价
杀鱼能帮忙吗
爆款还有吗
爆炸盐到了吗
爆米花机坏了
手机炸了锅 群里都在抢
着急 着火似的
烟灰色的收到是黑色
烟雾蓝那件
火锅底料到了吗
火腿漏气了
电池没电了
电池鼓包了 怎么换
充电器不充电
灯泡不亮
插座没反应
水壶漏水
锅烧糊了 粘锅
烧水慢
烧烤架少零件
蜡烛点不着
刺身到了吗
刺绣掉线
手机壳割手 边缘毛刺大不大
鞋子磨脚
鞋子夹脚
帽子夹头
眼镜夹鼻子 能调吗
耳机夹耳朵疼
枕头睡得脖子疼
床垫硬得腰疼
头疼 这事咋办
心疼钱
牙疼 牙刷太硬
肉疼啊这么贵
扎心了老铁
毛衣扎人
毛衣扎脖子
标签扎脖子
桌腿断了
椅子腿断了
椅子塌了还没坐
床塌了 包装坏的
架子倒了 东西都碎了
花瓶炸裂 包装太差
杯子摔碎了
快递员把箱子摔了
我手机摔了
我不小心摔坏了
手办断了
手柄坏了
手表带断了
手套破了
脚垫裂了
脚架断了
头盔裂了
背包带断了
腰带断了
脸盆裂了
眼影碎了
嘴巴子一样的口红断了
牙刷断了
孩子的衣服破了
孩子书包坏了
宝宝椅少零件
孩子不喜欢
宝宝吃了挺好
孩子吃的能退吗
孩子把杯子摔了
儿子把包装拆了
女儿说颜色不对
会不会烫手
会烫伤孩子吗
孩子能用吗 怕误吞
过敏能退吗
敏感肌能用吗
怕过敏
我对花生过敏 这个有吗
没过敏
吃了挺好的
吃完了再买
不好吃 想吐槽
我吐了 这客服
恶心死了
拉肚子了上次吃别家的
我在医院上班 送到门卫
送到人民医院住院部
我住院了 能晚点取吗
人在外地
快递员打我电话没接
他打电话给我了
快递员打电话让我下楼
商家打电话让我改地址
我把取件码告诉快递员了
取件码给他了
我把门禁密码告诉骑手了
验证码收不到
我把验证码填了还是登不上
验证码输了三次都不对
密码忘了
密码改了
卡号填错了 退款到哪
银行卡换了 退款怎么办
我付了款了
已经付了500了 什么时候发
扫码付的
扫码取件
我扫了取件码柜子没开
我扫码退货
点了链接看物流
我点了退款
点了确认收货
他让我把照片发给他了
商家让我加微信发图片
商家让我拍照
商家转了我20
商家给我打钱了
转给我的运费收到了
我转过去三千块货款已经付了
货款已经转了
用借呗付的
花呗付的可以退吗
京东卡能付吗
身份证要不要带
取件要身份证吗
实名认证怎么弄
下载哪个app看发票
怎么开发票
客服电话多少
屏幕碎了
屏幕共享器怎么用
录屏给你看
有人签收了 不是我
不是我签收的
别人拿错了
谁签的
我老婆下的单
我没下两单
我没买这个颜色
我没收到这个订单
账号换绑
账号注销
我换手机了登录不了
付了定金怎么付尾款
付了邮费吗
付款方式有哪些
我还没付
还没付款能改地址吗
待付款的取消吧
退款扣了10块
扣了运费
多扣了运费
为啥扣钱
要付两次运费吗
催一下
推我给商家
商家推了我三天
互相推
踢皮球
快递员不送上楼
师傅上门吗
商家要来我家安装
骑手在楼下等我
快递员把东西扔门口
他骂人
态度恶劣 我要投诉
投诉你们
我去12315告你们
等着收律师函
小心轻放
我小心拆的
打你电话不接
打到我卡里
打到原账户
退到我卡上
我去店里找你们
我要去门店换
砸手里了 卖不掉
这钱打水漂了
被坑了
被商家骗了 图文不符
骗人的吧这质量
上当了 实物不一样
假货
老板真是良心
血橙烂了
血压计不准
出血价
眼睛都看花了
看瞎了
头都大了
脑袋嗡嗡的
我裂开了
我麻了
麻了麻了
破防了
救命啊 快递咋还没到
救命 选哪个颜色
要死要活的才给退
死鱼眼
生死簿
不是要寻死觅活 就是问问
想不开才买你家的
i could die of happiness it finally came
these chilli flakes nearly killed me lol
my tv is dead again
can't live without my coffee machine, where is it
i can't live like this without a fridge, send it already
life is too short to wait for couriers
is life jacket included
i have had enough of this shop
end of story, refund me
im burning to know which colour it is
the sauce is burning hot, love it
my hands are full, can the driver ring the bell
my back is against the wall with this deadline
keep an eye on it please
he shot me an email about the refund
the seller stabbed me in the back with that price
i was hit with a customs fee
hit by a delay again
i got hit with a 20 euro fee
the courier hit the doorbell twice
he took my parcel back to the depot
the driver attacked my patience
i am choking on these fees
a choker necklace is missing
the blade of the mixer is bent
the lamp burned out after two days
bulb burned out
it burns through batteries
this laptop runs hot
fire brigade costume size 6
smoke machine fluid leaked
gas bottle empty
my daughter is allergic to nuts, does it contain them
my son wants to know when his lego comes
my baby needs it by monday
the kids cut it up already, can i return it
kid's bike has a broken brake
my child lost one of the shoes
the dog bit the box
the knife is blunt
i broke the seal
i broke my glasses waiting lol
she broke her phone
i fell in love with the dress
prices fell, do i get the difference
my hair fell out of the clip
the heel fell off
the seat is hard on my bum
head of the doll came off
leg of the sofa cracked
arm rest broken
the skin of the apple is bruised
the fruit was bruised
tongue of the shoe is torn
the eye of the needle is too small
neck of the bottle was chipped
foot pump broken
i entered the code at checkout and got 10% off
i sent the seller the money back
they sent me a code for 10 off
she gave me her card number by phone? no that was my bank
i paid the driver cash on delivery
i paid the customs fee to dhl
dhl asks me to pay customs 18 euro
i need to give my id at the pick up point?
the courier wanted to see my id
do i need to download your app
which app should i download to track
i scanned the label
i shared my location with the driver
can i share my screen with you to show the bug
the site wants me to verify my email
i typed the wrong card number at checkout
i changed my card can you update
you charged the wrong card
my order was placed from my wifes account
i logged in from my new phone
i ordered from another country
i paid for two
the refund was paid twice? lucky me
why is there a pending charge on my card
i was charged before shipping
i paid 20 and the shop says 25
seller keeps messaging me for a review
courier keeps calling me
he knows the address
driver was rude to my mum
he shouted at me
i will fight this
i will kill this subscription
i'll shoot some photos
ill beat them at their own game
we will break it down into two payments
you will regret it when i leave a bad review
i know where your shop is, i can pick it up
i come with my car to collect
心都碎了
手快点错了
手抖下错单了
手滑买重了
手痒又买了一个
脸都绿了
脸皮真厚
头大
头发掉色染了衣服
眼红别人便宜
腿都跑断了 三趟驿站
跑断腿了
腰斩的价格
嘴馋
肚子饿了外卖还没到
血压都上来了
气得吐血
气出血了
被你们坑死
坑死人了
害死我了 迟到
吵死了这个风扇
丑死了
便宜死了
难看死了
要死了 明天就要用
死皮赖脸不退
死循环了
生不如死的客服体验
我宁可不要也不换
活动还在吗
活虾还活着吗
不活络的轴
跳单了吗
快递跳过我家
跳水价
从楼上拿下来就坏了
从架子上掉下来摔碎了
孩子长高了 换大一号
孩子吃了说好吃
宝宝睡着了别打电话
娃喜欢得不得了
火了 你们家
火得很 卖断货了
火速发货
烫金的字掉了
烫发棒不热
电动车还没到
电费太贵
煤气灶配件少了
刀柄松了
刀口卷了
割草机不转
夹子断了
夹子夹不住
针脚掉线
砸价
砸钱买的
炸鸡到了吗
炸药包玩具
爆仓了吗
爆单了
毒鸡汤
中奖了怎么领
打折吗
打不开
打错电话了
打款到哪了
被打回来了
推荐一下
推迟发货
上门取件吗
堵车了
骑手撞了我家门口花盆
骑手抢单了
他给我打钱了吗
钱打过来了吗
我把钱付给店家了
定金已经付给卖家了
把卡号发给我 我退你钱
我需要提供银行卡吗
要填身份证号吗
清关要身份证
海关要交税吗
验证码是多少位
我填的验证码错误
链接打不开
链接发我一下
扫码进群
扫码领券
下载app领券
客服让我提供照片
客服让我等
客服加我微信了吗
加群有优惠吗
店家叫我加微信拿说明书
有人打电话问我地址
快递打电话让我开门
有个电话说快递到了
收到短信说已签收
短信说到驿站了
我的号码换了
改密码
别人用我的地址下单可以吗
用我老公的账号下的
我朋友用我账号下的单
代付怎么弄
让朋友代付了
付了 谢谢
付完了
怎么还没发货 都付款三天了
钱付了货没来
扣了会员费
"""


def _rows() -> list[tuple[Emergency, str]]:
    return [(kind, line) for kind, lines in VOICES.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("kind", "text"), _rows())
def test_a_voice_is_heard(kind: Emergency, text: str) -> None:
    assert emergency_in(text) is kind


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_what_a_shopper_says_every_day_is_left_alone(text: str) -> None:
    assert emergency_in(text) is None
