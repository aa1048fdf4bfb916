// Rights of one order: what can be done now first, what no longer applies folded away.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, money, remaining } from "../shared/format";
import { chevronIcon, clockIcon } from "../shared/icons";
import type { Right, RightState } from "../shared/wire";
import type { HallView } from "./context";
import type { HallOrder } from "./wire";

const ORDER: readonly RightState[] = ["claimable", "claimed", "active", "paid", "expired", "not_applicable"];
const OVER: readonly RightState[] = ["expired", "not_applicable"];

const byUsefulness = (a: Right, b: Right) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state);

export function rightsOf(order: HallOrder, view: HallView): TemplateResult {
  const { t } = view;
  const sorted = [...order.rights].sort(byUsefulness);
  const live = sorted.filter((r) => !OVER.includes(r.state));
  const over = sorted.filter((r) => OVER.includes(r.state));
  if (!sorted.length) return html`<p class="none">${t.noRights}</p>`;
  return html`<h4 class="sr">${t.rightsOf(sorted.length)}</h4>
    <ul class="rights">${live.map((r) => row(r, order, view))}</ul>
    ${over.length
      ? html`<details class="over">
          <summary>${chevronIcon(14)} ${t.otherRights(over.length)}</summary>
          <ul class="rights">${over.map((r) => row(r, order, view))}</ul>
        </details>`
      : nothing}`;
}

function row(right: Right, order: HallOrder, view: HallView): TemplateResult {
  const { lang, shared } = view;
  return html`<li class="right is-${right.state}" data-test="right-row" data-right=${right.right} data-state=${right.state}>
    <details>
      <summary>
        <span class="right-head">
          <span class="right-name">${right.name}</span>
          <span class="chip ${right.state}" data-test="right-state">${shared.rightState[right.state] ?? right.state}</span>
        </span>
        ${right.amount ? html`<strong class="num amount" data-test="right-amount">${money(right.amount, lang)}</strong>` : nothing}
        <span class="turn">${chevronIcon()}</span>
        ${right.why ? html`<span class="why">${right.why}</span>` : nothing} ${deadline(right, view)}
      </summary>
      ${terms(right, view)}
    </details>
    ${right.state === "claimable" ? claimLink(right, order, view) : nothing}
  </li>`;
}

function deadline({ deadline: iso }: Right, { t, lang, now }: HallView) {
  if (!iso) return nothing;
  return html`<span class="deadline num" data-test="right-deadline">
    ${clockIcon(14)} ${t.deadline} <time datetime=${iso}>${dueAt(iso, lang, now)}</time> · ${remaining(iso, lang, now)}
  </span>`;
}

function terms(right: Right, { t }: HallView): TemplateResult {
  return html`<dl class="terms">
    ${right.clause ? html`<dt>${t.clause}</dt><dd data-test="right-clause">${right.clause}</dd>` : nothing}
    <dt>${t.needs}</dt>
    <dd data-test="right-needs">
      ${right.needs.length ? html`<ul class="needs">${right.needs.map((n) => html`<li>${n}</li>`)}</ul>` : t.needsNothing}
    </dd>
  </dl>`;
}

function claimLink(right: Right, order: HallOrder, { t, chatWith }: HallView): TemplateResult {
  return html`<a class="btn primary small" data-test="claim-right" href=${chatWith(t.claimDraft(right.name, order.order_id))}>${t.claim}</a>`;
}
