"""Emergencies in many voices, and the words that only sound like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.people_first import Emergency, emergency_in, is_hurt
from understanding.reading import read

pytestmark = pytest.mark.unit

SAID: dict[Emergency, tuple[str, ...]] = {
    Emergency.SELF_HARM: (
        "我不想活了", "真的活不下去了", "钱没了我想死", "活着没意思了", "我想自杀", "我要跳楼", "不退钱我就死给你们看",
        "我從樓上跳下去算了", "割腕了", "我现在就想结束自己的生命", "死了算了", "我写好遗书了",
        "老婆也走了，不想再活了",
        "我昨晚又自残了", "安眠药我都吃了", "不如死了干净", "我想伤害自己", "站在天台上了，我要跳桥",
        "日子过不下去了，想一了百了", "没法活了",
        "I feel like ending it all", "I can't go on anymore", "I slashed my wrists",
        "I want to die", "I'm going to kill myself", "I feel suicidal",
        "i dont want to live, i don't want to live anymore",
        "thinking about ending it, I'll end it all tonight", "I just want to end my life",
        "there is no reason to live",
        "I keep cutting myself since this", "wish I was dead", "I'm better off dead",
        "I am going to jump off a bridge",
        "I took all my pills", "I took all of my sleeping pills", "life isn’t worth it", "no point in living",
        "honestly thinking of hurting myself", "I will hang myself",
    ),
    Emergency.CHILD_IN_DANGER: (
        "孩子吞了一颗纽扣电池", "宝宝误食了干燥剂", "我女儿被这个玩具割伤了，一直流血", "儿子被热水壶烫伤了",
        "小孩卡住喉咙了",
        "娃把磁力珠吞下去了", "孩子触电了", "两岁的娃误吞零件", "宝宝呛到了脸发紫", "小朋友从餐椅上摔下来",
        "孙子吃了洗衣凝珠", "孩子走丢了，就在你们自提点", "女儿用了面霜以后呼吸困难", "婴儿床塌了，孩子受伤",
        "誤吞了電池怎麼辦，孩子才三歲",
        "宝宝喝完奶粉一直抽搐", "孩子晕过去了",
        "my son swallowed a battery", "my baby is choking on a piece of this toy",
        "the toy cut my daughter, she is bleeding, my kid is bleeding",
        "My daughter got burned by the night light", "my toddler ate one of the magnets",
        "my child was electrocuted by the lamp",
        "our baby can't breathe", "my 3 year old drank the detergent", "the kid is unconscious",
        "the infant stopped breathing",
        "my son was injured when the chair broke", "my kid swallowed some beads",
        "daughter scalded by the kettle you sold",
        "my child fell out of the high chair", "my grandson choked on the button",
        "the little boy put a bead in and it got stuck in his throat",
        "she swallowed one of the magnets",
        "烫伤了我女儿", "the kettle burnt my daughter's hand, burnt my daughters arm",
    ),
    Emergency.FIRE: (
        "充电宝着火了", "插座冒烟了", "你们的充电器炸了", "电热毯烧起来了", "家里失火了", "热水壶爆炸了",
        "电池起火，屋里都是烟",
        "充电的时候手机突然冒出黑烟", "平衡车自爆了", "煤气泄漏了", "这灯一插上就冒烟", "電池爆炸了", "排插烧着了",
        "买的锅炸了", "插上电插座就打火花", "热水袋炸了烫了一身", "your power bank blew up",
        "充电线着火把床单都烧了", "厨房起火了",
        "the charger caught fire", "my power bank is on fire", "smoke is coming out of the heater",
        "the battery exploded",
        "it's smoking", "the kettle burst into flames, it's in flames", "the plug started smoking",
        "our kitchen is on fire",
        "there is a gas leak from the stove", "the scooter exploded in the hall", "the phone set the bed on fire",
        "house fire because of your heater", "I smell gas", "the lamp keeps smoking", "battery is catching fire",
        "the power bank blew, it exploded",
    ),
    Emergency.POISONING: (
        "吃了你们的坚果食物中毒了", "喝了牛奶上吐下泻", "老人误喝了清洁剂", "吃完一直吐，肚子疼", "我误服了",
        "全家吃了都拉肚子",
        "吃坏了，发烧住院", "喝了洗衣液怎么办", "煤气中毒了", "吃完螃蟹头晕呕吐", "我爸喝了农药", "吃了以后上吐下泻",
        "误食了变质的肉",
        "中毒了，快来人", "吃完就拉肚子，现在还在医院",
        "I think I've been poisoned", "we all got food poisoning from your salmon", "I ate the nuts and I'm vomiting",
        "my husband drank the bleach", "ate your cake and now I'm sick", "drank it and threw up all night",
        "carbon monoxide from the heater",
        "she swallowed the cleaner", "he ingested some of the detergent", "vomiting since I had your oysters",
        "after eating it I have terrible stomach cramps", "my dad drank antifreeze",
        "I have been throwing up after the yoghurt",
        "ate the meat, ended up with diarrhea", "my wife was poisoned",
    ),
    Emergency.INJURY: (
        "玻璃杯把我手割伤了", "手被划了一道口子，流了好多血", "我被你们的锅烫伤了", "手指夹断了",
        "脸用了面膜全烂了，脸都肿了",
        "梯子断了，我骨折了", "吹风机漏电，电到我了", "眼睛被崩伤了", "老人摔倒昏迷了", "我现在在急诊", "缝了五针",
        "过敏到休克",
        "我媽被燙傷了", "止不住血", "用了以后喘不上气", "不小心烫伤了手，就是这个壶", "刀弹出来扎到我了",
        "架子倒了砸到我脚", "剃须刀刮得我满脸是血", "椅子塌了，我尾椎骨摔裂了", "蒸汽把我胳膊烫起泡了",
        "用了面霜脸上起了一片红疹",
        "my finger got sliced open by the lid", "the hair dryer gave me a shock",
        "the glass cut my hand", "I burned my fingers on your pan", "I cut myself on the broken vase",
        "it exploded in my face",
        "I got an electric shock from the kettle", "my arm won't stop bleeding", "I'm bleeding",
        "the ladder snapped and I broke my leg",
        "I'm in the hospital because of it", "I can't breathe after using the cream",
        "severe allergic reaction to the mask",
        "had to go to the ER.", "needed six stitches",
        "my mother was badly burned by the steam, she was burned by it", "the blade sliced my thumb",
        "there's blood everywhere", "my wife was electrocuted", "I passed out",
    ),
    Emergency.THREAT_TO_OTHERS: (
        "我要砍死那个快递员", "老子要去你们公司砍人", "再这样我就过去弄你们", "I'll find you and hurt you",
        "再不退钱我杀了你们", "我带刀去找商家", "信不信我弄死你", "大不了同归于尽",
        "我一把火烧了你们仓库",
        "要了他的命", "我去捅了那个骑手", "打断他的腿，我打断你", "我要报复社会", "我就去炸了你们公司",
        "提着菜刀去你们店",
        "我要殺了那個賣家", "打死你们客服", "泼硫酸信不信", "让他活不过今晚",
        "I will kill that driver", "I'm going to kill you", "I'll stab him", "I'm coming to your office with a gun",
        "I will burn down your warehouse",
        "gonna bomb your store, I'll bomb your store", "I'm gonna beat up the courier", "I will hurt someone",
        "I want to kill the seller",
        "I'll break his legs", "you're a dead man", "I swear I'll murder her", "I will shoot you",
        "I'm going to attack your staff",
        "I'll show up there with my knife", "I will burn your shop down",
    ),
    Emergency.THREATENED: (
        "快递员打了我", "商家威胁要上门打我", "他说要找人弄死，威胁杀我全家", "被骑手跟踪了",
        "送货的堵在我家门口不走", "卖家恐吓要报复我",
        "骑手动手打人了，他打我了", "快递员一直骚扰我", "被快递员殴打", "老板扬言砍人", "被卖家威胁", "快遞員跟蹤我",
        "他踹我家门",
        "骑手推我", "对方要打我",
        "the driver threatened to hurt me", "the courier hit me", "the delivery guy assaulted my wife",
        "he is stalking me",
        "the seller threatened my family", "I was attacked by the driver", "they threatened to come to my house",
        "the rider pushed me",
        "he threatened me with a knife", "I am being harassed by the courier", "the driver followed me home",
        "the courier grabbed me",
        "threatening to kill me over a review", "the man threatened to beat my son", "she punched me, she slapped me",
    ),
    Emergency.MONEY_ALREADY_SENT: (
        "我已经转了2000", "那我已经给他转了2000了怎么办", "验证码我已经告诉他了", "刚给对方转了账", "被骗了五千块",
        "钱被骗走了", "i gave my otp to someone",
        "我转给他三千了",
        "钱我汇给了骗子，汇了8000", "密码也给了他", "我向对方转了钱", "卡号报给了他", "已經轉了3000給他",
        "验证码发给他了",
        "电话里被骗走了两万", "转了一万块过去才发现不对", "我给那个人打了钱",
        "I already transferred 2000 to them", "I gave him my verification code", "I've wired the money",
        "I sent the caller 500 dollars",
        "I got scammed on the phone, by a caller", "I told them my password", "I have already sent him $300",
        "I gave the scammer my card number, gave him my card",
        "I just paid the guy 200 dollars", "I told her the code", "I just transferred it all",
        "I paid the scammer 1000", "I sent her the code 5 minutes ago",
        "I've given the man my pin", "was scammed by a phone call",
        "我说了一个验证码，没转钱，现在怎么办", "验证码我念给他了", "I already read him the code, oh god",
    ),
    Emergency.FRAUD_UNDER_WAY: (
        "有人打电话让我转账", "有个自称京东客服的叫我开通什么百万保障",
        "接了个电话说我快递丢了给我理赔，让我下会议软件", "刚才那个客服要我的验证码", "对方要我短信验证码",
        "那个说是客服的让我共享屏幕",
        "有个人加我说是你们客服要我屏幕共享",
        "快递员打电话要我给他转账两百", "有人打电话让我下载一个软件", "自称客服的人打来叫我交保证金",
        "接到电话让我点链接退款", "陌生人打电话要我银行卡号，问我要卡号",
        "刚才有人打电话说是退款中心，要我把验证码念给他，我要不要给",
        "有人打電話叫我匯款", "有人说是你们客服，让我加微信", "刚才有人打电话要我身份证号，要身份证",
        "那个电话让我去贷款", "接了个电话要我先交费才能退款，让我补交税费",
        "somebody called and asked for my OTP", "they asked me for my card details",
        "the caller told me to transfer money",
        "Someone texted me asking to pay customs $18, is it you?", "a man called and wants me to install an app",
        "he asked me to transfer money",
        "someone called and told me to download AnyDesk, told me to download",
        "they want me to buy gift cards, asking for gift cards",
        "caller wants my OTP code, wants the otp", "a man called asking for remote access",
        "they asked for my one-time password", "someone phoned and wants me to pay a fee",
        "a woman rang and asked me for the verification code",
        "they told me to wire them money, told me to wire money", "he demanded my card number",
    ),
    Emergency.ACCOUNT_TAKEN_OVER: (
        "我的账号被盗了", "我手机号被人拿去下单了", "有笔订单我完全不知道是谁下的",
        "there are orders on my account I don't recognise", "账号被人登录了", "有人用我的账号下单", "这单不是我下的",
        "不是我本人操作的",
        "我的卡被盗刷", "盗号了怎么办",
        "密码被人改了", "我根本没下过这个单", "账户被黑了", "有人冒用我的名字下单，冒用我", "這個訂單不是我買的",
        "账号异地登录", "别人登了我的号",
        "陌生人登录我的账号", "我号被盗了",
        "my account was hacked", "someone is using my account", "I didn't place this order",
        "my account has been compromised",
        "somebody logged into my account", "there's an unauthorized charge", "someone ordered things on my account",
        "I got hacked",
        "I never made this purchase", "an order I didn't place", "someone hacked into my account",
        "someone else is using my card",
        "identity theft", "my account has been taken over", "somebody changed my password",
        "I did not authorise this payment",
    ),
    Emergency.PAID_BUT_UNPAID: (
        "我付了款还显示待付款", "支付完了页面还让我支付", "you took my money but the order is not confirmed",
        "why does it say payment due, I've paid already", "钱扣了订单显示未支付", "明明付了钱", "付款成功了却说没付",
        "支付宝扣了钱，但是订单待付款", "扣了两次款",
        "重复扣款了", "我付过了怎么又让我再付", "银行扣款了，订单没生成", "付完款显示支付失败",
        "卡里钱划走了，查不到订单", "已经付了款，你们说没收到款",
        "微信扣了钱还要付", "錢扣了訂單顯示未付款", "付了两次", "余额扣了，提示付款失败",
        "I paid but it says unpaid", "I already paid, you say it's not paid", "money was taken but the order failed",
        "charged twice",
        "you charged me twice", "I've paid and it still shows awaiting payment",
        "my card was charged but there is no order", "I paid twice",
        "payment was deducted but it shows pending payment", "double charged",
        "I have paid yesterday and you ask me to pay again",
        "the money left my account but the payment failed, money has gone and it shows unpaid",
        "I paid and it says payment required",
        "bank debited, order still unpaid", "I paid already but it shows payment pending",
    ),
}  # fmt: skip

NO_EMERGENCY = (
    # figures of speech
    "笑死了", "急死我了", "等得要死", "气死我了", "等得我都想死了", "累死了还没到", "想死你们了", "死的心都有了",
    "跳楼价", "跳楼大甩卖还有吗",
    "自杀小队的手办发货了吗", "爆炸头假发", "好吃到爆炸", "心态炸了", "我要爆炸了", "嗓子冒烟了还没人理", "骨折价",
    "砍一刀帮忙", "打骨折",
    "烦死了", "热死了", "这衣服丑死了", "电脑中毒了能退吗", "追剧中毒", "扎心了", "血亏", "伤心了", "等得我想杀人",
    "急得想跳楼", "手机卡死了",
    "要了老命了", "吓死我了", "受伤的总是我", "打死也不买了", "你们这火爆款还有吗", "《自杀论》到货了吗",
    "花死了，怎么赔", "鱼死了", "死机了",
    "this is killing me", "my phone is dying", "I'm dying to know", "this wait is killing me", "to die for",
    "my phone died", "Suicide Squad poster order",
    "you guys are on fire", "fire tablet where is it", "the fire stick has not come", "my inbox is exploding",
    "cost me an arm and a leg",
    "sick of waiting", "you make me sick", "I'm sick and tired of this", "hurts my wallet", "bleeding money here",
    "I'm shocked by the price",
    "shoot me an email", "I'll shoot you a message", "dead on arrival", "kill the subscription",
    "I could kill for a coffee", "the deal is fire",
    "the battery died after a day", "want to die of embarrassment", "it broke my heart",
    "burned a hole in my pocket", "waiting is killing us",
    "I was going to die laughing",
    # things, not people
    "屏幕被划了", "箱子砸坏了", "手机屏碎了", "手套破了", "衣服划破了", "杯子裂了", "鞋子烂了", "手表坏了",
    "手机壳裂了", "烫伤膏发货了吗", "防烫手套到哪了",
    "火灾报警器怎么装", "止血贴买错了", "烟雾报警器", "菜刀到哪了", "刀很锋利吗", "充电宝不充电", "灯不亮了",
    "水壶漏水", "孩子的书包破了", "宝宝的衣服破了",
    "女儿的裙子不见了", "儿童餐椅到哪了", "婴儿车轮子断了", "手链断了", "头盔裂了", "手柄坏了", "眼镜腿断了",
    "the box was crushed", "the glass is broken", "my kid's jacket is missing", "burn cream order status",
    "the smoke detector arrived", "the knife set is late",
    "the baby bottle is broken", "kids shoes too small", "the toy is broken", "the parcel was cut open",
    "the shirt has burn marks", "cut my order in half",
    "deliver it to the hospital", "I work at the hospital, leave it at reception",
    # feared, denied, long ago, asked in general
    "雨伞骨断了一根", "骨瓷杯断了", "牙刷断了", "腰带断了", "付完定金还要付尾款吗", "付款了还要付邮费吗",
    "火花塞到哪了",
    "师傅上门打孔吗", "你们过来收拾一下旧家具吗", "一头雾水", "包裹被人拿走了", "someone took my parcel",
    "切到人工去", "过敏退货要不要医院证明", "狗狗吃了拉肚子", "my dog ate it and threw up", "宝宝差点吞下去",
    "the headphones hurt my ears",
    "i didn't place any order", "会不会烫伤", "会着火吗", "这个会漏电吗", "怕孩子吞下去", "容易划伤手吗", "没有受伤",
    "我没被烫伤，就是杯子裂了",
    "不会自杀的你放心", "又不是要跳楼",
    "去年我被烫伤过", "如果着火了怎么办", "有没有人用了过敏", "没冒烟", "怎么防诈骗", "你们是不是骗子",
    "小心烫伤是什么意思", "避免触电要怎么装",
    "will it catch fire?", "can it burn my skin?", "is it safe for my baby", "nobody was injured", "I'm not hurt",
    "I am not going to kill myself",
    "I don't want to kill anyone", "I was burned last year, I burned my hand last year", "what if it explodes",
    "does it get too hot", "how do I avoid fraud",
    "I'm worried the kid could choke", "it didn't catch fire", "do you have a fraud hotline",
    # paying and orders
    "我还没付款，显示待付款", "没付款的订单取消吧", "怎么付款", "付了款多久发货", "付款了显示待发货", "钱退到哪",
    "扣了多少运费", "帮我付款", "怎么还没退款",
    "收到的不是我买的", "不是我要的颜色", "我没有下单，就问问", "账号怎么注册", "怎么改密码", "会员号是多少",
    "换个账号", "登录不了", "忘记密码了",
    "催一下商家", "打他电话没人接", "给快递员打电话", "快递员没打电话给我", "商家说要打电话给我", "我要投诉",
    "再不发货我就投诉你们", "起诉你们",
    "I have not paid yet, it shows unpaid", "how can I pay", "can I pay twice a month",
    "I paid yesterday, when does it ship", "refund to another card",
    "I didn't receive this order", "I didn't order this colour", "how do I change my password", "can't log in",
    "I forgot my password", "is my account active",
    "the driver called me", "the driver left it next door", "the courier didn't call",
    "the seller hasn't replied to me", "did you charge me for shipping",
    "my bank account for the refund", "the money was refunded", "I will sue you", "where is my order", "谢谢",
    "好的", "ok",
    "退款200转到哪张卡了", "商家给我转了50", "登录要验证码收不到", "I want my refund by bank transfer",
    "我要退掉这把刀", "我的订单在哪", "为什么订单还是待付款", "被商家骗了，东西跟图片不一样",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_an_emergency_is_heard_in_many_voices(kind: Emergency, text: str) -> None:
    assert emergency_in(text) is kind


def test_every_kind_has_fifteen_voices_in_either_language() -> None:
    for kind in Emergency:
        chinese = [text for text in SAID[kind] if not text.isascii() and "’" not in text]
        assert len(chinese) >= 15, kind
        assert len(SAID[kind]) - len(chinese) >= 15, kind


@pytest.mark.parametrize("text", NO_EMERGENCY)
def test_what_only_sounds_like_one_is_left_alone(text: str) -> None:
    assert emergency_in(text) is None


def test_a_figure_of_speech_hides_no_emergency_beside_it() -> None:
    assert emergency_in("急死我了，充电宝着火了") is Emergency.FIRE
    assert emergency_in("this is killing me, the charger caught fire") is Emergency.FIRE
    assert emergency_in("没有受伤，但是插座冒烟了") is Emergency.FIRE


def test_of_several_the_most_urgent_counts() -> None:
    assert emergency_in("充电器冒烟把孩子烫伤了，孩子被烫伤") is Emergency.CHILD_IN_DANGER
    assert emergency_in("被骗了五千块，我不想活了") is Emergency.SELF_HARM


@pytest.mark.parametrize("text", ["我已经念了一个了 怎么办呀", "I already told them", "哎呀我都报了"])
def test_after_a_call_was_spoken_of_fewer_words_say_that_it_is_too_late(text: str) -> None:
    assert emergency_in(text, goes_on=True) is Emergency.MONEY_ALREADY_SENT
    assert emergency_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "guy just rang says he's from you and i have to read him the 6 numbers i got",
        "they say i must send them the code",
        "someone says I should pay 38 in a link",
    ],
)
def test_what_still_has_to_be_given_is_not_given_yet(text: str) -> None:
    assert emergency_in(text) is Emergency.FRAUD_UNDER_WAY


def test_a_masked_code_is_no_word_between_the_others() -> None:
    assert emergency_in("验证码〔验证码〕告诉他了") is Emergency.MONEY_ALREADY_SENT


@given(st.text(alphabet="我手被烫死火杀of kill my'了不.，1 〔", max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert emergency_in(text) is None or emergency_in(text) in Emergency


@pytest.mark.parametrize(
    "unit",
    [
        "我被", "孩子", "手", "the driver ", "i paid ", "付了", "账号被", "a", " ", "1", "〔", "不会", "killing ",
        "from ", "从",
        "someone has ", "my son ", "went to the ", "i was ", "'s been ", "ate ",
    ],
)  # fmt: skip
def test_rubbish_of_four_times_the_length_takes_no_sixteen_times_the_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        emergency_in(text)
        return time.process_time() - began

    short, long = min(seconds(1000) for _ in range(3)), min(seconds(4000) for _ in range(3))
    assert long < 10 * short + 0.02
    assert long < 0.5


@pytest.mark.parametrize(
    "text",
    ["壶炸了，开水全浇我女儿腿上了", "热油溅手上了", "it exploded and boiling water went all over my leg",
     "the pot burst, hot soup down my son's arm"],
)  # fmt: skip
def test_whoever_is_scalded_is_heard_beside_what_blew_up(text: str) -> None:
    assert is_hurt(text)
    assert emergency_in(text) is not None


@pytest.mark.parametrize("text", ["开水倒进壶里漏一地", "hot coffee mug arrived cracked", "花洒热水不热"])
def test_hot_water_alone_hurts_nobody(text: str) -> None:
    assert not is_hurt(text)


@pytest.mark.parametrize(
    "text", ["the ladder gave way and I've broken my ankle", "me wrist is broken", "I'm sat in A&E with my shoulder"]
)
def test_broken_limbs_are_injuries(text: str) -> None:
    assert emergency_in(text) is Emergency.INJURY


@pytest.mark.parametrize("text", ["the chair has a broken leg", "the doll came with its arm broken off"])
def test_broken_goods_are_none(text: str) -> None:
    assert emergency_in(text) is None


@pytest.mark.parametrize(
    ("detail", "texts"),
    [
        (
            "someone_comes",
            (
                "我妈来接我了",
                "闺蜜在陪我",
                "my mum is picking me up",
                "an ambulance is on its way",
                "i'm calling the crisis line",
            ),
        ),
        (
            "is_safe",
            ("我不会做傻事的", "刚才是气话", "i'm not going to do anything", "im ok now", "i put the pills away"),
        ),
        (
            "cannot_call",
            ("我不敢打电话", "热线一直占线", "i can't talk on the phone", "the line is busy", "no one picks up"),
        ),
        ("anyone_there", ("你还在吗", "说句话啊", "are you still there", "please talk to me", "is anyone listening")),
        (
            "keeps_the_thing",
            ("碎片要不要留着", "那个坏的能丢掉吗", "should i bin the pieces", "do i keep the broken parts"),
        ),
        (
            "who_is_liable",
            (
                "医药费谁出",
                "看病的钱你们赔不赔",
                "who pays my dentist bill",
                "will you cover the hospital bill",
                "whose fault is it",
            ),
        ),
    ],
)
def test_what_is_said_after_an_emergency_is_heard(detail: str, texts: tuple[str, ...]) -> None:
    assert [text for text in texts if not read(text).says(detail)] == []


@pytest.mark.parametrize("text", ["where is my parcel", "我的鞋到哪了", "when does the refund arrive", "谢谢"])
def test_a_plain_question_afterwards_is_none_of_it(text: str) -> None:
    assert not read(text).says("someone_comes", "is_safe", "cannot_call", "anyone_there", "are_you_real")
