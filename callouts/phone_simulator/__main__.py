"""`python -m callouts.phone_simulator`: the simulator as a process, for the demo and for tests with all processes."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence

from callouts.phone_simulator.callees import Script
from callouts.phone_simulator.clock import RealClock
from callouts.phone_simulator.config import SimulatorConfig
from callouts.phone_simulator.server import running

ENVIRONMENT = "CARELINE_PHONE_SIMULATOR_"


def parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    """Options; each falls back to CARELINE_PHONE_SIMULATOR_<OPTION>, a better place for the token than `ps`."""

    def given(name: str, default: str | None = None) -> str | None:
        return environment.get(ENVIRONMENT + name, default)

    options = argparse.ArgumentParser(prog="python -m callouts.phone_simulator", description=__doc__)
    options.add_argument("--port", type=int, default=given("PORT", "8070"), help="0: any free one")
    options.add_argument("--account-sid", default=given("ACCOUNT_SID"))
    options.add_argument("--auth-token", default=given("AUTH_TOKEN"))
    options.add_argument("--allow-origin", action="append", help="a page that may use the handset; repeatable")
    options.add_argument("--caller-name", default=given("CALLER_NAME", "Careline"))
    options.add_argument("--texts-url", default=given("TEXTS_URL", ""), help="where a text to our number is posted")
    options.add_argument("--calls-per-second", type=float, default=given("CALLS_PER_SECOND", "1"))
    options.add_argument("--say-seconds-per-character", type=float, default=given("SAY_SECONDS_PER_CHARACTER", "0.05"))
    options.add_argument("--gather-factor", type=float, default=given("GATHER_FACTOR", "4"))
    options.add_argument("--pace", type=float, default=given("PACE", "1"), help="real seconds per simulated second")
    return options


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Serve until SIGTERM or SIGINT."""
    options = parser(environment)
    chosen = options.parse_args(arguments)
    if not chosen.account_sid or not chosen.auth_token:
        options.error("--account-sid and --auth-token are required")
    listed = environment.get(ENVIRONMENT + "ALLOW_ORIGINS", "").split(",")
    config = SimulatorConfig(
        account_sid=chosen.account_sid,
        auth_token=chosen.auth_token,
        allow_origins=tuple(chosen.allow_origin or filter(None, map(str.strip, listed))),
        caller_name=chosen.caller_name,
        texts_url=chosen.texts_url,
        calls_per_second=chosen.calls_per_second,
        say_seconds_per_character=chosen.say_seconds_per_character,
        gather_factor=chosen.gather_factor,
    )
    asyncio.run(_until_signal(config, chosen.port, RealClock(chosen.pace)))
    return 0


async def _until_signal(config: SimulatorConfig, port: int, clock: RealClock) -> None:
    told_to_stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    async with running(config, port=port, clock=clock, default=Script(amd_after_s=2)) as simulator:
        sys.stdout.write(f"phone simulator at {simulator.url}\n")
        sys.stdout.flush()
        await told_to_stop.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
