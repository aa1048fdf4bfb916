// Building blocks of the context column.
import { css, html, nothing, type TemplateResult } from "lit";
import type { Lang } from "../shared/lang";
import type { SharedText } from "../shared/text";
import type { DialogAsk } from "./dialog-deeds";
import type { CardWish } from "./replies";
import type { DeskText } from "./text";
import type { Field, RemedyShown } from "./wire";

export interface PanelView {
  readonly t: DeskText;
  readonly shared: SharedText;
  readonly lang: Lang;
  readonly now: number;
  readonly conversationId: string;
  /** The conversation is this agent's: only then there is something to do here. */
  readonly owner: boolean;
  revealed(field: Field, order?: string): string | undefined;
  readonly reveal: ((field: Field, order?: string) => void) | undefined;
  kept(promiseId: string): void;
  unagree(conditionId: string): void;
  ask(ask: DialogAsk): void;
  /** Into the conversation, as a card; undefined where nothing can be written. */
  readonly show: ((card: CardWish) => void) | undefined;
  approve(remedyId: string): void;
  /** Whether this agent is one of those who say yes or no to it now: what they asked for is for others. */
  decides(remedy: RemedyShown): boolean;
}

type Content = TemplateResult | typeof nothing | string | readonly unknown[];

export function section(title: string, test: string, content: Content, open = true): TemplateResult {
  return html`<details class="section" ?open=${open} data-test=${test}>
    <summary><h3>${title}</h3></summary>
    <div class="inside">${content}</div>
  </details>`;
}

export function fact(label: string, value: Content | null | undefined, test?: string): TemplateResult | typeof nothing {
  if (!value) return nothing;
  return html`<div class="fact"><dt>${label}</dt><dd data-test=${test ?? nothing}>${value}</dd></div>`;
}

/** Personal data: masked until its agent asks for it, which is written down. */
export function masked(value: string, field: Field, { t, revealed, reveal }: PanelView, order?: string): TemplateResult {
  const known = revealed(field, order);
  if (known !== undefined) return field === "phone" ? html`<a class="num" href="tel:${known}">${known}</a>` : html`<span class="text">${known}</span>`;
  const show = reveal ? html`<button class="reveal" title=${t.revealNote} aria-label=${t.revealOf(field)} data-test="reveal-${field}" @click=${() => reveal(field, order)}>${t.reveal}</button>` : nothing;
  return html`<span class="num">${value}</span> ${show}`;
}

/** A known code in words; an unknown one as it came, readable. */
export const word = (table: Readonly<Record<string, string>>, code: string): string => table[code] ?? code.replaceAll("_", " ");

const TONES: Readonly<Record<string, string>> = {
  paid: "good", done: "good", approved: "warn", requested: "warn", noted: "warn", needs_approval: "warn", rejected: "bad", refused: "bad",
};

/** Puts a card of this into the conversation. */
export function showButton(card: CardWish, name: string, { t, show }: PanelView): TemplateResult | typeof nothing {
  if (!show) return nothing;
  return html`<button class="reveal" title=${t.showCardHint} aria-label=${t.showCardOf(name)} data-test=${card.right ? "show-right" : "show-order"} @click=${() => show(card)}>${t.showCard}</button>`;
}

export const statusChip = (t: DeskText, status: string): TemplateResult => html`<span class="chip ${TONES[status] ?? ""}">${word(t.status, status)}</span>`;

