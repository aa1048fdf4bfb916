// How messages look.
import { css } from "lit";

export const messageStyles = css`
  .stamp { padding: 14px 0 6px; text-align: center; font-size: 12px; color: var(--cl-ink-3); }
  .stamp::first-letter { text-transform: uppercase; }
  .row { display: flex; gap: 8px; padding-top: 3px; }
  .row.first { padding-top: 12px; }
  .row.consumer { justify-content: flex-end; }
  .said { display: flex; flex-direction: column; gap: 4px; align-items: flex-start; min-width: 0; max-width: min(84%, 460px); }
  .row.consumer .said, .row.consumer .cards { align-items: flex-end; }
  .avatar {
    flex: none; display: grid; place-items: center; width: 32px; height: 32px; border-radius: 10px; font-size: 14px; font-weight: 600;
    background: var(--cl-brand-soft); color: var(--cl-brand-ink);
  }
  .avatar.agent { background: var(--cl-agent-soft); color: var(--cl-agent); border-radius: 50%; }
  .avatar.gap { height: 0; background: none; }
  .author { display: flex; align-items: center; gap: 6px; font-size: 13px; color: var(--cl-ink-3); }
  .bubble {
    padding: 9px 13px; border-radius: 6px 16px 16px 16px; background: var(--cl-surface); border: 1px solid var(--cl-line);
    max-width: 100%;
  }
  .bot .bubble, .agent .bubble { animation: arrive 0.18s ease-out; }
  .row:not(.first) .bubble { border-radius: 16px; }
  .agent .bubble { background: var(--cl-agent-soft); border-color: transparent; }
  .consumer .bubble { background: var(--cl-mine); color: var(--cl-on-mine); border-color: transparent; border-radius: 16px 6px 16px 16px; }
  .bubble a, .system a { color: inherit; overflow-wrap: anywhere; }
  .bubble.waiting { opacity: 0.86; }
  .bubble.failed { background: var(--cl-bad-soft); color: var(--cl-ink); border-color: var(--cl-bad-line); }
  .cards { display: flex; flex-direction: column; gap: 8px; width: min(320px, 78vw); max-width: 100%; }
  .fate { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 2px 6px; font-size: 12px; color: var(--cl-ink-3); }
  .fate.bad { color: var(--cl-bad); }
  .fate button { padding: 4px 2px; border: 0; background: none; color: var(--cl-brand-ink); font-weight: 600; text-decoration: underline; }
  .system { display: flex; flex-direction: column; align-items: center; gap: 8px; padding: 14px 12px 4px; text-align: center; font-size: 13px; color: var(--cl-ink-2); }
  .system .cards { text-align: start; }
  .typing { display: inline-flex; gap: 5px; padding: 15px 14px; }
  .typing i { width: 6px; height: 6px; border-radius: 50%; background: var(--cl-ink-3); animation: blink 1.2s infinite; }
  .typing i:nth-child(2) { animation-delay: 0.15s; }
  .typing i:nth-child(3) { animation-delay: 0.3s; }
  @keyframes blink { 0%, 60%, 100% { opacity: 0.3; } 30% { opacity: 1; transform: translateY(-2px); } }
  @keyframes arrive { from { opacity: 0; transform: translateY(6px); } }
`;
