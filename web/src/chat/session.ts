// One consumer's chat on this device: the timeline, who owns the conversation, and what still has to be sent.
import { explain } from "../shared/api";
import { newId } from "../shared/id";
import { Marks } from "../shared/marks";
import { Outbox } from "../shared/outbox";
import { PhotoShelf } from "../shared/photos";
import { onComeback } from "../shared/retry";
import type { ConsumerApi } from "../shared/token";
import { keepOutgoing, keptOutgoing } from "./keep";
import { Stream } from "./stream";
import { acknowledge, add, change, drop, EMPTY, lastSeq, receive, type Outgoing, type Timeline } from "./timeline";
import { Uploads } from "./uploads";
import type { ChatState, ChatUpdate } from "./wire";

const OFFLINE_AFTER_MS = 2_000;

export class ChatSession {
  timeline: Timeline = EMPTY;
  state: ChatState = { owner: "bot", thinking: false, agent: null, queue: null };
  loaded = false;
  offline = false;
  private offlineTimer = 0;
  readonly uploads: Uploads;
  readonly shelf: PhotoShelf;
  private readonly outbox: Outbox<Outgoing>;
  private readonly stream: Stream;
  private readonly marks: Marks;
  private readonly forget: () => void;

  constructor(
    private readonly api: ConsumerApi,
    private readonly subject: string,
    private readonly changed: () => void,
  ) {
    this.uploads = new Uploads(api, changed);
    this.shelf = new PhotoShelf(api);
    this.outbox = new Outbox({
      next: () => this.timeline.outgoing.find((o) => o.state === "waiting"),
      post: (message) => this.post(message),
      sent: (id, seq) => this.set(acknowledge(this.timeline, id, seq)),
      refused: (id, error) => this.set(change(this.timeline, id, { state: "failed", reason: explain(error, api.api.lang) })),
      stuck: (yes) => this.connected(!yes),
    });
    this.stream = new Stream(api, {
      after: () => lastSeq(this.timeline),
      update: (update) => this.update(update),
      connected: (yes) => this.connected(yes),
      opened: () => this.marks.reset(),
    });
    this.marks = new Marks(this.stream.mark);
    this.forget = onComeback(() => this.wake());
    addEventListener("offline", this.lost);
  }

  private readonly lost = (): void => this.connected(false);

  start(): void {
    for (const kept of keptOutgoing(this.subject)) this.timeline = add(this.timeline, kept);
    void this.stream.run();
    this.outbox.wake();
  }

  stop(): void {
    this.forget();
    removeEventListener("offline", this.lost);
    this.stream.stop();
    this.outbox.stop();
    this.uploads.stop();
    this.marks.stop();
    clearTimeout(this.offlineTimer);
  }

  wake(): void {
    this.stream.wake();
    this.outbox.wake();
  }

  send(text: string, buttonId?: string): void {
    const button = buttonId === undefined ? {} : { buttonId };
    this.marks.sent();
    this.set(add(this.timeline, { clientId: newId(), text, ...button, at: new Date().toISOString(), state: "waiting" }));
    this.outbox.wake();
  }

  /** The agent, if there is one, is told that an answer is being written. */
  typed(text: string): void {
    if (this.state.owner === "agent") this.marks.typing(text);
  }

  /** A refused message goes out as a new one: under its old id the service would give its old answer. */
  retry(failed: Outgoing): void {
    this.timeline = drop(this.timeline, failed.clientId);
    this.send(failed.text, failed.buttonId);
  }

  discard(failed: Outgoing): void {
    this.set(drop(this.timeline, failed.clientId));
  }

  /** Go on with the assistant: whoever was not waiting any more is where they wanted to be. */
  async leaveQueue(): Promise<void> {
    try {
      await this.api.call<void>("POST", "/api/chat/queue/leave", { body: {} });
    } catch {
      // The next update tells who has the conversation.
    }
    this.stream.wake();
  }

  private async post(message: Outgoing): Promise<number> {
    const what = message.buttonId === undefined ? { text: message.text } : { button_id: message.buttonId };
    const body = { client_id: message.clientId, ...what };
    return (await this.api.call<{ seq: number }>("POST", "/api/chat/messages", { body })).seq;
  }

  private update(update: ChatUpdate): void {
    this.loaded = true;
    const { messages, ...state } = update;
    this.state = state;
    this.set(receive(this.timeline, messages));
    if (state.owner === "agent") this.marks.read(lastSeq(this.timeline));
  }

  private connected(yes: boolean): void {
    if (yes) {
      clearTimeout(this.offlineTimer);
      this.offlineTimer = 0;
      if (this.offline) this.outbox.wake();
      this.offline = false;
    } else if (!this.offlineTimer) {
      this.offlineTimer = window.setTimeout(() => this.showOffline(), navigator.onLine ? OFFLINE_AFTER_MS : 0);
    }
    this.changed();
  }

  private showOffline(): void {
    this.offline = true;
    this.changed();
  }

  private set(timeline: Timeline): void {
    this.timeline = timeline;
    keepOutgoing(this.subject, timeline.outgoing);
    this.changed();
  }
}

