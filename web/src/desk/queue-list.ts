// Left column: whom I talk with, who waits, and what waits for a decision, in rows that can be read at a glance.
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { money, remaining, span } from "../shared/format";
import { inLang } from "../shared/lang";
import { bulkBar, bulkStyles } from "./bulk-bar";
import { BULK, type BulkText } from "./bulk-text";
import type { DialogAsk } from "./dialog-deeds";
import { Picks } from "./picks";
import { queueStyles } from "./queue-list.css";
import { filtered, mineInOrder, NO_FILTER, reasonsOf, type Filter } from "./queue-state";
import { row, type RowView } from "./row";
import { neighbour } from "./shortcuts";
import { snoozedUntil } from "./snooze";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { Approval, QueueItem } from "./wire";

const TABS = ["all", "waiting", "mine", "approvals"] as const;
type Tab = (typeof TABS)[number];
const TAB_KEY = "careline.desk.tab";

@customElement("careline-desk-queue")
export class CarelineDeskQueue extends CarelineElement {
  static override styles = [CarelineElement.styles, queueStyles, bulkStyles];

  @property({ attribute: false }) store!: DeskStore;
  @property() selected = "";
  @state() private tab: Tab = TABS.find((t) => t === sessionStorage.getItem(TAB_KEY)) ?? "all";
  @state() private filter: Filter = NO_FILTER;

  @state() private picking = false;
  readonly picks = new Picks(() => this.requestUpdate());
  private shownId = "";

