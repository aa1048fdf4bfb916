// Hints over a WebSocket that something changed; without one, regular looks take their place.
import type { Mark } from "../shared/marks";
import { Backoff, Nap, onComeback } from "../shared/retry";
import type { Colleague, Rows } from "./wire";

export type Hint =
  | { readonly type: "queue" | "approvals" | "tasks" | "call" | "me" }
  | { readonly type: "conversation" | "typing"; readonly conversation_id: string }
  | { readonly type: "read"; readonly conversation_id: string; readonly seq: number }
  | ({ readonly type: "rows" } & Rows)
  | { readonly type: "presence"; readonly online: readonly Colleague[] };

const LOOK_EVERY_MS = 20_000;
/** With a socket that works, a look is for what nobody could have hinted at. */
const LOOKS_SKIPPED = 6;

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
  private skipped = 0;
  private readonly forget: () => void;

  constructor(private readonly ports: LivePorts) {
    this.timer = window.setInterval(() => this.tick(), LOOK_EVERY_MS);
    addEventListener("offline", this.cut);
    this.forget = onComeback(() => {
      this.nap.wake();
      ports.look();
    });
    void this.run();
  }

  /** The browser knows before the socket does. */
  private readonly cut = (): void => {
    this.ports.connected(false);
    this.socket?.close();
  };

  readonly mark = (mark: Mark): boolean => {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(mark));
    return true;
  };

  private tick(): void {
    this.skipped = this.socket?.readyState === WebSocket.OPEN ? (this.skipped + 1) % LOOKS_SKIPPED : 0;
    if (!this.skipped) this.ports.look();
  }

  stop(): void {
    this.stopped = true;
    removeEventListener("offline", this.cut);
    this.forget();
    clearInterval(this.timer);
    this.socket?.close();
    this.nap.wake();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped; ) {
      failures = (await this.listen()) ? 0 : failures + 1;
      if (this.stopped) return;
      this.ports.connected(false);
      if (failures === 1) this.ports.look(); // a socket does not say why it is refused: maybe one is signed out
      await this.nap.sleep(this.backoff.nextMs());
    }
  }

  /** Until it is closed; whether it was open at all. */
  private listen(): Promise<boolean> {
    return new Promise((resolve) => {
      let opened = false;
      const socket = new WebSocket(this.ports.url());
      this.socket = socket;
      socket.onopen = () => {
        opened = true;
        this.backoff.reset();
        this.ports.connected(true);
        this.ports.look();
      };
      socket.onmessage = (event: MessageEvent<string>) => this.ports.hint(JSON.parse(event.data) as Hint);
      socket.onclose = () => resolve(opened);
    });
  }
}
