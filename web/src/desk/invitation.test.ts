import { expect, it } from "vitest";
import { invitationOf } from "./invitation";

const TOKEN = "Zk3_9-abcdefghijklmnopqrstuvwxyz0123456789AB";

it.each([
  [`#invitation=sun.${TOKEN}`, { login: "sun", token: TOKEN }],
  [`#invitation=sun.yue%40example.com.${TOKEN}`, { login: "sun.yue@example.com", token: TOKEN }],
  [`#invitation=${TOKEN}`, undefined],
  ["#invitation=sun.short", undefined],
  ["#other", undefined],
  ["", undefined],
] as const)("reads %s", (hash, found) => {
  expect(invitationOf(hash)).toEqual(found);
});
