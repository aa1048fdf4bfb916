import { beforeEach, describe, expect, it, vi } from "vitest";
import { mineInOrder } from "./queue-state";
import { snooze, snoozedUntil } from "./snooze";
import type { QueueItem } from "./wire";

const NOW = Date.parse("2026-11-29T08:00:00Z");
const HOUR = 3_600_000;
const said = (at: string, from: "consumer" | "bot" = "consumer") => ({ from, text: "在吗", at });
const item = (conversation_id: string, last: QueueItem["last"]) => ({ conversation_id, last, queued_at: "2026-11-29T07:00:00Z", waiting_since: last?.at ?? null }) as QueueItem;
const asleep = item("a", said("2026-11-29T07:59:00.120000+00:00"));

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
});

describe("what I put off", () => {
  it("is put off until its time, and no longer", () => {
    snooze(asleep, NOW + HOUR, NOW);
    expect(snoozedUntil(asleep, NOW + HOUR - 1)).toBe(NOW + HOUR);
    expect(snoozedUntil(asleep, NOW + HOUR)).toBeUndefined();
  });

  it("comes up with the customer's next word, whatever the device takes the time for", () => {
    const ahead = NOW + 10 * HOUR;
    snooze(asleep, ahead + HOUR, ahead);
    expect(snoozedUntil(item("a", said("2026-11-29T08:00:30Z")), ahead + 1)).toBeUndefined();
    expect(snoozedUntil(item("a", said("2026-11-29T08:00:30Z", "bot")), ahead + 1)).toBe(ahead + HOUR);
  });

  it("comes up when there was no word of theirs yet", () => {
    snooze(item("a", null), NOW + HOUR, NOW);
    expect(snoozedUntil(item("a", null), NOW + 1)).toBe(NOW + HOUR);
    expect(snoozedUntil(item("a", said("2026-11-29T08:00:30Z")), NOW + 60_000)).toBeUndefined();
  });

  it("has its place in my list again once it is woken", () => {
    snooze(asleep, NOW + HOUR, NOW);
    const other = item("b", said("2026-11-29T08:00:10Z"));
    const ordered = (one: QueueItem) => mineInOrder([one, other], (i) => snoozedUntil(i, NOW + 60_000) !== undefined).map((i) => i.conversation_id);
    expect(ordered(asleep)).toEqual(["b", "a"]);
    const since = "2026-11-29T08:00:05Z";
    expect(ordered({ ...item("a", said(since)), waiting_since: since })).toEqual(["a", "b"]);
  });

  it("is put off no more when I say so", () => {
    snooze(asleep, NOW + HOUR, NOW);
    snooze(asleep, undefined, NOW);
    expect(snoozedUntil(asleep, NOW)).toBeUndefined();
  });
});
