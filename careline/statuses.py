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
from careline.core.quality import ScoresError
from careline.core.wording.language import Said
from careline.desk.agents import LoginError
from careline.desk.audit import BadFilterError
from careline.desk.bulk import ChangedError, ReusedBulkError
from careline.desk.calls import CallGoneError, NoLineError
from careline.desk.canned import NoCannedError
from careline.desk.doing import NoReasonError, NotOpenError, PastError, TooMuchError
from careline.desk.entrance import NotHalfwayError
from careline.desk.factor_routes import NoSuchAgentError, OwnFactorError
from careline.desk.invitations import InvitationGoneError
from careline.desk.logins import NotAllowedError, NotLoggedInError, SecondFactorMissingError
from careline.desk.managing import LoginTakenError, NoAgentError, NoWayInError, OwnLoginError
from careline.desk.opening import HoursChangedError
from careline.desk.second_factor import (
    FactorNeededError,
    FactorsOffError,
    NoFactorError,
    TooManyCodesError,
    WrongCodeError,
)
from careline.desk.service import (
    AtCapacityError,
    BeingRungError,
    ColleagueFullError,
    NobodyWaitsError,
    NotInQueueError,
    NotThereError,
    NotYoursError,
    OnThePhoneError,
    TakenError,
    TalkingElsewhereError,
)
from careline.desk.sso_routes import NoSsoError
from careline.desk.staff import TakenNameError
from careline.desk.teams import NoTeamError, TeamInUseError, TeamTakenError
from careline.http.problem import Answers
from careline.insights.period import EARLIEST, MOST_DAYS, BadPeriodError
from careline.insights.quality import AnsweredError, NoQualityError, NotOverError, OwnWorkError, ScoredError
from careline.insights.service import BadDecisionError, DecidedError, NoReviewError

