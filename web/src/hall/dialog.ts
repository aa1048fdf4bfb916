// The hall's window: what follows, yes or no, then how it goes on.
import { html, nothing, type TemplateResult } from "lit";
import { dueAt, money } from "../shared/format";
import { checkIcon, photoIcon } from "../shared/icons";
import { PHOTO_TYPES } from "../shared/photos";
import "../shared/sheet";
import type { HallView } from "./context";
import type { Task, Tasks } from "./tasks";
import type { Remedy } from "./wire";

export function taskWindow(tasks: Tasks, view: HallView): TemplateResult {
  const { task } = tasks;
  return html`<careline-sheet ?open=${task !== undefined} .heading=${task ? headingOf(task, view) : ""} @sheet-close=${() => tasks.close()}>
    ${task ? (tasks.made ? made(tasks.made, tasks, view) : tasks.finished ? finished(tasks, view) : asked(task, tasks, view)) : nothing}
  </careline-sheet>`;
}

function headingOf(task: Task, { t }: HallView): string {
  switch (task.kind) {
    case "claim":
      return t.claimTitle(task.right.name);
    case "withdraw":
      return t.withdrawTitle(task.remedy.kind_text);
    case "unagree":
      return t.unagreeTitle;
    case "appeal":
    case "freight":
      return t.appealTitle;
    case "rate":
      return t.rateTitle;
    case "erasure":
      return t.erasureTitle;
  }
}

function asked(task: Task, tasks: Tasks, view: HallView): TemplateResult {
  const { t, shared } = view;
  const submit = (event: Event) => {
    event.preventDefault();
    void tasks.confirm();
  };
  return html`<form class="task" data-test="task" data-kind=${task.kind} @submit=${submit}>
    ${question(task, tasks, view)} ${problem(tasks)}
    <p class="buttons">
      <button type="button" class="btn" data-test="task-cancel" @click=${() => tasks.close()}>${shared.cancel}</button>
      <button class="btn primary" data-test="task-confirm" ?disabled=${tasks.busy || !ready(task, tasks)}>${tasks.busy ? t.busy : t.confirm[task.kind]}</button>
    </p>
  </form>`;
}

function ready(task: Task, { text }: Tasks): boolean {
  if (task.kind === "claim") return !task.claim.needs.some((need) => need.how === "text") || Boolean(text.trim());
  if (task.kind === "rate") return task.stars > 0;
  return task.kind === "appeal" || task.kind === "freight" ? Boolean(text.trim()) : true;
}

function question(task: Task, tasks: Tasks, view: HallView): TemplateResult {
  const { t } = view;
  switch (task.kind) {
    case "claim":
      return claimQuestion(task, tasks, view);
    case "withdraw":
      return html`<p>${t.withdrawText(task.remedy.title)}</p>`;
    case "unagree":
      return html`<p><strong>${task.agreed.text}</strong></p><p>${t.unagreeText}</p>`;
    case "appeal":
      return html`<p>${t.appealText}</p>${words(tasks, t.appealLabel)}`;
    case "freight":
      return html`<p>${task.order.freight?.rule}</p><p>${t.appealText}</p>${words(tasks, t.appealLabel)}`;
    case "rate":
      return html`<p>${t.rateText(task.about.title)}</p>${stars(task.stars, tasks, view)}${words(tasks, t.rateLabel)}`;
    case "erasure":
      return html`<p>${t.erasureText}</p>`;
  }
}

function claimQuestion(task: Task & { kind: "claim" }, tasks: Tasks, { t, lang }: HallView): TemplateResult {
  const { claim, order, right, deed } = task;
  const choice = claim.choices.find((one) => one.deed === deed) ?? claim.choices[0];
  return html`<p class="meta">${order.title}${right.items.length ? html` · ${right.items.map((i) => `${i.title} × ${i.quantity}`).join("、")}` : nothing}</p>
    ${claim.choices.length > 1
      ? html`<fieldset class="choices"><legend>${t.chooseDeed}</legend>
          ${claim.choices.map((one) => html`<label><input type="radio" name="deed" .value=${one.deed} ?checked=${one.deed === deed} data-test="choice" data-deed=${one.deed}
            @change=${() => tasks.choose(one.deed)} /> <span>${one.name}</span>${one.amount ? html`<strong class="num">${money(one.amount, lang)}</strong>` : nothing}</label>`)}
        </fieldset>`
      : nothing}
    ${choice?.amount ? html`<p class="sum num" data-test="task-amount">${money(choice.amount, lang)}</p>` : nothing}
    ${right.computed && choice?.amount ? html`<p class="meta">${right.computed}</p>` : nothing}
    <ul class="follows" data-test="consequences">${choice?.consequences.map((said) => html`<li>${said}</li>`)}</ul>
    ${claim.needs.length ? html`<p class="needs-title">${t.needs}</p><ul class="needs">${claim.needs.map((need) => html`<li>${need.name}</li>`)}</ul>` : nothing}
    ${claim.needs.filter((need) => need.how === "text").map((need) => html`<label class="said">${need.name}
      <input class="field" maxlength="64" autocomplete="off" data-test="tracking-no" .value=${tasks.text} @input=${typedInto(tasks)} /></label>`)}`;
}

