// What the desk knows, and what an agent can do; views read it and call it.
import { ApiError, explain } from "../shared/api";
import { newId } from "../shared/id";
import { inLang, type Lang } from "../shared/lang";
import { Alerts } from "./alerts";
import type { DeskApi } from "./api";
import { BULK, type BulkText } from "./bulk-text";
import { draftOf, forgetDrafts, keepDraft, keepFor, lastOpen, moveDraft, rememberOpen } from "./drafts";
import { Marks, TYPING_LASTS_MS } from "../shared/marks";
import { invitationOf } from "./invitation";
import { Live, type Hint } from "./live";
import { Paced } from "./paced";
import { NO_QUEUE, withRows } from "./queue-state";
import { Replies, type CardWish } from "./replies";
import { Seen } from "./seen";
import { DESK, type DeskText } from "./text";
import type { Agent, Approval, Deputy, DeskConversation, Field, Options, OwnReview, Queue, QueueItem, Task } from "./wire";

const NOTICE_MS = 7_000;
const QUEUE_EVERY_MS = 2_500;
const NEWS_EVERY_MS = 250;
/** Case, orders and rights of the open conversation change more slowly than what is said in it, and cost more. */
const TALK_EVERY_MS = 4_000;

type News = Pick<DeskConversation, "messages" | "conversation">;

const AGAIN_MS = 1_000;

/** Once more where no answer came at all. */
async function twice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError && error.status < 500 && error.status > 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return ask();
  }
}

export class DeskStore {
  agent: Agent | null | undefined; // undefined: not known yet
  queue: Queue = NO_QUEUE;
  /** The queue was fetched once: what is not in it is not there. */
  known = false;
  approvals: readonly Approval[] = [];
  /** What colleagues promised to do and did not answer yet. */
  tasks: readonly Task[] = [];
  /** What supervisors thought of my conversations. */
  reviews: readonly OwnReview[] = [];
  /** By conversation, why the last bulk left it as it is. */
  refused: Readonly<Record<string, string>> = {};
  options: Options | undefined;
  openId = "";
  /** Being claimed: the box is there already, and what is sent goes out once the service has agreed. */
  claiming = "";
  conversation: DeskConversation | undefined;
  /** The service would not show this conversation. */
  hidden = "";
  /** What was revealed of the open conversation's customer, by field and order. */
  revealed: Readonly<Record<string, string>> = {};
  offline = false;
  notice = "";
  readonly alerts = new Alerts();
  readonly replies: Replies;
  private readonly seen = new Seen();
  private readonly calling = new Set<() => void>();
  private readonly marks = new Marks((mark) => this.live?.mark(mark) ?? false);
  /** Until when each customer counts as writing. */
  private readonly typingUntil = new Map<string, number>();
  private live: Live | undefined;
  private whose = "";
  private noticeTimer = 0;
  private claimed: Promise<string> = Promise.resolve("");
  private readonly queueSync: Paced<Queue>;
  private readonly talkSync: Paced<DeskConversation | undefined>;
  private readonly newsSync: Paced<News | undefined>;

  constructor(
    readonly api: DeskApi,
    readonly lang: Lang,
    readonly changed: () => void,
  ) {
    this.replies = new Replies(api, () => this.replied(), (error) => explain(error, lang));
    this.queueSync = new Paced({ fetch: () => api.queue(), got: (q) => this.gotQueue(q), failed: (e) => this.failed(e) }, QUEUE_EVERY_MS);
    this.talkSync = new Paced({ fetch: () => this.loadTalk(), got: (c) => this.gotTalk(c), failed: (e) => this.noTalk(e) }, TALK_EVERY_MS);
    this.newsSync = new Paced({ fetch: () => this.loadNews(), got: (n) => this.gotNews(n), failed: () => this.talkSync.hint() }, NEWS_EVERY_MS);
  }

