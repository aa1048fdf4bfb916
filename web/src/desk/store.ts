// What the desk knows, and what an agent can do; views read it and call it.
import { ApiError, explain } from "../shared/api";
import { inLang, type Lang } from "../shared/lang";
import type { DeskApi } from "./api";
import { Live, type Hint } from "./live";
import { Replies } from "./replies";
import { Seen } from "./seen";
import { Chime } from "./sound";
import { DESK, type DeskText } from "./text";
import type { Agent, Approval, DeskConversation, Queue, QueueItem } from "./wire";

const NO_QUEUE: Queue = { waiting: [], mine: [], load: { active: 0, capacity: 0 }, online: [] };
const NOTICE_MS = 7_000;

export class DeskStore {
  agent: Agent | null | undefined; // undefined: not known yet
  queue: Queue = NO_QUEUE;
  approvals: readonly Approval[] = [];
  openId = "";
  conversation: DeskConversation | undefined;
  /** The service would not show this conversation. */
  hidden = "";
  offline = false;
  notice = "";
  readonly chime = new Chime();
  readonly replies: Replies;
  private readonly seen = new Seen();
  private live: Live | undefined;
  private noticeTimer = 0;

  constructor(
    readonly api: DeskApi,
    readonly lang: Lang,
    readonly changed: () => void,
  ) {
    this.replies = new Replies(api, () => this.replied());
  }

  private get t(): DeskText {
    return inLang(DESK, this.lang);
  }

  async start(): Promise<void> {
    const agent = await this.api.me().then((me) => me.agent).catch((error: unknown) => this.fault(error));
    this.signedIn(agent ?? null);
  }

  signedIn(agent: Agent | null): void {
    this.agent = agent;
    this.live?.stop();
    this.live = agent ? this.follow() : undefined;
    if (agent) this.look();
    this.changed();
  }

  private follow(): Live {
    return new Live({
      url: () => this.api.socketUrl(),
      hint: (hint) => this.hint(hint),
      look: () => this.look(),
      connected: (yes) => this.connected(yes),
    });
  }

  stop(): void {
    this.live?.stop();
  }

  async logout(): Promise<void> {
    await this.api.logout().catch(() => undefined);
    this.openId = "";
    this.conversation = undefined;
    this.queue = NO_QUEUE;
    this.approvals = [];
    this.signedIn(null);
  }

  get items(): readonly QueueItem[] {
    return [...this.queue.mine, ...this.queue.waiting];
  }

  item(id: string): QueueItem | undefined {
    return this.items.find((i) => i.conversation_id === id);
  }

  isMine(id: string): boolean {
    return this.queue.mine.some((i) => i.conversation_id === id);
  }

  isUnread(item: QueueItem): boolean {
    return item.conversation_id !== this.openId && this.isMine(item.conversation_id) && this.seen.missed(item);
  }

  open(id: string): void {
    this.openId = id;
    this.conversation = undefined;
    this.hidden = "";
    this.changed();
    if (id) void this.fetchConversation(id);
  }

  /** Do one thing at the service; a refusal becomes a kind notice, and what is shown is fetched again either way. */
  async act(what: () => Promise<unknown>, refused?: (detail: string) => string): Promise<boolean> {
    const done = await what().then(() => true).catch((error: unknown) => this.fault(error, refused));
    this.look();
    return done ?? false;
  }

  claim(id: string): Promise<boolean> {
    return this.act(async () => {
      // A call's matter goes on in the app: what one gets may be another conversation than the one that waited.
      this.open((await this.api.claim(id)).conversation_id);
    }, this.t.claimRefused);
  }

  setPresence(state: Agent["state"]): Promise<boolean> {
    return this.act(async () => {
      await this.api.presence(state);
      if (this.agent) this.agent = { ...this.agent, state };
    });
  }

  say(notice: string): void {
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = window.setTimeout(() => this.say(""), NOTICE_MS);
    this.changed();
  }

  private replied(): void {
    this.changed();
    if (this.openId) void this.fetchConversation(this.openId);
  }

  private hint(hint: Hint): void {
    if (hint.type === "approvals") return void this.fetchApprovals();
    void this.fetchQueue();
    if (hint.type === "conversation" && hint.conversation_id === this.openId) void this.fetchConversation(this.openId);
  }

  private look(): void {
    if (!this.agent) return;
    void this.fetchQueue();
    void this.fetchApprovals();
    if (this.openId) void this.fetchConversation(this.openId);
  }

  private async fetchApprovals(): Promise<void> {
    try {
      const before = new Set(this.approvals.map((a) => a.remedy_id));
      this.approvals = (await this.api.approvals()).waiting;
      if (this.approvals.some((a) => !before.has(a.remedy_id))) this.chime.ring();
    } catch (error) {
      this.fault(error);
    }
    this.changed();
  }

  private async fetchQueue(): Promise<void> {
    try {
      const before = new Set(this.items.map((i) => i.conversation_id));
      const unreadBefore = this.items.filter((i) => this.isUnread(i)).length;
      this.queue = await this.api.queue();
      const fresh = this.queue.waiting.some((i) => !before.has(i.conversation_id));
      if (fresh || this.items.filter((i) => this.isUnread(i)).length > unreadBefore) this.chime.ring();
    } catch (error) {
      this.fault(error);
    }
    this.changed();
  }

  private async fetchConversation(id: string): Promise<void> {
    try {
      const conversation = await this.api.conversation(id);
      if (id !== this.openId) return;
      this.conversation = conversation;
      this.hidden = "";
      this.seen.note(conversation);
      this.replies.confirm(id, conversation.messages);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404)) this.hidden = error.detail || this.t.hidden;
      else this.fault(error);
    }
    this.changed();
  }

  private connected(yes: boolean): void {
    this.offline = !yes;
    if (yes) this.replies.wake();
    this.changed();
  }

  private fault(error: unknown, refused?: (detail: string) => string): undefined {
    if (error instanceof ApiError && error.status === 401) {
      if (this.agent !== null) this.signedIn(null);
    } else if (error instanceof ApiError && error.status === 409 && refused) this.say(refused(error.detail));
    else this.say(explain(error, this.lang));
    return undefined;
  }
}
