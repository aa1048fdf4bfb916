import { expect, it } from "vitest";
import { ceiling } from "./plots";
import { csvOf, type Figures, type Served } from "./figures-wire";

const SERVED: Served = {
  code: "", name: "", handoffs: 2, first_reply_median: 60, first_reply_p90: 240, first_reply_in_time: 0.5, handling_median: null, cases: 4,
  first_contact: 0.75, reopened: 0.25,
};

it("ends an axis at a round number whose half is a whole one", () => {
  expect([1, 2, 3, 5, 7, 9, 11, 39, 41, 100, 101].map(ceiling)).toEqual([2, 2, 4, 6, 8, 10, 20, 40, 60, 100, 200]);
});

it("writes a table that a spreadsheet reads, and no formula", () => {
  const figures = {
    since: "2026-11-01T00:00:00Z", until: "2026-12-01T00:00:00Z", time_zone: "Asia/Shanghai", orders: 400, conversations: 4, containment: 0.75, handoff_rate: 0.25, handoffs: 1,
    requests: [{ code: "dispatch", name: '=cmd|"x"', number: 2, per_thousand_orders: 5 }], handoffs_by_reason: [],
    served: SERVED, served_by_agent: [{ ...SERVED, name: "李静" }], served_by_channel: [{ ...SERVED, name: "电话" }], served_by_merchant: [{ ...SERVED, name: "鞋店" }],
    quality: { code: "", name: "", reviews: 3, mean: 1.5, by_criterion: [{ code: "tone", name: "语气", reviews: 3, mean: 1 }] },
    quality_by_agent: [{ code: "a", name: "李静", reviews: 2, mean: 1.75, by_criterion: [{ code: "tone", name: "语气", reviews: 2, mean: null }] }],
    waits: { counted: 0, told_median: null, waited_median: null, within: null, pairs: [] }, days: [{ day: "2026-11-02", conversations: 4, handed_over: 1 }],
    satisfaction: { code: "", name: "", cases: 0, rated: 0, answered: null, content: null, dissatisfied: null, average: null },
    satisfaction_by_topic: [], satisfaction_by_newness: [], satisfaction_by_channel: [], satisfaction_by_agent: [], satisfaction_by_merchant: [],
  } satisfies Figures;
  const lines = csvOf(figures).split("\r\n");
  expect(lines[0]).toBe("figure,of,value");
  expect(lines).toContain("containment,,0.75");
  expect(lines).toContain("first_reply_median,,60");
  expect(lines).toContain("handling_median,,");
  for (const line of ["handoffs_by_agent,李静,2", "first_contact_by_channel,电话,0.75", "reopened_by_merchant,鞋店,0.25"]) expect(lines).toContain(line);
  for (const line of ["quality_reviews,,3", "quality_of_tone,,1", "quality_by_agent,李静,1.75", "quality_by_agent_of_tone,李静,"]) expect(lines).toContain(line);
  expect(lines).toContain('requests,"\'=cmd|""x""",2');
  expect(lines).toContain("conversations_of_day,2026-11-02,4");
});
