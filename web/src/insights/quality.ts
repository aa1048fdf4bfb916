// <careline-quality>: supervisors choose closed conversations, read them, and score how they were held.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { cardStyles } from "../chat/cards";
import { conversationStyles } from "../desk/conversation.css";
import { transcript } from "../desk/transcript";
import { DESK } from "../desk/text";
import type { DeskConversation } from "../desk/wire";
import { ApiError, explain } from "../shared/api";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import { newId } from "../shared/id";
import { inLang } from "../shared/lang";
import { thumbStyles } from "../shared/thumb";
import type { InsightsApi } from "./api";
import { qualityStyles } from "./quality.css";
import { QUALITY, type QualityText } from "./quality-text";
import type { Qualities, Quality, Verdict, Wanted } from "./quality-wire";
import "./scorecard";

const LISTS = ["to_do", "done", "choose"] as const;
const NONE: Qualities = { found: [], in_all: 0, to_do: 0, criteria: [], agents: [] };

@customElement("careline-quality")
export class CarelineQuality extends CarelineElement {
  static override styles = [CarelineElement.styles, thumbStyles, cardStyles, conversationStyles, qualityStyles];

  @property({ attribute: false }) api!: InsightsApi;
  @state() private wanted: Wanted = { list: "to_do", agent: "", channel: "", low: false, seed: "" };
  @state() private shown: Qualities = NONE;
  @state() private loaded = false;
  @state() private open: Quality | undefined;
  @state() private talk: DeskConversation | undefined;
  @state() private problem = "";
  @state() private notice = "";
  private asked = 0;

  private get t(): QualityText {
    return inLang(QUALITY, this.language);
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.fetch();
  }

