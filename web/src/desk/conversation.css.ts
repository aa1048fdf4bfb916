// How the middle column looks.
import { css } from "lit";

export const conversationStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; background: var(--cl-bg); }
  .blank { margin: auto; padding: 24px; display: flex; flex-direction: column; align-items: center; gap: 10px; text-align: center; color: var(--cl-ink-2); }
  .blank .muted { font-size: 13px; }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; padding: 10px 18px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .who { flex: 1 1 180px; min-width: 0; }
  .who h2 { display: flex; align-items: center; gap: 8px; font-size: 16px; }
  .who p { font-size: 13px; color: var(--cl-ink-3); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  header .why { flex: 1 0 100%; font-size: 13px; line-height: 1.6; color: var(--cl-ink-2); overflow-wrap: anywhere; }
  .actions { display: flex; gap: 6px; flex-wrap: wrap; }
  .log { flex: 1; min-height: 0; overflow-y: auto; padding: 4px 18px 16px; }
  .stamp { padding: 14px 0 4px; text-align: center; font-size: 12px; color: var(--cl-ink-3); }
  .row { display: flex; flex-direction: column; align-items: flex-start; gap: 3px; padding-top: 10px; max-width: min(78%, 560px); }
  .row.bot, .row.agent { margin-inline-start: auto; align-items: flex-end; }
  .row.system { max-width: none; align-items: center; font-size: 13px; color: var(--cl-ink-2); }
  .by { font-size: 12px; color: var(--cl-ink-3); }
  .by.bad { color: var(--cl-bad); }
  .by button { padding: 2px 6px; border: 0; background: none; color: var(--cl-brand-ink); font-weight: 600; text-decoration: underline; }
  .bubble { padding: 8px 12px; border-radius: 14px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
  .system .bubble { border: 0; background: none; padding: 2px; }
  .bot .bubble { background: var(--cl-brand-soft); border-color: transparent; }
  .agent .bubble { background: var(--cl-mine); color: var(--cl-on-mine); border-color: transparent; }
  .bubble.waiting { opacity: 0.86; }
  .agent .bubble.failed { background: var(--cl-bad-soft); color: var(--cl-ink); border-color: var(--cl-bad-line); }
  .cards { display: flex; flex-direction: column; gap: 6px; width: min(320px, 70vw); max-width: 100%; }
  footer { position: relative; padding: 10px 18px 8px; background: var(--cl-surface); border-top: 1px solid var(--cl-line); }
  .row.note { max-width: none; align-items: stretch; }
  .note .bubble { background: var(--cl-warn-soft); border-color: var(--cl-warn-line); }
  .bubble a { color: inherit; }
  .warning { display: flex; align-items: center; gap: 10px; padding: 6px 18px; font-size: 13px; background: var(--cl-warn-soft); color: var(--cl-warn); }
  .suggestion { margin-bottom: 6px; padding: 8px 12px; border-radius: 12px; background: var(--cl-sunken); border: 1px solid var(--cl-line); font-size: 13px; }
  .suggestion strong { color: var(--cl-brand-ink); }
  .suggestion .draft { margin: 2px 0 6px; color: var(--cl-ink-2); overflow-wrap: anywhere; max-height: 3.1em; overflow-y: auto; }
  .suggestion .choices { display: flex; flex-wrap: wrap; gap: 6px; }
  .hint { padding: 5px 14px 0; font-size: 12px; color: var(--cl-ink-3); }
  .locked { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; min-height: 40px; font-size: 14px; color: var(--cl-ink-2); }
  .locked > span { flex: 1; }
  .pill {
    position: absolute; inset-inline: 0; bottom: calc(100% + 10px); margin: 0 auto; width: fit-content; border-radius: 999px;
    border-color: transparent; background: var(--cl-brand); color: var(--cl-on-brand); box-shadow: var(--cl-shadow); font-size: 13px;
  }
  @media (max-width: 719px) { .hint { display: none; } .row { max-width: 88%; } }
`;
