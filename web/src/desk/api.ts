// The desk's calls: a cookie session, and on unsafe methods the header that a foreign page cannot send.
import { Api } from "../shared/api";
import type { Lang } from "../shared/lang";
import { showPhoto } from "../shared/photos";
import type { CardWish } from "./replies";
import type { DeskCall } from "./softphone-state";
import type {
  Agent, Approval, Assignment, BulkAnswer, Canned, Colleague, ColleagueSignIn, DeedWish, DeskConversation, Earlier, Factor, Field, Floor, Found, LoginAnswer, Options, OwnReview, Queue, QueueItem,
  Secret, Task, Transfer, WaysIn,
} from "./wire";

export class DeskApi {
  private readonly api: Api;

  constructor(
    baseUrl: string,
    private readonly lang: Lang,
  ) {
    this.api = new Api({ baseUrl, lang });
  }

  waysIn = () => this.get<WaysIn>("/login");
  login = (login: string, password: string) => this.post<LoginAnswer>("/login", { login, password });
  setUp = () => this.post<Secret>("/login/set_up", {});
  code = (code: string) => this.post<LoginAnswer>("/login/code", { code });
  invited = (token: string, password: string) => this.post<LoginAnswer>("/login/invitation", { token, password });
  notMe = () => this.post<void>("/login/cancel", {});
  ssoUrl = (to: string, lang: string) => this.api.url(`/api/desk/sso/start?${new URLSearchParams({ to, lang })}`);

  factor = () => this.get<Factor>("/factor");
  factorBegin = () => this.post<Secret>("/factor/begin", {});
  factorConfirm = (code: string, present: string) =>
    this.post<{ recovery_codes: readonly string[] }>("/factor/confirm", { code, ...(present ? { present } : {}) });
  factorCodes = (code: string) => this.post<{ recovery_codes: readonly string[] }>("/factor/codes", { code });
  factorRemove = (code: string) => this.post<void>("/factor/remove", { code });
  signIns = () => this.get<{ agents: readonly ColleagueSignIn[] }>("/sign-ins");
  factorReset = (id: string, reason: string) => this.post<void>(`/agents/${encodeURIComponent(id)}/factor/reset`, { reason });

  /** Out here, and where the service says so, on to the provider's page, which sends the browser back. */
  logout = async (): Promise<void> => {
    const { go_on } = await this.post<{ go_on: string | null }>("/logout", {});
    if (go_on) location.assign(go_on);
  };
  me = () => this.get<{ agent: Agent }>("/me");
  presence = (state: Agent["state"]) => this.post<unknown>("/presence", { state });
  options = () => this.get<Options>("/options");

  queue = () => this.get<Queue>("/queue?limit=200");
  next = () => this.post<QueueItem>("/next", {});
  conversation = (id: string) => this.get<DeskConversation>(of(id));
  news = (id: string, after: number) => this.get<Pick<DeskConversation, "messages" | "conversation">>(of(id, `/messages?after=${after}`));
  claim = (id: string) => this.post<QueueItem>(of(id, "/claim"), {});
  reply = (id: string, client_id: string, text: string) => this.post<{ seq: number }>(of(id, "/messages"), { client_id, text });
  card = (id: string, client_id: string, card: CardWish) => this.post<{ seq: number }>(of(id, "/cards"), { client_id, ...card });
  photo = (id: string, file: File, clientId: string) => showPhoto(this.api, id, file, clientId);
  returnToBot = (id: string) => this.post<void>(of(id, "/return"), {});
  close = (id: string, resolution: string, disposition: string) =>
    this.post<void>(of(id, "/close"), { resolution, ...(disposition ? { disposition } : {}) });
  note = (id: string, text: string) => this.post<unknown>(of(id, "/note"), { text });
  transfer = (id: string, to: Transfer) => this.post<void>(of(id, "/transfer"), to);
  takeOver = (id: string) => this.post<QueueItem>(of(id, "/take_over"), {});
  assign = (id: string, to: Assignment) => this.post<void>(of(id, "/assign"), to);
  /** The same bulk_id again does what is left, and nothing twice. */
  bulk = (what: "assign" | "close" | "transfer", body: object) => this.post<BulkAnswer>(`/bulk/${what}`, body);
  reveal = (id: string, field: Field, reason: string, order_id?: string) =>
    this.post<{ value: string }>(of(id, "/reveal"), { field, reason, ...(order_id ? { order_id } : {}) });
  deed = (id: string, wish: DeedWish) => this.post<{ status: string }>(of(id, "/deeds"), wish);
  promise = (id: string, order_id: string, text: string, by_when: string) => this.post<unknown>(of(id, "/promises"), { order_id, text, by_when });

