// The way in for agents: a password or the company account, then a code where one is wanted.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ApiError, explain } from "../shared/api";
import { CarelineElement } from "../shared/element";
import { mark } from "../shared/icons";
import { inLang } from "../shared/lang";
import { forgetParam, pageParam } from "../shared/page";
import type { DeskApi } from "./api";
import { forgetInvitation, invitationOf } from "./invitation";
import { codeField, factorStyles, recoveryView, secretView } from "./factor-views";
import { DESK, type DeskText } from "./text";
import type { Agent, LoginAnswer, Missing, Secret, WaysIn } from "./wire";

/** What a page does with whoever gets in. */
export interface Door {
  readonly api: Pick<DeskApi, "login" | "invited" | "waysIn" | "setUp" | "code" | "notMe" | "ssoUrl">;
  signedIn(agent: Agent): void;
}

const PASSWORDS: WaysIn = { passwords: "everybody", sso: false, sso_name: "", halfway: null };
const TOO_LATE = 410;

@customElement("careline-desk-login")
export class CarelineDeskLogin extends CarelineElement {
  @property({ attribute: false }) store!: Door;
  @state() private busy = false;
  /** Why the company account did not get one in: said beside its button. */
  @state() private refusal = "";
  @state() private problem = "";
  @state() private ways: WaysIn | undefined;
  @state() private emergency = false;
  /** A link was given out by which a password is chosen. */
  @state() private invitation = invitationOf(location.hash);
  /** The first factor was right: what is missing, and of whom. */
  @state() private missing: Missing | undefined;
  @state() private name = "";
  @state() private secret: Secret | undefined;
  /** In, with recovery codes that are shown this once. */
  @state() private entered: LoginAnswer | undefined;
  @state() private copied = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const why = pageParam("sign_in");
    if (why) {
      this.refusal = this.t.signInProblems[why] ?? "";
      forgetParam("sign_in");
    }
    void this.look();
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  private async look(): Promise<void> {
    const ways = await this.store.api.waysIn().catch(() => PASSWORDS);
    if (ways.halfway && !this.invitation) await this.step(ways.halfway.needs, ways.halfway.name);
    this.ways = ways;
  }

  protected override updated(changed: PropertyValues): void {
    if ([...changed.keys()].some((key) => key === "ways" || key === "missing" || key === "entered" || key === "emergency" || key === "secret")) {
      this.renderRoot.querySelector<HTMLElement>("[data-first]")?.focus();
    }
  }

  private async step(missing: Missing, name: string): Promise<void> {
    this.secret = missing === "set_up" ? await this.store.api.setUp().catch((error: unknown) => this.failed(error)) : undefined;
    this.name = name;
    this.copied = false;
    if (missing === "code" || this.secret) this.missing = missing;
  }

  private async tried(what: (form: FormData) => Promise<void>, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = this.refusal = "";
    await what(form).catch((error: unknown) => this.failed(error));
    this.busy = false;
  }

  private readonly first = async (form: FormData): Promise<void> => {
    const answer = await this.store.api.login(String(form.get("login")), String(form.get("password")));
    if (answer.needs) await this.step(answer.needs, "");
    else this.enter(answer);
  };

  private readonly chosen = async (form: FormData): Promise<void> => {
    const [password, again] = [String(form.get("password")), String(form.get("again"))];
    if (password !== again) return void (this.problem = this.t.passwordsDiffer);
    const answer = await this.store.api.invited(this.invitation?.token ?? "", password);
    this.welcomed();
    if (answer.needs) await this.step(answer.needs, "");
    else this.enter(answer);
  };

  private welcomed(): void {
    this.invitation = undefined;
    forgetInvitation();
  }

  private readonly second = async (form: FormData): Promise<void> => {
    const answer = await this.store.api.code(String(form.get("code")));
    if (answer.recovery_codes.length) this.entered = answer;
    else this.enter(answer);
  };

  private enter({ agent }: LoginAnswer): void {
    this.startAnew();
    if (agent) this.store.signedIn(agent);
  }

  private startAnew(): void {
    this.missing = this.secret = this.entered = undefined;
    this.name = "";
    this.copied = false;
  }

  private async notMe(): Promise<void> {
    this.problem = "";
    await this.store.api.notMe().catch(() => undefined);
    this.startAnew();
  }

  private failed(error: unknown): undefined {
    this.problem = this.why(error);
    if (error instanceof ApiError && error.status === TOO_LATE) {
      this.welcomed();
      this.startAnew();
      [this.refusal, this.problem] = [this.problem, ""]; // whichever way in there is
    }
    return undefined;
  }

  private why(error: unknown): string {
    const { t } = this;
    const known = error instanceof ApiError ? error : undefined;
    if (known && this.missing && (known.status === 401 || known.status === 429)) return explain(new ApiError(400, known.detail, undefined), this.language);
    if (known?.status === 401) return t.loginWrong;
    if (known?.status === 429) return t.loginBusy;
    return explain(error, this.language);
  }

  private async copy(text: string): Promise<void> {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    this.copied = true;
  }

  protected override render() {
    if (this.entered) return this.card(this.t.recovery, this.recovery(this.entered));
    if (this.missing) return this.card(this.name ? this.t.greeting(this.name) : this.missing === "set_up" ? this.t.setUp : this.t.code, this.codeForm());
    if (this.invitation && this.ways) return this.card(this.t.choosePassword, this.choice(this.invitation.login));
    return this.ways ? this.card(this.t.title, this.doors(this.ways)) : nothing;
  }

