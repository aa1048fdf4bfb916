// Around the messages: who is answering, the way to a person, the line one stands in, and quick replies.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, span } from "../shared/format";
import { assistantIcon, personIcon } from "../shared/icons";
import type { Lang } from "../shared/lang";
import type { ChatText } from "./text";
import type { Button, ChatState } from "./wire";

export function header(state: ChatState, t: ChatText, askHuman: () => void): TemplateResult {
  const agent = state.owner === "agent" ? state.agent : null;
  return html`<header>
    <span class="face ${agent ? "agent" : ""}" aria-hidden="true">${agent ? Array.from(agent.name)[0] : assistantIcon()}</span>
    <span class="who" data-test="owner" data-owner=${state.owner}>
      <h1>${agent ? agent.name : t.assistant}</h1>
      <span>${agent ? t.agentNote : t.assistantNote}</span>
    </span>
    ${humanButton(state, t, askHuman)}
  </header>`;
}

function humanButton({ owner }: ChatState, t: ChatText, ask: () => void): TemplateResult {
  const label = { bot: t.requestHuman, closed: t.requestHuman, queue: t.inQueue, agent: t.withAgent }[owner];
  const off = owner === "queue" || owner === "agent";
  return html`<button class="btn human" data-test="request-human" ?disabled=${off} @click=${ask}>${personIcon()} ${label}</button>`;
}

export interface BannerView {
  readonly t: ChatText;
  readonly lang: Lang;
  readonly now: number;
  readonly zone?: string | undefined;
  leaveQueue(): void;
}

export function banner(state: ChatState, view: BannerView): TemplateResult | typeof nothing {
  const { t } = view;
  if (state.owner === "queue") return queueBanner(state, view);
  if (state.owner === "agent" && state.agent) {
    return html`<div class="banner agent" role="status" data-test="banner-agent">${(state.agent.own ? t.ownAgentJoined : t.agentJoined)(state.agent.name)}</div>`;
  }
  if (state.owner === "closed") return html`<div class="banner" role="status" data-test="banner-closed">${t.closed}</div>`;
  return nothing;
}

function queueBanner({ queue }: ChatState, { t, lang, now, zone, leaveQueue }: BannerView): TemplateResult {
  const place = queue ? (queue.position <= 1 ? t.queueNext : t.queuePlace(queue.position)) : "";
  const minutes = queue?.wait_minutes;
  const by = queue?.answer_by ? t.queueBy(dueAt(queue.answer_by, lang, now, zone)) : "";
  const wait = by || (typeof minutes === "number" ? (minutes >= 1 ? t.queueWait(span(minutes * 60_000, lang)) : t.queueSoon) : "");
  const own = queue?.own_agent ? t.queueOwn(queue.own_agent) : "";
  return html`<div class="banner queue" role="status" data-test="banner-queue">
    <span class="pulse" aria-hidden="true"></span>
    <span><strong>${t.queueTitle}</strong><span class="num">${[place, wait].filter(Boolean).join(" · ")}</span><span class="soft">${own}${t.queueKeep}</span>
      <button class="leave" data-test="leave-queue" @click=${leaveQueue}>${t.queueLeave}</button></span>
  </div>`;
}

export function typing(t: ChatText): TemplateResult {
  return html`<div class="row bot first" data-test="thinking">
    <span class="avatar bot" aria-hidden="true">${assistantIcon()}</span>
    <div class="bubble typing"><span class="sr">${t.thinking}</span><i></i><i></i><i></i></div>
  </div>`;
}

export function agentTyping(name: string, t: ChatText): TemplateResult {
  return html`<div class="row agent first" data-test="agent-typing">
    <span class="avatar agent" aria-hidden="true">${Array.from(name)[0]}</span>
    <div class="said"><span class="author">${t.agentTyping(name)}</span><div class="bubble typing" aria-hidden="true"><i></i><i></i><i></i></div></div>
  </div>`;
}

export function replies(buttons: readonly Button[], t: ChatText, press: (id: string, title: string) => void): TemplateResult | typeof nothing {
  if (!buttons.length) return nothing;
  return html`<div class="replies" role="group" aria-label=${t.quickReplies}>
    ${buttons.map((b) => html`<button class="reply" data-test="quick-reply" data-button=${b.id} @click=${() => press(b.id, b.title)}>${b.title}</button>`)}
  </div>`;
}

export function welcome(t: ChatText, send: (text: string) => void): TemplateResult {
  return html`<section class="welcome" data-test="welcome">
    <span class="face" aria-hidden="true">${assistantIcon()}</span>
    <h2>${t.welcomeTitle}</h2>
    <p>${t.welcomeText}</p>
    <div class="starters">${t.starters.map((s) => html`<button class="reply" data-test="starter" @click=${() => send(s)}>${s}</button>`)}</div>
  </section>`;
}
