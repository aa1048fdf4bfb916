// JSON over fetch with RFC 9457 problems as errors.
import { noteServerDate } from "./clock";
import { inLang, type Lang } from "./lang";
import { SHARED } from "./text";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly retryAfterMs: number | undefined,
  ) {
    super(detail || `HTTP ${status}`);
  }
}

/** Nothing came back: offline, refused, timed out. */
export class NetworkError extends Error {}

export interface ApiOptions {
  readonly baseUrl: string;
  readonly lang: Lang;
  readonly headers?: Record<string, string>;
  readonly credentials?: RequestCredentials;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, under its own type, instead of JSON. */
  readonly raw?: Blob;
  readonly headers?: Record<string, string>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export class Api {
  constructor(private readonly options: ApiOptions) {}

  get lang(): Lang {
    return this.options.lang;
  }

  url(path: string): string {
    return this.options.baseUrl.replace(/\/$/, "") + path;
  }

  async call<T>(method: "GET" | "POST", path: string, call: CallOptions = {}): Promise<T> {
    const response = await this.send(method, path, call);
    noteServerDate(response.headers.get("Date"));
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new ApiError(response.status, detailOf(body), retryAfter(response));
    return body as T;
  }

  /** What is no JSON: a picture, a document. */
  async load(path: string, call: CallOptions = {}): Promise<Blob> {
    const response = await this.send("GET", path, call);
    if (response.ok) return response.blob();
    throw new ApiError(response.status, detailOf(await response.json().catch(() => undefined)), retryAfter(response));
  }

  private async send(method: string, path: string, call: CallOptions): Promise<Response> {
    const limit = new AbortController();
    const stop = () => limit.abort();
    const timer = setTimeout(stop, call.timeoutMs ?? 15_000);
    call.signal?.addEventListener("abort", stop);
    if (call.signal?.aborted) stop();
    const json = call.body === undefined ? {} : { "Content-Type": "application/json" };
    const kind = call.raw ? { "Content-Type": call.raw.type } : json;
    const content = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    try {
      return await fetch(this.url(path), {
        method,
        headers: { Accept: "application/json", "Accept-Language": this.options.lang, ...kind, ...this.options.headers, ...call.headers },
        credentials: this.options.credentials ?? "same-origin",
        cache: "no-store",
        signal: limit.signal,
        ...(content === undefined ? {} : { body: content }),
      });
    } catch (error) {
      throw new NetworkError(String(error));
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener("abort", stop);
    }
  }
}

function detailOf(body: unknown): string {
  const problem = body as { detail?: unknown; title?: unknown } | undefined;
  const text = problem?.detail ?? problem?.title;
  return typeof text === "string" ? text : "";
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? seconds * 1000 : undefined;
}

/** A sentence for a person; the server's own detail is shown only for refusals, never for faults. */
export function explain(error: unknown, lang: Lang): string {
  const t = inLang(SHARED, lang);
  if (error instanceof NetworkError) return t.errorNetwork;
  if (!(error instanceof ApiError)) return t.errorUnknown;
  if (error.status >= 500) return t.errorServer;
  if (error.status === 429) return t.errorBusy;
  if (error.status === 401) return t.errorSignedOut;
  return readable(error.detail, lang) || t.errorUnknown;
}

/** What was written for programs is English, and no sentence for who reads Chinese. */
const readable = (detail: string, lang: Lang): string => (lang === "en" || /\p{Script=Han}/u.test(detail) ? detail : "");
