// What the views of the management page have in common.
import { css } from "lit";

export const manageStyles = css`
  :host { display: block; }
  .card { padding: 14px 18px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; margin-bottom: 12px; }
  .spring { flex: 1; }
  .hint { font-size: 13px; color: var(--cl-ink-3); }
  .sub { font-size: 13px; color: var(--cl-ink-3); font-weight: 400; }
  .none { padding: 14px 0; font-size: 14px; color: var(--cl-ink-3); }
  .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; font-size: 14px; }
  th, td { padding: 9px 10px; text-align: start; vertical-align: top; font-weight: 400; }
  th:first-child, td:first-child { padding-inline-start: 0; }
  th:last-child, td:last-child { padding-inline-end: 0; }
  thead th { font-size: 12px; color: var(--cl-ink-3); white-space: nowrap; padding-block: 4px 6px; }
  tbody tr { border-top: 1px solid var(--cl-line); }
  tbody th strong { font-weight: 600; }
  .nowrap { white-space: nowrap; }
  .r { text-align: end; }
  .lamp { display: inline-block; width: 8px; height: 8px; margin-inline-end: 6px; border-radius: 50%; border: 1.5px solid var(--cl-ink-3); }
  .lamp.online { background: var(--cl-good); border-color: var(--cl-good); }
  .lamp.away { background: var(--cl-warn-line); border-color: var(--cl-warn); }
  form, .stack { display: flex; flex-direction: column; gap: 14px; }
  .form-label, label.block, fieldset { display: flex; flex-direction: column; gap: 5px; font-size: 14px; color: var(--cl-ink-2); }
  fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
  legend { padding: 0; margin-bottom: 5px; }
  .field { font-size: 15px; min-height: 38px; color: var(--cl-ink); }
  .field:disabled { background: var(--cl-sunken); border-color: var(--cl-line); color: var(--cl-ink-2); }
  .pick { display: flex; flex-wrap: wrap; gap: 6px; }
  .pick label {
    display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding: 2px 11px; border: 1px solid var(--cl-line); border-radius: 999px;
    color: var(--cl-ink); cursor: pointer;
  }
  .pick label:has(:checked) { background: var(--cl-brand-soft); color: var(--cl-brand-ink); border-color: transparent; }
  .pick label:focus-within { outline: 2px solid var(--cl-focus); outline-offset: 1px; }
  .pick input { accent-color: var(--cl-brand); margin: 0; }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
  .buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; margin-top: 4px; }
  /* In a window that is longer than the screen, what saves it stays in sight. */
  careline-sheet .buttons { position: sticky; bottom: -20px; margin: 0 -20px -20px; padding: 12px 20px 20px; background: var(--cl-surface); border-top: 1px solid var(--cl-line); }
  @media (max-width: 560px) { .two { grid-template-columns: 1fr; } }
`;
