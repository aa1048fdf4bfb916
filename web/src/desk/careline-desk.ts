// <careline-desk>: where agents work. Signs in, lays out the columns, and turns keys and events into actions.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { CarelineRoot } from "../shared/element";
import { inLang } from "../shared/lang";
import { DeskApi } from "./api";
import "./approval-dialog";
import type { CarelineDeskApproval } from "./approval-dialog";
import "./context";
import "./conversation";
import type { CarelineDeskConversation } from "./conversation";
import { deskStyles } from "./desk.css";
import "./dialogs";
import type { CarelineDeskDialogs, DialogKind } from "./dialogs";
import "./login";
import "./queue-list";
import { neighbour, shortcutOf, type ShortcutAction } from "./shortcuts";
import { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import { topBar } from "./top-bar";

type Pane = "queue" | "talk" | "context";

@customElement("careline-desk")
export class CarelineDesk extends CarelineRoot {
  static override styles = [CarelineRoot.styles, deskStyles];

  @state() private store: DeskStore | undefined;
  @state() private tick = 0;
  @state() private selected = "";
  @state() private pane: Pane = "queue";
  private readonly pageTitle = document.title;
  @query("careline-desk-conversation") private readonly talk!: CarelineDeskConversation;
  @query("careline-desk-dialogs") private readonly dialogs!: CarelineDeskDialogs;
  @query("careline-desk-approval") private readonly approval!: CarelineDeskApproval;

  override connectedCallback(): void {
    super.connectedCallback();
    this.store = new DeskStore(new DeskApi(this.serviceUrl, this.language), this.language, () => (this.tick += 1));
    void this.store.start();
    document.addEventListener("keydown", this.keyed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.store?.stop();
    document.removeEventListener("keydown", this.keyed);
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("tick") || !this.store) return;
    // The store is one changing object, which properties cannot notice.
    for (const part of this.renderRoot.querySelectorAll<CarelineRoot>("careline-desk-queue, careline-desk-conversation, careline-desk-approval")) part.requestUpdate();
    if (!this.store.openId && this.pane !== "queue") this.pane = "queue";
    const waiting = this.store.queue.waiting.length;
    document.title = (waiting ? `(${waiting}) ` : "") + this.pageTitle;
  }

  private open(id: string): void {
    this.selected = id;
    this.pane = "talk";
    this.store?.open(id);
  }

  private async claim(id: string): Promise<void> {
    this.selected = id;
    if (!(await this.store?.claim(id))) return;
    this.selected = this.store?.openId || id;
    this.pane = "talk";
    await this.updateComplete;
    setTimeout(() => this.talk.focusReply(), 150);
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    if (!this.store?.agent || this.dialogs?.isOpen || this.approval?.isOpen) return;
    if (event.key === "Escape") return (event.composedPath()[0] as HTMLElement).blur();
    const action = shortcutOf(event);
    if (!action) return;
    event.preventDefault();
    this.perform(action, this.store);
  };

  private perform(action: ShortcutAction, store: DeskStore): void {
    const mine = store.isMine(store.openId);
    const target = this.selected || store.openId;
    const ids = store.items.map((i) => i.conversation_id);
    if (action === "next") this.selected = neighbour(ids, target, 1);
    else if (action === "previous") this.selected = neighbour(ids, target, -1);
    else if (action === "open") this.selected && this.open(this.selected);
    else if (action === "claim") target && !store.isMine(target) && void this.claim(target);
    else if (action === "reply") this.talk.focusReply();
    else if (action === "sound") this.toggleSound(store);
    else if (action === "help") void this.dialogs.show("help");
    else if (mine) void this.dialogs.show(action);
  }

  private toggleSound(store: DeskStore): void {
    store.chime.toggle();
    store.say(store.chime.on ? this.t.soundOn : this.t.soundOff);
  }

  protected override render() {
    const { store, t } = this;
    if (!store || store.agent === undefined) return html`<p class="blank" role="status">${store?.notice || this.shared.loading}</p>`;
    if (!store.agent) return html`<careline-desk-login .lang=${this.language} .store=${store}></careline-desk-login>`;
    return html`<div class="desk" data-pane=${this.pane} data-test="desk"
      @desk-open=${(e: CustomEvent<string>) => this.open(e.detail)}
      @desk-claim=${(e: CustomEvent<string>) => this.claim(e.detail)}
      @desk-approval=${(e: CustomEvent<string>) => this.approval.show(e.detail)}
      @desk-dialog=${(e: CustomEvent<DialogKind>) => this.dialogs.show(e.detail)}>
      ${topBar(store, t, { sound: () => this.toggleSound(store), help: () => void this.dialogs.show("help") })}
      ${store.offline ? html`<p class="offline" role="status" data-test="offline">${this.shared.offline}</p>` : nothing} ${this.panes()}
      <main>
        <careline-desk-queue .lang=${this.language} .store=${store} .selected=${this.selected}></careline-desk-queue>
        <careline-desk-conversation .lang=${this.language} .store=${store}></careline-desk-conversation>
        <careline-desk-context .lang=${this.language} .shown=${store.conversation} aria-label=${t.context} role="complementary"></careline-desk-context>
      </main>
      <p class="notice" role="status" data-test="notice" ?hidden=${!store.notice}>${store.notice}</p>
      <careline-desk-approval .lang=${this.language} .store=${store}></careline-desk-approval>
      <careline-desk-dialogs .lang=${this.language} .store=${store}></careline-desk-dialogs>
    </div>`;
  }

  private panes() {
    const names: readonly Pane[] = ["queue", "talk", "context"];
    return html`<div class="panes" role="group">
      ${names.map((p) => html`<button class=${p} aria-pressed=${this.pane === p} data-test="pane-${p}" @click=${() => (this.pane = p)}>${this.t.panes[p]}</button>`)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-desk": CarelineDesk;
  }
}
