// What the page around an element needs: its colours, its height, its query parameters. The title is the shell's.
import { css, unsafeCSS, type CSSResult } from "lit";

const pageStyles = css`
  :root { color-scheme: light dark; }
  html, body { height: 100%; margin: 0; background: #f3f2ec; color: #1b2421; font-family: system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) { html, body { background: #101413; color: #e9eeeb; } }
  body { display: flex; flex-direction: column; height: 100dvh; }
  noscript { padding: 24px; }
`;

/** Adopted from script, because the pages' content security policy allows no inline styles. */
export function stylePage(extra: CSSResult = unsafeCSS("")): void {
  for (const { styleSheet } of [pageStyles, extra]) {
    if (styleSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, styleSheet];
  }
}

export const isDemo = (): boolean => document.body.dataset.demo === "1";

export function pageParam(name: string): string {
  return new URLSearchParams(location.search).get(name) ?? "";
}

/** Out of the address: what it said was taken in. */
export function forgetParam(name: string): void {
  const url = new URL(location.href);
  url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}

/** This site's other page, keeping who one is in the demo and the language asked for. */
export function pageUrl(path: string, params: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of ["customer", "lang"]) {
    const value = pageParam(name);
    if (value) query.set(name, value);
  }
  for (const [name, value] of Object.entries(params)) value ? query.set(name, value) : query.delete(name);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