export const panelStyles = css`
  .section { border-bottom: 1px solid var(--cl-line); }
  .section > summary { display: flex; align-items: center; padding: 12px 16px; cursor: pointer; list-style: none; }
  .section > summary::-webkit-details-marker { display: none; }
  .section > summary::after { content: ""; width: 7px; height: 7px; margin-inline-start: auto; border: solid var(--cl-ink-3); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); }
  .section[open] > summary::after { transform: rotate(-135deg); }
  summary:focus-visible { outline-offset: -3px; border-radius: 8px; }
  h3 { font-size: 14px; }
  h4 { padding: 10px 0 4px; font-size: 12px; font-weight: 500; color: var(--cl-ink-3); }
  .inside { padding: 0 16px 14px; font-size: 14px; }
  .inside > h4:first-child { padding-top: 0; }
  .fact { display: grid; grid-template-columns: 68px 1fr; gap: 8px; padding: 2px 0; }
  .fact dt { color: var(--cl-ink-3); font-size: 13px; }
  .fact dd { overflow-wrap: anywhere; }
  .none { color: var(--cl-ink-3); font-size: 13px; }
  .between { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 8px; }
  .small { font-size: 13px; color: var(--cl-ink-3); }
  .entry { padding: 6px 0; }
  .entry + .entry { border-top: 1px dashed var(--cl-line); }
  .promise { padding: 10px 12px; border-radius: 12px; background: var(--cl-warn-soft); border: 1px solid var(--cl-warn-line); }
  .promise + .promise { margin-top: 8px; }
  .promise .small { color: var(--cl-warn); }
  .promise.past { background: none; border-color: var(--cl-line); }
  .promise.past .small { color: var(--cl-ink-3); }
  .promise.over { background: var(--cl-bad-soft); border-color: var(--cl-bad-line); }
  .promise.over .small { color: var(--cl-bad); font-weight: 600; }
  .story li { position: relative; padding: 0 0 10px 18px; }
  .story li::before { content: ""; position: absolute; left: 2px; top: 8px; width: 7px; height: 7px; border-radius: 50%; background: var(--cl-brand); }
  .story li:not(:last-child)::after { content: ""; position: absolute; left: 5px; top: 17px; bottom: -6px; width: 1px; background: var(--cl-line); }
  .chips { display: flex; flex-wrap: wrap; gap: 4px; padding-bottom: 6px; }
  .reveal { padding: 0 4px; border: 0; background: none; color: var(--cl-brand-ink); font-size: 13px; text-decoration: underline; text-underline-offset: 3px; }
  .acts { display: flex; flex-wrap: wrap; gap: 6px; padding: 8px 0 2px; }
  .earlier { display: flex; flex-direction: column; gap: 1px; width: 100%; padding: 8px 0; border: 0; border-top: 1px dashed var(--cl-line); background: none; text-align: start; font-size: 14px; }
  .earlier:first-child { border-top: 0; }
  .earlier:hover { background: var(--cl-sunken); }
  .earlier .line { display: flex; gap: 6px; align-items: center; }
  .earlier .sub, .earlier .text { font-size: 13px; color: var(--cl-ink-2); }
  .orders { display: flex; flex-direction: column; max-height: 190px; overflow-y: auto; margin-bottom: 10px; border: 1px solid var(--cl-line); border-radius: 10px; }
  .orders button { display: flex; align-items: baseline; gap: 6px; padding: 6px 10px; border: 0; background: none; text-align: start; font-size: 13px; }
  .orders button + button { border-top: 1px solid var(--cl-line); }
  .orders button[aria-pressed="true"] { background: var(--cl-brand-soft); color: var(--cl-brand-ink); font-weight: 600; }
  .orders .num { flex: none; }
  .orders .name { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .orders .state { margin-inline-start: auto; flex: none; font-weight: 400; font-size: 12px; }
  .orders .lamp { flex: none; align-self: center; width: 7px; height: 7px; border-radius: 50%; background: var(--cl-warn); }
  .goods { display: flex; gap: 10px; align-items: flex-start; padding-bottom: 8px; }
  .goods > div { flex: 1; min-width: 0; }
  .code { letter-spacing: 0.08em; color: var(--cl-brand-ink); font-weight: 600; }
  select { width: 100%; min-height: 36px; padding: 4px 8px; margin-bottom: 10px; border-radius: 9px; border: 1px solid var(--cl-line-strong); background: var(--cl-surface); }
`;
