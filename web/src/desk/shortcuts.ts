// Keys of the desk. A bare letter does something only while a row of the list has the focus; anywhere else it takes Alt.

export type ShortcutAction =
  | "next" | "previous" | "claim" | "take-next" | "reply" | "note" | "transfer" | "return" | "close" | "search" | "sound" | "help"
  | "pick" | "pick-next" | "pick-previous";

/** With the focus on a row. Nothing here ends or hands away a conversation. */
const ON_A_ROW: Readonly<Record<string, ShortcutAction>> = {
  j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", c: "claim", r: "reply", "/": "search", "?": "help", x: "pick",
};

/** With Shift on a row. */
const WITH_SHIFT: Readonly<Record<string, ShortcutAction>> = { ArrowDown: "pick-next", ArrowUp: "pick-previous" };

/** With Alt, by the key's place: on a Mac, Option changes what it writes. */
const WITH_ALT: Readonly<Record<string, ShortcutAction>> = {
  ArrowDown: "next", ArrowUp: "previous", KeyA: "take-next", KeyC: "claim", KeyR: "reply", KeyN: "note", KeyT: "transfer",
  KeyB: "return", KeyX: "close", KeyF: "search", KeyS: "sound", Slash: "help",
};

/** What a key asks for; undefined while an input method is composing, and for every letter that somebody types. */
export function shortcutOf(event: KeyboardEvent): ShortcutAction | undefined {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return undefined;
  if (event.altKey) return WITH_ALT[event.code];
  if (!onARow(event)) return undefined;
  return (event.shiftKey ? WITH_SHIFT[event.key] : undefined) ?? ON_A_ROW[event.key];
}

/** The row itself, which is a button: not a box that happens to stand in one. */
const onARow = (event: KeyboardEvent): boolean => {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && target.dataset.row !== undefined;
};

export function neighbour(ids: readonly string[], from: string, step: 1 | -1): string {
  const at = ids.indexOf(from);
  if (at < 0) return (step === 1 ? ids[0] : ids.at(-1)) ?? "";
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? "";
}
