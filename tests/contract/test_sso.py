"""Signing in by way of an identity provider: a real one, in a process of its own, honest and lying."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from aiohttp import CookieJar
from sqlalchemy import select

from careline.clock import utc_now
from careline.core.roles import Role
from careline.desk.provider import Client, Journey, NotBelievedError, Provider
from careline.desk.sso import NoRoleError, Reading, sso_key
from careline.desk.staff import Profile, disable_agent, save_agent
from careline.store.database import Database
from careline.store.tables.cases import journal
from careline.store.tables.desk import agent_identities, agents
from tests.desk_floor import PASSWORD
from tests.factor_kit import App
from tests.rules import RULES
from tests.running.identity import CLIENT_ID, CLIENT_SECRET, Identity, identity_provider
from tests.running.process import free_port
from tests.whole_web import Web, whole_web

pytestmark = pytest.mark.contract

CALLBACK = "/api/desk/sso/callback"
OWN_PAGE = {"X-Careline-Desk": "1"}


@pytest.fixture(scope="module")
async def running_identity() -> AsyncIterator[Identity]:
    async with identity_provider() as running:
        yield running


@pytest.fixture
async def identity(running_identity: Identity) -> AsyncIterator[Identity]:
    await running_identity.told(lie="")
    yield running_identity
    await running_identity.told(lie="")


@dataclass
class Visitor:
    """One browser, at our pages and at the provider's."""

    http: aiohttp.ClientSession
    web: Web

    async def get(self, path: str) -> aiohttp.ClientResponse:
        return await self.http.get(f"{self.web.url}{path}", allow_redirects=False)

    async def post(self, path: str, body: Any = None) -> aiohttp.ClientResponse:
        return await self.http.post(f"{self.web.url}{path}", json=body or {}, headers=OWN_PAGE)

    async def sets_out(self, **asked: str) -> str:
        """To the provider: its address, as we ask for it."""
        answer = await self.get(f"/api/desk/sso/start?{urlencode(asked)}")
        assert answer.status == 303, await answer.text()
        return answer.headers["Location"]

    async def decides(self, address: str, person: str) -> str:
        """At the provider's page, as this person (none: cancels); the address to which it sends the browser back."""
        async with self.http.get(address) as page:
            text = await page.text()
            assert page.status == 200, text
        asked = unescape(re.findall(r'name="asked" value="([^"]*)"', text)[0])
        where = f"{urlsplit(address).scheme}://{urlsplit(address).netloc}/decide"
        async with self.http.post(where, data={"asked": asked, "person": person}, allow_redirects=False) as sent:
            return sent.headers["Location"]

    async def comes_back(self, address: str) -> str:
        """To us; where our page is."""
        async with self.http.get(address, allow_redirects=False) as answer:
            assert answer.status == 303, await answer.text()
            return answer.headers["Location"]

    async def signs_in(self, person: str, **asked: str) -> str:
        return await self.comes_back(await self.decides(await self.sets_out(**asked), person))

    async def who(self) -> str | None:
        """Whose session this browser has."""
        answer = await self.get("/api/desk/me")
        return (await answer.json())["agent"]["name"] if answer.status == 200 else None


Open = Callable[..., Awaitable["Shop"]]


class Shop:
    """A web process that knows the provider; browsers at it."""

    def __init__(self, web: Web, stack: AsyncExitStack) -> None:
        self.web, self._stack = web, stack

    async def visitor(self) -> Visitor:
        http = aiohttp.ClientSession(cookie_jar=CookieJar(unsafe=True))
        return Visitor(await self._stack.enter_async_context(http), self.web)


@pytest.fixture
async def shop(database_url: str, identity: Identity) -> AsyncIterator[Open]:
    """Opens a web process with these settings besides."""
    async with AsyncExitStack() as stack:

        async def opened(**more: Any) -> Shop:
            web = await stack.enter_async_context(whole_web(database_url, **identity.settings | more))
            await identity.told(redirect_uris=[f"{web.url}{CALLBACK}"])
            return Shop(web, stack)

        yield opened


