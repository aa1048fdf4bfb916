// Middle column: one conversation, and what its agent may do with it.
import { html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ref } from "lit/directives/ref.js";
import { cardStyles } from "../chat/cards";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { downIcon } from "../shared/icons";
import { inLang } from "../shared/lang";
import { ScrollKeeper } from "../shared/scroll-keeper";
import { thumbStyles } from "../shared/thumb";
import "../shared/composer";
import type { CarelineComposer } from "../shared/composer";
import "./canned";
import type { CarelineDeskCanned } from "./canned";
import { conversationStyles } from "./conversation.css";
import { askAbout, type DialogAsk } from "./dialog-deeds";
import { draftOf, keepDraft } from "./drafts";
import type { Reply } from "./replies";
import { snooze, snoozedUntil } from "./snooze";
import type { DeskStore } from "./store";
import { suggestionOf } from "./suggest";
import { SOFTPHONE } from "./softphone-text";
import { DESK, type DeskText } from "./text";
import { transcript } from "./transcript";
import type { DeskConversation, QueueItem } from "./wire";

@customElement("careline-desk-conversation")
export class CarelineDeskConversation extends CarelineElement {
  static override styles = [CarelineElement.styles, thumbStyles, cardStyles, conversationStyles];

  @property({ attribute: false }) store!: DeskStore;
  @state() private showDraft = true;
  @query("careline-composer") private readonly composer!: CarelineComposer | null;
  @query("careline-desk-canned") private readonly canned!: CarelineDeskCanned | null;
  private readonly keeper = new ScrollKeeper(this);
  private shownId = "";
  /** Whose box is to get the focus as soon as it is there. */
  private wanted = "";

  constructor() {
    super();
    new Ticker(this, 30_000);
  }

  /** Give this conversation's box the focus: now, or as soon as it is there. */
  writeSoon(id: string): void {
    this.wanted = id;
    this.requestUpdate();
  }

