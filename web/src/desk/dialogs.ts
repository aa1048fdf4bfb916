// Small windows: a note, to whom a conversation goes, how it ended, a promise, a deed, and the list of keys.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { money, when } from "../shared/format";
import { inLang } from "../shared/lang";
import { BULK } from "./bulk-text";
import { carryOut, refuseTask, type Desk, type DialogAsk } from "./dialog-deeds";
import { dialogStyles } from "./dialog.css";
import { dialogsStyles } from "./dialogs.css";
import { snooze } from "./snooze";
import type { DeskStore } from "./store";
import { DESK, type DeskText } from "./text";
import type { Colleague, Deed, Task } from "./wire";

const SNOOZES = [15, 60, 180] as const;

@customElement("careline-desk-dialogs")
export class CarelineDeskDialogs extends CarelineElement {
  static override styles = [CarelineElement.styles, dialogStyles, dialogsStyles];

  @property({ attribute: false }) store!: DeskStore;
  @state() private ask: DialogAsk = { kind: "help" };
  @state() private text = "";
  @state() private choice = "";
  @state() private amount = "";
  @state() private at = "";
  @state() private colleagues: readonly Colleague[] = [];
  @state() private busy = false;
  /** Why the service would not; what was filled in is still there. */
  @state() private problem = "";
  private about = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  get isOpen(): boolean {
    return this.dialog?.open ?? false;
  }

  async show(ask: DialogAsk): Promise<void> {
    this.ask = ask;
    this.about = this.aboutOf(ask);
    this.busy = false;
    this.text = this.choice = this.at = this.problem = "";
    this.amount = ask.kind === "deed" && !ask.deed.goodwill ? (ask.deed.amount?.amount ?? "") : "";
    if (ask.kind === "transfer" || ask.kind === "assign") void this.loadColleagues();
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    // Never a button that does something: a key that was meant for a message must not end a conversation.
    const first = ["textarea", "[data-first]", "h2"].map((s) => this.renderRoot.querySelector<HTMLElement>(s)).find(Boolean);
    first?.focus();
  }

  private async loadColleagues(): Promise<void> {
    this.colleagues = [];
    const found = await this.store.api.colleagues().then((c) => c.online).catch(() => this.store.queue.online);
    this.colleagues = found.filter((c) => c.agent_id && c.agent_id !== this.store.agent?.agent_id);
  }

  private get t(): DeskText {
    return inLang(DESK, this.language);
  }

  /** Whose conversation it is: another one may come to the front behind the window. */
  private aboutOf(ask: DialogAsk): string {
    if (!("conversationId" in ask) || ask.conversationId === undefined || ask.kind === "assign") return ""; // which says the name itself
    const { store } = this;
    const id = ask.conversationId;
    const shown = store.conversation?.conversation.conversation_id === id ? store.conversation : undefined;
    const item = store.item(id);
    const name = shown ? store.nameOf(shown.customer.name) : item?.customer.name;
    return [name, item?.goods ?? shown?.order?.title].filter(Boolean).join(" · ");
  }

  private get desk(): Desk {
    return { store: this.store, t: this.t, picked: (ids) => this.emit("desk-picked", ids) };
  }

  private confirm(event: Event): void {
    event.preventDefault();
    const { ask, choice, amount, at } = this;
    void this.carry(() => carryOut(ask, { text: this.text.trim(), choice, amount, at }, this.desk));
  }

  /** The window is closed by what was done, not by being asked to: a refusal costs no words. */
  private async carry(deed: () => Promise<boolean>): Promise<void> {
    if (this.busy) return;
    const { ask } = this;
    this.busy = true;
    this.problem = "";
    const done = await deed();
    if (this.ask !== ask) return; // another one was opened since
    this.busy = false;
    if (done) this.dialog.close();
    else this.problem = this.store.takeNotice(); // said in here: the window hides the page behind it
  }