async def hire(database: Database, login: str, *, sso: str | None = None, role: str = "agent") -> None:
    async with database.begin() as tx:
        profile = Profile(name=f"客服{login}", role=role, sso_name=sso_key(sso) if sso else None)
        await save_agent(tx, login, profile, RULES.desk, password=PASSWORD, who="operator", now=utc_now())


async def noted(database: Database, what: str) -> list[tuple[str, str]]:
    async with database.begin() as tx:
        found = await tx.execute(select(journal.c.who, journal.c.subject).where(journal.c.what == what))
        return [tuple(row) for row in found]


def known(name: str, *, verified: Any = True, **more: Any) -> dict[str, Any]:
    return {"email": f"{name}@shop.example", "email_verified": verified, **more}


async def test_an_agent_gets_in_by_the_address_once_and_by_the_account_ever_after(
    database: Database, identity: Identity, shop: Open
) -> None:
    await hire(database, "li", sso="Li.Ting@Shop.example")
    await identity.knows("liting", email="li.ting@shop.example", email_verified=True)
    web = await shop()
    visitor = await web.visitor()
    assert (await (await visitor.get("/api/desk/login")).json())["sso"] is True
    assert await visitor.signs_in("liting", to="/insights/review", lang="en") == "/insights/review?lang=en"
    assert await visitor.who() == "客服li"
    assert await noted(database, "identity_bound") == [("agent:li", "agent:li")]
    # married: another address, the same account; and her old address is somebody else's now
    await identity.knows("liting", email="wang.ting@shop.example", email_verified=True)
    await identity.knows("intern", email="li.ting@shop.example", email_verified=True)
    visitor, other = await web.visitor(), await web.visitor()
    assert (await visitor.signs_in("liting"), await visitor.who()) == ("/desk", "客服li")
    assert (await other.signs_in("intern"), await other.who()) == ("/desk?sign_in=unknown_person", None)


async def test_what_goes_to_the_provider_is_bound_to_this_browser_and_this_sign_in(
    identity: Identity, shop: Open
) -> None:
    visitor = await (await shop()).visitor()
    first, second = [parse_qs(urlsplit(await visitor.sets_out()).query) for _ in range(2)]
    assert (first["response_type"], first["code_challenge_method"], first["client_id"]) == (
        ["code"], ["S256"], [CLIENT_ID],
    )  # fmt: skip
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name][0]) >= 43
    answer = await visitor.get("/api/desk/sso/start")
    cookie = answer.cookies["careline_journey"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "600")
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["nonce"][0] not in cookie.value


LIES = {
    "another nonce": "is of another sign-in",
    "no nonce": "is of another sign-in",
    "another audience": "InvalidAudienceError",
    "audiences without a party": "several audiences",
    "another party": "for another client",
    "another issuer": "InvalidIssuerError",
    "expired": "ExpiredSignatureError",
    "no expiry": "MissingRequiredClaimError",
    "from the future": "ImmatureSignatureError",
    "no subject": "MissingRequiredClaimError",
    "unsigned": "not signed by a key pair",
    "signed with the public key": "not signed by a key pair",
    "signed with the client's secret": "not signed by a key pair",
    "a stranger's key": "by no key of the issuer",
    "a stranger's key under our name": "InvalidSignatureError",
    "another algorithm than the key's": "by no key of the issuer",
    "no token at all": "the ID token is none",
    "an answer of another issuer": "of another issuer",
    "an answer of nobody": "does not say of which issuer",
}
"""What a provider may say that is not its word for us, and why it is not believed."""


@pytest.mark.parametrize("lie", LIES)
async def test_what_is_not_the_providers_word_for_us_lets_nobody_in(
    database: Database, identity: Identity, shop: Open, lie: str
) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop()).visitor()
    await identity.told(lie=lie)
    assert await visitor.signs_in("li") == "/desk?sign_in=refused"
    assert await visitor.who() is None
    await identity.told(lie="")
    assert (await visitor.signs_in("li"), await visitor.who()) == ("/desk", "客服li")


