// <careline-figures>: how it went in a period, in figures and plots; printable, and as a table to download.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { explain } from "../shared/api";
import { CarelineElement } from "../shared/element";
import { shownDays, span, timer, zoneName } from "../shared/format";
import { inLang } from "../shared/lang";
import type { InsightsApi } from "./api";
import { figuresStyles } from "./figures.css";
import { FIGURES, type FiguresText } from "./figures-text";
import { csvOf, type Figures, type Named, type Satisfaction, type Served } from "./figures-wire";
import { bars, columns, parts, toldAndReal } from "./plots";

const PERIODS = [1, 7, 30, 90] as const;
const MOST_SHOWN = 10;

@customElement("careline-figures")
export class CarelineFigures extends CarelineElement {
  static override styles = [CarelineElement.styles, figuresStyles];

  @property({ attribute: false }) api!: InsightsApi;
  @state() private days: (typeof PERIODS)[number] = 30;
  @state() private figures: Figures | undefined;
  @state() private problem = "";
  private asked = 0;

  private get t(): FiguresText {
    return inLang(FIGURES, this.language);
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.fetch();
  }

  private choose(days: (typeof PERIODS)[number]): void {
    this.days = days;
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    const asked = ++this.asked;
    this.problem = "";
    try {
      const figures = await this.api.figures(this.days);
      if (asked === this.asked) this.figures = figures;
    } catch (error) {
      if (asked === this.asked) this.problem = explain(error, this.language);
    }
  }

