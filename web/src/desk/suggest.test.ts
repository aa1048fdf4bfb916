import { describe, expect, it } from "vitest";
import { moment, suggestionOf } from "./suggest";
import type { Case, Deed, DeskConversation, Order, Promised } from "./wire";

const NOW = Date.parse("2026-11-29T08:00:00Z");
const order = (more: Partial<Order> = {}): Order => ({ order_id: "CL-1", title: "保温杯 2 号款", parcels: [], rights: [], ...more }) as unknown as Order;
const shown = (more: Partial<DeskConversation>): DeskConversation =>
  ({
    conversation: { language: "zh-CN" }, customer: { time_zone: "Asia/Shanghai" }, order: order(), case: null, promises: [], deeds: [], messages: [], ...more,
  }) as unknown as DeskConversation;
const promise = (more: Partial<Promised>): Promised =>
  ({ promise_id: "p", kind: "answer", state: "open", what: "答复", text: "", about: "催商家", by_when: "2026-11-29T10:00:00Z", at: "2026-11-29T06:00:00Z", order_id: "CL-1", ...more });
const late = { blocks: [{ kind: "dispatch", deadline: "2026-11-26T08:00:00Z", started_at: "2026-11-26T09:00:00Z", ended_at: null, text: "" }], remedies: [] } as unknown as Case;
const urge: Deed = { kind: "urge_merchant", name: "催商家", amount: null, due_at: null };

describe("suggestionOf", () => {
  it("has nothing to say without an order, or where nothing is the matter", () => {
    expect(suggestionOf(shown({ order: null }), "zh-CN", NOW)).toBeUndefined();
    expect(suggestionOf(shown({}), "zh-CN", NOW)).toBeUndefined();
  });

  it("puts a broken word before what is late, and says sorry", () => {
    const found = suggestionOf(shown({ case: late, promises: [promise({ by_when: "2026-11-29T07:00:00Z" })], deeds: [urge] }), "zh-CN", NOW);
    expect(found?.step).toContain("没有做到");
    expect(found?.draft).toMatch(/11月29日.*15:00.*对不起/);
    expect(found?.deed).toBeUndefined();
  });

  it("names the deed that helps, and tells since when in the customer's zone", () => {
    const found = suggestionOf(shown({ case: late, deeds: [urge] }), "en", NOW);
    expect(found?.deed).toBe(urge);
    expect(found?.step).toContain("Dispatch is 3 days");
    expect(found?.draft).toContain("11月26日");
  });

  it("writes to the customer in their language, to the agent in theirs", () => {
    const found = suggestionOf(shown({ conversation: { language: "en" } as DeskConversation["conversation"], case: late }), "zh-CN", NOW);
    expect(found?.step).toMatch(/^发货/);
    expect(found?.draft).toMatch(/^Hello/);
  });

  it("leaves promises about other orders to those", () => {
    expect(suggestionOf(shown({ promises: [promise({ order_id: "CL-2", state: "broken" })] }), "zh-CN", NOW)).toBeUndefined();
  });

  it("offers a right that can be claimed, with its sum", () => {
    const rights = [{ right: "dispatch_on_time", name: "按时发货", state: "claimable", amount: { amount: "6.45", currency: "CNY" } }];
    const found = suggestionOf(shown({ order: order({ rights } as unknown as Partial<Order>) }), "zh-CN", NOW);
    expect(found?.step).toBe("「按时发货」现在可以申请 ¥6.45。");
    expect(found?.deed).toBeUndefined();
  });

  it("offers the deed that pays it, but not to choose between two", () => {
    const rights = [{ right: "dispatch_on_time", name: "按时发货", state: "claimable", amount: { amount: "6.45", currency: "CNY" } }];
    const pays: Deed = { kind: "compensation", name: "补偿", amount: { amount: "6.45", currency: "CNY" }, due_at: null };
    const facts = { order: order({ rights } as unknown as Partial<Order>) };
    expect(suggestionOf(shown({ ...facts, deeds: [pays, urge] }), "zh-CN", NOW)?.deed).toBe(pays);
    expect(suggestionOf(shown({ ...facts, deeds: [pays, { ...pays, kind: "refund" }] }), "zh-CN", NOW)?.deed).toBeUndefined();
  });

  it("has no words for what was said already, however late it is by now, and goes on offering the deed", () => {
    const before = suggestionOf(shown({ case: late }), "zh-CN", NOW)!.draft;
    const messages = [{ seq: 1, from: "agent", text: before, at: "2026-11-29T08:00:00Z", buttons: [] }] as unknown as DeskConversation["messages"];
    const later = NOW + 3_600_000;
    expect(suggestionOf(shown({ case: late, messages, deeds: [urge] }), "zh-CN", later)).toMatchObject({ draft: "", deed: urge });
    expect(suggestionOf(shown({ case: late, messages }), "zh-CN", later)).toBeUndefined();
  });
});

it("tells a moment with its day, on the customer's clock", () => {
  expect(moment("2026-11-29T16:30:00Z", "zh-CN", "Asia/Shanghai")).toBe("11月30日 00:30");
  expect(moment("2026-11-29T16:30:00Z", "en", "America/New_York")).toMatch(/^Nov 29, 11:30.AM$/);
});
