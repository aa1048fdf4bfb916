// Keys that work anywhere on the desk except while writing.

export type ShortcutAction = "next" | "previous" | "open" | "claim" | "reply" | "note" | "return" | "close" | "sound" | "help";

const KEYS: Readonly<Record<string, ShortcutAction>> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Enter: "open",
  c: "claim",
  r: "reply",
  n: "note",
  b: "return",
  x: "close",
  s: "sound",
  "?": "help",
};

/** Enter on a button is that button's; letters with a modifier belong to the browser. */
export function shortcutOf(event: KeyboardEvent): ShortcutAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const target = event.composedPath()[0];
  if (target instanceof Element && target.closest("input, textarea, select, dialog, summary, [contenteditable]")) return undefined;
  const scrolls = event.key.startsWith("Arrow") && target instanceof Element && target.closest("[role=log]");
  if (scrolls || (event.key === "Enter" && target instanceof Element && target.closest("button, a"))) return undefined;
  return KEYS[event.key];
}

export function neighbour(ids: readonly string[], from: string, step: 1 | -1): string {
  const at = ids.indexOf(from);
  if (at < 0) return (step === 1 ? ids[0] : ids.at(-1)) ?? "";
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? "";
}
