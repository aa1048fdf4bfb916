"""How agents get in, from the settings."""

from __future__ import annotations

import aiohttp

from careline.core.roles import Role
from careline.desk.entrance import SignIn, SingleSignOn
from careline.desk.provider import Client, Provider
from careline.desk.sealing import Sealer
from careline.desk.second_factor import Factors
from careline.desk.sso import Reading
from careline.desk.sso_routes import CALLBACK
from careline.settings import Settings


def sign_in_of(settings: Settings, http: aiohttp.ClientSession) -> SignIn:
    """`http` asks the identity provider, where there is one. What `refuse_unsafe` refuses is not looked at again."""
    secrets = settings.pair("login_secret") if settings.login_secret else ()
    factors = Factors(
        Sealer(secrets, "second factors") if secrets else None, settings.factor_wanted, settings.shop_name
    )
    browsers = Sealer(secrets, "agents' browsers") if secrets else None
    if not (settings.oidc_issuer and secrets):
        return SignIn(factors=factors, browsers=browsers)
    return SignIn(
        factors=factors,
        browsers=browsers,
        sso=SingleSignOn(
            provider=provider_of(settings, http),
            reading=_reading_of(settings),
            journeys=Sealer(secrets, "journeys to the identity provider"),
            sessions=Sealer(secrets, "sessions at the identity provider")
            if settings.oidc_sign_out == "provider"
            else None,
            name=settings.oidc_name,
        ),
        break_glass=frozenset(settings.break_glass),
    )


def provider_of(settings: Settings, http: aiohttp.ClientSession) -> Provider:
    name, _, value = settings.oidc_factor.partition("=")
    client = Client(
        issuer=settings.oidc_issuer, client_id=settings.oidc_client_id, secret=settings.oidc_client_secret,
        scopes=settings.oidc_scopes, acr=value if name == "acr" else "",
    )  # fmt: skip
    return Provider(http, client, f"{settings.base_url}{CALLBACK}", home=f"{settings.base_url}/desk")


def _reading_of(settings: Settings) -> Reading:
    pairs = (one.rpartition("=") for one in settings.oidc_roles)
    name, _, value = settings.oidc_factor.partition("=")
    return Reading(
        name_claim=settings.oidc_name_claim,
        roles_claim=settings.oidc_roles_claim,
        roles={given: Role(role) for given, _, role in pairs},
        factor=(name, value) if value else None,
        factor_always=settings.oidc_factor == "always",
    )
