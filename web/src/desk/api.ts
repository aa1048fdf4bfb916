// The desk's calls: a cookie session, and on unsafe methods the header that a foreign page cannot send.
import { Api } from "../shared/api";
import type { Lang } from "../shared/lang";
import type { Agent, Approval, DeskConversation, Queue, QueueItem } from "./wire";

export class DeskApi {
  private readonly api: Api;

  constructor(baseUrl: string, lang: Lang) {
    this.api = new Api({ baseUrl, lang });
  }

  login = (login: string, password: string) => this.post<{ agent: Agent }>("/login", { login, password });
  logout = () => this.post<void>("/logout", {});
  me = () => this.get<{ agent: Agent }>("/me");
  presence = (state: Agent["state"]) => this.post<unknown>("/presence", { state });
  queue = () => this.get<Queue>("/queue");
  conversation = (id: string) => this.get<DeskConversation>(of(id));
  claim = (id: string) => this.post<QueueItem>(of(id, "/claim"), {});
  reply = (id: string, client_id: string, text: string) => this.post<{ seq: number }>(of(id, "/messages"), { client_id, text });
  returnToBot = (id: string) => this.post<void>(of(id, "/return"), {});
  close = (id: string, resolution: string) => this.post<void>(of(id, "/close"), { resolution });
  note = (id: string, text: string) => this.post<unknown>(of(id, "/note"), { text });

  approvals = () => this.get<{ waiting: Approval[] }>("/approvals");
  approve = (id: string) => this.post<void>(`/approvals/${encodeURIComponent(id)}/approve`, {});
  refuse = (id: string, reason: string) => this.post<void>(`/approvals/${encodeURIComponent(id)}/refuse`, { reason });
  photoUrl = (id: string) => this.api.url(`/api/desk/evidence/${encodeURIComponent(id)}`);

  socketUrl(): URL {
    const url = new URL(this.api.url("/api/desk/ws"), location.href);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    return url;
  }

  private get<T>(path: string): Promise<T> {
    return this.api.call<T>("GET", `/api/desk${path}`);
  }

  private post<T>(path: string, body: unknown): Promise<T> {
    return this.api.call<T>("POST", `/api/desk${path}`, { body, headers: { "X-Careline-Desk": "1" } });
  }
}

const of = (id: string, action = ""): string => `/conversations/${encodeURIComponent(id)}${action}`;
