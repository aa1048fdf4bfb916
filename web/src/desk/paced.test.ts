import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Paced } from "./paced";

describe("Paced", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", globalThis);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const slow = (ms: number) => {
    const got: number[] = [];
    let calls = 0;
    const fetch = () => {
      const call = (calls += 1);
      return new Promise<number>((resolve) => setTimeout(() => resolve(call), ms));
    };
    const paced = new Paced<number>({ fetch, got: (n) => got.push(n), failed: () => undefined }, 2_000);
    return { paced, got, calls: () => calls };
  };

  it("answers the first hint at once, and a hundred more with one fetch", async () => {
    const { paced, got, calls } = slow(10);
    paced.hint();
    await vi.advanceTimersByTimeAsync(20);
    expect(got).toEqual([1]);
    for (let n = 0; n < 100; n += 1) paced.hint();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(calls()).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(got).toEqual([1, 2]);
  });

  it("never fetches twice at once, and fetches again what was hinted at meanwhile", async () => {
    const { paced, got, calls } = slow(5_000);
    paced.now();
    paced.hint();
    paced.now();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(calls()).toBe(1);
    await vi.advanceTimersByTimeAsync(5_200);
    expect(got).toEqual([1, 2]);
  });

  it("forgets an answer that is older than what the page did itself", async () => {
    const { paced, got } = slow(1_000);
    paced.now();
    await vi.advanceTimersByTimeAsync(500);
    paced.changedHere();
    await vi.advanceTimersByTimeAsync(600);
    expect(got).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(got).toEqual([2]);
  });

  it("does not wait for what nobody wants any more", async () => {
    const { paced, got } = slow(5_000);
    paced.now();
    await vi.advanceTimersByTimeAsync(1_000);
    paced.restart();
    await vi.advanceTimersByTimeAsync(4_500);
    expect(got).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(got).toEqual([2]);
  });
});