@dataclass
class Direct:
    """The client alone, without a web process."""

    visitor: Visitor
    provider: Provider

    async def claims(self, *, verifier: str = "v" * 64) -> Mapping[str, Any]:
        """What comes of a sign-in that set out with another verifier, maybe."""
        journey = Journey(state="s" * 43, nonce="n" * 43, verifier="v" * 64)
        answer = parse_qs(urlsplit(await self.visitor.decides(await self.provider.address(journey), "li")).query)
        told = answer.get("iss", [None])[0]
        word = await self.provider.word(answer["code"][0], replace(journey, verifier=verifier), told_issuer=told)
        return word.claims


@pytest.fixture
async def direct(identity: Identity) -> AsyncIterator[Direct]:
    redirect = f"http://127.0.0.1:{free_port()}{CALLBACK}"
    await identity.told(redirect_uris=[redirect])
    await identity.knows("li", **known("li"))
    client = Client(issuer=identity.url, client_id=CLIENT_ID, secret=CLIENT_SECRET)
    async with aiohttp.ClientSession(cookie_jar=CookieJar(unsafe=True)) as http:
        web = Web(0, None)  # type: ignore[arg-type]  # nobody comes back to us
        yield Direct(Visitor(http, web), Provider(http, client, redirect))


@pytest.mark.parametrize(("lie", "why"), LIES.items())
async def test_each_lie_is_found_by_what_is_wrong_with_it(
    identity: Identity, direct: Direct, lie: str, why: str
) -> None:
    await identity.told(lie=lie)
    with pytest.raises(NotBelievedError, match=why):
        await direct.claims()


async def test_a_code_is_bought_only_with_the_verifier_that_it_was_asked_with(direct: Direct) -> None:
    with pytest.raises(NotBelievedError, match="invalid_grant"):
        await direct.claims(verifier="w" * 64)
    assert (await direct.claims())["email"] == "li@shop.example"


async def test_who_did_not_set_out_here_is_not_let_in(database: Database, identity: Identity, shop: Open) -> None:
    """The answer of somebody else's sign-in, which a page could make a browser open: theirs would be our session."""
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    web = await shop()
    attacker, victim = await web.visitor(), await web.visitor()
    address = await attacker.decides(await attacker.sets_out(), "li")
    assert await victim.comes_back(address) == "/desk?sign_in=expired"  # no cookie at all
    await victim.sets_out()
    assert await victim.comes_back(address) == "/desk?sign_in=expired"  # a cookie of another sign-in
    stateless = re.sub(r"state=[^&]*&", "", address)
    assert await attacker.comes_back(stateless) == "/desk?sign_in=expired"
    assert (await victim.who(), await attacker.who()) == (None, None)
    assert await attacker.comes_back(address) == "/desk"  # whose it is


async def test_an_answer_counts_once(database: Database, identity: Identity, shop: Open) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop()).visitor()
    asked = await visitor.sets_out()
    [journey] = [one.value for one in visitor.http.cookie_jar if one.key == "careline_journey"]
    address = await visitor.decides(asked, "li")
    assert await visitor.comes_back(address) == "/desk"
    assert await visitor.comes_back(address) == "/desk?sign_in=expired"  # the browser has forgotten it
    thief = replace(visitor, http=aiohttp.ClientSession(cookie_jar=CookieJar(unsafe=True)))
    async with thief.http:
        thief.http.cookie_jar.update_cookies({"careline_journey": journey})
        assert await thief.comes_back(address) == "/desk?sign_in=refused"  # and so has the provider
        assert await thief.who() is None


async def test_keys_of_the_provider_may_change_at_any_time(
    database: Database, identity: Identity, shop: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    web = await shop()
    assert await (await web.visitor()).signs_in("li") == "/desk"
    monkeypatch.setattr("careline.desk.provider.KEYS_AGAIN", 0.0)  # else the next try would have to wait for 5 s
    for algorithm in ("ES256", "RS256"):
        await identity.told(new_key=algorithm)
        visitor = await web.visitor()
        assert (await visitor.signs_in("li"), await visitor.who()) == ("/desk", "客服li")


@pytest.mark.parametrize(
    "to",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/desk/../../evil", "/desk\r\nX: y", "/chat", ""],
)
async def test_nobody_is_sent_to_a_foreign_page(database: Database, identity: Identity, shop: Open, to: str) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop()).visitor()
    assert await visitor.signs_in("li", to=to, lang="en&x=//evil.example") == "/desk"


