// Managing the desk: agents, teams, hours and the audit log, one at a time. The desk goes on living behind it.
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { CarelineElement } from "../../shared/element";
import { inLang } from "../../shared/lang";
import type { DeskStore } from "../store";
import "./agents";
import "./audit";
import "./hours";
import "./teams";
import { MANAGE, type ManageText } from "./text";

const TABS = ["agents", "teams", "hours", "audit"] as const;
type Tab = (typeof TABS)[number];

@customElement("careline-desk-manage")
export class CarelineDeskManage extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private tab: Tab = "agents";

  private get t(): ManageText {
    return inLang(MANAGE, this.language);
  }

  protected override render() {
    const { t, store } = this;
    return html`<main aria-label=${t.title} data-test="manage-view">
      <nav aria-label=${t.title}>${TABS.map((tab) => html`<button aria-current=${this.tab === tab ? "page" : "false"} data-test="tab-${tab}" @click=${() => (this.tab = tab)}>${t.tabs[tab]}</button>`)}</nav>
      ${store.may("manage") || this.tab === "audit" ? nothing : html`<p class="rights">${this.tab === "agents" && store.agent?.team ? t.ownTeam(store.agent.team) : t.onlyLooking}</p>`}
      ${this.view()}
    </main>`;
  }

  private view() {
    const { language, store } = this;
    if (this.tab === "teams") return html`<careline-manage-teams .lang=${language} .store=${store}></careline-manage-teams>`;
    if (this.tab === "hours") return html`<careline-manage-hours .lang=${language} .store=${store}></careline-manage-hours>`;
    if (this.tab === "audit") return html`<careline-manage-audit .lang=${language} .store=${store}></careline-manage-audit>`;
    return html`<careline-manage-agents .lang=${language} .store=${store}></careline-manage-agents>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      :host { display: block; flex: 1; min-height: 0; overflow-y: auto; background: var(--cl-bg); }
      main { max-width: 1180px; margin: 0 auto; padding: 14px 18px 40px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; margin-bottom: 14px; border-bottom: 1px solid var(--cl-line); }
      nav button { min-height: 40px; padding: 0 14px; border: 0; border-bottom: 2px solid transparent; margin-bottom: -1px; background: none; color: var(--cl-ink-2); font-weight: 500; }
      nav button:hover { color: var(--cl-ink); }
      nav button[aria-current="page"] { color: var(--cl-brand-ink); border-color: var(--cl-brand); }
      .rights { margin-bottom: 12px; font-size: 13px; color: var(--cl-ink-3); }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-desk-manage": CarelineDeskManage;
  }
}
