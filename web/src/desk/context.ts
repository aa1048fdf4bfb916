// Right column: who the customer is, what we promised, each order with its case, and what may be done for it.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { money, rightDeadline, wallClock, when, zoneName } from "../shared/format";
import { inLang } from "../shared/lang";
import { thumbStyles } from "../shared/thumb";
import type { Contact } from "../shared/wire";
import { casePanel, conditionsPanel, notesPanel, promisesPanel } from "./case-panel";
import type { DialogAsk } from "./dialog-deeds";
import { freightPanel, orderPanel, parcelsPanel, refundsPanel } from "./order-panel";
import { fact, masked, panelStyles, section, showButton, word, type PanelView } from "./panel";
import { earlier } from "./search";
import type { DeskStore } from "./store";
import { DESK } from "./text";
import type { Case, Customer, DeskConversation, Earlier, Field, Order } from "./wire";

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

  @property({ attribute: false }) store!: DeskStore;
  @property({ attribute: false }) shown: DeskConversation | undefined;
  @state() private chosenOrder = "";
  @state() private history: readonly Earlier[] | undefined;
  private shownId = "";

  constructor() {
    super();
    new Ticker(this, 30_000);
  }

  protected override willUpdate(): void {
    const id = this.shown?.conversation.conversation_id ?? "";
    if (id === this.shownId) return;
    this.shownId = id;
    this.chosenOrder = "";
    this.history = undefined;
  }

  private get view(): PanelView {
    const { store } = this;
    const owner = Boolean(store?.isMine(store.openId));
    const id = store?.openId;
    return {
      t: inLang(DESK, this.language), shared: this.shared, lang: this.language, now: now(), owner, conversationId: id ?? "",
      revealed: (field, order) => store.revealed[`${field}:${order ?? ""}`],
      reveal: owner || this.shown?.may?.includes("reveal") ? (field, order) => void this.reveal(field, order) : undefined,
      kept: (promiseId) => void store.act(() => store.api.kept(id, promiseId)),
      unagree: (conditionId) => void store.act(() => store.api.unagree(id, conditionId)),
      ask: (ask: DialogAsk) => this.emit("desk-dialog", ask),
      show: id && store.canWrite(id) ? (card) => store.show(card) : undefined,
      decides: ({ remedy_id, status }) => store.may("approve") && (status === "failed" || (status === "needs_approval" && !store.leavesToOthers(remedy_id))),
      approve: (id) => this.emit("desk-approval", id),
    };
  }

  private reveal(field: Field, order?: string): Promise<boolean> {
    return this.store.act(() => this.store.reveal(field, inLang(DESK, this.language).revealReason, order));
  }

  private async loadHistory(customer: Customer): Promise<void> {
    if (this.history) return;
    this.history = await this.store.api.history(customer.customer_id).then((h) => h.conversations).catch(() => undefined);
  }

  /** The order that is talked about, unless the agent looks at another. */
  private order(shown: DeskConversation): Order | null {
    return shown.orders.find((o) => o.order_id === this.chosenOrder) ?? shown.order ?? shown.orders[0] ?? null;
  }

  protected override render() {
    const { shown, view } = this;
    if (!shown) return nothing;
    const order = this.order(shown);
    const ofOrder = caseOf(shown, order);
    const deeds = order && order.order_id === shown.order?.order_id ? shown.deeds : undefined;
    return html`${customerPanel(shown.customer, view)} ${summaryPanel(shown, view)} ${promisesPanel(shown, order, view)}
      ${conditionsPanel(shown, order, view)}
      ${orderPanel(order, shown, deeds, view, (id) => (this.chosenOrder = id))} ${casePanel(ofOrder, view)} ${rightsPanel(order, view)}
      ${parcelsPanel(order, view)} ${refundsPanel(order, view)} ${freightPanel(order?.freight, view)} ${notesPanel(shown.notes, view)}
      ${contactsPanel(shown.contacts, view)} ${this.historyPanel(shown, view)}`;
  }

  private historyPanel(shown: DeskConversation, { t, lang }: PanelView) {
    const rows = (this.history ?? []).filter((e) => e.conversation_id !== this.shownId);
    const row = (e: Earlier) => html`<button class="earlier" data-test="earlier" @click=${() => this.emit("desk-open", e.conversation_id)}>${earlier(e, t, lang)}</button>`;
    return html`<details class="section" data-test="history" @toggle=${() => void this.loadHistory(shown.customer)}>
      <summary><h3>${t.history}</h3></summary>
      <div class="inside">${this.history && !rows.length ? html`<p class="none">${t.noHistory}</p>` : rows.map(row)}</div>
    </details>`;
  }
}

/** Each order has its own case, or none; the one that is talked about may be told beside the others only. */
function caseOf(shown: DeskConversation, order: Order | null): Case | null {
  const talkedAbout = shown.order?.order_id === order?.order_id ? shown.case : null;
  if (!order || !shown.cases) return talkedAbout;
  return shown.cases.find((c) => c.order_id === order.order_id) ?? talkedAbout;
}

/** What a colleague would tell in one breath. */
function summaryPanel({ summary }: DeskConversation, { t }: PanelView) {
  if (!summary?.length) return nothing;
  return section(t.summary, "summary", html`<dl>${summary.map((line) => fact(line.label, html`<span class="text">${line.text}</span>`, `summary-${line.about}`))}</dl>`);
}

function customerPanel(customer: Customer, view: PanelView): TemplateResult {
  const { t, lang, now: nowMs } = view;
  const clock = wallClock(customer.time_zone, lang, nowMs) ?? customer.local_time;
  return section(
    view.revealed("name") ?? customer.name,
    "customer",
    html`<p class="chips">
        ${customer.new_user ? html`<span class="chip brand">${t.newUser}</span>` : nothing}
        <span class="chip">${t.ordersSoFar(customer.orders_so_far)}</span>
        <span class="chip">${word(t.languageName, customer.locale)}</span>
      </p>
      <dl>
        ${fact(t.nameField, masked(customer.name, "name", view), "customer-name")}
        ${fact(t.phoneNo, customer.phone ? masked(customer.phone, "phone", view) : html`<span class="none">${t.noPhone}</span>`, "customer-phone")}
        ${fact(t.localTime, html`<span class="num">${clock}</span> <span class="small">${zoneName(customer.time_zone, lang)}</span>`)}
      </dl>`,
  );
}

function rightsPanel(order: Order | null, view: PanelView) {
  const { t, shared, lang, now: nowMs } = view;
  const useful = (order?.rights ?? []).filter((r) => r.state !== "not_applicable");
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
        <p class="small num">${[r.why, r.deadline ? rightDeadline(r.deadline, r.whose, lang, nowMs) : ""].filter(Boolean).join(" · ")}
          ${showButton({ order_id: order?.order_id ?? "", right: r.right }, r.name, view)}</p>
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