  constructor() {
    super();
    new Ticker(this, 1_000);
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  private get mine(): readonly QueueItem[] {
    return mineInOrder(this.store.queue.mine, (i) => snoozedUntil(i, now()) !== undefined);
  }

  private get waiting(): readonly QueueItem[] {
    return filtered(this.store.queue.waiting, this.filter);
  }

  /** The rows that are shown, from the top. */
  get ids(): readonly string[] {
    const mine = this.tab === "all" || this.tab === "mine" ? this.mine : [];
    const waiting = this.tab === "all" || this.tab === "waiting" ? this.waiting : [];
    return [...mine, ...waiting].map((i) => i.conversation_id);
  }

  /** Only these stay picked; with none, picking is over. */
  pickOnly(ids: readonly string[]): void {
    this.picking = ids.length > 0;
    this.picks.only(ids);
  }

  /** From the keyboard, on the row with the focus: that one, or with the one after or before it. */
  pickFrom(id: string, step: 1 | -1 | 0): void {
    const { ids } = this;
    this.begin();
    if (!step) return this.picks.press(id, false, ids);
    const to = neighbour(ids, id, step);
    this.picks.extend(id, to);
    this.focusRow(to);
  }

  private begin(): void {
    this.picking = true;
    this.store.refused = {};
  }

  private pick(id: string, range: boolean): void {
    this.begin();
    this.picks.press(id, range, this.ids);
  }

  focusRow(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  }

  /** Whoever is opened or taken is in sight, with the heading above. */
  protected override updated(): void {
    const { openId } = this.store;
    if (openId === this.shownId) return;
    const row = this.renderRoot.querySelector(".item.open");
    if (!row && openId) return;
    this.shownId = openId;
    row?.scrollIntoView({ block: "nearest" });
  }

  private show(tab: Tab): void {
    this.tab = tab;
    sessionStorage.setItem(TAB_KEY, tab);
  }

  /** Arrows, Home and End move between tabs, as in every list of tabs. */
  private tabKeyed(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.show(TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length] ?? "all");
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus());
  }

  protected override render() {
    const { tab } = this;
    return html`<nav aria-label=${this.t.lists}>
      ${this.tabs()} ${this.picking ? this.bulk() : nothing}
      <div class="lists" id="lists" role="tabpanel" aria-labelledby="tab-${tab}">
        ${tab === "all" || tab === "mine" ? this.myList() : nothing} ${tab === "all" || tab === "waiting" ? this.waitingList() : nothing}
        ${tab === "all" || tab === "approvals" ? html`${this.approvals()} ${this.tasks()}` : nothing} ${tab === "all" ? this.colleagues() : nothing}
      </div>
    </nav>`;
  }

  private tabs() {
    const { queue, approvals } = this.store;
    const counts: Record<Tab, number> = { all: 0, mine: queue.mine.length, waiting: queue.waiting_total, approvals: approvals.length + this.store.tasks.length };
    return html`<div class="tabs" role="tablist" aria-label=${this.t.lists} @keydown=${this.tabKeyed}>
      ${TABS.map((t) => html`<button role="tab" id="tab-${t}" aria-controls="lists" aria-selected=${t === this.tab} tabindex=${t === this.tab ? 0 : -1}
        data-test="tab-${t}" @click=${() => this.show(t)}>${this.t.tabs[t]} ${counts[t] ? html`<span class="num">${counts[t]}</span>` : nothing}</button>`)}
    </div>`;
  }

  private bulk() {
    const ids = this.picks.of(this.ids);
    const picked = ids.map((id) => this.store.item(id)).filter((i) => i !== undefined);
    return bulkBar(picked, this.store, this.b, {
      ask: (ask) => this.emit<DialogAsk>("desk-dialog", ask), all: () => this.picks.only(this.ids), none: () => this.pickOnly([]),
    });
  }

  private get b(): BulkText {
    return inLang(BULK, this.language);
  }

  private myList() {
    const { t, mine } = this;
    const { load } = this.store.queue;
    return html`<div class="head"><h2>${t.mine} <span class="count num" title=${t.loadTitle} data-test="load">${t.load(load.active, load.capacity)}</span></h2>
        ${this.picking || this.ids.length < 2 ? nothing : html`<button class="btn small quiet" data-test="select" title="Shift + ↑ ↓" @click=${() => this.begin()}>${this.b.select}</button>`}</div>
      <ul data-test="mine">${this.items(mine)}</ul>
      ${mine.length ? nothing : html`<p class="none">${t.noneMine}</p>`}`;
  }

  private waitingList() {
    const { t, waiting } = this;
    const total = this.store.queue.waiting_total;
    return html`<div class="head">
        <h2>${t.waiting} <span class="count num" data-test="waiting-count">${total}</span></h2>
        ${total ? html`<button class="btn small primary" data-test="take-next" title="Alt + A" @click=${() => this.emit("desk-next", waiting[0]?.conversation_id)}>${t.takeNext}</button>` : nothing}
      </div>
      ${this.filters()}
      <ul data-test="waiting">${this.items(waiting)}</ul>
      ${waiting.length ? nothing : html`<p class="none">${total ? t.noneFiltered : t.nobodyWaiting}</p>`}`;
  }

  private filters() {
    const { t, filter } = this;
    const { waiting } = this.store.queue;
    if (waiting.length < 2) return nothing;
    const set = (more: Partial<Filter>) => (this.filter = { ...filter, ...more });
    const value = (e: Event) => (e.target as HTMLSelectElement).value;
    return html`<div class="filters" role="group" aria-label=${t.filters}>
      <select aria-label=${t.byLanguage} data-test="filter-language" .value=${filter.language} @change=${(e: Event) => set({ language: value(e) as Filter["language"] })}>
        <option value="">${t.byLanguage}</option>
        ${Object.entries(t.languageName).map(([code, name]) => html`<option value=${code}>${name}</option>`)}
      </select>
      <select aria-label=${t.byReason} data-test="filter-reason" .value=${filter.reason} @change=${(e: Event) => set({ reason: value(e) })}>
        <option value="">${t.byReason}</option>
        ${reasonsOf(waiting).map((why) => html`<option value=${why}>${why}</option>`)}
      </select>
      <button class="toggle" aria-pressed=${filter.newUsers} data-test="filter-new" title=${t.newUser} @click=${() => set({ newUsers: !filter.newUsers })}>${t.newShort}</button>
    </div>`;
  }

  /** Keyed, so that a button never becomes another customer's under the agent's finger when the queue moves. */
  private items(items: readonly QueueItem[]) {
    return repeat(items, (item) => item.conversation_id, (item) => row(item, this.view));
  }

  private get view(): RowView {
    const { store, selected } = this;
    return {
      t: this.t, lang: this.language, now: now(), openId: store.openId, selected: selected || this.ids[0] || "",
      isMine: (i) => store.isMine(i.conversation_id), isUnread: (i) => store.isUnread(i), isTyping: (i) => store.isTyping(i.conversation_id),
      picking: this.picking, isPicked: (id) => this.picks.has(id), pick: (id, range) => this.pick(id, range),
      refused: (id) => store.refused[id], pickName: (name) => this.b.pickOf(name),
      open: (id) => this.emit("desk-open", id), claim: (id) => this.emit("desk-claim", id), focused: (id) => this.emit("desk-select", id),
    };
  }

  private approvals() {
    const { approvals } = this.store;
    if (!this.store.may("approve") || (!approvals.length && this.tab === "all")) return nothing;
    return html`<h2>${this.t.approvals} <span class="count num" data-test="approvals-count">${approvals.length}</span></h2>
      <ul data-test="approvals">${repeat(approvals, (a) => a.remedy_id, (a) => this.approval(a))}</ul>
      ${approvals.length ? nothing : html`<p class="none">${this.t.noApprovals}</p>`}`;
  }

  private approval(a: Approval) {
    const { t } = this;
    return html`<li class="item" data-test="approval" data-remedy=${a.remedy_id}>
      <button class="main" @click=${() => this.emit("desk-approval", a.remedy_id)}>
        <span class="line">
          <strong class="name">${a.kind_text}</strong>
          ${a.amount ? html`<strong class="num">${money(a.amount, this.language)}</strong>` : nothing}
          ${a.due_at ? this.due(a.due_at) : nothing}
        </span>
        <span class="goods">${a.title} · ${a.customer}</span>
        <span class="line tags">
          ${a.state === "failed" ? html`<span class="chip bad">${a.state_text}</span>` : nothing}
          ${a.approvals_needed > 1 ? html`<span class="chip">${t.approvedOf(a.approved_by.length, a.approvals_needed)}</span>` : nothing}
          ${a.mine ? html`<span class="chip brand">${t.approvedByMe}</span>` : nothing}
          <span class="why num">${a.order_number}</span>
        </span>
      </button>
    </li>`;
  }

  /** What was promised to be done by a person, until somebody tells the customer how it went. */
  private tasks() {
    const { tasks } = this.store;
    const { t, tab } = this;
    if (!tasks.length && tab === "all") return nothing;
    return html`<h2>${t.tasks} <span class="count num" data-test="tasks-count">${tasks.length}</span></h2>
      <ul data-test="tasks">${repeat(tasks, (one) => one.remedy_id, (one) => html`<li class="item" data-test="task" data-remedy=${one.remedy_id}>
        <button class="main" @click=${() => this.emit<DialogAsk>("desk-dialog", { kind: "task", task: one })}>
          <span class="line"><strong class="name">${one.about}</strong><span class="goods">${one.goods} · ${one.customer.name}</span>${one.due_at ? this.due(one.due_at) : nothing}</span>
          <span class="last">${one.text}</span>
        </button></li>`)}</ul>
      ${tasks.length ? nothing : html`<p class="none">${t.noTasks}</p>`}`;
  }

  /** How long there is to decide before the word given to the customer is broken. */
  private due(at: string) {
    const left = Date.parse(at) - now();
    const text = left < 0 ? this.t.overdue(span(left, this.language)) : remaining(at, this.language, now());
    return html`<span class="end due num ${left < 0 ? "late" : ""}">${text}</span>`;
  }

  private colleagues() {
    const { online } = this.store.queue;
    if (!online.length) return nothing;
    return html`<h2>${this.t.colleagues}</h2>
      <ul class="colleagues">
        ${online.map((c) => html`<li class=${c.state}><span class="presence"></span>${c.name}<span class="sr">${c.state === "online" ? this.t.online : this.t.away}</span><span class="num">${this.t.load(c.active, c.capacity)}</span></li>`)}
      </ul>`;
  }
}
