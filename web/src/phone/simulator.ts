// The line to the phone simulator; comes back by itself when the simulator restarts.
import { Backoff, Nap, onComeback } from "../shared/retry";
import type { Command, Frame } from "./wire";

export interface SimulatorPorts {
  frame(frame: Frame): void;
  connected(yes: boolean): void;
}

export class Simulator {
  private stopped = false;
  private socket: WebSocket | undefined;
  private readonly nap = new Nap();
  private readonly backoff = new Backoff({ firstMs: 500, maxMs: 5_000 });
  private readonly forget = onComeback(() => this.nap.wake());

  constructor(
    private readonly address: string,
    private readonly ports: SimulatorPorts,
  ) {
    void this.run();
  }

  send(command: Command): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
  }

  stop(): void {
    this.stopped = true;
    this.forget();
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
    const url = new URL(`${this.address.replace(/\/$/, "")}/handset/ws`, location.href);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      this.socket = socket;
      socket.onopen = () => {
        this.backoff.reset();
        this.ports.connected(true);
      };
      socket.onmessage = (event: MessageEvent<string>) => this.ports.frame(JSON.parse(event.data) as Frame);
      socket.onclose = () => resolve();
    });
  }
}
