// Replies that were written once: "/" in an empty box opens them, further letters search, arrows and Enter choose.
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { CarelineElement } from "../shared/element";
import { inLang } from "../shared/lang";
import { filled, matching, type Gaps } from "./canned-text";
import type { DeskStore } from "./store";
import { DESK } from "./text";
import type { Canned } from "./wire";

@customElement("careline-desk-canned")
export class CarelineDeskCanned extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private open = false;
  @state() private query = "";
  @state() private at = 0;
  @state() private all: readonly Canned[] = [];

  /** The text in the box changed. */
  look(text: string): void {
    const asked = text.startsWith("/");
    if (asked && !this.open) void this.load();
    this.open = asked;
    this.query = asked ? text.slice(1) : "";
    this.at = 0;
  }

  /** A key of the box, while the list is open: true if it was for the list. */
  key(key: string): boolean {
    const { shown } = this;
    if (!this.open) return false;
    if (key === "Escape") this.open = false;
    else if (key === "ArrowDown") this.at = Math.min(shown.length - 1, this.at + 1);
    else if (key === "ArrowUp") this.at = Math.max(0, this.at - 1);
    else if (key === "Enter" && shown[this.at]) void this.choose(shown[this.at]!);
    else return false;
    return true;
  }

  private async load(): Promise<void> {
    this.all = await this.store.api.canned().then((a) => a.canned).catch(() => this.all);
  }

  private get shown(): readonly Canned[] {
    const { conversation, agent } = this.store;
    return matching(this.all, this.query, conversation?.conversation.language ?? this.language, agent?.team ?? null);
  }

  /** {name} is the customer's real one: it is looked up as if it had been asked for, and logged like that. */
  private async choose({ text }: Canned): Promise<void> {
    const { store } = this;
    this.open = false;
    const reason = inLang(DESK, this.language).revealForReply;
    const name = text.includes("{name}") ? await store.reveal("name", reason).catch(() => "") : "";
    this.emit("canned-chosen", filled(text, this.gaps(name)));
  }

  private gaps(name: string): Gaps {
    const { store } = this;
    const item = store.item(store.openId);
    const order = store.conversation?.order;
    return {
      name, goods: item?.goods ?? order?.title ?? "", order: item?.order_number ?? order?.order_id ?? "", agent: store.agent?.name ?? "",
    };
  }

  protected override render() {
    const t = inLang(DESK, this.language);
    const { shown, store } = this;
    const gaps = this.gaps(store.nameOf(store.conversation?.customer.name ?? "")); // masked until one is chosen
    if (!this.open) return html`<button class="btn small quiet opener" data-test="canned-open" title="/" @click=${() => this.start()}>${t.canned}</button>`;
    return html`<div class="list" role="listbox" aria-label=${t.canned} data-test="canned">
      ${shown.map((c, n) => html`<button role="option" aria-selected=${n === this.at} tabindex="-1" data-test="canned-reply" @click=${() => this.choose(c)}>
        <strong>${c.title}</strong>${c.team ? html` <span class="chip">${c.team}</span>` : nothing}<span class="text">${filled(c.text, gaps)}</span></button>`)}
      ${this.store.may("supervise") ? html`<button class="new" role="option" aria-selected="false" tabindex="-1" data-test="canned-new" @click=${() => this.ask()}>+ ${t.newReply}</button>` : nothing}
      ${shown.length ? nothing : html`<p class="none">${t.noCanned}</p>`}
    </div>`;
  }

  private ask(): void {
    this.open = false;
    this.emit("desk-dialog", { kind: "saved-reply", language: this.store.conversation?.conversation.language ?? this.language });
  }

  private start(): void {
    this.emit("canned-chosen", "/");
  }

  protected override updated(): void {
    this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  static override styles = [
    CarelineElement.styles,
    css`
      :host { display: block; position: relative; }
      .opener { margin: 0 0 4px; }
      .list {
        position: absolute; inset-inline: 0; bottom: 6px; z-index: 4; max-height: 290px; overflow-y: auto; padding: 6px; border-radius: 14px;
        border: 1px solid var(--cl-line); background: var(--cl-surface); box-shadow: var(--cl-shadow);
      }
      .list button { display: block; width: 100%; padding: 7px 10px; border: 0; border-radius: 9px; background: none; text-align: start; font-size: 14px; }
      .list button[aria-selected="true"], .list button:hover { background: var(--cl-brand-soft); }
      .list .text { display: block; font-size: 13px; color: var(--cl-ink-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .none { padding: 8px 10px; font-size: 13px; color: var(--cl-ink-3); }
    `,
  ];
}
