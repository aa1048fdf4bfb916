// <careline-photo>: one photo, small; tapped, it fills the window.
import { css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { CarelineElement } from "./element";
import { photoIcon } from "./icons";

@customElement("careline-photo")
export class CarelinePhoto extends CarelineElement {
  /** Where the picture is, or how to get it. */
  @property({ attribute: false }) source: string | (() => Promise<string>) = "";
  /** Pixels, so that nothing jumps when it has loaded. */
  @property({ type: Number }) width = 4;
  @property({ type: Number }) height = 3;
  @state() private url = "";
  @state() private lost = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  private loaded: CarelinePhoto["source"] = "";

  /** The source may be a new function at every drawing; what it is for stays. */
  @property() name = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("name") || !this.loaded) void this.load();
  }

  /** By script: the pages' policy allows no styles in markup. */
  protected override updated(): void {
    const frame = this.renderRoot.querySelector<HTMLElement>("button:not(.btn)");
    if (frame) frame.style.aspectRatio = `${this.width} / ${this.height}`;
  }

  private async load(): Promise<void> {
    const { source } = this;
    if (!source) return;
    this.loaded = source;
    this.lost = false;
    try {
      this.url = typeof source === "string" ? source : await source();
    } catch {
      this.lost = true;
    }
  }

  protected override render() {
    const { shared } = this;
    if (this.lost) return html`<p class="lost" role="status">${photoIcon()} ${shared.photoLost}</p>`;
    const image = () => html`<img src=${this.url} alt=${shared.photo} @error=${() => (this.lost = true)} />`;
    return html`<button aria-label=${shared.photoOpen} data-test="photo"
        @click=${() => this.dialog.showModal()}>${this.url ? image() : nothing}</button>
      <dialog aria-label=${shared.photo} @click=${() => this.dialog.close()}>
        ${this.url ? image() : nothing}<button class="btn" @click=${() => this.dialog.close()}>${shared.close}</button>
      </dialog>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      :host { display: block; max-width: 220px; }
      button:not(.btn) {
        display: block; width: 100%; max-height: 260px; padding: 0; overflow: hidden; border-radius: 14px;
        border: 1px solid var(--cl-line); background: var(--cl-sunken);
      }
      img { display: block; width: 100%; height: 100%; object-fit: cover; }
      .lost { display: flex; gap: 8px; padding: 12px; border-radius: 14px; background: var(--cl-sunken); color: var(--cl-ink-3); font-size: 13px; }
      dialog { padding: 0; border: 0; background: none; max-width: 96vw; max-height: 96dvh; }
      dialog::backdrop { background: rgb(0 0 0 / 78%); }
      dialog img { max-width: 96vw; max-height: 84dvh; object-fit: contain; border-radius: 10px; }
      dialog .btn { display: flex; margin: 12px auto 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-photo": CarelinePhoto;
  }
}