function words(tasks: Tasks, label: string): TemplateResult {
  return html`<label class="said">${label}
    <textarea class="field" rows="4" maxlength="1000" data-test="task-words" .value=${tasks.text} @input=${typedInto(tasks)}></textarea></label>`;
}

const typedInto = (tasks: Tasks) => (event: Event) => tasks.typed((event.target as HTMLInputElement).value);

function stars(given: number, tasks: Tasks, { t }: HallView): TemplateResult {
  return html`<fieldset class="stars"><legend class="sr">${t.rateTitle}</legend>
    ${[1, 2, 3, 4, 5].map((n) => html`<label class=${n === given ? "chosen" : ""}><input type="radio" name="stars" class="sr" ?checked=${n === given} data-test="star" data-stars=${n}
      @change=${() => tasks.rate(n)} /><strong>${n}</strong><span>${t.stars[n - 1]}</span></label>`)}
  </fieldset>`;
}

function made(remedy: Remedy, tasks: Tasks, view: HallView): TemplateResult {
  const { t, shared, lang, now, zone } = view;
  return html`<div class="task" role="status" data-test="task-made" data-state=${remedy.state}>
    <p class="made">${checkIcon(20)} <strong>${remedy.kind_text}</strong> <span class="chip brand">${remedy.state_text}</span></p>
    ${remedy.amount ? html`<p class="sum num">${money(remedy.amount, lang)}</p>` : nothing}
    ${remedy.due && !remedy.waits_for_photo ? html`<p>${t.dueBy(dueAt(remedy.due, lang, now, zone))}</p>` : nothing}
    ${remedy.waits_for_photo ? html`<p>${t.photoWanted(remedy.due ? dueAt(remedy.due, lang, now, zone) : "")}</p>${photoButton(remedy, tasks, view)}` : nothing}
    ${problem(tasks)}
    <p class="buttons"><button class="btn ${remedy.waits_for_photo ? "" : "primary"}" data-test="task-close" @click=${() => tasks.close()}>${remedy.waits_for_photo ? t.later : shared.close}</button></p>
  </div>`;
}

function finished(tasks: Tasks, { t, shared }: HallView): TemplateResult {
  return html`<div class="task" role="status" data-test="task-finished">
    <p class="made">${checkIcon(20)} <strong>${finishedText(tasks.task, t)}</strong></p>
    <p class="buttons"><button class="btn primary" data-test="task-close" @click=${() => tasks.close()}>${shared.close}</button></p>
  </div>`;
}

function finishedText(task: Task | undefined, t: HallView["t"]): string {
  if (task?.kind === "unagree") return t.unagreed;
  return task?.kind === "rate" ? t.rated : t.photoSent;
}

/** Choose or take a photo; its file goes to the remedy at once. */
export function photoButton(remedy: Remedy, tasks: Tasks, { shared, t }: HallView): TemplateResult {
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file) void tasks.photo(remedy, file);
  };
  const choose = (event: Event) => ((event.currentTarget as Element).previousElementSibling as HTMLInputElement).click();
  return html`<span class="photo-button"><input type="file" hidden accept=${PHOTO_TYPES} aria-label=${shared.photoSend} data-test="remedy-photo-file" @change=${chosen} /><button
    type="button" class="btn primary small" data-test="remedy-photo" ?disabled=${tasks.busy} @click=${choose}>${photoIcon(16)} ${tasks.busy ? t.busy : shared.photoSend}</button></span>`;
}

const problem = ({ problem: said }: Tasks) => (said ? html`<p class="problem" role="alert" data-test="task-problem">${said}</p>` : nothing);
