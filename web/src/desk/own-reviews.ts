// <careline-desk-reviews>: what supervisors thought of my conversations, and my one answer to each.
import { css, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { explain } from "../shared/api";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { inLang } from "../shared/lang";
import "../shared/sheet";
import { QUALITY, type QualityText } from "../insights/quality-text";
import type { DeskStore } from "./store";
import { REVIEWS, type ReviewsText } from "./own-reviews-text";
import type { OwnReview } from "./wire";

@customElement("careline-desk-reviews")
export class CarelineDeskReviews extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private open = false;
  @state() private objecting = "";
  @state() private text = "";
  @state() private problem = "";

  get isOpen(): boolean {
    return this.open;
  }

  private get t(): ReviewsText {
    return inLang(REVIEWS, this.language);
  }

  private get q(): QualityText {
    return inLang(QUALITY, this.language);
  }

  show(): void {
    this.open = true;
    this.objecting = this.text = this.problem = "";
    void this.store.fetchReviews();
  }

  private async answer(review: OwnReview, verdict: "acknowledge" | "object"): Promise<void> {
    this.problem = "";
    try {
      await this.store.api.answerReview(review.review_id, verdict, this.text.trim());
      this.objecting = this.text = "";
    } catch (error) {
      this.problem = explain(error, this.language);
    }
    await this.store.fetchReviews();
  }

  protected override render() {
    const { t, store } = this;
    return html`<careline-sheet .lang=${this.language} .open=${this.open} .heading=${t.title} @sheet-close=${() => (this.open = false)}>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <ul data-test="own-reviews">${store.reviews.map((one) => this.one(one))}</ul>
      ${store.reviews.length ? nothing : html`<p class="none">${t.none}</p>`}
      <div class="buttons"><button class="btn" data-test="own-reviews-close" @click=${() => (this.open = false)}>${this.shared.close}</button></div>
    </careline-sheet>`;
  }

  private one(one: OwnReview) {
    const { t, q, language } = this;
    const look = () => {
      this.open = false;
      this.emit("desk-open", one.conversation_id);
    };
    return html`<li data-test="own-review" data-state=${one.state}>
      <p class="line"><strong>${one.customer}</strong><span class="chip">${q.whys[one.why]}</span><span class="sub num end">${when(one.scored_at, language, now())}</span></p>
      <dl>${one.scores.map((s) => html`<div><dt>${s.name}</dt><dd class=${s.points === 0 ? "low" : ""}>${s.points === null ? q.notApplicable : `${s.points} ${q.pointNames[s.points] ?? ""}`}</dd>
        ${s.reason ? html`<dd class="sub">${s.reason}</dd>` : nothing}</div>`)}</dl>
      ${one.note ? html`<p class="text">${one.note}</p>` : nothing}
      <p class="sub">${one.reviewer ? t.by(one.reviewer) : ""}${one.may_answer ? nothing : html` · ${q.states[one.state]}`}</p>
      ${one.answer ? html`<p class="mine"><span class="sub">${t.mine}</span> ${one.answer}</p>` : nothing}
      ${one.may_answer ? this.answers(one, look) : nothing}
    </li>`;
  }

  private answers(one: OwnReview, look: () => void) {
    const { t } = this;
    if (this.objecting !== one.review_id)
      return html`<div class="choices">
        <button class="btn small primary" data-test="acknowledge" @click=${() => this.answer(one, "acknowledge")}>${t.acknowledge}</button>
        <button class="btn small" data-test="object" @click=${() => ((this.objecting = one.review_id), (this.text = ""))}>${t.object}</button>
        <button class="btn small quiet" @click=${look}>${t.look}</button></div>`;
    return html`<textarea class="field" rows="3" maxlength="2000" aria-label=${t.why} placeholder=${t.why} data-test="objection" .value=${this.text}
        @input=${(e: Event) => (this.text = (e.target as HTMLTextAreaElement).value)}></textarea>
      <div class="choices"><button class="btn small quiet" @click=${() => (this.objecting = "")}>${this.shared.cancel}</button>
        <button class="btn small primary" data-test="objection-send" ?disabled=${!this.text.trim()} @click=${() => this.answer(one, "object")}>${t.send}</button></div>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      li { display: flex; flex-direction: column; gap: 6px; padding: 12px 0; }
      li + li { border-top: 1px solid var(--cl-line); }
      .line { display: flex; align-items: center; gap: 8px; }
      .end { margin-inline-start: auto; }
      .sub, .none { font-size: 13px; color: var(--cl-ink-3); }
      dl { display: flex; flex-direction: column; gap: 2px; font-size: 14px; }
      dl > div { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; }
      dd.sub { grid-column: 1 / -1; overflow-wrap: anywhere; }
      dd.low { color: var(--cl-bad); font-weight: 600; }
      .text, .mine { padding: 6px 10px; border-radius: 10px; background: var(--cl-sunken); font-size: 14px; overflow-wrap: anywhere; white-space: pre-wrap; }
      .choices, .buttons { display: flex; flex-wrap: wrap; gap: 6px; }
      .buttons { justify-content: flex-end; padding-top: 10px; }
      .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-desk-reviews": CarelineDeskReviews;
  }
}
