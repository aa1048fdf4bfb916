// <careline-insights>: supervisors see how it went, or look at what the assistant did not understand and say what it means.
import { html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import "../desk/login";
import { CarelineElement, CarelineRoot } from "../shared/element";
import { mark } from "../shared/icons";
import { inLang } from "../shared/lang";
import { pageUrl } from "../shared/page";
import { InsightsApi } from "./api";
import { insightsStyles } from "./careline-insights.css";
import "./decision";
import type { CarelineReviewDecision } from "./decision";
import "./figures";
import { FIGURES } from "./figures-text";
import { actionOf, isWriting, type Action } from "./keys";
import "./quality";
import { QUALITY } from "./quality-text";
import "./review-list";
import { ReviewStore } from "./store";

type Page = "figures" | "quality" | "review";
const PATHS: Record<Page, string> = { figures: "/insights", quality: "/insights/quality", review: "/insights/review" };

function pageOf(path: string): Page {
  const last = path.replace(/\/$/, "").split("/").at(-1);
  return last === "review" || last === "quality" ? last : "figures";
}

@customElement("careline-insights")
export class CarelineInsights extends CarelineRoot {
  static override styles = [CarelineRoot.styles, insightsStyles];

  @state() private store: ReviewStore | undefined;
  @state() private tick = 0;
  /** Of the three pages that are told apart by their address. */
  private readonly page = pageOf(location.pathname);
  @query("careline-review-decision") private readonly decision!: CarelineReviewDecision | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.store = new ReviewStore(new InsightsApi(this.serviceUrl, this.language), this.language, () => (this.tick += 1), this.page === "review");
    void this.store.start();
    document.addEventListener("keydown", this.keyed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.keyed);
  }

  protected override updated(): void {
    // The store is one changing object, which properties cannot notice.
    for (const part of this.renderRoot.querySelectorAll<CarelineElement>("careline-review-list, careline-review-decision")) part.requestUpdate();
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    if (!this.store?.agent || this.store.forbidden || this.page !== "review") return;
    const target = event.composedPath()[0];
    if (isWriting(target)) {
      if (event.key === "Escape") (target as HTMLElement).blur();
      return;
    }
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    this.perform(action, this.store);
  };

  private perform(action: Action, store: ReviewStore): void {
    if (action.kind === "next") store.step(1);
    else if (action.kind === "previous") store.step(-1);
    else if (action.kind === "undo") store.last && void store.reopen(store.last);
    else if (action.kind === "pick") this.decision?.pick(action.index);
    else if (action.kind === "search") this.decision?.search();
    else if (action.kind === "edit") void this.decision?.edit();
    else this.decision?.skip();
  }

  protected override render() {
    const { store } = this;
    if (!store) return nothing;
    if (store.agent === undefined) return html`<p class="blank" role="status">${store.problem || this.shared.loading}</p>`;
    if (!store.agent) return html`<careline-desk-login .lang=${this.language} .store=${store}></careline-desk-login>`;
    return html`<div class="all" data-test="insights" data-open=${Boolean(store.selected)} @review-open=${(e: CustomEvent<string>) => store.select(e.detail)}>
      ${this.top(store)} ${store.forbidden ? this.forbidden(store) : this.shownPage(store)}
    </div>`;
  }

  private shownPage(store: ReviewStore) {
    if (this.page === "figures") return html`<careline-figures .lang=${this.language} .api=${store.all}></careline-figures>`;
    if (this.page === "quality") return html`<careline-quality .lang=${this.language} .api=${store.all}></careline-quality>`;
    return this.body(store);
  }

  private top(store: ReviewStore) {
    const { t } = store;
    const titles: Record<Page, string> = { figures: inLang(FIGURES, this.language).title, quality: inLang(QUALITY, this.language).title, review: t.title };
    const others = (Object.keys(PATHS) as Page[]).filter((page) => page !== this.page);
    return html`<header>
      <span class="brand">${mark(28)}</span>
      <h1>${titles[this.page]}</h1>
      <span class="spring"></span>
      <span class="me" data-test="agent-name">${store.agent?.name}</span>
      ${others.map((page) => html`<a class="btn quiet small" href=${pageUrl(PATHS[page])} data-test="to-${page}">${titles[page]}</a>`)}
      <a class="btn quiet small" href=${pageUrl("/insights/callouts")} data-test="to-callouts">${t.callouts}</a>
      <a class="btn quiet small" href=${pageUrl("/desk")} data-test="to-desk">${t.desk}</a>
      <button class="btn quiet small" data-test="logout" @click=${() => store.logout()}>${t.logout}</button>
    </header>`;
  }

  private forbidden(store: ReviewStore) {
    return html`<div class="blank"><p role="alert" data-test="forbidden">${store.t.onlySupervisors}</p></div>`;
  }

  private body(store: ReviewStore) {
    const { t, shown } = store;
    return html`${shown.approved
        ? html`<p class="banner" role="status" data-test="banner-approved">${t.approved(shown.approved)} <code>careline review write</code></p>`
        : nothing}
      <main>
        <careline-review-list .lang=${this.language} .store=${store}></careline-review-list>
        <careline-review-decision .lang=${this.language} .store=${store} .review=${store.current}></careline-review-decision>
      </main>
      <div class="notice" role="status" data-test="notice" ?hidden=${!store.notice}>
        ${store.notice}
        ${store.last ? html`<button class="undo" data-test="undo" @click=${() => store.last && store.reopen(store.last)}>${t.undo}</button>` : nothing}
      </div>
      <details class="keys"><summary>${t.help}</summary><dl>${t.keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl></details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-insights": CarelineInsights;
  }
}
