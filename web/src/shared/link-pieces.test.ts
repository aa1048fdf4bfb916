import { describe, expect, it } from "vitest";
import { pieces } from "./link-pieces";

const links = (text: string) => pieces(text).filter((p) => p.href).map((p) => [p.text, p.href]);
const whole = (text: string) => pieces(text).map((p) => p.text).join("");

describe("pieces", () => {
  it("finds an address, and leaves the sentence its full stop", () => {
    expect(links("请看 https://shop.example/return?id=A-1。谢谢")).toEqual([["https://shop.example/return?id=A-1", "https://shop.example/return?id=A-1"]]);
    expect(links("See (https://shop.example/a).")).toEqual([["https://shop.example/a", "https://shop.example/a"]]);
  });
  it("finds numbers that one can phone", () => {
    expect(links("打 13812345678 或 400-800-1234，国外 +65 6123 4567")).toEqual([
      ["13812345678", "tel:13812345678"], ["400-800-1234", "tel:4008001234"], ["+65 6123 4567", "tel:+6561234567"],
    ]);
  });
  it.each(["订单 CL2026-1001", "单号 YT1381234567890123", "YT-13812345678-2", "金额 13800.00", "javascript:alert(1)", "138****0001"])("takes %s for no link", (text) => {
    expect(links(text)).toEqual([]);
  });
  it("loses nothing of the text", () => {
    for (const text of ["", "a", "https://x.example", "打13812345678吧", "a https://x.example, b"]) expect(whole(text)).toBe(text);
  });
});
