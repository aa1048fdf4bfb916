// Finding an intent by a few letters of its name or id.
import type { Intent } from "./wire";

/** Those that begin with it first, then those that hold it; all where nothing was typed. */
export function found(intents: readonly Intent[], typed: string): readonly Intent[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return intents;
  const names = (one: Intent) => [one.name.toLowerCase(), one.intent];
  const begins = intents.filter((one) => names(one).some((name) => name.startsWith(wanted)));
  const holds = intents.filter((one) => !begins.includes(one) && names(one).some((name) => name.includes(wanted)));
  return [...begins, ...holds];
}