  private download(figures: Figures): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`\ufeff${csvOf(figures)}`], { type: "text/csv" }));
    link.download = `careline-${shownDays(figures).join("-")}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
  }

  protected override render() {
    const { t, figures } = this;
    return html`<main data-test="figures" data-days=${this.days} aria-busy=${!figures && !this.problem}>
      <div class="head">
        <div class="periods" role="group" aria-label=${t.period}>
          ${PERIODS.map((days) => html`<button aria-pressed=${days === this.days} data-test="period-${days}" @click=${() => this.choose(days)}>${t.periods(days)}</button>`)}
        </div>
        <span class="sub num" data-test="range">${figures ? t.range(...shownDays(figures), zoneName(figures.time_zone, this.language)) : ""}</span>
        <span class="spring"></span>
        ${figures
          ? html`<button class="btn small" data-test="csv" @click=${() => this.download(figures)}>${t.csv}</button><button class="btn small" @click=${() => print()}>${t.print}</button>`
          : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${figures ? this.all(figures) : this.problem ? nothing : html`<p class="none" role="status">${this.shared.loading}</p>`}
    </main>`;
  }

  private all(f: Figures) {
    const { t } = this;
    return html`${this.tiles(f)}
      ${f.conversations || f.handoffs || f.satisfaction.cases ? nothing : html`<p class="none" data-test="nothing">${t.nothing}</p>`}
      <div class="grid">
        <section class="wide" data-test="days"><h2>${t.days}</h2>${this.perDay(f)}</section>
        <section data-test="requests"><h2>${t.requests}</h2>${this.named(f.requests, "bars-requests")}</section>
        <section data-test="reasons"><h2>${t.reasons}</h2>${this.named(f.handoffs_by_reason, "bars-reasons")}</section>
        <section data-test="waits"><h2>${t.waits}</h2>${this.waits(f)}</section>
        <section data-test="satisfaction"><h2>${t.satisfaction}</h2>${this.satisfaction(f)}</section>
        <section class="wide" data-test="served"><h2>${t.served}</h2>${this.served(f)}</section>
        <section class="wide" data-test="quality"><h2>${t.quality}</h2>${this.quality(f)}</section>
      </div>`;
  }

  private tiles(f: Figures) {
    const { t } = this;
    const requests = f.requests.reduce((sum, one) => sum + one.number, 0);
    const { rated, cases, average } = f.satisfaction;
    const { served } = f;
    const all: [string, string, string][] = [
      [t.tiles.conversations, this.number(f.conversations), ""],
      [t.tiles.perThousand, f.orders ? this.number((1000 * requests) / f.orders) : "–", ""],
      [t.tiles.containment, this.share(f.containment), t.hints.containment],
      [t.tiles.handoffs, this.number(f.handoffs), this.share(f.handoff_rate)],
      [t.tiles.inTime, this.share(served.first_reply_in_time), t.hints.inTime],
      [t.tiles.firstReply, this.length(served.first_reply_median), served.first_reply_p90 === null ? "" : t.hints.p90(this.length(served.first_reply_p90))],
      [t.tiles.handling, this.length(served.handling_median), ""],
      [t.tiles.firstContact, this.share(served.first_contact), served.reopened === null ? t.hints.firstContact : t.hints.reopened(this.share(served.reopened))],
      [t.tiles.average, average === null ? "–" : this.number(average), t.hints.average(rated, cases)],
    ];
    return html`<dl class="tiles" data-test="tiles">${all.map(([name, value, hint]) => html`<div><dt>${name}</dt><dd class="num">${value}</dd><dd class="hint">${hint}</dd></div>`)}</dl>`;
  }

  private perDay({ days, conversations }: Figures) {
    const { t } = this;
    if (!days.length) return this.empty();
    const short = new Intl.DateTimeFormat(this.language, { month: "numeric", day: "numeric", timeZone: "UTC" });
    const over = days.reduce((sum, day) => sum + day.handed_over, 0);
    const shown = days.map((one) => {
      const day = short.format(new Date(`${one.day}T00:00:00Z`));
      return { day, all: one.conversations, part: one.handed_over, title: t.dayTitle(day, one.conversations, one.handed_over) };
    });
    return html`${columns(shown, t.daysLabel(conversations, over))}
      <p class="legend"><span><i class="key bar"></i>${t.alone}</span> <span><i class="key over"></i>${t.withPerson}</span></p>`;
  }

  private named(rows: readonly Named[], test: string) {
    if (!rows.length) return this.empty();
    const per = (row: Named) => (typeof row.per_thousand_orders === "number" ? this.number(row.per_thousand_orders) : "");
    return bars(rows.map((row) => ({ name: row.name, value: row.number, told: this.t.requestTold(row.number, per(row)) })), test);
  }

  private waits({ waits }: Figures) {
    const { t } = this;
    if (!waits.counted) return this.empty();
    const minutes = waits.pairs.map(([told, real]) => [told / 60, real / 60] as const);
    const label = t.waitsLabel(waits.counted, this.share(waits.within));
    const facts: [string, string][] = [
      [t.waitsWithin, this.share(waits.within)], [t.waitsTold, this.length(waits.told_median)], [t.waitsReal, this.length(waits.waited_median)],
    ];
    return html`<div class="beside">${toldAndReal(minutes, { label, told: t.axisTold, real: t.axisReal })}
      <div><dl class="facts" data-test="wait-facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd class="num">${value}</dd></div>`)}</dl>
      <p class="sub">${t.waitsCounted(waits.counted)}</p></div></div>`;
  }

  private satisfaction(f: Figures) {
    const { t } = this;
    if (!f.satisfaction.rated) return this.empty();
    const groups: (readonly [string, readonly Satisfaction[]])[] = [
      ["", [{ ...f.satisfaction, name: t.everybody }, ...f.satisfaction_by_newness]], [t.by.topic, f.satisfaction_by_topic],
      [t.by.channel, f.satisfaction_by_channel], [t.by.agent, f.satisfaction_by_agent], [t.by.merchant, f.satisfaction_by_merchant],
    ];
    return html`<div data-test="bars-satisfaction">${groups.map(([by, rows]) => this.group(by, rows))}</div>
      <p class="legend"><span><i class="key good"></i>${t.satisfied}</span> <span><i class="key middle"></i>${t.middle}</span> <span><i class="key bad"></i>${t.dissatisfied}</span></p>`;
  }

  /** Those that most have rated come first; the table has all of them. */
  private group(by: string, rows: readonly Satisfaction[]) {
    const rated = rows.filter((row) => row.rated).slice(0, MOST_SHOWN);
    if (!rated.length) return nothing;
    return html`${by ? html`<h3>${by}</h3>` : nothing}<ul class="bars">${rated.map((row) => this.content(row))}</ul>`;
  }

  private content(row: Satisfaction) {
    const { t } = this;
    const good = row.content ?? 0;
    const bad = row.dissatisfied ?? 0;
    const all = [{ kind: "good", share: good }, { kind: "middle", share: Math.max(0, 1 - good - bad) }, { kind: "bad", share: bad }] as const;
    return html`<li><span class="name">${row.name}</span>${parts(all, t.partsLabel(row.name, this.share(good), this.share(bad)))}
      <span class="told num">${this.share(good)} · ${t.rated(row.rated, row.cases)}</span></li>`;
  }

  /** First words, talks, and whether it was settled at once: by who saw to it, where, and for which shop. */
  private served(f: Figures) {
    const { t } = this;
    const groups = [[t.by.agent, f.served_by_agent], [t.by.channel, f.served_by_channel], [t.by.merchant, f.served_by_merchant]] as const;
    if (!groups.some(([, rows]) => rows.length)) return this.empty();
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.served}><table>
        <thead><tr><td></td>${t.servedColumns.map((name) => html`<th class="r" scope="col">${name}</th>`)}</tr></thead>
        ${groups.map(([by, rows]) => (rows.length ? html`<tbody><tr class="by"><th scope="rowgroup" colspan=${t.servedColumns.length + 1}>${by}</th></tr>${rows.map((row) => this.servedRow(row))}</tbody>` : nothing))}
      </table></div>
      <p class="sub foot">${t.servedFoot}</p>`;
  }

  private servedRow(row: Served) {
    const within = row.first_reply_p90 === null ? "–" : this.length(row.first_reply_p90);
    const cells = [
      this.number(row.handoffs), this.length(row.first_reply_median), within, this.share(row.first_reply_in_time), this.length(row.handling_median),
      this.number(row.cases), this.share(row.first_contact), this.share(row.reopened),
    ];
    return html`<tr data-test="served-row"><th scope="row">${row.name}</th>${cells.map((cell) => html`<td class="r num">${cell}</td>`)}</tr>`;
  }

  /** What reviewers thought of conversations: each agent's mean by criterion, and from how many reviews. */
  private quality({ quality, quality_by_agent }: Figures) {
    const { t } = this;
    if (!quality.reviews) return html`<p class="none">${t.noQuality}</p>`;
    const rows = [{ ...quality, name: t.everybody }, ...quality_by_agent];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.quality}><table>
        <thead><tr><td></td><th class="r" scope="col">${t.reviews}</th><th class="r" scope="col">${t.mean}</th>${quality.by_criterion.map((one) => html`<th class="r" scope="col">${one.name}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr data-test="quality-row"><th scope="row">${row.name}</th><td class="r num">${row.reviews}</td><td class="r num strong">${this.mean(row.mean)}</td>
          ${row.by_criterion.map((one) => html`<td class="r num ${one.mean !== null && one.mean < 1 ? "low" : ""}">${this.mean(one.mean)}</td>`)}</tr>`)}</tbody>
      </table></div>
      <p class="sub foot">${t.qualityFoot}</p>`;
  }

  private mean(value: number | null): string {
    return value === null ? "–" : new Intl.NumberFormat(this.language, { minimumFractionDigits: 1, maximumFractionDigits: 2 }).format(value);
  }

  private empty() {
    return html`<p class="none">${this.t.none}</p>`;
  }

  private share(value: number | null): string {
    return value === null ? "–" : new Intl.NumberFormat(this.language, { style: "percent", maximumFractionDigits: 0 }).format(value);
  }

  private number(value: number): string {
    return new Intl.NumberFormat(this.language, { maximumFractionDigits: 1 }).format(value);
  }

  /** Under an hour as a clock, beyond it in words. */
  private length(seconds: number | null): string {
    if (seconds === null) return "–";
    return seconds < 3600 ? timer(seconds * 1000) : span(seconds * 1000, this.language);
  }
}
