import { css } from "lit";

export const dialogsStyles = css`
  form { display: flex; flex-direction: column; gap: 12px; }
  h2 { font-size: 17px; }
  p { color: var(--cl-ink-2); }
  .about { margin-top: -8px; font-size: 14px; color: var(--cl-ink-3); overflow-wrap: anywhere; }
  .none { font-size: 13px; color: var(--cl-ink-3); }
  select.field { font-size: 15px; }
  .radios { display: flex; flex-direction: column; max-height: 260px; overflow-y: auto; border: 1px solid var(--cl-line); border-radius: 10px; }
  .radios label { display: flex; align-items: center; gap: 10px; padding: 8px 12px; font-size: 14px; cursor: pointer; }
  .radios label + label { border-top: 1px solid var(--cl-line); }
  .radios label:hover { background: var(--cl-sunken); }
  input[type="radio"] { accent-color: var(--cl-brand); flex: none; }
  .when { display: flex; flex-direction: column; gap: 4px; font-size: 14px; color: var(--cl-ink-2); }
  .when .field { color: var(--cl-ink); font-size: 15px; }
  .buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 7px 16px; align-items: center; font-size: 14px; }
  kbd { padding: 2px 8px; border-radius: 6px; border: 1px solid var(--cl-line); background: var(--cl-sunken); font: 13px var(--cl-mono); white-space: nowrap; }
`;
