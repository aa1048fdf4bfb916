// The call list and the text messages beside the handset.
import { html, nothing, type TemplateResult } from "lit";
import { when } from "../shared/format";
import { phoneIcon } from "../shared/icons";
import type { Lang } from "../shared/lang";
import type { PhoneText } from "./text";
import { isLive } from "./calls";
import type { Call, Line, Sms } from "./wire";

export interface ListView {
  readonly t: PhoneText;
  readonly lang: Lang;
  readonly now: number;
  readonly lines: readonly Line[];
}

const digits = (number: string): string => number.replace(/[^\d+]/g, "");

export function ownerOf(number: string, lines: readonly Line[]): string {
  return lines.find((l) => digits(l.phone) === digits(number))?.name ?? "";
}

export function callList(calls: readonly Call[], selected: string, view: ListView, select: (sid: string) => void): TemplateResult {
  const { t } = view;
  return html`<section aria-labelledby="calls" class="calls">
    <h2 id="calls">${t.calls}</h2>
    ${calls.length
      ? html`<ul>${calls.map((c) => callRow(c, c.call_sid === selected, view, select))}</ul>`
      : html`<p class="none" data-test="no-calls">${t.noCalls}</p>`}
  </section>`;
}

function callRow(call: Call, selected: boolean, { t, lang, now, lines }: ListView, select: (sid: string) => void): TemplateResult {
  const name = ownerOf(call.to, lines);
  return html`<li>
    <button class="call ${isLive(call) ? "live" : ""}" aria-current=${selected ? "true" : nothing} data-test="call-item" data-state=${call.state}
      data-to=${call.to} data-call=${call.call_sid} @click=${() => select(call.call_sid)}>
      <span class="call-icon ${call.state}">${phoneIcon(16)}</span>
      <span class="call-main">
        <strong>${name || call.to}</strong>
        <span class="meta num">${name ? call.to : ""}</span>
      </span>
      <span class="call-end"><span class="call-state">${t.state[call.state] ?? call.state}</span>
        ${call.started_at ? html`<span class="meta num">${when(call.started_at, lang, now)}</span>` : nothing}</span>
    </button>
  </li>`;
}

export function smsList(messages: readonly Sms[], { t, lang, now, lines }: ListView): TemplateResult {
  return html`<section aria-labelledby="sms" class="sms">
    <h2 id="sms">${t.messages}</h2>
    ${messages.length ? nothing : html`<p class="none" data-test="no-sms">${t.noMessages}</p>`}
    <div role="log" aria-live="polite" aria-labelledby="sms"><ul>
      ${messages.map(
        (m) => html`<li data-test="sms-item" data-to=${m.to}>
          <p class="meta num">${ownerOf(m.to, lines) || m.to} · ${when(m.at, lang, now)}</p>
          <p class="bubble text">${m.body}</p>
        </li>`,
      )}
    </ul></div>
  </section>`;
}
