// How the review is laid out: two columns, on a phone one at a time.
import { css } from "lit";

export const insightsStyles = css`
  :host { display: block; height: 100%; min-height: 0; background: var(--cl-bg); }
  .all { display: flex; flex-direction: column; height: 100%; min-height: 0; }
  .blank { display: grid; place-items: center; flex: 1; height: 100%; padding: 20px; color: var(--cl-ink-2); }
  header { display: flex; align-items: center; gap: 8px; height: 54px; flex: none; padding: 0 14px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .brand { color: var(--cl-brand); }
  h1 { font-size: 16px; white-space: nowrap; }
  .spring { flex: 1; }
  .me { padding-inline: 6px 2px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .banner { padding: 8px 16px; font-size: 14px; background: var(--cl-good-soft); color: var(--cl-good); }
  code { padding: 1px 7px; border-radius: 6px; background: var(--cl-surface); font: 13px var(--cl-mono); white-space: nowrap; }
  main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(300px, 380px) minmax(0, 1fr); }
  main > * { min-height: 0; }
  careline-review-list { border-inline-end: 1px solid var(--cl-line); }
  .notice {
    position: fixed; inset-inline: 16px; bottom: 28px; z-index: 5; width: fit-content; max-width: 480px; margin: 0 auto; padding: 8px 18px;
    display: flex; align-items: center; gap: 12px; border-radius: 12px; background: var(--cl-ink); color: var(--cl-surface); box-shadow: var(--cl-shadow);
  }
  .undo { min-height: 32px; padding: 0 8px; border: 0; border-radius: 8px; background: none; color: inherit; font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
  .undo:focus-visible { outline-color: var(--cl-surface); }
  .keys { position: fixed; inset-inline-end: 16px; bottom: 14px; z-index: 4; border: 1px solid var(--cl-line); border-radius: 10px; background: var(--cl-surface); font-size: 13px; }
  summary { padding: 6px 12px; cursor: pointer; color: var(--cl-ink-2); }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 14px; padding: 6px 14px 12px; }
  kbd { padding: 1px 7px; border-radius: 6px; border: 1px solid var(--cl-line); background: var(--cl-sunken); font: 12px var(--cl-mono); white-space: nowrap; }
  @media (max-width: 719px) {
    main { grid-template-columns: minmax(0, 1fr); }
    careline-review-list { border: 0; }
    [data-open="false"] careline-review-decision, [data-open="true"] careline-review-list { display: none; }
    header { flex-wrap: wrap; height: auto; min-height: 54px; padding-block: 8px; }
    .keys, .me { display: none; }
  }
  @media (hover: none) { .keys { display: none; } }
  @media print { :host, .all { height: auto; } header { display: none; } }
`;
