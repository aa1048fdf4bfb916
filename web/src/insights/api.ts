// The review's calls; the session is the desk's.
import { DeskApi } from "../desk/api";
import { Api } from "../shared/api";
import type { Lang } from "../shared/lang";
import type { Figures } from "./figures-wire";
import type { Filter, Preview, Review, Reviews, Verb } from "./wire";

const ALL = "/api/insights/review";
export const PAGE = 50;

export interface Decision {
  readonly version: number;
  readonly verb: Verb;
  readonly intent?: string;
  readonly text?: string;
}

export class InsightsApi {
  readonly desk: DeskApi;
  private readonly api: Api;

  constructor(baseUrl: string, lang: Lang) {
    this.desk = new DeskApi(baseUrl, lang);
    this.api = new Api({ baseUrl, lang });
  }

  list(filter: Filter, offset: number): Promise<Reviews> {
    const query = new URLSearchParams({ state: filter.state, limit: String(PAGE), offset: String(offset) });
    if (filter.reason) query.set("reason", filter.reason);
    if (filter.language) query.set("language", filter.language);
    return this.api.call<Reviews>("GET", `${ALL}?${query}`);
  }

  /** UTC dates, both included. */
  figures = (from: string, to: string) => this.api.call<Figures>("GET", `/api/insights/figures?${new URLSearchParams({ from, to })}`);
  decide = (turnId: string, decision: Decision) => this.post<Review>(of(turnId), decision);
  preview = (turnId: string, text: string) => this.post<Preview>(of(turnId, "/preview"), { text });

  private post<T>(path: string, body: unknown): Promise<T> {
    return this.api.call<T>("POST", path, { body, headers: { "X-Careline-Desk": "1" } });
  }
}

const of = (turnId: string, action = ""): string => `${ALL}/${encodeURIComponent(turnId)}${action}`;
