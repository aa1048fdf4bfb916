"""`python -m tests.faults.wrong_clock HOURS worker`: a `careline` command whose clock is so many hours ahead.

The service reads one clock (careline/clock.py), so that one is put ahead before anybody imports it. The database's
stays right, as on a machine whose own clock is wrong.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from careline import clock


def main() -> None:
    ahead, right = timedelta(hours=float(sys.argv[1])), clock.utc_now

    def wrong() -> datetime:
        return right() + ahead

    clock.utc_now = wrong
    from careline.cli import main as careline  # only now may anybody read the clock

    sys.argv = ["careline", *sys.argv[2:]]
    careline()


if __name__ == "__main__":
    main()
