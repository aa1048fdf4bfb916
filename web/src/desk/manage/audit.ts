// The audit log: who did what, about whom and when, looks at customers' data among it; and whether it is whole.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { now } from "../../shared/clock";
import { CarelineElement } from "../../shared/element";
import { explain } from "../../shared/api";
import { when } from "../../shared/format";
import { manageStyles } from "./manage.css";
import { ManagePart, text } from "./part";
import type { AuditChoices, AuditRow, Chain } from "./wire";

const PEOPLE = "people";

@customElement("careline-manage-audit")
export class CarelineManageAudit extends ManagePart {
  @state() private choices: AuditChoices | undefined;
  @state() private rows: readonly AuditRow[] = [];
  @state() private next: string | null = null;
  @state() private filter: Readonly<Record<string, string>> = { who: PEOPLE };
  @state() private chain: Chain | undefined;
  @state() private chainProblem = "";

  protected async load(): Promise<void> {
    void this.check();
    const [choices] = await Promise.all([this.api.auditChoices(), this.look()]);
    this.choices = choices;
  }

  private async look(): Promise<void> {
    this.problem = "";
    await this.latest(() => this.api.audit(this.filter, ""), (page) => ([this.rows, this.next] = [page.rows, page.next]));
  }

  private more(): void {
    const { next } = this;
    if (!next) return;
    void this.tried(async () => {
      const page = await this.api.audit(this.filter, next);
      [this.rows, this.next] = [[...this.rows, ...page.rows], page.next];
    });
  }

  private async check(): Promise<void> {
    [this.chain, this.chainProblem] = [undefined, ""];
    await this.api.chain().then((chain) => (this.chain = chain)).catch((error: unknown) => (this.chainProblem = explain(error, this.language)));
  }

  private asked(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const wanted = { who: text(form, "who"), what: text(form, "what"), about: text(form, "about"), since: midnight(text(form, "since"), 0), until: midnight(text(form, "until"), 1) };
    this.filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value));
    void this.look();
  }

  protected override render() {
    const { choices, t } = this;
    if (!choices) return this.loading();
    return html`
      <form class="card filter" data-test="audit-filter" @submit=${this.asked} @change=${this.asked}>
        <label class="block">${t.who}<select class="field" name="who" data-test="audit-who">
          <option value=${PEOPLE} selected>${t.people}</option><option value="">${t.everybody}</option>${choices.people.map((one) => html`<option value=${one.code}>${one.name}</option>`)}</select></label>
        <label class="block">${t.what}<select class="field" name="what" data-test="audit-what"><option value="">${t.anything}</option>
          ${choices.groups.map((group) => html`<optgroup label=${group.name}><option value=${group.code}>${t.allOf(group.name)}</option>${choices.kinds.filter((kind) => kind.group === group.code).map((kind) => html`<option value=${kind.code}>${kind.name}</option>`)}</optgroup>`)}</select></label>
        <label class="block about">${t.about}<input class="field" name="about" data-test="audit-about" placeholder=${t.aboutHint} maxlength="200" autocomplete="off" /></label>
        <label class="block">${t.since}<input class="field" type="date" name="since" data-test="audit-since" /></label>
        <label class="block">${t.till}<input class="field" type="date" name="until" data-test="audit-until" /></label>
        <button class="btn" data-test="audit-show">${t.show}</button>
      </form>
      <div class="bar foot">${this.whole()}<span class="spring"></span>
        ${this.admin ? html`<a class="btn small" download data-test="audit-export" title=${t.exportHint} href=${this.api.auditTable(this.filter, this.language)}>${t.exportIt}</a>` : nothing}</div>
      ${this.failure()}
      <div class="card">${this.rows.length ? this.table() : html`<p class="none" data-test="audit-none">${this.busy ? this.shared.loading : t.noRows}</p>`}
        ${this.next ? html`<div class="more"><button class="btn" data-test="audit-more" ?disabled=${this.busy} @click=${() => this.more()}>${t.more}</button></div>` : nothing}</div>`;
  }

  private whole(): TemplateResult {
    const { t, chain } = this;
    if (this.chainProblem) return html`<span class="problem" role="alert">${this.chainProblem}</span>`;
    if (!chain) return html`<span class="hint" role="status">${t.checking}</span>`;
    const said = chain.faults.length ? t.broken(chain.faults.length) : t.intact(chain.checked, chain.unsealed);
    return html`<span class="chip ${chain.faults.length ? "bad" : "good"}" data-test="chain" title=${chain.faults.join("\n") || chain.head}>${said}</span>
      <button class="btn small quiet" data-test="chain-again" @click=${() => void this.check()}>${t.checkAgain}</button>`;
  }

  private table(): TemplateResult {
    const { t } = this;
    return html`<div class="scroll"><table><thead><tr>${[t.time, t.who, t.what, t.about].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${this.rows.map((row) => this.row(row))}</tbody></table></div>`;
  }

  private row(row: AuditRow): TemplateResult {
    const { t, language } = this;
    const about = [row.about, row.order_id ? `${t.order} ${row.order_id}` : "", row.customer_id ? `${t.customer} ${row.customer_id}` : ""].filter(Boolean);
    return html`<tr data-test="audit-row">
      <td class="nowrap num" title=${new Date(row.at).toLocaleString(language)}>${when(row.at, language, now())}</td>
      <td class="nowrap who">${row.who}</td>
      <td class="what">${row.what} ${row.personal ? html`<span class="chip warn">${t.personal}</span>` : nothing}${row.forgotten ? html`<span class="chip">${t.forgotten}</span>` : nothing}
        <br /><span class="sub">${row.why}${row.note ? html` · <q>${row.note}</q>` : nothing}</span></td>
      <td class="sub about">${about.map((one) => html`<span>${one}</span>`)}</td>
    </tr>`;
  }

  static override styles = [
    CarelineElement.styles,
    manageStyles,
    css`
      .filter { display: grid; grid-template-columns: repeat(2, minmax(120px, 1.1fr)) minmax(150px, 1.4fr) 146px 146px auto; align-items: end; gap: 10px; margin-bottom: 10px; }
      .filter label { min-width: 0; }
      .filter .field, .filter .btn { height: 40px; min-height: 0; padding-block: 0; font-size: 14px; }
      @media (max-width: 960px) { .filter { grid-template-columns: 1fr 1fr; } }
      .foot { margin-bottom: 10px; min-height: 32px; }
      .who { max-width: 150px; overflow: hidden; text-overflow: ellipsis; }
      .what { min-width: 280px; overflow-wrap: anywhere; }
      td.about { min-width: 150px; }
      td.about span { display: block; overflow-wrap: anywhere; }
      q { quotes: "“" "”"; overflow-wrap: anywhere; }
      .more { display: flex; justify-content: center; padding-top: 12px; }
    `,
  ];
}

/** The beginning of a day on the reader's clock, `later` days on; nothing for no day. */
function midnight(day: string, later: number): string {
  if (!day) return "";
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + later).toISOString();
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-manage-audit": CarelineManageAudit;
  }
}