@pytest.mark.parametrize("verified", [False, None, "yes"])
async def test_an_address_that_nobody_has_verified_names_nobody(
    database: Database, identity: Identity, shop: Open, verified: Any
) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li", verified=verified))
    visitor = await (await shop()).visitor()
    assert await visitor.signs_in("li") == "/desk?sign_in=unknown_person"


async def test_nobody_is_made_and_who_was_sent_away_stays_away(
    database: Database, identity: Identity, shop: Open
) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    await identity.knows("ghost", **known("ghost"))
    visitor = await (await shop()).visitor()
    assert await visitor.signs_in("ghost") == "/desk?sign_in=unknown_person"
    assert await visitor.signs_in("li") == "/desk"
    await disable_agent(database, "li", who="operator", why="left", now=utc_now())
    assert await visitor.signs_in("li") == "/desk?sign_in=unknown_person"
    assert await visitor.who() is None


async def test_another_name_releases_the_account(database: Database, identity: Identity, shop: Open) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop()).visitor()
    assert await visitor.signs_in("li") == "/desk"
    await hire(database, "li", sso="ting@shop.example")
    assert await visitor.who() is None
    assert await visitor.signs_in("li") == "/desk?sign_in=unknown_person"
    async with database.begin() as tx:
        assert (await tx.execute(select(agent_identities))).first() is None


async def test_an_id_may_name_agents_instead_of_an_address(database: Database, identity: Identity, shop: Open) -> None:
    """As with Entra, whose addresses nobody has verified."""
    await hire(database, "li", sso="6E0F-aB")
    await identity.knows("li", oid="6E0F-aB", **known("wu", verified=False))
    await identity.knows("mimic", oid="6e0f-ab")
    visitor = await (await shop(oidc_name_claim="oid")).visitor()
    assert await visitor.signs_in("mimic") == "/desk?sign_in=unknown_person"
    assert await visitor.signs_in("li") == "/desk"


async def test_roles_are_the_providers_where_the_operator_says_so(
    database: Database, identity: Identity, shop: Open
) -> None:
    await hire(database, "li", sso="li@shop.example")
    rules = {"oidc_roles_claim": "realm_access.roles", "oidc_roles": "care-desk=agent, care-leads=supervisor"}
    web = await shop(**rules)
    visitor = await web.visitor()
    for given, role in (
        (["care-desk", "care-leads", "other"], "supervisor"), (["care-desk"], "agent"), (["other"], None), ("x", None),
    ):  # fmt: skip
        await identity.knows("li", realm_access={"roles": given}, **known("li"))
        assert await visitor.signs_in("li") == ("/desk" if role else "/desk?sign_in=no_role")
        async with database.begin() as tx:
            now = (await tx.execute(select(agents.c.role))).scalar_one()
        assert now == (role or "agent")
    assert await noted(database, "agent_changed") == [("system", "agent:li")] * 2


async def test_who_approves_money_gives_our_code_unless_the_provider_has_asked_for_a_second_factor(
    database: Database, identity: Identity, shop: Open
) -> None:
    await hire(database, "li", sso="li@shop.example", role="senior")
    await identity.knows("li", **known("li", acr="password"))
    web = await shop(second_factor="approvers", oidc_factor="acr=two")
    visitor = await web.visitor()
    address = await visitor.sets_out()
    assert parse_qs(urlsplit(address).query)["acr_values"] == ["two"]
    assert await visitor.comes_back(await visitor.decides(address, "li")) == "/desk"
    assert await visitor.who() is None
    ways = await (await visitor.get("/api/desk/login")).json()
    assert ways["halfway"] == {"needs": "set_up", "name": "客服li"}
    app = App((await (await visitor.post("/api/desk/login/set_up")).json())["secret"])
    answer = await visitor.post("/api/desk/login/code", {"code": app.code(utc_now())})
    assert (answer.status, await visitor.who()) == (200, "客服li")
    await identity.knows("li", **known("li", acr="two"))
    visitor = await web.visitor()
    assert (await visitor.signs_in("li"), await visitor.who()) == ("/desk", "客服li")
    assert (await (await visitor.get("/api/desk/factor")).json())["strong"] is True


