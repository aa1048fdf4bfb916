// <careline-hall>: every protection of every order, what to do with it, and the calls and texts we made.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Api, explain } from "../shared/api";
import { now, Ticker } from "../shared/clock";
import { ConsumerToken } from "../shared/consumer-token";
import { CarelineRoot } from "../shared/element";
import { knownZone } from "../shared/format";
import { mark, shieldIcon } from "../shared/icons";
import { inLang } from "../shared/lang";
import { onComeback } from "../shared/retry";
import { thumbStyles } from "../shared/thumb";
import { ConsumerApi, type TokenBox, type TokenSource } from "../shared/token";
import { contactList } from "./contacts";
import type { HallView } from "./context";
import { hallStyles } from "./hall.css";
import { blockedNotes, orderCard } from "./orders";
import { conditionList, promiseList, ratingList, remedyList } from "./remedies";
import { taskWindow } from "./dialog";
import { settings } from "./settings";
import { Tasks } from "./tasks";
import { HALL, type HallText } from "./text";
import type { Hall } from "./wire";

const REFRESH_MS = 15_000;

@customElement("careline-hall")
export class CarelineHall extends CarelineRoot {
  static override styles = [CarelineRoot.styles, thumbStyles, hallStyles];

  @property({ attribute: false }) tokenSource: TokenSource | undefined;
  @property() token = "";
  @property({ attribute: "token-origins" }) tokenOrigins = "";
  /** Where the chat is; a function, so that a page can keep its own parameters. */
  @property({ attribute: false }) chatUrl = (draft: string): string => `/chat?draft=${encodeURIComponent(draft)}`;
  /** What to show first: an order, and a right of it, whose claim is opened where there is one. */
  @property() order = "";
  @property() right = "";
  @state() private hall: Hall | undefined;
  @state() private problem = "";
  @state() private known = false;

  private readonly identity = new ConsumerToken(this, () => this.identified());
  private tasks = this.newTasks();
  private refresher = 0;
  private stopWatching: (() => void) | undefined;

  constructor() {
    super();
    new Ticker(this, 30_000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopWatching = onComeback(() => this.known && void this.load());
    this.refresher = window.setInterval(() => this.refresh(), REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopWatching?.();
    clearInterval(this.refresher);
  }

  /** Remedies move on by themselves; while something is under way one wants to see that. */
  private refresh(): void {
    const waiting = this.hall?.remedies.some((remedy) => !remedy.ended_at);
    if (waiting && !document.hidden && !this.tasks.busy) void this.load();
  }

  private identified(): void {
    this.known = true;
    this.hall = undefined;
    this.tasks = this.newTasks(); // an answer for who was here before finds nobody
    void this.load();
    void this.tasks.loadPreferences();
  }

  private apiOf(box: TokenBox): ConsumerApi {
    return new ConsumerApi(new Api({ baseUrl: this.serviceUrl, lang: this.language, credentials: "omit" }), box);
  }

  private newTasks(): Tasks {
    const { box } = this.identity;
    return new Tasks(() => this.apiOf(box), () => this.requestUpdate(), () => void this.load());
  }

  private async load(): Promise<void> {
    const { box } = this.identity;
    const stillHere = () => box === this.identity.box;
    try {
      const hall = await this.apiOf(box).call<Hall>("GET", `/api/hall?lang=${this.language}`);
      if (!stillHere()) return;
      this.hall = hall;
      this.problem = "";
      if (this.order) await this.showFirst();
    } catch (error) {
      if (stillHere()) this.problem = explain(error, this.language);
    }
  }

  private async showFirst(): Promise<void> {
    const order = this.hall?.orders.find((one) => one.order_id === this.order);
    const right = order?.rights.find((one) => one.right === this.right && one.claim) ?? order?.rights.find((one) => one.right === this.right);
    this.order = this.right = "";
    await this.updateComplete;
    if (!order) return;
    const shown = showRight(this.renderRoot.querySelector(`[id="order-${CSS.escape(order.order_id)}"]`), right?.right);
    shown?.scrollIntoView({ block: "center" });
    if (right?.claim) this.tasks.claim(order, right, right.claim);
  }

  private get t(): HallText {
    return inLang(HALL, this.language);
  }

  protected override render() {
    const { t, hall } = this;
    return html`<main class="hall">
      <header class="top">${mark(40)}
        <div><h1>${t.title}</h1>${hall ? html`<p data-test="summary">${summary(hall, t)}</p>` : nothing}</div>
      </header>
      ${this.problem ? this.failed() : nothing} ${hall ? this.content(hall) : this.problem ? nothing : this.waiting()}
    </main>`;
  }

  private content(hall: Hall): TemplateResult {
    const view: HallView = {
      t: this.t, shared: this.shared, lang: this.language, now: now(), zone: knownZone(hall.customer.time_zone), tasks: this.tasks, chatWith: this.chatUrl,
    };
    return html`${contactList(hall.contacts, view)} ${blockedNotes(hall.orders, view)}
      <div class="columns">
        <div class="beside">
          ${remedyList(hall.remedies, view)} ${promiseList(hall.promises, view)} ${conditionList(hall.conditions ?? [], view)} ${ratingList(hall.to_rate, view)}
        </div>
        <section class="orders" aria-labelledby="orders">
          <h2 id="orders">${this.t.orders}</h2>
          ${hall.orders.length ? hall.orders.map((order) => orderCard(order, view)) : this.empty()}
        </section>
        <div class="below">${settings(this.tasks.preferences, view)}</div>
      </div>
      ${taskWindow(this.tasks, view)}`;
  }

  private empty(): TemplateResult {
    return html`<div class="state" data-test="empty">${shieldIcon(32)}<h2>${this.t.emptyTitle}</h2><p>${this.t.emptyText}</p></div>`;
  }

  private failed(): TemplateResult {
    return html`<div class="state" role="alert" data-test="error">
      <h2>${this.t.errorTitle}</h2><p>${this.problem}</p>
      <button class="btn" data-test="retry" @click=${this.load}>${this.shared.retry}</button>
    </div>`;
  }

  private waiting(): TemplateResult {
    const { t } = this;
    if (!this.known && this.identity.late) return html`<div class="state" data-test="no-token"><p>${t.noToken}</p></div>`;
    return html`<p class="sr" role="status">${this.known ? this.shared.loading : t.waitingToken}</p>
      <div class="bone"></div><div class="bone"></div>`;
  }
}

function summary(hall: Hall, t: HallText): string {
  const claimable = hall.orders.flatMap((o) => o.rights).filter((r) => r.claim).length;
  const watching = hall.orders.filter((o) => o.blocked.length).length;
  return claimable || watching ? t.summary(claimable, watching) : t.summaryCalm;
}

/** The row of a right, with its terms and whatever folds it away open; without one, the order. */
function showRight(order: Element | null, right: string | undefined): Element | null {
  const row = right ? order?.querySelector(`[data-right="${CSS.escape(right)}"]`) : null;
  const over = row?.closest<HTMLDetailsElement>("details.over");
  const terms = row?.querySelector("details");
  for (const folded of [over, terms]) if (folded) folded.open = true;
  return row ?? order;
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-hall": CarelineHall;
  }
}
