// The message list: who speaks, what they said, and what became of the consumer's own messages.
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { when } from "../shared/format";
import { alertIcon, assistantIcon, clockIcon } from "../shared/icons";
import { linked } from "../shared/linked";
import { card, showsText } from "./cards";
import type { ViewContext } from "./context";
import type { Upload } from "./uploads";
import { startsAfterPause, type Outgoing, type Timeline } from "./timeline";
import type { ChatMessage } from "./wire";

export function messageList({ messages, outgoing }: Timeline, uploads: readonly Upload[], view: ViewContext): TemplateResult {
  const read = messages.findLast((m) => m.from === "consumer" && m.seq <= view.readSeq)?.seq;
  return html`
    ${repeat(messages, (m) => m.seq, (m, i) => said(m, messages[i - 1], view, m.seq === read))}
    ${repeat(outgoing, (o) => o.clientId, (o) => unsent(o, view))}
    ${repeat(uploads, (u) => u.clientId, (u) => upload(u, view))}
  `;
}

const speaker = (m: ChatMessage): string => `${m.from}:${m.agent?.name ?? ""}`;

function said(message: ChatMessage, previous: ChatMessage | undefined, view: ViewContext, read: boolean): TemplateResult {
  const pause = startsAfterPause(message.at, previous?.at);
  const first = pause || !previous || speaker(previous) !== speaker(message);
  const stamp = pause ? html`<div class="stamp num"><time datetime=${message.at}>${when(message.at, view.lang, view.now, view.zone)}</time></div>` : nothing;
  return html`${stamp}${message.from === "system" ? systemLine(message, view) : bubbleRow(message, first, view, read)}`;
}

function systemLine(message: ChatMessage, view: ViewContext): TemplateResult {
  return html`<div class="system" data-test="message" data-from="system" data-seq=${message.seq}>
    <span class="sr">${view.t.notice}：</span>
    ${message.text ? html`<p class="text">${linked(message.text)}</p>` : nothing} ${cards(message, view)}
  </div>`;
}

function bubbleRow(message: ChatMessage, first: boolean, view: ViewContext, read: boolean): TemplateResult {
  const { from } = message;
  return html`<div class="row ${from} ${first ? "first" : ""}" data-test="message" data-from=${from} data-seq=${message.seq}>
    ${from === "consumer" ? nothing : avatar(message, first)}
    <div class="said">
      ${author(message, first, view)}
      ${showsText(message) ? html`<p class="bubble text">${linked(message.text)}</p>` : nothing} ${cards(message, view)}
      ${read ? html`<span class="fate" data-test="read">${view.t.read}</span>` : nothing}
    </div>
  </div>`;
}

function avatar(message: ChatMessage, first: boolean): TemplateResult {
  if (!first) return html`<span class="avatar gap"></span>`;
  const face = message.from === "agent" ? (Array.from(message.agent?.name ?? "")[0] ?? "") : assistantIcon();
  return html`<span class="avatar ${message.from}" aria-hidden="true">${face}</span>`;
}

/** Always there for a screen reader, which meets each bubble alone. */
function author(message: ChatMessage, first: boolean, { t }: ViewContext): TemplateResult {
  if (message.from === "consumer") return html`<span class="sr">${t.me}：</span>`;
  const name = message.from === "agent" ? (message.agent?.name ?? t.agentNote) : t.assistant;
  if (!first) return html`<span class="sr">${name}：</span>`;
  const note = message.from === "agent" ? html`<span class="chip agent">${t.agentNote}</span>` : nothing;
  return html`<span class="author">${name} ${note}</span>`;
}

const cards = (message: ChatMessage, view: ViewContext) =>
  message.cards?.length ? html`<div class="cards">${message.cards.map((item) => card(item, view))}</div>` : nothing;

function unsent(message: Outgoing, view: ViewContext): TemplateResult {
  return html`<div class="row consumer first" data-test="message" data-from="consumer" data-state=${message.state}>
    <div class="said">
      <span class="sr">${view.t.me}：</span>
      <p class="bubble text ${message.state}">${message.text}</p>
      ${message.state === "sent" ? nothing : fate(message, view)}
    </div>
  </div>`;
}

function upload(photo: Upload, { t, shared, retryPhoto, dropPhoto }: ViewContext): TemplateResult {
  const failed = photo.reason !== undefined;
  return html`<div class="row consumer first" data-test="upload" data-state=${failed ? "failed" : "waiting"}>
    <div class="said">
      <p class="bubble ${failed ? "failed" : "waiting"}">${shared.photo}</p>
      ${failed
        ? html`<span class="fate bad" role="alert" data-test="photo-failed">${alertIcon(14)} <span>${photo.reason || t.failed}</span>
            <button data-test="photo-retry" @click=${() => retryPhoto(photo)}>${t.failedRetry}</button>
            <button data-test="photo-discard" @click=${() => dropPhoto(photo)}>${t.failedDrop}</button></span>`
        : html`<span class="fate" role="status">${clockIcon(14)} ${t.pending}</span>`}
    </div>
  </div>`;
}

function fate(message: Outgoing, { t, offline, retry, discard }: ViewContext): TemplateResult {
  if (message.state === "waiting") {
    return html`<span class="fate" data-test="message-pending">${clockIcon(14)} ${offline ? t.pendingOffline : t.pending}</span>`;
  }
  return html`<span class="fate bad" data-test="message-failed" role="alert">
    ${alertIcon(14)} <span>${message.reason || t.failed}</span>
    <button data-test="message-retry" @click=${() => retry(message)}>${t.failedRetry}</button>
    <button data-test="message-discard" @click=${() => discard(message)}>${t.failedDrop}</button>
  </span>`;
}
