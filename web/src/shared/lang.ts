// Which language a page speaks, and how a table of texts is chosen.

export type Lang = "zh-CN" | "en";

/** A table of visible texts in both languages; English must have exactly the Chinese keys. */
export interface Bilingual<T> {
  readonly zh: T;
  readonly en: T;
}

export function asLang(value: string | null | undefined): Lang | undefined {
  if (!value) return undefined;
  const lower = value.toLowerCase();
  if (lower.startsWith("zh")) return "zh-CN";
  return lower.startsWith("en") ? "en" : undefined;
}

/** The element's own attribute, else the shell's data-lang, else the document, else the browser; Chinese when nothing says. */
export function pickLang(own: string | null | undefined): Lang {
  return (
    asLang(own) ??
    asLang(document.body?.dataset.lang) ??
    asLang(document.documentElement.lang) ??
    asLang(navigator.language) ??
    "zh-CN"
  );
}

export function inLang<T>(table: Bilingual<T>, lang: Lang): T {
  return lang === "en" ? table.en : table.zh;
}
