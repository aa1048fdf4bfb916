// The look: custom properties that a host page may override (--careline-brand, --careline-font), light and dark.
import { css } from "lit";

/** Only the outermost elements declare tokens; the ones inside inherit them. */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --cl-font: var(--careline-font, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Noto Sans SC",
      "Noto Sans CJK SC", system-ui, sans-serif);
    --cl-mono: ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace;
    --cl-bg: #f3f2ec;
    --cl-surface: #ffffff;
    --cl-sunken: #f8f7f3;
    --cl-line: #e3e0d6;
    --cl-line-strong: #8a8d84;
    --cl-ink: #1b2421;
    --cl-ink-2: #4f5b56;
    --cl-ink-3: #5b6661;
    --cl-brand: var(--careline-brand, #0e5f54);
    --cl-on-brand: var(--careline-on-brand, #ffffff);
    --cl-brand-soft: #e0eeea;
    --cl-brand-ink: var(--careline-brand, #0b5148);
    --cl-mine: var(--careline-brand, #0e5f54);
    --cl-on-mine: var(--careline-on-brand, #ffffff);
    --cl-warn: #7d4f00;
    --cl-warn-soft: #fcf0d6;
    --cl-warn-line: #ecd39c;
    --cl-bad: #a0301c;
    --cl-bad-soft: #fbe9e4;
    --cl-bad-line: #eec3b8;
    --cl-good: #1d6638;
    --cl-good-soft: #e1f1e4;
    --cl-agent: #6b3f6e;
    --cl-agent-soft: #f3e9f3;
    --cl-focus: #0e5f54;
    --cl-shadow: 0 1px 2px rgb(27 36 33 / 6%), 0 8px 24px rgb(27 36 33 / 7%);
  }
  :host([lang="en"]) {
    --cl-font: var(--careline-font, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif);
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --cl-bg: #101413;
      --cl-surface: #19201e;
      --cl-sunken: #141a18;
      --cl-line: #2d3733;
      --cl-line-strong: #7b8782;
      --cl-ink: #e9eeeb;
      --cl-ink-2: #b3beb9;
      --cl-ink-3: #96a29d;
      --cl-brand: var(--careline-brand, #63cbb8);
      --cl-on-brand: var(--careline-on-brand, #06231e);
      --cl-brand-soft: #18352f;
      --cl-brand-ink: var(--careline-brand, #83d9c9);
      --cl-mine: var(--careline-brand, #1c6257);
      --cl-on-mine: var(--careline-on-brand, #f1fbf8);
      --cl-warn: #efc067;
      --cl-warn-soft: #33290f;
      --cl-warn-line: #5b4a1c;
      --cl-bad: #f3a08e;
      --cl-bad-soft: #3a1e18;
      --cl-bad-line: #69352a;
      --cl-good: #85d09b;
      --cl-good-soft: #16311e;
      --cl-agent: #dab0dc;
      --cl-agent-soft: #35233a;
      --cl-focus: #83d9c9;
      --cl-shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 35%);
    }
  }
`;

export const base = css`
  :host {
    font: 15px/1.55 var(--cl-font);
    color: var(--cl-ink);
    -webkit-text-size-adjust: 100%;
    box-sizing: border-box;
  }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1, h2, h3, h4 { font-weight: 600; line-height: 1.35; }
  button, input, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; }
  button { cursor: pointer; -webkit-tap-highlight-color: transparent; }
  button:disabled { cursor: default; }
  a { color: var(--cl-brand-ink); text-underline-offset: 3px; }
  svg { display: block; flex: none; }
  :focus { outline: none; }
  :focus-visible { outline: 2px solid var(--cl-focus); outline-offset: 2px; }
  .sr {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0;
    overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
  }
  .num { font-variant-numeric: tabular-nums; }
  .mono { font-family: var(--cl-mono); font-variant-numeric: tabular-nums; }
  .muted { color: var(--cl-ink-3); }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after {
      animation-duration: 0.01ms !important; animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important; scroll-behavior: auto !important;
    }
  }
`;

export const controls = css`
  .btn {
    display: inline-flex; align-items: center; justify-content: center; gap: 6px;
    min-height: 36px; padding: 0 14px; border-radius: 10px; border: 1px solid var(--cl-line);
    background: var(--cl-surface); color: var(--cl-ink); font-weight: 500; text-decoration: none;
    white-space: nowrap; transition: background 0.15s, border-color 0.15s;
  }
  .btn:hover:not(:disabled) { border-color: var(--cl-line-strong); }
  .btn:disabled { opacity: 0.55; }
  .btn.primary { background: var(--cl-brand); border-color: transparent; color: var(--cl-on-brand); }
  .btn.primary:hover:not(:disabled) { filter: brightness(1.08); }
  .btn.danger { background: var(--cl-bad); border-color: transparent; color: var(--cl-surface); }
  .btn.quiet { border-color: transparent; background: transparent; color: var(--cl-ink-2); }
  .btn.quiet:hover:not(:disabled) { background: var(--cl-sunken); color: var(--cl-ink); }
  .btn.small { min-height: 30px; padding: 0 10px; font-size: 13px; border-radius: 8px; }
  .btn.icon { padding: 0; width: 36px; }
  .chip {
    display: inline-flex; align-items: center; gap: 4px; padding: 1px 8px; border-radius: 999px;
    font-size: 12px; line-height: 20px; font-weight: 500; white-space: nowrap;
    background: var(--cl-sunken); color: var(--cl-ink-2); border: 1px solid var(--cl-line);
  }
  .chip.brand, .chip.active { background: var(--cl-brand-soft); color: var(--cl-brand-ink); border-color: transparent; }
  .chip.claimable { background: var(--cl-brand); color: var(--cl-on-brand); border-color: transparent; }
  .chip.claimed, .chip.warn { background: var(--cl-warn-soft); color: var(--cl-warn); border-color: transparent; }
  .chip.paid, .chip.good { background: var(--cl-good-soft); color: var(--cl-good); border-color: transparent; }
  .chip.bad { background: var(--cl-bad-soft); color: var(--cl-bad); border-color: transparent; }
  .chip.agent { background: var(--cl-agent-soft); color: var(--cl-agent); border-color: transparent; }
  .chip.expired, .chip.not_applicable { background: transparent; color: var(--cl-ink-3); }
  .field {
    width: 100%; min-height: 42px; padding: 8px 12px; border-radius: 10px; font-size: 16px;
    border: 1px solid var(--cl-line-strong); background: var(--cl-surface);
  }
  .field:focus-visible { outline-offset: 0; border-color: transparent; }
`;
