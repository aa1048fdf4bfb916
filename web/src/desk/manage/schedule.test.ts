import { expect, it } from "vitest";
import { faultOf, from, likeMonday, until, windowOf, withWindow } from "./schedule";

const week = (monday: readonly string[], others: readonly string[] = []) =>
  Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, day === "mon" ? monday : others]));
const of = (monday: readonly string[], days: ReadonlyArray<{ date: string; windows: readonly string[]; name: string }> = []) => ({ zone: "Asia/Shanghai", week: week(monday), days });

it("shows the end of a day as a time field can, and keeps it apart from its beginning", () => {
  expect([from("00:00-24:00"), until("00:00-24:00"), windowOf("00:00", "00:00")]).toEqual(["00:00", "00:00", "00:00-24:00"]);
  expect(windowOf("09:00", "18:00")).toBe("09:00-18:00");
});

it.each([
  [["09:00-18:00"], undefined],
  [["13:00-18:00", "09:00-12:00"], undefined],
  [["00:00-24:00"], undefined],
  [["09:00-13:00", "12:00-18:00"], "time"],
  [["18:00-09:00"], "time"],
  [["-18:00"], "time"],
  [[], "open"],
] as const)("tells what stands against %j", (monday, fault) => {
  expect(faultOf(of(monday))).toBe(fault);
});

it("wants a date for each single day, and each only once", () => {
  const day = { date: "2027-02-17", windows: [], name: "" };
  expect(faultOf(of(["09:00-18:00"], [day]))).toBeUndefined();
  expect(faultOf(of(["09:00-18:00"], [day, day]))).toBe("day");
  expect(faultOf(of(["09:00-18:00"], [{ ...day, date: "" }]))).toBe("day");
});

it("adds hours after the last ones, and none where there is no room", () => {
  expect(withWindow([])).toEqual(["09:00-18:00"]);
  expect(withWindow(["09:00-12:00"])).toEqual(["09:00-12:00", "13:00-16:00"]);
  expect(withWindow(["09:00-21:00"])).toEqual(["09:00-21:00", "22:00-24:00"]);
  expect(withWindow(["00:00-24:00"])).toEqual(["00:00-24:00"]);
});

it("copies Monday to the other working days and leaves the weekend", () => {
  expect(likeMonday(week(["10:00-12:00"], ["08:00-09:00"]))).toMatchObject({ fri: ["10:00-12:00"], sat: ["08:00-09:00"] });
});
