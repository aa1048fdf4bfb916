// Rights of one order: what can be done now first, what comes next, what no longer applies folded away.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, money, span } from "../shared/format";
import { chevronIcon, clockIcon } from "../shared/icons";
import type { RightState } from "../shared/wire";
import type { HallView } from "./context";
import type { Claim, HallOrder, HallRight } from "./wire";

const ORDER: readonly RightState[] = ["claimable", "claimed", "active", "paid", "expired", "not_applicable"];

const byUsefulness = (a: HallRight, b: HallRight) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state);

export function rightsOf(order: HallOrder, view: HallView): TemplateResult {
  const { t } = view;
  const sorted = [...order.rights].sort(byUsefulness);
  const of = (phase: HallRight["phase"]) => sorted.filter((right) => right.phase === phase);
  const over = of("over");
  if (!sorted.length) return html`<p class="none">${t.noRights}</p>`;
  return html`<h4 class="sr">${t.rightsOf(sorted.length)}</h4>
    ${phase("now", of("now"), order, view)} ${phase("next", of("next"), order, view)}
    ${over.length
      ? html`<details class="over" data-test="rights-over">
          <summary>${chevronIcon(14)} ${t.otherRights(over.length)}</summary>
          <ul class="rights">${over.map((r) => row(r, order, view))}</ul>
        </details>`
      : nothing}`;
}

function phase(name: "now" | "next", rights: readonly HallRight[], order: HallOrder, view: HallView) {
  if (!rights.length) return nothing;
  return html`<h5 class="phase">${view.t.phase[name]}</h5>
    <ul class="rights" data-test="rights-${name}">${rights.map((r) => row(r, order, view))}</ul>`;
}

function row(right: HallRight, order: HallOrder, view: HallView): TemplateResult {
  const { lang, shared } = view;
  const items = right.items.map((item) => `${item.title} × ${item.quantity}`).join("、");
  return html`<li class="right is-${right.state}" data-test="right-row" data-right=${right.right} data-state=${right.state}>
    <details>
      <summary>
        <span class="right-head">
          <span class="right-name">${right.name}</span>
          <span class="chip ${right.state}" data-test="right-state">${shared.rightState[right.state] ?? right.state}</span>
        </span>
        ${right.amount ? html`<strong class="num amount" data-test="right-amount">${money(right.amount, lang)}</strong>` : nothing}
        <span class="turn">${chevronIcon()}</span>
        ${items ? html`<span class="why">${items}</span>` : nothing}
        ${right.why ? html`<span class="why">${right.why}</span>` : nothing} ${deadline(right, view)}
      </summary>
      ${terms(right, view)}
    </details>
    ${right.claim ? claimButton(right, right.claim, order, view) : nothing}
  </li>`;
}

/** Whose it is decides the words: the shop’s was missed, the consumer’s is open. */
function deadline(right: HallRight, view: HallView) {
  if (!right.deadline) return nothing;
  const late = right.missed || (right.whose === "shop" && Date.parse(right.deadline) < view.now);
  return html`<span class="deadline num ${late ? "late" : ""}" data-test="right-deadline" data-whose=${right.whose ?? ""}>
    ${clockIcon(14)} <time datetime=${right.deadline}>${deadlineWords(right, right.deadline, view)}</time>
  </span>`;
}

function deadlineWords(right: HallRight, iso: string, { t, lang, now, zone }: HallView): string {
  const at = dueAt(iso, lang, now, zone);
  const ms = Date.parse(iso) - now;
  const length = span(ms, lang);
  if (right.whose === "shop") {
    // Once it is claimed, what is due is an answer; a refund that is late by itself is still a refund.
    const claimed = right.state === "claimed" && right.right !== "fast_refund";
    const does = (claimed ? undefined : t.shopDoes[right.right]) ?? t.shopDoesElse;
    return ms < 0 ? t.shopMissed(at, does, length) : t.shopHas(at, does, length);
  }
  if (right.whose === "consumer") return ms < 0 ? t.youMight(at) : t.youMay(at, length);
  return t.otherwise(at);
}

function terms(right: HallRight, { t }: HallView): TemplateResult {
  return html`<dl class="terms">
    ${right.clause ? html`<dt>${t.clause}</dt><dd data-test="right-clause">${right.clause}</dd>` : nothing}
    ${right.computed ? html`<dt>${t.computed}</dt><dd data-test="right-computed">${right.computed}</dd>` : nothing}
    <dt>${t.needs}</dt>
    <dd data-test="right-needs">
      ${right.needs.length ? html`<ul class="needs">${right.needs.map((n) => html`<li>${n.name}</li>`)}</ul>` : t.needsNothing}
    </dd>
  </dl>`;
}

function claimButton(right: HallRight, claim: Claim, order: HallOrder, { t, tasks }: HallView): TemplateResult {
  const open = () => tasks.claim(order, right, claim);
  return html`<button class="btn primary small" data-test="claim-right" aria-label=${t.claimTitle(right.name)} @click=${open}>${t.claim}</button>`;
}
