import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError, NetworkError } from "./api";
import { Outbox } from "./outbox";

interface Letter {
  readonly clientId: string;
}

/** A post office that answers as told, and remembers what it was handed. */
function office(answers: Array<number | Error>) {
  const waiting: Letter[] = [{ clientId: "first" }, { clientId: "second" }];
  const log: string[] = [];
  const outbox = new Outbox<Letter>({
    next: () => waiting[0],
    post: async ({ clientId }) => {
      log.push(`post ${clientId}`);
      const answer = answers.shift() ?? 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    sent: (id, seq) => log.push(`sent ${waiting.shift()?.clientId === id} ${seq}`),
    refused: (_id, error) => log.push(`refused ${waiting.shift()?.clientId} ${error.detail}`),
    stuck: () => undefined,
  });
  return { outbox, log };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("repeats a message under the same id until the network is back, and keeps the order", async () => {
  const { outbox, log } = office([new NetworkError("offline"), new ApiError(503, "", undefined), 4, 5]);
  outbox.wake();
  await vi.runAllTimersAsync();
  expect(log).toEqual(["post first", "post first", "post first", "sent true 4", "post second", "sent true 5"]);
});

it("gives up only what the service refuses, and goes on with the next", async () => {
  const { outbox, log } = office([new ApiError(422, "太长了", undefined), 9]);
  outbox.wake();
  await vi.runAllTimersAsync();
  expect(log).toEqual(["post first", "refused first 太长了", "post second", "sent true 9"]);
});

it("waits as long as a busy service asks", async () => {
  const { outbox, log } = office([new ApiError(429, "", 30_000)]);
  outbox.wake();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(log).toEqual(["post first"]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(log).toContain("sent true 1");
});
