// How the hall looks; narrow first, two columns where there is room.
import { css } from "lit";

export const hallStyles = css`
  :host { display: block; position: relative; min-height: 100%; background: var(--cl-bg); container-type: inline-size; }
  .hall { max-width: 1080px; margin: 0 auto; padding: 20px 14px 40px; display: flex; flex-direction: column; gap: 16px; }
  .top { display: flex; gap: 12px; align-items: center; color: var(--cl-brand); }
  .top > div { color: var(--cl-ink); }
  .top h1 { font-size: 20px; }
  .top p { color: var(--cl-ink-2); font-size: 14px; }
  h2 { font-size: 16px; margin-bottom: 10px; }
  .meta { font-size: 13px; color: var(--cl-ink-3); overflow-wrap: anywhere; }
  .none { padding: 12px 16px; font-size: 14px; color: var(--cl-ink-3); }
  .columns, .beside { display: flex; flex-direction: column; gap: 24px; min-width: 0; }
  .beside:not(:has(section)) { display: none; }
  .box { padding: 16px; border-radius: 18px; background: var(--cl-surface); border: 1px solid var(--cl-line); }
  .box h2 { margin-bottom: 4px; }
  .box li { padding: 12px 0; }
  .box li + li { border-top: 1px solid var(--cl-line); }
  .box .none { padding: 8px 0; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .end { margin-inline-start: auto; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 10px; }
  .answer { margin-top: 6px; padding: 8px 12px; border-radius: 10px; background: var(--cl-sunken); font-size: 14px; color: var(--cl-ink-2); overflow-wrap: anywhere; }
  .remedy .deadline { padding-top: 2px; }
  .remedy .link, .more .link { display: inline-block; color: var(--cl-ink-2); cursor: pointer; list-style: none; }
  .steps { padding: 6px 0 2px; font-size: 14px; color: var(--cl-ink-2); }
  .steps li { position: relative; padding: 2px 0 6px 16px !important; border: 0 !important; }
  .steps li::before { content: ""; position: absolute; left: 2px; top: 10px; width: 7px; height: 7px; border-radius: 50%; background: var(--cl-brand); }
  .remedies .over { margin-top: 8px; }
  .remedies .over > summary { padding: 12px 0 0; }
  .settings label > span:first-child { display: flex; flex-direction: column; flex: 1; min-width: 0; }
  .switch { appearance: none; flex: none; position: relative; width: 44px; height: 26px; margin: 0; border-radius: 13px; background: var(--cl-line-strong); cursor: pointer; transition: background 0.15s; }
  .switch::after { content: ""; position: absolute; top: 3px; left: 3px; width: 20px; height: 20px; border-radius: 50%; background: var(--cl-surface); transition: transform 0.15s; }
  .switch:checked { background: var(--cl-brand); }
  .switch:checked::after { transform: translateX(18px); }
  .switch:disabled { opacity: 0.5; cursor: default; }
  .freight { margin: 0 16px 14px; padding: 12px 14px; border-radius: 12px; border: 1px solid var(--cl-line); display: flex; flex-direction: column; gap: 4px; }
  .freight h4 { font-size: 13px; color: var(--cl-ink-2); }
  .phase { padding: 10px 16px 4px; font-size: 12px; font-weight: 600; color: var(--cl-ink-3); border-top: 1px solid var(--cl-line); margin: 0; }
  .phase + .rights > .right:first-child { border-top: 0; }
  .task { display: flex; flex-direction: column; gap: 10px; }
  .task .buttons { justify-content: flex-end; padding-top: 6px; }
  .task .btn { min-height: 42px; }
  .sum { font-size: 26px; font-weight: 650; line-height: 1.2; color: var(--cl-brand-ink); }
  .follows li { position: relative; padding-inline-start: 18px; margin-bottom: 6px; color: var(--cl-ink-2); }
  .follows li::before { content: ""; position: absolute; left: 3px; top: 9px; width: 6px; height: 6px; border-radius: 50%; background: var(--cl-brand); }
  .needs-title { font-size: 13px; color: var(--cl-ink-3); }
  .choices { display: flex; flex-direction: column; gap: 8px; padding: 0; margin: 0; border: 0; min-width: 0; }
  .choices legend { padding: 0 0 6px; font-size: 13px; color: var(--cl-ink-3); }
  .choices label { display: flex; align-items: center; gap: 10px; min-height: 44px; padding: 8px 12px; border: 1px solid var(--cl-line); border-radius: 12px; cursor: pointer; }
  .choices label:has(:checked) { border-color: var(--cl-brand); background: var(--cl-brand-soft); }
  .choices strong { margin-inline-start: auto; }
  .choices input { accent-color: var(--cl-brand); width: 18px; height: 18px; margin: 0; }
  .said { display: flex; flex-direction: column; gap: 4px; font-size: 13px; color: var(--cl-ink-2); }
  .made { display: flex; align-items: center; flex-wrap: wrap; gap: 8px; color: var(--cl-good); }
  .made strong { color: var(--cl-ink); }
  .problem { padding: 9px 12px; border-radius: 10px; background: var(--cl-bad-soft); color: var(--cl-bad); font-size: 14px; }
  .stars { display: grid; grid-template-columns: repeat(5, 1fr); gap: 6px; padding: 0; margin: 0; border: 0; min-width: 0; }
  .stars label { position: relative; display: flex; flex-direction: column; align-items: center; gap: 2px; padding: 10px 2px; border: 1px solid var(--cl-line); border-radius: 12px; font-size: 12px; text-align: center; cursor: pointer; }
  .stars strong { font-size: 18px; }
  .stars label:has(:focus-visible) { outline: 2px solid var(--cl-focus); outline-offset: 2px; }
  .stars .chosen { background: var(--cl-brand-soft); border-color: var(--cl-brand); color: var(--cl-brand-ink); }
  .orders { display: flex; flex-direction: column; gap: 14px; min-width: 0; }
  .orders h2 { margin: 0; }
  .blocked ul { display: flex; flex-direction: column; gap: 10px; }
  .blocked li { display: flex; gap: 12px; padding: 14px 16px; border-radius: 16px; background: var(--cl-warn-soft); border: 1px solid var(--cl-warn-line); }
  .note-icon { color: var(--cl-warn); padding-top: 2px; }
  .note-head { display: flex; flex-wrap: wrap; gap: 0 8px; color: var(--cl-warn); }
  .link { padding: 6px 0 2px; border: 0; background: none; text-align: start; font-size: 13px; color: var(--cl-warn); text-decoration: underline; text-underline-offset: 3px; }
  .order, .contacts ul, .state { background: var(--cl-surface); border: 1px solid var(--cl-line); border-radius: 18px; }
  .order { overflow: hidden; scroll-margin-top: 12px; }
  .order header { display: flex; gap: 12px; padding: 16px; }
  .order-main { flex: 1; min-width: 0; }
  .order h3 { font-size: 15px; overflow-wrap: anywhere; }
  .order-sum { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 12px; }
  .total { font-size: 16px; color: var(--cl-ink); }
  .stage { padding: 0 16px 14px; }
  .line { display: flex; padding: 2px 0 8px; }
  .line li { position: relative; flex: 1; display: flex; flex-direction: column; align-items: center; gap: 5px; font-size: 12px; color: var(--cl-ink-3); }
  .line li + li::before { content: ""; position: absolute; top: 8px; right: 50%; width: 100%; height: 2px; background: var(--cl-line); }
  .line .done::before, .line .here::before { background: var(--cl-brand) !important; }
  .dot { z-index: 1; display: grid; place-items: center; width: 18px; height: 18px; border-radius: 50%; background: var(--cl-surface); border: 2px solid var(--cl-line); }
  .done .dot { background: var(--cl-brand); border-color: var(--cl-brand); color: var(--cl-on-brand); }
  .here .dot { border: 5px solid var(--cl-brand); }
  .here { color: var(--cl-ink) !important; font-weight: 600; }
  .stuck .here .dot { border-color: var(--cl-warn); }
  .stage-text { display: flex; justify-content: space-between; gap: 12px; padding: 8px 12px; border-radius: 10px; background: var(--cl-sunken); font-size: 14px; color: var(--cl-ink-2); }
  .ask { flex: none; font-weight: 500; }
  .right { position: relative; border-top: 1px solid var(--cl-line); }
  .right summary { display: grid; grid-template-columns: 1fr auto auto; align-items: center; gap: 3px 8px; padding: 13px 16px; cursor: pointer; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  summary:focus-visible { outline-offset: -3px; border-radius: 8px; }
  .right-head { display: flex; flex-wrap: wrap; gap: 2px 8px; }
  .right-name { font-weight: 600; }
  .amount { grid-column: 2; }
  .turn { grid-column: 3; grid-row: 1; color: var(--cl-ink-3); transition: transform 0.15s; transform: rotate(90deg); }
  details[open] > summary .turn { transform: rotate(-90deg); }
  .why { grid-column: 1 / -1; font-size: 14px; color: var(--cl-ink-2); }
  .deadline { grid-column: 1 / -1; display: flex; align-items: flex-start; gap: 5px; line-height: 1.5; font-size: 13px; color: var(--cl-ink-3); }
  .deadline svg { margin-top: 3px; }
  .deadline.late { color: var(--cl-warn); }
  .is-claimable { background: linear-gradient(90deg, var(--cl-brand-soft), transparent 70%); }
  .is-claimable summary { padding-bottom: 10px; }
  .right > .btn { margin: 0 16px 14px; }
  .terms { margin: 0 16px 14px; padding: 12px 14px; border-radius: 12px; background: var(--cl-sunken); font-size: 14px; }
  .terms dt { font-size: 12px; color: var(--cl-ink-3); }
  .terms dd { margin-bottom: 8px; color: var(--cl-ink-2); }
  .terms dd:last-child { margin-bottom: 0; }
  .needs li::before { content: "·"; padding-inline-end: 8px; font-weight: 700; }
  .over { border-top: 1px solid var(--cl-line); }
  .over > summary { display: flex; align-items: center; gap: 6px; padding: 12px 16px; font-size: 13px; color: var(--cl-ink-3); cursor: pointer; list-style: none; }
  .over[open] > summary svg { transform: rotate(90deg); }
  .is-expired, .is-not_applicable { background: var(--cl-sunken); }
  .safety { display: flex; gap: 10px; padding: 12px 14px; margin-bottom: 10px; border-radius: 14px; font-size: 13px; background: var(--cl-brand-soft); color: var(--cl-brand-ink); }
  .contacts li { display: flex; align-items: center; gap: 12px; padding: 12px 16px; }
  .contacts li + li { border-top: 1px solid var(--cl-line); }
  .contact-icon { display: grid; place-items: center; width: 34px; height: 34px; flex: none; border-radius: 10px; background: var(--cl-sunken); color: var(--cl-ink-2); }
  .contact-main { flex: 1; min-width: 0; }
  .code { display: flex; flex-direction: column; align-items: flex-end; line-height: 1.3; }
  .code strong { font-size: 19px; letter-spacing: 0.1em; color: var(--cl-brand-ink); }
  .state { padding: 48px 24px; text-align: center; display: flex; flex-direction: column; align-items: center; gap: 10px; color: var(--cl-ink-2); }
  .state h2 { margin: 0; color: var(--cl-ink); }
  .state svg { color: var(--cl-brand); }
  .bone { height: 132px; border-radius: 18px; background: var(--cl-surface); border: 1px solid var(--cl-line); animation: breathe 1.6s infinite; }
  @keyframes breathe { 50% { opacity: 0.55; } }
  @container (min-width: 900px) {
    .hall { padding-top: 32px; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) 360px; align-items: start; gap: 28px; grid-template-areas: "orders beside" "orders below"; grid-template-rows: auto 1fr; }
    .columns:not(:has(.beside section)) { grid-template-areas: "orders below"; grid-template-rows: auto; }
    .orders { grid-area: orders; }
    .beside { grid-area: beside; }
    .below { grid-area: below; }
    .contacts > ul { display: grid; grid-template-columns: 1fr 1fr; }
    .contacts > ul li + li { border-top: 0; border-inline-start: 1px solid var(--cl-line); }
  }
`;
