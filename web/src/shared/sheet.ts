// <careline-sheet>: a window over the page for one task; on a phone it comes from below. Its content is the page's.
import { css, html, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { CarelineElement } from "./element";

@customElement("careline-sheet")
export class CarelineSheet extends CarelineElement {
  @property({ type: Boolean }) open = false;
  @property() heading = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    if (this.open && !this.dialog.open) this.dialog.showModal();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  private closed(): void {
    if (this.open) this.emit("sheet-close");
  }

  protected override render() {
    return html`<dialog aria-labelledby="heading" data-test="sheet" @close=${this.closed}>
      <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2><slot></slot>
    </dialog>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      dialog {
        width: min(460px, 100vw); max-width: 100vw; max-height: 90dvh; padding: 20px; border: 0; border-radius: 20px; overflow-y: auto;
        background: var(--cl-surface); color: var(--cl-ink); box-shadow: var(--cl-shadow);
      }
      dialog::backdrop { background: rgb(16 20 19 / 55%); }
      h2 { font-size: 18px; margin-bottom: 12px; }
      h2:focus-visible { outline: none; }
      @media (max-width: 560px) {
        dialog { margin-bottom: 0; border-end-start-radius: 0; border-end-end-radius: 0; padding-bottom: max(20px, env(safe-area-inset-bottom)); }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-sheet": CarelineSheet;
  }
}
