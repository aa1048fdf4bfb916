"""What is masked before it is stored, and the numbers of orders, parcels and phones that have to stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.factories import customer, event, order, parcel
from understanding.secrets import Secret, marks_in, masked, secrets_in, without_marks

pytestmark = pytest.mark.unit

MASKED = {
    "我的卡号是4111 1111 1111 1111，CVV 123": "我的卡号是〔卡号〕，CVV 〔安全码〕",
    "4111-1111-1111-1111 12/27 123 退到这张卡": "〔卡号〕 〔安全码〕 〔安全码〕 退到这张卡",
    "my card 4111111111111111 exp 12/27 cvv 999, and where is my order CL2026-1001?":
        "my card 〔card number〕 exp 〔card code〕 cvv 〔card code〕, and where is my order CL2026-1001?",
    "５５５５５５５５５５５５４４４４": "〔card number〕",
    "371449635398431": "〔card number〕",
    "退到6222021001116245702": "退到〔卡号〕",
    "四一一一，卡号四一一一一一一一一一一一一一一一": "四一一一，卡号〔卡号〕",
    "卡号6222021234567890123": "卡号〔卡号〕",
    "安全码是 456": "安全码是 〔安全码〕",
    "身份证11010519491231002X": "身份证〔证件号〕",
    "11010519491231002x 是我": "〔证件号〕 是我",
    "身份证号：110105 19491231 002X": "身份证号：〔证件号〕",
    "my NRIC is S1234567D": "my NRIC is 〔identity number〕",
    "HKID A123456(3)": "HKID 〔identity number〕",
    "SSN 078-05-1120": "SSN 〔identity number〕",
    "护照 E12345678": "护照 〔护照号〕",
    "my passport number is E12345678": "my passport number is 〔passport number〕",
    "打到银行账号 6222 0212 3456 78": "打到银行账号 〔账号〕",
    "my bank account number is 1234 5678 90": "my bank account number is 〔account number〕",
    "GB82 WEST 1234 5698 7654 32 is my iban": "〔account number〕 is my iban",
    "验证码是482913": "验证码是〔验证码〕",
    "短信说 482913 是验证码": "短信说 〔验证码〕 是验证码",
    "the OTP is 482913": "the OTP is 〔one-time code〕",
    "482913 is my verification code": "〔one-time code〕 is my verification code",
    "my code is 482913": "my code is 〔one-time code〕",
    "密码是abc12345": "密码是〔密码〕",
    "密码：hunter": "密码：〔密码〕",
    "password is hunter2!": "password is 〔password〕",
    "Password: secret": "Password: 〔password〕",
    "pin is 4711": "pin is 〔password〕",
}  # fmt: skip

LEFT_ALONE = (
    "订单CL2026-1001到哪了", "SF1234567890123", "快递单号 77345678901234", "订单号 4111111111111111",
    "order number 4111111111111111",
    "3912345678901234567 这单怎么还没发", "YT8812345678901", "431234567890123", "运单号是 6222021001116245702",
    "1Z999AA10123456784",
    "电话13800000001", "+86 138 0000 0001", "call me on +1 202 555 0143", "支付宝账号是13800000001",
    "核对码 4005 是你们吗",
    "4821这个码是你们的吗", "is code 4821 you?", "postal code 123456", "邮编 310000", "取件码 5-2-1234",
    "取件密码是123456",
    "my password is wrong", "密码错了", "忘记密码 CL2026-1001 怎么查", "验证码收不到", "the code doesn't work",
    "退我 1299.00 元",
    "2026-11-24 12:00:00", "尾号3721", "会员卡号 12345678", "RMA 12-345-6789", "LX123456789CN", "TBA123456789012",
    "9400111899223197428490",
    "discount code 123456", "card ending in 1111", "我的卡被盗刷", "A座1203室", "工号 10086", "4111 1111 1111 1112",
)  # fmt: skip


@pytest.mark.parametrize(("said", "kept"), MASKED.items())
def test_a_secret_is_masked_and_the_rest_stays(said: str, kept: str) -> None:
    assert masked(said) == kept
    assert marks_in(kept)
    assert not any(char.isdigit() for one in secrets_in(said) for char in kept[one.start : one.start + 3])


@pytest.mark.parametrize("said", LEFT_ALONE)
def test_what_customer_service_works_with_stays(said: str) -> None:
    assert masked(said) == said


def test_the_numbers_of_our_orders_parcels_and_consumers_stay() -> None:
    numbers = [order().order_id, parcel().tracking_no, customer().phone, event()["order"]["order_id"]]
    for number in numbers:
        assert masked(f"{number}") == number
        assert masked(f"我的订单 {number} 到哪了") == f"我的订单 {number} 到哪了"
        assert masked(f"where is {number}?") == f"where is {number}?"


@given(
    st.integers(0, 10**11 - 1),
    st.sampled_from(["CL{:013}", "SF{:013}", "YT{:013}", "7{:012}", "43{:011}", "JD{:013}", "CL2026-{:06}"]),
)
def test_no_number_in_the_shape_of_an_order_or_parcel_is_masked(number: int, shape: str) -> None:
    said = shape.format(number)
    assert masked(f"{said}到哪了") == f"{said}到哪了"


@given(st.text(max_size=200) | st.text(alphabet="0123456789 -/xX卡号密码是验证cvcodepin〔〕:S(A)", max_size=200))
def test_masking_again_changes_nothing(text: str) -> None:
    once = masked(text)
    assert masked(once) == once


@given(
    st.text(alphabet="0123456789", min_size=15, max_size=15), st.sampled_from(["{}", "我的卡 {} 谢谢", "pay with {}."])
)
def test_every_visa_number_is_found(digits: str, sentence: str) -> None:
    number = "4" + digits[1:]
    check = next(d for d in "0123456789" if _luhn(number + d))
    assume(len(set(number)) > 1)
    assert number not in masked(sentence.format(number + check))


def _luhn(number: str) -> bool:
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def test_marks_can_be_told_and_taken_out() -> None:
    kept = masked("验证码482913，卡 4111111111111111，我的包裹到哪了")
    assert marks_in(kept) == {Secret.CARD, Secret.ONE_TIME_CODE}
    assert "〔" not in without_marks(kept)
    assert "我的包裹到哪了" in without_marks(kept)
    assert without_marks("〔其他〕") == "〔其他〕"


@pytest.mark.parametrize(
    "unit",
    [
        "4",
        "4 ",
        "41 ",
        "4-",
        "card ",
        "密码 ",
        "a1 ",
        "ab12 cd34 ",
        "pin ",
        "一",
        " ",
        "account number ",
        "6222 ",
        "1a",
        "订单号",
        "cvv ",
    ],
)
def test_rubbish_of_four_times_the_length_takes_no_sixteen_times_the_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        masked(text)
        return time.process_time() - began

    short, long = min(seconds(1000) for _ in range(3)), min(seconds(4000) for _ in range(3))
    assert long < 10 * short + 0.02
    assert long < 0.3
