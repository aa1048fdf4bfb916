// One row: who, what goods, how long they wait, their own last words, and why.
import { html, nothing, type TemplateResult } from "lit";
import { span, timer, when } from "../shared/format";
import { phoneIcon } from "../shared/icons";
import type { Lang } from "../shared/lang";
import { snoozedUntil } from "./snooze";
import type { DeskText } from "./text";
import type { QueueItem } from "./wire";

const SLOW_MS = 3 * 60_000;
const LATE_MS = 10 * 60_000;
/** Life, fraud, a broken promise, legal words: told first and never cut short (careline/core/routing.py, Priority). */
const GRAVE = 46;
const NORMAL = 10;

export interface RowView {
  readonly t: DeskText;
  readonly lang: Lang;
  readonly now: number;
  readonly openId: string;
  /** The one row that Tab reaches; the arrows go on from it. */
  readonly selected: string;
  isMine(item: QueueItem): boolean;
  isUnread(item: QueueItem): boolean;
  isTyping(item: QueueItem): boolean;
  open(id: string): void;
  claim(id: string): void;
  focused(id: string): void;
  /** Several are being picked; `pick` says whether Shift was down. */
  readonly picking: boolean;
  isPicked(id: string): boolean;
  pick(id: string, range: boolean): void;
  /** Why the last bulk left it as it is. */
  refused(id: string): string | undefined;
  pickName(name: string): string;
}

export function row(item: QueueItem, view: RowView): TemplateResult {
  const { t } = view;
  const id = item.conversation_id;
  const mine = view.isMine(item);
  const reached = id === view.selected ? 0 : -1;
  const picked = view.isPicked(id);
  const refused = view.refused(id);
  // With Ctrl or Shift a press picks, as in every list of files.
  const pressed = (e: MouseEvent) => (view.picking || e.ctrlKey || e.metaKey || e.shiftKey ? view.pick(id, e.shiftKey) : view.open(id));
  return html`<li class="item ${id === view.openId ? "open" : ""} ${picked ? "picked" : ""}" data-test="queue-item" data-conversation=${id} data-mine=${mine} data-picked=${picked}>
    ${view.picking ? html`<input type="checkbox" class="pick" tabindex=${reached} .checked=${picked} aria-label=${view.pickName(item.customer.name)} data-test="pick" @click=${(e: MouseEvent) => view.pick(id, e.shiftKey)} />` : nothing}
    <button class="main" data-row=${id} tabindex=${reached} aria-current=${id === view.openId ? "true" : nothing} data-test="open"
      @click=${pressed} @focus=${() => view.focused(id)}>
      <span class="line">
        <strong class="name">${item.customer.name}</strong>
        ${item.channel === "phone" ? html`<span class="channel" title=${t.phone}>${phoneIcon(14)}<span class="sr">${t.phone}</span></span>` : nothing}
        ${view.isUnread(item) ? html`<span class="dot" title=${t.unread} data-test="unread"><span class="sr">${t.unread}</span></span>` : nothing}
        <span class="goods" data-test="row-goods">${item.goods ?? item.title}</span>
        <span class="end">${mine ? since(item, view) : age(item, view)}</span>
      </span>
      <span class="last" data-test="row-last">${mine && view.isTyping(item) ? t.customerTyping("") : words(item)}</span>
      <span class="line tags">${tags(item, view)}</span>
      ${refused ? html`<span class="refused" role="alert" data-test="refused">${refused}</span>` : nothing}
    </button>
    ${mine || view.picking ? nothing : html`<button class="btn small claim" tabindex=${reached} data-test="claim" aria-label=${t.claimOf(item.customer.name)} @click=${() => view.claim(id)}>${t.claim}</button>`}
  </li>`;
}

/** Only what the customer said; where they have said nothing yet, why they wait. */
const words = (item: QueueItem): string => (item.last?.from === "consumer" && item.last.text) || item.why;

function age(item: QueueItem, { t, now, lang }: RowView): TemplateResult {
  const ms = now - Date.parse(item.queued_at);
  const late = item.timer ? item.timer.late : ms > LATE_MS;
  const level = late ? "late" : ms > SLOW_MS ? "slow" : "";
  return html`<span class="age num ${level}" title=${t.waitingSince(when(item.queued_at, lang, now))} data-test="age"><span class="sr">${t.waited}</span>${short(ms, lang)}</span>`;
}

/** On mine: how long they have waited for my word, or that it is their turn. */
function since(item: QueueItem, { t, now, lang }: RowView): TemplateResult | typeof nothing {
  const put = snoozedUntil(item, now);
  if (put) return html`<span class="age num" data-test="snoozed">${t.snoozedUntil(when(new Date(put).toISOString(), lang, now))}</span>`;
  const from = item.waiting_since;
  if (!from) return html`<span class="age">${t.theirTurn}</span>`;
  const ms = now - Date.parse(from);
  const late = item.timer ? item.timer.late : ms > SLOW_MS;
  return html`<span class="age num ${late ? "late" : ""}" data-test="waiting-since" title=${t.waitingForYou(when(from, lang, now))}><span class="sr">${t.waitingForYou("")}</span>${short(ms, lang)}</span>`;
}

/** A running clock in the first hour, then hours and days. */
const short = (ms: number, lang: Lang): string => (ms < 3_600_000 ? timer(ms) : span(ms, lang));

function tags(item: QueueItem, { t, lang }: RowView) {
  const grave = item.priority >= GRAVE;
  const words = item.priority > NORMAL && !grave ? item.priority_text || item.why : item.why;
  const own = item.own_agent && !item.dedicated ? t.ownAgent(item.own_agent.name) : "";
  return html`
    ${grave ? html`<span class="chip bad" data-test="row-grave">${item.priority_text}</span>` : nothing}
    ${item.dedicated ? html`<span class="chip agent">${t.dedicated}</span>` : nothing}
    ${item.new_user ? html`<span class="chip brand">${t.newShort}</span>` : nothing}
    ${(grave ? [] : item.blocks).map((b) => html`<span class="chip warn">${t.blockKind[b] ?? b}</span>`)}
    ${item.language === lang ? nothing : html`<span class="chip">${t.languageShort[item.language] ?? item.language}</span>`}
    <span class="why" title=${[item.why, own, t.priority(item.priority)].filter(Boolean).join(" · ")}>${words}</span>
    ${item.order_id ? html`<span class="order num" data-test="row-order"><bdi>${item.order_number ?? item.order_id}</bdi></span>` : nothing}
  `;
}
