// The conversation as the agent reads it: the customer on the left, the shop's side on the right.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { card, showsText } from "../chat/cards";
import type { ViewContext } from "../chat/context";
import { CHAT } from "../chat/text";
import { startsAfterPause } from "../chat/timeline";
import type { ChatMessage } from "../chat/wire";
import { now } from "../shared/clock";
import { time, when } from "../shared/format";
import { inLang, type Lang } from "../shared/lang";
import { linked } from "../shared/linked";
import { SHARED } from "../shared/text";
import type { Reply } from "./replies";
import type { DeskText } from "./text";
import type { DeskConversation } from "./wire";

export interface TranscriptView {
  readonly t: DeskText;
  readonly lang: Lang;
  readonly customer: string;
  readonly typing: boolean;
  retry(reply: Reply): void;
  discard(reply: Reply): void;
}

/** Messages, with colleagues' notes where they were written; then what is on its way. */
export function transcript({ messages, notes, read_seq }: Pick<DeskConversation, "messages" | "notes" | "read_seq">, replies: readonly Reply[], view: TranscriptView): TemplateResult {
  const lines = inTime(messages, notes ?? []);
  const read = messages.findLast((m) => m.from === "agent" && m.seq <= (read_seq ?? 0))?.seq;
  return html`${repeat(lines, (l) => l.key, (l, i) => ("note" in l ? noted(l.note, view) : said(l.message, before(lines, i), view, l.message.seq === read)))}
  ${repeat(replies, (r) => r.clientId, (r) => onItsWay(r, view))}
  ${view.typing ? html`<div class="row consumer" data-test="customer-typing"><span class="by">${view.t.customerTyping(view.customer)}</span></div>` : nothing}`;
}

type Line = { readonly key: string } & ({ readonly message: ChatMessage } | { readonly note: Note });

function inTime(messages: readonly ChatMessage[], notes: readonly Note[]): readonly Line[] {
  const left = notes.map((note, n) => ({ key: `note-${n}`, note }));
  const lines: Line[] = [];
  for (const message of messages) {
    while (left[0] && left[0].note.at <= message.at) lines.push(left.shift()!);
    lines.push({ key: `${message.seq}`, message });
  }
  return [...lines, ...left];
}

function before(lines: readonly Line[], at: number): ChatMessage | undefined {
  const line = lines.slice(0, at).findLast((l) => "message" in l);
  return line && "message" in line ? line.message : undefined;
}

type Note = NonNullable<DeskConversation["notes"]>[number];

function noted(note: Note, { t, lang }: TranscriptView): TemplateResult {
  return html`<div class="row note" data-test="note-in-thread"><span class="by">${t.note} · ${note.agent.name} <span class="num">${time(note.at, lang)}</span></span>
    <p class="bubble text">${note.text}</p></div>`;
}

function said(message: ChatMessage, previous: ChatMessage | undefined, view: TranscriptView, read: boolean): TemplateResult {
  const stamp = startsAfterPause(message.at, previous?.at) ? html`<div class="stamp num">${when(message.at, view.lang, now())}</div>` : nothing;
  return html`${stamp}
    <div class="row ${message.from}" data-test="message" data-from=${message.from} data-seq=${message.seq}>
      ${message.from === "system" ? nothing : html`<span class="by">${author(message, view)} <span class="num">${time(message.at, view.lang)}</span></span>`}
      ${showsText(message) ? html`<p class="bubble text">${linked(message.text)}</p>` : nothing} ${cards(message, view)}
      ${read ? html`<span class="by" data-test="read">${view.t.read}</span>` : nothing}
    </div>`;
}

function author(message: ChatMessage, { t, customer }: TranscriptView): string {
  if (message.from === "consumer") return customer;
  return message.from === "bot" ? t.assistant : (message.agent?.name ?? "");
}

/** The consumer's cards, but not theirs to press here. */
function cards(message: ChatMessage, { lang }: TranscriptView) {
  if (!message.cards?.length) return nothing;
  const nothingToDo = () => undefined;
  const context: ViewContext = {
    t: inLang(CHAT, lang), shared: inLang(SHARED, lang), lang, now: now(), offline: false, readSeq: 0,
    press: nothingToDo, retry: nothingToDo, discard: nothingToDo, retryPhoto: nothingToDo, dropPhoto: nothingToDo,
    photo: (id) => `/api/desk/evidence/${encodeURIComponent(id)}`,
  };
  const inert = message.cards.map((c) => (c.kind === "order" ? { ...c, button_id: null } : c));
  return html`<div class="cards">${inert.map((c) => card(c, context))}</div>`;
}

function onItsWay(reply: Reply, { t, retry, discard }: TranscriptView): TemplateResult {
  return html`<div class="row agent" data-test="message" data-from="agent" data-state=${reply.state}>
    <p class="bubble text ${reply.state}">${reply.text}</p>
    ${reply.state === "waiting" ? html`<span class="by">${t.pending}</span>` : nothing}
    ${reply.state === "failed"
      ? html`<span class="by bad" role="alert">${reply.reason || t.failed}
          <button @click=${() => retry(reply)}>${t.send}</button><button @click=${() => discard(reply)}>${t.discard}</button></span>`
      : nothing}
  </div>`;
}
