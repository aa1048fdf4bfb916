// How the list looks.
import { css } from "lit";

export const listStyles = css`
  :host { display: block; overflow-y: auto; background: var(--cl-sunken); }
  .filters { position: sticky; top: 0; z-index: 1; display: flex; gap: 6px; padding: 10px; background: var(--cl-sunken); border-bottom: 1px solid var(--cl-line); }
  select {
    flex: 1 1 0; min-width: 0; min-height: 36px; padding: 0 6px; border-radius: 9px; border: 1px solid var(--cl-line);
    background: var(--cl-surface); font-size: 13px; text-overflow: ellipsis;
  }
  ul { padding: 8px 8px 0; }
  li + li { margin-top: 2px; }
  li button {
    display: flex; flex-direction: column; gap: 5px; width: 100%; padding: 9px 12px; border: 1px solid transparent; border-radius: 12px;
    background: none; text-align: start;
  }
  li button:hover { background: var(--cl-surface); }
  li button[aria-current] { background: var(--cl-surface); border-color: var(--cl-line); box-shadow: inset 3px 0 0 var(--cl-brand); }
  .sentence { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; }
  .line { display: flex; align-items: center; gap: 8px; font-size: 12px; color: var(--cl-ink-3); min-width: 0; }
  .chip.corrected { background: var(--cl-brand-soft); color: var(--cl-brand-ink); border-color: transparent; }
  .chip.handed_over { background: var(--cl-agent-soft); color: var(--cl-agent); border-color: transparent; }
  .chip.low_confidence { background: var(--cl-warn-soft); color: var(--cl-warn); border-color: transparent; }
  .warn { width: 18px; height: 18px; border-radius: 50%; background: var(--cl-bad-soft); color: var(--cl-bad); font-weight: 700; text-align: center; line-height: 18px; }
  .end { margin-inline-start: auto; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .foot { padding: 20px 16px 28px; text-align: center; color: var(--cl-ink-3); }
  .foot .btn { margin-top: 8px; }
`;
