// Sends outgoing messages one at a time and in order, again and again under the same client_id until the service answers.
import { ApiError } from "./api";
import { Backoff, Nap } from "./retry";

export interface OutboxPorts<T extends { readonly clientId: string }> {
  next(): T | undefined;
  post(message: T): Promise<number>;
  sent(clientId: string, seq: number): void;
  refused(clientId: string, error: ApiError): void;
  stuck(yes: boolean): void;
}

export class Outbox<T extends { readonly clientId: string }> {
  private running = false;
  private stopped = false;
  private readonly nap = new Nap();
  private readonly backoff = new Backoff({ firstMs: 600, maxMs: 15_000 });

  constructor(private readonly ports: OutboxPorts<T>) {}

  /** Start sending, or stop waiting for the next attempt. */
  wake(): void {
    this.nap.wake();
    if (!this.running) void this.run();
  }

  stop(): void {
    this.stopped = true;
    this.nap.wake();
  }

  private async run(): Promise<void> {
    this.running = true;
    for (let message = this.ports.next(); message && !this.stopped; message = this.ports.next()) {
      await this.attempt(message);
    }
    this.running = false;
  }

  private async attempt(message: T): Promise<void> {
    try {
      const seq = await this.ports.post(message);
      if (this.stopped) return;
      this.backoff.reset();
      this.ports.stuck(false);
      this.ports.sent(message.clientId, seq);
    } catch (error) {
      if (this.stopped) return;
      if (isRefusal(error)) return this.ports.refused(message.clientId, error);
      this.ports.stuck(true);
      await this.nap.sleep((error instanceof ApiError && error.retryAfterMs) || this.backoff.nextMs());
    }
  }
}

/** The same message would be refused again; everything else (offline, 5xx, 429, expired token) is worth repeating. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 408, 425, 429].includes(error.status);
}
