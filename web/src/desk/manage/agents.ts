// Who has a login: the list, and a window to add, change, deactivate.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { now } from "../../shared/clock";
import { CarelineElement } from "../../shared/element";
import { when } from "../../shared/format";
import "./agent-window";
import type { CarelineManageAgentWindow } from "./agent-window";
import { manageStyles } from "./manage.css";
import { ManagePart } from "./part";
import type { ManagedAgent, ManagedAgents } from "./wire";

const EVERY_MS = 10_000;

@customElement("careline-manage-agents")
export class CarelineManageAgents extends ManagePart {
  @state() private all: ManagedAgents | undefined;
  @state() private wanted = "";
  @query("careline-manage-agent-window") private readonly window!: CarelineManageAgentWindow;
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => !document.hidden && void this.load(), EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected async load(): Promise<void> {
    await this.latest(() => this.api.agents(), (all) => ((this.all = all), (this.problem = "")));
  }

  private fits(one: ManagedAgent): boolean {
    const wanted = this.wanted.trim().toLowerCase();
    return !wanted || [one.name, one.login, one.team ?? ""].some((word) => word.toLowerCase().includes(wanted));
  }

  protected override render() {
    const { all, t } = this;
    if (!all) return this.loading();
    const fitting = all.agents.filter((one) => this.fits(one));
    const out = fitting.filter((one) => one.disabled_at);
    return html`
      <div class="bar">
        <input class="field find" type="search" aria-label=${t.find} placeholder=${t.find} data-test="find-agent" .value=${this.wanted} @input=${(e: InputEvent) => (this.wanted = (e.target as HTMLInputElement).value)} />
        <span class="spring"></span>
        ${this.admin ? html`<button class="btn primary" data-test="add-agent" @click=${() => this.window.show(all)}>${t.add}</button>` : nothing}
      </div>
      ${this.failure()}
      <div class="card">${this.table(fitting.filter((one) => !one.disabled_at))}</div>
      ${out.length ? html`<details class="card"><summary data-test="deactivated">${t.out(out.length)}</summary>${this.gone(out)}</details>` : nothing}
      <careline-manage-agent-window .lang=${this.language} .store=${this.store} @agent-changed=${() => void this.load()}></careline-manage-agent-window>`;
  }

  private table(agents: readonly ManagedAgent[]): TemplateResult {
    const { t } = this;
    if (!agents.length) return html`<p class="none">${t.nobody}</p>`;
    return html`<div class="scroll"><table>
      <thead><tr>${[t.name, t.role, t.team, t.languages, t.skills].map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="r">${t.loadColumn}</th><th scope="col">${t.presence}</th><th scope="col">${t.factor}</th><th scope="col"><span class="sr">${t.edit}</span></th></tr></thead>
      <tbody>${agents.map((one) => this.row(one))}</tbody></table></div>`;
  }

  private row(one: ManagedAgent): TemplateResult {
    const { t } = this;
    return html`<tr data-test="agent-row" data-login=${one.login}>
      <th scope="row"><strong>${one.name}</strong>${one.me ? html` <span class="chip">${t.me}</span>` : nothing}<br /><span class="sub">${one.login}</span></th>
      <td class="nowrap">${one.role_text}</td><td>${one.team ?? html`<span class="muted">–</span>`}</td>
      <td>${this.names(one.languages, this.all?.languages)}</td>
      <td class="skills">${one.skills.length ? this.names(one.skills, this.all?.skills) : html`<span class="muted">${t.everything}</span>`}</td>
      <td class="r num nowrap">${one.active} / ${one.capacity}</td>
      <td class="nowrap"><span class="lamp ${one.state}"></span>${t.state[one.state]}</td>
      <td>${this.factor(one)}</td>
      <td class="r">${one.may ? html`<button class="btn small" data-test="edit-agent" aria-label=${t.editOf(one.name)} @click=${() => this.all && this.window.show(this.all, one)}>${t.edit}</button>` : nothing}</td>
    </tr>`;
  }

  private factor(one: ManagedAgent): TemplateResult {
    const { t } = this;
    const state = one.factor ? html`<span class="good">${t.factorOn}</span>` : html`<span class=${one.factor_wanted ? "warn" : "muted"}>${one.factor_wanted ? t.factorLacking : t.factorOff}</span>`;
    const way = one.sso_name ? `${t.ssoName} ${one.sso_name}` : one.invited_until ? t.invited(when(one.invited_until, this.language, now())) : "";
    return way ? html`${state}<br /><span class="sub">${way}</span>` : state;
  }

  private names(codes: readonly string[], named: ManagedAgents["skills"] | undefined): string {
    const words = codes.map((code) => named?.find((one) => one.code === code)?.name ?? code);
    return words.join(this.language === "en" ? ", " : "、");
  }

  private gone(agents: readonly ManagedAgent[]): TemplateResult {
    const { t } = this;
    return html`<ul>${agents.map((one) => html`<li data-test="agent-row" data-login=${one.login}>
      <span><strong>${one.name}</strong> <span class="sub">${one.login} · ${one.role_text} · ${t.outSince(when(one.disabled_at ?? "", this.language, now()))}</span></span>
      ${one.may === "all" ? html`<button class="btn small" data-test="edit-agent" @click=${() => this.all && this.window.show(this.all, one)}>${t.enable}</button>` : nothing}
    </li>`)}</ul>`;
  }

  static override styles = [
    CarelineElement.styles,
    manageStyles,
    css`
      .find { width: min(280px, 100%); }
      .skills { max-width: 220px; }
      .good { color: var(--cl-good); }
      .warn { color: var(--cl-warn); }
      details { margin-top: 12px; }
      summary { cursor: pointer; font-size: 14px; color: var(--cl-ink-2); }
      li { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 8px 0; }
      li + li { border-top: 1px solid var(--cl-line); }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-manage-agents": CarelineManageAgents;
  }
}