  private keyed(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && !this.lacking) void this.confirm(event);
  }

  /** What has to be said before this can be done is not said yet. */
  private get lacking(): boolean {
    const { ask, text, choice, at } = this;
    const said = Boolean(text.trim());
    if (ask.kind === "note" || ask.kind === "whisper" || ask.kind === "close" || ask.kind === "task") return !said;
    if (ask.kind === "transfer") return !choice || !said;
    if (ask.kind === "promise") return !said || !at || Date.parse(at) < now();
    if (ask.kind === "saved-reply") return !said || !choice.trim();
    if (ask.kind !== "deed") return false;
    return (ask.deed.amount !== null && !(Number(this.amount) > 0)) || (Boolean(ask.deed.goodwill) && !said);
  }

  protected override render() {
    const { ask } = this;
    return html`<dialog aria-labelledby="name" data-test="dialog" data-kind=${ask.kind}>
      <form @submit=${this.confirm} @keydown=${this.keyed}><h2 id="name" tabindex="-1">${this.heading(ask)}</h2>
        ${this.about ? html`<p class="about" data-test="dialog-about">${this.about}</p>` : nothing} ${this.body(ask)}</form>
    </dialog>`;
  }

  private heading(ask: DialogAsk): string {
    const { t } = this;
    if (ask.kind === "deed") return ask.deed.name;
    if (ask.kind === "whisper") return t.whisperTo(ask.name);
    if (ask.kind === "task") return ask.task.about;
    if (ask.kind === "saved-reply") return this.t.newReply;
    const names = { note: t.note, transfer: t.transfer, return: t.return, close: t.close, snooze: t.snooze, help: t.help, promise: t.promise, "take-over": t.takeOver, assign: t.assign };
    const picks = "picks" in ask ? ask.picks : undefined;
    return picks ? inLang(BULK, this.language).heading(names[ask.kind], picks.length) : names[ask.kind];
  }

  private body(ask: DialogAsk): TemplateResult {
    const { t } = this;
    switch (ask.kind) {
      case "note":
        return html`${this.area(t.notePlaceholder, "note-text")} ${this.buttons(t.noteSave, "note-confirm")}`;
      case "whisper":
        return html`<p>${t.whisperAsk}</p>${this.area(t.notePlaceholder, "note-text")} ${this.buttons(t.whisper, "note-confirm")}`;
      case "return":
        return html`<p>${t.returnAsk}</p>${this.buttons(t.return, "return-confirm")}`;
      case "close":
        return this.close();
      case "transfer":
        return html`<p>${t.transferAsk}</p>${this.transferChoices()} ${this.area(t.transferNote, "transfer-note")} ${this.buttons(t.transfer, "transfer-confirm")}`;
      case "snooze":
        return this.snooze();
      case "promise":
        return this.promise();
      case "deed":
        return this.deedBody(ask.deed);
      case "saved-reply":
        return this.replyBody();
      case "task":
        return this.taskBody(ask.task);
      case "take-over":
        return html`<p>${t.takeOverAsk(ask.name)}</p>${this.buttons(t.takeOver, "take-over-confirm")}`;
      case "assign":
        return this.assign(ask.picks ? inLang(BULK, this.language).assignAsk : t.assignAsk(ask.name));
      default:
        return this.help();
    }
  }

  private assign(asked: string) {
    const { t } = this;
    const people = this.colleagues.map((c) => [`agent_id:${c.agent_id}`, this.told(c)] as const);
    const teams = (this.store.options?.teams ?? []).map((team) => [`team:${team}`, t.toTeam(team)] as const);
    return html`<p>${asked}</p>${this.radios([["", t.backToQueue], ...people, ...teams])} ${this.buttons(t.assign, "assign-confirm")}`;
  }

  private close() {
    const { t } = this;
    const kinds = this.store.options?.dispositions ?? [];
    return html`<p>${t.closeAsk}</p>
      ${kinds.length ? html`<select class="field" aria-label=${t.disposition} data-test="close-disposition" .value=${this.choice} @change=${this.chosen}>
        <option value="">${t.disposition}</option>${kinds.map((k) => html`<option value=${k.code}>${k.name}</option>`)}</select>` : nothing}
      <div class="presets">${t.closePresets.map(([said, ended]) => html`<button type="button" class="btn small" data-test="close-preset" @click=${() => this.preset(said, ended)}>${said}</button>`)}</div>
      ${this.area(t.closePlaceholder, "close-resolution")} ${this.buttons(t.close, "close-confirm")}`;
  }

  /** What is said most often also says how it ended; whoever has chosen that already is not overruled. */
  private preset(said: string, ended: string): void {
    this.text = said;
    if (this.store.options?.dispositions.some((k) => k.code === ended)) this.choice ||= ended;
  }

  private transferChoices() {
    const { options, queue } = this.store;
    const people = this.colleagues.map((c) => [`agent_id:${c.agent_id}`, this.told(c)] as const);
    const teams = (options?.teams ?? []).map((team) => [`team:${team}`, this.t.toTeam(team)] as const);
    const skills = (options?.skills ?? []).map((s) => [`skill:${s.code}`, this.t.toSkill(s.name)] as const);
    const all = [...people, ...teams, ...skills];
    return all.length ? this.radios(all) : html`<p class="none">${queue.online.length ? this.t.nobodyElse : this.shared.loading}</p>`;
  }

  private told(c: Colleague): string {
    const { t } = this;
    const languages = (c.languages ?? []).map((l) => t.languageName[l] ?? l).join("/");
    return [c.name, c.team, languages, c.state === "online" ? t.load(c.active, c.capacity) : t.away].filter(Boolean).join(" · ");
  }

  private radios(choices: ReadonlyArray<readonly [string, string]>) {
    return html`<div class="radios" role="radiogroup" aria-labelledby="name">
      ${choices.map(([value, name], n) => html`<label><input type="radio" name="choice" .value=${value} ?data-first=${n === 0} .checked=${this.choice === value} data-test="choice" @change=${() => (this.choice = value)} />${name}</label>`)}
    </div>`;
  }

  private snooze() {
    const { t, store } = this;
    const put = (minutes: number) => {
      const { ask } = this;
      this.dialog.close();
      if (ask.kind !== "snooze") return;
      const items = ask.picks ?? [store.item(ask.conversationId)];
      for (const item of items) if (item) snooze(item, now() + minutes * 60_000, now());
      this.emit("desk-picked", []);
      store.say(t.snoozeDone);
    };
    return html`<p>${t.snoozeAsk}</p>
      <div class="presets">${SNOOZES.map((m) => html`<button type="button" class="btn" data-test="snooze-${m}" @click=${() => put(m)}>${m < 60 ? this.shared.minutes(m) : this.shared.hours(m / 60)}</button>`)}</div>
      ${this.cancel()}`;
  }

  private promise() {
    const { t } = this;
    const soon = new Date(now() + 4 * 3_600_000);
    const earliest = local(new Date(now()));
    return html`<p>${t.promiseAsk}</p>${this.area(t.promisePlaceholder, "promise-text")}
      <label class="when">${t.promiseBy}<input class="field" type="datetime-local" min=${earliest} .value=${this.at} data-test="promise-by" @input=${(e: Event) => (this.at = (e.target as HTMLInputElement).value)} /></label>
      <div class="presets"><button type="button" class="btn small" data-test="promise-soon" @click=${() => (this.at = local(soon))}>${when(soon.toISOString(), this.language, now())}</button></div>
      ${this.buttons(t.promise, "promise-confirm")}`;
  }

  private deedBody(deed: Deed) {
    const { t, language } = this;
    return html`<p>${t.deedAsk}</p>
      ${deed.amount
        ? html`<label class="when">${t.amount(deed.amount.currency)}<input class="field num" inputmode="decimal" data-test="deed-amount" .value=${this.amount} @input=${(e: Event) => (this.amount = (e.target as HTMLInputElement).value)} /></label>
            <p class="none">${t.atMost(money(deed.amount, language))}</p>`
        : nothing}
      ${this.area(deed.goodwill ? t.goodwillReason : t.deedReason, "deed-reason")} ${this.buttons(deed.name, "deed-confirm")}`;
  }

  /** {name}, {goods}, {order} and {agent} are filled in when it is used. */
  private replyBody() {
    const { t, store } = this;
    const teams = store.options?.teams ?? [];
    return html`<label class="when">${t.replyTitle}<input class="field" maxlength="60" data-test="reply-title" .value=${this.choice} @input=${(e: Event) => (this.choice = (e.target as HTMLInputElement).value)} /></label>
      ${this.area(t.replyText, "reply-text")}
      ${teams.length ? html`<select class="field" aria-label=${t.forTeam} data-test="reply-team" .value=${this.at} @change=${(e: Event) => (this.at = (e.target as HTMLSelectElement).value)}>
        <option value="">${t.forAll}</option>${teams.map((team) => html`<option value=${team}>${team}</option>`)}</select>` : nothing}
      ${this.buttons(t.newReply, "reply-save")}`;
  }

  private taskBody(task: Task) {
    const { t } = this;
    const refuse = () => void this.carry(() => refuseTask(task, this.text.trim(), this.desk));
    const talk = () => {
      this.dialog.close();
      this.emit("desk-open", task.conversation_id);
    };
    return html`<p class="text">${task.text}</p><p class="none">${[task.goods, task.order_number, task.customer.name].join(" · ")}</p>
      ${task.conversation_id ? html`<p><button type="button" class="btn small" data-test="task-talk" @click=${talk}>${t.openTalk}</button></p>` : nothing}
      ${this.area(t.taskAnswer, "task-answer")}
      ${this.buttons(t.taskDone, "task-confirm", html`<button type="button" class="btn" data-test="task-refuse" ?disabled=${this.busy || this.lacking} @click=${refuse}>${t.taskRefuse}</button>`)}`;
  }

  private help() {
    return html`<dl>${this.t.keys.map(([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`)}</dl>
      <div class="buttons"><button type="button" class="btn" @click=${() => this.dialog.close()}>${this.shared.close}</button></div>`;
  }

  private readonly chosen = (event: Event): void => void (this.choice = (event.target as HTMLSelectElement).value);

  private area(placeholder: string, test: string) {
    return html`<textarea class="field" rows="3" maxlength="500" data-test=${test} aria-label=${placeholder} placeholder=${placeholder}
      .value=${this.text} @input=${(e: Event) => (this.text = (e.target as HTMLTextAreaElement).value)}></textarea>`;
  }

  private cancel() {
    return html`<div class="buttons"><button type="button" class="btn quiet" @click=${() => this.dialog.close()}>${this.shared.cancel}</button></div>`;
  }

  private buttons(label: string, test: string, other: TemplateResult | typeof nothing = nothing) {
    return html`${this.problem ? html`<p class="problem" role="alert" data-test="dialog-problem">${this.problem}</p>` : nothing}
      <div class="buttons">
        <button type="button" class="btn quiet" @click=${() => this.dialog.close()}>${this.shared.cancel}</button>
        ${other} <button class="btn primary" data-test=${test} ?disabled=${this.busy || this.lacking}>${label}</button>
      </div>`;
  }
}

/** As an input of type datetime-local wants it: the browser's own clock, to the minute. */
function local(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
