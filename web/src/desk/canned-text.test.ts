import { describe, expect, it } from "vitest";
import { filled, matching } from "./canned-text";
import type { Canned } from "./wire";

const one = (canned_id: string, title: string, text: string, more: Partial<Canned> = {}): Canned => ({ canned_id, title, text, language: "zh-CN", team: null, ours: true, ...more });

describe("filled", () => {
  const gaps = { name: "林晓雨", goods: "保温杯 2 号款", order: "CL2026-1001", agent: "李静" };
  it("puts in what is known", () => {
    expect(filled("{name}，您好，我是{agent}。「{goods}」（{order}）我来查。", gaps)).toBe("林晓雨，您好，我是李静。「保温杯 2 号款」（CL2026-1001）我来查。");
  });
  it("leaves no trace of what is not", () => {
    expect(filled("{name}，您好。", { ...gaps, name: "" })).toBe("您好。");
    expect(filled("Hello {name}, thank you.", { ...gaps, name: "" })).toBe("Hello, thank you.");
  });
  it("keeps braces that are no gap", () => expect(filled("{x}", gaps)).toBe("{x}"));
});

describe("matching", () => {
  const all = [one("a", "催发货", "已经催商家"), one("b", "退款", "发货前可以退款"), one("c", "Refund", "…", { language: "en" }), one("d", "发票", "…", { team: "财务" })];
  it("looks in titles first, then in texts", () => expect(matching(all, "发货", "zh-CN", null).map((c) => c.canned_id)).toEqual(["a", "b"]));
  it("offers only what the customer reads, and what one's team may say", () => {
    expect(matching(all, "", "en", null).map((c) => c.canned_id)).toEqual(["c"]);
    expect(matching(all, "", "zh-CN", "财务").map((c) => c.canned_id)).toEqual(["a", "b", "d"]);
  });
});