  private narrow(more: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...more };
    this.open = this.talk = undefined;
    this.loaded = false;
    void this.fetch();
  }

  private async fetch(more = false): Promise<void> {
    const asked = ++this.asked;
    this.problem = "";
    try {
      const page = await this.api.qualities(this.wanted, more ? this.shown.found.length : 0);
      if (asked !== this.asked) return;
      this.shown = more ? { ...page, found: [...this.shown.found, ...page.found] } : page;
      this.loaded = true;
    } catch (error) {
      if (asked === this.asked) this.problem = explain(error, this.language);
    }
  }

  private async choose(one: Quality): Promise<void> {
    this.open = one;
    this.talk = undefined;
    this.problem = this.notice = "";
    const id = one.conversation_id;
    try {
      const [review, talk] = await Promise.all([one.version ? this.api.quality(id) : one, this.api.desk.conversation(id)]);
      if (this.open?.conversation_id !== id) return;
      this.open = { ...one, ...review, disposition: one.disposition };
      this.talk = talk;
    } catch (error) {
      if (this.open?.conversation_id === id) this.problem = explain(error, this.language);
    }
  }

  private async score(one: Quality, verdict: Verdict): Promise<void> {
    this.problem = "";
    try {
      this.open = await this.api.score(one.conversation_id, verdict);
      this.notice = this.t.saved;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        this.notice = explain(error, this.language);
        this.open = this.talk = undefined;
      } else this.problem = explain(error, this.language);
    }
    await this.fetch();
  }

  protected override render() {
    return html`<main data-test="quality-page" data-open=${Boolean(this.open)} aria-busy=${!this.loaded}>
      ${this.list()} <div class="one" data-test="quality-one">${this.open ? this.one(this.open) : html`<p class="blank">${this.t.choose}</p>`}</div>
      <p class="notice" role="status" data-test="notice" ?hidden=${!this.notice}>${this.notice}</p>
    </main>`;
  }

  private list() {
    const { t, shown, wanted } = this;
    return html`<nav aria-label=${t.lists}>
      <div class="tabs" role="group" aria-label=${t.lists}>
        ${LISTS.map((list) => html`<button aria-pressed=${list === wanted.list} data-test="list-${list}" @click=${() => this.narrow({ list })}>${t.list[list]}
          ${list === "to_do" && shown.to_do ? html`<span class="num">${shown.to_do}</span>` : nothing}</button>`)}
      </div>
      ${this.filters()}
      ${this.problem && !this.open ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <ul data-test="quality-list">${repeat(shown.found, (one) => one.conversation_id, (one) => this.row(one))}</ul>
      ${shown.found.length ? this.more() : html`<p class="none" role="status">${this.loaded ? this.none : this.shared.loading}</p>`}
    </nav>`;
  }

  private get none(): string {
    const { t, wanted } = this;
    return { to_do: t.noneToDo, done: t.noneDone, choose: t.noneFound }[wanted.list];
  }

  private more() {
    const { shown, wanted } = this;
    const known = shown.found.length;
    const maybe = shown.in_all === null ? known % 50 === 0 && !wanted.seed : known < shown.in_all;
    return maybe ? html`<button class="btn small more" @click=${() => this.fetch(true)}>${this.t.more}</button>` : nothing;
  }

  private filters() {
    const { t, wanted, shown } = this;
    const value = (e: Event) => (e.target as HTMLSelectElement).value;
    return html`<div class="filters">
      <select aria-label=${t.agent} data-test="filter-agent" .value=${wanted.agent} @change=${(e: Event) => this.narrow({ agent: value(e) })}>
        <option value="">${t.everybody}</option>${shown.agents.map((a) => html`<option value=${a.agent_id}>${a.name}</option>`)}
      </select>
      ${wanted.list === "choose"
        ? html`<select aria-label=${t.channel} data-test="filter-channel" .value=${wanted.channel} @change=${(e: Event) => this.narrow({ channel: value(e) })}>
              ${Object.entries(t.channels).map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select>
            <button class="toggle" aria-pressed=${wanted.low} data-test="filter-low" @click=${() => this.narrow({ low: !wanted.low })}>${t.low}</button>
            <button class="toggle" aria-pressed=${Boolean(wanted.seed)} data-test="filter-lot" @click=${() => this.narrow({ seed: wanted.seed ? "" : newId() })}>${t.lot}</button>
            ${wanted.seed ? html`<button class="toggle" data-test="lot-again" @click=${() => this.narrow({ seed: newId() })}>${t.again}</button>` : nothing}`
        : nothing}
    </div>`;
  }

  private row(one: Quality) {
    const { t, language } = this;
    const here = one.conversation_id === this.open?.conversation_id;
    const at = one.scored_at ?? one.closed_at ?? one.opened_at;
    return html`<li class=${here ? "open" : ""} data-test="quality-row" data-conversation=${one.conversation_id}>
      <button aria-current=${here ? "true" : nothing} @click=${() => this.choose(one)}>
        <span class="line"><strong>${one.agent ?? t.assistant}</strong><span class="sub">${one.customer}</span><span class="end num">${at ? when(at, language, now()) : ""}</span></span>
        <span class="line">
          ${one.state === "objected" ? html`<span class="chip bad">${t.states.objected}</span>` : nothing}
          ${one.why ? html`<span class="chip ${one.why === "dissatisfied" ? "warn" : ""}">${t.whys[one.why]}</span>` : nothing}
          ${one.rating ? html`<span class="chip ${one.rating <= 2 ? "bad" : ""}">${t.rated(one.rating)}</span>` : nothing}
          ${one.own ? html`<span class="chip">${t.own}</span>` : nothing}
          <span class="sub">${[t.channels[one.channel], one.state && one.state !== "objected" && this.wanted.list !== "to_do" ? t.states[one.state] : ""].filter(Boolean).join(" · ")}</span>
        </span>
      </button>
    </li>`;
  }

  private one(one: Quality) {
    const { t, language } = this;
    return html`<div class="bar">
        <button class="btn quiet small back" @click=${() => (this.open = undefined)}>${t.back}</button>
        <h2>${one.agent ?? t.assistant} <span class="sub">· ${one.customer}</span></h2>
        <span class="sub num">${[one.closed_at ? when(one.closed_at, language, now()) : "", one.disposition].filter(Boolean).join(" · ")}</span>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="beside">
        <section class="thread" tabindex="0" aria-label=${t.transcript}>${one.rating_text ? html`<p class="said"><span class="sub">${t.said}</span> ${one.rating_text}</p>` : nothing} ${this.thread(one)}</section>
        ${this.talk || !one.version
          ? html`<careline-scorecard .lang=${this.language} .one=${one} .criteria=${this.shown.criteria}
              @scored=${(e: CustomEvent<Verdict>) => this.score(one, e.detail)}></careline-scorecard>`
          : nothing}
      </div>`;
  }

  private thread(one: Quality) {
    const { talk } = this;
    if (!talk) return html`<p class="none" role="status">${this.shared.loading}</p>`;
    const none = () => undefined;
    return transcript({ ...talk, read_seq: 0 }, [], {
      t: inLang(DESK, this.language), lang: this.language, customer: one.customer, typing: false, retry: none, discard: none,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-quality": CarelineQuality;
  }
}
