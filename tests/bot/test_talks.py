"""Talks are read line by line, each line with what had been spoken of before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.talks import FOLDER, BadTalkError, Line, Meant, read_talks
from understanding.taxonomy import Ask, Matter

TALK = """\
# a mug that came in two pieces
damage report | 杯子碎成两半了

~damage evidence | 要拍哪一面
refund do_it + ~refund where_to | 直接退钱吧，退到哪张卡
~damage confirm |   还是刚才那个杯子 | 白色的
# somebody else
invoice how | where's my receipt
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "zh_wen.txt").write_text(TALK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lines(folder: Path) -> list[Line]:
    return read_talks(folder)


def test_a_line_holds_what_was_spoken_of_in_its_talk_nearest_first(lines: list[Line]) -> None:
    assert [line.spoken_of for line in lines] == [
        (),
        (Matter.DAMAGE,),
        (Matter.DAMAGE,),
        (Matter.REFUND, Matter.DAMAGE),
        (),  # another talk
    ]


def test_what_is_spoken_of_again_is_the_nearest_and_stands_once(folder: Path) -> None:
    (folder / "zh_wen.txt").write_text(f"{TALK.partition('# somebody')[0]}~damage when | 多久\n", encoding="utf-8")
    assert read_talks(folder)[-1].spoken_of == (Matter.DAMAGE, Matter.REFUND)


def test_a_plus_asks_two_things_and_the_main_one_stands_first(lines: list[Line]) -> None:
    assert lines[2].meant == (
        Meant(Matter.REFUND, Ask.DO_IT, named=True),
        Meant(Matter.REFUND, Ask.WHERE_TO, named=False),
    )


def test_of_two_matters_in_a_line_the_main_one_is_the_nearest(folder: Path) -> None:
    (folder / "zh_wen.txt").write_text("refund when + promise who | 退款和回电\n~refund who | 谁\n", encoding="utf-8")
    assert read_talks(folder)[1].spoken_of == (Matter.REFUND, Matter.PROMISE)


def test_a_tilde_says_that_the_words_do_not_name_the_matter(lines: list[Line]) -> None:
    assert [line.meant[0].named for line in lines] == [True, False, True, False, True]


def test_words_are_kept_as_typed_with_a_bar_among_them(lines: list[Line]) -> None:
    assert lines[3].text == "还是刚才那个杯子 | 白色的"


def test_files_are_read_by_name_and_no_talk_goes_on_in_the_next(folder: Path) -> None:
    (folder / "en_abe.txt").write_text("address change | wrong street\n", encoding="utf-8")
    (folder / "notes.md").write_text("no talk at all", encoding="utf-8")
    found = read_talks(folder)
    assert [line.writer for line in found] == ["en_abe", *["zh_wen"] * 5]
    assert found[1].spoken_of == ()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("refund when 多久", "needs `matter ask | words`"),
        ("refund when |  ", "needs `matter ask | words`"),
        ("weather when | 明天下雨吗", "'weather'"),
        ("refund wonder | 真的吗", "'wonder'"),
        ("refund | 退款", "''"),
        ("| 退款", "''"),
        ("refund when + | 退款", "''"),
        ("refund when +~weather who | 谁", "'weather'"),
        ("open when | 多久", "`~`"),
    ],
)
def test_an_error_names_file_line_and_what_is_wrong(folder: Path, bad: str, said: str) -> None:
    file = folder / "zh_wen.txt"
    file.write_text(f"{TALK}\n{bad}\n", encoding="utf-8")
    with pytest.raises(BadTalkError) as error:
        read_talks(folder)
    assert str(error.value).startswith(f"{file}:{TALK.count(chr(10)) + 2}: ")
    assert said in str(error.value)


def test_the_projects_own_talks_have_that_form() -> None:
    lines = read_talks(Path(__file__).resolve().parents[2] / FOLDER)
    assert len(lines) > 1000
