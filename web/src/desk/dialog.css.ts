// How every window of the desk looks.
import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: min(460px, calc(100vw - 24px)); max-height: calc(100dvh - 32px); overflow-y: auto; padding: 22px; border: 1px solid var(--cl-line);
    border-radius: 18px; background: var(--cl-surface); color: var(--cl-ink); box-shadow: var(--cl-shadow);
  }
  dialog::backdrop { background: rgb(10 16 14 / 45%); }
  h2:focus { outline: none; }
  textarea { resize: vertical; min-height: 76px; font-size: 15px; }
  .problem { padding: 8px 12px; border-radius: 10px; background: var(--cl-bad-soft); color: var(--cl-bad); font-size: 14px; }
  .presets { display: flex; flex-wrap: wrap; gap: 6px; }
`;
