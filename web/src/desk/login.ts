// The way in for agents.
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ApiError, explain } from "../shared/api";
import { CarelineElement } from "../shared/element";
import { mark } from "../shared/icons";
import { inLang } from "../shared/lang";
import type { DeskApi } from "./api";
import { DESK } from "./text";
import type { Agent } from "./wire";

/** What a page does with whoever gets in. */
export interface Door {
  readonly api: Pick<DeskApi, "login">;
  signedIn(agent: Agent): void;
}

@customElement("careline-desk-login")
export class CarelineDeskLogin extends CarelineElement {
  @property({ attribute: false }) store!: Door;
  @state() private busy = false;
  @state() private problem = "";

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = "";
    try {
      const { agent } = await this.store.api.login(String(form.get("login")), String(form.get("password")));
      this.store.signedIn(agent);
    } catch (error) {
      this.problem = this.why(error);
    }
    this.busy = false;
  }

  private why(error: unknown): string {
    const t = inLang(DESK, this.language);
    if (error instanceof ApiError && error.status === 401) return t.loginWrong;
    if (error instanceof ApiError && error.status === 429) return t.loginBusy;
    return explain(error, this.language);
  }

  protected override render() {
    const t = inLang(DESK, this.language);
    return html`<main><form @submit=${this.submit} data-test="login-form">
      <span class="brand">${mark(44)}</span>
      <h1>${t.title}</h1>
      <label>${t.login}<input class="field" name="login" data-test="login" autocomplete="username" required autofocus /></label>
      <label>${t.password}<input class="field" name="password" data-test="password" type="password" autocomplete="current-password" required /></label>
      ${this.problem ? html`<p class="problem" role="alert" data-test="login-error">${this.problem}</p>` : nothing}
      <button class="btn primary" data-test="sign-in" ?disabled=${this.busy}>${this.busy ? t.signingIn : t.signIn}</button>
    </form></main>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      :host { display: grid; place-items: center; height: 100%; padding: 20px; background: var(--cl-bg); }
      main { width: min(360px, 100%); }
      form {
        display: flex; flex-direction: column; gap: 14px; padding: 32px 28px;
        background: var(--cl-surface); border: 1px solid var(--cl-line); border-radius: 20px; box-shadow: var(--cl-shadow);
      }
      .brand { color: var(--cl-brand); }
      h1 { font-size: 20px; margin-bottom: 4px; }
      label { display: flex; flex-direction: column; gap: 5px; font-size: 14px; color: var(--cl-ink-2); }
      .field { color: var(--cl-ink); }
      .btn { min-height: 44px; margin-top: 4px; }
      .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
    `,
  ];
}
