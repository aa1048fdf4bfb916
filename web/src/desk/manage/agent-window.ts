// One agent's login in a window: made, changed, taken away, given back, and the link that is shown once.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { CarelineElement } from "../../shared/element";
import "../../shared/sheet";
import type { CarelineSheet } from "../../shared/sheet";
import { manageStyles } from "./manage.css";
import { ManagePart, text } from "./part";
import type { AgentMade, AgentWish, ManagedAgent, ManagedAgents } from "./wire";

type Step = "form" | "disable" | "enable" | "renew" | "factor" | "invitation";

@customElement("careline-manage-agent-window")
export class CarelineManageAgentWindow extends ManagePart {
  @state() private open = false;
  @state() private step: Step = "form";
  @state() private agent: ManagedAgent | undefined;
  @state() private all: ManagedAgents | undefined;
  @state() private wantedRole = "";
  @state() private link = "";
  @state() private copied = false;

  @query("careline-sheet") private readonly sheet!: CarelineSheet;

  /** What is to be written next has the focus; never a button that does something. */
  protected override async updated(changed: PropertyValues): Promise<void> {
    if (!this.open || !(changed.has("step" as PropertyKey) || changed.has("open" as PropertyKey))) return;
    await this.sheet.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("[data-first]")?.focus();
  }

  protected override async load(): Promise<void> {
    // what it shows is handed to it
  }

  show(all: ManagedAgents, agent?: ManagedAgent): void {
    [this.all, this.agent, this.problem, this.link, this.copied] = [all, agent, "", "", false];
    this.wantedRole = agent?.role ?? "agent";
    this.step = agent?.disabled_at ? "enable" : "form";
    this.open = true;
  }

  private close(): void {
    this.open = false;
    this.link = ""; // what was shown once is not kept
  }

  private async save(form: FormData): Promise<void> {
    const { agent, api } = this;
    const work: AgentWish = {
      languages: form.getAll("languages").map(String), skills: form.getAll("skills").map(String), capacity: Number(form.get("capacity")),
    };
    if (!work.languages?.length) return void (this.problem = this.t.needLanguage);
    const rest: AgentWish = { name: text(form, "name"), team: text(form, "team"), ...(this.agent?.me ? {} : { role: this.wantedRole }) };
    if (agent) return this.finish(await api.changeAgent(agent.agent_id, agent.may === "all" ? { ...work, ...rest } : work), this.t.saved);
    const login = text(form, "login");
    return this.finish(await api.addAgent({ ...work, ...rest, login, sso_name: text(form, "sso_name") }), this.t.saved);
  }

  private finish(made: AgentMade, said: string): void {
    this.emit("agent-changed");
    this.agent = made.agent;
    if (made.invitation) {
      this.link = `${location.origin}${location.pathname}#invitation=${encodeURIComponent(made.agent.login)}.${made.invitation}`;
      this.copied = false;
      this.step = "invitation";
      return;
    }
    this.close();
    this.store.say(said);
  }

  private async confirmed(step: Step, agent: ManagedAgent, reason: string): Promise<void> {
    const { api, t } = this;
    if (step === "disable") {
      const done = await api.disable(agent.agent_id, reason);
      return this.finish(done, t.disabled(agent.name, done.returned));
    }
    if (step === "enable") return this.finish(await api.enable(agent.agent_id), t.enabled(agent.name));
    if (step === "renew") return this.finish(await api.renew(agent.agent_id), t.saved);
    await api.resetFactor(agent.agent_id, reason);
    this.emit("agent-changed");
    this.close();
    this.store.say(t.factorWasReset);
  }

  private async copy(): Promise<void> {
    await navigator.clipboard?.writeText(this.link).catch(() => undefined);
    this.copied = true;
  }

  protected override render() {
    const { t, agent, step } = this;
    const asks: Record<Step, string> = {
      form: agent ? t.editOf(agent.name) : t.add, disable: t.disable, enable: t.enable, renew: t.renew, factor: t.resetFactor, invitation: t.invitation,
    };
    return html`<careline-sheet .lang=${this.language} ?open=${this.open} .heading=${asks[step]} @sheet-close=${() => this.close()}>
      ${this.open && this.all ? this.body(this.all) : nothing}
    </careline-sheet>`;
  }

  private body(all: ManagedAgents): TemplateResult {
    const { t, agent, step } = this;
    if (step === "invitation") return this.invitation();
    if (step === "form" || !agent) return this.form(all, agent);
    const ask: Record<string, string> = { disable: t.disableAsk(agent.name), enable: t.enableAsk(agent.name), renew: t.renewAsk(agent.name), factor: t.resetFactorAsk(agent.name) };
    const label: Record<string, string> = { disable: t.disable, enable: t.enable, renew: t.renewDo, factor: t.resetFactor };
    const why = step === "disable" || step === "factor";
    return html`<form data-test="agent-confirm" @submit=${(e: SubmitEvent) => this.submitted(e, (form) => this.confirmed(step, agent, text(form, "reason")))}>
      <p>${ask[step]}</p>
      ${why ? html`<label class="block">${t.reason}<textarea class="field" name="reason" data-test="reason" data-first rows="2" maxlength="200" required></textarea></label>` : nothing}
      ${this.failure()}
      <div class="buttons">
        <button type="button" class="btn quiet" @click=${() => (agent.disabled_at ? this.close() : (this.step = "form"))}>${agent.disabled_at ? this.shared.cancel : t.back}</button>
        <button class="btn ${step === "disable" ? "danger" : "primary"}" data-test="confirm" ?disabled=${this.busy}>${label[step]}</button>
      </div>
    </form>`;
  }

