"""What one process counts. A label has few values, all of them codes; docs/production.md lists them.

Use: `TURNS.labels(outcome="answered").inc()`. Each is created here, so that two modules cannot name one metric twice.
"""

from __future__ import annotations

from prometheus_client import Counter, Histogram

TURNS = Counter("careline_turns", "Turns that ended, by what came of them.", ["outcome"])
TURN_SECONDS = Histogram(
    "careline_turn_seconds", "From the message to its stored answer, in seconds.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 3, 5, 8, 15, 60),
)  # fmt: skip
RESPONSES = Counter("careline_http_responses", "Answers over HTTP, by class of status (2xx … 5xx).", ["status"])
LOGINS = Counter("careline_logins", "Logins at the desk: ok, refused (wrong password), limited.", ["result"])
REFUSALS = Counter(
    "careline_refusals", "Requests refused for who sent them: signature, token, login, origin, rate.", ["kind"]
)
FEED_EVENTS = Counter("careline_feed_events", "Events of the feed: accepted, ignored, rejected.", ["outcome"])
REVEALS = Counter("careline_reveals", "Personal data that agents had shown in full, by kind.", ["kind"])
ERASURES = Counter(
    "careline_erasures", "Erasures of consumers: done, waiting (something is under way), failed.", ["result"]
)
PRUNED = Counter("careline_pruned_rows", "Rows that were deleted or emptied because their time was over.", ["kind"])