  unagree = (id: string, conditionId: string) => this.post<void>(of(id, `/conditions/${encodeURIComponent(conditionId)}/withdraw`), {});
  kept = (id: string, promiseId: string) => this.post<void>(of(id, `/promises/${encodeURIComponent(promiseId)}/kept`), {});

  search = (q: string) => this.get<{ found: readonly Found[]; more: boolean }>(`/search?${new URLSearchParams({ q })}`);
  history = (customerId: string) => this.get<{ conversations: readonly Earlier[] }>(`/customers/${encodeURIComponent(customerId)}/history`);
  colleagues = () => this.get<{ online: readonly Colleague[] }>("/colleagues");
  floor = () => this.get<Floor>("/floor");
  canned = () => this.get<{ canned: readonly Canned[] }>("/canned");
  taskDone = (id: string, answer: string) => this.post<void>(`/tasks/${encodeURIComponent(id)}/done`, { answer });
  taskRefused = (id: string, reason: string) => this.post<void>(`/tasks/${encodeURIComponent(id)}/refuse`, { reason });
  saveReply = (reply: Omit<Canned, "canned_id" | "ours">) => this.post<Canned>("/canned", reply);
  tasks = () => this.get<{ tasks: readonly Task[] }>("/tasks");

  reviews = () => this.get<{ reviews: readonly OwnReview[] }>("/reviews");
  answerReview = (id: string, verdict: "acknowledge" | "object", text: string) => this.post<void>(`/reviews/${encodeURIComponent(id)}/answer`, { verdict, text });

  call = () => this.get<{ call: DeskCall | null }>("/call");
  callDo = (id: string, what: "accept" | "decline" | "hang_up") => this.post<unknown>(`/calls/${encodeURIComponent(id)}/${what}`, {});
  callSwitch = (id: string, what: "mute" | "hold", on: boolean) => this.post<void>(`/calls/${encodeURIComponent(id)}/${what}`, { on });
  callWrite = (id: string) => this.post<{ conversation_id: string }>(`/calls/${encodeURIComponent(id)}/write`, {});

  approvals = () => this.get<{ waiting: Approval[] }>("/approvals");
  approve = (id: string) => this.post<void>(`/approvals/${encodeURIComponent(id)}/approve`, {});
  refuse = (id: string, reason: string) => this.post<void>(`/approvals/${encodeURIComponent(id)}/refuse`, { reason });
  photoUrl = (id: string) => this.api.url(`/api/desk/evidence/${encodeURIComponent(id)}`);

  socketUrl(): URL {
    const url = new URL(this.api.url(`/api/desk/ws?rows=1&lang=${this.lang}`), location.href);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    return url;
  }

  url(path: string): string {
    return this.api.url(`/api/desk${path}`);
  }

  get<T>(path: string): Promise<T> {
    return this.api.call<T>("GET", `/api/desk${path}`);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.api.call<T>("POST", `/api/desk${path}`, { body, headers: { "X-Careline-Desk": "1" } });
  }
}

const of = (id: string, action = ""): string => `/conversations/${encodeURIComponent(id)}${action}`;
