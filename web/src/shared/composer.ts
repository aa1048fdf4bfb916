// The message box of chat and desk: Enter sends, Shift+Enter breaks the line, an input method's Enter does neither.
import { css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { CarelineElement } from "./element";
import { photoIcon, sendIcon } from "./icons";
import { PHOTO_TYPES, photosIn } from "./photos";

/** As long as the service takes a message to be; a longer paste is cut where it can be seen. */
const MAX_TEXT = 4_000;

@customElement("careline-composer")
export class CarelineComposer extends CarelineElement {
  @property() value = "";
  @property() label = "";
  @property() placeholder = "";
  @property({ attribute: "send-label" }) sendLabel = "";
  /** Named, photos can be chosen, taken, pasted and dropped; they are given out as "composer-photo". */
  @property({ attribute: "photo-label" }) photoLabel = "";
  /** data-test names of the box and the button. */
  @property() box = "composer";
  @property() button = "send";
  @query("textarea") private readonly area!: HTMLTextAreaElement;

  override focus(): void {
    this.area?.focus();
  }

  /** Whether the box is there to be written in. */
  get ready(): boolean {
    return Boolean(this.area);
  }

  /** Put a text where the cursor is, or over all of it. */
  insert(text: string, over: boolean): void {
    const { area } = this;
    area.focus();
    if (over) area.select();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    this.typed();
  }

  protected override updated(): void {
    this.fit();
  }

  private fit(): void {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 148)}px`;
  }

  private typed(): void {
    this.value = this.area.value;
    this.emit("composer-input", this.value);
  }

  private keyed(event: KeyboardEvent): void {
    // 229: Safari ends the composition before it reports the Enter that confirmed it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.send();
  }

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.give(Array.from(input.files ?? []));
    input.value = "";
  }

  private brought(event: Event, data: DataTransfer | null): void {
    const found = this.photoLabel ? photosIn(data) : [];
    if (!found.length) return;
    event.preventDefault();
    this.give(found);
  }

  private give(photos: readonly File[]): void {
    for (const photo of photos) this.emit("composer-photo", photo);
  }

  private send(): void {
    const text = this.value.trim();
    if (!text) return;
    this.value = "";
    this.emit("composer-input", "");
    this.emit("composer-send", text);
  }

  protected override render() {
    return html`<form @submit=${this.submitted} @paste=${(e: ClipboardEvent) => this.brought(e, e.clipboardData)}
      @dragover=${(e: DragEvent) => this.photoLabel && e.preventDefault()} @drop=${(e: DragEvent) => this.brought(e, e.dataTransfer)}>
      ${this.photoLabel ? this.attach() : nothing}
      <textarea
        rows="1" data-test=${this.box} aria-label=${this.label} placeholder=${this.placeholder} enterkeyhint="send"
        autocomplete="off" maxlength=${MAX_TEXT} .value=${this.value} @input=${this.typed} @keydown=${this.keyed}></textarea>
      <button class="send" data-test=${this.button} aria-label=${this.sendLabel} title=${this.sendLabel} ?disabled=${!this.value.trim()}>
        ${sendIcon()}
      </button>
    </form>`;
  }

  private attach() {
    const choose = () => this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
    return html`<input type="file" hidden multiple accept=${PHOTO_TYPES} aria-label=${this.photoLabel} data-test="photo-file" @change=${this.chosen} />
      <button type="button" class="attach" data-test="photo-button" aria-label=${this.photoLabel} title=${this.photoLabel} @click=${choose}>${photoIcon()}</button>`;
  }

  private submitted(event: Event): void {
    event.preventDefault();
    this.send();
    this.area.focus();
  }

  static override styles = [
    CarelineElement.styles,
    css`
      :host { display: block; }
      form {
        display: flex; align-items: flex-end; gap: 6px; padding: 5px; border-radius: 22px;
        border: 1px solid var(--cl-line-strong); background: var(--cl-surface);
      }
      form:focus-within { border-color: var(--cl-brand); box-shadow: 0 0 0 1px var(--cl-brand); }
      textarea {
        flex: 1; min-width: 0; min-height: 34px; max-height: 148px; padding: 5px 4px 5px 12px; resize: none;
        border: 0; background: none; font-size: 16px; line-height: 24px;
      }
      textarea:focus-visible { outline: none; }
      textarea::placeholder { color: var(--cl-ink-3); opacity: 1; }
      .send {
        flex: none; width: 34px; height: 34px; display: grid; place-items: center; border: 0; border-radius: 50%;
        background: var(--cl-brand); color: var(--cl-on-brand); transition: background 0.15s;
      }
      .attach {
        flex: none; width: 34px; height: 34px; display: grid; place-items: center; border: 0; border-radius: 50%;
        background: none; color: var(--cl-ink-2);
      }
      .attach:hover { background: var(--cl-sunken); color: var(--cl-ink); }
      .attach + textarea { padding-inline-start: 2px; }
      .send:disabled { background: var(--cl-line); color: var(--cl-ink-3); }
    `,
  ];
}