  /** Put a text into the box, for the agent to read, change and send. */
  insert(text: string): void {
    this.composer?.insert(text, !draftOf(this.store.openId).trim() || draftOf(this.store.openId).startsWith("/"));
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  protected override willUpdate(): void {
    const { openId, conversation } = this.store;
    if (openId !== this.shownId) this.keeper.reset();
    if (openId !== this.shownId) this.showDraft = true;
    this.shownId = openId;
    this.keeper.note((conversation?.messages.length ?? 0) + (conversation?.notes?.length ?? 0));
  }

  protected override async updated(): Promise<void> {
    const { wanted, store } = this;
    if (!wanted || wanted !== store.openId || !this.composer) return;
    await this.composer.updateComplete;
    if (this.wanted !== wanted || !this.composer?.ready) return;
    this.wanted = "";
    this.composer.focus();
  }

  private send(text: string): void {
    this.store.send(text);
    this.keeper.toEnd();
  }

  private retry(reply: Reply): void {
    this.store.replies.drop(reply.clientId);
    const { conversationId, text, photo, card } = reply;
    if (photo || card) this.store.replies.send(conversationId, text, { ...(photo ? { photo } : {}), ...(card ? { card } : {}) });
    else this.send(text);
    this.keeper.toEnd();
  }

  private discard(reply: Reply): void {
    this.store.replies.drop(reply.clientId);
    this.requestUpdate();
  }

  protected override render() {
    const { t, store } = this;
    const id = store.openId;
    if (!id) return html`<div class="blank"><p>${t.choose}</p><p class="muted">${t.chooseHint}</p></div>`;
    if (store.hidden && !store.canWrite(id)) return html`<div class="blank" data-test="hidden"><p>${store.hidden}</p>${this.claimButton()}</div>`;
    return html`${store.conversation ? this.talk(store.conversation) : html`<div class="blank"><p class="muted" role="status">${this.shared.loading}</p></div>`}
      ${this.foot(store.conversation)}`;
  }

  private talk(shown: DeskConversation) {
    const { t, store } = this;
    const view = {
      t, lang: this.language, customer: store.nameOf(shown.customer.name), typing: store.isTyping(store.openId),
      retry: (r: Reply) => this.retry(r),
      discard: (r: Reply) => this.discard(r),
    };
    return html`${this.header(shown)} ${this.warnings(shown)}
      <div class="log" role="log" aria-label=${t.transcript} tabindex="0" data-test="log" ${ref(this.keeper.attach)} @scroll=${this.keeper.onScroll}>
        ${transcript(shown, store.replies.of(store.openId), view)}
      </div>`;
  }

  private foot(shown: DeskConversation | undefined) {
    const { store } = this;
    if (store.canWrite(store.openId)) return html`<footer>${this.pill()} ${shown ? this.suggestion(shown) : nothing} ${this.box(shown)}</footer>`;
    if (store.isMine(store.openId)) return html`<footer>${this.pill()}<p class="locked" data-test="in-call">${inLang(SOFTPHONE, this.language).inCall}</p></footer>`;
    return shown ? html`<footer>${this.pill()}<p class="locked"><span>${shown.conversation.owner === "agent" ? this.t.onlyLooking : this.t.notMine}</span>${this.claimButton()} ${this.whisper(shown)} ${this.takeOver(shown)}</p></footer>` : nothing;
  }

  private header({ conversation, customer, order }: DeskConversation) {
    const { t, store } = this;
    const owner = {
      bot: t.ownerBot, queue: t.ownerQueue, closed: t.ownerClosed, agent: t.ownerAgent(conversation.agent?.name ?? ""),
    }[conversation.owner];
    const title = store.item(store.openId)?.goods ?? order?.title;
    return html`<header>
      <div class="who">
        <h2>${store.nameOf(customer.name)} ${customer.new_user ? html`<span class="chip brand">${t.newUser}</span>` : nothing}</h2>
        <p data-test="owner" data-owner=${conversation.owner}>${(store.isMine(store.openId) ? [title] : [owner, title]).filter(Boolean).join(" · ")}</p>
      </div>
      ${store.isMine(store.openId) ? this.actions() : nothing}
      ${conversation.handoff ? html`<p class="why" data-test="why">${conversation.handoff.why}</p>` : nothing}
    </header>`;
  }

  private actions() {
    const { t, store } = this;
    const about = store.openId;
    const ask = (kind: Parameters<typeof askAbout>[0]) => this.emit<DialogAsk>("desk-dialog", askAbout(kind, about));
    const item = store.item(about);
    const put = item && snoozedUntil(item, now());
    return html`<div class="actions">
      <button class="btn small" data-test="note" title="Alt + N" @click=${() => ask("note")}>${t.note}</button>
      <button class="btn small" data-test="transfer" title="Alt + T" @click=${() => ask("transfer")}>${t.transfer}</button>
      ${put
        ? html`<button class="btn small" data-test="unsnooze" @click=${() => this.takeUp(item)}>${t.snoozedUntil(when(new Date(put).toISOString(), this.language, now()))} ✕</button>`
        : html`<button class="btn small" data-test="snooze" @click=${() => ask("snooze")}>${t.snooze}</button>`}
      <button class="btn small" data-test="return" title="Alt + B" @click=${() => ask("return")}>${t.return}</button>
      <button class="btn small" data-test="close" title="Alt + X" @click=${() => ask("close")}>${t.close}</button>
    </div>`;
  }

  private takeUp(item: QueueItem): void {
    snooze(item, undefined, now());
    this.store.changed();
  }

  /** An agent who does not read the customer's language is told so, with the way to somebody who does. */
  private warnings({ conversation }: DeskConversation) {
    const { t, store } = this;
    const item = store.item(store.openId);
    const reads = item?.reads ?? store.agent?.languages.includes(conversation.language) ?? true;
    if (reads) return nothing;
    const name = t.languageName[conversation.language] ?? conversation.language;
    return html`<p class="warning" role="status" data-test="language-warning">${t.cannotRead(name)}
      ${store.isMine(store.openId) ? html`<button class="btn small" @click=${() => this.emit<DialogAsk>("desk-dialog", { kind: "transfer", conversationId: store.openId })}>${t.transfer}</button>` : nothing}</p>`;
  }

  private claimButton() {
    const { store } = this;
    const id = store.openId;
    if (!store.queue.waiting.some((i) => i.conversation_id === id)) return nothing;
    return html`<button class="btn primary" data-test="claim-open" @click=${() => this.emit("desk-claim", id)}>${this.t.claim}</button>`;
  }

  /** A word to the colleague who has it, in the thread and for nobody else. */
  private whisper(shown: DeskConversation) {
    const name = shown.conversation.agent?.name;
    if (!name || !shown.may?.includes("note")) return nothing;
    return html`<button class="btn" data-test="whisper" @click=${() => this.emit<DialogAsk>("desk-dialog", { kind: "whisper", name, conversationId: shown.conversation.conversation_id })}>${this.t.whisper}</button>`;
  }

  private takeOver(shown: DeskConversation) {
    if (!shown.may?.includes("take_over")) return nothing;
    const ask = () => this.emit<DialogAsk>("desk-dialog", { kind: "take-over", name: shown.conversation.agent?.name ?? "", conversationId: shown.conversation.conversation_id });
    return html`<button class="btn" data-test="take-over" @click=${ask}>${this.t.takeOver}</button>`;
  }

  private pill() {
    const n = this.keeper.unseen;
    return n ? html`<button class="btn pill" data-test="new-messages" @click=${() => this.keeper.toEnd()}>${downIcon()} ${this.t.newMessages(n)}</button>` : nothing;
  }

  /** The next step that the facts suggest, and words for it: to take over into the box, never sent by themselves. */
  private suggestion(shown: DeskConversation) {
    const found = this.showDraft && !draftOf(this.store.openId) ? suggestionOf(shown, this.language, now()) : undefined;
    if (!found) return nothing;
    const { t } = this;
    return html`<aside class="suggestion" aria-label=${t.suggested} data-test="suggestion">
      <p><strong>${t.suggested}</strong> ${found.step}</p>
      ${found.draft ? html`<p class="draft" tabindex="0" lang=${shown.conversation.language} data-test="suggested-draft">${found.draft}</p>` : nothing}
      <p class="choices">
        ${found.draft ? html`<button class="btn small" data-test="use-draft" @click=${() => this.insert(found.draft)}>${t.useDraft}</button>` : nothing}
        ${found.deed ? html`<button class="btn small" data-test="suggested-deed" @click=${() => this.emit<DialogAsk>("desk-dialog", { kind: "deed", deed: found.deed!, orderId: found.orderId, conversationId: shown.conversation.conversation_id })}>${found.deed.name}</button>` : nothing}
        <button class="btn small quiet" @click=${() => (this.showDraft = false)}>${t.dismiss}</button>
      </p>
    </aside>`;
  }

  private box(shown: DeskConversation | undefined) {
    const { t } = this;
    const id = this.store.openId;
    const name = this.store.nameOf(shown?.customer.name ?? this.store.item(id)?.customer.name ?? "");
    return html`<careline-desk-canned .lang=${this.language} .store=${this.store} @canned-chosen=${(e: CustomEvent<string>) => this.insert(e.detail)}></careline-desk-canned>
      <careline-composer
        box="reply-input" button="reply" .lang=${this.language} .value=${draftOf(id)} .label=${t.reply} .sendLabel=${t.send}
        .placeholder=${t.replyPlaceholder(name)} .photoLabel=${this.shared.photoSend} @keydown=${this.keyed}
        @composer-photo=${(e: CustomEvent<File>) => this.photo(id, e.detail)}
        @composer-input=${(e: CustomEvent<string>) => this.typed(id, e.detail)}
        @composer-send=${(e: CustomEvent<string>) => this.send(e.detail)}></careline-composer>
      <p class="hint">${t.sendHint}</p>`;
  }

  private photo(id: string, file: File): void {
    this.store.replies.send(id, this.t.photoOnItsWay, { photo: file });
    this.requestUpdate();
    this.keeper.toEnd();
  }

  private typed(id: string, text: string): void {
    keepDraft(id, text);
    this.store.typed(id, text);
    this.requestUpdate();
    this.canned?.look(text);
  }

  /** While canned replies are shown, the arrows and Enter choose one of them. */
  private readonly keyed = {
    capture: true, // before the box takes Enter as "send"
    handleEvent: (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229 || !this.canned?.key(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
