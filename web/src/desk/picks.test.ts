import { expect, it } from "vitest";
import { Picks } from "./picks";

const ORDER = ["a", "b", "c", "d", "e"];
const fresh = () => new Picks(() => undefined);

it("picks and leaves one by one", () => {
  const picks = fresh();
  picks.press("c", false, ORDER);
  picks.press("a", false, ORDER);
  expect(picks.of(ORDER)).toEqual(["a", "c"]);
  picks.press("c", false, ORDER);
  expect(picks.of(ORDER)).toEqual(["a"]);
});

it("picks everything up to the row that is pressed with Shift, downwards and upwards", () => {
  const picks = fresh();
  picks.press("b", false, ORDER);
  picks.press("d", true, ORDER);
  expect(picks.of(ORDER)).toEqual(["b", "c", "d"]);
  picks.press("a", true, ORDER);
  expect(picks.of(ORDER)).toEqual(["a", "b", "c", "d"]);
});

it("with Shift and nothing before it picks that one alone", () => {
  const picks = fresh();
  picks.press("d", true, ORDER);
  expect(picks.of(ORDER)).toEqual(["d"]);
});

it("forgets rows that are no longer there", () => {
  const picks = fresh();
  picks.extend("a", "b");
  expect(picks.of(["b", "c"])).toEqual(["b"]);
  picks.only([]);
  expect(picks.of(ORDER)).toEqual([]);
});
