// The strip on top of the desk: search, the floor, who I am, whether I take chats, sound, help, the way out.
import { html, nothing, type TemplateResult } from "lit";
import { bellIcon, bellOffIcon, mark, scoreIcon, searchIcon, shieldIcon } from "../shared/icons";
import { inLang } from "../shared/lang";
import { pageUrl } from "../shared/page";
import { REVIEWS } from "./own-reviews-text";
import type { DeskStore } from "./store";
import type { DeskText } from "./text";

export interface TopBarActions {
  sound(): void;
  help(): void;
  security(): void;
  reviews(): void;
  search(): void;
  floor(): void;
  manage(): void;
  readonly onFloor: boolean;
  readonly managing: boolean;
}

export function topBar(store: DeskStore, t: DeskText, actions: TopBarActions): TemplateResult {
  const { agent, queue, alerts } = store;
  const online = agent?.state === "online";
  const soundTitle = alerts.on ? t.soundOn : t.soundOff;
  const unanswered = store.reviews.filter((one) => one.may_answer).length;
  const reviews = inLang(REVIEWS, store.lang).button(unanswered);
  const supervises = store.may("supervise");
  return html`<header class="top">
    <span class="brand">${mark(28)}</span>
    <h1>${t.title}</h1>
    <button class="btn small search" title="Alt + F" data-test="search" @click=${actions.search}>${searchIcon(16)} <span>${t.search}</span></button>
    ${supervises ? html`<button class="btn small" aria-pressed=${actions.onFloor} data-test="floor" @click=${actions.floor}>${actions.onFloor ? t.toDesk : t.floor}</button>` : nothing}
    ${supervises ? html`<button class="btn small" aria-pressed=${actions.managing} data-test="manage" @click=${actions.manage}>${actions.managing ? t.toDesk : t.manage}</button>` : nothing}
    <span class="spring"></span>
    <button class="btn small presence ${online ? "online" : ""}" role="switch" aria-checked=${online} data-test="presence"
      @click=${() => store.setPresence(online ? "away" : "online")}>
      <span class="lamp" aria-hidden="true"></span>${online ? t.online : t.away}
      <span class="num load" title=${t.loadTitle}>${t.load(queue.load.active, queue.load.capacity)}</span>
    </button>
    <button class="btn quiet icon" aria-pressed=${alerts.on} title=${soundTitle} aria-label=${t.sound} data-test="sound" @click=${actions.sound}>
      ${alerts.on ? bellIcon() : bellOffIcon()}
    </button>
    <button class="btn quiet icon help" title=${t.help} data-test="help" @click=${actions.help}><span aria-hidden="true">?</span><span class="sr">${t.help}</span></button>
    <button class="btn quiet icon" title=${t.security} aria-label=${t.security} data-test="security" @click=${actions.security}>${shieldIcon(18)}</button>
    <button class="btn quiet icon reviews" title=${reviews} aria-label=${reviews} data-test="reviews" @click=${actions.reviews}>${scoreIcon(18)}${unanswered ? html`<span class="badge num" aria-hidden="true">${unanswered}</span>` : nothing}</button>
    <span class="me" data-test="agent-name">${agent?.name}</span>
    ${supervises ? html`<a class="btn quiet small" href=${pageUrl("/insights")} data-test="to-figures">${t.figures}</a>` : nothing}
    ${supervises ? html`<a class="btn quiet small" href=${pageUrl("/insights/quality")} data-test="to-quality">${t.quality}</a>` : nothing}
    ${supervises ? html`<a class="btn quiet small" href=${pageUrl("/insights/review")} data-test="to-review">${t.review}</a>` : nothing}
    <button class="btn quiet small" data-test="logout" @click=${() => store.logout()}>${t.logout}</button>
  </header>`;
}
