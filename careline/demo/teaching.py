"""Orders imported into a demo are the demo shop's own: it is told of them, so that it can act on them."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any

_BATCH = 200
_SECONDS = 10


def learn_orders(file: Path, port: int) -> bool:
    """Tell the demo shop on this port (loopback) of a file of order events, one JSON object a line.

    False where no shop runs there, or it refused; the feed has the orders all the same.
    """
    events: list[dict[str, Any]] = []
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and isinstance(event.get("order"), dict):
            events.append(event)
    try:
        return all(_told(events[at : at + _BATCH], port) for at in range(0, len(events), _BATCH))
    except OSError:
        return False


def _told(events: list[dict[str, Any]], port: int) -> bool:
    shop = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS)
    try:
        body = json.dumps({"events": events, "told": True}).encode()
        shop.request("POST", "/control/orders", body, {"Content-Type": "application/json"})
        return shop.getresponse().status == http.client.OK
    finally:
        shop.close()
