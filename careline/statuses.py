"""Which HTTP status each of the use cases' errors becomes. What is not listed is a 500 that tells nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from careline.cases.service import NoRemedyError, NotWaitingError, SecondPersonError, TooLateError
from careline.conversations.conversation import NoConversationError
from careline.conversations.messages import ClientIdReusedError, UnknownButtonError
from careline.conversations.service import UnknownConsumerError
from careline.core.conversation import IllegalMoveError
from careline.desk.agents import LoginError
from careline.desk.service import AtCapacityError, NotYoursError, TakenError
from careline.insights.service import BadDecisionError, DecidedError, NoReviewError

STATUSES: Mapping[type[Exception], int] = MappingProxyType(
    {
        UnknownConsumerError: 404,
        NoConversationError: 404,
        UnknownButtonError: 404,
        NotYoursError: 404,
        NoRemedyError: 404,
        NotWaitingError: 409,
        SecondPersonError: 409,
        TooLateError: 409,
        ClientIdReusedError: 409,
        IllegalMoveError: 409,
        TakenError: 409,
        AtCapacityError: 409,
        LoginError: 401,
        NoReviewError: 404,
        DecidedError: 409,
        BadDecisionError: 422,
    }
)
