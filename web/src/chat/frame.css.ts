// How the chat's frame looks; narrow first.
import { css } from "lit";

export const frameStyles = css`
  :host { display: block; height: 100%; min-height: 320px; background: var(--cl-bg); }
  .chat { container-type: inline-size; position: relative; display: flex; flex-direction: column; height: 100%; min-height: 0; overflow: hidden; }
  header { display: flex; align-items: center; gap: 10px; padding: 10px 14px; background: var(--cl-surface); border-bottom: 1px solid var(--cl-line); }
  .face {
    flex: none; display: grid; place-items: center; width: 38px; height: 38px; border-radius: 12px; font-weight: 600;
    background: var(--cl-brand); color: var(--cl-on-brand);
  }
  .face.agent { border-radius: 50%; background: var(--cl-agent-soft); color: var(--cl-agent); }
  .who { flex: 1; min-width: 0; display: flex; flex-direction: column; line-height: 1.3; }
  .who h1 { font-size: 15px; line-height: 1.3; }
  .who span { font-size: 12px; color: var(--cl-ink-3); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .human { min-height: 38px; border-radius: 999px; padding: 0 13px; border-color: var(--cl-brand); color: var(--cl-brand-ink); font-size: 14px; }
  .human:disabled { border-color: var(--cl-line); color: var(--cl-ink-2); opacity: 1; background: var(--cl-sunken); }
  .banner { padding: 9px 16px; font-size: 14px; background: var(--cl-sunken); color: var(--cl-ink-2); border-bottom: 1px solid var(--cl-line); }
  .banner.agent { background: var(--cl-agent-soft); color: var(--cl-agent); }
  .banner.queue { display: flex; gap: 12px; background: var(--cl-warn-soft); color: var(--cl-warn); border-color: var(--cl-warn-line); }
  .banner.queue > span:last-child { display: flex; flex-wrap: wrap; gap: 0 10px; }
  .banner .soft { flex-basis: 100%; font-size: 13px; }
  .leave { padding: 2px 0; border: 0; background: none; color: inherit; font-size: 13px; text-decoration: underline; text-underline-offset: 3px; }
  .banner.offline { background: var(--cl-bad-soft); color: var(--cl-bad); border-color: var(--cl-bad-line); }
  .pulse { flex: none; width: 10px; height: 10px; margin-top: 6px; border-radius: 50%; background: currentColor; animation: pulse 1.6s infinite; }
  @keyframes pulse { 50% { opacity: 0.25; } }
  .log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 4px 14px 16px; }
  .pill {
    position: absolute; inset-inline: 0; bottom: calc(100% + 10px); margin: 0 auto; width: fit-content; min-height: 34px;
    border-radius: 999px; border-color: transparent; background: var(--cl-brand); color: var(--cl-on-brand); box-shadow: var(--cl-shadow); font-size: 13px;
  }
  footer { position: relative; padding: 8px 12px max(10px, env(safe-area-inset-bottom)); background: var(--cl-surface); border-top: 1px solid var(--cl-line); }
  .replies { display: flex; flex-wrap: wrap; gap: 8px; max-height: 142px; overflow-y: auto; padding: 3px 3px 11px; margin: 0 -3px; scrollbar-width: none; }
  .reply {
    flex: none; min-height: 36px; padding: 6px 14px; border-radius: 18px; border: 1px solid var(--cl-brand); max-width: 100%;
    background: var(--cl-surface); color: var(--cl-brand-ink); font-size: 14px; line-height: 1.4; transition: background 0.15s;
  }
  .reply:hover { background: var(--cl-brand-soft); }
  .welcome { display: flex; flex-direction: column; align-items: center; gap: 6px; padding: 12vh 8px 16px; text-align: center; }
  .welcome .face { width: 52px; height: 52px; border-radius: 16px; margin-bottom: 8px; }
  .welcome .face svg { width: 26px; height: 26px; }
  .welcome h2 { font-size: 19px; }
  .welcome p { color: var(--cl-ink-2); }
  .starters { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; padding-top: 16px; max-width: 340px; }
  .no-token { margin: auto; padding: 24px; text-align: center; color: var(--cl-ink-2); }
  @container (max-width: 400px) { .human svg { display: none; } .who h1 { font-size: 14px; } }
  @container (max-width: 370px) { header .face { display: none; } }
`;
