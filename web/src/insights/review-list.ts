// Left column: what to look at, and which of it.
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { ago } from "../shared/format";
import type { Lang } from "../shared/lang";
import { listStyles } from "./review-list.css";
import type { ReviewStore } from "./store";
import type { Reason, Review, State } from "./wire";

const STATES: readonly State[] = ["open", "approved", "skipped", "written"];
const REASONS: readonly Reason[] = ["corrected", "handed_over", "low_confidence"];
const LANGUAGES: readonly Lang[] = ["zh-CN", "en"];

@customElement("careline-review-list")
export class CarelineReviewList extends CarelineElement {
  static override styles = [CarelineElement.styles, listStyles];

  @property({ attribute: false }) store!: ReviewStore;

  protected override updated(): void {
    this.renderRoot.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  protected override render() {
    const { store } = this;
    return html`${this.filters()}
      <ul data-test="review-list" aria-label=${store.t.list} aria-busy=${!store.loaded}>
        ${repeat(store.reviews, (review) => review.turn_id, (review) => this.item(review))}
      </ul>
      ${this.foot()}`;
  }

  private filters() {
    const { t, filter, shown } = this.store;
    const open = filter.state === "open" ? shown.open : undefined;
    const counted = (reason: Reason) => (open ? `${t.reasons[reason]} (${open[reason]})` : t.reasons[reason]);
    return html`<div class="filters" role="group" aria-label=${t.filters}>
      ${this.choice("state", t.stateLabel, STATES.map((one) => [one, t.states[one]]))}
      ${this.choice("reason", t.reasonLabel, [["", `${t.reasonLabel}: ${t.all}`], ...REASONS.map((one) => [one, counted(one)] as const)])}
      ${this.choice("language", t.languageLabel, [["", `${t.languageLabel}: ${t.all}`], ...LANGUAGES.map((one) => [one, t.languages[one] ?? one] as const)])}
    </div>`;
  }

  private choice(name: "state" | "reason" | "language", label: string, options: ReadonlyArray<readonly [string, string]>) {
    const chosen = this.store.filter[name];
    const narrow = (event: Event) => this.store.narrow({ [name]: (event.target as HTMLSelectElement).value });
    return html`<select aria-label=${label} data-test="filter-${name}" @change=${narrow}>
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
    </select>`;
  }

  private item(review: Review) {
    const { t, selected } = this.store;
    const open = review.turn_id === selected;
    return html`<li data-test="review-item" data-turn=${review.turn_id} data-reason=${review.reason}>
      <button aria-current=${open ? "true" : nothing} @click=${() => this.emit("review-open", review.turn_id)}>
        <span class="sentence" lang=${review.language}>${review.text}</span>
        <span class="line">
          <span class="chip ${review.reason}">${t.reasons[review.reason]}</span>
          ${review.times > 1 ? html`<span class="num" title=${t.timesTitle}>${t.times(review.times)}</span>` : nothing}
          ${review.doubtful ? html`<span class="warn" title=${t.doubtful}>!<span class="sr">${t.doubtful}</span></span>` : nothing}
          <span class="end">${review.decided_intent?.name ?? ago(review.last_at, this.language, now())}</span>
        </span>
      </button>
    </li>`;
  }

  private foot() {
    const { store } = this;
    const { t, filter } = store;
    if (store.problem)
      return html`<div class="foot" role="alert" data-test="error">
        <p>${store.problem}</p>
        <button class="btn" data-test="retry" @click=${() => store.fetch()}>${this.shared.retry}</button>
      </div>`;
    if (!store.loaded) return html`<p class="foot" role="status">${this.shared.loading}</p>`;
    if (!store.reviews.length) {
      const narrowed = filter.reason || filter.language || filter.state !== "open";
      return html`<p class="foot" role="status" data-test="empty">${narrowed ? t.emptyFiltered : t.empty}</p>`;
    }
    if (store.reviews.length >= store.shown.in_all) return nothing;
    return html`<div class="foot"><button class="btn" data-test="more" @click=${() => store.fetch(true)}>${t.more}</button></div>`;
  }
}
