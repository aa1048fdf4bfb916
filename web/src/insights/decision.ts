// Right column: one sentence, why it is here, and what it means.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { backIcon } from "../shared/icons";
import { decisionStyles } from "./decision.css";
import { found } from "./search";
import type { ReviewStore } from "./store";
import type { Intent, Preview, Review } from "./wire";

const SETTLE_MS = 250;

@customElement("careline-review-decision")
export class CarelineReviewDecision extends CarelineElement {
  static override styles = [CarelineElement.styles, decisionStyles];

  @property({ attribute: false }) store!: ReviewStore;
  @property({ attribute: false }) review: Review | undefined;
  @state() private draft: string | undefined;
  @state() private editing = false;
  @state() private preview: Preview | undefined;
  @state() private typed = "";
  @query("textarea") private readonly area!: HTMLTextAreaElement | null;
  @query("input[type=search]") private readonly box!: HTMLInputElement | null;
  private timer = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("review") || changed.get("review")?.turn_id === this.review?.turn_id) return;
    clearTimeout(this.timer);
    this.draft = this.preview = undefined;
    this.editing = false;
    this.typed = "";
  }

  /** By number: the key that stands on the button. */
  pick(index: number): void {
    const intent = this.review?.likely[index];
    if (intent) this.choose(intent);
  }

  search(): void {
    this.box?.focus();
  }

  async edit(): Promise<void> {
    if (this.review?.state !== "open") return;
    this.editing = true;
    await this.updateComplete;
    this.area?.focus();
  }

  skip(): void {
    if (this.review?.state === "open") void this.store.skip(this.review);
  }

  private choose(intent: Intent): void {
    if (this.review?.state !== "open") return;
    this.box?.blur();
    this.typed = "";
    void this.store.approve(this.review, intent, this.draft ?? this.review.text);
  }

  private write(event: InputEvent): void {
    this.draft = (event.target as HTMLTextAreaElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), SETTLE_MS);
  }

  /** As the service would write it: what is shown here is its word, not ours. */
  private async look(): Promise<void> {
    const { review, draft } = this;
    if (!review || draft === undefined) return;
    const preview = await this.store.preview(review, draft).catch(() => undefined);
    if (preview && this.draft === draft && this.review === review) this.preview = preview;
  }

  protected override render() {
    const { review, store } = this;
    if (!review) return store.reviews.length ? html`<p class="none">${store.t.choose}</p>` : nothing;
    return html`<article data-test="decision">
      ${this.head(review)} ${this.sentence(review)} ${review.state === "open" ? this.choices(review) : this.decided(review)}
    </article>`;
  }

  private head(review: Review) {
    const { t } = this.store;
    return html`<header>
      <button class="btn quiet icon back" aria-label=${t.back} data-test="back" @click=${() => this.emit("review-open", "")}>${backIcon()}</button>
      <div>
        <p class="why" data-test="sign">${t.signs[review.sign]}</p>
        <p class="muted">
          ${t.languages[review.language]} · <span class="num" title=${t.timesTitle}>${t.times(review.times)}</span> ·
          ${when(review.last_at, this.language, now())}
        </p>
      </div>
    </header>`;
  }

  private sentence(review: Review) {
    const { t } = this.store;
    const text = this.preview?.text ?? this.draft ?? review.text;
    const doubtful = this.preview?.doubtful ?? review.doubtful;
    const body = this.editing ? this.editor(review) : html`<blockquote class="text" lang=${review.language} data-test="sentence">${text}</blockquote>`;
    return html`<section aria-label=${t.heard}>
      <div class="row"><h2>${t.heard}</h2>
        ${review.state === "open" ? html`<button class="btn small quiet" data-test="edit" @click=${() => (this.editing ? (this.editing = false) : this.edit())}>${this.editing ? t.editDone : html`${t.edit} <kbd>e</kbd>`}</button>` : nothing}
      </div>
      ${body}
      ${doubtful ? html`<p class="doubt" role="status" data-test="doubtful">${t.doubtful}</p>` : nothing}
      <p class="muted" data-test="understood">${t.understood} <strong>${review.understood.name}</strong>${review.understood.intent === "nlu_fallback" ? nothing : html` · ${t.sure(`${Math.round(100 * review.confidence)}%`)}`}</p>
    </section>`;
  }

  private editor(review: Review) {
    const { t } = this.store;
    const { preview } = this;
    return html`<textarea class="field" rows="3" maxlength="400" aria-label=${t.editLabel} data-test="edit-text" .value=${this.draft ?? review.text} @input=${this.write}></textarea>
      <p class="preview" role="status" data-test="preview">
        ${t.written}: <strong>${(preview ? preview.text : review.text) || t.nothingLeft}</strong>
        ${preview?.removed.length ? html`<span class="removed">${t.removed(preview.removed.map((one) => t.removedKinds[one]).join(" · "))}</span>` : nothing}
      </p>`;
  }

  private choices(review: Review) {
    const { t } = this.store;
    return html`<section aria-label=${t.means}>
        <h2>${t.means}</h2>
        <ol class="likely">${review.likely.map((intent, n) => this.choice(review, intent, n))}</ol>
      </section>
      <section class="others">
        <div class="box"><input class="field" type="search" aria-label=${t.search} placeholder=${t.search} data-test="search" .value=${this.typed}
          @input=${(e: InputEvent) => (this.typed = (e.target as HTMLInputElement).value)} @keydown=${this.searched} /><kbd>/</kbd></div>
        ${this.hits()}
      </section>
      <footer><button class="btn" data-test="skip" @click=${() => this.skip()}>${t.skip} <kbd>s</kbd></button></footer>`;
  }

  private choice(review: Review, intent: Intent, n: number) {
    const { t } = this.store;
    const note = review.sign === "said_yes" ? t.confirmed : t.proposed;
    return html`<li><button class="pick" data-test="pick" data-intent=${intent.intent} @click=${() => this.choose(intent)}>
      <kbd>${n + 1}</kbd><span class="name">${intent.name}</span>
      ${intent.intent === review.proposal ? html`<span class="chip brand">${note}</span>` : nothing}
      <span class="id mono">${intent.intent}</span>
    </button></li>`;
  }

  private get matching(): readonly Intent[] {
    return this.typed.trim() ? found(this.store.shown.intents, this.typed).slice(0, 8) : [];
  }

  private hits() {
    if (!this.typed.trim()) return nothing;
    if (!this.matching.length) return html`<p class="muted" role="status">${this.store.t.noIntent}</p>`;
    return html`<ul class="hits">${this.matching.map(
      (one) => html`<li><button class="btn small" data-test="hit" data-intent=${one.intent} @click=${() => this.choose(one)}>${one.name}</button></li>`,
    )}</ul>`;
  }

  private searched(event: KeyboardEvent): void {
    const first = this.matching[0];
    if (event.key !== "Enter" || event.isComposing || !first) return;
    event.preventDefault();
    this.choose(first);
  }

  private decided(review: Review) {
    const { t } = this.store;
    const at = review.decided_at ? when(review.decided_at, this.language, now()) : "";
    return html`<section class="decided">
      <p><span class="chip good">${t.states[review.state]}</span> <strong data-test="decided-intent">${review.decided_intent?.name}</strong></p>
      <p class="muted">${t.decidedBy((review.decided_by ?? "").replace(/^agent:/, ""), at)}</p>
      ${review.state === "written" ? nothing : html`<button class="btn" data-test="reopen" @click=${() => this.store.reopen(review)}>${t.reopen}</button>`}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-review-decision": CarelineReviewDecision;
  }
}
