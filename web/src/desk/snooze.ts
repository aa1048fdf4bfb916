// Conversations that I put off until later: they sink to the end of my list and come up by themselves, or with a message.
const KEY = "careline.desk.snoozed";

type Snoozed = Readonly<Record<string, { readonly until: number; readonly since: string }>>;

const all = (): Snoozed => JSON.parse(localStorage.getItem(KEY) ?? "{}") as Snoozed;

/** Until when; undefined if it is not put off (any more). */
export function snoozedUntil(id: string, nowMs = Date.now()): number | undefined {
  const until = all()[id]?.until ?? 0;
  return until > nowMs ? until : undefined;
}

export function snooze(id: string, until: number | undefined, nowMs = Date.now()): void {
  const kept = Object.fromEntries(Object.entries(all()).filter(([other, s]) => other !== id && s.until > nowMs));
  localStorage.setItem(KEY, JSON.stringify(until ? { ...kept, [id]: { until, since: new Date(nowMs).toISOString() } } : kept));
}

/** The customer wrote after it was put off: it is no longer. */
export function wokenBy(id: string, lastAt: string | undefined): void {
  const put = all()[id];
  if (put && lastAt && lastAt > put.since) snooze(id, undefined);
}
