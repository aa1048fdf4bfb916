import { describe, expect, it } from "vitest";
import { filtered, inOrder, mineInOrder, NO_FILTER, NO_QUEUE, reasonsOf, withRows } from "./queue-state";
import type { QueueItem } from "./wire";

const item = (conversation_id: string, more: Partial<QueueItem> = {}): QueueItem =>
  ({ conversation_id, owner: "queue", mine: false, rank: 10, queued_at: "2026-11-29T08:00:00Z", language: "zh-CN", new_user: false, why: "要人工", waiting_since: null, ...more }) as QueueItem;
const load = { active: 1, capacity: 5 };

describe("rows that changed", () => {
  it("go where they belong now, and out of where they were", () => {
    const before = { ...NO_QUEUE, waiting: [item("a"), item("b")], mine: [item("c", { owner: "agent", mine: true })], waiting_total: 2 };
    const after = withRows(before, { rows: [item("a", { owner: "agent", mine: true }), item("d", { rank: 90 })], gone: ["c"], waiting_total: 2, load });
    expect(after.waiting.map((i) => i.conversation_id)).toEqual(["d", "b"]);
    expect(after.mine.map((i) => i.conversation_id)).toEqual(["a"]);
    expect(after.load).toEqual(load);
  });

  it("leave the list when a colleague has them", () => {
    const before = { ...NO_QUEUE, waiting: [item("a")], waiting_total: 1 };
    const after = withRows(before, { rows: [item("a", { owner: "agent", mine: false })], gone: [], waiting_total: 0, load });
    expect(after.waiting).toEqual([]);
    expect(after.mine).toEqual([]);
  });
});

it("sorts by rank, then by age, then always in the same way", () => {
  const early = { queued_at: "2026-11-29T07:00:00Z" };
  expect([item("c"), item("b"), item("a", early), item("d", { rank: 50 })].sort(inOrder).map((i) => i.conversation_id)).toEqual(["d", "a", "b", "c"]);
});

it("filters by language, reason and new customers, together", () => {
  const items = [item("a", { language: "en" }), item("b", { new_user: true }), item("c", { why: "退款", new_user: true })];
  expect(filtered(items, { ...NO_FILTER, language: "en" }).map((i) => i.conversation_id)).toEqual(["a"]);
  expect(filtered(items, { ...NO_FILTER, newUsers: true, reason: "退款" }).map((i) => i.conversation_id)).toEqual(["c"]);
  expect(reasonsOf(items)).toEqual(["要人工", "退款"]);
});

it("puts who has waited longest for my word on top, and what I put off at the end", () => {
  const items = [item("said"), item("short", { waiting_since: "2026-11-29T08:10:00Z" }), item("long", { waiting_since: "2026-11-29T08:00:00Z" }), item("later", { waiting_since: "2026-11-29T07:00:00Z" })];
  expect(mineInOrder(items, (i) => i.conversation_id === "later").map((i) => i.conversation_id)).toEqual(["long", "short", "said", "later"]);
});
