import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Marks, type Mark } from "./marks";

let sent: Mark[] = [];
let open = true;
const send = (mark: Mark): boolean => {
  if (open) sent.push(mark);
  return open;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("window", globalThis);
  sent = [];
  open = true;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("says once in a while that somebody writes, and nothing of an empty box", () => {
  const marks = new Marks(send);
  marks.typing("  ", "", 0);
  marks.typing("您", "", 100);
  marks.typing("您好", "", 2_000);
  marks.typing("您好，", "", 3_200);
  marks.typing("您好", "another", 3_300);
  expect(sent).toEqual([{ type: "typing" }, { type: "typing" }, { type: "typing", conversation_id: "another" }]);
});

it("tells the highest number that was read, once a second at most, and none twice", () => {
  const marks = new Marks(send);
  for (const seq of [3, 4, 9, 9, 5]) marks.read(seq, "c");
  expect(sent).toEqual([{ type: "read", seq: 3, conversation_id: "c" }]);
  vi.advanceTimersByTime(1_000);
  expect(sent.at(-1)).toEqual({ type: "read", seq: 9, conversation_id: "c" });
  vi.advanceTimersByTime(9_000);
  expect(sent).toHaveLength(2);
});

it("reads nothing in the background", () => {
  vi.stubGlobal("document", { hidden: true });
  new Marks(send).read(3);
  expect(sent).toEqual([]);
});

it("tells a new socket again what the old one was told, or could not be told", () => {
  const marks = new Marks(send);
  marks.read(3, "a");
  open = false;
  vi.advanceTimersByTime(2_000);
  marks.read(5, "b");
  open = true;
  marks.reset();
  expect(sent.slice(1)).toEqual(expect.arrayContaining([{ type: "read", seq: 3, conversation_id: "a" }, { type: "read", seq: 5, conversation_id: "b" }]));
  expect(sent).toHaveLength(3);
});
