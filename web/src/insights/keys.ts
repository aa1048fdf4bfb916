// Keys of the review, anywhere but while writing.

export type Action = { readonly kind: "next" | "previous" | "search" | "edit" | "skip" | "undo" } | { readonly kind: "pick"; readonly index: number };

const KEYS: Readonly<Record<string, Action>> = {
  j: { kind: "next" },
  ArrowDown: { kind: "next" },
  k: { kind: "previous" },
  ArrowUp: { kind: "previous" },
  "/": { kind: "search" },
  e: { kind: "edit" },
  s: { kind: "skip" },
  u: { kind: "undo" },
};

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
}

/** What a key means; a held key only moves, so that nobody decides about ten sentences by leaning on one. */
export function actionOf(event: Key): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const action: Action | undefined = /^[1-5]$/.test(event.key) ? { kind: "pick", index: Number(event.key) - 1 } : KEYS[event.key];
  const moves = action?.kind === "next" || action?.kind === "previous";
  return event.repeat && !moves ? undefined : action;
}

export function isWriting(target: EventTarget | undefined): boolean {
  return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
}
