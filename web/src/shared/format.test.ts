import { expect, it } from "vitest";
import { dueAt, knownZone, money, remaining, shownDays, span, timer, wallClock, when } from "./format";

// The tests run in Asia/Shanghai (vite.config.ts): 10:00 there on 22 November.
const NOW = Date.parse("2026-11-22T02:00:00Z");
const later = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

it("says an instant as people do, in the viewer's zone", () => {
  expect(when(later(0), "zh-CN", NOW)).toBe("10:00");
  expect(when(later(-11 * 60), "zh-CN", NOW)).toBe("昨天 23:00");
  expect(when("2026-08-15T06:05:00Z", "zh-CN", NOW)).toBe("8月15日 14:05");
  expect(when("2025-08-15T06:05:00Z", "zh-CN", NOW)).toBe("2025年8月15日 14:05");
  expect(when(later(-11 * 60), "en", NOW)).toMatch(/^yesterday 11:00\sPM$/);
});

it("tells the days of a period as the shop counts them, the last one included", () => {
  expect(shownDays({ since: "2026-11-24T00:00:00+08:00", until: "2026-11-25T00:00:00+08:00" })).toEqual(["2026-11-24", "2026-11-24"]);
  expect(shownDays({ since: "2026-10-25T00:00:00+02:00", until: "2026-11-01T00:00:00+01:00" })).toEqual(["2026-10-25", "2026-10-31"]);
});

it("names the day of a deadline even when it is today", () => {
  expect(dueAt(later(120), "zh-CN", NOW)).toBe("今天 12:00");
  expect(dueAt(later(24 * 60), "zh-CN", NOW)).toBe("明天 10:00");
});

it("says an instant on another person's wall, with their day", () => {
  expect(when(later(0), "zh-CN", NOW, "America/New_York")).toBe("21:00"); // there it is still the 21st
  expect(when(later(-22 * 60), "zh-CN", NOW, "America/New_York")).toBe("昨天 23:00");
  expect(dueAt(later(180), "zh-CN", NOW, "America/New_York")).toBe("明天 00:00");
  expect(when("2026-08-15T06:05:00Z", "zh-CN", NOW, "America/New_York")).toBe("8月15日 02:05");
  expect(knownZone("Mars/Olympus")).toBeUndefined();
  expect(knownZone("America/New_York")).toBe("America/New_York");
});

it("says what is left, or how long it is past", () => {
  expect(remaining(later(125), "zh-CN", NOW)).toBe("还剩 2 小时 5 分钟");
  expect(remaining(later(-26 * 60), "zh-CN", NOW)).toBe("已过 1 天 2 小时");
  expect(remaining(later(24 * 60), "en", NOW)).toBe("1 day left");
});

it("drops hours from long spans and seconds from short ones", () => {
  expect(span(10 * 86_400_000 + 5 * 3_600_000, "zh-CN")).toBe("10 天");
  expect(span(59_000, "en")).toBe("under a minute");
});

it("runs a timer past the hour", () => {
  expect(timer(155_000)).toBe("02:35");
  expect(timer(3_755_000)).toBe("1:02:35");
});

it("writes money with its own symbol", () => {
  expect(money({ amount: "129.00", currency: "CNY" }, "zh-CN")).toBe("¥129.00");
  expect(money({ amount: "129.00", currency: "CNY" }, "en")).toBe("¥129.00");
  expect(money({ amount: "6.50", currency: "USD" }, "en")).toBe("$6.50");
});

it("reads another person's wall clock, and survives a zone it does not know", () => {
  expect(wallClock("America/New_York", "zh-CN", NOW)).toBe("21:00");
  expect(wallClock("Mars/Olympus", "zh-CN", NOW)).toBeUndefined();
});
