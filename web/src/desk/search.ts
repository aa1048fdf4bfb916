// The search window: one customer by name, phone tail, order or words, and every conversation they ever had.
import { css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { explain } from "../shared/api";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { inLang } from "../shared/lang";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { Earlier, Found } from "./wire";

const PAUSE_MS = 250;

@customElement("careline-desk-search")
export class CarelineDeskSearch extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private text = "";
  @state() private found: readonly Found[] | undefined;
  @state() private more = false;
  @state() private problem = "";
  @state() private history: { readonly of: Found; readonly all: readonly Earlier[] } | undefined;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  private timer = 0;

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  show(): void {
    this.history = undefined;
    if (!this.dialog.open) this.dialog.showModal();
    this.renderRoot.querySelector("input")?.select();
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  private typed(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.history = undefined;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), PAUSE_MS);
  }

  /** Enter takes what is on top: of the hits, then of the conversations of that customer. */
  private async entered(event: KeyboardEvent): Promise<void> {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault(); // else a box of this kind is only emptied
      this.dialog.close();
    }
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (this.history) {
      const latest = this.history.all[0];
      return latest && this.open(latest.conversation_id);
    }
    clearTimeout(this.timer);
    await this.look();
    const [hit] = this.found ?? [];
    if (hit) await this.showHistory(hit);
  }

  private async look(): Promise<void> {
    const q = this.text.trim();
    this.problem = "";
    if (q.length < 2) return void (this.found = undefined);
    try {
      const { found, more } = await this.store.api.search(q);
      if (q === this.text.trim()) [this.found, this.more] = [found, more];
    } catch (error) {
      this.problem = explain(error, this.language);
    }
  }

  private async showHistory(of: Found): Promise<void> {
    try {
      this.history = { of, all: (await this.store.api.history(of.customer.customer_id)).conversations };
    } catch (error) {
      this.problem = explain(error, this.language);
    }
  }

  private open(id: string): void {
    this.dialog.close();
    this.emit("desk-open", id);
  }

  protected override render() {
    const { t } = this;
    return html`<dialog aria-label=${t.search} data-test="search-dialog">
      <div class="top"><input class="field" type="search" aria-label=${t.searchLabel} placeholder=${t.searchLabel} data-test="search-box" autocomplete="off" .value=${this.text} @input=${this.typed} @keydown=${this.entered} />
        <button class="btn quiet small" @click=${() => this.dialog.close()}>${this.shared.close}</button></div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div aria-live="polite">${this.history ? this.past() : this.results()}</div>
    </dialog>`;
  }

  private results() {
    const { t, found } = this;
    if (!found) return html`<p class="none">${t.searchHint}</p>`;
    if (!found.length) return html`<p class="none" data-test="search-none">${t.searchNone}</p>`;
    return html`<ul data-test="search-found">${found.map((f) => html`<li>
        <button class="hit" data-test="search-hit" @click=${() => this.showHistory(f)}>
          <span class="line"><strong>${f.customer.name}</strong><span class="chip">${t.matched[f.matched] ?? f.matched}</span>
            ${f.at ? html`<span class="end num">${when(f.at, this.language, now())}</span>` : nothing}</span>
          <span class="sub">${[f.goods, f.order_number ?? f.order_id].filter(Boolean).join(" · ")}</span>
          ${f.text ? html`<span class="text">${f.text}</span>` : nothing}
        </button></li>`)}</ul>
      ${this.more ? html`<p class="none">${t.searchMore}</p>` : nothing}`;
  }

  private past() {
    const { t, history } = this;
    if (!history) return nothing;
    return html`<div class="line head"><button class="btn small quiet" @click=${() => (this.history = undefined)}>← ${t.back}</button>
        <strong>${t.historyOf(history.of.customer.name)}</strong></div>
      <ul data-test="search-history">${history.all.map((e) => html`<li><button class="hit" data-test="history-row" @click=${() => this.open(e.conversation_id)}>${earlier(e, t, this.language)}</button></li>`)}</ul>
      ${history.all.length ? nothing : html`<p class="none">${t.noHistory}</p>`}`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      dialog {
        width: min(600px, calc(100vw - 24px)); max-height: min(640px, calc(100dvh - 32px)); overflow-y: auto; padding: 16px; margin-top: 8vh; border: 1px solid var(--cl-line);
        border-radius: 16px; background: var(--cl-surface); color: var(--cl-ink); box-shadow: var(--cl-shadow);
      }
      dialog::backdrop { background: rgb(10 16 14 / 45%); }
      .top { display: flex; gap: 8px; align-items: center; padding-bottom: 8px; }
      .hit { display: flex; flex-direction: column; gap: 1px; width: 100%; padding: 8px 10px; border: 0; border-radius: 10px; background: none; text-align: start; font-size: 14px; }
      .hit:hover { background: var(--cl-sunken); }
      li + li { border-top: 1px solid var(--cl-line); }
      .line { display: flex; align-items: center; gap: 8px; }
      .end { margin-inline-start: auto; font-size: 12px; color: var(--cl-ink-3); }
      .sub { font-size: 13px; color: var(--cl-ink-2); }
      .hit .text { font-size: 13px; color: var(--cl-ink-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .head { padding-bottom: 6px; }
      .none { padding: 10px; font-size: 13px; color: var(--cl-ink-3); }
      .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
    `,
  ];
}

/** One earlier conversation: when, on which channel, with whom, how it ended. */
export function earlier(e: Earlier, t: DeskText, lang: "zh-CN" | "en") {
  const state = e.ended_at ? (e.disposition_text ?? t.ownerClosed) : t.goesOn;
  return html`<span class="line"><strong class="num">${when(e.opened_at, lang, now())}</strong><span class="chip">${e.channel === "phone" ? t.phone : t.app}</span>
      <span class="chip ${e.ended_at ? "" : "brand"}">${state}</span></span>
    <span class="sub">${[e.agent?.name ?? t.assistant, e.why].filter(Boolean).join(" · ")}</span>
    ${e.resolution || e.last?.text ? html`<span class="text">${e.resolution || e.last?.text}</span>` : nothing}`;
}
