// How quality reviews are laid out: the list, the conversation, and beside it the scorecard; on a tablet below it.
import { css } from "lit";

export const qualityStyles = css`
  :host { display: block; flex: 1; min-height: 0; background: var(--cl-bg); }
  main { height: 100%; display: grid; grid-template-columns: 310px minmax(0, 1fr); }
  main > * { min-height: 0; }
  nav { overflow-y: auto; padding-bottom: 16px; background: var(--cl-sunken); border-inline-end: 1px solid var(--cl-line); }
  .tabs { position: sticky; top: 0; z-index: 2; display: flex; gap: 2px; padding: 6px 8px; background: var(--cl-sunken); border-bottom: 1px solid var(--cl-line); }
  .tabs button { flex: 1; min-height: 32px; border: 0; border-radius: 8px; background: none; color: var(--cl-ink-2); font-size: 14px; white-space: nowrap; }
  .tabs button[aria-pressed="true"] { background: var(--cl-brand-soft); color: var(--cl-brand-ink); font-weight: 600; }
  .filters { display: flex; flex-wrap: wrap; gap: 6px; padding: 8px; }
  .filters select, .toggle { min-width: 0; min-height: 32px; padding: 0 8px; border-radius: 8px; border: 1px solid var(--cl-line); background: var(--cl-surface); color: var(--cl-ink-2); font-size: 13px; }
  .filters select { flex: 1 1 40%; }
  .toggle[aria-pressed="true"] { background: var(--cl-brand-soft); border-color: transparent; color: var(--cl-brand-ink); font-weight: 600; }
  nav ul { padding: 0 8px; }
  nav li { border-radius: 10px; border: 1px solid transparent; }
  nav li + li { margin-top: 2px; }
  nav li:hover { background: var(--cl-surface); }
  nav li.open { background: var(--cl-surface); border-color: var(--cl-line); box-shadow: inset 3px 0 0 var(--cl-brand); }
  nav li button { display: flex; flex-direction: column; gap: 3px; width: 100%; padding: 7px 10px; border: 0; border-radius: 10px; background: none; text-align: start; color: inherit; }
  .line { display: flex; align-items: center; flex-wrap: wrap; gap: 2px 6px; min-width: 0; }
  .end { margin-inline-start: auto; font-size: 12px; color: var(--cl-ink-3); }
  .chip { padding: 0 6px; line-height: 18px; font-size: 12px; }
  .sub, .none { font-size: 13px; color: var(--cl-ink-3); font-weight: 400; }
  .none { padding: 10px 16px; }
  .more { margin: 8px 16px; }
  .one { display: flex; flex-direction: column; min-width: 0; }
  .blank { margin: auto; color: var(--cl-ink-3); }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 10px 18px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .bar h2 { font-size: 16px; }
  .back { display: none; }
  .beside { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) minmax(300px, 380px); }
  .thread { overflow-y: auto; padding: 4px 18px 20px; }
  .thread:focus-visible { outline-offset: -3px; }
  .said { margin-top: 10px; padding: 8px 12px; border-radius: 10px; background: var(--cl-warn-soft); overflow-wrap: anywhere; }
  careline-scorecard { overflow-y: auto; background: var(--cl-surface); border-inline-start: 1px solid var(--cl-line); }
  .problem { margin: 8px; padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
  .notice {
    position: fixed; inset-inline: 16px; bottom: 28px; z-index: 5; width: fit-content; max-width: 480px; margin: 0 auto; padding: 10px 18px;
    border-radius: 12px; background: var(--cl-ink); color: var(--cl-surface); box-shadow: var(--cl-shadow);
  }
  @media (max-width: 1119px) {
    main { grid-template-columns: 270px minmax(0, 1fr); }
    .beside { grid-template-columns: minmax(0, 1fr) 310px; }
  }
  @media (max-width: 859px) {
    main { grid-template-columns: minmax(0, 1fr); }
    .back { display: inline-flex; }
    [data-open="true"] nav, [data-open="false"] .one { display: none; }
    .one { overflow-y: auto; }
    .beside { display: block; }
    careline-scorecard { border: 0; border-top: 1px solid var(--cl-line); }
  }
`;

export const scorecardStyles = css`
  :host { display: block; }
  section { display: flex; flex-direction: column; gap: 10px; padding: 14px 18px 24px; }
  h3 { font-size: 15px; }
  .sub { font-size: 13px; color: var(--cl-ink-3); }
  form { display: flex; flex-direction: column; gap: 14px; }
  fieldset { display: flex; flex-direction: column; gap: 6px; min-width: 0; margin: 0; padding: 0; border: 0; }
  legend { padding: 0 0 4px; font-weight: 500; }
  .lacks legend { color: var(--cl-bad); }
  .points { display: grid; grid-template-columns: repeat(4, auto); border: 1px solid var(--cl-line); border-radius: 10px; overflow: hidden; }
  .points label { display: flex; align-items: center; justify-content: center; min-height: 34px; padding: 0 6px; font-size: 13px; text-align: center; color: var(--cl-ink-2); cursor: pointer; white-space: nowrap; }
  .points label + label { border-inline-start: 1px solid var(--cl-line); }
  .points label:hover { background: var(--cl-sunken); }
  .points .on { background: var(--cl-brand-soft); color: var(--cl-brand-ink); font-weight: 600; }
  .points label:focus-within { outline: 2px solid var(--cl-focus); outline-offset: -2px; }
  .points input { position: absolute; opacity: 0; pointer-events: none; }
  textarea { resize: vertical; font-size: 14px; field-sizing: content; min-height: 38px; }
  .note { display: flex; flex-direction: column; gap: 4px; font-weight: 500; }
  .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
  .hint { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-warn-soft); color: var(--cl-warn); }
  .answer { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-agent-soft); overflow-wrap: anywhere; }
  dl { display: flex; flex-direction: column; gap: 8px; }
  dl > div { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; padding-bottom: 8px; border-bottom: 1px solid var(--cl-line); }
  dt { font-weight: 500; }
  dd { font-variant-numeric: tabular-nums; }
  dd.sub { grid-column: 1 / -1; overflow-wrap: anywhere; }
  dd.low { color: var(--cl-bad); font-weight: 600; }
  .text { overflow-wrap: anywhere; white-space: pre-wrap; }
`;
