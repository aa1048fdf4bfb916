"""What the desk's management page sends and gets: agents, teams, hours, the audit log."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, model_validator

from careline.core.hours import WEEKDAYS, window_of
from careline.core.roles import Role
from careline.core.routing import TOPICS
from careline.desk.invitations import SHORTEST_PASSWORD
from careline.desk.shapes import NamedCode, Said
from careline.dialogue.shown import Instant, Shown
from careline.http.fields import Storable

LANGUAGES = ("zh-CN", "en")
MOST_WINDOWS = 4
MOST_DAYS = 200
LOGIN = r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}"

Name = Annotated[Said, Field(max_length=60)]
Capacity = Annotated[int, Field(ge=1, le=50)]
Reason = Annotated[Said, Field(max_length=200)]


def _topics(codes: list[str]) -> list[str]:
    if unknown := [code for code in codes if code not in TOPICS]:
        raise ValueError(f"there is no skill {unknown[0]}")
    return sorted(set(codes), key=TOPICS.index)


Skills = Annotated[list[str], AfterValidator(_topics)]
Languages = Annotated[list[Literal["zh-CN", "en"]], Field(min_length=1, max_length=2)]


class AgentIn(BaseModel):
    """A new login. `sso_name` is how the company's identity provider calls them."""

    login: Annotated[str, Field(pattern=rf"^{LOGIN}$")]
    name: Name
    role: Role = Role.AGENT
    team: Annotated[Storable, Field(max_length=60)] = ""
    languages: Languages = ["zh-CN"]
    skills: Skills = []
    capacity: Capacity | None = None
    sso_name: Annotated[Storable, Field(max_length=200)] = ""


class AgentChangeIn(BaseModel):
    """What is given changes; an empty team: none any more."""

    name: Name | None = None
    role: Role | None = None
    team: Annotated[Storable, Field(max_length=60)] | None = None
    languages: Languages | None = None
    skills: Skills | None = None
    capacity: Capacity | None = None


class WhyIn(BaseModel):
    reason: Reason


class InvitedIn(BaseModel):
    """What somebody sends who was given a link."""

    token: Annotated[str, Field(min_length=20, max_length=100, repr=False)]
    password: Annotated[str, Field(min_length=SHORTEST_PASSWORD, max_length=200, repr=False)]


class ManagedAgent(Shown):
    """`may` is what the reader may do with it: "work" (languages, skills, capacity), "all". `active` is their load, in
    weights of channels. `invited_until`: a link is out. `passwordless`: signs in with the company account."""

    agent_id: str
    login: str
    name: str
    role: Role
    role_text: str
    team: str | None
    languages: list[str]
    skills: list[str]
    capacity: int
    active: int
    state: Literal["online", "away", "offline"]
    seen_at: Instant | None
    factor: bool
    factor_wanted: bool
    sso_name: str | None
    invited_until: Instant | None
    disabled_at: Instant | None
    me: bool
    may: Literal["", "work", "all"]


class ManagedAgents(Shown):
    """Working logins first, by team and name. `weights`: what one conversation of a channel takes of the capacity.
    `passwords`: a new login may choose one; `sso`: or sign in with a company account."""

    agents: list[ManagedAgent]
    teams: list[str]
    roles: list[NamedCode]
    skills: list[NamedCode]
    languages: list[NamedCode]
    capacity: int
    weights: dict[str, int]
    passwords: bool
    sso: bool


class AgentMade(Shown):
    """`invitation` is shown this once; None: the company account lets them in. `returned`: conversations that wait
    again."""

    agent: ManagedAgent
    invitation: str | None = None
    returned: int = 0


class TeamIn(BaseModel):
    name: Name


class TeamRenameIn(TeamIn):
    to: Name


class TeamMember(Shown):
    agent_id: str
    name: str
    role_text: str
    state: Literal["online", "away", "offline"]


class TeamShown(Shown):
    """`skills` are what its members know; `canned` its own saved replies; `waiting` who waits for it now. `removable`:
    nothing hangs on it."""

    name: str
    members: list[TeamMember]
    skills: list[str]
    canned: int
    waiting: int
    removable: bool


class TeamsShown(Shown):
    teams: list[TeamShown]
    without: list[TeamMember]


def _windows(told: list[str]) -> list[str]:
    """In order, none over another."""
    windows = sorted(map(window_of, told))
    for one, following in pairwise(windows):
        if following.opens < one.closes:
            raise ValueError("the hours of a day overlap")
    return sorted(told)


Windows = Annotated[list[str], Field(max_length=MOST_WINDOWS), AfterValidator(_windows)]


class DayIn(BaseModel):
    """A date that is another day than its weekday: closed without windows."""

    date: date
    windows: Windows
    name: Annotated[Storable, Field(max_length=40)] = ""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("there is no such time zone") from None
    return name


class ScheduleIn(BaseModel):
    """Windows as "09:00-18:00", by weekday ("mon" …), in the shop's `zone` (IANA). Some day of the week is open."""

    zone: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_zone)]
    week: dict[str, Windows]
    days: Annotated[list[DayIn], Field(max_length=MOST_DAYS)] = []

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.week) != set(WEEKDAYS):
            raise ValueError(f"name every weekday: {', '.join(WEEKDAYS)}")
        if not any(self.week.values()):
            raise ValueError("some day of the week has to be open")
        if len({one.date for one in self.days}) != len(self.days):
            raise ValueError("a date is named twice")
        return self


class HoursIn(ScheduleIn):
    """`version`: which one was changed, so that two who do it at once do not undo each other's."""

    version: Annotated[int, Field(ge=0)]


class HoursPreview(Shown):
    """What these hours mean now. `told` is what a consumer hears whom nobody is there for, in both languages;
    `answer_by` the time in it."""

    open_now: bool
    opens_at: Instant | None
    closes_at: Instant | None
    answer_by: Instant
    told: dict[str, str]


class DayShown(Shown):
    date: date
    windows: list[str]
    name: str


class HoursShown(Shown):
    """`version` 0: nobody has set any; `week` is then the rules file's, on each consumer's own clock (`zone` "")."""

    version: int
    zone: str
    week: dict[str, list[str]]
    days: list[DayShown]
    set_by: str | None
    set_at: Instant | None
    preview: HoursPreview


class AuditRow(Shown):
    """`who` and `about` in words; `personal`: a look at a consumer's data. `forgotten`: of somebody erased since."""

    entry_id: str
    at: Instant
    who: str
    who_code: str
    what: str
    what_code: str
    why: str
    about: str
    order_id: str | None
    customer_id: str | None
    note: str | None
    personal: bool
    forgotten: bool


class AuditPage(Shown):
    """Newest first. `next`: what to send as `before` for what follows; None: that is all."""

    rows: list[AuditRow]
    next: str | None


class AuditKind(Shown):
    code: str
    name: str
    group: str


class AuditChoices(Shown):
    """What to filter by: `kinds` of entries in their `groups`, and `people` who have or had a login."""

    kinds: list[AuditKind]
    groups: list[NamedCode]
    people: list[NamedCode]


class ChainShown(Shown):
    """`sealed` of all entries up to `to`; `checked` of them just now, the newest. No faults: each is as it was."""

    sealed: int
    checked: int
    unsealed: int
    faults: list[str]
    head: str
    at: Instant