  private submitted(event: SubmitEvent, what: (form: FormData) => Promise<void>): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    void this.tried(() => what(form));
  }

  private form(all: ManagedAgents, agent: ManagedAgent | undefined): TemplateResult {
    const { t } = this;
    const whole = !agent || agent.may === "all";
    const chosen = agent?.languages ?? [this.language === "en" ? "en" : "zh-CN"];
    return html`<form data-test="agent-form" @submit=${(e: SubmitEvent) => this.submitted(e, (form) => this.save(form))}>
      ${whole ? this.person(all, agent) : nothing}
      <div class="two"><fieldset><legend>${t.languages}</legend>${pick("languages", all.languages, chosen)}</fieldset>
        <label class="block">${t.capacity}<input class="field number" name="capacity" data-test="capacity" type="number" min="1" max="50" required .value=${String(agent?.capacity ?? all.capacity)} /><span class="hint">${t.capacityHint(all.weights["phone"] ?? 1)}</span></label></div>
      <fieldset><legend>${t.skills}</legend>${pick("skills", all.skills, agent?.skills ?? [])}<span class="hint">${t.skillsHint}</span></fieldset>
      ${!agent && all.sso ? html`<label class="block">${t.ssoName}<input class="field" name="sso_name" data-test="sso-name" maxlength="200" ?required=${!all.passwords} autocomplete="off" /><span class="hint">${t.ssoHint}</span></label>` : nothing}
      ${agent && whole && !agent.me ? this.signIn(agent, all) : nothing}
      ${this.failure()}
      <div class="buttons"><button type="button" class="btn quiet" @click=${() => this.close()}>${this.shared.cancel}</button><button class="btn primary" data-test="save-agent" ?disabled=${this.busy}>${agent ? t.save : t.add}</button></div>
    </form>`;
  }

  private person(all: ManagedAgents, agent: ManagedAgent | undefined): TemplateResult {
    const { t } = this;
    return html`<div class="two">
        <label class="block">${t.name}<input class="field" name="name" data-test="name" data-first maxlength="60" required autocomplete="off" .value=${agent?.name ?? ""} /></label>
        <label class="block">${t.login}<input class="field" name="login" data-test="new-login" maxlength="100" required autocomplete="off" autocapitalize="off" spellcheck="false"
          pattern="[A-Za-z0-9][A-Za-z0-9._@+\\-]*" title=${t.loginWrong} ?disabled=${Boolean(agent)} .value=${agent?.login ?? ""} />${agent ? nothing : html`<span class="hint">${t.loginHint}</span>`}</label>
      </div>
      <div class="two">
        <label class="block">${t.role}<select class="field" name="role" data-test="role" ?disabled=${agent?.me ?? false} @change=${(e: Event) => (this.wantedRole = (e.target as HTMLSelectElement).value)}>
          ${all.roles.map((one) => html`<option value=${one.code} ?selected=${one.code === this.wantedRole}>${one.name}</option>`)}</select><span class="hint">${t.roleHints[this.wantedRole]}</span></label>
        <label class="block">${t.team}<select class="field" name="team" data-test="team">
          <option value="">${t.noTeam}</option>${all.teams.map((name) => html`<option value=${name} ?selected=${name === agent?.team}>${name}</option>`)}</select></label>
      </div>`;
  }

  private signIn(agent: ManagedAgent, all: ManagedAgents): TemplateResult {
    const { t } = this;
    const act = (step: Step, label: string, cls = "") => html`<button type="button" class="btn small ${cls}" data-test=${step} @click=${() => ((this.problem = ""), (this.step = step))}>${label}</button>`;
    return html`<div class="form-label" role="group" aria-label=${t.signIn}>${t.signIn}<div class="pick">
      ${all.passwords && !agent.sso_name ? act("renew", t.renew) : nothing}
      ${agent.factor ? act("factor", t.resetFactor) : nothing}
      ${act("disable", t.disable, "bad")}
    </div></div>`;
  }

  private invitation(): TemplateResult {
    const { t } = this;
    return html`<div class="stack">
      <p>${t.invitationHint(this.agent?.name ?? "")}</p>
      <input class="field mono" readonly data-test="invitation" data-first aria-label=${t.invitation} .value=${this.link} @focus=${(e: FocusEvent) => (e.target as HTMLInputElement).select()} />
      <div class="buttons">
        <button type="button" class="btn" data-test="copy" @click=${() => void this.copy()}>${this.copied ? t.copied : t.copy}</button>
        <button type="button" class="btn primary" data-test="invitation-done" @click=${() => this.close()}>${t.done}</button>
      </div>
    </div>`;
  }

  static override styles = [
    CarelineElement.styles,
    manageStyles,
    css`
      .number { width: 120px; }
      .bad { color: var(--cl-bad); }
      .mono { font-size: 13px; }
    `,
  ];
}

const pick = (name: string, all: ManagedAgents["skills"], chosen: readonly string[]): TemplateResult =>
  html`<div class="pick">${all.map((one) => html`<label><input type="checkbox" name=${name} value=${one.code} .checked=${chosen.includes(one.code)} />${one.name}</label>`)}</div>`;

declare global {
  interface HTMLElementTagNameMap {
    "careline-manage-agent-window": CarelineManageAgentWindow;
  }
}
