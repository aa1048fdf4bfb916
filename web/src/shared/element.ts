// What every Careline element has: a language, and the base styles.
import { LitElement, type CSSResultGroup } from "lit";
import { property } from "lit/decorators.js";
import { inLang, pickLang, type Lang } from "./lang";
import { SHARED, type SharedText } from "./text";
import { base, controls, tokens } from "./theme";

export class CarelineElement extends LitElement {
  static override styles: CSSResultGroup = [base, controls];

  @property({ reflect: true }) override lang = "";

  get language(): Lang {
    return pickLang(this.lang);
  }

  get shared(): SharedText {
    return inLang(SHARED, this.language);
  }

  protected emit<T>(name: string, detail?: T): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}

/** The outermost elements also declare the tokens and know where the service is. */
export class CarelineRoot extends CarelineElement {
  static override styles: CSSResultGroup = [tokens, base, controls];

  /** Where the service is when the page does not say: nothing means the page's own site. */
  static home = "";

  @property({ attribute: "base-url" }) baseUrl = "";

  protected get serviceUrl(): string {
    return this.baseUrl || CarelineRoot.home;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.lang) this.lang = this.language;
  }
}
