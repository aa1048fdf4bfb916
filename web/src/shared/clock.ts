// The present, corrected by the server's clock, and a controller that repaints timers.
import type { ReactiveController, ReactiveControllerHost } from "lit";

const TOLERATED_SKEW_MS = 30_000;
let skew = 0;

/** Devices with a wrong clock would show wrong deadlines; whole-second drift is left alone. */
export function noteServerDate(header: string | null): void {
  const server = header ? Date.parse(header) : NaN;
  if (Number.isNaN(server)) return;
  const drift = server - Date.now();
  skew = Math.abs(drift) > TOLERATED_SKEW_MS ? drift : 0;
}

export const now = (): number => Date.now() + skew;

export class Ticker implements ReactiveController {
  private timer = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly everyMs: number,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = window.setInterval(() => {
      if (!document.hidden) this.host.requestUpdate();
    }, this.everyMs);
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
  }
}
