import { expect, it, vi } from "vitest";
import { Api, ApiError } from "./api";
import { ConsumerApi, SignedOffError, TokenBox } from "./token";

/** As the shop signs it, as far as a page looks. */
const tokenOf = (subject: string, n = 0): string => `h.${btoa(JSON.stringify({ sub: subject, n }))}.s`;
const asked = () => undefined;

it("hands out tokens of its own subject and of nobody else", async () => {
  const box = new TokenBox("lin", asked);
  const waiting = box.get();
  box.set(tokenOf("wang"));
  box.set(tokenOf("lin"));
  expect(await waiting).toBe(tokenOf("lin"));
  box.set(tokenOf("wang"));
  expect(await box.get()).toBe(tokenOf("lin"));
});

it("repeats a refused call with the next token of the same consumer", async () => {
  const fetch = vi.fn(async (_: string, { headers }: { headers: Record<string, string> }) => new Response("{}", { status: headers["Authorization"]?.endsWith(tokenOf("lin", 2)) ? 200 : 401 }));
  vi.stubGlobal("fetch", fetch);
  const box = new TokenBox("lin", () => queueMicrotask(() => box.set(tokenOf("lin", 2))));
  box.set(tokenOf("lin", 1));
  await new ConsumerApi(new Api({ baseUrl: "", lang: "zh-CN" }), box).call("POST", "/api/chat/messages", { body: {} });
  expect(fetch).toHaveBeenCalledTimes(2);
});

it("gives up a call that waits for a token once somebody else is signed in", async () => {
  const fetch = vi.fn(async () => new Response("{}", { status: 401 }));
  vi.stubGlobal("fetch", fetch);
  const box = new TokenBox("lin", asked);
  box.set(tokenOf("lin"));
  const called = new ConsumerApi(new Api({ baseUrl: "", lang: "zh-CN" }), box).call("POST", "/api/evidence");
  const given = expect(called).rejects.toThrow(SignedOffError);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledOnce());
  box.close();
  await given;
  await expect(box.get()).rejects.toThrow(SignedOffError);
  expect(fetch).toHaveBeenCalledOnce();
  expect(new SignedOffError()).not.toBeInstanceOf(ApiError); // it is no answer of the service
});
