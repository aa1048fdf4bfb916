// Teams: whom conversations can be passed on to, who is in them, and what they are called.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { CarelineElement } from "../../shared/element";
import "../../shared/sheet";
import { manageStyles } from "./manage.css";
import { ManagePart, text } from "./part";
import type { Team, TeamMember, Teams } from "./wire";

interface Ask {
  readonly kind: "add" | "rename" | "remove";
  readonly name: string;
}

@customElement("careline-manage-teams")
export class CarelineManageTeams extends ManagePart {
  @state() private all: Teams | undefined;
  @state() private skills: Readonly<Record<string, string>> = {};
  @state() private ask: Ask | undefined;

  protected async load(): Promise<void> {
    const [all, options] = await Promise.all([this.api.teams(), this.store.api.options()]);
    this.all = all;
    this.skills = Object.fromEntries(options.skills.map((one) => [one.code, one.name]));
  }

  private move(agentId: string, team: string): void {
    void this.tried(async () => {
      await this.api.changeAgent(agentId, { team });
      await this.load();
    });
  }

  private async confirmed(ask: Ask, name: string): Promise<void> {
    if (ask.kind === "add") await this.api.addTeam(name);
    else if (ask.kind === "rename") await this.api.renameTeam(ask.name, name);
    else await this.api.removeTeam(ask.name);
    await this.load();
    this.ask = undefined;
    this.store.say(this.t.saved);
  }

  private show(ask: Ask): void {
    this.problem = "";
    this.ask = ask;
  }

  protected override render() {
    const { all, t } = this;
    if (!all) return this.loading();
    return html`
      ${this.admin ? html`<div class="bar"><span class="spring"></span><button class="btn primary" data-test="add-team" @click=${() => this.show({ kind: "add", name: "" })}>${t.addTeam}</button></div>` : nothing}
      ${this.ask ? nothing : this.failure()}
      <div class="teams">
        ${all.teams.length ? all.teams.map((team) => this.team(team, all)) : html`<p class="card none">${t.noTeams}</p>`}
        ${all.without.length ? html`<section class="card rest"><h2>${t.without}</h2>${this.members(all.without, "")}</section>` : nothing}
      </div>
      <careline-sheet .lang=${this.language} ?open=${Boolean(this.ask)} .heading=${this.heading()} @sheet-close=${() => (this.ask = undefined)}>${this.ask ? this.form(this.ask) : nothing}</careline-sheet>`;
  }

  private team(team: Team, all: Teams): TemplateResult {
    const { t } = this;
    const known = team.skills.map((code) => this.skills[code] ?? code).join(this.language === "en" ? ", " : "、");
    const others = [...all.without, ...all.teams.filter((one) => one.name !== team.name).flatMap((one) => one.members)];
    return html`<section class="card" data-test="team" data-team=${team.name}>
      <header><h2>${team.name} <span class="sub num">${t.members(team.members.length)}</span></h2>
        ${this.admin ? html`<button class="btn small quiet" data-test="rename-team" @click=${() => this.show({ kind: "rename", name: team.name })}>${t.rename}</button>
          ${team.removable ? html`<button class="btn small quiet" data-test="remove-team" @click=${() => this.show({ kind: "remove", name: team.name })}>${t.remove}</button>` : nothing}` : nothing}
      </header>
      ${team.members.length ? this.members(team.members, team.name) : html`<p class="none">${t.noMembers}</p>`}
      ${this.admin && others.length ? html`<select class="field" data-test="add-member" aria-label="${team.name}: ${t.addMember}" @change=${(e: Event) => this.chosen(e, team.name)}>
        <option value="">${t.addMember}</option>${others.map((one) => html`<option value=${one.agent_id}>${one.name}</option>`)}</select>` : nothing}
      <p class="hint num">${t.teamFacts(team.canned, team.waiting)}${known ? html`<br />${t.skills}${this.language === "en" ? ": " : "："}${known}` : nothing}</p>
    </section>`;
  }

  private chosen(event: Event, team: string): void {
    const select = event.target as HTMLSelectElement;
    if (select.value) this.move(select.value, team);
    select.value = "";
  }

  private members(members: readonly TeamMember[], team: string): TemplateResult {
    return html`<ul>${members.map((one) => html`<li data-test="member">
      <span><span class="lamp ${one.state}" title=${this.t.state[one.state] ?? ""}></span>${one.name} <span class="sub">${one.role_text}</span></span>
      ${this.admin && team ? html`<button class="btn small quiet out" data-test="take-out" title=${this.t.takeOut(one.name)} aria-label=${this.t.takeOut(one.name)} @click=${() => this.move(one.agent_id, "")}>×</button>` : nothing}
    </li>`)}</ul>`;
  }

  private heading(): string {
    const { t, ask } = this;
    if (!ask || ask.kind === "add") return t.addTeam;
    return ask.kind === "rename" ? t.renameOf(ask.name) : t.removeOf(ask.name);
  }

  private form(ask: Ask): TemplateResult {
    const { t } = this;
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const form = new FormData(event.target as HTMLFormElement);
      void this.tried(() => this.confirmed(ask, text(form, "name")));
    };
    return html`<form @submit=${submit}>
      ${ask.kind === "remove" ? nothing : html`<label class="block">${t.teamName}<input class="field" name="name" data-test="team-name" maxlength="60" required autocomplete="off" .value=${ask.name} /></label>`}
      ${ask.kind === "rename" ? html`<p class="hint">${t.renameHint}</p>` : nothing}
      ${this.failure()}
      <div class="buttons"><button type="button" class="btn quiet" @click=${() => (this.ask = undefined)}>${this.shared.cancel}</button>
        <button class="btn ${ask.kind === "remove" ? "danger" : "primary"}" data-test="confirm" ?disabled=${this.busy}>${ask.kind === "remove" ? t.remove : ask.kind === "add" ? t.addTeam : t.rename}</button></div>
    </form>`;
  }

  static override styles = [
    CarelineElement.styles,
    manageStyles,
    css`
      .teams { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 12px; align-items: start; }
      section { display: flex; flex-direction: column; gap: 8px; }
      .rest { background: var(--cl-sunken); }
      header { display: flex; align-items: center; gap: 2px; min-height: 32px; }
      h2 { flex: 1; font-size: 15px; }
      li { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 34px; font-size: 14px; }
      li + li { border-top: 1px solid var(--cl-line); }
      .out { min-height: 28px; padding: 0 9px; font-size: 16px; }
      select.field { font-size: 14px; min-height: 34px; padding-block: 4px; }
      .none { padding: 4px 0; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-manage-teams": CarelineManageTeams;
  }
}
