// How one decision looks.
import { css } from "lit";

export const decisionStyles = css`
  :host { display: block; overflow-y: auto; background: var(--cl-bg); }
  .none { display: grid; place-items: center; height: 100%; padding: 20px; color: var(--cl-ink-3); }
  article { display: flex; flex-direction: column; gap: 18px; max-width: 720px; margin: 0 auto; padding: 20px 24px 96px; }
  header { display: flex; align-items: center; gap: 6px; }
  .back { display: none; margin-inline-start: -8px; }
  .why { font-weight: 600; }
  .muted { font-size: 13px; }
  h2 { font-size: 13px; font-weight: 600; color: var(--cl-ink-2); }
  section { display: flex; flex-direction: column; gap: 10px; }
  .row { display: flex; align-items: center; justify-content: space-between; min-height: 32px; }
  blockquote { margin: 0; padding: 16px 18px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); font-size: 18px; }
  textarea { resize: vertical; min-height: 84px; line-height: 1.5; }
  .preview { display: flex; flex-wrap: wrap; gap: 2px 10px; font-size: 14px; color: var(--cl-ink-2); overflow-wrap: anywhere; }
  .preview strong { color: var(--cl-ink); }
  .removed { color: var(--cl-warn); }
  .doubt { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-warn-soft); color: var(--cl-warn); border: 1px solid var(--cl-warn-line); }
  .likely { display: flex; flex-direction: column; gap: 6px; }
  .pick {
    display: flex; align-items: center; gap: 10px; width: 100%; min-height: 46px; padding: 6px 14px; border-radius: 12px;
    border: 1px solid var(--cl-line); background: var(--cl-surface); text-align: start;
  }
  .pick:hover { border-color: var(--cl-brand); }
  .name { font-weight: 500; }
  .id { margin-inline-start: auto; font-size: 12px; color: var(--cl-ink-3); overflow: hidden; text-overflow: ellipsis; }
  kbd { min-width: 22px; padding: 1px 6px; border-radius: 6px; border: 1px solid var(--cl-line); background: var(--cl-sunken); font: 12px var(--cl-mono); text-align: center; color: var(--cl-ink-2); }
  .box { position: relative; }
  .box kbd { position: absolute; inset-inline-end: 12px; top: 50%; translate: 0 -50%; pointer-events: none; }
  .field:focus + kbd { display: none; }
  .hits { display: flex; flex-wrap: wrap; gap: 6px; }
  .decided .btn { align-self: flex-start; }
  @media (max-width: 719px) {
    article { padding: 12px 14px 96px; }
    .back { display: inline-flex; }
    .id, kbd { display: none; }
  }
  @media (hover: none) { kbd { display: none; } }
`;
