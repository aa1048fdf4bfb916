// Conversations that I put off until later: they sink to the end of my list and come up by themselves, or with the
// customer's next word. What they had said last is kept, by the service's clock: the device's own does not matter.
import type { QueueItem } from "./wire";

const KEY = "careline.desk.snoozed";

type Item = Pick<QueueItem, "conversation_id" | "last">;
type Snoozed = Readonly<Record<string, { readonly until: number; readonly since: string }>>;

const all = (): Snoozed => JSON.parse(localStorage.getItem(KEY) ?? "{}") as Snoozed;

/** Until when; undefined if it is not put off, or not any more. */
export function snoozedUntil({ conversation_id, last }: Item, now: number): number | undefined {
  const put = all()[conversation_id];
  if (!put || put.until <= now) return undefined;
  const woken = last?.from === "consumer" && Date.parse(last.at) > Date.parse(put.since);
  return woken ? undefined : put.until;
}

export function snooze({ conversation_id: id, last }: Item, until: number | undefined, now: number): void {
  const kept = Object.fromEntries(Object.entries(all()).filter(([other, s]) => other !== id && s.until > now));
  const since = last?.at ?? new Date(now).toISOString();
  localStorage.setItem(KEY, JSON.stringify(until ? { ...kept, [id]: { until, since } } : kept));
}
