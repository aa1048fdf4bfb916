// When people answer: the week, single days, and what that means this instant, before it is saved.
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { now } from "../../shared/clock";
import { CarelineElement } from "../../shared/element";
import { ownZone, dueAt, when, zoneName } from "../../shared/format";
import { manageStyles } from "./manage.css";
import { ManagePart } from "./part";
import { MOST_WINDOWS, WEEKDAYS, faultOf, from, likeMonday, until, windowOf, withDay, withWindow } from "./schedule";
import type { Hours, HoursPreview, Schedule, SpecialDay } from "./wire";

const TRY_AFTER_MS = 350;

@customElement("careline-manage-hours")
export class CarelineManageHours extends ManagePart {
  @state() private saved: Hours | undefined;
  @state() private wanted: Schedule | undefined;
  @state() private preview: HoursPreview | undefined;
  @state() private changed = false;
  private timer = 0;
  private asked = 0;

  protected async load(): Promise<void> {
    this.take(await this.api.hours());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private take(hours: Hours): void {
    const zone = hours.zone || ownZone();
    this.saved = hours;
    this.wanted = { zone, week: hours.week, days: hours.days };
    this.preview = hours.preview;
    this.changed = false;
    this.asked += 1; // a preview that is still under way is of other hours
  }

  private change(change: Partial<Schedule>): void {
    if (!this.wanted) return;
    this.wanted = { ...this.wanted, ...change };
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.tryOut(), TRY_AFTER_MS);
  }

