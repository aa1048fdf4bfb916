// Orders: the trouble we are working on first, then each order with its stage line and rights.
import { html, nothing, type TemplateResult } from "lit";
import { date, money, span } from "../shared/format";
import { alertIcon, checkIcon } from "../shared/icons";
import { thumb } from "../shared/thumb";
import type { HallView } from "./context";
import { rightsOf } from "./rights";
import type { Blocked, HallOrder } from "./wire";

const LINE = ["placed", "paid", "dispatched", "delivered", "completed"];

export function blockedNotes(orders: readonly HallOrder[], view: HallView): TemplateResult | typeof nothing {
  const notes = orders.flatMap((order) => order.blocked.map((block) => note(order, block, view)));
  if (!notes.length) return nothing;
  return html`<section class="blocked" aria-labelledby="blocked">
    <h2 id="blocked" class="sr">${view.t.blockedTitle}</h2>
    <ul>${notes}</ul>
  </section>`;
}

function note(order: HallOrder, block: Blocked, { t, lang, now }: HallView): TemplateResult {
  const go = (event: Event) => {
    const root = (event.target as Element).getRootNode() as ShadowRoot;
    root.getElementById(`order-${order.order_id}`)?.scrollIntoView({ behavior: "smooth", block: "start" });
  };
  return html`<li data-test="blocked-note" data-kind=${block.kind}>
    <span class="note-icon">${alertIcon()}</span>
    <div>
      <p class="note-head"><strong>${t.blockedKind[block.kind] ?? t.blockedTitle}</strong>
        <span class="num">${t.blockedSince(span(now - Date.parse(block.since), lang))}</span></p>
      <p>${block.text}</p>
      <button class="link" @click=${go}>${order.title}</button>
    </div>
  </li>`;
}

export function orderCard(order: HallOrder, view: HallView): TemplateResult {
  const { t, shared, lang, now, chatWith } = view;
  return html`<article class="order" id="order-${order.order_id}" data-test="hall-order" data-order=${order.order_id}>
    <header>
      ${thumb(order.title, order.image)}
      <div class="order-main">
        <h3>${order.title}</h3>
        <p class="meta">${order.merchant} · ${t.placed(date(order.placed_at, lang, now))}</p>
        <p class="meta num order-sum">
          <span>${shared.orderNo} ${order.order_id}</span>
          ${order.total ? html`<strong class="total">${money(order.total, lang)}</strong>` : nothing}
        </p>
      </div>
    </header>
    <div class="stage">
      ${stageLine(order, view)}
      <p class="stage-text" data-test="stage"><span>${order.stage_text}</span>
        <a class="ask" href=${chatWith(t.askDraft(order.order_id))} data-test="ask-order">${t.ask}</a></p>
    </div>
    ${rightsOf(order, view)}
  </article>`;
}

/** Only for the ordinary way of an order; a cancelled one, or a stage we do not know, has its text alone. */
function stageLine(order: HallOrder, { t }: HallView) {
  const reached = LINE.indexOf(order.stage);
  if (reached < 0) return nothing;
  const step = (name: string, i: number) => html`<li class=${i < reached ? "done" : i === reached ? "here" : ""} aria-current=${i === reached ? "step" : nothing}>
    <span class="dot">${i < reached ? checkIcon(12) : nothing}</span>${t.stages[name]}
  </li>`;
  return html`<ol class="line ${order.blocked.length ? "stuck" : ""}" aria-label=${t.stageLine}>${LINE.map(step)}</ol>`;
}
