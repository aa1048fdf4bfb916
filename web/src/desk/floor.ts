// The supervisor's view: who works, who waits, what is talked about right now, with what is most urgent on top.
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { explain } from "../shared/api";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { span } from "../shared/format";
import { inLang } from "../shared/lang";
import { bulkBar, bulkStyles } from "./bulk-bar";
import { BULK, type BulkText } from "./bulk-text";
import type { DialogAsk } from "./dialog-deeds";
import { Picks } from "./picks";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { Floor, FloorAgent, QueueItem } from "./wire";

const EVERY_MS = 5_000;

@customElement("careline-desk-floor")
export class CarelineDeskFloor extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private floor: Floor | undefined;
  @state() private problem = "";
  @state() private picking = false;
  private readonly picks = new Picks(() => this.requestUpdate());
  private timer = 0;

  constructor() {
    super();
    new Ticker(this, 1_000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = window.setInterval(() => !document.hidden && void this.load(), EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  /** Only these stay picked; with none, picking is over. */
  pickOnly(ids: readonly string[]): void {
    this.picking = ids.length > 0;
    this.picks.only(ids);
    void this.load();
  }

  private get items(): readonly QueueItem[] {
    return this.floor ? [...this.floor.talking, ...this.floor.waiting] : [];
  }

  private get ids(): readonly string[] {
    return this.items.map((i) => i.conversation_id);
  }

  private bulk() {
    const picked = this.items.filter((i) => this.picks.has(i.conversation_id));
    return bulkBar(picked, this.store, this.b, {
      ask: (ask) => this.emit<DialogAsk>("desk-dialog", ask), all: () => this.picks.only(this.ids), none: () => this.pickOnly([]),
    });
  }

  private get b(): BulkText {
    return inLang(BULK, this.language);
  }

  private begin(): void {
    this.picking = true;
    this.store.refused = {};
  }

  private async load(): Promise<void> {
    if (!this.store) return void setTimeout(() => void this.load(), 0); // properties come after the element
    try {
      this.floor = await this.store.api.floor();
      this.problem = "";
    } catch (error) {
      this.problem = explain(error, this.language);
    }
  }

  protected override render() {
    const { floor, t } = this;
    if (!floor) return html`<p class="blank" role="status">${this.problem || this.shared.loading}</p>`;
    return html`<main aria-label=${t.floor}>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.figures(floor)}
      <section class="agents"><h2>${t.colleagues}</h2>${this.agents(floor.agents)}</section>
      ${this.picking ? this.bulk() : this.ids.length > 1 ? html`<button class="btn small select" data-test="floor-select" @click=${() => this.begin()}>${this.b.select}</button>` : nothing}
      <section><h2>${t.talking} <span class="count num">${floor.talking.length}</span></h2>${this.rows(floor.talking, "floor-talking")}</section>
      <section><h2>${t.waiting} <span class="count num">${floor.waiting_total}</span></h2>${this.rows(floor.waiting, "floor-waiting")}</section>
    </main>`;
  }

  private figures(floor: Floor) {
    const { t, language } = this;
    const oldest = floor.oldest_waiting_since ? span(now() - Date.parse(floor.oldest_waiting_since), language) : "–";
    const online = floor.agents.filter((a) => a.state === "online").length;
    const share = floor.within_time === null ? "–" : `${Math.round(floor.within_time * 100)} %`;
    const all: ReadonlyArray<readonly [string, string | number, boolean]> = [
      [t.figureWaiting, floor.waiting_total, false], [t.figureOldest, oldest, false], [t.figureLate, floor.late, floor.late > 0],
      [t.figureOnline, online, online === 0], [t.figureInTime, share, false],
    ];
    return html`<dl class="figures" data-test="floor-figures">${all.map(([name, value, bad]) => html`<div class=${bad ? "bad" : ""}><dt>${name}</dt><dd class="num">${value}</dd></div>`)}</dl>`;
  }

  private agents(agents: readonly FloorAgent[]) {
    const { t } = this;
    return html`<div class="scroll"><table data-test="floor-agents"><thead><tr><th>${t.agentColumn}</th><th>${t.presence}</th><th class="r">${t.loadTitle}</th><th class="r">${t.theyWait}</th><th class="r">${t.figureLate}</th><th class="r">${t.ownedCases}</th></tr></thead>
      <tbody>${agents.map((a) => html`<tr><th scope="row">${a.name} ${a.team ? html`<span class="sub">${a.team}</span>` : nothing}</th>
        <td><span class="lamp ${a.state}"></span>${a.state === "online" ? t.online : t.away}</td><td class="r num">${t.load(a.active, a.capacity)}</td>
        <td class="r num">${a.waiting}</td><td class="r num ${a.late ? "bad" : ""}">${a.late}</td><td class="r num">${a.owned_cases}</td></tr>`)}</tbody></table></div>`;
  }

  private rows(items: readonly QueueItem[], test: string) {
    if (!items.length) return html`<p class="none">${this.t.nobodyHere}</p>`;
    return html`<ul data-test=${test}>${items.map((i) => this.row(i))}</ul>`;
  }

  private row(i: QueueItem) {
    const { t, language } = this;
    const id = i.conversation_id;
    const from = i.owner === "queue" ? i.queued_at : i.waiting_since;
    const dialog = (detail: DialogAsk) => this.emit("desk-dialog", detail);
    const refused = this.store.refused[id];
    return html`<li class=${this.picking ? "picking" : ""} data-test="floor-row" data-conversation=${id}>
      ${this.picking ? html`<input type="checkbox" class="pick" .checked=${this.picks.has(id)} aria-label=${this.b.pickOf(i.customer.name)} data-test="pick" @click=${(e: MouseEvent) => this.picks.press(id, e.shiftKey, this.ids)} />` : nothing}
      <span class="who"><strong>${i.customer.name}</strong> <span class="sub goods">${i.goods ?? i.title ?? ""}</span><span class="sub num">${i.order_number ?? ""}</span></span>
      <span class="text">${refused ? html`<span class="refused" role="alert" data-test="refused">${refused}</span>` : i.last?.text || i.why}</span>
      <span class="sub">${[i.agent?.name, i.priority_text || i.why].filter(Boolean).join(" · ")}</span>
      <span class="age num ${i.timer?.late ? "late" : ""}">${from ? span(now() - Date.parse(from), language) : t.theirTurn}</span>
      <span class="acts">
        <button class="btn small quiet" data-test="floor-open" @click=${() => this.emit("desk-open", id)}>${t.look}</button>
        <button class="btn small" data-test="floor-assign" @click=${() => dialog({ kind: "assign", conversationId: id, name: i.customer.name })}>${t.assign}</button>
      </span>
    </li>`;
  }

  static override styles = [
    CarelineElement.styles,
    bulkStyles,
    css`
      :host { display: block; flex: 1; min-height: 0; overflow-y: auto; background: var(--cl-bg); }
      main { max-width: 1180px; margin: 0 auto; padding: 16px 18px 32px; display: flex; flex-direction: column; gap: 14px; }
      .blank { padding: 40px; text-align: center; color: var(--cl-ink-3); }
      .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 10px; }
      .figures > div { display: flex; flex-direction: column-reverse; padding: 12px 16px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
      .figures dt { font-size: 13px; color: var(--cl-ink-3); }
      .figures dd { font-size: 24px; font-weight: 600; line-height: 1.3; }
      .figures .bad dd, td.bad { color: var(--cl-bad); font-weight: 600; }
      section { padding: 12px 16px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
      h2 { font-size: 14px; padding-bottom: 6px; }
      .count { font-weight: 500; color: var(--cl-ink-3); }
      .scroll { overflow-x: auto; }
      table { width: 100%; border-collapse: collapse; font-size: 14px; }
      th, td { padding: 6px 10px; text-align: start; white-space: nowrap; font-weight: 400; }
      tbody th { font-weight: 600; }
      thead th { font-size: 12px; color: var(--cl-ink-3); }
      tbody tr { border-top: 1px solid var(--cl-line); }
      .r { text-align: end; }
      .lamp { display: inline-block; width: 8px; height: 8px; margin-inline-end: 6px; border-radius: 50%; border: 1.5px solid var(--cl-ink-3); }
      .lamp.online { background: var(--cl-good); border-color: var(--cl-good); }
      .sub { font-size: 13px; color: var(--cl-ink-3); font-weight: 400; }
      .none { font-size: 13px; color: var(--cl-ink-3); }
      li { display: grid; grid-template-columns: minmax(150px, 1.3fr) minmax(120px, 2fr) minmax(90px, 1fr) 92px auto; gap: 4px 12px; align-items: center; padding: 6px 0; font-size: 14px; }
      li.picking { grid-template-columns: 18px minmax(150px, 1.3fr) minmax(120px, 2fr) minmax(90px, 1fr) 92px auto; }
      .select { align-self: flex-end; }
      .bulk { position: sticky; top: 0; z-index: 2; border: 1px solid var(--cl-line); border-radius: 12px; }
      li + li { border-top: 1px solid var(--cl-line); }
      li > span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .who { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 6px; }
      .who .goods { flex: 1; min-width: 40px; overflow: hidden; text-overflow: ellipsis; }
      .who .num { flex-basis: 100%; }
      .age { font-size: 13px; color: var(--cl-ink-2); text-align: end; }
      .age.late { color: var(--cl-bad); font-weight: 600; }
      .acts { display: flex; gap: 4px; justify-content: flex-end; }
      .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
      @media (max-width: 860px) { li { grid-template-columns: 1fr auto; } li > .text { grid-column: 1 / -1; } }
    `,
  ];
}