async def test_passwords_may_be_off_but_for_an_admin_of_emergencies(
    database: Database, identity: Identity, shop: Open
) -> None:
    for login, role in (("li", "agent"), ("gao", "admin"), ("wu", "supervisor")):
        await hire(database, login, role=role)
    web = await shop(break_glass="gao,wu")
    statuses = {}
    for login in ("li", "wu", "gao", "nobody"):
        visitor = await web.visitor()
        assert (await (await visitor.get("/api/desk/login")).json())["passwords"] == "emergency"
        answer = await visitor.post("/api/desk/login", {"login": login, "password": PASSWORD})
        statuses[login] = answer.status
    assert statuses == {"li": 401, "wu": 401, "gao": 200, "nobody": 401}
    assert await noted(database, "break_glass_used") == [("agent:gao", "agent:gao")]


@pytest.fixture
async def leaving(database: Database, identity: Identity, shop: Open) -> Visitor:
    """Somebody signed in where signing out goes on to the provider."""
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    web = await shop(oidc_sign_out="provider")
    await identity.told(homes=[f"{web.web.url}/desk"])
    visitor = await web.visitor()
    assert (await visitor.signs_in("li"), await visitor.who()) == ("/desk", "客服li")
    return visitor


async def at_the_provider(identity: Identity, visitor: Visitor) -> str:
    """Who is signed in there with this browser, or "nobody"."""
    async with visitor.http.get(f"{identity.url}/session") as answer:
        return str(re.findall("<output>(.*)</output>", await answer.text())[0])


async def signs_out(visitor: Visitor) -> str | None:
    """Where the browser goes on to."""
    answer = await visitor.post("/api/desk/logout")
    assert (answer.status, await visitor.who()) == (200, None)
    go_on: str | None = (await answer.json())["go_on"]
    return go_on


async def test_who_signs_out_here_signs_out_at_the_provider_too_and_comes_back(
    identity: Identity, leaving: Visitor
) -> None:
    assert await at_the_provider(identity, leaving) == "li"
    address = await signs_out(leaving)
    assert address
    assert await leaving.comes_back(address) == f"{leaving.web.url}/desk"
    assert await at_the_provider(identity, leaving) == "nobody"


async def test_what_is_needed_to_sign_out_goes_nowhere_but_there(identity: Identity, leaving: Visitor) -> None:
    [kept] = [one for one in leaving.http.cookie_jar if one.key == "careline_provider"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == ("/api/desk/logout", True, "Strict")
    asked = parse_qs(urlsplit(await signs_out(leaving) or "").query)
    assert asked["client_id"] == [CLIENT_ID]
    assert asked["id_token_hint"][0] not in kept.value
    assert "careline_provider" not in {one.key for one in leaving.http.cookie_jar}


async def test_without_a_word_of_the_operator_the_providers_session_is_left_alone(
    database: Database, identity: Identity, shop: Open
) -> None:
    """It may be the one of the mail and of everything else."""
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop()).visitor()
    await visitor.signs_in("li")
    assert "careline_provider" not in {one.key for one in visitor.http.cookie_jar}
    assert await signs_out(visitor) is None
    assert await at_the_provider(identity, visitor) == "li"


async def test_who_came_by_password_is_not_sent_to_the_provider(database: Database, leaving: Visitor) -> None:
    await hire(database, "wu")
    answer = await leaving.post("/api/desk/login", {"login": "wu", "password": PASSWORD})
    assert (answer.status, await leaving.who()) == (200, "客服wu")
    assert await signs_out(leaving) is None


