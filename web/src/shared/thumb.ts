// A picture of the goods, or their initial on a quiet tint when there is none or it does not load.
import { css, html, type TemplateResult } from "lit";

const TINTS = 5;

function initialOf(title: string): string {
  const bare = title.replace(/^\s*(【[^】]*】|\[[^\]]*\])+/u, "").replace(/^[\s\p{P}\p{S}]+/u, "");
  return (Array.from(bare)[0] ?? "·").toUpperCase();
}

function tintOf(title: string): number {
  let sum = 0;
  for (const char of title) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}

const hide = (event: Event) => (event.target as HTMLElement).remove();

export function thumb(title: string, image?: string | null): TemplateResult {
  return html`<span class="thumb tint-${tintOf(title)}" aria-hidden="true">
    ${initialOf(title)}${image ? html`<img src=${image} alt="" loading="lazy" referrerpolicy="no-referrer" @error=${hide} />` : ""}
  </span>`;
}

export const thumbStyles = css`
  .thumb {
    position: relative; flex: none; display: grid; place-items: center; overflow: hidden;
    width: 48px; height: 48px; border-radius: 10px; font-size: 20px; font-weight: 600;
    background: var(--cl-brand-soft); color: var(--cl-brand-ink);
  }
  .thumb img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
  .thumb.tint-1 { background: var(--cl-warn-soft); color: var(--cl-warn); }
  .thumb.tint-2 { background: var(--cl-agent-soft); color: var(--cl-agent); }
  .thumb.tint-3 { background: var(--cl-good-soft); color: var(--cl-good); }
  .thumb.tint-4 { background: var(--cl-bad-soft); color: var(--cl-bad); }
`;
