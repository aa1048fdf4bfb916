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
import { SHARED } from "../shared/text";
import type { Reply } from "./replies";
import type { DeskText } from "./text";

export interface TranscriptView {
  readonly t: DeskText;
  readonly lang: Lang;
  readonly customer: string;
  retry(reply: Reply): void;
  discard(reply: Reply): void;
}

export function transcript(messages: readonly ChatMessage[], replies: readonly Reply[], view: TranscriptView): TemplateResult {
  return html`${repeat(messages, (m) => m.seq, (m, i) => said(m, messages[i - 1], view))}
  ${repeat(replies, (r) => r.clientId, (r) => onItsWay(r, view))}`;
}

function said(message: ChatMessage, previous: ChatMessage | undefined, view: TranscriptView): TemplateResult {
  const stamp = startsAfterPause(message.at, previous?.at) ? html`<div class="stamp num">${when(message.at, view.lang, now())}</div>` : nothing;
  return html`${stamp}
    <div class="row ${message.from}" data-test="message" data-from=${message.from} data-seq=${message.seq}>
      ${message.from === "system" ? nothing : html`<span class="by">${author(message, view)} <span class="num">${time(message.at, view.lang)}</span></span>`}
      ${showsText(message) ? html`<p class="bubble text">${message.text}</p>` : nothing} ${cards(message, view)}
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
    t: inLang(CHAT, lang), shared: inLang(SHARED, lang), lang, now: now(), offline: false,
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
