// Middle column: one conversation, and what its agent may do with it.
import { html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { ref } from "lit/directives/ref.js";
import { cardStyles } from "../chat/cards";
import { CarelineElement } from "../shared/element";
import { downIcon } from "../shared/icons";
import { inLang } from "../shared/lang";
import { ScrollKeeper } from "../shared/scroll-keeper";
import { thumbStyles } from "../shared/thumb";
import "../shared/composer";
import type { CarelineComposer } from "../shared/composer";
import { conversationStyles } from "./conversation.css";
import { draftOf, keepDraft } from "./drafts";
import type { Reply } from "./replies";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import { transcript } from "./transcript";
import type { DeskConversation } from "./wire";

@customElement("careline-desk-conversation")
export class CarelineDeskConversation extends CarelineElement {
  static override styles = [CarelineElement.styles, thumbStyles, cardStyles, conversationStyles];

  @property({ attribute: false }) store!: DeskStore;
  @query("careline-composer") private readonly composer!: CarelineComposer | null;
  private readonly keeper = new ScrollKeeper(this);
  private shownId = "";

  focusReply(): void {
    this.composer?.focus();
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  protected override willUpdate(): void {
    const { openId, conversation } = this.store;
    if (openId !== this.shownId) this.keeper.reset();
    this.shownId = openId;
    this.keeper.note(conversation?.messages.length ?? 0);
  }

  private send(text: string): void {
    this.store.replies.send(this.store.openId, text);
    this.keeper.toEnd();
  }

  private retry(reply: Reply): void {
    this.store.replies.drop(reply.clientId);
    this.send(reply.text);
  }

  private discard(reply: Reply): void {
    this.store.replies.drop(reply.clientId);
    this.requestUpdate();
  }

  protected override render() {
    const { t, store } = this;
    if (!store.openId) return html`<div class="blank"><p>${t.choose}</p><p class="muted">${t.chooseHint}</p></div>`;
    if (store.hidden) return html`<div class="blank" data-test="hidden"><p>${store.hidden}</p>${this.claimButton()}</div>`;
    if (!store.conversation) return html`<div class="blank"><p class="muted" role="status">${this.shared.loading}</p></div>`;
    return this.talk(store.conversation);
  }

  private talk(shown: DeskConversation) {
    const { t, store } = this;
    const view = {
      t, lang: this.language, customer: shown.customer.name,
      retry: (r: Reply) => this.retry(r),
      discard: (r: Reply) => this.discard(r),
    };
    return html`${this.header(shown)}
      <div class="log" role="log" aria-label=${t.transcript} tabindex="0" data-test="log" ${ref(this.keeper.attach)} @scroll=${this.keeper.onScroll}>
        ${transcript(shown.messages, store.replies.of(store.openId), view)}
      </div>
      <footer>${this.pill()} ${store.isMine(store.openId) ? this.box(shown) : html`<p class="locked"><span>${t.notMine}</span>${this.claimButton()}</p>`}</footer>`;
  }

  private header({ conversation, customer, order }: DeskConversation) {
    const { t, store } = this;
    const owner = {
      bot: t.ownerBot, queue: t.ownerQueue, closed: t.ownerClosed, agent: t.ownerAgent(conversation.agent?.name ?? ""),
    }[conversation.owner];
    const actions = ["note", "return", "close"] as const;
    return html`<header>
      <div class="who">
        <h2>${customer.name} ${customer.new_user ? html`<span class="chip brand">${t.newUser}</span>` : nothing}</h2>
        <p data-test="owner" data-owner=${conversation.owner}>${[owner, conversation.handoff?.why, order?.title].filter(Boolean).join(" · ")}</p>
      </div>
      ${store.isMine(store.openId)
        ? html`<div class="actions">
            ${actions.map((a) => html`<button class="btn small" data-test=${a} @click=${() => this.emit("desk-dialog", a)}>${t[a]}</button>`)}
          </div>`
        : nothing}
    </header>`;
  }

  private claimButton() {
    const { store } = this;
    if (!store.queue.waiting.some((i) => i.conversation_id === store.openId)) return nothing;
    return html`<button class="btn primary" data-test="claim-open" @click=${() => this.emit("desk-claim", store.openId)}>${this.t.claim}</button>`;
  }

  private pill() {
    const n = this.keeper.unseen;
    return n ? html`<button class="btn pill" data-test="new-messages" @click=${() => this.keeper.toEnd()}>${downIcon()} ${this.t.newMessages(n)}</button>` : nothing;
  }

  private box({ customer }: DeskConversation) {
    const { t } = this;
    const id = this.store.openId;
    return html`<careline-composer
        box="reply-input" button="reply" .lang=${this.language} .value=${draftOf(id)} .label=${t.reply} .sendLabel=${t.send}
        .placeholder=${t.replyPlaceholder(customer.name)}
        @composer-input=${(e: CustomEvent<string>) => keepDraft(id, e.detail)}
        @composer-send=${(e: CustomEvent<string>) => this.send(e.detail)}></careline-composer>
      <p class="hint">${t.sendHint}</p>`;
  }
}
