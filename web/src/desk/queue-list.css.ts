// How the left column looks.
import { css } from "lit";

export const queueStyles = css`
  :host { display: block; overflow-y: auto; background: var(--cl-sunken); }
  nav { padding-bottom: 20px; }
  .lists { padding: 0 8px; }
  .tabs { position: sticky; top: 0; z-index: 2; display: flex; gap: 2px; padding: 6px 8px; background: var(--cl-sunken); border-bottom: 1px solid var(--cl-line); }
  .tabs button { flex: 1 1 auto; min-height: 32px; padding: 0 6px; border: 0; border-radius: 8px; background: none; color: var(--cl-ink-2); font-size: 13px; white-space: nowrap; }
  .tabs button:hover { background: var(--cl-surface); }
  .tabs button[aria-selected="true"] { background: var(--cl-brand-soft); color: var(--cl-brand-ink); font-weight: 600; }
  .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding-inline-end: 4px; }
  h2 { display: flex; align-items: center; gap: 8px; padding: 12px 8px 5px; font-size: 13px; color: var(--cl-ink-2); }
  .head h2 { padding-bottom: 8px; }
  .head .btn { margin-top: 6px; }
  .count { font-weight: 500; color: var(--cl-ink-3); }
  .none { padding: 4px 8px 8px; font-size: 13px; color: var(--cl-ink-3); }
  .filters { display: flex; gap: 6px; padding: 0 4px 8px; }
  .filters select, .toggle {
    min-width: 0; min-height: 30px; padding: 0 8px; border-radius: 8px; border: 1px solid var(--cl-line); background: var(--cl-surface);
    color: var(--cl-ink-2); font-size: 13px;
  }
  .filters select { flex: 1 1 0; }
  .toggle { white-space: nowrap; }
  .toggle[aria-pressed="true"] { background: var(--cl-brand-soft); border-color: transparent; color: var(--cl-brand-ink); font-weight: 600; }
  .item { position: relative; scroll-margin: 84px 0 8px; border-radius: 10px; border: 1px solid transparent; }
  .item + .item::before { content: ""; position: absolute; inset: -1px 10px auto; height: 1px; background: var(--cl-line); }
  .item:hover, .item:focus-within { background: var(--cl-surface); }
  .item.open { background: var(--cl-surface); border-color: var(--cl-line); box-shadow: inset 3px 0 0 var(--cl-brand); }
  .item.picked { background: var(--cl-brand-soft); }
  .item .pick { position: absolute; inset-inline-start: 8px; inset-block-start: 9px; z-index: 1; }
  .item .pick + .main { padding-inline-start: 34px; }
  .bulk { position: sticky; top: 45px; z-index: 2; }
  .main { display: flex; flex-direction: column; gap: 1px; width: 100%; padding: 5px 10px; border: 0; background: none; text-align: start; border-radius: 10px; line-height: 1.35; }
  .main:focus-visible { outline-offset: -2px; }
  .line { display: flex; align-items: baseline; gap: 6px; min-width: 0; }
  .name { flex: none; max-width: 45%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .goods { min-width: 0; font-size: 13px; color: var(--cl-ink-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .channel { align-self: center; color: var(--cl-ink-3); }
  .dot { align-self: center; width: 9px; height: 9px; border-radius: 50%; background: var(--cl-brand); flex: none; }
  .end { margin-inline-start: auto; flex: none; }
  .age { font-size: 13px; color: var(--cl-ink-2); white-space: nowrap; }
  .age.slow { color: var(--cl-warn); font-weight: 600; }
  .due { padding-inline-start: 6px; font-size: 13px; color: var(--cl-ink-2); white-space: nowrap; }
  .age.late, .due.late { padding: 0 7px; border-radius: 8px; background: var(--cl-bad-soft); color: var(--cl-bad); font-weight: 600; }
  .last { font-size: 14px; color: var(--cl-ink); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .tags { overflow: hidden; align-items: center; gap: 4px; font-size: 12px; color: var(--cl-ink-3); min-height: 19px; }
  .tags .chip { flex: 0 1 auto; min-width: 2.2em; padding: 0 6px; line-height: 16px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .tags .chip.bad { flex: none; }
  .why { flex: 1 1 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .order { flex: 0 1 auto; min-width: 6.5em; margin-inline-start: auto; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; direction: rtl; }
  .claim { position: absolute; right: 8px; bottom: 5px; min-height: 26px; background: var(--cl-brand); border-color: transparent; color: var(--cl-on-brand); opacity: 0; }
  .item:hover .claim, .item:focus-within .claim, .item.open .claim { opacity: 1; }
  @media (hover: none) { .claim { opacity: 1; } .tags { padding-inline-end: 60px; } }
  .colleagues li { display: flex; align-items: center; gap: 8px; padding: 4px 8px; font-size: 13px; color: var(--cl-ink-2); }
  .colleagues .num { margin-inline-start: auto; color: var(--cl-ink-3); }
  .presence { width: 8px; height: 8px; border-radius: 50%; background: var(--cl-good); }
  .away .presence { background: none; border: 1.5px solid var(--cl-ink-3); }
`;
