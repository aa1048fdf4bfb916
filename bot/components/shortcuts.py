"""Wishes that no classifier may miss: a person, and words of danger. Rules, looked at before any model.

The patterns see normalised text: lower case, simplified, no spaces between Han characters.
"""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.normaliser import normalise
from bot.components.step import CLAUSES, PLAIN, Step, as_rasa
from bot.components.thresholds import FALLBACK, OUT_OF_SCOPE

# In Chinese these words mean nothing else; 主管 and 经理 are also talked about, so they need a verb.
_PERSON_ZH = (
    r"转(?:接|到|给|个)?(?:一?下)?人工|人工(?:客服|服务|坐席|专员|接听|台|电话|入口)|^人工(?!智能)|人工[吗吧啊呢呀]*\W*$"
    r"|[要找接换叫请来按让聊到给]个?人工(?!智能|费|湖|草)|活人|真人(?!秀|版|实拍|照)"
    r"|(?:找|叫|让|换|要|请|见|联系|接|转)(?:一下|个|到|给)?(?:你们?的?)?(?:主管|经理|领导|负责人)|^主管|主管(?:在|出来|呢)"
)
_PERSON_ZH += r"|^(?:行|好的?|那就?|嗯|[，,\s])*(?:帮我)?转(?:吧|一下吧?|过去吧?)$"
_PERSON_EN = (
    r"(?:live|real|human|service|support|an) agent|agent please|^agent|representative|supervisor"
    r"|(?:real|actual|live) (?:person|human)|human being|(?:to|with|want|need|get) (?:a |an |some )?human|^human(?! \w)"
    r"|human (?:help|support|please)"
    r"|(?:speak|talk) (?:to|with) (?:a |an |your |the )?(?:agent|manager|person|somebody|someone)"
)
_PERSON = re.compile(rf"{_PERSON_ZH}|(?<![a-z])(?:{_PERSON_EN})(?![a-z])")
# Who says no to a person, asks whether we are one, or means another kind of agent.
_REFUSES_PERSON = (
    r"(?:不要|不用|不想|别|不需要|甭)再?(?:给我|帮我)?(?:转接?|接|找)?人工"
    r"|(?:don'?t|do not|no) (?:need|want) (?:a|an|any|to (?:speak|talk) (?:to|with) an?) (?:human|agent|real person)"
)
_NOT_PERSON = re.compile(
    rf"{_REFUSES_PERSON}|(?:不要|不用|不想|别|不需要|甭)再?(?:给我|帮我)?转"
    r"|(?:是不?是?|还是|像)(?:个)?(?:真人|活人)|(?:真人|活人)(?:还是|吗)"
    r"|(?:are you|is this|am i|you sound|you'?re) (?:\w+ ){0,5}(?:person|human)"
    r"|(?:delivery|estate|shipping|courier|an?) agent (?:said|told|hung)"
)
_DANGER = re.compile(
    r"(?<!\d)123[14]5(?!\d)|工商局|工商(?!银行|行|卡|联|户)|起诉|上诉|曝光(?!度|率|时间|补偿)|报警(?!器|灯|声|怎么)|法院|法庭"
    r"|律师(?!证|资格)|消协|消费者协会|消保委"
    r"|(?<![a-z])(?:lawyers?|attorney|police|sue|suing|sued|lawsuit|legal action|small claims)(?![a-z])"
)
_ABOUT_AN_ORDER = frozenset(
    {"ask_dispatch", "ask_dispatch_time", "track_shipment", "report_logistics_stalled", "report_not_received",
     "change_address", "cancel_order", "request_refund", "ask_refund_status", "request_return", "request_exchange",
     "ask_return_freight", "report_damaged_or_wrong", "ask_invoice", "ask_payment", "ask_guarantee"}
)  # fmt: skip


def person_wanted(plain: str) -> bool:
    """Whether a normalised message asks for a human being in words that mean nothing else."""
    return bool(_PERSON.search(plain)) and not _NOT_PERSON.search(plain)


def no_person_wanted(plain: str) -> bool:
    """Whether a normalised message says no to a human being: 不用转人工, "I don't need an agent"."""
    return bool(re.search(_REFUSES_PERSON, plain)) and not danger_in(plain)


def danger_in(plain: str) -> bool:
    """Whether a normalised message names an authority, a court or a threat: a person must see it at once."""
    return bool(_DANGER.search(plain))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Shortcuts(Step):
    """Overrules the classifier. Whatever else the message asks, a person will see to it."""

    def look(self, message: Message) -> None:
        """Sets `intent`, and an entity `urgency` of value `danger`."""
        plain = message.get(PLAIN)
        danger = danger_in(plain) or danger_in(normalise(message.get(TEXT)))  # a threat withdrawn is one still
        if danger:
            whole = as_rasa("urgency", "danger", 0, len(message.get(TEXT)))
            message.set(ENTITIES, [*message.get(ENTITIES, []), whole], add_to_output=True)
        # "Stop calling or I call the police" must stop the calls: the wish stays, and carries the danger with it.
        if (danger and message.get(INTENT)["name"] != "opt_out") or person_wanted(plain):
            message.set(INTENT, {"name": "request_human", "confidence": 1.0}, add_to_output=True)
            message.set(CLAUSES, [])
        elif message.get(INTENT)["name"] == "request_human" and no_person_wanted(plain):
            message.set(INTENT, {"name": "deny", "confidence": 1.0}, add_to_output=True)
        elif _names_an_order(message):
            ours = (guess for guess in message.get(INTENT_RANKING_KEY) if guess["name"] in _ABOUT_AN_ORDER)
            message.set(INTENT, next(ours, {"name": "track_shipment", "confidence": 0.0}), add_to_output=True)


def _names_an_order(message: Message) -> bool:
    """Who gives an order's number asks about that order, where else we would ask back; who says 尾号 even where we
    would say that it is not our business (other long numbers stand in such messages too)."""
    kinds = {entity["entity"] for entity in message.get(ENTITIES, [])}
    intent = message.get(INTENT)["name"]
    if intent == OUT_OF_SCOPE:
        return "order_tail" in kinds
    return intent == FALLBACK and bool(kinds & {"order_no", "order_tail", "tracking_no"})