STATUSES: Answers = MappingProxyType(
    {
        UnknownConsumerError: (
            404,
            Said("还没有收到您的订单信息，请稍后再试。", "The shop has not told us about this consumer yet."),
        ),
        NoConversationError: (404, Said("没有这段会话。", "There is no such conversation.")),
        UnknownButtonError: (
            404,
            Said("这个按钮已经失效了，直接打字告诉我就行。", "This button was not issued to you; just write."),
        ),
        NotYoursError: (404, Said("这段会话不在您这里。", "There is no such conversation at your desk.")),
        BeingRungError: (
            409,
            Said(
                "顾客还在电话里等，系统正在给一位同事打过去，先等几秒。",
                "This customer is on the line, and a colleague's phone is ringing for them. Give it a few seconds.",
            ),
        ),
        OnThePhoneError: (
            409,
            Said(
                "这是一通电话，请直接说；挂断后可以在应用里接着聊。",
                "This is a call: talk. After it you can go on in the app.",
            ),
        ),
        CallGoneError: (
            409,
            Said("这通电话已经不在等您了。", "This call does not wait for you any more."),
        ),
        NoLineError: (
            503,
            Said("电话线路没有反应，请再试一次。", "The phone line does not answer; please try again."),
        ),
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
        ClientIdReusedError: (
            409,
            Said(
                "这条消息和之前发的不一致，请重新发送。",
                "This client_id was used for another message; make a new one for new content.",
            ),
        ),
        IllegalMoveError: (
            409,
            Said("这段会话刚刚变了状态，请刷新再试。", "The conversation has just changed; look again."),
        ),
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
        ColleagueFullError: (
            409,
            Said("这位同事的会话数已满，请换一位。", "This colleague has as many conversations as their limit allows."),
        ),
        NotThereError: (
            409,
            Said("这位同事现在不在线，请换一位，或转到团队。", "This colleague is not online; choose another one."),
        ),
        NobodyWaitsError: (404, Said("现在没有您可以接的顾客。", "Nobody waits whom you could take now.")),
        NotInQueueError: (409, Said("您没有在排队等人工。", "You are not waiting for a person.")),
        NotLoggedInError: (401, Said("请先登录。", "Log in at the desk first.")),
        NotAllowedError: (403, Said("您的角色没有这项权限。", "Your role does not allow this.")),
        LoginError: (
            401,
            Said("账号或密码不对，或者账号已停用。", "Login or password is wrong, or the login was disabled."),
        ),
        SecondFactorMissingError: (
            403,
            Said(
                "审批涉及花钱，要先用验证器登录：点右上角“登录安全”绑定验证器，绑好就可以审批了。",
                "Deciding about money needs an authenticator app: set one up under “Sign-in” at the top right, then "
                "decide.",
            ),
        ),
        WrongCodeError: (
            401,
            Said(
                "验证码不对，或者已经用过。请等下一个再试。",
                "That code isn’t right, or was used already. Wait for the next one.",
            ),
        ),
        TooManyCodesError: (
            429,
            Said(
                "输错的次数太多，验证码先不能用了，一小时后再试。现在要登录，请用一个恢复码，或者请管理员重置验证器。",
                "Too many wrong codes: codes from the app are off for an hour. Use a recovery code, or ask an admin to "
                "reset your authenticator.",
            ),
        ),
        NotHalfwayError: (410, Said("登录已超时，请重新登录。", "That took too long; please sign in again.")),
        NoFactorError: (409, Said("没有绑定验证器。", "There is no authenticator set up.")),
        FactorNeededError: (
            409,
            Said("您的角色必须用验证器，只能更换，不能解除。", "Your role needs an authenticator; you can replace it."),
        ),
        FactorsOffError: (
            409,
            Said(
                "系统还没有配置验证器密钥（CARELINE_LOGIN_SECRET），请联系管理员。",
                "Authenticators are not set up here (CARELINE_LOGIN_SECRET); please tell your admin.",
            ),
        ),
        OwnFactorError: (
            409,
            Said("自己的验证器请在“登录安全”里更换或解除。", "Change your own authenticator under “Sign-in”."),
        ),
        NoAgentError: (404, Said("没有这个客服账号。", "There is no such agent.")),
        LoginTakenError: (
            409,
            Said(
                "这个登录名已经有人用了，停用的账号可以直接恢复。",
                "This login is taken. If it was deactivated, reactivate it instead.",
            ),
        ),
        OwnLoginError: (
            409,
            Said(
                "自己的角色和账号不能自己改，请另一位管理员来操作。",
                "Ask another admin to change your own login.",
            ),
        ),
        NoWayInError: (
            422,
            Said(
                "这里只能用公司账号登录，请填写对应的公司账号。",
                "People sign in with their company account here: say which one is theirs.",
            ),
        ),
        TakenNameError: (
            409,
            Said("这个公司账号已经对应另一位客服。", "This company account belongs to another agent."),
        ),
        InvitationGoneError: (
            410,
            Said(
                "这个链接已经用过，或者过期了，请管理员再发一个。",
                "This link was used already or is too old. Ask your admin for another one.",
            ),
        ),
        NoTeamError: (404, Said("没有这个小组。", "There is no such team.")),
        TeamTakenError: (409, Said("已经有这个名字的小组了。", "There is a team of this name already.")),
        TeamInUseError: (
            409,
            Said(
                "小组里还有人、有常用语或有顾客在等，先移走再删除。",
                "The team still has members, saved replies or somebody waiting for it.",
            ),
        ),
        HoursChangedError: (
            409,
            Said("刚刚有人改过工作时间，请看一下新的再改。", "Somebody has just changed the hours. Look again."),
        ),
        BadFilterError: 422,
        NoSuchAgentError: (404, Said("没有这个客服账号。", "There is no such agent.")),
        NoSsoError: (404, Said("没有开通公司账号登录。", "Signing in with a company account is not set up here.")),
        NoReviewError: (404, Said("没有这条语句。", "There is no such sentence.")),
        DecidedError: (
            409,
            Said("这一条已经有人处理了，请刷新。", "Somebody else has decided about this sentence; load it again."),
        ),
        BadDecisionError: 422,
        BadPeriodError: (
            400,
            Said(
                f"时间段不对：从 {EARLIEST.year} 年起，到今天为止，开始不晚于结束，一次最多 {MOST_DAYS} 天。",
                f"That is no period: it begins before it ends, ends by today, has at most {MOST_DAYS} days, and none "
                f"before {EARLIEST.year}.",
            ),
        ),
        ChangedError: (
            409,
            Said(
                "选中以后这段会话换了人或状态，请看一眼再办。",
                "It has changed hands since you selected it; look again.",
            ),
        ),
        ReusedBulkError: (409, Said("这次批量操作的编号已经用过了。", "This bulk_id was used for something else.")),
        NoQualityError: (404, Said("没有这段会话，或者没有这条质检。", "There is no such conversation or review.")),
        OwnWorkError: (
            409,
            Said(
                "这段会话您自己接待过，要由别人来评。", "You had this conversation yourself; somebody else reviews it."
            ),
        ),
        NotOverError: (
            409,
            Said(
                "这段会话还在人工处理，结束后再评。", "This conversation still goes on with a person; review it later."
            ),
        ),
        ScoredError: (
            409,
            Said("这段会话已经有人评过了，请刷新。", "Somebody else has reviewed this conversation; load it again."),
        ),
        ScoresError: (
            422,
            Said(
                "每一项都要打分；没给满分或者不适用的，请写明原因。",
                "Every criterion needs a score, and whatever is less than met, or does not apply, a reason.",
            ),
        ),
        AnsweredError: (409, Said("这条质检您已经回复过了。", "You have answered this review already.")),
    }
)
