// How the softphone panel looks: above the columns, never over the box that somebody writes in.
import { css } from "lit";

export const softphoneStyles = css`
  :host { display: block; flex: none; }
  section { display: flex; align-items: center; gap: 10px 16px; flex-wrap: wrap; padding: 10px 16px; background: var(--cl-agent-soft); border-bottom: 1px solid var(--cl-line); }
  section[data-state="ringing"], section[data-state="offered"] { background: var(--cl-warn-soft); border-color: var(--cl-warn-line); }
  section[data-state="ended"] { background: var(--cl-sunken); }
  .lamp { width: 12px; height: 12px; border-radius: 50%; background: var(--cl-warn); animation: ring 1.2s ease-in-out infinite; }
  [data-state="accepted"] .lamp, [data-state="connected"] .lamp { background: var(--cl-good); animation: none; }
  [data-state="ended"] .lamp { background: var(--cl-ink-3); animation: none; }
  @keyframes ring { 50% { opacity: 0.25; transform: scale(0.8); } }
  .who { min-width: 0; flex: 1 1 320px; }
  h2 { font-size: 15px; }
  .whisper { color: var(--cl-ink-2); }
  .time { color: var(--cl-ink-2); font-size: 13px; }
  .buttons { display: flex; gap: 8px; flex-wrap: wrap; }
  kbd { font: 11px var(--cl-mono); opacity: 0.75; }
  .btn[aria-pressed="true"] { background: var(--cl-warn-soft); color: var(--cl-warn); border-color: var(--cl-warn-line); }
  .talk { flex: 1 1 100%; display: grid; gap: 8px; }
  .log { max-height: 132px; overflow-y: auto; display: grid; gap: 2px; padding: 6px 10px; border-radius: 10px; background: var(--cl-surface); font-size: 14px; }
  .log b { font-weight: 600; color: var(--cl-ink-3); margin-inline-end: 6px; }
  .log .mine b { color: var(--cl-brand-ink); }
  form { display: flex; gap: 8px; }
  form .field { min-height: 36px; font-size: 15px; }
`;