  private get t(): DeskText {
    return inLang(DESK, this.lang);
  }

  async start(): Promise<void> {
    if (invitationOf(location.hash)) return this.signedIn(null); // whoever is in here, the link is for its own login
    const agent = await this.api.me().then((me) => me.agent).catch((error: unknown) => this.fault(error));
    this.signedIn(agent ?? null);
  }

  signedIn(agent: Agent | null): void {
    this.agent = agent;
    this.live?.stop();
    this.live = agent ? this.follow() : undefined;
    this.known = false;
    this.replies.belongTo(agent?.agent_id ?? "");
    if (agent) {
      this.belongTo(agent.agent_id);
      this.open(this.openId || lastOpen());
      this.look();
      void this.fetchReviews();
      void this.forMe(this.api.options(), (options) => (this.options = options)).catch(() => undefined);
    } else {
      this.queueSync.stop();
      this.talkSync.stop();
      this.newsSync.stop();
    }
    this.changed();
  }

  /** Somebody else at this page sees nothing of who was here before; who was only signed out finds everything again. */
  private belongTo(agentId: string): void {
    if (this.whose !== agentId) this.forget();
    this.whose = agentId;
    keepFor(agentId);
  }

  private forget(): void {
    Object.assign(this, { openId: "", conversation: undefined, revealed: {}, hidden: "", queue: NO_QUEUE, approvals: [], tasks: [], reviews: [], refused: {}, options: undefined });
  }

  /** An answer to who was here before is not for who is here now. */
  private async forMe<T>(asked: Promise<T>, take: (found: T) => void): Promise<void> {
    const { whose } = this;
    const found = await asked;
    if (whose === this.whose) take(found);
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
    this.forget();
    this.replies.forget();
    forgetDrafts();
    this.signedIn(null);
  }

  may(what: Deputy): boolean {
    const { agent } = this;
    return agent?.may?.includes(what) ?? false;
  }

