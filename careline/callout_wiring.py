"""How the callout engine is wired from the settings, for the worker and for the web process's voice webhooks."""

from __future__ import annotations

import asyncio
import signal

from callouts.carrier import Carrier
from callouts.pacing import Pace
from callouts.settings import CalloutSettings
from callouts.twilio_carrier import TwilioCarrier
from callouts.worker import Loop, WorkerServices, run_worker
from careline.clock import utc_now
from careline.core.rules import ShopRules
from careline.logs import set_up_logs
from careline.settings import Settings, SettingsError
from careline.shop_rules import RulesError, load_rules
from careline.store.database import Database, engine_for


def callout_settings(settings: Settings) -> CalloutSettings:
    """Everything about phoning. Raises SettingsError where the carrier's account is not set or the rules are wrong."""
    missing = [
        name
        for name, value in (
            ("CARELINE_CALLER_ID", settings.caller_id),
            ("TWILIO_ACCOUNT_SID", settings.twilio_account_sid),
            ("TWILIO_AUTH_TOKEN", settings.twilio_auth_token),
        )
        if not value
    ]
    if missing:
        raise SettingsError(f"To phone anybody, set {', '.join(missing)} (docs/settings.md).")
    return CalloutSettings(
        shop_name=settings.shop_name,
        caller=settings.caller_id,
        public_url=settings.base_url,
        secret=settings.voice_secret,
        rules=_rules(settings),
        pace=Pace(cps=settings.calls_per_second, concurrency=settings.calls_at_once),
    )


def _rules(settings: Settings) -> ShopRules:
    try:
        return load_rules(settings.rule_pack, utc_now().date())
    except RulesError as error:
        raise SettingsError(str(error)) from error


def carrier_for(settings: Settings) -> Carrier:
    """Twilio, or what speaks its API elsewhere: the simulator may dial numbers that Twilio does not serve."""
    base_url = settings.twilio_base_url or None
    return TwilioCarrier(
        settings.twilio_account_sid,
        settings.twilio_auth_token,
        base_url=base_url,
        name="simulator" if base_url and settings.demo else "twilio",
    )


def background_loops(database: Database, settings: Settings, rules: ShopRules) -> list[Loop]:  # noqa: ARG001
    """What the worker does beside phoning."""
    return []


async def run_callout_worker(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT."""
    set_up_logs(settings.log_level)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    wired, carrier = callout_settings(settings), carrier_for(settings)
    database = Database(engine_for(settings.database_url, pool_size=10))
    try:
        await run_worker(
            WorkerServices(
                database=database, url=settings.database_url, carrier=carrier, settings=wired, clock=utc_now
            ),
            stop,
            background_loops(database, settings, wired.rules),
        )
    finally:
        await carrier.close()
        await database.close()
