// How the desk is laid out: three columns, then two, then one.
import { css } from "lit";

export const deskStyles = css`
  :host { display: block; height: 100%; min-height: 0; background: var(--cl-bg); }
  .blank { display: grid; place-items: center; height: 100%; color: var(--cl-ink-3); }
  .desk { display: flex; flex-direction: column; height: 100%; min-height: 0; }
  .top { display: flex; align-items: center; gap: 8px; height: 54px; flex: none; padding: 0 14px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .brand { color: var(--cl-brand); }
  h1 { font-size: 16px; white-space: nowrap; }
  .spring { flex: 1; }
  .presence { border-radius: 999px; }
  .lamp { width: 9px; height: 9px; border-radius: 50%; border: 1.5px solid var(--cl-ink-3); }
  .online .lamp { background: var(--cl-good); border-color: var(--cl-good); }
  .load { color: var(--cl-ink-3); font-weight: 400; }
  .help { font-weight: 600; }
  .reviews { position: relative; }
  .badge { position: absolute; inset-block-start: 2px; inset-inline-end: 0; min-width: 17px; padding: 0 4px; border-radius: 9px; background: var(--cl-bad); color: var(--cl-surface); font-size: 11px; line-height: 17px; font-weight: 600; }
  .me { padding-inline: 6px 2px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .offline { padding: 6px 16px; font-size: 13px; background: var(--cl-bad-soft); color: var(--cl-bad); animation: appear 1ms 2s both; }
  @keyframes appear { from { display: none; visibility: hidden; margin-bottom: -32px; } }
  main { flex: 1; min-height: 0; display: grid; grid-template-columns: 330px minmax(0, 1fr) 340px; }
  main > * { min-height: 0; }
  careline-desk-queue { border-inline-end: 1px solid var(--cl-line); }
  careline-desk-context { border-inline-start: 1px solid var(--cl-line); }
  .panes { display: none; gap: 4px; padding: 6px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .panes button { flex: 1; min-height: 38px; border: 0; border-radius: 9px; background: none; color: var(--cl-ink-2); }
  .panes button[aria-pressed="true"] { background: var(--cl-brand-soft); color: var(--cl-brand-ink); font-weight: 600; }
  .notice {
    position: fixed; inset-inline: 16px; bottom: 84px; z-index: 5; width: fit-content; max-width: 480px; margin: 0 auto; padding: 10px 18px;
    border-radius: 12px; background: var(--cl-ink); color: var(--cl-surface); box-shadow: var(--cl-shadow);
  }
  @media (max-width: 1119px) {
    main { grid-template-columns: 310px minmax(0, 1fr); }
    .panes { display: flex; justify-content: flex-end; }
    .panes button { flex: 0 1 120px; }
    .panes .queue { display: none; }
    careline-desk-context { display: none; border: 0; }
    [data-pane="context"] careline-desk-context { display: block; }
    [data-pane="context"] careline-desk-conversation { display: none; }
  }
  @media (max-width: 719px) {
    main { grid-template-columns: minmax(0, 1fr); }
    main > * { display: none; border: 0; }
    .panes button, .panes .queue { display: block; flex: 1; }
    [data-pane="queue"] careline-desk-queue { display: block; }
    [data-pane="talk"] careline-desk-conversation { display: flex; }
    [data-pane="queue"] careline-desk-conversation { display: none; }
    .me, .load, .search span, h1 { display: none; }
    .help { display: none; } /* of keys, which a phone has not */
    .top { flex-wrap: wrap; gap: 4px; height: auto; min-height: 54px; padding: 6px 10px; }
    .top .btn.quiet { padding-inline: 4px; } /* in two lines, in English too */
  }
`;
