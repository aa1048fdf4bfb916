import { expect, test } from "vitest";
import { actionOf, type Key } from "./keys";
import { found } from "./search";

const pressed = (key: string, more: Partial<Key> = {}): Key => ({
  key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false, ...more,
});

test("numbers pick, letters act, and nothing else does", () => {
  expect(actionOf(pressed("1"))).toEqual({ kind: "pick", index: 0 });
  expect(actionOf(pressed("5"))).toEqual({ kind: "pick", index: 4 });
  expect(actionOf(pressed("s"))).toEqual({ kind: "skip" });
  for (const key of ["6", "0", "12", "Enter", "S", "q"]) expect(actionOf(pressed(key))).toBeUndefined();
});

test("keys of the browser and of an input method are left alone", () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }])
    expect(actionOf(pressed("s", more))).toBeUndefined();
});

test("a held key moves on, but decides nothing", () => {
  expect(actionOf(pressed("j", { repeat: true }))).toEqual({ kind: "next" });
  for (const key of ["s", "1", "u"]) expect(actionOf(pressed(key, { repeat: true }))).toBeUndefined();
});

test("an intent is found by its name or its id, those that begin with it first", () => {
  const intents = [
    { intent: "request_refund", name: "申请退款" },
    { intent: "ask_refund_status", name: "退款进度" },
    { intent: "greet", name: "Greeting" },
  ];
  expect(found(intents, "退款").map((one) => one.intent)).toEqual(["ask_refund_status", "request_refund"]);
  expect(found(intents, " REFUND ").map((one) => one.intent)).toEqual(["request_refund", "ask_refund_status"]);
  expect(found(intents, "zzz")).toEqual([]);
  expect(found(intents, "")).toEqual(intents);
});
