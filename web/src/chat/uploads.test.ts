import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Api } from "../shared/api";
import { ConsumerApi, TokenBox } from "../shared/token";
import { Uploads } from "./uploads";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function uploading(...answers: number[]) {
  const fetch = vi.fn(async () => new Response("{}", { status: answers.shift() ?? 200 }));
  vi.stubGlobal("fetch", fetch);
  const box = new TokenBox("lin", () => undefined);
  box.set(`h.${btoa(JSON.stringify({ sub: "lin" }))}.s`);
  return { fetch, uploads: new Uploads(new ConsumerApi(new Api({ baseUrl: "", lang: "zh-CN" }), box), () => undefined) };
}

it("tries a photo again until the service has it", async () => {
  const { fetch, uploads } = uploading(503, 503, 200);
  uploads.add(new Blob(["cup"]));
  await vi.runAllTimersAsync();
  expect(fetch).toHaveBeenCalledTimes(3);
  expect(uploads.list).toEqual([]);
});

it("tries no more once it is stopped: somebody else may be signed in by the next try", async () => {
  const { fetch, uploads } = uploading(503);
  uploads.add(new Blob(["cup"]));
  await vi.advanceTimersByTimeAsync(1);
  expect(fetch).toHaveBeenCalledOnce();
  uploads.stop();
  await vi.runAllTimersAsync();
  expect(fetch).toHaveBeenCalledOnce();
});