  /** What I asked for, or have approved already, is for somebody else to decide. */
  leavesToOthers(remedyId: string): boolean {
    return this.approvals.some((a) => a.remedy_id === remedyId && (a.own || a.mine));
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

  /** The box is there: it is mine, or is becoming mine. */
  canWrite(id: string): boolean {
    const onThePhone = this.item(id)?.channel === "phone" && this.isMine(id); // a call is talked in, not written into
    return Boolean(id) && !onThePhone && (id === this.claiming || this.isMine(id));
  }

  isUnread(item: QueueItem): boolean {
    return item.conversation_id !== this.openId && this.isMine(item.conversation_id) && this.seen.missed(item);
  }

  open(id: string): void {
    if (id === this.openId && this.conversation) return;
    this.openId = id;
    rememberOpen(id);
    this.conversation = undefined;
    this.revealed = {};
    this.hidden = "";
    this.changed();
    this.newsSync.stop();
    if (id) this.talkSync.restart();
    else this.talkSync.stop();
  }

  /** A draft of mine grew: the customer is told that I write. */
  typed(id: string, text: string): void {
    if (this.isMine(id)) this.marks.typing(text, id);
  }

  isTyping(id: string): boolean {
    return (this.typingUntil.get(id) ?? 0) > Date.now();
  }

  private types(id: string): void {
    this.typingUntil.set(id, Date.now() + TYPING_LASTS_MS);
    setTimeout(() => this.changed(), TYPING_LASTS_MS + 50);
    this.changed();
  }

  private hasRead(id: string, seq: number): void {
    const { conversation } = this;
    if (!conversation || id !== this.openId) return;
    this.conversation = { ...conversation, read_seq: Math.max(conversation.read_seq ?? 0, seq) };
    this.changed();
  }

  /** What is open and mine was read up to its last message. */
  private noteRead(): void {
    const last = this.conversation?.messages.at(-1);
    if (last?.from === "consumer") this.typingUntil.delete(this.openId);
    if (last && last.seq > 0 && this.isMine(this.openId)) this.marks.read(last.seq, this.openId);
  }

  send(text: string): void {
    const id = this.openId;
    this.marks.sent(id);
    if (id !== this.claiming) return this.replies.send(id, text);
    // What is written while the claim is under way goes out after it, or is in the box again when a colleague was quicker.
    this.onceClaimed((mine) => (mine ? this.replies.send(mine, text) : this.returned(id, text)));
  }

  /** A card of this, right away; what is written in the box stays there. */
  show(card: CardWish): void {
    const id = this.openId;
    const send = (mine: string): void => void (mine && this.replies.send(mine, this.t.cardOnItsWay, { card }));
    if (id === this.claiming) this.onceClaimed(send);
    else send(id);
    this.changed();
  }

  /** Unless somebody else is signed in by then. */
  private onceClaimed(go: (mine: string) => void): void {
    const { agent } = this;
    void this.claimed.then((mine) => agent?.agent_id === this.agent?.agent_id && go(mine));
  }

  private returned(id: string, text: string): void {
    keepDraft(id, [text, draftOf(id)].filter(Boolean).join("\n"));
    this.changed();
  }

  /** One click, and a line in the journal: who saw what of whom. What was shown once stays, until another is opened. */
  async reveal(field: Field, reason: string, order?: string): Promise<string> {
    const key = `${field}:${order ?? ""}`;
    const id = this.openId;
    if (this.revealed[key] === undefined) {
      const { whose } = this;
      const { value } = await this.api.reveal(id, field, reason, order);
      if (id !== this.openId || whose !== this.whose) return value;
      this.revealed = { ...this.revealed, [key]: value };
      this.changed();
      return value;
    }
    return this.revealed[key] ?? "";
  }

  /** The open conversation's customer, by their real name once it was revealed. */
  nameOf(masked: string): string {
    return this.revealed["name:"] ?? masked;
  }

  /** Do one thing at the service; a refusal becomes a kind notice, and what is shown is fetched again either way. */
  async act(what: () => Promise<unknown>, refused?: (detail: string) => string): Promise<boolean> {
    const done = await what().then(() => true).catch((error: unknown) => this.fault(error, refused));
    this.look();
    return done ?? false;
  }

  /** One thing to several conversations, as the agent sees them now; returns those that it was not done to, or nothing
   *  where the service would not at all. A lost answer is asked for again under the same id, by which nothing is done twice. */
  async bulk(what: "assign" | "close" | "transfer", picks: readonly QueueItem[], body: object): Promise<readonly string[] | undefined> {
    const all = { bulk_id: newId(), picks: picks.map(({ conversation_id, epoch }) => ({ conversation_id, epoch })), ...body };
    let left = picks.map((i) => i.conversation_id);
    const answered = await this.act(async () => {
      const { rows } = await twice(() => this.api.bulk(what, all));
      left = rows.filter((row) => !row.done).map((row) => row.conversation_id);
      this.refused = Object.fromEntries(rows.flatMap((row) => (row.problem ? [[row.conversation_id, row.problem]] : [])));
      this.say(left.length ? this.b.someDone(rows.length - left.length, left.length) : this.b.allDone(rows.length));
      if (rows.some((row) => row.done && row.conversation_id === this.openId) && what !== "assign") this.open("");
    });
    return answered ? left : undefined;
  }

  private get b(): BulkText {
    return inLang(BULK, this.lang);
  }

  /** Take a conversation; the one that the agent has then (a call goes on in the app), or nothing. */
  claim(id: string, how: () => Promise<QueueItem> = () => this.api.claim(id)): Promise<string> {
    if (this.claiming) return this.claimed;
    this.claiming = id;
    this.claimed = this.claimNow(id, how);
    this.open(id);
    this.changed();
    return this.claimed;
  }

  /** Whoever is to be served next. */
  async takeNext(): Promise<string> {
    try {
      const item = await this.api.next();
      this.taken(item.conversation_id, item);
      this.open(item.conversation_id);
      return item.conversation_id;
    } catch (error) {
      this.fault(error, this.t.claimRefused);
      return "";
    } finally {
      this.look();
    }
  }

  private async claimNow(id: string, how: () => Promise<QueueItem>): Promise<string> {
    try {
      const item = await how();
      this.taken(id, item);
      return item.conversation_id;
    } catch (error) {
      this.fault(error, this.t.claimRefused);
      return "";
    } finally {
      this.claiming = "";
      this.look();
      this.changed();
    }
  }

  /** Ours at once, whatever the queue that is being fetched still says. */
  private taken(waited: string, item: QueueItem): void {
    const { waiting, mine } = this.queue;
    const others = mine.filter((i) => i.conversation_id !== item.conversation_id);
    this.queue = { ...this.queue, waiting: waiting.filter((i) => i.conversation_id !== waited), mine: [...others, item] };
    this.queueSync.changedHere();
    moveDraft(waited, item.conversation_id);
    if (item.conversation_id !== waited && this.openId === waited) this.open(item.conversation_id);
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

  /** For a window to say in the page's place. */
  takeNotice(): string {
    const { notice } = this;
    this.say("");
    return notice;
  }

  /** Tell the softphone that there may be news of its call; undone by what is returned. */
  onCall(heard: () => void): () => void {
    this.calling.add(heard);
    return () => this.calling.delete(heard);
  }

  private callChanged(): void {
    for (const heard of this.calling) heard();
  }

  /** The lists once more, at once: something was done that they show. */
  look(): void {
    if (!this.agent) return;
    this.queueSync.now();
    void this.fetchApprovals();
    void this.fetchTasks();
    this.callChanged();
    if (this.openId) this.talkSync.now();
  }

  private replied(): void {
    this.changed();
    this.newsSync.hint();
  }

  private hint(hint: Hint): void {
    if (hint.type === "approvals") void this.fetchApprovals();
    else if (hint.type === "tasks") void this.fetchTasks();
    else if (hint.type === "call") this.callChanged();
    else if (hint.type === "me") void this.fetchMe();
    else if (hint.type === "queue") this.queueSync.hint();
    else if (hint.type === "rows") this.gotQueue(withRows(this.queue, hint));
    else if (hint.type === "presence") this.gotQueue({ ...this.queue, online: hint.online });
    else if (hint.type === "typing") this.types(hint.conversation_id);
    else if (hint.type === "read") this.hasRead(hint.conversation_id, hint.seq);
    else if (hint.type === "conversation" && hint.conversation_id === this.openId) {
      this.newsSync.hint();
      this.talkSync.hint();
    }
  }

  async fetchReviews(): Promise<void> {
    await this.forMe(this.api.reviews(), (r) => (this.reviews = r.reviews)).catch(() => undefined);
    this.changed();
  }

  /** What I am or may do was changed. */
  private async fetchMe(): Promise<void> {
    const me = await this.api.me().catch((error: unknown) => this.fault(error));
    if (!me || JSON.stringify(me.agent) === JSON.stringify(this.agent)) return;
    if (me.agent.agent_id !== this.agent?.agent_id) return this.signedIn(me.agent); // in another tab of this browser
    this.agent = me.agent;
    this.approvals = [];
    this.look();
    this.changed();
  }

  private async fetchTasks(): Promise<void> {
    await this.forMe(this.api.tasks(), (t) => (this.tasks = t.tasks)).catch(() => undefined);
    this.changed();
  }

  private async fetchApprovals(): Promise<void> {
    if (!this.may("approve")) return;
    try {
      const before = new Set(this.approvals.map((a) => a.remedy_id));
      await this.forMe(this.api.approvals(), ({ waiting }) => {
        this.approvals = waiting;
        const fresh = waiting.find((a) => !before.has(a.remedy_id));
        if (fresh) this.alerts.ring(this.t.alertApproval(fresh.kind_text), fresh.remedy_id, () => undefined);
      });
    } catch (error) {
      this.fault(error);
    }
    this.changed();
  }

  private gotQueue(queue: Queue): void {
    const before = new Set(this.items.map((i) => i.conversation_id));
    const unread = new Set(this.items.filter((i) => this.isUnread(i)).map((i) => i.conversation_id));
    const first = !this.known;
    this.queue = queue;
    this.known = true;
    if (!first) this.alert(before, unread);
    this.changed();
  }

  private alert(before: ReadonlySet<string>, unread: ReadonlySet<string>): void {
    const wrote = this.queue.mine.find((i) => this.isUnread(i) && !unread.has(i.conversation_id));
    const came = this.items.find((i) => !before.has(i.conversation_id));
    const item = wrote ?? came;
    if (!item) return;
    const title = wrote ? this.t.alertMessage(item.customer.name) : this.t.alertWaiting(item.customer.name);
    this.alerts.ring(title, item.conversation_id, () => this.open(item.conversation_id));
  }

  private async loadTalk(): Promise<DeskConversation | undefined> {
    return this.openId ? this.api.conversation(this.openId) : undefined;
  }

  private gotTalk(conversation: DeskConversation | undefined): void {
    const id = conversation?.conversation.conversation_id;
    if (!conversation || id !== this.openId) return;
    const before = this.conversation?.conversation.conversation_id === id ? (this.conversation.read_seq ?? 0) : 0;
    const read_seq = Math.max(before, conversation.read_seq ?? 0);
    this.conversation = { ...conversation, read_seq, messages: [...conversation.messages, ...this.saidAfter(conversation)] };
    this.hidden = "";
    this.seen.note(conversation);
    this.noteRead();
    this.replies.confirm(id, conversation.messages);
    this.changed();
  }

  /** What came by itself while the whole was being fetched: it is not lost until the next time. */
  private saidAfter({ conversation, messages }: DeskConversation): DeskConversation["messages"] {
    const shown = this.conversation;
    if (shown?.conversation.conversation_id !== conversation.conversation_id) return [];
    const last = messages.at(-1)?.seq ?? -Infinity;
    return shown.messages.filter((m) => m.seq > last);
  }

  private async loadNews(): Promise<News | undefined> {
    const { conversation } = this;
    if (!conversation) return undefined;
    return this.api.news(this.openId, conversation.messages.at(-1)?.seq ?? 0);
  }

  /** What was said since, put behind what is shown. */
  private gotNews(news: News | undefined): void {
    const { conversation } = this;
    if (!news || conversation?.conversation.conversation_id !== news.conversation.conversation_id) return;
    const last = conversation.messages.at(-1)?.seq ?? -Infinity;
    const fresh = news.messages.filter((m) => m.seq > last);
    this.gotTalk({ ...conversation, conversation: news.conversation, messages: [...conversation.messages, ...fresh] });
  }

  private noTalk(error: unknown): void {
    const gone = error instanceof ApiError && (error.status === 403 || error.status === 404);
    if (gone) this.hidden = this.t.hidden;
    else this.fault(error);
    this.changed();
  }

  private failed(error: unknown): void {
    this.fault(error);
    this.changed();
  }

  private connected(yes: boolean): void {
    this.offline = !yes;
    if (yes) {
      this.replies.wake();
      this.marks.reset();
    }
    this.changed();
  }

  private fault(error: unknown, refused?: (detail: string) => string): undefined {
    if (error instanceof ApiError && error.status === 401) {
      if (this.agent !== null) this.signedIn(null);
    } else if (error instanceof ApiError && error.status === 409 && refused) this.say(refused(explain(error, this.lang)));
    else this.say(explain(error, this.lang));
    return undefined;
  }
}
