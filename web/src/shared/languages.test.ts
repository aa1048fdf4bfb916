// The types see to it that both languages have the same keys; this sees to it that each is in its language.
import { expect, it } from "vitest";
import { CHAT } from "../chat/text";
import { MANAGE } from "../desk/manage/text";
import { DESK } from "../desk/text";
import { HALL } from "../hall/text";
import { PHONE } from "../phone/text";
import { SHARED } from "./text";

const HAN = /\p{Script=Han}/u;

/** All words of a table; those with parameters are filled in. */
function words(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return words((value as (...args: unknown[]) => unknown)(1, 1));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(words) : [];
}

it.each(Object.entries({ CHAT, DESK, HALL, MANAGE, PHONE, SHARED }))("%s has no Chinese in English, and no empty or untranslated text", (_name, table) => {
  expect(words(table.en).filter((w) => HAN.test(w) || !w.trim())).toEqual([]);
  const zh = words(table.zh);
  expect(zh.length).toBeGreaterThan(10);
  expect(zh.filter((w) => /[a-z]{4,} [a-z]{3,}/i.test(w))).toEqual([]);
});

it.each(Object.entries({ CHAT, HALL, PHONE, SHARED }))("%s says 您 to consumers, as the assistant does", (_name, table) => {
  expect(words(table.zh).filter((w) => w.includes("你"))).toEqual([]);
});
