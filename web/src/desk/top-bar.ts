// The strip on top of the desk: who I am, whether I take chats, sound, help, the way out.
import { html, nothing, type TemplateResult } from "lit";
import { bellIcon, bellOffIcon, mark } from "../shared/icons";
import { pageUrl } from "../shared/page";
import type { DeskStore } from "./store";
import type { DeskText } from "./text";

export interface TopBarActions {
  sound(): void;
  help(): void;
}

export function topBar(store: DeskStore, t: DeskText, actions: TopBarActions): TemplateResult {
  const { agent, queue, chime } = store;
  const online = agent?.state === "online";
  const soundTitle = chime.on ? t.soundOn : t.soundOff;
  return html`<header class="top">
    <span class="brand">${mark(28)}</span>
    <h1>${t.title}</h1>
    <span class="spring"></span>
    <button class="btn small presence ${online ? "online" : ""}" role="switch" aria-checked=${online} aria-label=${t.presence} data-test="presence"
      @click=${() => store.setPresence(online ? "away" : "online")}>
      <span class="lamp" aria-hidden="true"></span>${online ? t.online : t.away}
      <span class="num load" title=${t.loadTitle}>${t.load(queue.load.active, queue.load.capacity)}</span>
    </button>
    <button class="btn quiet icon" aria-pressed=${chime.on} title=${soundTitle} aria-label=${soundTitle} data-test="sound" @click=${actions.sound}>
      ${chime.on ? bellIcon() : bellOffIcon()}
    </button>
    <button class="btn quiet icon help" title=${t.help} aria-label=${t.help} data-test="help" @click=${actions.help}>?</button>
    <span class="me" data-test="agent-name">${agent?.name}</span>
    ${agent?.role === "supervisor" ? html`<a class="btn quiet small" href=${pageUrl("/insights/review")} data-test="to-review">${t.review}</a>` : nothing}
    <button class="btn quiet small" data-test="logout" @click=${() => store.logout()}>${t.logout}</button>
  </header>`;
}
