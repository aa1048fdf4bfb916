"""The shop rules: every figure and window that an operator may set, as one value that is handed to whoever judges.

The figures themselves, dated and sourced, are in `rules/*.toml`; `careline/shop_rules.py` reads them. Nothing here has
a default: a rule that judges without being handed the value would judge by figures that nobody set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from careline.core.money import Money
from careline.core.orders import Item, Order
from careline.core.wording.language import Said


@dataclass(frozen=True, slots=True)
class Amounts:
    """A sum for each currency (ISO 4217), in its minor units. A currency that is not listed has no such sum."""

    minor: Mapping[str, int]

    def of(self, currency: str) -> Money | None:
        amount = self.minor.get(currency)
        return None if amount is None else Money(amount, currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """How long each step of an order may take, counted from the step before it."""

    dispatch: timedelta
    pickup: timedelta
    scan: timedelta
    scan_slow: timedelta
    """Instead of `scan`: to remote places, or where a public holiday falls into the time."""
    exception: timedelta
    """From the courier's report of trouble (damaged, stopped, wrong address) to a sign that it was solved."""
    customs: timedelta
    pickup_point: timedelta
    """How long a parcel may lie at a pick-up point before it is likely to be sent back."""
    returned_parcel: timedelta
    """From the scan that the parcel goes back to the shop to a refund or another parcel."""
    refund: timedelta
    """From approval to payment; from the request where nothing was dispatched."""
    refund_decision: timedelta
    refund_returned: timedelta
    """From the arrival of the returned goods to payment."""
    refund_failed: timedelta
    """From a refund that bounced to one that is paid."""
    cancelled_refund: timedelta
    """From the cancellation of a paid order to the payment of its refund."""
    return_transit: timedelta
    """From sending goods back to the shop's word that they have arrived."""
    exchange: timedelta
    """From the arrival of the goods given back, or from a decision to send again, to dispatch of what replaces them."""
    freight_claim: timedelta
    freight_dispute: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeTerms:
    """The figures behind the rights."""

    late_dispatch_percent: int
    late_dispatch_floor: Amounts
    late_dispatch_cap: Amounts
    late_dispatch_claim_window: timedelta
    """How long after a late dispatch its compensation can be claimed; full days in the consumer's zone."""
    return_window: timedelta
    quality_window: timedelta
    """Goods with a fault may be sent back at the shop's cost for so long after they came."""
    freight_cap: Amounts
    """Return freight that the insurance pays at most."""
    price_window: timedelta
    """A price that falls within this time after payment is made good."""
    damage_window: timedelta
    """Damage has to be reported within this time after the goods came."""
    authentic_times: int
    """How many times the price is owed for goods that are not genuine, beside the refund."""
    authentic_floor: Amounts
    stalled_after: timedelta
    """A parcel without a scan for so long counts as stalled: the consumer may wait, or ask for another or the money."""
    lost_after: timedelta
    """A parcel without a scan for so long counts as lost."""
    install_within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyLimits:
    """Who may decide about money, and how long each step of a remedy may take.

    Up to `assistant` a remedy is carried out at once; up to `agent` one agent has to approve it; above that two
    different ones. The caps are sums over what was carried out without approval; a remedy that would pass one needs
    approval. In a currency that is not listed every sum needs approval.
    """

    assistant: Amounts
    agent: Amounts
    consumer_per_day: Amounts
    consumer_per_month: Amounts
    merchant_per_day: Amounts
    shop_per_day: Amounts
    approval_within: timedelta
    answer_within: timedelta
    """From sending a remedy to the shop to its answer."""
    urge_within: timedelta
    """From an urge to the merchant's answer."""
    evidence_within: timedelta
    """How long a wish waits for the photo or number that it needs before it lapses."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Local wall-clock hours, `opens` inclusive and `closes` exclusive, on one day."""

    opens: time
    closes: time


