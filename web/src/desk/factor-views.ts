// Parts that the door and one's own settings share: the secret for an app, and the recovery codes.
import { css, html, type TemplateResult } from "lit";
import type { DeskText } from "./text";
import type { Qr, Secret } from "./wire";

/** In groups of four, as people type it. */
export const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

export function secretView(t: DeskText, shown: Secret, copied: boolean, copy: (text: string) => void): TemplateResult {
  const [open, scan, digits] = t.setUpSteps;
  return html`<ol class="steps">
    <li>${open}</li>
    <li>${scan} ${qrView(t, shown.qr)} ${t.orByHand}
      <span class="secret"><span class="num" aria-label=${t.secret} data-test="secret">${grouped(shown.secret)}</span>
        <button type="button" class="btn small" data-test="secret-copy" @click=${() => copy(shown.secret)}>${copied ? t.copied : t.copy}</button></span>
      <a href=${shown.uri} data-test="secret-open">${t.openApp}</a></li>
    <li>${digits}</li>
  </ol>`;
}

/** Black on white whatever the page's colours: many cameras do not read one the other way round. */
function qrView(t: DeskText, { size, path }: Qr): TemplateResult {
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${t.qr} shape-rendering="crispEdges" data-test="secret-qr">
    <rect width=${size} height=${size} fill="#fff" /><path d=${path} stroke="#000" fill="none" /></svg>`;
}

export function recoveryView(t: DeskText, codes: readonly string[], copied: boolean, copy: (text: string) => void): TemplateResult {
  return html`<p class="hint">${t.recoveryHint}</p>
    <ul class="codes num">${codes.map((code) => html`<li data-test="recovery-code">${code}</li>`)}</ul>
    <button type="button" class="btn small" data-test="recovery-copy" @click=${() => copy(codes.join("\n"))}>${copied ? t.copied : t.copy}</button>`;
}

/** One input for a code: digits of an app, or letters of a recovery code. */
export function codeField(label: string, name: string): TemplateResult {
  return html`<label>${label}<input class="field num" name=${name} data-test=${name} data-first autocomplete="one-time-code" autocapitalize="none"
    spellcheck="false" minlength="6" maxlength="40" required /></label>`;
}

export const factorStyles = css`
  .hint { font-size: 14px; color: var(--cl-ink-2); }
  .steps { display: flex; flex-direction: column; gap: 10px; padding-inline-start: 20px; list-style: decimal; font-size: 14px; color: var(--cl-ink-2); }
  .qr { display: block; width: min(212px, 100%); margin: 10px auto 12px; border-radius: 10px; }
  .secret { display: flex; align-items: center; gap: 10px; margin: 8px 0; padding: 10px 12px; border-radius: 10px; background: var(--cl-sunken); color: var(--cl-ink); }
  .secret .num { flex: 1; font: 15px/1.6 var(--cl-mono); user-select: all; overflow-wrap: anywhere; }
  .codes { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 16px; padding: 12px; border-radius: 10px; background: var(--cl-sunken); font: 14px/1.9 var(--cl-mono); list-style: none; user-select: all; }
  @media (max-width: 420px) { .codes { grid-template-columns: 1fr; } }
`;
