// Waiting between attempts: exponential with full jitter, so that clients do not come back in step.

export interface BackoffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
  readonly random?: () => number;
}

export class Backoff {
  private failures = 0;

  constructor(private readonly options: BackoffOptions = { firstMs: 800, maxMs: 20_000 }) {}

  reset(): void {
    this.failures = 0;
  }

  /** At least half the step, so that a server that is down is never hammered. */
  nextMs(): number {
    const { firstMs, maxMs, random = Math.random } = this.options;
    const step = Math.min(maxMs, firstMs * 2 ** this.failures);
    this.failures += 1;
    return step / 2 + (random() * step) / 2;
  }
}

/** A sleep that can be cut short: by the network coming back, the page being shown again, or a stop. */
export class Nap {
  private wakeUp: (() => void) | undefined;

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.wakeUp = done;
    });
  }

  wake(): void {
    this.wakeUp?.();
  }
}

/** Tries until it works or is no longer wanted. */
export async function persist<T>(attempt: () => Promise<T>, wanted: () => boolean, failed?: () => void): Promise<T | undefined> {
  const backoff = new Backoff();
  while (wanted()) {
    try {
      return await attempt();
    } catch {
      failed?.();
      await new Promise((resolve) => setTimeout(resolve, backoff.nextMs()));
    }
  }
  return undefined;
}

/** Calls back when connectivity probably improved; returns how to stop. */
export function onComeback(callback: () => void): () => void {
  const shown = () => {
    if (!document.hidden) callback();
  };
  addEventListener("online", callback);
  document.addEventListener("visibilitychange", shown);
  return () => {
    removeEventListener("online", callback);
    document.removeEventListener("visibilitychange", shown);
  };
}
