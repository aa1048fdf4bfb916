// What is being done: remedies with how far each is, and what we promised by when.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, money, when } from "../shared/format";
import { chevronIcon, clockIcon } from "../shared/icons";
import type { HallView } from "./context";
import { photoButton } from "./dialog";
import type { Agreed, Promised, Remedy, ToRate } from "./wire";

const CHIP: Record<string, string> = { done: "good", refused: "bad", failed: "warn", withdrawn: "", needs_approval: "warn" };

export function remedyList(remedies: readonly Remedy[], view: HallView): TemplateResult | typeof nothing {
  const { t } = view;
  if (!remedies.length) return nothing;
  const open = remedies.filter((one) => !one.ended_at);
  const over = remedies.filter((one) => one.ended_at);
  return html`<section class="box remedies" aria-labelledby="remedies">
    <h2 id="remedies">${t.remedies}</h2>
    ${open.length ? html`<ul>${open.map((one) => remedyRow(one, view))}</ul>` : html`<p class="none">${t.noneOpen}</p>`}
    ${over.length
      ? html`<details class="over" data-test="remedies-over"><summary>${chevronIcon(14)} ${t.remediesOver(over.length)}</summary>
          <ul>${over.map((one) => remedyRow(one, view))}</ul></details>`
      : nothing}
  </section>`;
}

function remedyRow(one: Remedy, view: HallView): TemplateResult {
  const { t, lang, now, zone, tasks } = view;
  const items = one.items.map((item) => `${item.title} × ${item.quantity}`).join("、");
  return html`<li class="remedy" data-test="remedy-row" data-kind=${one.kind} data-state=${one.state}>
    <p class="row"><strong>${one.kind_text}</strong> <span class="chip ${CHIP[one.state] ?? "brand"}" data-test="remedy-state">${one.state_text}</span>
      ${one.amount ? html`<strong class="num end">${money(one.amount, lang)}</strong>` : nothing}</p>
    <p class="meta">${items || one.title} · <span class="num" data-test="remedy-reference">${t.reference}${one.reference}</span></p>
    ${one.due ? html`<p class="deadline num">${clockIcon(14)} ${one.waits_for_photo ? t.photoWanted(dueAt(one.due, lang, now, zone)) : t.dueBy(dueAt(one.due, lang, now, zone))}</p>` : nothing}
    ${one.answer ? html`<p class="answer" data-test="remedy-answer">${t.reason}${one.answer}</p>` : nothing}
    <details><summary class="link">${t.steps}</summary>
      <ol class="steps">${one.steps.map((step) => html`<li><span class="num meta">${when(step.at, lang, now, zone)}</span> ${step.text}</li>`)}</ol></details>
    ${one.waits_for_photo || one.may_withdraw || one.may_appeal
      ? html`<p class="buttons">
          ${one.waits_for_photo ? photoButton(one, tasks, view) : nothing}
          ${one.may_appeal ? html`<button class="btn small" data-test="appeal" @click=${() => tasks.open({ kind: "appeal", remedy: one })}>${t.appeal}</button>` : nothing}
          ${one.may_withdraw ? html`<button class="btn small quiet" data-test="withdraw" @click=${() => tasks.open({ kind: "withdraw", remedy: one })}>${t.withdraw}</button>` : nothing}
        </p>`
      : nothing}
  </li>`;
}

export function promiseList(promises: readonly Promised[], { t, lang, now, zone }: HallView): TemplateResult | typeof nothing {
  if (!promises.length) return nothing;
  return html`<section class="box promises" aria-labelledby="promises">
    <h2 id="promises">${t.promises}</h2>
    <ul>${promises.map((one) => html`<li data-test="promise-row" data-state=${one.state}>
      <p class="row"><strong>${one.what}</strong> <span class="chip ${{ kept: "good", broken: "bad" }[one.state as string] ?? ""}">${one.state_text}</span></p>
      <p class="meta"><span class="num">${(one.state === "open" ? t.dueBy : t.promisedFor)(dueAt(one.due, lang, now, zone))}</span> · ${one.title}</p>
    </li>`)}</ul>
  </section>`;
}

/** What is done by itself if something has not happened by then. */
export function conditionList(agreed: readonly Agreed[], { t, tasks }: HallView): TemplateResult | typeof nothing {
  if (!agreed.length) return nothing;
  return html`<section class="box conditions" aria-labelledby="conditions">
    <h2 id="conditions">${t.conditions}</h2>
    <ul>${agreed.map((one) => html`<li data-test="condition-row" data-state=${one.state}>
      <p class="row"><strong>${one.text}</strong> <span class="chip ${one.state === "open" ? "brand" : one.state === "done" ? "good" : ""}">${one.state_text}</span></p>
      <p class="meta">${one.title}</p>
      ${one.may_withdraw
        ? html`<p class="buttons"><button class="btn small quiet" data-test="condition-withdraw" @click=${() => tasks.open({ kind: "unagree", agreed: one })}>${t.withdraw}</button></p>`
        : nothing}
    </li>`)}</ul>
  </section>`;
}

export function ratingList(cases: readonly ToRate[], { t, tasks }: HallView): TemplateResult | typeof nothing {
  if (!cases.length) return nothing;
  return html`<section class="box rate" aria-labelledby="rate"><h2 id="rate">${t.rateTitle}</h2>
    <ul>${cases.map((about) => html`<li class="row" data-test="to-rate"><span>${about.title}</span>
      <button class="btn small end" data-test="rate" @click=${() => tasks.open({ kind: "rate", about, stars: 0 })}>${t.rate}</button></li>`)}</ul></section>`;
}
