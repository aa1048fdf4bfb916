// How the figures are laid out: tiles, then plots in two columns, on a tablet in one; on paper without buttons.
import { css } from "lit";

export const figuresStyles = css`
  :host { display: block; flex: 1; min-height: 0; overflow-y: auto; background: var(--cl-bg); }
  main { max-width: 1180px; margin: 0 auto; padding: 16px 18px 32px; display: flex; flex-direction: column; gap: 14px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
  .spring { flex: 1; }
  .periods { display: flex; padding: 3px; border-radius: 11px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
  .periods button { min-height: 30px; padding: 0 12px; border: 0; border-radius: 8px; background: none; font-size: 14px; color: var(--cl-ink-2); }
  .periods button[aria-pressed="true"] { background: var(--cl-brand-soft); color: var(--cl-brand-ink); font-weight: 600; }
  .sub, .none { font-size: 13px; color: var(--cl-ink-3); }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 10px; }
  .tiles > div { display: flex; flex-direction: column; padding: 12px 16px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
  .tiles dt { font-size: 13px; color: var(--cl-ink-2); }
  .tiles .num { font-size: 25px; font-weight: 600; line-height: 1.35; }
  .tiles .hint { font-size: 12px; line-height: 1.4; color: var(--cl-ink-3); }
  .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; }
  section { padding: 14px 18px 16px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); min-width: 0; }
  .wide { grid-column: 1 / -1; }
  h2 { font-size: 14px; padding-bottom: 8px; }
  h3 { margin: 12px 0 6px; font-size: 13px; font-weight: 500; color: var(--cl-ink-2); }
  .bars { display: grid; grid-template-columns: minmax(80px, 34%) minmax(60px, 1fr) auto; gap: 8px 10px; font-size: 14px; }
  .bars li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; }
  .bars .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .bars svg { width: 100%; height: 12px; border-radius: 4px; }
  .told { font-size: 13px; color: var(--cl-ink-2); text-align: end; white-space: nowrap; }
  .rest { fill: var(--cl-sunken); }
  .bar { fill: var(--cl-brand); }
  .over { fill: var(--cl-agent); }
  .good { fill: var(--cl-good); }
  .middle { fill: var(--cl-line-strong); }
  .bad { fill: var(--cl-bad); }
  .columns { width: 100%; height: auto; }
  .scatter { width: 100%; max-width: 290px; height: auto; }
  .scatter circle { fill-opacity: 0.75; }
  .grid line, line.grid { stroke: var(--cl-line); stroke-width: 1; }
  line.even { stroke: var(--cl-line-strong); stroke-width: 1.5; stroke-dasharray: 4 4; }
  text { font-size: 11px; fill: var(--cl-ink-3); font-variant-numeric: tabular-nums; }
  text.axis { fill: var(--cl-ink-2); }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; padding-top: 10px; font-size: 13px; color: var(--cl-ink-2); }
  .legend span { white-space: nowrap; }
  .key { display: inline-block; width: 11px; height: 11px; border-radius: 3px; margin-inline-end: 6px; }
  .key.bar { background: var(--cl-brand); }
  .key.over { background: var(--cl-agent); }
  .key.good { background: var(--cl-good); }
  .key.middle { background: var(--cl-line-strong); }
  .key.bad { background: var(--cl-bad); }
  .beside { display: grid; grid-template-columns: minmax(0, 290px) minmax(0, 1fr); gap: 16px; align-items: center; }
  .facts { display: flex; flex-direction: column; gap: 8px; padding-bottom: 8px; }
  .facts dt { font-size: 13px; color: var(--cl-ink-2); }
  .facts dd { font-size: 20px; font-weight: 600; line-height: 1.3; }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; font-size: 14px; }
  th, td { padding: 6px 8px; text-align: start; font-weight: 400; }
  thead th { font-size: 12px; color: var(--cl-ink-2); vertical-align: bottom; }
  tbody th[scope="row"] { max-width: 220px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  tbody tr { border-top: 1px solid var(--cl-line); }
  .by th { padding-top: 12px; font-size: 13px; color: var(--cl-ink-2); }
  tbody + tbody .by, tbody:first-of-type .by { border-top: 0; }
  .r { text-align: end; }
  td.r { white-space: nowrap; }
  td.strong { font-weight: 600; }
  td.low { color: var(--cl-bad); font-weight: 600; }
  .foot { padding-top: 8px; }
  .problem { padding: 8px 12px; border-radius: 10px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
  @media (max-width: 860px) { .grid { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 480px) { .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } .beside { grid-template-columns: minmax(0, 1fr); } }
  @media print { :host, .scroll { overflow: visible; } .periods, .btn { display: none; } section, .tiles > div { break-inside: avoid; } }
`;