  private async addDay(wanted: Schedule): Promise<void> {
    this.change({ days: [...wanted.days, { date: "", windows: [], name: "" }] });
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>("[data-test=special-date]")].at(-1)?.focus();
  }

  private async tryOut(): Promise<void> {
    const { wanted } = this;
    if (!wanted || faultOf(wanted)) return;
    const turn = (this.asked += 1);
    const preview = await this.api.preview(wanted).catch(() => undefined);
    if (preview && turn === this.asked) this.preview = preview;
  }

  private save(): void {
    const { wanted, saved } = this;
    if (!wanted || !saved) return;
    clearTimeout(this.timer);
    void this.tried(async () => {
      this.take(await this.api.saveHours(wanted, saved.version));
      this.store.say(this.t.hoursSaved);
    });
  }

  protected override render() {
    const { wanted, saved, t } = this;
    if (!wanted || !saved) return this.loading();
    const fault = faultOf(wanted);
    return html`<div class="columns">
      <fieldset class="all" ?disabled=${!this.admin}>
        <section class="card">
          <div class="bar"><h2>${t.week}</h2><span class="spring"></span>${this.admin ? html`<button class="btn small quiet" data-test="copy-monday" @click=${() => this.change({ week: likeMonday(wanted.week) })}>${t.copyMonday}</button>` : nothing}</div>
          <ul class="week">${WEEKDAYS.map((day) => this.weekday(day, wanted))}</ul>
          <label class="zone">${t.zone}<select class="field" data-test="zone" @change=${(e: Event) => this.change({ zone: (e.target as HTMLSelectElement).value })}>
            ${zones(wanted.zone).map((name) => html`<option value=${name} ?selected=${name === wanted.zone}>${name.replaceAll("_", " ")} · ${zoneName(name, this.language)}</option>`)}</select></label>
          <p class="hint">${t.zoneHint}</p>
        </section>
        <section class="card">
          <div class="bar"><h2>${t.special}</h2><span class="spring"></span>${this.admin ? html`<button class="btn small" data-test="add-day" @click=${() => void this.addDay(wanted)}>${t.addDay}</button>` : nothing}</div>
          <p class="hint">${t.specialHint}</p>
          ${wanted.days.length ? html`<ul class="days">${wanted.days.map((one, n) => this.special(one, n, wanted))}</ul>` : html`<p class="none">${t.noSpecial}</p>`}
        </section>
      </fieldset>
      <aside class="card" aria-label=${t.preview}>
        <h2>${t.preview}</h2>
        ${this.preview && !fault ? this.means(this.preview, wanted.zone) : nothing}
        <p class="hint">${saved.version ? t.setBy(saved.set_by ?? "", when(saved.set_at ?? "", this.language, now())) : t.byFile}</p>
        ${fault ? html`<p class="problem" role="alert" data-test="fault">${{ time: t.badTime, open: t.nothingOpen, day: t.badDay }[fault]}</p>` : nothing}
        ${this.failure()}
        ${this.admin ? html`<div class="buttons">${this.changed ? html`<span class="hint unsaved">${t.unsaved}</span>` : nothing}
          <button class="btn primary" data-test="save-hours" ?disabled=${this.busy || Boolean(fault) || (!this.changed && saved.version > 0)} @click=${() => this.save()}>${t.save}</button></div>` : nothing}
      </aside>
    </div>`;
  }

  private weekday(day: string, wanted: Schedule): TemplateResult {
    const name = this.t.days[day] ?? day;
    const set = (windows: readonly string[]) => this.change({ week: { ...wanted.week, [day]: windows } });
    return html`<li data-test="day-${day}"><span class="day">${name}</span>${this.windows(name, wanted.week[day] ?? [], set)}</li>`;
  }

  private special(one: SpecialDay, n: number, wanted: Schedule): TemplateResult {
    const { t } = this;
    const set = (change: Partial<SpecialDay>) => this.change({ days: withDay(wanted.days, n, change) });
    const value = (e: Event) => (e.target as HTMLInputElement).value;
    return html`<li data-test="special">
      <span class="head"><input class="field date" type="date" aria-label=${t.date} data-test="special-date" .value=${one.date} @change=${(e: Event) => set({ date: value(e) })} />
        <input class="field" aria-label=${t.dayName} placeholder=${t.dayNameHint} maxlength="40" data-test="special-name" .value=${one.name} @input=${(e: Event) => set({ name: value(e) })} /></span>
      ${this.windows(one.date || t.date, one.windows, (windows) => set({ windows }))}
      ${this.admin ? html`<button class="btn small quiet" aria-label=${t.dropDay(one.date)} title=${t.dropDay(one.date)} data-test="drop-day" @click=${() => this.change({ days: wanted.days.filter((_, at) => at !== n) })}>×</button>` : nothing}
    </li>`;
  }

  private windows(day: string, windows: readonly string[], set: (windows: readonly string[]) => void): TemplateResult {
    const { t } = this;
    const put = (n: number, window: string) => set(windows.map((one, at) => (at === n ? window : one)));
    const value = (e: Event) => (e.target as HTMLInputElement).value;
    return html`<label class="switch"><input type="checkbox" aria-label=${t.of(t.open, day)} data-test="is-open" .checked=${windows.length > 0} @change=${(e: Event) => set((e.target as HTMLInputElement).checked ? withWindow([]) : [])} />${windows.length ? t.open : t.closed}</label>
      <span class="windows">${windows.map((one, n) => html`<span class="window">
        <input class="field time" type="time" aria-label=${t.of(t.from, day)} data-test="from" .value=${from(one)} @change=${(e: Event) => put(n, windowOf(value(e), until(one)))} />
        <span aria-hidden="true">–</span>
        <input class="field time" type="time" aria-label=${t.of(t.until, day)} data-test="until" .value=${until(one)} @change=${(e: Event) => put(n, windowOf(from(one), value(e)))} />
        ${this.admin && windows.length > 1 ? html`<button class="btn small quiet" aria-label=${t.of(t.dropWindow, day)} title=${t.dropWindow} @click=${() => set(windows.filter((_, at) => at !== n))}>×</button>` : nothing}</span>`)}
        ${this.admin && windows.length && windows.length < MOST_WINDOWS ? html`<button class="btn small quiet" aria-label=${t.of(t.addWindow, day)} @click=${() => set(withWindow(windows))}>${t.addWindow}</button>` : nothing}</span>`;
  }

  private means(preview: HoursPreview, zone: string): TemplateResult {
    const { t, language } = this;
    const at = (iso: string) => dueAt(iso, language, now(), zone);
    const state = preview.open_now
      ? html`<span class="lamp online"></span>${t.openNow}${preview.closes_at ? t.openUntil(at(preview.closes_at)) : ""}`
      : html`<span class="lamp"></span>${t.closedNow}${preview.opens_at ? t.opensAt(at(preview.opens_at)) : ""}`;
    return html`<p class="state" data-test="preview-state">${state}</p>
      <p class="hint">${t.toldNow}</p>
      ${Object.entries(preview.told).map(([lang, said]) => html`<blockquote lang=${lang} data-test="told-${lang}">${said}</blockquote>`)}`;
  }

  static override styles = [
    CarelineElement.styles,
    manageStyles,
    css`
      .columns { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 12px; align-items: start; }
      @media (max-width: 860px) { .columns { grid-template-columns: minmax(0, 1fr); } }
      .all { gap: 12px; }
      .bar { margin-bottom: 4px; min-height: 32px; }
      h2 { font-size: 15px; color: var(--cl-ink); }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; padding: 7px 0; font-size: 14px; color: var(--cl-ink); }
      li + li { border-top: 1px solid var(--cl-line); }
      .day { width: 84px; font-weight: 500; }
      .switch { display: inline-flex; align-items: center; gap: 6px; width: 72px; min-height: 34px; color: var(--cl-ink-2); }
      .switch input { accent-color: var(--cl-brand); margin: 0; width: 16px; height: 16px; }
      .windows { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; flex: 1; min-height: 34px; }
      .window { display: inline-flex; align-items: center; gap: 5px; }
      .field { min-height: 34px; padding: 3px 9px; font-size: 14px; }
      .time { width: 128px; }
      .head { display: flex; gap: 6px; }
      .date { width: 150px; }
      .head .field:last-child { width: 130px; }
      .zone { display: flex; flex-direction: column; gap: 5px; margin-top: 12px; font-size: 14px; max-width: 420px; }
      aside { position: sticky; top: 12px; display: flex; flex-direction: column; gap: 10px; }
      .state { font-weight: 500; }
      blockquote { margin: 0; padding: 10px 12px; border-radius: 12px; background: var(--cl-sunken); border: 1px solid var(--cl-line); font-size: 14px; }
      .unsaved { align-self: center; color: var(--cl-warn); }
      .none { padding: 6px 0; }
    `,
  ];
}

/** Every zone that the browser knows, and the one that is set, whatever it calls it. */
function zones(mine: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(mine) ? known : [mine, ...known];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-manage-hours": CarelineManageHours;
  }
}
