// PURE: a week of hours with its single days, as it is being changed.
import type { Schedule, SpecialDay } from "./wire";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export const MOST_WINDOWS = 4;
const USUAL = "09:00-18:00";
const DAY_END = "24:00";

export type Fault = "time" | "open" | "day";

export const from = (window: string): string => window.slice(0, 5);

/** As a time field shows it, which knows no 24:00: midnight at the end of a day is 00:00 there. */
export const until = (window: string): string => (window.slice(6) === DAY_END ? "00:00" : window.slice(6));

export const windowOf = (opens: string, closes: string): string => `${opens}-${closes === "00:00" ? DAY_END : closes}`;

/** One more window: after the last one if there is room, else the usual hours. */
export function withWindow(windows: readonly string[]): readonly string[] {
  const last = windows.at(-1)?.slice(6);
  if (!last) return [USUAL];
  const hour = Number(last.slice(0, 2)) + 1;
  return hour >= 23 ? windows : [...windows, `${String(hour).padStart(2, "0")}:00-${hour < 20 ? `${String(hour + 3).padStart(2, "0")}:00` : DAY_END}`];
}

/** What stands against saving it. */
export function faultOf({ week, days }: Schedule): Fault | undefined {
  const all = [...Object.values(week), ...days.map((one) => one.windows)];
  if (!all.every(inOrder)) return "time";
  if (!Object.values(week).some((windows) => windows.length)) return "open";
  const dates = days.map((one) => one.date);
  return dates.every(Boolean) && new Set(dates).size === dates.length ? undefined : "day";
}

function inOrder(windows: readonly string[]): boolean {
  const sorted = [...windows].sort();
  return sorted.every((one, n) => /^\d\d:\d\d-\d\d:\d\d$/.test(one) && from(one) < one.slice(6) && (n === 0 || (sorted[n - 1]?.slice(6) ?? "") <= from(one)));
}

export const likeMonday = (week: Schedule["week"]): Schedule["week"] => ({
  ...week,
  ...Object.fromEntries(["tue", "wed", "thu", "fri"].map((day) => [day, week["mon"] ?? []])),
});

export const withDay = (days: readonly SpecialDay[], n: number, change: Partial<SpecialDay>): readonly SpecialDay[] =>
  days.map((one, at) => (at === n ? { ...one, ...change } : one));
