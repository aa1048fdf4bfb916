// How the page about phoning is laid out; it prints as it stands.
import { css } from "lit";

export const calloutsStyles = css`
  :host { display: block; min-height: 100%; background: var(--cl-bg); }
  .blank { display: grid; place-items: center; min-height: 60vh; padding: 20px; color: var(--cl-ink-2); }
  header { display: flex; align-items: center; gap: 8px; min-height: 54px; padding: 0 14px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .brand { color: var(--cl-brand); }
  h1 { font-size: 16px; }
  h2 { font-size: 15px; }
  .spring { flex: 1; }
  main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; max-width: 1180px; margin: 0 auto; padding: 16px; }
  form { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
  label { display: grid; gap: 2px; font-size: 13px; color: var(--cl-ink-2); }
  form .field { box-sizing: border-box; height: 42px; width: 148px; padding-block: 0; font-size: 15px; color: var(--cl-ink); }
  form .btn { min-height: 42px; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(165px, 1fr)); gap: 12px; }
  .card { padding: 12px 16px; border: 1px solid var(--cl-line); border-radius: 14px; background: var(--cl-surface); }
  .tile dt { color: var(--cl-ink-2); font-size: 13px; }
  .tile dd { font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
  .tile .small { font-size: 13px; font-weight: 400; }
  .help { color: var(--cl-ink-3); font-size: 13px; }
  .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 16px; align-items: start; }
  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; font-size: 14px; }
  th, td { padding: 5px 8px; text-align: end; font-variant-numeric: tabular-nums; border-bottom: 1px solid var(--cl-line); white-space: nowrap; }
  th { color: var(--cl-ink-2); font-weight: 500; }
  th:first-child, td:first-child { text-align: start; }
  td.bar { width: 34%; min-width: 120px; }
  meter { width: 100%; height: 12px; background: none; border: 0; }
  meter::-webkit-meter-bar { height: 6px; background: var(--cl-line); border: 0; border-radius: 3px; }
  meter::-webkit-meter-optimum-value { background: var(--cl-brand); border-radius: 3px; }
  meter::-moz-meter-bar { background: var(--cl-brand); }
  li { display: grid; grid-template-columns: 1fr auto; gap: 2px 10px; padding: 5px 0; border-bottom: 1px solid var(--cl-line); font-size: 14px; }
  li:last-child { border: 0; }
  @media (max-width: 719px) {
    header { flex-wrap: wrap; }
    form .field { width: 100%; }
    form label { flex: 1 1 140px; }
    .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .columns { grid-template-columns: minmax(0, 1fr); }
    table { font-size: 13px; }
    th, td { padding-inline: 4px; }
    th { white-space: normal; }
    tbody th { min-width: 92px; }
    td.bar, thead td { display: none; }
  }
  @media print { form, header .btn { display: none; } .card { break-inside: avoid; } }
  h2 .sub { font-size: 13px; font-weight: 400; color: var(--cl-ink-3); }
`;
