// What may be done with the rows that are picked, above the list; what was refused is told at each row.
import { css, html, nothing, type TemplateResult } from "lit";
import type { BulkText } from "./bulk-text";
import type { DialogAsk } from "./dialog-deeds";
import type { DeskStore } from "./store";
import type { QueueItem } from "./wire";

export interface BulkActions {
  ask(ask: DialogAsk): void;
  all(): void;
  none(): void;
}

/** `picked` are rows of mine, or of others; whatever cannot be done to one of them is told by the service. */
export function bulkBar(picked: readonly QueueItem[], store: DeskStore, t: BulkText, actions: BulkActions): TemplateResult {
  const mine = picked.filter((i) => store.isMine(i.conversation_id));
  const ofMine = (kind: "close" | "transfer" | "snooze", name: string) =>
    html`<button class="btn small" data-test="bulk-${kind}" ?disabled=${!mine.length} title=${mine.length ? "" : t.onlyMine} @click=${() => actions.ask({ kind, picks: mine })}>${name}</button>`;
  return html`<div class="bulk" role="toolbar" aria-label=${t.selected(picked.length)} data-test="bulk">
    <span class="picked" role="status" data-test="bulk-count">${t.selected(picked.length)}</span>
    <button class="btn small quiet" data-test="bulk-all" @click=${actions.all}>${t.all}</button>
    <button class="btn small quiet" data-test="bulk-none" @click=${actions.none}>${t.done}</button>
    ${picked.length
      ? html`<div class="acts">${store.may("supervise") ? html`<button class="btn small" data-test="bulk-assign" @click=${() => actions.ask({ kind: "assign", picks: picked })}>${t.assign}</button>` : nothing}
          ${ofMine("transfer", t.transfer)} ${ofMine("snooze", t.snooze)} ${ofMine("close", t.close)}</div>`
      : html`<p class="how">${t.how}</p>`}
  </div>`;
}

export const bulkStyles = css`
  .bulk { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; padding: 8px 10px; background: var(--cl-brand-soft); border-bottom: 1px solid var(--cl-line); }
  .bulk .picked { flex: 1; font-size: 14px; font-weight: 600; color: var(--cl-brand-ink); white-space: nowrap; }
  .bulk .acts { flex: 1 0 100%; display: flex; flex-wrap: wrap; justify-content: flex-start; gap: 6px; }
  .bulk .how { flex: 1 0 100%; font-size: 12px; color: var(--cl-ink-2); }
  .pick { flex: none; width: 18px; height: 18px; margin: 0; accent-color: var(--cl-brand); }
  .refused { font-size: 13px; color: var(--cl-bad); white-space: normal; }
`;
