// Left column: my conversations and the line, with ages that run.
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { money, remaining, span, timer } from "../shared/format";
import { phoneIcon } from "../shared/icons";
import { inLang } from "../shared/lang";
import { queueStyles } from "./queue-list.css";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { Approval, QueueItem } from "./wire";

const SLOW_MS = 3 * 60_000;
const LATE_MS = 10 * 60_000;

@customElement("careline-desk-queue")
export class CarelineDeskQueue extends CarelineElement {
  static override styles = [CarelineElement.styles, queueStyles];

  @property({ attribute: false }) store!: DeskStore;
  @property() selected = "";

  constructor() {
    super();
    new Ticker(this, 1_000);
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  protected override updated(): void {
    this.renderRoot.querySelector(".item.selected")?.scrollIntoView({ block: "nearest" });
  }

  protected override render() {
    const { t } = this;
    const { queue } = this.store;
    return html`<nav aria-label=${t.lists}>
      <h2>${t.mine} <span class="count num" title=${t.loadTitle} data-test="load">${t.load(queue.load.active, queue.load.capacity)}</span></h2>
      <ul data-test="mine">${this.items(queue.mine, true)}</ul>
      ${queue.mine.length ? nothing : html`<p class="none">${t.noneMine}</p>`}
      <h2>${t.waiting} <span class="count num" data-test="waiting-count">${queue.waiting.length}</span></h2>
      <ul data-test="waiting">${this.items(queue.waiting, false)}</ul>
      ${queue.waiting.length ? nothing : html`<p class="none">${t.nobodyWaiting}</p>`}
      ${this.approvals()} ${this.colleagues()}
    </nav>`;
  }

  /** Keyed, so that a button never becomes another customer's under the agent's finger when the queue moves. */
  private items(items: readonly QueueItem[], mine: boolean) {
    return repeat(items, (item) => item.conversation_id, (item) => this.item(item, mine));
  }

  private item(item: QueueItem, mine: boolean) {
    const { t, store } = this;
    const id = item.conversation_id;
    const classes = ["item", id === store.openId ? "open" : "", id === this.selected ? "selected" : ""].join(" ");
    const unread = store.isUnread(item);
    return html`<li class=${classes} data-test="queue-item" data-conversation=${id} data-mine=${mine}>
      <button class="main" aria-current=${id === store.openId ? "true" : nothing} data-test="open" @click=${() => this.emit("desk-open", id)}>
        <span class="line">
          <strong class="name">${item.customer.name}</strong>
          ${item.channel === "phone" ? html`<span class="channel" title=${t.phone}>${phoneIcon(14)}<span class="sr">${t.phone}</span></span>` : nothing}
          ${unread ? html`<span class="dot" title=${t.unread} data-test="unread"><span class="sr">${t.unread}</span></span>` : nothing}
          <span class="end">${mine ? nothing : this.age(item)}</span>
        </span>
        <span class="last">${item.last?.text || item.why}</span>
        <span class="line tags">${this.tags(item)}</span>
      </button>
      ${mine ? nothing : html`<button class="btn small claim" data-test="claim" @click=${() => this.emit("desk-claim", id)}>${t.claim}</button>`}
    </li>`;
  }

  private age(item: QueueItem) {
    const ms = now() - Date.parse(item.queued_at);
    const level = ms > LATE_MS ? "late" : ms > SLOW_MS ? "slow" : "";
    return html`<span class="age num ${level}" data-test="age"><span class="sr">${this.t.waited}</span>${timer(ms)}</span>`;
  }

  private tags(item: QueueItem) {
    const { t } = this;
    return html`
      ${item.dedicated ? html`<span class="chip agent">${t.dedicated}</span>` : nothing}
      ${item.new_user ? html`<span class="chip brand">${t.newUser}</span>` : nothing}
      ${item.blocks.map((b) => html`<span class="chip warn">${t.blockKind[b] ?? b}</span>`)}
      ${item.language === this.language ? nothing : html`<span class="chip">${t.languageName[item.language] ?? item.language}</span>`}
      <span class="why" title=${t.priority(item.priority)}>${item.why}</span>
      <span class="priority num" title=${t.priority(item.priority)} data-test="priority">P${item.priority}</span>
    `;
  }

  private approvals() {
    const { approvals } = this.store;
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
        </span>
        <span class="last">${a.title} · ${a.customer}</span>
        <span class="line tags">
          ${a.state === "failed" ? html`<span class="chip bad">${a.state_text}</span>` : nothing}
          ${a.approvals_needed > 1 ? html`<span class="chip">${t.approvedOf(a.approved_by.length, a.approvals_needed)}</span>` : nothing}
          ${a.mine ? html`<span class="chip brand">${t.approvedByMe}</span>` : nothing}
          <span class="why num">${a.order_number}</span>
          ${a.due_at ? this.due(a.due_at) : nothing}
        </span>
      </button>
    </li>`;
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
        ${online.map((c) => html`<li class=${c.state}><span class="presence"></span>${c.name}<span class="num">${this.t.load(c.active, c.capacity)}</span></li>`)}
      </ul>`;
  }
}
