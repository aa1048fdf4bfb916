// Cards inside a message: an order, a right, a claim, a contact we made.
import { css, html, nothing, type TemplateResult } from "lit";
import { date, money, rightDeadline, when } from "../shared/format";
import { checkIcon, phoneIcon, shieldIcon, smsIcon } from "../shared/icons";
import "../shared/photo";
import type { Card, ClaimCard, ContactCard, OrderCard, PhotoCard, RightCard } from "../shared/wire";
import { thumb } from "../shared/thumb";
import type { ViewContext } from "./context";
import type { Author } from "./wire";

export function card(item: Card, view: ViewContext): TemplateResult | typeof nothing {
  switch (item.kind) {
    case "order":
      return orderCard(item, view);
    case "right":
      return rightCard(item, view);
    case "claim":
      return claimCard(item, view);
    case "contact":
      return contactCard(item, view);
    case "photo":
      return photoCard(item, view);
    default:
      return nothing; // A kind from a newer service.
  }
}

function orderCard(item: OrderCard, view: ViewContext): TemplateResult {
  const { shared, lang, now, zone, t } = view;
  const body = html`${thumb(item.title, item.image)}
    <span class="card-main">
      <span class="card-title">${item.title}</span>
      <span class="card-meta">${item.merchant} · ${shared.itemCount(item.items)}</span>
      <span class="card-row">
        <span class="chip brand">${item.status_text}</span>
        <span class="card-meta num">${date(item.placed_at, lang, now, zone)}</span>
        ${item.total ? html`<strong class="num card-end">${money(item.total, lang)}</strong>` : nothing}
      </span>
    </span>`;
  const id = item.button_id;
  if (!id) return html`<div class="card" data-test="order-card" data-order=${item.order_id}>${body}</div>`;
  const press = () => view.press(id, item.title);
  return html`<button class="card tap" data-test="order-card" data-order=${item.order_id} aria-label=${t.chooseOrder(item.title)} @click=${press}>
    ${body}
  </button>`;
}

function rightCard(item: RightCard, { t, shared, lang, now, zone, hall }: ViewContext): TemplateResult {
  return html`<div class="card" data-test="right-card" data-right=${item.right} data-state=${item.state}>
    <span class="card-icon">${shieldIcon()}</span>
    <span class="card-main">
      <span class="card-row">
        <span class="card-title">${item.name}</span>
        <span class="chip ${item.state} card-end">${shared.rightState[item.state] ?? item.state}</span>
      </span>
      <span class="card-text">${item.clause}</span>
      <span class="card-row card-meta">
        ${item.deadline ? html`<span>${rightDeadline(item.deadline, item.whose, lang, now, zone)}</span>` : nothing}
        ${item.amount ? html`<strong class="num card-end strong">${money(item.amount, lang)}</strong>` : nothing}
      </span>
      ${hall ? html`<a class="btn small card-go ${item.state === "claimable" ? "primary" : ""}" href=${hall(item.order_id, item.right)} data-test="right-go">${item.state === "claimable" ? t.claimRight : t.seeRight}</a>` : nothing}
    </span>
  </div>`;
}

function claimCard(item: ClaimCard, { lang, t, shared }: ViewContext): TemplateResult {
  const state = t.claimState[item.state] ?? shared.rightState[item.state] ?? item.state;
  return html`<div class="card" data-test="claim-card" data-state=${item.state}>
    <span class="card-icon">${checkIcon(20)}</span>
    <span class="card-main">
      <span class="card-row">
        <span class="card-title">${item.what}</span>
        <span class="chip ${item.state} card-end">${state}</span>
      </span>
      <span class="card-row card-meta">
        <span>${shared.orderNo} <span class="num">${item.order_id}</span></span>
        ${item.amount ? html`<strong class="num card-end strong">${money(item.amount, lang)}</strong>` : nothing}
      </span>
    </span>
  </div>`;
}

function contactCard(item: ContactCard, { lang, now, zone, t, shared }: ViewContext): TemplateResult {
  const phone = item.channel === "phone";
  return html`<div class="card" data-test="contact-card">
    <span class="card-icon">${phone ? phoneIcon() : smsIcon()}</span>
    <span class="card-main">
      <span class="card-row">
        <span class="card-title">${phone ? t.contactPhone : t.contactSms}</span>
        <span class="card-meta card-end">${when(item.at, lang, now, zone)}</span>
      </span>
      <span class="card-text">${item.about}</span>
      ${item.code
        ? html`<span class="card-row"><span class="card-meta">${shared.codeLabel}</span><strong class="mono code">${item.code}</strong></span>
            <span class="card-meta">${t.contactCheck}</span>`
        : nothing}
    </span>
  </div>`;
}

function photoCard(item: PhotoCard, view: ViewContext): TemplateResult {
  return html`<careline-photo data-test="photo-card" .lang=${view.lang} .name=${item.photo_id} .width=${item.width} .height=${item.height}
    .source=${view.photo(item.photo_id)}></careline-photo>`;
}

/** A photo speaks for itself, and so does a card that an agent sends: the text beside it is for places that can show none. */
export const showsText = ({ from, text, cards }: { readonly from: Author; readonly text: string; readonly cards?: readonly Card[] }): boolean =>
  Boolean(text) && !cards?.some((item) => item.kind === "photo" || from === "agent");

export const cardStyles = css`
  .card {
    display: flex; gap: 12px; width: 100%; padding: 12px; text-align: start; font-weight: 400;
    border: 1px solid var(--cl-line); border-radius: 14px; background: var(--cl-surface); color: var(--cl-ink);
  }
  .card.tap { transition: border-color 0.15s, transform 0.15s; }
  .card.tap:hover { border-color: var(--cl-brand); }
  .card.tap:active { transform: scale(0.99); }
  .card-icon {
    flex: none; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 10px;
    background: var(--cl-brand-soft); color: var(--cl-brand-ink);
  }
  .card-main { flex: 1; min-width: 0; display: flex; flex-direction: column; gap: 3px; }
  .card-row { display: flex; align-items: center; flex-wrap: wrap; gap: 2px 8px; }
  .card-end { margin-inline-start: auto; }
  .card-title {
    font-weight: 600; line-height: 1.4; overflow-wrap: anywhere;
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  }
  .card-text { font-size: 14px; color: var(--cl-ink-2); overflow-wrap: anywhere; }
  .card-meta { font-size: 13px; color: var(--cl-ink-3); }
  .card-go { align-self: start; margin-top: 6px; text-decoration: none; }
  .strong { color: var(--cl-ink); font-size: 15px; }
  .code { font-size: 18px; letter-spacing: 0.12em; color: var(--cl-brand-ink); }
`;