WHOLE_DAY = Window(time.min, time.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLines:
    """Whom to call in an emergency, in one region. Empty where there is no line of its own that we know of.

    `crisis` listens to who thinks of suicide; `poison` is for who has swallowed something; `fraud` may be an address on
    the web instead.
    """

    police: str
    ambulance: str
    fire: str
    poison: str
    crisis: str
    fraud: str


NO_LINES = HelpLines(police="", ambulance="", fire="", poison="", crisis="", fraud="")
"""Of a region that no file names: the sentences then go without a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What a call or a text message of one market has to say, in one language. Without the first four no pack loads.

    `disclosure` (a machine speaks), `identity` (who calls; has {shop}) and `opt_out` are words that the greeting of a
    call has to hold; `sms_opt_out` ends every text message. `call_back` is said after the greeting where
    the law wants a number named ({number}), and empty elsewhere. `where` is the place in the rules.
    """

    disclosure: str
    identity: str
    opt_out: str
    sms_opt_out: str
    call_back: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopNames:
    """The shop in one language: as it is written, as the voice says it, and the number (E.164) to call it back on.

    An empty name stands for the one of the settings, an empty number for none.
    """

    shop: str
    spoken: str
    call_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What the law and the calendar of a group of regions say. `rest_days` are its public holidays; where its regions
    have each their own, `own_rest_days` holds those. On them `rest_day_windows` hold, which may be none. `help` are the
    lines to call in an emergency, by region."""

    name: str
    regions: frozenset[str]
    windows: tuple[Window, ...]
    rest_day_windows: tuple[Window, ...]
    artificial_voice_consent: bool
    rest_days: frozenset[date]
    own_rest_days: Mapping[str, frozenset[date]]
    help: Mapping[str, HelpLines]
    says: Mapping[str, Says]
    """What has to be said there, by language (BCP 47)."""

    def rests(self, region: str) -> frozenset[date]:
        """The public holidays of one of its regions."""
        return self.own_rest_days.get(region, self.rest_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRules:
    """When, where and how often any channel may contact a consumer. `any_hour` is for the demo alone and shown there.

    `countries` are those of the numbers that may be phoned or texted at all. `calls_in_all` and `calls_per_country`
    bound the calls of one UTC day over all consumers, whatever the feed says; `country_calls` are countries with a cap
    of their own. `calls_per_day` and `messages_per_day` are of one consumer's own day, `contacts_per_…` of calls and
    messages to them together, within any such time.
    """

    markets: tuple[Market, ...]
    elsewhere: Market
    any_hour: bool
    countries: frozenset[str]
    one_zone_is_enough: bool
    """Of the feed's zone and the number's only one is known: go by that one (true), or do not contact (false)."""
    calls_per_day: int
    messages_per_day: int
    contacts_per_minute: int
    contacts_per_hour: int
    contacts_per_day: int
    calls_in_all: int
    calls_per_country: int
    country_calls: Mapping[str, int]

    def market(self, region: str) -> Market:
        """The market of a region (ISO 3166-1 alpha-2), or the one that holds where none is named."""
        return next((market for market in self.markets if region in market.regions), self.elsewhere)

    def help(self, region: str) -> HelpLines:
        """Whom to call in an emergency in this region; NO_LINES where no file says."""
        return self.market(region).help.get(region, NO_LINES)

    def windows(self, region: str) -> tuple[Window, ...]:
        """Those of a working day."""
        return (WHOLE_DAY,) if self.any_hour else self.market(region).windows

    def hours(self, region: str, day: date) -> tuple[Window, ...]:
        """Those of this day (of the calendar there); none where a holiday is kept free."""
        market = self.market(region)
        if self.any_hour or day not in market.rests(region):
            return self.windows(region)
        return market.rest_day_windows

    def calls_to(self, country: str) -> int:
        """How many calls a day may go to this country."""
        return self.country_calls.get(country, self.calls_per_country)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRules:
    """Which blocks are phoned about. `holdout_percent` of the eligible ones are deliberately not, to measure by.

    `ask_how_it_went`: at the end of a call, by key, in the same call.
    """

    dispatch_grace: timedelta
    block_gap: timedelta
    """After a call that rang about one block, so long none about another block of the same person or number."""
    attempts_per_block: int
    holdout_percent: int
    holdout_salt: str
    ask_how_it_went: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryRules:
    """When to try again, by outcome. `not_sent` doubles with every try up to `not_sent_most`.

    None stands for the consumer's next window (voicemail) or next day (rejected).
    """

    busy: timedelta
    no_answer: timedelta
    network: timedelta
    network_tries: int
    voicemail: timedelta | None
    rejected: timedelta | None
    not_sent: timedelta
    not_sent_most: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUserRule:
    """First order at most `within` ago, or at most `orders_at_most` orders so far. Either makes a new user."""

    within: timedelta
    orders_at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRules:
    """How people work at the desk. `hours` are when they answer, every day, on the consumer's own clock: no promise
    falls due outside them.

    `assign`: "pull" (agents take who is next) or "push" (they are given them). `ages`: who waits this long rises by one
    class of priority. `lease`: an agent's page that is silent for longer has died; `idle` likewise for one who works
    without a page. `own_term`: how long a dedicated agent stays that after the last word; `own_hold`: how long their
    consumer is left to them before a backup takes over; `reserved`: places of each agent kept for own consumers.
    `comes_back`: who writes again so soon goes to the same agent, before others. `answer_within`: by when we promise
    somebody's word while nobody is online. `phone_rings`: how long one agent is rung for somebody on the phone;
    `phone_holds`: how long that person is kept on the line for it in all (nothing: nobody is put through).
    """

    capacity: int
    minutes_each: int
    hours: Window
    assign: str
    ages: timedelta
    lease: timedelta
    idle: timedelta
    first_reply: timedelta
    next_reply: timedelta
    own_term: timedelta
    own_hold: timedelta
    comes_back: timedelta
    answer_within: timedelta
    reserved: int
    phone_weight: int
    phone_rings: timedelta
    phone_holds: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """When a case is over: the order moved on and the consumer confirmed, or kept silent for `quiet`."""

    quiet: timedelta
    reopen: timedelta
    """Trouble with the same order within this time after closing reopens the case instead of opening another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantRules:
    """What follows an urge that a merchant does not answer: a reminder, then a person at the desk."""

    remind_after: timedelta
    escalate_after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """How long sentences that were not understood wait for a review before they are dropped."""

    keep: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRules:
    """How conversations are looked at afterwards. `sample_percent` of those that an agent closes are drawn for it.

    `criteria`: what each is scored by, code to its name; an operator's file that names any names all of its own.
    """

    sample_percent: int
    criteria: Mapping[str, Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What holds instead for a merchant tier or a category of goods: fields of `Promises` and of `GuaranteeTerms`."""

    promises: Mapping[str, Any]
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopRules:
    """One installation's rules. `label` is shown on screen where they are not meant for real consumers."""

    name: str
    label: str
    as_of: date
    names: Mapping[str, ShopNames]
    promises: Promises
    terms: GuaranteeTerms
    remedies: RemedyLimits
    contact: ContactRules
    calls: CallRules
    retries: RetryRules
    new_users: NewUserRule
    desk: DeskRules
    cases: CaseRules
    merchants: MerchantRules
    reviews: ReviewRules
    quality: QualityRules
    tiers: Mapping[str, Override]
    categories: Mapping[str, Override]

    def for_order(self, order: Order) -> ShopRules:
        """These rules as they hold for an order: by its merchant's tier, then by the category that all items share."""
        kinds = {item.category for item in order.items}
        category = next(iter(kinds)) if len(kinds) == 1 else None
        return self._with(self.tiers.get(order.merchant_tier or ""), self.categories.get(category or ""))

    def for_item(self, order: Order, item: Item) -> ShopRules:
        """As they hold for one item of an order: by the merchant's tier, then by the item's own category."""
        return self._with(self.tiers.get(order.merchant_tier or ""), self.categories.get(item.category or ""))

    def says(self, region: str, language: str) -> Says:
        """What has to be said to somebody there; in English where the market has no words in their language."""
        told = self.contact.market(region).says
        return told.get(language) or told["en"]

    def shop_in(self, language: str, otherwise: str) -> str:
        """The shop's name as it is written in a language; `otherwise` where the rules name none."""
        known = self.names.get(language)
        return (known and known.shop) or otherwise

    def spoken_in(self, language: str, otherwise: str) -> str:
        """The shop's name as a voice says it in a language."""
        known = self.names.get(language)
        return (known and known.spoken) or self.shop_in(language, otherwise)

    def lacks_call_back(self, regions: Iterable[str], language: str) -> bool:
        """Whether a number to call back has to be named in one of these regions, and none is set."""
        known = self.names.get(language)
        return not (known and known.call_back) and any(self.says(region, language).call_back for region in regions)

    def rest_days(self, order: Order) -> frozenset[date]:
        """Public holidays where the order's consumer lives; couriers and shops are slow on them."""
        return self.contact.market(order.region).rests(order.region)

    def _with(self, *overrides: Override | None) -> ShopRules:
        found = [override for override in overrides if override is not None]
        if not found:
            return self
        promises, terms = self.promises, self.terms
        for override in found:
            promises, terms = replace(promises, **override.promises), replace(terms, **override.terms)
        return replace(self, promises=promises, terms=terms)
