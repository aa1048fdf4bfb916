// Right column: who the customer is, what we promised, the case, and the order it is about.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { dueAt, money, wallClock, when, zoneName } from "../shared/format";
import { inLang } from "../shared/lang";
import { thumbStyles } from "../shared/thumb";
import type { Contact, Right } from "../shared/wire";
import { casePanel, notesPanel, promisesPanel } from "./case-panel";
import { freightPanel, orderPanel, parcelsPanel, refundsPanel } from "./order-panel";
import { fact, panelStyles, section, word, type PanelView } from "./panel";
import { DESK } from "./text";
import type { Customer, DeskConversation, Order } from "./wire";

@customElement("careline-desk-context")
export class CarelineDeskContext extends CarelineElement {
  static override styles = [
    CarelineElement.styles,
    thumbStyles,
    panelStyles,
    css`
      :host { display: block; overflow-y: auto; background: var(--cl-surface); }
    `,
  ];

  @property({ attribute: false }) shown: DeskConversation | undefined;
  @state() private chosenOrder = "";

  constructor() {
    super();
    new Ticker(this, 30_000);
  }

  private get view(): PanelView {
    return { t: inLang(DESK, this.language), shared: this.shared, lang: this.language, now: now() };
  }

  /** The order the case is about, unless the agent looks at another. */
  private order(shown: DeskConversation): Order | null {
    return shown.orders.find((o) => o.order_id === this.chosenOrder) ?? shown.order ?? shown.orders[0] ?? null;
  }

  protected override render() {
    const { shown, view } = this;
    if (!shown) return nothing;
    const order = this.order(shown);
    return html`${customerPanel(shown.customer, view)} ${promisesPanel(shown.case, view)} ${casePanel(shown.case, view)} ${notesPanel(shown.notes, view)}
      ${orderPanel(order, shown.orders, view, (id) => (this.chosenOrder = id))} ${parcelsPanel(order, view)} ${refundsPanel(order, view)}
      ${freightPanel(order?.freight, view)} ${rightsPanel(order?.rights ?? [], view)} ${contactsPanel(shown.contacts, view)}`;
  }
}

function customerPanel(customer: Customer, { t, lang, now: nowMs }: PanelView): TemplateResult {
  const clock = wallClock(customer.time_zone, lang, nowMs) ?? customer.local_time;
  return section(
    customer.name,
    "customer",
    html`<p>
        ${customer.new_user ? html`<span class="chip brand">${t.newUser}</span>` : nothing}
        <span class="chip">${t.ordersSoFar(customer.orders_so_far)}</span>
        <span class="chip">${word(t.languageName, customer.locale)}</span>
      </p>
      <dl>
        ${fact(t.phoneNo, customer.phone ? html`<span class="num">${customer.phone}</span>` : nothing, "customer-phone")}
        ${fact(t.localTime, html`<span class="num">${clock}</span> <span class="small">${zoneName(customer.time_zone, lang)}</span>`)}
      </dl>`,
  );
}

function rightsPanel(rights: readonly Right[], { t, shared, lang, now: nowMs }: PanelView) {
  const useful = rights.filter((r) => r.state !== "not_applicable");
  if (!useful.length) return nothing;
  return section(
    t.rights,
    "rights",
    useful.map(
      (r) => html`<div class="entry" data-test="right-row" data-right=${r.right} data-state=${r.state} title=${r.clause}>
        <p class="between">
          <span>${r.name} ${r.amount ? html`<strong class="num">${money(r.amount, lang)}</strong>` : nothing}</span>
          <span class="chip ${r.state}">${shared.rightState[r.state] ?? r.state}</span>
        </p>
        <p class="small num">${[r.why, r.deadline ? dueAt(r.deadline, lang, nowMs) : ""].filter(Boolean).join(" · ")}</p>
      </div>`,
    ),
  );
}

function contactsPanel(contacts: readonly Contact[], { t, shared, lang, now: nowMs }: PanelView): TemplateResult {
  const rows = contacts.map(
    (c) => html`<div class="entry" data-test="contact-row">
      <p class="between"><span>${shared.channel[c.channel] ?? c.channel} · ${c.about}</span>${c.code ? html`<span class="mono code">${c.code}</span>` : nothing}</p>
      <p class="small num">${[when(c.at, lang, nowMs), c.agent ?? t.assistant].join(" · ")}</p>
    </div>`,
  );
  return section(t.contacts, "contacts", rows.length ? rows : html`<p class="none">${t.noContacts}</p>`, false);
}
