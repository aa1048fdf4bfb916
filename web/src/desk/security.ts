// One's own way in: the authenticator, recovery codes; and for an admin, those of colleagues.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { now } from "../shared/clock";
import { ApiError, explain } from "../shared/api";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { inLang } from "../shared/lang";
import { codeField, factorStyles, recoveryView, secretView } from "./factor-views";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { ColleagueSignIn, Factor, Secret } from "./wire";

type Step = "shown" | "app" | "codes" | "remove" | "recovery" | "colleagues" | "reset";

@customElement("careline-desk-security")
export class CarelineDeskSecurity extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private step: Step = "shown";
  @state() private factor: Factor | undefined;
  @state() private secret: Secret | undefined;
  @state() private codes: readonly string[] = [];
  @state() private agents: readonly ColleagueSignIn[] = [];
  @state() private whose: ColleagueSignIn | undefined;
  @state() private busy = false;
  @state() private copied = false;
  @state() private problem = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  async show(): Promise<void> {
    this.factor = undefined; // how it stands now, before anything can be pressed
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    await this.look();
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  private async look(): Promise<void> {
    await this.tried(async () => {
      this.factor = await this.store.api.factor();
      await this.go("shown");
    });
  }

  private async go(step: Step): Promise<void> {
    this.step = step;
    this.problem = "";
    this.copied = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("[data-first], h2")?.focus();
  }

  private async tried(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    await what().catch((error: unknown) => (this.problem = this.why(error)));
    this.busy = false;
  }

  /** A wrong code is a 401 too, and does not mean that one is signed out. */
  private why(error: unknown): string {
    const told = error instanceof ApiError && [401, 429].includes(error.status) ? new ApiError(400, error.detail, undefined) : error;
    return explain(told, this.language);
  }

  private begin = () =>
    this.tried(async () => {
      this.secret = await this.store.api.factorBegin();
      await this.go("app");
    });

  private confirm(form: FormData): Promise<void> {
    return this.tried(async () => this.got((await this.store.api.factorConfirm(text(form, "code"), text(form, "present"))).recovery_codes));
  }

  private newCodes(form: FormData): Promise<void> {
    return this.tried(async () => this.got((await this.store.api.factorCodes(text(form, "code"))).recovery_codes));
  }

  private async got(codes: readonly string[]): Promise<void> {
    this.codes = codes;
    this.secret = undefined;
    await this.go("recovery");
  }

  private giveUp(form: FormData): Promise<void> {
    return this.tried(async () => {
      await this.store.api.factorRemove(text(form, "code"));
      this.close();
      this.store.say(this.t.removed);
    });
  }

  private colleagues = () =>
    this.tried(async () => {
      this.agents = (await this.store.api.signIns()).agents;
      await this.go("colleagues");
    });

  private reset(form: FormData): Promise<void> {
    const { whose } = this;
    return this.tried(async () => {
      if (whose) await this.store.api.factorReset(whose.agent_id, text(form, "reason"));
      this.agents = (await this.store.api.signIns()).agents;
      await this.go("colleagues");
      this.store.say(this.t.resetDone);
    });
  }

  private close(): void {
    this.dialog.close();
  }

  /** What was shown once is not kept. */
  private readonly closed = (): void => {
    this.codes = [];
    this.secret = undefined;
    this.step = "shown";
  };

  private async copy(text: string): Promise<void> {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    this.copied = true;
  }

  protected override render() {
    return html`<dialog aria-labelledby="name" data-test="security-dialog" @close=${this.closed}>${this.body()}</dialog>`;
  }

  private body(): TemplateResult {
    const { t, step } = this;
    if (step === "app" && this.secret) return this.form(this.factor?.confirmed_at ? t.replaceApp : t.setUp, (form) => this.confirm(form), t.confirm, this.app(this.secret));
    if (step === "codes") return this.form(t.newRecovery, (form) => this.newCodes(form), t.newRecovery, html`<p class="hint">${t.newRecoveryHint}</p>${codeField(t.presentCode, "code")}`);
    if (step === "remove") return this.form(t.removeApp, (form) => this.giveUp(form), t.removeApp, html`<p class="hint">${t.removeHint}</p>${codeField(t.presentCode, "code")}`);
    if (step === "recovery") return this.recovery();
    if (step === "colleagues") return this.list();
    if (step === "reset" && this.whose) return this.form(t.reset, (form) => this.reset(form), t.reset, this.resetting(this.whose));
    return this.shown();
  }

  private shown() {
    const { t, factor } = this;
    return html`<h2 id="name" tabindex="-1">${t.security}</h2>
      ${factor ? this.standing(factor) : html`<p class="hint" role="status">${this.problem ? "" : this.shared.loading}</p>`}
      ${this.failure()}
      <div class="buttons">
        ${factor && this.store.may("manage") ? html`<button type="button" class="btn quiet" data-test="sign-ins" @click=${this.colleagues}>${t.colleaguesSignIn}</button>` : nothing}
        <button type="button" class="btn" @click=${() => this.close()}>${this.shared.close}</button>
      </div>`;
  }

  private standing(factor: Factor) {
    const { t } = this;
    if (!factor.confirmed_at) {
      return html`<p data-test="factor">${factor.can ? (factor.wanted ? t.securityWanted : t.securityNone) : t.securityOff}</p>
        ${factor.can ? html`<div class="acts"><button type="button" class="btn primary" data-test="factor-begin" @click=${this.begin}>${t.setUp}</button></div>` : nothing}`;
    }
    return html`<p data-test="factor">${t.securityOn(when(factor.confirmed_at, this.language, now()))}<br /><span class=${factor.recovery_left ? "hint" : "low"}>${t.recoveryLeft(factor.recovery_left)}</span></p>
      <div class="acts">
        <button type="button" class="btn small" data-test="factor-codes" @click=${() => void this.go("codes")}>${t.newRecovery}</button>
        <button type="button" class="btn small" data-test="factor-begin" @click=${this.begin}>${t.replaceApp}</button>
        ${factor.wanted ? nothing : html`<button type="button" class="btn small" data-test="factor-remove" @click=${() => void this.go("remove")}>${t.removeApp}</button>`}
      </div>`;
  }

  private app(secret: Secret) {
    const { t } = this;
    const before = Boolean(this.factor?.confirmed_at);
    return html`${secretView(t, secret, this.copied, (text) => void this.copy(text))}
      ${codeField(before ? t.newCode : t.code, "code")}
      ${before ? codeField(t.presentCode, "present") : nothing}`;
  }

  private recovery() {
    const { t } = this;
    return html`<h2 id="name" tabindex="-1">${t.recovery}</h2>
      <div class="body" data-test="recovery">${recoveryView(t, this.codes, this.copied, (text) => void this.copy(text))}</div>
      <div class="buttons"><button type="button" class="btn primary" data-test="recovery-saved" @click=${() => void this.look()}>${t.recoveryKept}</button></div>`;
  }

  private list() {
    const { t } = this;
    return html`<h2 id="name" tabindex="-1">${t.colleaguesSignIn}</h2>
      <ul class="agents">${this.agents.map((one) => this.agent(one))}</ul>
      ${this.failure()}
      <div class="buttons"><button type="button" class="btn" @click=${() => this.close()}>${this.shared.close}</button></div>`;
  }

  private agent(one: ColleagueSignIn) {
    const { t } = this;
    const state = one.confirmed_at ? t.factorOf(when(one.confirmed_at, this.language, now())) : one.wanted ? `${t.factorOf("")} · ${t.factorLacking}` : t.factorOf("");
    const others = one.agent_id !== this.store.agent?.agent_id;
    return html`<li data-test="sign-in-row">
      <span><b>${one.name}</b> <span class="num">${one.login}</span><br /><span class="hint">${state}${one.sso_name ? ` · ${t.companyAccount} ${one.sso_name}` : ""}</span></span>
      ${one.confirmed_at && others ? html`<button type="button" class="btn small" data-test="factor-reset" @click=${() => ((this.whose = one), void this.go("reset"))}>${t.reset}</button>` : nothing}
    </li>`;
  }

  private resetting(one: ColleagueSignIn) {
    const { t } = this;
    return html`<label>${t.resetWhy(one.name)}<textarea class="field" name="reason" data-test="reset-reason" data-first rows="2" maxlength="200" required></textarea></label>
      <p class="hint">${t.resetHint}</p>`;
  }

  private form(title: string, done: (form: FormData) => Promise<void>, label: string, body: TemplateResult) {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      void done(new FormData(event.target as HTMLFormElement));
    };
    return html`<h2 id="name" tabindex="-1">${title}</h2>
      <form @submit=${submit}>${body}${this.failure()}
        <div class="buttons">
          <button type="button" class="btn quiet" @click=${() => void this.look()}>${this.shared.cancel}</button>
          <button class="btn primary" data-test="security-confirm" ?disabled=${this.busy}>${label}</button>
        </div>
      </form>`;
  }

  private failure() {
    return this.problem ? html`<p class="problem" role="alert" data-test="security-error">${this.problem}</p>` : nothing;
  }

  static override styles = [
    CarelineElement.styles,
    factorStyles,
    css`
      dialog {
        width: min(500px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow-y: auto; padding: 22px; border: 1px solid var(--cl-line);
        border-radius: 18px; background: var(--cl-surface); color: var(--cl-ink); box-shadow: var(--cl-shadow);
      }
      dialog::backdrop { background: rgb(10 16 14 / 45%); }
      h2 { font-size: 17px; margin-bottom: 12px; }
      h2:focus { outline: none; }
      form, .body { display: flex; flex-direction: column; gap: 12px; }
      .body .small { align-self: start; }
      label { display: flex; flex-direction: column; gap: 5px; font-size: 14px; color: var(--cl-ink-2); }
      .field { color: var(--cl-ink); font-size: 15px; }
      .acts { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
      .buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; margin-top: 16px; }
      .low { font-size: 14px; color: var(--cl-bad); }
      .agents { list-style: none; padding: 0; max-height: 50dvh; overflow-y: auto; }
      .agents li { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 10px 0; border-top: 1px solid var(--cl-line); }
      .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
    `,
  ];
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
