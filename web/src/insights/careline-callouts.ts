// <careline-callouts>: how phoning went, in figures, for supervisors.
import { html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { DeskApi } from "../desk/api";
import "../desk/login";
import type { Agent } from "../desk/wire";
import { Api, ApiError, explain } from "../shared/api";
import { CarelineRoot } from "../shared/element";
import { ownZone, shownDays, zoneName } from "../shared/format";
import { mark } from "../shared/icons";
import { inLang } from "../shared/lang";
import { pageUrl } from "../shared/page";
import { calloutsStyles } from "./callouts.css";
import { CALLOUTS } from "./callouts-text";

interface Count {
  readonly calls: number;
  readonly answered: number;
  readonly reached: number;
  readonly settled: number;
  readonly opted_out: number;
  readonly minutes: number;
}
interface Named {
  readonly code: string;
  readonly name: string;
  readonly number: number;
}
interface Figures {
  readonly since: string;
  readonly until: string;
  readonly time_zone: string;
  readonly total: Count;
  readonly answer_rate: number | null;
  readonly settled_rate: number | null;
  readonly outcomes: readonly Named[];
  readonly by_day: readonly (Count & { readonly day: string })[];
  readonly by_kind: readonly (Count & { readonly code: string; readonly name: string })[];
  readonly waited_median: number | null;
  readonly waited_p90: number | null;
  readonly opt_outs: number;
  readonly not_called: readonly Named[];
  readonly callers: number;
  readonly put_through: number | null;
  readonly transfers: readonly Named[];
  readonly minutes: number;
  readonly messages: number;
  readonly cost: string | null;
}

const PATH = "/api/insights/callouts";
const percent = (share: number | null): string => (share === null ? "–" : `${Math.round(share * 100)} %`);

@customElement("careline-callouts")
export class CarelineCallouts extends CarelineRoot {
  static override styles = [CarelineRoot.styles, calloutsStyles];

  @state() private agent: Agent | null | undefined;
  @state() private shown: Figures | undefined;
  @state() private problem = "";
  @query("form") private readonly form!: HTMLFormElement | null;
  api = new DeskApi("", "zh-CN");

  private get t() {
    return inLang(CALLOUTS, this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.api = new DeskApi(this.serviceUrl, this.language);
    void this.api.me().then((me) => this.signedIn(me.agent)).catch((error: unknown) => this.fault(error));
  }

  /** What the desk's login form calls. */
  signedIn(agent: Agent | null): void {
    this.agent = agent;
    if (agent?.may.includes("supervise")) void this.updateComplete.then(() => this.load());
  }

  private fault(error: unknown): void {
    if (error instanceof ApiError && error.status === 401) this.agent = null;
    else this.problem = explain(error, this.language);
  }

  private get asked(): URLSearchParams {
    const wanted = new URLSearchParams({ zone: ownZone() });
    if (this.form) for (const [name, value] of new FormData(this.form)) if (value) wanted.set(name, String(value));
    return wanted;
  }

  private async load(): Promise<void> {
    this.problem = "";
    const api = new Api({ baseUrl: this.serviceUrl, lang: this.language });
    try {
      this.shown = await api.call<Figures>("GET", `${PATH}?${this.asked}`);
    } catch (error) {
      this.fault(error);
    }
  }

  protected override render() {
    const { t, agent } = this;
    if (agent === undefined) return html`<p class="blank" role="status">${this.problem || this.shared.loading}</p>`;
    if (!agent) return html`<careline-desk-login .lang=${this.language} .store=${this}></careline-desk-login>`;
    const body = agent.may.includes("supervise") ? this.body() : html`<p class="blank" role="alert" data-test="forbidden">${t.onlySupervisors}</p>`;
    return html`<header>
        <span class="brand">${mark(28)}</span><h1>${t.title}</h1><span class="spring"></span>
        <a class="btn quiet small" href=${pageUrl("/insights/review")}>${t.review}</a>
        <a class="btn quiet small" href=${pageUrl("/desk")}>${t.desk}</a>
      </header>${body}`;
  }

  private body() {
    const { t, shown } = this;
    const [from, to] = shown ? shownDays(shown) : ["", ""]; // the shop's, once it has told them: the last 30 days
    return html`<main data-test="callouts">
      <form @submit=${(event: Event) => (event.preventDefault(), void this.load())}>
        <label>${t.from}<input class="field" type="date" name="from" .value=${from} data-test="from" /></label>
        <label>${t.to}<input class="field" type="date" name="to" .value=${to} data-test="to" /></label>
        <label>${t.kind}<select class="field" name="kind" data-test="kind">
          <option value="">${t.all}</option>${Object.entries(t.kinds).map(([code, name]) => html`<option value=${code}>${name}</option>`)}
        </select></label>
        <label>${t.minutePrice}<input class="field" name="minute_price" inputmode="decimal" pattern="[0-9]*[.]?[0-9]*" data-test="minute-price" /></label>
        <label>${t.messagePrice}<input class="field" name="message_price" inputmode="decimal" pattern="[0-9]*[.]?[0-9]*" /></label>
        <button class="btn primary" data-test="show">${t.show}</button>
        <a class="btn" href="${this.serviceUrl}${PATH}.csv?${this.asked}" data-test="csv">${t.csv}</a>
      </form>
      ${this.problem ? html`<p role="alert">${this.problem}</p>` : nothing}
      ${shown ? this.figures(shown) : nothing}
    </main>`;
  }

  private figures(f: Figures) {
    const { t } = this;
    const time = (seconds: number | null) => (seconds === null ? "–" : t.duration(seconds));
    return html`<dl class="tiles">
        ${this.tile(t.calls, String(f.total.calls), t.callsHelp, "calls")}
        ${this.tile(t.answered, String(f.total.answered), t.ofCalls(percent(f.answer_rate)), "answered")}
        ${this.tile(t.reached, String(f.total.reached), t.reachedHelp)}
        ${this.tile(t.settled, String(f.total.settled), t.ofAnswered(percent(f.settled_rate)), "settled")}
        ${this.tile(t.waited, time(f.waited_median), `${t.waitedHelp} ${time(f.waited_p90)}`)}
        ${this.tile(t.putThrough, percent(f.put_through), t.callers(f.callers), "put-through")}
        ${this.tile(t.optOuts, String(f.opt_outs), "")}
        ${this.tile(t.minutes, String(f.minutes), t.messages(f.messages))}
        ${f.cost === null ? nothing : this.tile(t.cost, Number(f.cost).toFixed(2), "", "cost")}
      </dl>
      <section class="card"><h2>${t.byDay} <span class="sub">${zoneName(f.time_zone, this.language)}</span></h2>${this.table(t.day, f.by_day.map((one) => [one.day, one] as const))}</section>
      <section class="card"><h2>${t.byKind}</h2>${this.table(t.kind, f.by_kind.map((one) => [one.name, one] as const))}</section>
      <div class="columns">
        ${this.list(t.outcomes, f.outcomes)} ${this.list(t.notCalled, f.not_called, t.notCalledHelp)} ${this.list(t.transfers, f.transfers)}
      </div>`;
  }

  private tile(name: string, value: string, help: string, test = "") {
    return html`<div class="card tile" data-test=${test || nothing}><dt>${name}</dt><dd>${value}</dd>${help ? html`<dd class="help small">${help}</dd>` : nothing}</div>`;
  }

  private table(first: string, rows: readonly (readonly [string, Count])[]) {
    const { t } = this;
    if (!rows.length) return html`<p class="help">${t.nothing}</p>`;
    const most = Math.max(1, ...rows.map(([, count]) => count.calls));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${first}><table>
      <thead><tr><th scope="col">${first}</th><th scope="col">${t.calls}</th><th scope="col">${t.answered}</th><th scope="col">${t.reached}</th><th scope="col">${t.settled}</th><th scope="col">${t.minutes}</th><td></td></tr></thead>
      <tbody>${rows.map(([name, c]) => html`<tr><th scope="row">${name}</th><td>${c.calls}</td><td>${c.answered}</td><td>${c.reached}</td><td>${c.settled}</td><td>${c.minutes}</td>
        <td class="bar"><meter min="0" max=${most} .value=${c.calls} aria-hidden="true"></meter></td></tr>`)}</tbody>
    </table></div>`;
  }

  private list(title: string, rows: readonly Named[], help = "") {
    return html`<section class="card"><h2>${title}</h2>${help ? html`<p class="help">${help}</p>` : nothing}
      ${rows.length ? html`<ul>${rows.map((one) => html`<li><span>${one.name}</span><b class="num">${one.number}</b></li>`)}</ul>` : html`<p class="help">${this.t.nothing}</p>`}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-callouts": CarelineCallouts;
  }
}
