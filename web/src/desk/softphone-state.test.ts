import { describe, expect, it } from "vitest";
import type { Call } from "../phone/wire";
import { callKey, lasted, lineOf, secondsUntil, toPickUp, type DeskCall } from "./softphone-state";

const key = (code: string, alt = true) => callKey({ altKey: alt, ctrlKey: false, metaKey: false, code, isComposing: false });
const line = (state: Call["state"], to = "client:li") => ({ to, state, call_sid: state }) as Call;

describe("the softphone", () => {
  it("takes no bare letter for an order", () => {
    expect(key("KeyP")).toBe("accept");
    expect(key("KeyP", false)).toBeUndefined();
    expect(key("KeyX")).toBeUndefined(); // closes a conversation: the desk's own
  });
  it("finds its own line among all", () => {
    const calls = [line("ringing", "+8613800000001"), line("completed"), line("ringing")];
    expect(lineOf(calls, "client:li")?.call_sid).toBe("ringing");
    expect(lineOf(calls, null)).toBeUndefined();
  });
  it("picks up what was taken, and only that", () => {
    expect(toPickUp({ state: "accepted" } as DeskCall, line("ringing"))).toBe(true);
    expect(toPickUp({ state: "ringing" } as DeskCall, line("ringing"))).toBe(false);
    expect(toPickUp({ state: "accepted" } as DeskCall, line("in-progress"))).toBe(false);
  });
  it("counts down and up in whole seconds", () => {
    expect(secondsUntil("2026-11-29T10:00:20Z", Date.parse("2026-11-29T10:00:00.5Z"))).toBe(20);
    expect(secondsUntil("2026-11-29T10:00:00Z", Date.parse("2026-11-29T10:00:05Z"))).toBe(0);
    expect(lasted(125_900)).toBe("2:05");
  });
});
