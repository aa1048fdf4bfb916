// <careline-scorecard>: a score for every criterion with its reason, a word in all; or what was given, to read.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { inLang } from "../shared/lang";
import { scorecardStyles } from "./quality.css";
import { QUALITY, type QualityText } from "./quality-text";
import type { Criterion, Quality, Score, Verdict } from "./quality-wire";

const BEST = 2;
/** Undefined: not scored yet; null: does not apply. */
interface Given {
  readonly points: number | null | undefined;
  readonly reason: string;
}

@customElement("careline-scorecard")
export class CarelineScorecard extends CarelineElement {
  static override styles = [CarelineElement.styles, scorecardStyles];

  @property({ attribute: false }) one!: Quality;
  @property({ attribute: false }) criteria: readonly Criterion[] = [];
  @state() private given: Readonly<Record<string, Given>> = {};
  @state() private note = "";
  @state() private tried = false;

  private get t(): QualityText {
    return inLang(QUALITY, this.language);
  }

  /** An objection is weighed from the scores that were given; another conversation begins anew. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("one");
    if (!changed.has("one") || (before?.conversation_id === this.one.conversation_id && before.version === this.one.version)) return;
    this.given = Object.fromEntries(this.one.scores.map((s) => [s.criterion, { points: s.points, reason: s.reason }]));
    this.note = this.one.note ?? "";
    this.tried = false;
  }

  private get mayScore(): boolean {
    const { one } = this;
    return !one.own && (one.state === null || one.state === "open" || one.state === "objected");
  }

  private set(code: string, more: Partial<Given>): void {
    this.given = { ...this.given, [code]: { ...(this.given[code] ?? { points: undefined, reason: "" }), ...more } };
  }

  private lacks(code: string): boolean {
    const one = this.given[code];
    return one?.points === undefined || (one.points !== BEST && !one.reason.trim());
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.tried = true;
    const first = this.criteria.find((c) => this.lacks(c.code));
    if (first) {
      const box = this.given[first.code]?.points === undefined ? "input" : "textarea";
      this.renderRoot.querySelector<HTMLElement>(`[data-criterion="${first.code}"] ${box}`)?.focus();
      return;
    }
    const scores = this.criteria.map(({ code }) => ({ criterion: code, points: this.given[code]?.points ?? null, reason: this.given[code]?.reason.trim() ?? "" }));
    this.emit<Verdict>("scored", { version: this.one.version, scores, note: this.note.trim() });
  }

  protected override render() {
    const { one, t } = this;
    return html`<section aria-label=${t.scorecard} data-test="scorecard" data-state=${one.state ?? "new"}>
      <h3>${t.scorecard}</h3>
      ${one.reviewer && one.scored_at ? html`<p class="sub">${t.by(one.reviewer, when(one.scored_at, this.language, now()))}</p>` : nothing}
      ${one.answered_at ? html`<p class="answer" data-test="agent-answer"><strong>${t.answer(one.state === "acknowledged")}</strong>${one.answer ? html`<br />${one.answer}` : nothing}</p>` : nothing}
      ${this.mayScore ? this.form() : this.read()}
    </section>`;
  }

  private form() {
    const { t, one } = this;
    const lacking = this.tried && this.criteria.some((c) => this.lacks(c.code));
    return html`<form @submit=${this.submit} novalidate>
      ${this.criteria.map((c) => this.criterion(c))}
      <label class="note">${t.note}<textarea class="field" rows="2" maxlength="2000" data-test="quality-note" .value=${this.note} @input=${(e: Event) => (this.note = (e.target as HTMLTextAreaElement).value)}></textarea></label>
      ${lacking ? html`<p class="problem" role="alert" data-test="lacking">${t.lacking}</p>` : nothing}
      <button class="btn primary" data-test="quality-save">${one.state === "objected" ? t.settle : t.save}</button>
    </form>`;
  }

  private criterion(c: Criterion) {
    const { t } = this;
    const given = this.given[c.code];
    const points = [...t.points.map((name, n) => [n, `${name} ${t.pointNames[n]}`] as const), [null, t.notApplicable] as const];
    const asks = given?.points !== undefined && given.points !== BEST;
    return html`<fieldset data-criterion=${c.code} data-test="criterion" class=${this.tried && this.lacks(c.code) ? "lacks" : ""}>
      <legend>${c.name}</legend>
      <div class="points">${points.map(([value, name]) => html`<label class=${given?.points === value ? "on" : ""}>
        <input type="radio" name=${c.code} .checked=${given?.points === value} data-test="points-${value ?? "na"}" @change=${() => this.set(c.code, { points: value })} />${name}</label>`)}</div>
      ${asks
        ? html`<textarea class="field" rows="1" maxlength="300" aria-label=${t.reason(c.name)} placeholder=${t.reasonPlaceholder} data-test="reason"
            .value=${given.reason} @input=${(e: Event) => this.set(c.code, { reason: (e.target as HTMLTextAreaElement).value })}></textarea>`
        : nothing}
    </fieldset>`;
  }

  private read() {
    const { one, t } = this;
    return html`${one.own ? html`<p class="hint" data-test="own-hint">${t.ownHint}</p>` : nothing}
      <dl>${one.scores.map((s) => this.score(s))}</dl>
      ${one.note ? html`<p class="text">${one.note}</p>` : nothing}`;
  }

  private score(s: Score) {
    const { t } = this;
    const told = s.points === null ? t.notApplicable : `${s.points} ${t.pointNames[s.points] ?? ""}`;
    return html`<div><dt>${s.name}</dt><dd class=${s.points === 0 ? "low" : ""}>${told}</dd>${s.reason ? html`<dd class="sub">${s.reason}</dd>` : nothing}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-scorecard": CarelineScorecard;
  }
}
