// The handset itself: idle, ringing, in a call, or after one.
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { timer } from "../shared/format";
import { keypadIcon, micIcon, muteIcon, phoneIcon, soundIcon } from "../shared/icons";
import type { ScrollKeeper } from "../shared/scroll-keeper";
import type { PhoneText } from "./text";
import type { Call, LogLine } from "./wire";

export interface HandsetView {
  readonly t: PhoneText;
  readonly now: number;
  readonly keeper: ScrollKeeper;
  readonly muted: boolean;
  readonly speaking: boolean;
  readonly mic: { readonly available: boolean; readonly on: boolean };
  readonly keypad: boolean;
  readonly do: {
    answer(): void;
    reject(): void;
    hangup(): void;
    say(text: string): void;
    bargeIn(): void;
    key(digit: string): void;
    mute(): void;
    mic(): void;
    keypad(): void;
  };
}

export function handset(call: Call | undefined, view: HandsetView): TemplateResult {
  const { t } = view;
  if (!call) return screen("idle", html`<div class="face">${phoneIcon(36)}</div><strong>${t.idle}</strong><p class="meta">${t.idleHint}</p>`);
  if (call.state === "ringing" || call.state === "queued") return screen(call.state, ringing(call, view));
  return screen(call.state, inCall(call, view));
}

const screen = (state: string, content: TemplateResult): TemplateResult =>
  html`<section class="handset ${state}" data-test="handset" data-state=${state}>${content}</section>`;

/** The shop's name in the page's language, where the line tells a name at all: it knows only one. */
const callerOf = (call: Call): string => (call.caller_name && (document.body.dataset["shop"] || call.caller_name)) || call.from;

function ringing(call: Call, view: HandsetView): TemplateResult {
  const { t } = view;
  const rings = call.state === "ringing";
  return html`<p class="meta">${rings ? t.incoming : t.state[call.state]}</p>
    <div class="face ${rings ? "ring" : ""}"><i></i><i></i>${phoneIcon(36)}</div>
    <strong class="caller" role="status">${callerOf(call)}</strong>
    <p class="meta num">${call.from} → ${call.to}</p>
    <div class="spring"></div>
    ${rings
      ? html`<div class="answering">
          <label><button class="round bad" data-test="reject" aria-label=${t.reject} @click=${view.do.reject}>${phoneIcon(26)}</button>${t.reject}</label>
          <label><button class="round good" data-test="answer" aria-label=${t.answer} @click=${view.do.answer}>${phoneIcon(26)}</button>${t.answer}</label>
        </div>`
      : nothing}`;
}

function inCall(call: Call, view: HandsetView): TemplateResult {
  const { t, keeper } = view;
  const live = call.state === "in-progress";
  const clock = live && call.started_at ? timer(view.now - Date.parse(call.started_at)) : "";
  return html`<div class="call-head"><strong>${callerOf(call)}</strong>
      <span class="meta num" data-test="call-state">${[t.state[call.state] ?? call.state, clock].filter(Boolean).join(" ")}</span></div>
    <div class="log" role="log" aria-live="polite" aria-label=${t.transcript} tabindex="0" data-test="call-log"
      ${ref(keeper.attach)} @scroll=${keeper.onScroll}>${call.log.map((l) => line(l, t))}</div>
    ${live ? controls(call, view) : nothing}`;
}

function line({ who, text, code }: LogLine, t: PhoneText): TemplateResult {
  if (who === "system") return html`<p class="system" data-test="log-line" data-who=${who}>${(code && t.happened[code]) || text}</p>`;
  const name = { voice: t.voice, callee: t.callee, key: t.key }[who];
  return html`<p class="said ${who}" data-test="log-line" data-who=${who}><span class="sr">${name}：</span>${who === "key" ? keypadIcon(14) : nothing} ${text}</p>`;
}

function controls(call: Call, view: HandsetView): TemplateResult {
  const { t } = view;
  const status = view.speaking ? t.speaking : call.listening ? t.listening : "";
  return html`<p class="turn ${call.listening ? "open" : ""}" role="status" data-test="listening" data-listening=${call.listening}>${status}</p>
    <careline-composer box="say-input" button="say" .label=${t.sayLabel} .placeholder=${t.sayPlaceholder} .sendLabel=${t.say}
      @composer-input=${view.do.bargeIn} @composer-send=${(e: CustomEvent<string>) => view.do.say(e.detail)}></careline-composer>
    ${view.keypad ? pad(view) : nothing}
    <div class="tools">
      ${tool(view.muted ? t.unmute : t.mute, "mute", view.muted, view.muted ? muteIcon(22) : soundIcon(22), view.do.mute)}
      ${tool(t.keypad, "keypad", view.keypad, keypadIcon(22), view.do.keypad)}
      ${view.mic.available ? tool(view.mic.on ? t.micOn : t.mic, "mic", view.mic.on, micIcon(22), view.do.mic) : nothing}
      <button class="round bad" data-test="hangup" aria-label=${t.hangup} title=${t.hangup} @click=${view.do.hangup}>${phoneIcon(24)}</button>
    </div>
    ${view.mic.on ? html`<p class="meta">${t.micHint}</p>` : nothing}`;
}

const tool = (label: string, test: string, on: boolean, icon: TemplateResult, press: () => void): TemplateResult =>
  html`<button class="round tool" aria-pressed=${on} aria-label=${label} title=${label} data-test=${test} @click=${press}>${icon}</button>`;

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

function pad({ t, do: { key } }: HandsetView): TemplateResult {
  return html`<div class="pad" role="group" aria-label=${t.keypad}>
    ${KEYS.map((k) => html`<button class="key num" data-test="key-${k}" aria-label=${t.pressKey(k)} @click=${() => key(k)}>${k}</button>`)}
  </div>`;
}
