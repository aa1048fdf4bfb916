"""A note for the courier, and what words correct in it afterwards; what corrects nothing of it."""

from __future__ import annotations

import pytest

from understanding.courier_notes import amended, as_correction, may_correct, overtakes, plain_note, same_note, told_anew

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("note", "said", "meant"),
    [
        ("改送到湖滨南路16号902", "哎呀 是209", "改送到湖滨南路16号209"),
        ("改送到湖滨南路16号902", "填错啦，是802不是902", "改送到湖滨南路16号802"),
        ("改送到湖滨南路16号6栋902", "6栋要改9栋", "改送到湖滨南路16号9栋902"),
        ("改送到湖滨南路16号6栋902", "不对，应该是5栋", "改送到湖滨南路16号5栋902"),
        ("收件电话改成 13500001111", "电话写错了 是13500001112", "收件电话改成 13500001112"),
        ("收件电话改成 13500001111", "报错了，尾号应该是1121", "收件电话改成 13500001121"),
        ("送之前打13500001111", "刚才号码发错了，13600002222", "送之前打13600002222"),
        ("明天送", "改成大后天上午", "大后天上午送"),
        ("明天上午再送", "不是明天，是后天", "后天上午再送"),
        ("明天下午再送", "还是周六吧", "周六下午再送"),
        ("明天下午再送", "六点以后", "明天下午六点以后再送"),
        ("4号再送", "改5号吧", "5号再送"),
        ("周四晚上七点以后再送", "哦不 七点我还没下班 八点半以后", "周四晚上八点半以后再送"),
        ("周四晚上七点以后再送", "周四改周五", "周五晚上七点以后再送"),
        ("让驿站多留两天", "说错了 三天", "让驿站多留三天"),
        ("送货别按门铃，放消防栓柜子里", "改成放鞋柜上吧", "送货别按门铃，放鞋柜上"),
        ("我搬到3栋502了，改送那边", "不好意思打快了 13栋", "我搬到13栋502了，改送那边"),
        ("please keep it two more days", "sorry, three days", "please keep it three days"),
        ("放驿站", "说错了，不是驿站是前台", "放前台"),
        ("放驿站", "把驿站改成快递柜", "放快递柜"),
        ("放3号柜", "打错了 是5号柜", "放5号柜"),
        ("deliver to flat 31, 4 Quay Street", "sorry, 13 not 31", "deliver to flat 13, 4 Quay Street"),
        ("deliver to flat 12, 4 Quay Street", "flat 14 not 12", "deliver to flat 14, 4 Quay Street"),
        ("deliver to flat 31, 4 Quay Street", "oops it's flat 13", "deliver to flat 13, 4 Quay Street"),
        ("deliver to 14 Elm Road", "no, 41 Elm Road", "deliver to 41 Elm Road"),
        ("deliver to 14 Elm Road", "sorry I meant 41", "deliver to 41 Elm Road"),
        ("the new phone is 07700900123", "wrong number sorry, 07700 900 321", "the new phone is 07700900321"),
        ("deliver tomorrow", "make it Saturday instead", "deliver Saturday"),
        ("deliver tomorrow after 5pm", "sorry i meant after 7pm", "deliver tomorrow after 7pm"),
        ("deliver tomorrow morning", "actually monday afternoon", "deliver monday afternoon"),
        ("leave it by the gate", "I meant the garage, not the gate", "leave it by the garage"),
        ("leave it with number 9", "not number 9 but number 6", "leave it with number 6"),
        ("leave it in the box, code 4411", "sorry the code is 4114", "leave it in the box, code 4114"),
    ],
)
def test_what_is_corrected_takes_the_place_of_what_was_told(note: str, said: str, meant: str) -> None:
    assert amended(note, said) == meant


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("放驿站", "我其实买了两个"),
        ("放驿站", "好的谢谢"),
        ("改送到湖滨南路16号902", "退款改成88块"),
        ("改送到湖滨南路16号902", "什么时候能到"),
        ("改送到湖滨南路16号902", "都3天了"),
        ("改送到湖滨南路16号902", "是902室啊"),
        ("明天送", "那明天能到吗"),
        ("明天送", "后天我不在家"),
        ("明天送", "后天能到也行"),
        ("deliver tomorrow", "not before tomorrow?"),
        ("deliver tomorrow", "i'm not home today"),
        ("deliver to 14 Elm Road", "it's 14 not 41"),
        ("leave it by the gate", "not by the gate"),
        ("leave it by the gate", "sorry to bother you, what does it cost"),
    ],
)
def test_what_says_something_else_corrects_nothing(note: str, said: str) -> None:
    assert amended(note, said) is None


def test_words_about_money_or_a_question_correct_no_note() -> None:
    assert not may_correct("发票抬头写错了，是302")
    assert not may_correct("为什么写错了 是302")
    assert may_correct("can you change it to 302")


def test_a_note_that_cannot_be_done_beside_the_first_takes_its_place() -> None:
    assert overtakes("明天送", "后天再送")
    assert overtakes("放驿站", "放门口")
    assert overtakes("deliver to 1 Elm Road", "deliver to 2 Oak Road")
    assert not overtakes("放驿站", "送前打13500001111")
    assert not overtakes("别放驿站", "放门口")
    assert not overtakes("明天送，打13500001111", "后天送")


def test_the_same_note_in_other_words_is_the_same() -> None:
    assert same_note("放驿站，别放门口", "放驿站")
    assert same_note("改送到湖滨南路16号902", "送到湖滨南路16号902！")
    assert same_note("leave it with the neighbour", "please leave it with the neighbour.")
    assert not same_note("放驿站", "放门口")


def test_a_correction_is_marked_once() -> None:
    assert as_correction(as_correction("放门口")) == "更正，以这条为准：放门口"
    assert plain_note(as_correction("leave it by the gate")) == "leave it by the gate"
    assert told_anew("说错了，放门卫") == "放门卫"
    assert told_anew("sorry, leave it by the shed") == "leave it by the shed"
