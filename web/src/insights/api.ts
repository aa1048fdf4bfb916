// The review's calls; the session is the desk's.
import { DeskApi } from "../desk/api";
import { Api } from "../shared/api";
import { ownZone } from "../shared/format";
import type { Lang } from "../shared/lang";
import type { Figures } from "./figures-wire";
import type { Qualities, Quality, Verdict as Scores, Wanted } from "./quality-wire";
import type { Filter, Preview, Review, Reviews, Verb } from "./wire";

const ALL = "/api/insights/review";
const QUALITY = "/api/insights/quality";
export const PAGE = 50;
/** So many conversations are drawn at once. */
const LOT = 10;

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

  /** The last so many days; on the reader's clock where the shop's is not known. */
  figures = (days: number) => this.api.call<Figures>("GET", `/api/insights/figures?${new URLSearchParams({ days: String(days), zone: ownZone() })}`);

  /** Reviews that wait or are done; or closed conversations of the last 30 days to choose from. */
  qualities(wanted: Wanted, offset: number): Promise<Qualities> {
    const query = new URLSearchParams({ offset: String(offset) });
    if (wanted.agent) query.set("agent_id", wanted.agent);
    if (wanted.list !== "choose") query.set("state", wanted.list);
    else {
      query.set("zone", ownZone());
      if (wanted.channel) query.set("channel", wanted.channel);
      if (wanted.low) query.set("low", "true");
      if (wanted.seed) (query.set("lot", String(LOT)), query.set("seed", wanted.seed));
    }
    return this.api.call<Qualities>("GET", `${QUALITY}${wanted.list === "choose" ? "/conversations" : ""}?${query}`);
  }

  quality = (conversationId: string) => this.api.call<Quality>("GET", `${QUALITY}/conversations/${encodeURIComponent(conversationId)}`);
  score = (conversationId: string, scores: Scores) => this.post<Quality>(`${QUALITY}/conversations/${encodeURIComponent(conversationId)}`, scores);

  decide = (turnId: string, decision: Decision) => this.post<Review>(of(turnId), decision);
  preview = (turnId: string, text: string) => this.post<Preview>(of(turnId, "/preview"), { text });

  private post<T>(path: string, body: unknown): Promise<T> {
    return this.api.call<T>("POST", path, { body, headers: { "X-Careline-Desk": "1" } });
  }
}

const of = (turnId: string, action = ""): string => `${ALL}/${encodeURIComponent(turnId)}${action}`;
