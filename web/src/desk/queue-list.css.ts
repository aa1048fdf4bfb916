// How the left column looks.
import { css } from "lit";

export const queueStyles = css`
  :host { display: block; overflow-y: auto; background: var(--cl-sunken); }
  nav { padding: 6px 10px 20px; }
  h2 { display: flex; align-items: center; gap: 8px; padding: 14px 8px 6px; font-size: 13px; color: var(--cl-ink-2); }
  .count { font-weight: 500; color: var(--cl-ink-3); }
  .none { padding: 4px 8px 8px; font-size: 13px; color: var(--cl-ink-3); }
  .item { position: relative; border-radius: 12px; border: 1px solid transparent; }
  .item + .item { margin-top: 2px; }
  .item:hover { background: var(--cl-surface); }
  .item.open { background: var(--cl-surface); border-color: var(--cl-line); box-shadow: inset 3px 0 0 var(--cl-brand); }
  .item.selected { border-color: var(--cl-brand); }
  .main { display: flex; flex-direction: column; gap: 3px; width: 100%; padding: 9px 12px; border: 0; background: none; text-align: start; border-radius: 12px; }
  .main:focus-visible { outline-offset: -2px; }
  .line { display: flex; align-items: center; gap: 6px; min-width: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .channel { color: var(--cl-ink-3); }
  .dot { width: 9px; height: 9px; border-radius: 50%; background: var(--cl-brand); flex: none; }
  .end { margin-inline-start: auto; }
  .age { font-size: 13px; color: var(--cl-ink-2); }
  .age.slow { color: var(--cl-warn); font-weight: 600; }
  .due { padding-inline-start: 6px; color: var(--cl-ink-2); white-space: nowrap; }
  .age.late, .due.late { padding: 1px 7px; border-radius: 8px; background: var(--cl-bad-soft); color: var(--cl-bad); font-weight: 600; }
  .last { font-size: 14px; color: var(--cl-ink-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .tags { gap: 4px; font-size: 12px; color: var(--cl-ink-3); }
  .why { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .priority { margin-inline-start: auto; padding-inline-start: 4px; }
  .claim { margin: 0 12px 10px; width: calc(100% - 24px); border-color: var(--cl-brand); color: var(--cl-brand-ink); }
  .colleagues li { display: flex; align-items: center; gap: 8px; padding: 4px 8px; font-size: 13px; color: var(--cl-ink-2); }
  .colleagues .num { margin-inline-start: auto; color: var(--cl-ink-3); }
  .presence { width: 8px; height: 8px; border-radius: 50%; background: var(--cl-good); }
  .away .presence { background: none; border: 1.5px solid var(--cl-ink-3); }
`;
