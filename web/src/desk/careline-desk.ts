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
import { askAbout, type DialogAsk } from "./dialog-deeds";
import type { CarelineDeskDialogs } from "./dialogs";
import "./floor";
import type { CarelineDeskFloor } from "./floor";
import { invitationOf } from "./invitation";
import "./login";
import "./own-reviews";
import type { CarelineDeskReviews } from "./own-reviews";
import "./queue-list";
import type { CarelineDeskQueue } from "./queue-list";
import "./search";
import "./security";
import type { CarelineDeskSecurity } from "./security";
import type { CarelineDeskSearch } from "./search";
import "./softphone";
import { neighbour, shortcutOf, type ShortcutAction } from "./shortcuts";
import { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import { topBar } from "./top-bar";

type Pane = "queue" | "talk" | "context";
const PARTS = "careline-desk-queue, careline-desk-conversation, careline-desk-context, careline-desk-approval, careline-desk-dialogs, careline-desk-floor, careline-desk-reviews";

@customElement("careline-desk")
export class CarelineDesk extends CarelineRoot {
  static override styles = [CarelineRoot.styles, deskStyles];

  @state() private store: DeskStore | undefined;
  @state() private tick = 0;
  @state() private selected = "";
  @state() private pane: Pane = "queue";
  @state() private floor = false;
  @state() private managing = false;
  private readonly pageTitle = document.title;
  @query("careline-desk-queue") private readonly list!: CarelineDeskQueue | null;
  @query("careline-desk-conversation") private readonly talk!: CarelineDeskConversation | null;
  @query("careline-desk-dialogs") private readonly dialogs!: CarelineDeskDialogs;
  @query("careline-desk-approval") private readonly approval!: CarelineDeskApproval;
  @query("careline-desk-security") private readonly security!: CarelineDeskSecurity;
  @query("careline-desk-reviews") private readonly reviews!: CarelineDeskReviews;
  @query("careline-desk-search") private readonly search!: CarelineDeskSearch;

  override connectedCallback(): void {
    super.connectedCallback();
    this.store = new DeskStore(new DeskApi(this.serviceUrl, this.language), this.language, () => (this.tick += 1));
    void this.store.start();
    document.addEventListener("keydown", this.keyed);
    addEventListener("hashchange", this.invited);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.store?.stop();
    document.removeEventListener("keydown", this.keyed);
    removeEventListener("hashchange", this.invited);
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("tick") || !this.store) return;
    // The store is one changing object, which properties cannot notice.
    for (const part of this.renderRoot.querySelectorAll<CarelineRoot>(PARTS)) part.requestUpdate();
    if (!this.store.may("supervise")) this.floor = this.managing = false; // no longer, maybe
    if (!this.store.openId && this.pane !== "queue") this.pane = "queue";
    const waiting = this.store.queue.waiting_total ?? this.store.queue.waiting.length;
    document.title = (waiting ? `(${waiting}) ` : "") + this.pageTitle;
  }

  /** One's own is opened to be answered: the box has the focus as soon as it is there. Who waits is only looked at. */
  private open(id: string, store: DeskStore): void {
    this.floor = this.managing = false;
    this.selected = id;
    this.pane = "talk";
    store.open(id);
    if (store.canWrite(id)) this.talk?.writeSoon(id);
  }

  private claim(id: string, store: DeskStore): void {
    this.floor = this.managing = false;
    this.selected = id;
    this.pane = "talk";
    const claimed = store.claim(id); // the box is there from now on
    this.talk?.writeSoon(id);
    void claimed.then((mine) => this.got(mine, id));
  }

  private got(mine: string, wanted: string): void {
    if (!mine || mine === wanted) return;
    this.selected = mine;
    this.talk?.writeSoon(mine);
  }

  /** Whom the service finds next; with a filter set, whoever is on top of what is shown. */
  private async next(store: DeskStore, shown: string | undefined): Promise<void> {
    this.floor = this.managing = false;
    const first = store.queue.waiting[0]?.conversation_id;
    if (shown && shown !== first) return this.claim(shown, store);
    const mine = await store.takeNext();
    if (!mine) return;
    this.selected = mine;
    this.pane = "talk";
    this.talk?.writeSoon(mine);
  }

  /** A link to choose a password with, opened where the desk is open already. */
  private readonly invited = (): void => void (invitationOf(location.hash) && location.reload());

  private readonly keyed = (event: KeyboardEvent): void => {
    if (!this.store?.agent || this.dialogs?.isOpen || this.approval?.isOpen || this.search?.isOpen || this.security?.isOpen || this.reviews?.isOpen) return;
    const action = shortcutOf(event);
    if (!action) return;
    event.preventDefault();
    this.perform(action, this.store, event.altKey);
  };

  private perform(action: ShortcutAction, store: DeskStore, anywhere: boolean): void {
    const target = anywhere ? store.openId : this.selected || store.openId;
    if (action === "next" || action === "previous") this.step(action === "next" ? 1 : -1, store, anywhere);
    else if (action === "pick") target && this.list?.pickFrom(target, 0);
    else if (action === "pick-next" || action === "pick-previous") target && this.list?.pickFrom(target, action === "pick-next" ? 1 : -1);
    else if (action === "take-next") void this.next(store, undefined);
    else if (action === "claim") target && !store.canWrite(target) && this.claim(target, store);
    else if (action === "reply") this.talk?.writeSoon(store.openId);
    else if (action === "search") this.search.show();
    else if (action === "sound") this.toggleSound(store);
    else if (action === "help") void this.dialogs.show({ kind: "help" });
    else if (store.isMine(store.openId)) void this.dialogs.show(askAbout(action, store.openId));
  }

  /** In the list the focus moves; while writing, the next conversation is opened. */
  private step(by: 1 | -1, store: DeskStore, anywhere: boolean): void {
    const ids = anywhere ? store.queue.mine.map((i) => i.conversation_id) : (this.list?.ids ?? []);
    const id = neighbour(ids, anywhere ? store.openId : this.selected, by);
    if (!id) return;
    if (anywhere) this.open(id, store);
    else this.list?.focusRow(id);
  }

  /** These were left as they are, and stay picked. */
  private picked(ids: readonly string[]): void {
    this.list?.pickOnly(ids);
    this.renderRoot.querySelector<CarelineDeskFloor>("careline-desk-floor")?.pickOnly(ids);
  }

  /** Supervisors alone see it, so nobody else loads it. */
  private manage(): void {
    this.floor = false;
    this.managing = !this.managing;
    void import("./manage/manage");
  }

  private toggleSound(store: DeskStore): void {
    store.alerts.toggle();
    store.say(store.alerts.on ? this.t.soundOn : this.t.soundOff);
  }

  protected override render() {
    const { store, t } = this;
    if (!store || store.agent === undefined) return html`<p class="blank" role="status">${store?.notice || this.shared.loading}</p>`;
    if (!store.agent) return html`<careline-desk-login .lang=${this.language} .store=${store}></careline-desk-login>`;
    return html`<div class="desk" data-pane=${this.pane} data-test="desk"
      @desk-open=${(e: CustomEvent<string>) => this.open(e.detail, store)}
      @desk-select=${(e: CustomEvent<string>) => (this.selected = e.detail)}
      @desk-claim=${(e: CustomEvent<string>) => this.claim(e.detail, store)}
      @desk-next=${(e: CustomEvent<string | undefined>) => void this.next(store, e.detail)}
      @desk-approval=${(e: CustomEvent<string>) => this.approval.show(e.detail)}
      @desk-insert=${(e: CustomEvent<string>) => this.talk?.insert(e.detail)}
      @desk-picked=${(e: CustomEvent<readonly string[]>) => this.picked(e.detail)}
      @desk-dialog=${(e: CustomEvent<DialogAsk>) => this.dialogs.show(e.detail)}>
      ${topBar(store, t, {
        sound: () => this.toggleSound(store), help: () => void this.dialogs.show({ kind: "help" }), search: () => this.search.show(),
        floor: () => ((this.managing = false), (this.floor = !this.floor)), onFloor: this.floor, manage: () => this.manage(), managing: this.managing, security: () => void this.security.show(), reviews: () => this.reviews.show(),
      })}
      ${store.offline ? html`<p class="offline" role="status" data-test="offline">${this.shared.offline}</p>` : nothing}
      <careline-desk-softphone .lang=${this.language} .store=${store}></careline-desk-softphone>
      ${this.managing ? html`<careline-desk-manage .lang=${this.language} .store=${store}></careline-desk-manage>` : this.floor ? html`<careline-desk-floor .lang=${this.language} .store=${store}></careline-desk-floor>` : this.columns(store)}
      <p class="notice" role="status" data-test="notice" ?hidden=${!store.notice}>${store.notice}</p>
      <careline-desk-approval .lang=${this.language} .store=${store}></careline-desk-approval>
      <careline-desk-search .lang=${this.language} .store=${store}></careline-desk-search>
      <careline-desk-security .lang=${this.language} .store=${store}></careline-desk-security>
      <careline-desk-reviews .lang=${this.language} .store=${store}></careline-desk-reviews>
      <careline-desk-dialogs .lang=${this.language} .store=${store}></careline-desk-dialogs>
    </div>`;
  }

  private columns(store: DeskStore) {
    return html`${this.panes()}
      <main>
        <careline-desk-queue .lang=${this.language} .store=${store} .selected=${this.selected}></careline-desk-queue>
        <careline-desk-conversation .lang=${this.language} .store=${store}></careline-desk-conversation>
        <careline-desk-context .lang=${this.language} .store=${store} .shown=${store.conversation} aria-label=${this.t.context} role="complementary"></careline-desk-context>
      </main>`;
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
