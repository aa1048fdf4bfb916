"""Why a conversation was given to a person, for the agent who takes it."""

from __future__ import annotations

from careline.core.wording.language import Said

WHY = {
    "asked for a person": Said("用户要求人工", "Asked for a person"),
    "danger words": Said("提到投诉机构、法律或曝光", "Named an authority, a court or the press"),
    "not understood": Said("智能助手没听懂", "The assistant did not understand"),
    "accepted the offer of a person": Said("同意转人工", "Accepted the offer of a person"),
    "complaint": Said("投诉", "Complaint"),
    "promise_due": Said("答应的事到时没有办好", "What we promised was not done in time"),
}


def handoff_why(why: str, language: str) -> str:
    """用户要求人工; Asked for a person. What somebody wrote themselves stays as it is."""
    return WHY[why].to(language) if why in WHY else why
