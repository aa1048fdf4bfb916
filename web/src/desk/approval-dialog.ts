// One remedy to decide about: what is asked, on what grounds, and yes or no with a reason.
import { css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { dueAt, money, remaining, when } from "../shared/format";
import { inLang } from "../shared/lang";
import { dialogStyles } from "./dialog.css";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { Approval } from "./wire";

@customElement("careline-desk-approval")
export class CarelineDeskApproval extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() private remedyId = "";
  @state() private refusing = false;
  @state() private reason = "";
  @state() private busy = false;
  @state() private problem = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  async show(remedyId: string): Promise<void> {
    this.remedyId = remedyId;
    this.refusing = false;
    this.reason = "";
    this.problem = "";
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus(); // not a button: no key that was typed may decide about money
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  private get approval(): Approval | undefined {
    return this.store.approvals.find((a) => a.remedy_id === this.remedyId);
  }

  private async decide(what: () => Promise<unknown>, done: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    const good = await this.store.act(what, (why) => why || this.t.approvalGone);
    this.busy = false;
    if (!good) return void (this.problem = this.store.takeNotice()); // said in here: the window hides the page behind it
    this.dialog.close();
    this.store.say(done);
  }

  private approve(a: Approval): void {
    const last = a.state === "failed" || a.approved_by.length + 1 >= a.approvals_needed;
    void this.decide(() => this.store.api.approve(a.remedy_id), last ? this.t.approvalDone : this.t.approvalOnce);
  }

  private refuse(event: Event, a: Approval): void {
    event.preventDefault();
    const reason = this.reason.trim();
    if (reason.length >= 2) void this.decide(() => this.store.api.refuse(a.remedy_id, reason), this.t.refusalDone);
  }

  private async askWhy(): Promise<void> {
    this.refusing = true;
    this.problem = "";
    await this.updateComplete;
    this.renderRoot.querySelector("textarea")?.focus();
  }

  private openTalk(a: Approval): void {
    this.dialog.close();
    if (a.conversation_id) this.emit("desk-open", a.conversation_id);
  }

  protected override render() {
    const a = this.approval;
    return html`<dialog aria-labelledby="name" data-test="approval-dialog">${a ? this.body(a) : this.gone()}</dialog>`;
  }

  private gone() {
    return html`<h2 id="name" tabindex="-1">${this.t.approvalGone}</h2>
      <div class="buttons"><button type="button" class="btn" @click=${() => this.dialog.close()}>${this.shared.close}</button></div>`;
  }

  private body(a: Approval) {
    return html`<h2 id="name" tabindex="-1">${a.kind_text} ${a.amount ? html`<span class="num">${money(a.amount, this.language)}</span>` : nothing}</h2>
      <p class="sub">${a.title} · ${a.merchant} · <span class="num whole">${a.order_number}</span> · <span class="num whole">${a.reference}</span></p>
      ${this.refusing ? nothing : this.matter(a)}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.refusing ? this.refusal(a) : this.choices(a)}`;
  }

  private matter(a: Approval) {
    const { t } = this;
    return html`<dl>${this.facts(a)}</dl>
      ${a.conversation_id ? html`<button type="button" class="btn small talk" data-test="approval-talk" @click=${() => this.openTalk(a)}>${t.openTalk}</button>` : nothing}
      ${a.photos.length ? html`<h3>${t.photos}</h3>${this.photos(a)}` : nothing}
      <h3>${t.others}</h3>${this.others(a)}
      ${a.state === "needs_approval" ? this.othersNeeded(a) : nothing}`;
  }

  private othersNeeded(a: Approval) {
    const { t } = this;
    const two = a.approvals_needed > 1;
    const said = a.own ? t.ownWish : two && a.approved_by.length ? t.secondNeeded(a.approved_by.join(", ")) : two ? t.twoNeeded : "";
    return said ? html`<p class="second" data-test="others-needed">${said}</p>` : nothing;
  }

  private facts(a: Approval) {
    const { t, language } = this;
    const at = now();
    const items = a.whole_order ? t.wholeOrder : a.items.map((i) => `${i.title} × ${i.quantity}`).join(", ");
    const rows: Array<[string, unknown]> = [
      [t.asksFor, items],
      [t.askedBy, html`${a.asked_by} <span class="num">${when(a.requested_at, language, at)}</span>`],
      [t.orderTotal, html`<span class="num">${money(a.total, language)}</span>`],
      ...(a.clause ? [[t.grounds, a.clause] as [string, unknown]] : []),
      ...(a.reason ? [[t.reason, a.reason] as [string, unknown]] : []),
      ...(a.failure ? [[t.failedBecause, a.failure] as [string, unknown]] : []),
      ...(a.due_at ? [[t.decideBy, html`<span class="num">${dueAt(a.due_at, language, at)} · ${remaining(a.due_at, language, at)}</span>`] as [string, unknown]] : []),
    ];
    return rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  }

  private photos(a: Approval) {
    return html`<div class="photos">
      ${a.photos.map((id, n) => html`<a href=${this.store.api.photoUrl(id).toString()} target="_blank" rel="noopener" aria-label=${`${this.t.photos} ${n + 1}`}><img src=${this.store.api.photoUrl(id).toString()} alt="" loading="lazy" /></a>`)}
    </div>`;
  }

  private others(a: Approval) {
    if (!a.others.length) return html`<p class="sub">${this.t.noOthers}</p>`;
    return html`<ul class="others">
      ${a.others.map((e) => html`<li><span>${e.kind_text} ${e.amount ? money(e.amount, this.language) : ""}</span><span class="num">${e.state_text} · ${when(e.at, this.language, now())}</span></li>`)}
    </ul>`;
  }

  private choices(a: Approval) {
    const { t } = this;
    return html`<div class="buttons">
      <button type="button" class="btn quiet" @click=${() => this.dialog.close()}>${this.shared.cancel}</button>
      <button type="button" class="btn" data-test="refuse" @click=${this.askWhy}>${t.refuse}</button>
      <button type="button" class="btn primary" data-test="approve" ?disabled=${this.busy || (a.state === "needs_approval" && (a.mine || a.own))} @click=${() => this.approve(a)}>
        ${a.state === "failed" ? t.retry : t.approve}
      </button>
    </div>`;
  }

  private refusal(a: Approval) {
    const { t } = this;
    return html`<form @submit=${(event: Event) => this.refuse(event, a)}>
      <div class="presets">${t.refusePresets.map((p) => html`<button type="button" class="btn small" data-test="refuse-preset" @click=${() => (this.reason = p)}>${p}</button>`)}</div>
      <label for="reason">${t.refuseWhy}</label>
      <textarea id="reason" class="field" rows="3" maxlength="500" data-test="refuse-reason" .value=${this.reason}
        @input=${(event: Event) => (this.reason = (event.target as HTMLTextAreaElement).value)}></textarea>
      <div class="buttons">
        <button type="button" class="btn quiet" @click=${() => (this.refusing = false)}>${this.t.back}</button>
        <button class="btn primary" data-test="refuse-confirm" ?disabled=${this.busy || this.reason.trim().length < 2}>${t.refuse}</button>
      </div>
    </form>`;
  }

  static override styles = [
    CarelineElement.styles,
    dialogStyles,
    css`
      dialog { width: min(520px, calc(100vw - 24px)); }
      h2 { font-size: 18px; }
      h3 { margin: 16px 0 6px; font-size: 13px; color: var(--cl-ink-2); }
      .whole { white-space: nowrap; }
      .sub { color: var(--cl-ink-2); font-size: 14px; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 16px; margin: 14px 0 0; font-size: 15px; }
      dt { color: var(--cl-ink-2); }
      dd { margin: 0; overflow-wrap: anywhere; }
      .photos { display: flex; flex-wrap: wrap; gap: 8px; }
      .photos img { width: 96px; height: 96px; object-fit: cover; border-radius: 10px; border: 1px solid var(--cl-line); }
      .others { list-style: none; padding: 0; margin: 0; font-size: 14px; }
      .others li { display: flex; justify-content: space-between; gap: 12px; padding: 3px 0; }
      .others .num { color: var(--cl-ink-2); text-align: end; }
      .second { margin-top: 14px; padding: 8px 12px; border-radius: 10px; background: var(--cl-sunken); font-size: 14px; }
      .problem { margin-top: 14px; }
      form { display: flex; flex-direction: column; gap: 10px; margin-top: 16px; }
      .presets .btn { white-space: normal; text-align: start; }
      .buttons {
        display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; position: sticky; bottom: -22px; margin: 6px -22px -22px; padding: 12px 22px 18px;
        background: var(--cl-surface);
      }
      .talk { margin-top: 12px; }
    `,
  ];
}
