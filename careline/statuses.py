"""Which HTTP status each of the use cases' errors becomes. What is not listed is a 500 that tells nothing.

What people read has its sentence in both languages here; what only a program gets to see is told in the error's words.
"""

from __future__ import annotations

from types import MappingProxyType

from careline.cases.service import NoRemedyError, NotWaitingError, OwnWishError, SecondPersonError, TooLateError
from careline.conversations.conversation import NoConversationError
from careline.conversations.messages import ClientIdReusedError, UnknownButtonError
from careline.conversations.service import UnknownConsumerError
from careline.core.conversation import IllegalMoveError
from careline.core.wording.language import Said
from careline.desk.agents import LoginError
from careline.desk.canned import NoCannedError
from careline.desk.doing import NoReasonError, NotOpenError, PastError, TooMuchError
from careline.desk.service import AtCapacityError, NotYoursError, TakenError, TalkingElsewhereError
from careline.http.problem import Answers
from careline.insights.service import BadDecisionError, DecidedError, NoReviewError

STATUSES: Answers = MappingProxyType(
    {
        UnknownConsumerError: 404,
        NoConversationError: 404,
        UnknownButtonError: 404,
        NotYoursError: (404, Said("这段会话不在您这里。", "There is no such conversation at your desk.")),
        NoRemedyError: (404, Said("没有这项申请。", "There is no such remedy.")),
        NotWaitingError: (
            409,
            Said("这一条已经有人处理了。", "This does not wait for a decision any more; somebody has dealt with it."),
        ),
        SecondPersonError: (
            409,
            Said(
                "您已经同意过了，还要另一位同事同意。",
                "You have approved this already; this sum needs another colleague as well.",
            ),
        ),
        OwnWishError: (
            409,
            Said(
                "这是您自己提出的，要由另一位同事来同意。",
                "You asked for this yourself; a colleague has to approve it.",
            ),
        ),
        TooLateError: (
            409,
            Said("这项申请已经办完，不能撤回了。", "This has come to its end and cannot be taken back any more."),
        ),
        ClientIdReusedError: 409,
        IllegalMoveError: 409,
        TakenError: (409, Said("已经有同事接入了这段会话。", "Somebody else has taken this conversation.")),
        TalkingElsewhereError: (
            409,
            Said(
                "有同事正在 App 里和这位顾客会话。",
                "A colleague is talking with this consumer in the app right now.",
            ),
        ),
        AtCapacityError: (
            409,
            Said(
                "您的会话数已到上限，请先结束或交回一段。",
                "You have as many conversations as your limit allows; close or return one first.",
            ),
        ),
        NotOpenError: (409, Said("这笔订单现在不能这样办理。", "This cannot be done for this order now.")),
        NoReasonError: (422, Said("请写明原因。", "Please give the reason.")),
        TooMuchError: (
            422,
            Said("金额不对，或者超出了可以给的数。", "The amount is not right, or more than can be given."),
        ),
        PastError: (422, Said("时间要在将来，30 天以内。", "The time has to be in the future, within 30 days.")),
        NoCannedError: (404, Said("没有这条常用语。", "There is no such saved reply.")),
        LoginError: (
            401,
            Said("账号或密码不对，或者账号已停用。", "Login or password is wrong, or the login was disabled."),
        ),
        NoReviewError: 404,
        DecidedError: 409,
        BadDecisionError: 422,
    }
)
