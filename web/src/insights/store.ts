// What the review knows, and what a supervisor can do; views read it and call it.
import type { Agent } from "../desk/wire";
import { ApiError, explain } from "../shared/api";
import { inLang, type Lang } from "../shared/lang";
import type { Decision, InsightsApi } from "./api";
import { INSIGHTS, type InsightsText } from "./text";
import type { Filter, Intent, Preview, Review, Reviews } from "./wire";

const NOTICE_MS = 8_000;
/** Where list and sentence stand side by side, as in the style sheet. */
const WIDE = matchMedia("(min-width: 720px)");
const NONE: Reviews = { reviews: [], in_all: 0, open: { low_confidence: 0, corrected: 0, handed_over: 0 }, approved: 0, intents: [] };

export class ReviewStore {
  agent: Agent | null | undefined; // undefined: not known yet
  forbidden = false;
  shown: Reviews = NONE;
  reviews: readonly Review[] = [];
  loaded = false;
  problem = "";
  filter: Filter = { state: "open", reason: "", language: "" };
  selected = "";
  notice = "";
  /** What `undo` opens again. */
  last: Review | undefined;
  private busy = false;
  private asked = 0;
  private noticeTimer = 0;

  constructor(
    readonly all: InsightsApi,
    readonly lang: Lang,
    readonly changed: () => void,
    /** Whether there is a list of sentences on the page. */
    private readonly lists = true,
  ) {}

  /** What the desk's login form needs. */
  get api() {
    return this.all.desk;
  }

  get t(): InsightsText {
    return inLang(INSIGHTS, this.lang);
  }

  get current(): Review | undefined {
    return this.reviews.find((review) => review.turn_id === this.selected);
  }

  async start(): Promise<void> {
    try {
      this.signedIn((await this.api.me()).agent);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.signedIn(null);
      else this.fault(error);
    }
  }

  signedIn(agent: Agent | null): void {
    this.agent = agent;
    this.forbidden = agent !== null && !agent.may.includes("supervise");
    this.changed();
    if (agent && !this.forbidden && this.lists) void this.fetch();
  }

  async logout(): Promise<void> {
    await this.api.logout().catch(() => undefined);
    this.reviews = [];
    this.signedIn(null);
  }

  narrow(filter: Partial<Filter>): void {
    this.filter = { ...this.filter, ...filter };
    this.reviews = [];
    this.loaded = false;
    this.selected = "";
    void this.fetch();
  }

  /** Look again from the start, or at what comes after what is shown. */
  async fetch(more = false): Promise<void> {
    const asked = ++this.asked;
    this.problem = "";
    this.changed();
    try {
      const page = await this.all.list(this.filter, more ? this.reviews.length : 0);
      if (asked !== this.asked) return;
      const known = new Set(more ? this.reviews.map((review) => review.turn_id) : []);
      this.shown = page;
      this.reviews = [...(more ? this.reviews : []), ...page.reviews.filter((review) => !known.has(review.turn_id))];
      this.loaded = true;
      if (!this.selected && WIDE.matches) this.selected = this.reviews[0]?.turn_id ?? "";
    } catch (error) {
      if (asked === this.asked) this.fault(error);
    }
    this.changed();
  }

  select(turnId: string): void {
    this.selected = turnId;
    this.changed();
  }

  step(by: 1 | -1): void {
    const at = this.reviews.findIndex((review) => review.turn_id === this.selected);
    const to = at < 0 ? (by === 1 ? 0 : this.reviews.length - 1) : Math.min(Math.max(at + by, 0), this.reviews.length - 1);
    this.select(this.reviews[to]?.turn_id ?? "");
  }

  approve(review: Review, intent: Intent, text: string): Promise<boolean> {
    return this.decide(review, { version: review.version, verb: "approve", intent: intent.intent, text }, this.t.didApprove(intent.name));
  }

  skip(review: Review): Promise<boolean> {
    return this.decide(review, { version: review.version, verb: "skip" }, this.t.didSkip);
  }

  async reopen(review: Review): Promise<void> {
    const done = await this.decide(review, { version: review.version, verb: "reopen" }, "");
    if (done) this.hush();
    if (done && this.filter.state === "open") await this.fetch().then(() => this.select(review.turn_id));
  }

  preview(review: Review, text: string): Promise<Preview> {
    return this.all.preview(review.turn_id, text);
  }

  private async decide(review: Review, decision: Decision, told: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      this.last = await this.all.decide(review.turn_id, decision);
      this.taken(review);
      if (told) this.say(told);
      return true;
    } catch (error) {
      this.last = undefined;
      if (error instanceof ApiError && (error.status === 409 || error.status === 404)) {
        this.taken(review);
        this.say(this.t.faster);
      } else this.fault(error, true);
      return false;
    } finally {
      this.busy = false;
      void this.count();
    }
  }

  /** It is no longer of this list; the one after it takes its place. */
  private taken(review: Review): void {
    const at = this.reviews.findIndex((one) => one.turn_id === review.turn_id);
    this.reviews = this.reviews.filter((one) => one.turn_id !== review.turn_id);
    if (this.selected === review.turn_id) this.selected = (this.reviews[at] ?? this.reviews[at - 1])?.turn_id ?? "";
    this.changed();
  }

  /** How many are left, without moving the list under the reader's hand; the next ones once it is empty. */
  private async count(): Promise<void> {
    const asked = this.asked;
    const page = await this.all.list(this.filter, 0).catch(() => undefined);
    if (!page || asked !== this.asked) return;
    this.shown = page;
    if (!this.reviews.length) this.reviews = page.reviews;
    this.changed();
  }

  say(notice: string): void {
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    if (notice) this.noticeTimer = window.setTimeout(() => this.hush(), NOTICE_MS);
    this.changed();
  }

  private hush(): void {
    this.last = undefined;
    this.say("");
  }

  private fault(error: unknown, passing = false): void {
    if (error instanceof ApiError && error.status === 401) this.signedIn(null);
    else if (error instanceof ApiError && error.status === 403) this.forbidden = true;
    else if (passing) this.say(explain(error, this.lang));
    else this.problem = explain(error, this.lang);
    this.changed();
  }
}
