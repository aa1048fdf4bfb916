// One order as the agent needs it: goods, money, parcels, refunds, freight.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, money, remaining, when } from "../shared/format";
import { thumb } from "../shared/thumb";
import { fact, masked, section, showButton, statusChip, word, type PanelView } from "./panel";
import "./photos";
import type { DeskText } from "./text";
import type { Deed, DeskConversation, Freight, Order, Parcel } from "./wire";

export function orderPanel(
  order: Order | null, shown: DeskConversation, deeds: readonly Deed[] | undefined, view: PanelView, choose: (id: string) => void,
): TemplateResult {
  const { t } = view;
  if (!order) return section(t.order, "order", html`<p class="none">${t.noOrder}</p>`);
  return section(t.order, "order", html`${picker(order, shown, view, choose)} ${goods(order, view)}
    <careline-desk-photos .lang=${view.lang} .order=${order.order_id}></careline-desk-photos> ${facts(order, view)} ${acts(order, deeds, view)}`);
}

/** All of the customer's orders to choose from, with a mark at those that have an open case. */
function picker(order: Order, { orders, cases }: DeskConversation, { t }: PanelView, choose: (id: string) => void) {
  if (orders.length < 2) return nothing;
  const open = new Set((cases ?? []).filter((c) => !c.closed_at).map((c) => c.order_id));
  return html`<div class="orders" role="group" aria-label=${t.otherOrders} data-test="order-picker">
    ${orders.map((o) => html`<button aria-pressed=${o.order_id === order.order_id} data-test="order-choice" data-order=${o.order_id} @click=${() => choose(o.order_id)}>
      <span class="name">${o.title}</span><span class="num small">${o.order_id}</span>
      <span class="state">${o.status_text}</span>${open.has(o.order_id) ? html`<span class="lamp" title=${t.case}><span class="sr">${t.case}</span></span>` : nothing}</button>`)}
  </div>`;
}

/** What its agent may do for the order now; each asks once more, and nothing is done by a key. */
function acts(order: Order, deeds: readonly Deed[] | undefined, { t, lang, owner, conversationId, ask }: PanelView) {
  if (!owner) return nothing;
  const orderId = order.order_id;
  return html`<div class="acts" data-test="deeds">
    ${(deeds ?? []).map((deed) => html`<button class="btn small" data-test="deed" data-kind=${deed.kind} @click=${() => ask({ kind: "deed", deed, orderId, conversationId })}>
      ${deed.name}${deed.amount ? html` <span class="num">${money(deed.amount, lang)}</span>` : nothing}</button>`)}
    ${goodwill(order, deeds ?? [], t).map((deed) => html`<button class="btn small" data-test="goodwill" data-kind=${deed.kind} @click=${() => ask({ kind: "deed", deed, orderId, conversationId })}>${deed.name}</button>`)}
    <button class="btn small" data-test="promise-new" @click=${() => ask({ kind: "promise", orderId, conversationId })}>${t.promise}</button>
  </div>`;
}

/** What may be given though nobody has a right to it: within the limits of the shop rules, with a reason. */
function goodwill(order: Order, deeds: readonly Deed[], t: DeskText): readonly Deed[] {
  if (!order.total || !order.paid_at) return [];
  const open = new Set(deeds.map((d) => d.kind));
  return (["compensation", "refund"] as const).filter((kind) => !open.has(kind)).map((kind) => ({ kind, name: t.goodwill[kind], amount: order.total, due_at: null, goodwill: true }));
}

function goods(order: Order, { lang }: PanelView) {
  const items = order.items.length ? order.items : [{ title: order.title, quantity: 1, price: order.total }];
  return items.map(
    (item) => html`<div class="goods">
      ${thumb(item.title)}
      <div><p>${item.title}</p><p class="small num">${item.price ? money(item.price, lang) : ""} × ${item.quantity}</p></div>
    </div>`,
  );
}

function facts(order: Order, view: PanelView): TemplateResult {
  const { t, shared, lang, now } = view;
  const place = order.address;
  const deadline = order.dispatch_deadline;
  return html`<dl>
    ${fact(shared.orderNo, html`<span class="num" data-test="order-id">${order.order_id}</span> ${showButton({ order_id: order.order_id }, order.title, view)}`)}
    ${fact(t.merchant, html`${order.merchant} <span class="chip">${order.status_text}</span>`)}
    ${fact(t.placedAt, html`<span class="num">${when(order.placed_at, lang, now)}</span> ${order.total ? html`· <strong class="num">${money(order.total, lang)}</strong>` : nothing}`)}
    ${order.paid_at ? fact(t.paidAt, html`<span class="num">${when(order.paid_at, lang, now)}</span>`) : nothing}
    ${deadline && !order.parcels.length ? fact(t.dispatchBy, html`<span class="num">${dueAt(deadline, lang, now)} · ${remaining(deadline, lang, now)}</span>`) : nothing}
    ${place ? fact(t.address, masked([place.recipient, place.city, place.detail].filter(Boolean).join(" "), "address", view, order.order_id), "address") : nothing}
  </dl>`;
}

export function parcelsPanel(order: Order | null, view: PanelView): TemplateResult | typeof nothing {
  if (!order) return nothing;
  const { t } = view;
  const content = order.parcels.length ? order.parcels.map((p) => parcel(p, view)) : html`<p class="none">${t.noParcels}</p>`;
  return section(t.parcels, "parcels", content);
}

function parcel(p: Parcel, { t, lang, now }: PanelView): TemplateResult {
  const scan = p.last;
  return html`<div class="entry" data-test="parcel">
    <p class="between"><strong>${p.courier}</strong><span class="mono small">${p.tracking_no}</span></p>
    ${scan
      ? html`<p>${[scan.place, scan.text || word(t.scan, scan.code)].filter(Boolean).join(" · ")}</p><p class="small num">${when(scan.at, lang, now)}</p>`
      : html`<p class="small">${t.noScan}</p>`}
    ${p.delivered_at ? html`<p class="small num">${t.deliveredAt} ${when(p.delivered_at, lang, now)}</p>` : nothing}
  </div>`;
}

export function refundsPanel(order: Order | null, view: PanelView): TemplateResult | typeof nothing {
  if (!order?.refunds.length) return nothing;
  const { t, lang, now } = view;
  return section(
    t.refunds,
    "refunds",
    order.refunds.map(
      (r) => html`<div class="entry" data-test="refund">
        <p class="between"><span>${word(t.refundKind, r.kind)} <strong class="num">${money(r.amount, lang)}</strong></span>${statusChip(t, r.status)}</p>
        <p class="small num">${[when(r.requested_at, lang, now), r.to ? t.refundTo(r.to) : ""].filter(Boolean).join(" · ")}</p>
      </div>`,
    ),
  );
}

export function freightPanel(freight: Freight | null | undefined, { t, lang, now }: PanelView): TemplateResult | typeof nothing {
  if (!freight) return nothing;
  const { insured, paid_by_consumer: paid, claim, disputed_at: disputed } = freight;
  return section(
    t.freight,
    "freight",
    html`<p>${[insured ? t.insured : t.uninsured, paid ? t.paidByConsumer(money(paid, lang)) : ""].filter(Boolean).join(" · ")}</p>
      ${claim ? html`<p>${t.freightClaim(money(claim.amount, lang), word(t.status, claim.status))}</p>` : nothing}
      ${disputed ? html`<p class="small">${t.disputed(when(disputed, lang, now))}</p>` : nothing}`,
  );
}
