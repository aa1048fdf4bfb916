"""What the platform told us: consumers, merchants, orders and their parts, and which events were taken in."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from careline.core.orders import ClaimStatus, OrderStatus, RefundKind, RefundStatus, ScanCode
from careline.store.tables.base import NOW, document, instant, metadata, minor_units, one_of, ref_text, words

customers = Table(
    "customers",
    metadata,
    Column("customer_id", Text, primary_key=True),
    words("name"),
    words("phone", nullable=True),
    words("region"),
    words("locale"),
    words("time_zone"),
    instant("first_order_at"),
    Column("orders_so_far", Integer, nullable=False),
    Column("consents_to_calls", Boolean, nullable=False),
    Column("consents_to_sms", Boolean, nullable=False),
    Column("consents_to_artificial_voice", Boolean, nullable=False),
    instant("consent_given_at", nullable=True),
    instant("as_of"),
    CheckConstraint("orders_so_far >= 1", name="orders_so_far"),
    CheckConstraint("locale IN ('zh-CN', 'en')", name="locale"),
)

merchants = Table("merchants", metadata, Column("merchant_id", Text, primary_key=True), words("name"), instant("as_of"))

orders = Table(
    "orders",
    metadata,
    Column("order_id", Text, primary_key=True),
    ref_text("customer_id", "customers.customer_id", index=True),
    ref_text("merchant_id", "merchants.merchant_id"),
    Column("version", BigInteger, nullable=False),
    instant("occurred_at"),
    words("status"),
    instant("placed_at"),
    instant("paid_at", nullable=True),
    instant("dispatch_deadline", nullable=True),
    Column("presale", Boolean, nullable=False),
    instant("presale_dispatch_at", nullable=True),
    Column("new_user", Boolean, nullable=False),
    minor_units("total"),
    minor_units("shipping_fee", nullable=True),
    words("currency"),
    document("address"),
    Column("freight_insured", Boolean, nullable=False),
    minor_units("freight_paid", nullable=True),
    instant("freight_disputed_at", nullable=True),
    words("claim_status", nullable=True),
    instant("claim_requested_at", nullable=True),
    instant("claim_paid_at", nullable=True),
    minor_units("claim_amount", nullable=True),
    Column("guarantees", ARRAY(Text), nullable=False),
    instant("check_at", nullable=True),
    one_of("status", OrderStatus),
    one_of("claim_status", ClaimStatus),
    CheckConstraint("total >= 0", name="total"),
    CheckConstraint("(claim_status IS NULL) = (claim_requested_at IS NULL)", name="claim_whole"),
    Index("ix_orders_check_at", "check_at", postgresql_where="check_at IS NOT NULL"),
)

order_items = Table(
    "order_items",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("line", Integer, primary_key=True),
    words("sku"),
    words("title"),
    Column("quantity", Integer, nullable=False),
    minor_units("price"),
    words("currency"),
    words("image", nullable=True),
    CheckConstraint("quantity >= 1", name="quantity"),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"], ondelete="CASCADE"),
)

parcels = Table(
    "parcels",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("parcel_id", Text, primary_key=True),
    Column("line", Integer, nullable=False),
    words("courier"),
    words("tracking_no"),
    instant("dispatched_at"),
    instant("delivered_at", nullable=True),
    Column("contents", Text, nullable=True),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"], ondelete="CASCADE"),
)

scans = Table(
    "scans",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("parcel_id", Text, primary_key=True),
    Column("line", Integer, primary_key=True),
    instant("at"),
    words("code"),
    words("place"),
    words("text"),
    one_of("code", ScanCode),
    ForeignKeyConstraint(["order_id", "parcel_id"], ["parcels.order_id", "parcels.parcel_id"], ondelete="CASCADE"),
)

refunds = Table(
    "refunds",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("refund_id", Text, primary_key=True),
    Column("line", Integer, nullable=False),
    words("kind"),
    words("reason", nullable=True),
    words("status"),
    instant("requested_at"),
    instant("approved_at", nullable=True),
    instant("goods_sent_at", nullable=True),
    instant("goods_received_at", nullable=True),
    instant("paid_at", nullable=True),
    minor_units("amount"),
    words("currency"),
    words("paid_to"),
    one_of("kind", RefundKind),
    one_of("status", RefundStatus),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"], ondelete="CASCADE"),
)

feed_events = Table(
    "feed_events",
    metadata,
    Column("event_id", Text, primary_key=True),
    words("order_id"),
    Column("version", BigInteger, nullable=False),
    words("outcome"),
    Column("received_at", instant("x").type, nullable=False, server_default=NOW),
    CheckConstraint("outcome IN ('accepted', 'ignored')", name="outcome"),
)