@pytest.mark.parametrize("lie", ["no way out", "an unsafe way out", "discovery of another issuer"])
async def test_who_signs_out_is_out_here_even_where_the_provider_cannot_be_told(
    identity: Identity, leaving: Visitor, lie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careline.desk.provider.DISCOVERY_LASTS", 0.0)  # else what it said before would count
    await identity.told(lie=lie)
    assert await signs_out(leaving) is None


async def test_a_token_too_long_for_a_cookie_is_no_hint_and_the_provider_asks(
    identity: Identity, leaving: Visitor
) -> None:
    await identity.knows("li", **known("li", groups=["team"] * 1000))
    await leaving.signs_in("li")
    address = await signs_out(leaving)
    assert address
    assert "id_token_hint" not in address
    async with leaving.http.get(address) as page:
        assert await page.text() == "Do you want to sign out?"


async def test_while_the_provider_is_away_people_are_told_so(
    database: Database, identity: Identity, shop: Open
) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop(oidc_issuer=f"http://127.0.0.1:{free_port()}")).visitor()
    answer = await visitor.get("/api/desk/sso/start?to=/insights")
    assert answer.headers["Location"] == "/insights?sign_in=provider_down"
    assert (await visitor.post("/api/desk/login", {"login": "li", "password": PASSWORD})).status == 200

    visitor = await (await shop()).visitor()
    address = await visitor.decides(await visitor.sets_out(), "li")
    await identity.told(lie="down")
    assert await visitor.comes_back(address) == "/desk?sign_in=provider_down"
    await identity.told(lie="discovery of another issuer")
    answer = await (await (await shop()).visitor()).get("/api/desk/sso/start")
    assert answer.headers["Location"] == "/desk?sign_in=provider_down"


async def test_who_cancels_is_back_at_the_page(identity: Identity, shop: Open) -> None:
    visitor = await (await shop()).visitor()
    assert await visitor.signs_in("", to="/insights") == "/insights?sign_in=cancelled"


async def test_one_session_follows_another_in_the_same_browser(
    database: Database, identity: Identity, shop: Open
) -> None:
    await hire(database, "li", sso="li@shop.example")
    await identity.knows("li", **known("li"))
    visitor = await (await shop()).visitor()
    await visitor.post("/api/desk/login", {"login": "li", "password": PASSWORD})
    [before] = [one.value for one in visitor.http.cookie_jar if one.key == "careline_desk"]
    await visitor.signs_in("li")
    [after] = [one.value for one in visitor.http.cookie_jar if one.key == "careline_desk"]
    assert before != after
    async with aiohttp.ClientSession(cookies={"careline_desk": before}) as earlier:
        assert await replace(visitor, http=earlier).who() is None


async def test_without_a_provider_there_is_no_way_by_it(database_url: str) -> None:
    async with whole_web(database_url) as web, aiohttp.ClientSession() as http:
        visitor = Visitor(http, web)
        for path in ("/api/desk/sso/start", CALLBACK):
            assert (await visitor.get(path)).status == 404
        ways = await (await visitor.get("/api/desk/login")).json()
        assert ways == {"passwords": "everybody", "sso": False, "sso_name": "", "halfway": None}


def test_claims_are_read_as_the_operator_says() -> None:
    roles = {"d": Role.AGENT, "l": Role.SUPERVISOR}
    reading = Reading(roles_claim="care/roles", roles=roles, factor=("amr", "mfa"))
    assert reading.role_of({"care/roles": ["d", "l", 5]}) is Role.SUPERVISOR
    assert reading.role_of({"care/roles": "d"}) is Role.AGENT
    for nothing in ({}, {"care/roles": None}, {"care/roles": {"l": 1}}, {"care/roles": ["L"]}):
        with pytest.raises(NoRoleError):
            reading.role_of(nothing)
    assert (reading.is_strong({"amr": ["pwd", "mfa"]}), reading.is_strong({"amr": "mfa"})) == (True, True)
    assert (reading.is_strong({"amr": ["pwd"]}), reading.is_strong({})) == (False, False)
    assert (Reading().is_strong({"amr": ["mfa"]}), Reading(factor_always=True).is_strong({})) == (False, True)
