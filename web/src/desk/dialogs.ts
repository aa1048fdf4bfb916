// Small windows: note, return to the assistant, close with a resolution, and the list of shortcuts.
import { css, html } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { CarelineElement } from "../shared/element";
import { inLang } from "../shared/lang";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";

export type DialogKind = "note" | "return" | "close" | "help";

@customElement("careline-desk-dialogs")
export class CarelineDeskDialogs extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private kind: DialogKind = "help";
  @state() private text = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  async show(kind: DialogKind): Promise<void> {
    this.kind = kind;
    this.text = "";
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>("textarea, .ok")?.focus();
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  private async confirm(event: Event): Promise<void> {
    event.preventDefault();
    const { store, text } = this;
    const { openId: id, api } = store;
    this.dialog.close();
    if (this.kind === "note") await store.act(() => api.note(id, text.trim()));
    if (this.kind === "return" && (await store.act(() => api.returnToBot(id)))) store.open("");
    if (this.kind === "close" && (await store.act(() => api.close(id, text.trim())))) store.open("");
  }

  private typed(event: InputEvent): void {
    this.text = (event.target as HTMLTextAreaElement).value;
  }

  private keyed(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.text.trim()) void this.confirm(event);
  }

  protected override render() {
    const body = { note: this.note, return: this.return, close: this.close, help: this.help }[this.kind].call(this);
    const names = { note: this.t.note, return: this.t.return, close: this.t.close, help: this.t.help };
    return html`<dialog aria-labelledby="name" data-test="dialog" data-kind=${this.kind}>
      <form @submit=${this.confirm}><h2 id="name">${names[this.kind]}</h2>${body}</form>
    </dialog>`;
  }

  private note() {
    return html`${this.area(this.t.notePlaceholder, "note-text")} ${this.buttons(this.t.noteSave, "note-confirm", !this.text.trim())}`;
  }

  private return() {
    return html`<p>${this.t.returnAsk}</p>${this.buttons(this.t.return, "return-confirm", false)}`;
  }

  private close() {
    const { t } = this;
    return html`<p>${t.closeAsk}</p>
      <div class="presets">${t.closePresets.map((p) => html`<button type="button" class="btn small" data-test="close-preset" @click=${() => (this.text = p)}>${p}</button>`)}</div>
      ${this.area(t.closePlaceholder, "close-resolution")} ${this.buttons(t.close, "close-confirm", !this.text.trim())}`;
  }

  private help() {
    return html`<dl>${this.t.keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
      <div class="buttons"><button type="button" class="btn ok" @click=${() => this.dialog.close()}>${this.shared.close}</button></div>`;
  }

  private area(placeholder: string, test: string) {
    return html`<textarea class="field" rows="3" data-test=${test} aria-label=${placeholder} placeholder=${placeholder}
      .value=${this.text} @input=${this.typed} @keydown=${this.keyed}></textarea>`;
  }

  private buttons(label: string, test: string, disabled: boolean) {
    return html`<div class="buttons">
      <button type="button" class="btn quiet" @click=${() => this.dialog.close()}>${this.shared.cancel}</button>
      <button class="btn primary ok" data-test=${test} ?disabled=${disabled}>${label}</button>
    </div>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      dialog {
        width: min(440px, calc(100vw - 32px)); padding: 22px; border: 1px solid var(--cl-line); border-radius: 18px;
        background: var(--cl-surface); color: var(--cl-ink); box-shadow: var(--cl-shadow);
      }
      dialog::backdrop { background: rgb(10 16 14 / 45%); }
      form { display: flex; flex-direction: column; gap: 14px; }
      h2 { font-size: 17px; }
      p { color: var(--cl-ink-2); }
      textarea { resize: vertical; min-height: 84px; font-size: 15px; }
      .presets { display: flex; flex-wrap: wrap; gap: 6px; }
      .buttons { display: flex; justify-content: flex-end; gap: 8px; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; align-items: center; font-size: 14px; }
      kbd { padding: 2px 8px; border-radius: 6px; border: 1px solid var(--cl-line); background: var(--cl-sunken); font: 13px var(--cl-mono); white-space: nowrap; }
    `,
  ];
}
