// Orders: the trouble we are working on first, then each order with its stage line and rights.
import { html, nothing, type TemplateResult } from "lit";
import { date, money } from "../shared/format";
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

function note(order: HallOrder, block: Blocked, { t }: HallView): TemplateResult {
  const go = (event: Event) => {
    const root = (event.target as Element).getRootNode() as ShadowRoot;
    root.getElementById(`order-${order.order_id}`)?.scrollIntoView({ behavior: "smooth", block: "start" });
  };
  return html`<li data-test="blocked-note" data-kind=${block.kind}>
    <span class="note-icon">${alertIcon()}</span>
    <div>
      <p class="note-head"><strong>${t.blockedKind[block.kind] ?? t.blockedTitle}</strong></p>
      <p>${block.text}</p>
      <button class="link" @click=${go}>${order.title}</button>
    </div>
  </li>`;
}

export function orderCard(order: HallOrder, view: HallView): TemplateResult {
  const { t, shared, lang, now, zone, chatWith } = view;
  return html`<article class="order" id="order-${order.order_id}" data-test="hall-order" data-order=${order.order_id}>
    <header>
      ${thumb(order.title, order.image)}
      <div class="order-main">
        <h3>${order.title}</h3>
        <p class="meta">${order.merchant} · ${t.placed(date(order.placed_at, lang, now, zone))}</p>
        <p class="meta num order-sum">
          <span>${shared.orderNo} ${order.number}</span>
          ${order.total ? html`<strong class="total">${money(order.total, lang)}</strong>` : nothing}
        </p>
      </div>
    </header>
    <div class="stage">
      ${stageLine(order, view)}
      <p class="stage-text" data-test="stage"><span>${order.stage_text}</span>
        <a class="ask" href=${chatWith(t.askDraft(order.order_id))} data-test="ask-order">${t.ask}</a></p>
    </div>
    ${freightBox(order, view)} ${rightsOf(order, view)}
  </article>`;
}

/** Who pays for sending goods back, how much, by which rule; and a person to ask again. */
function freightBox(order: HallOrder, { t, lang, tasks }: HallView) {
  const { freight } = order;
  if (!freight) return nothing;
  return html`<section class="freight" data-test="freight" data-payer=${freight.payer}>
    <h4>${t.freightTitle}</h4>
    <p class="row"><strong>${freight.payer_text}</strong> ${freight.state_text ? html`<span class="chip brand">${freight.state_text}</span>` : nothing}
      ${freight.amount ? html`<strong class="num end">${money(freight.amount, lang)}</strong>` : nothing}</p>
    <p class="meta">${freight.rule}</p>
    ${freight.decision ? html`<p class="answer">${t.reason}${freight.decision}</p>` : nothing}
    ${freight.may_appeal ? html`<p><button class="btn small" data-test="freight-appeal" @click=${() => tasks.open({ kind: "freight", order })}>${t.freightAppeal}</button></p>` : nothing}
  </section>`;
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
