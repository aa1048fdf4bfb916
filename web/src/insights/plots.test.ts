import { expect, it } from "vitest";
import { ceiling } from "./plots";
import { csvOf, type Figures } from "./figures-wire";

it("ends an axis at a round number whose half is a whole one", () => {
  expect([1, 2, 3, 5, 7, 9, 11, 39, 41, 100, 101].map(ceiling)).toEqual([2, 2, 4, 6, 8, 10, 20, 40, 60, 100, 200]);
});

it("writes a table that a spreadsheet reads, and no formula", () => {
  const figures = {
    since: "2026-11-01T00:00:00Z", until: "2026-12-01T00:00:00Z", orders: 400, conversations: 4, containment: 0.75, handoff_rate: 0.25, handoffs: 1,
    requests: [{ code: "dispatch", name: '=cmd|"x"', number: 2, per_thousand_orders: 5 }], handoffs_by_reason: [],
    first_reply_median: null, first_reply_p90: null, first_reply_in_time: null, handling_median: null, first_contact: null,
    waits: { counted: 0, told_median: null, waited_median: null, within: null, pairs: [] }, days: [{ day: "2026-11-02", conversations: 4, handed_over: 1 }],
    satisfaction: { code: "", name: "", cases: 0, rated: 0, answered: null, content: null, dissatisfied: null, average: null },
    satisfaction_by_topic: [], satisfaction_by_newness: [], satisfaction_by_channel: [], satisfaction_by_agent: [], satisfaction_by_merchant: [],
  } satisfies Figures;
  const lines = csvOf(figures).split("\r\n");
  expect(lines[0]).toBe("figure,of,value");
  expect(lines).toContain("containment,,0.75");
  expect(lines).toContain("first_reply_median,,");
  expect(lines).toContain('requests,"\'=cmd|""x""",2');
  expect(lines).toContain("conversations_of_day,2026-11-02,4");
});
