// Hints over a WebSocket that something changed; without one, regular looks take their place.
import { Backoff, Nap, onComeback } from "../shared/retry";

export type Hint = { readonly type: "queue" | "approvals" } | { readonly type: "conversation"; readonly conversation_id: string };

const LOOK_EVERY_MS = 20_000;

export interface LivePorts {
  url(): URL;
  hint(hint: Hint): void;
  /** Fetch everything shown: hints may have been missed. */
  look(): void;
  connected(yes: boolean): void;
}

export class Live {
  private stopped = false;
  private socket: WebSocket | undefined;
  private readonly nap = new Nap();
  private readonly backoff = new Backoff();
  private readonly timer: number;
  private readonly forget: () => void;

  constructor(private readonly ports: LivePorts) {
    this.timer = window.setInterval(() => ports.look(), LOOK_EVERY_MS);
    this.forget = onComeback(() => {
      this.nap.wake();
      ports.look();
    });
    void this.run();
  }

  stop(): void {
    this.stopped = true;
    this.forget();
    clearInterval(this.timer);
    this.socket?.close();
    this.nap.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.listen();
      if (this.stopped) return;
      this.ports.connected(false);
      await this.nap.sleep(this.backoff.nextMs());
    }
  }

  private listen(): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(this.ports.url());
      this.socket = socket;
      socket.onopen = () => {
        this.backoff.reset();
        this.ports.connected(true);
        this.ports.look();
      };
      socket.onmessage = (event: MessageEvent<string>) => this.ports.hint(JSON.parse(event.data) as Hint);
      socket.onclose = () => resolve();
    });
  }
}