  private card(title: string, body: TemplateResult) {
    return html`<main><div class="card ${this.secret || this.entered ? "wide" : ""}"><span class="brand">${mark(44)}</span><h1>${title}</h1>${body}</div></main>`;
  }

  private doors(ways: WaysIn) {
    const { t } = this;
    const passwords = ways.passwords === "everybody" || this.emergency || !ways.sso;
    return html`
      ${this.failure(this.refusal)}
      ${ways.sso ? html`<a class="btn ${this.emergency ? "" : "primary"}" data-test="sso" href=${this.store.api.ssoUrl(location.pathname, pageParam("lang"))}>${t.sso(ways.sso_name)}</a>` : nothing}
      ${ways.sso && passwords ? html`<p class="or">${this.emergency ? t.emergency : t.orPassword}</p>` : nothing}
      ${passwords ? this.passwordForm(ways) : html`<button class="btn quiet small" type="button" data-test="emergency" @click=${() => (this.emergency = true)}>${t.emergency}</button>`}`;
  }

  private passwordForm(ways: WaysIn) {
    const { t } = this;
    const main = !ways.sso || this.emergency;
    return html`<form @submit=${(e: SubmitEvent) => this.tried(this.first, e)} data-test="login-form">
      <label>${t.login}<input class="field" name="login" data-test="login" ?data-first=${main} autocomplete="username" required /></label>
      <label>${t.password}<input class="field" name="password" data-test="password" type="password" autocomplete="current-password" required /></label>
      ${this.failure(this.problem)}
      <button class="btn ${main ? "primary" : ""}" data-test="sign-in" ?disabled=${this.busy}>${this.busy ? t.signingIn : t.signIn}</button>
    </form>`;
  }

  private choice(login: string) {
    const { t } = this;
    return html`<form @submit=${(e: SubmitEvent) => this.tried(this.chosen, e)} data-test="choose-form">
      <p class="hint">${t.choosePasswordHint(login)}</p>
      <input class="sr" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" readonly .value=${login} />
      <label>${t.newPassword}<input class="field" name="password" data-test="new-password" data-first type="password" minlength="10" maxlength="200" autocomplete="new-password" required /></label>
      <label>${t.passwordAgain}<input class="field" name="again" data-test="password-again" type="password" minlength="10" maxlength="200" autocomplete="new-password" required /></label>
      ${this.failure(this.problem)}
      <button class="btn primary" data-test="choose" ?disabled=${this.busy}>${this.busy ? t.signingIn : t.choosePassword}</button>
    </form>`;
  }

  private codeForm() {
    const { t } = this;
    return html`<form @submit=${(e: SubmitEvent) => this.tried(this.second, e)} data-test="code-form">
      <p class="hint">${this.secret ? t.setUpWhy : t.codeHint}</p>
      ${this.secret ? secretView(t, this.secret, this.copied, (text) => void this.copy(text)) : nothing}
      ${codeField(t.code, "code")}
      ${this.failure(this.problem)}
      <button class="btn primary" data-test="code-confirm" ?disabled=${this.busy}>${this.busy ? t.checking : this.secret ? t.confirm : t.goOn}</button>
      <button class="btn quiet small" type="button" data-test="not-me" @click=${() => void this.notMe()}>${t.otherLogin}</button>
    </form>`;
  }

  private recovery(answer: LoginAnswer) {
    const { t } = this;
    return html`<div class="recovery" data-test="recovery">
      ${recoveryView(t, answer.recovery_codes, this.copied, (text) => void this.copy(text))}
      <button class="btn primary" data-test="recovery-saved" @click=${() => this.enter(answer)}>${t.recoverySaved}</button>
    </div>`;
  }

  private failure(said: string) {
    return said ? html`<p class="problem" role="alert" data-test="login-error">${said}</p>` : nothing;
  }

  static override styles = [
    CarelineElement.styles,
    factorStyles,
    css`
      :host { display: grid; place-items: center; min-height: 100%; padding: 20px; background: var(--cl-bg); }
      main { width: min(360px, 100%); }
      main:has(.wide) { width: min(460px, 100%); }
      .card, form, .recovery { display: flex; flex-direction: column; gap: 14px; }
      .card {
        padding: 32px 28px; background: var(--cl-surface); border: 1px solid var(--cl-line); border-radius: 20px; box-shadow: var(--cl-shadow);
      }
      @media (max-width: 420px) { :host { padding: 12px; } .card { padding: 24px 18px; } }
      .brand { color: var(--cl-brand); }
      h1 { font-size: 20px; margin-bottom: 4px; }
      label { display: flex; flex-direction: column; gap: 5px; font-size: 14px; color: var(--cl-ink-2); }
      .field { color: var(--cl-ink); }
      .btn:not(.small) { min-height: 44px; }
      a.btn { display: flex; align-items: center; justify-content: center; text-decoration: none; }
      .recovery .small { align-self: start; }
      .or { display: flex; align-items: center; gap: 10px; font-size: 13px; color: var(--cl-ink-3); }
      .or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--cl-line); }
      .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
    `,
  ];
}
