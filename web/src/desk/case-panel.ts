// The case: what was promised, what blocks the order, what was done, and how it came about.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, money, remaining, span, when } from "../shared/format";
import { section, statusChip, word, type PanelView } from "./panel";
import type { Agreed, Case, DeskConversation, Order, Promised } from "./wire";

/** Every promise to this customer that is still open or was broken, whatever the order; then those of the order that is looked at. */
export function promisesPanel(shown: DeskConversation, order: Order | null, view: PanelView): TemplateResult {
  const all = shown.promises ?? shown.case?.promised ?? [];
  const matters = (p: Promised) => p.state === "open" || p.state === "broken" || p.order_id === order?.order_id;
  const promised = all.filter(matters);
  const content = promised.length ? promised.map((p) => promise(p, order, view)) : html`<p class="none">${view.t.promisedNothing}</p>`;
  return section(view.t.promised, "promises", content);
}

function promise(p: Promised, order: Order | null, { t, lang, now, owner, kept }: PanelView): TemplateResult {
  const { what, text, about, state, by_when, order_id, goods } = p;
  const open = state === "open";
  const over = state === "broken" || (open && by_when !== null && Date.parse(by_when) < now);
  const other = order_id && order_id !== order?.order_id ? goods : "";
  return html`<div class="promise ${over ? "over" : open ? "" : "past"}" data-test="promise" data-state=${state}>
    <p>${[about, what].filter(Boolean).join(" · ")} ${open ? nothing : html`<span class="small">${word(t.promiseState, state)}</span>`}</p>
    ${text ? html`<p class="text">${text}</p>` : nothing}
    ${by_when ? html`<p class="small num">${dueAt(by_when, lang, now)}${open ? ` · ${remaining(by_when, lang, now)}` : ""}</p>` : nothing}
    ${other ? html`<p class="small">${other}</p>` : nothing}
    ${owner && open && p.kind === "agent_word" ? html`<button class="btn small" data-test="promise-kept" @click=${() => kept(p.promise_id)}>${t.kept}</button>` : nothing}
  </div>`;
}

/** What is done by itself when its time comes, whatever the order: an agent should know it, and may take it back. */
export function conditionsPanel(shown: DeskConversation, order: Order | null, view: PanelView): TemplateResult | typeof nothing {
  const agreed = (shown.conditions ?? []).filter((c) => c.state === "open" || c.order_id === order?.order_id);
  return agreed.length ? section(view.t.conditions, "conditions", agreed.map((c) => condition(c, order, view))) : nothing;
}

function condition(c: Agreed, order: Order | null, { t, lang, now, owner, unagree }: PanelView): TemplateResult {
  const open = c.state === "open";
  return html`<div class="entry" data-test="condition" data-state=${c.state}>
    <p class="between"><span>${c.text}</span><span class="chip ${open ? "warn" : ""}">${c.state_text}</span></p>
    ${c.said ? html`<p class="text">${c.said}</p>` : nothing}
    <p class="small num">${when(c.at, lang, now)}${open ? ` · ${remaining(c.due_at, lang, now)}` : c.ended_text ? ` · ${c.ended_text}` : ""}</p>
    ${c.order_id !== order?.order_id ? html`<p class="small">${c.goods}</p>` : nothing}
    ${owner && open ? html`<button class="btn small" data-test="condition-withdraw" @click=${() => unagree(c.condition_id)}>${t.unagree}</button>` : nothing}
  </div>`;
}

export function casePanel(open: Case | null, view: PanelView): TemplateResult {
  const { t } = view;
  if (!open) return section(t.case, "case", html`<p class="none">${t.noCase}</p>`);
  return section(
    t.case,
    "case",
    html`${open.closed_at ? html`<p class="small">${t.caseClosed(when(open.closed_at, view.lang, view.now))}</p>` : nothing}
    ${open.own_agent ? html`<p class="small">${t.ownAgent(open.own_agent.name)}</p>` : nothing}
    ${open.blocks.length ? html`<h4>${t.blocks}</h4>${open.blocks.map((b) => block(b, view))}` : nothing}
    ${open.remedies.length ? html`<h4>${t.remedies}</h4>${open.remedies.map((r) => remedy(r, view))}` : nothing}
    ${open.story.length
      ? html`<h4>${t.story}</h4><ol class="story" data-test="story">${open.story.map((s) => event(s, view))}</ol>`
      : nothing}`,
  );
}

function block(b: Case["blocks"][number], { t, lang, now }: PanelView): TemplateResult {
  const late = now - Date.parse(b.deadline ?? b.started_at); // since the deadline, as the hall and the text beside it say
  const state = b.ended_at ? t.blockEnded : t.blockOpen(span(late, lang));
  return html`<div class="entry" data-test="block" data-kind=${b.kind}>
    <p class="between"><strong>${word(t.blockKind, b.kind)}</strong><span class="chip ${b.ended_at ? "good" : "warn"}">${state}</span></p>
    ${b.text ? html`<p class="small">${b.text}</p>` : nothing}
  </div>`;
}

function remedy(r: Case["remedies"][number], { t, lang, now, approve, decides }: PanelView): TemplateResult {
  return html`<div class="entry" data-test="remedy">
    <p class="between">
      <span>${r.name} ${r.amount ? html`<strong class="num">${money(r.amount, lang)}</strong>` : nothing}</span>
      ${statusChip(t, r.status)}
    </p>
    ${r.items ? html`<p class="small">${r.items.map((i) => (i.quantity > 1 ? `${i.title} × ${i.quantity}` : i.title)).join(lang === "en" ? ", " : "、")}</p>` : nothing}
    ${r.answer ? html`<p class="text" data-test="remedy-answer">${r.answer}</p>` : nothing}
    ${r.due_at ? html`<p class="small num" data-test="remedy-due">${dueAt(r.due_at, lang, now)} · ${remaining(r.due_at, lang, now)}</p>` : nothing}
    <p class="small num">${r.by} · ${when(r.at, lang, now)}</p>
    ${decides(r) ? html`<button class="btn small" data-test="remedy-decide" @click=${() => approve(r.remedy_id)}>${t.decide}</button>` : nothing}
  </div>`;
}

function event(s: Case["story"][number], { lang, now }: PanelView): TemplateResult {
  return html`<li>
    <p>${s.what}</p>
    ${s.note ? html`<p class="text">${s.note}</p>` : nothing}
    <p class="small num">${[s.who, when(s.at, lang, now), s.why].filter(Boolean).join(" · ")}</p>
  </li>`;
}

export function notesPanel(notes: DeskConversation["notes"], { t, lang, now }: PanelView): TemplateResult | typeof nothing {
  if (!notes?.length) return nothing;
  const rows = notes.map(
    (n) => html`<div class="entry" data-test="note-row"><p class="text">${n.text}</p><p class="small num">${n.agent.name} · ${when(n.at, lang, now)}</p></div>`,
  );
  return section(t.notes, "notes", rows);
}
