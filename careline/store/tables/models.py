"""Decisions about the assistant's model: what was promoted, refused, rolled back, by whom, why, on which figures."""

from sqlalchemy import Table

from careline.core.models import Step
from careline.store.tables.base import document, instant, metadata, one_of, own_id, words

# The newest row tells which model is in use (`model`, with the checksum of its file). `sources` names the model of the
# sources as they were then; `candidate` the model that the decision was about.
model_decisions = Table(
    "model_decisions",
    metadata,
    own_id("decision_id"),
    instant("at"),
    words("who"),
    words("why"),
    words("what"),
    words("model"),
    words("sha256"),
    words("sources"),
    words("candidate"),
    document("figures"),
    one_of("what", Step),
)
