// How the demo handset looks.
import { css } from "lit";

export const phoneStyles = css`
  :host { display: block; background: var(--cl-bg); container-type: inline-size; }
  .page { display: grid; gap: 20px; max-width: 1120px; margin: 0 auto; padding: 16px 14px 32px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
  h1 { display: flex; align-items: center; gap: 10px; font-size: 20px; }
  .label { flex: 1 1 320px; font-size: 13px; color: var(--cl-warn); background: var(--cl-warn-soft); border: 1px solid var(--cl-warn-line); border-radius: 12px; padding: 8px 12px; }
  h1 svg { color: var(--cl-brand); }
  h2 { font-size: 15px; margin-bottom: 8px; }
  .meta { font-size: 13px; color: var(--cl-ink-3); }
  .none { font-size: 14px; color: var(--cl-ink-3); }
  .offline { padding: 8px 14px; border-radius: 12px; font-size: 14px; background: var(--cl-bad-soft); color: var(--cl-bad); }
  .handset {
    display: flex; flex-direction: column; align-items: center; gap: 8px; width: min(380px, 100%); height: clamp(480px, 78vh, 640px); margin: 0 auto; padding: 30px 20px 22px;
    border-radius: 38px; border: 8px solid #22302b; background: var(--cl-surface); box-shadow: var(--cl-shadow); overflow: hidden; text-align: center;
  }
  .handset.idle { justify-content: center; }
  .face { position: relative; display: grid; place-items: center; width: 104px; height: 104px; margin: clamp(24px, 7vh, 52px) 0 clamp(20px, 5vh, 38px); border-radius: 50%; background: var(--cl-brand-soft); color: var(--cl-brand-ink); }
  .idle .face { margin: 0 0 14px; }
  .face i { position: absolute; inset: 0; border-radius: 50%; border: 2px solid var(--cl-brand); opacity: 0; }
  .ring i { animation: wave 1.8s ease-out infinite; }
  .ring i:nth-child(2) { animation-delay: 0.6s; }
  .ring svg { animation: shake 0.9s ease-in-out infinite; }
  @keyframes wave { from { transform: scale(1); opacity: 0.7; } to { transform: scale(1.75); opacity: 0; } }
  @keyframes shake { 0%, 55%, 100% { transform: rotate(0); } 10%, 30% { transform: rotate(-13deg); } 20%, 40% { transform: rotate(13deg); } }
  .caller { font-size: 22px; }
  .spring { flex: 1; }
  .answering { display: flex; justify-content: space-around; width: 100%; padding-bottom: 18px; }
  .answering label { display: flex; flex-direction: column; align-items: center; gap: 8px; font-size: 14px; color: var(--cl-ink-2); }
  .round { display: grid; place-items: center; width: 52px; height: 52px; border: 0; border-radius: 50%; }
  .answering .round { width: 68px; height: 68px; }
  .round.good { background: #1d7a43; color: #fff; }
  .round.bad { background: #b23a24; color: #fff; }
  .round.bad svg { transform: rotate(135deg); }
  .tool { background: var(--cl-sunken); border: 1px solid var(--cl-line); color: var(--cl-ink-2); }
  .tool[aria-pressed="true"] { background: var(--cl-brand-soft); color: var(--cl-brand-ink); border-color: var(--cl-brand); }
  .call-head { display: flex; flex-direction: column; }
  .log { flex: 1; min-height: 0; width: 100%; overflow-y: auto; display: flex; flex-direction: column; gap: 8px; padding: 6px 2px; text-align: start; }
  .said { max-width: 88%; padding: 8px 12px; border-radius: 5px 14px 14px 14px; background: var(--cl-sunken); border: 1px solid var(--cl-line); overflow-wrap: anywhere; }
  .said.callee, .said.key { align-self: flex-end; border-radius: 14px 5px 14px 14px; background: var(--cl-mine); color: var(--cl-on-mine); border-color: transparent; }
  .said.key { display: flex; align-items: center; gap: 6px; font-weight: 600; }
  .system { text-align: center; font-size: 13px; color: var(--cl-ink-3); }
  .turn { min-height: 22px; font-size: 13px; color: var(--cl-ink-3); }
  .turn.open { color: var(--cl-brand-ink); font-weight: 600; }
  careline-composer { width: 100%; text-align: start; }
  .tools { display: flex; justify-content: space-evenly; width: 100%; padding-top: 6px; }
  .pad { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; width: 100%; max-width: 260px; }
  .key { min-height: 42px; border-radius: 12px; border: 1px solid var(--cl-line); background: var(--cl-sunken); font-size: 18px; font-weight: 500; }
  .key:active { background: var(--cl-brand-soft); }
  .call { display: flex; align-items: center; gap: 10px; width: 100%; padding: 10px 12px; border: 1px solid transparent; border-radius: 14px; background: none; text-align: start; }
  .call:hover, .call[aria-current] { background: var(--cl-surface); border-color: var(--cl-line); }
  .call.live { background: var(--cl-brand-soft); border-color: var(--cl-brand); }
  .call-icon { display: grid; place-items: center; flex: none; width: 34px; height: 34px; border-radius: 50%; background: var(--cl-sunken); color: var(--cl-ink-3); }
  .call-icon.no-answer, .call-icon.busy, .call-icon.failed { background: var(--cl-bad-soft); color: var(--cl-bad); }
  .live .call-icon { background: var(--cl-brand); color: var(--cl-on-brand); }
  .call-main { flex: 1 1 0; min-width: min-content; display: flex; flex-direction: column; line-height: 1.35; }
  .call-end { display: flex; flex-direction: column; align-items: flex-end; font-size: 13px; text-align: end; }
  .sms li + li { margin-top: 12px; }
  .sms .bubble { margin-top: 3px; padding: 10px 13px; border-radius: 5px 16px 16px 16px; background: var(--cl-surface); border: 1px solid var(--cl-line); font-size: 14px; }
  @container (min-width: 720px) { .page { grid-template-columns: 1fr 390px; align-items: start; } .head { grid-column: 1 / -1; } .handset { grid-column: 2; grid-row: 2 / span 2; } }
  @container (min-width: 1020px) { .page { grid-template-columns: clamp(300px, 30cqi, 340px) 400px 1fr; padding-top: 24px; } .handset { grid-row: 2; } .sms { grid-column: 3; } }
`;
