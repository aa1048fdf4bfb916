// What the service says, as it says it: catch up, then WebSocket, then long poll where sockets do not get through.
import { NetworkError } from "../shared/api";
import { Backoff, Nap } from "../shared/retry";
import type { ConsumerApi } from "../shared/token";
import type { Mark } from "../shared/marks";
import type { ChatUpdate } from "./wire";

const SOCKET_TRIES = 2;
const POLLS_BEFORE_SOCKET = 20;
const SOCKET_LASTS_MS = 5_000;
const LONG_POLL_S = 25;

export interface StreamPorts {
  after(): number;
  update(update: ChatUpdate): void;
  connected(yes: boolean, error?: unknown): void;
  /** A socket is open that marks can go out on. */
  opened(): void;
}

export class Stream {
  private stopped = false;
  private socketFailures = 0;
  private polls = 0;
  private socket: WebSocket | undefined;
  private readonly abort = new AbortController();
  private readonly nap = new Nap();
  private readonly backoff = new Backoff();

  constructor(
    private readonly api: ConsumerApi,
    private readonly ports: StreamPorts,
  ) {}

  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.fetch(0);
        await (this.socketFailures < SOCKET_TRIES ? this.follow() : this.poll());
      } catch (error) {
        if (this.stopped) return;
        this.ports.connected(false, error);
        await this.nap.sleep(this.backoff.nextMs());
      }
    }
  }

  stop(): void {
    this.stopped = true;
    this.abort.abort();
    this.socket?.close();
    this.nap.wake();
  }

  /** The network may be back: stop waiting, and check that an open socket has missed nothing. */
  wake(): void {
    this.nap.wake();
    if (this.socket) this.fetch(0).catch(() => this.socket?.close());
  }

  /** Over the socket, where there is one: nobody waits for a mark. */
  readonly mark = (mark: Mark): boolean => {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(mark));
    return true;
  };

  private async fetch(waitSeconds: number): Promise<void> {
    const path = `/api/chat/messages?after=${this.ports.after()}&wait=${waitSeconds}`;
    const options = { timeoutMs: (waitSeconds + 12) * 1000, signal: this.abort.signal };
    this.accept(await this.api.call<ChatUpdate>("GET", path, options));
  }

  private accept(update: ChatUpdate): void {
    if (this.stopped) return;
    this.backoff.reset();
    this.ports.connected(true);
    this.ports.update(update);
  }

  private async poll(): Promise<void> {
    for (this.polls = 0; this.polls < POLLS_BEFORE_SOCKET && !this.stopped; this.polls += 1) await this.fetch(LONG_POLL_S);
    this.socketFailures = SOCKET_TRIES - 1;
  }

  private async follow(): Promise<void> {
    const { ticket } = await this.api.call<{ ticket: string }>("POST", "/api/chat/ticket");
    if (this.stopped) return;
    const url = new URL(this.api.api.url("/api/chat/ws"), location.href);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    url.search = new URLSearchParams({ ticket, after: String(this.ports.after()) }).toString();
    await this.listen(new WebSocket(url));
  }

  /** Settles when the socket is gone; one that never opened, or died at once, counts towards the long poll. */
  private listen(socket: WebSocket): Promise<void> {
    this.socket = socket;
    return new Promise((resolve, reject) => {
      let openedAt = Infinity;
      socket.onopen = () => {
        openedAt = Date.now();
        this.ports.opened();
      };
      socket.onmessage = (event: MessageEvent<string>) => this.accept(JSON.parse(event.data) as ChatUpdate);
      socket.onclose = () => {
        this.socket = undefined;
        const lasted = Date.now() - openedAt > SOCKET_LASTS_MS;
        this.socketFailures = lasted ? 0 : this.socketFailures + 1;
        if (this.stopped) resolve();
        else reject(new NetworkError("socket lost"));
      };
    });
  }
}
