// Money, instants and spans as a person in the viewer's zone reads them.
import { inLang, type Lang } from "./lang";
import { SHARED, type SharedText } from "./text";
import type { Money } from "./wire";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function money(value: Money, lang: Lang): string {
  // ¥ is what everybody here calls it; of other currencies a bare $ would not say which one.
  const currencyDisplay = value.currency === "CNY" ? "narrowSymbol" : "symbol";
  const style = { style: "currency", currency: value.currency, currencyDisplay } as const;
  return new Intl.NumberFormat(lang, style).format(Number(value.amount));
}

/** Days since 1970 on the wall of this zone; without one, of the device's. */
function dayNumber(d: Date, zone?: string): number {
  if (!zone) return Math.floor((d.getTime() - d.getTimezoneOffset() * MINUTE) / DAY);
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" }).formatToParts(d);
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day")) / DAY;
}

/** A zone that this browser knows, or none: then the device's is used. */
export function knownZone(zone: string | null | undefined): string | undefined {
  return zone && wallClock(zone, "en", 0) !== undefined ? zone : undefined;
}

const inZone = (zone?: string): Intl.DateTimeFormatOptions => (zone ? { timeZone: zone } : {});

const timeOptions = (lang: Lang): Intl.DateTimeFormatOptions =>
  lang === "en" ? { hour: "numeric", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export function time(iso: string, lang: Lang, zone?: string): string {
  return new Intl.DateTimeFormat(lang, { ...timeOptions(lang), ...inZone(zone) }).format(new Date(iso));
}

export function date(iso: string, lang: Lang, nowMs: number, zone?: string): string {
  const d = new Date(iso);
  const yearOf = new Intl.DateTimeFormat("en", { year: "numeric", ...inZone(zone) });
  const year = yearOf.format(d) === yearOf.format(nowMs) ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(lang, { ...year, ...inZone(zone), month: lang === "en" ? "short" : "long", day: "numeric" }).format(d);
}

/** "10:02", "昨天 10:02", "8月15日 10:02", with the year only when it is another one. `zone`: not the device's. */
export function when(iso: string, lang: Lang, nowMs: number, zone?: string): string {
  const t = inLang(SHARED, lang);
  const clock = time(iso, lang, zone);
  const names: Record<number, string> = { [-1]: t.yesterday, 0: "", 1: t.tomorrow };
  const name = names[dayNumber(new Date(iso), zone) - dayNumber(new Date(nowMs), zone)];
  if (name === "") return clock;
  return t.join(name ?? date(iso, lang, nowMs, zone), clock);
}

/** Like `when`, but says "today" too: for deadlines, where a bare time is ambiguous. */
export function dueAt(iso: string, lang: Lang, nowMs: number, zone?: string): string {
  const t = inLang(SHARED, lang);
  const text = when(iso, lang, nowMs, zone);
  return dayNumber(new Date(iso), zone) === dayNumber(new Date(nowMs), zone) ? t.join(t.today, text) : text;
}

/** At most two units: "3 天 4 小时", "2 小时 5 分钟", "8 分钟". */
export function span(ms: number, lang: Lang): string {
  const t = inLang(SHARED, lang);
  const whole = Math.abs(ms);
  if (whole < MINUTE) return t.underAMinute;
  if (whole < HOUR) return t.minutes(Math.floor(whole / MINUTE));
  if (whole < DAY) return two(t, t.hours(Math.floor(whole / HOUR)), Math.floor((whole % HOUR) / MINUTE), t.minutes);
  const days = Math.floor(whole / DAY);
  const hours = days < 7 ? Math.floor((whole % DAY) / HOUR) : 0;
  return two(t, t.days(days), hours, t.hours);
}

function two(t: SharedText, first: string, rest: number, unit: (n: number) => string): string {
  return rest ? t.join(first, unit(rest)) : first;
}

export function remaining(iso: string, lang: Lang, nowMs: number): string {
  const t = inLang(SHARED, lang);
  const ms = Date.parse(iso) - nowMs;
  return ms >= 0 ? t.left(span(ms, lang)) : t.past(span(ms, lang));
}

/** The deadline of a right, in words that say whose it is: a shop that is late is no reason to come too late. */
export function rightDeadline(iso: string, whose: "shop" | "consumer" | null | undefined, lang: Lang, nowMs: number, zone?: string): string {
  const t = inLang(SHARED, lang);
  const at = dueAt(iso, lang, nowMs, zone);
  const ms = Date.parse(iso) - nowMs;
  if (whose === "shop") return ms < 0 ? t.shopLate(at, span(ms, lang)) : t.shopHas(at, span(ms, lang));
  if (whose === "consumer") return ms < 0 ? t.claimWas(at) : t.claimUntil(at, span(ms, lang));
  return at;
}

export function ago(iso: string, lang: Lang, nowMs: number): string {
  const t = inLang(SHARED, lang);
  const ms = nowMs - Date.parse(iso);
  return ms < MINUTE ? t.justNow : t.ago(span(ms, lang));
}

/** A running timer: "02:35", "1:02:35". */
export function timer(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two2 = (n: number) => String(n).padStart(2, "0");
  const clock = `${two2(Math.floor(s / 60) % 60)}:${two2(s % 60)}`;
  return s < 3600 ? clock : `${Math.floor(s / 3600)}:${clock}`;
}

/** The time on another person's wall. */
export function wallClock(zone: string, lang: Lang, nowMs: number): string | undefined {
  try {
    return new Intl.DateTimeFormat(lang, { ...timeOptions(lang), timeZone: zone }).format(nowMs);
  } catch {
    return undefined; // A zone this browser does not know.
  }
}

/** The device's (IANA): what the service words for its reader, it words by that. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** First and last day of a period, both included, as the service counts them: at its own offset, the end excluded. */
export function shownDays({ since, until }: { readonly since: string; readonly until: string }): readonly [string, string] {
  return [since.slice(0, 10), new Date(Date.parse(`${until.slice(0, 10)}T00:00:00Z`) - 1).toISOString().slice(0, 10)];
}

/** A zone as people call it: 中国时间, Pacific Time. */
export function zoneName(zone: string, lang: Lang): string {
  try {
    const parts = new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts();
    return parts.find((p) => p.type === "timeZoneName")?.value ?? zone;
  } catch {
    return zone;
  }
}
