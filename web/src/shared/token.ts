// Where the consumer's token comes from: the host page, the app around the webview, or the demo.
import { Api, ApiError, type CallOptions } from "./api";

export type TokenSource = () => Promise<string>;

/** Somebody else is signed in by now: what was waiting for a token of this consumer's is not done at all. */
export class SignedOffError extends Error {}

interface Waiting {
  given(token: string): void;
  inVain(error: SignedOffError): void;
}

/** Holds one consumer's token, lets callers wait for one, and asks for another when the server refuses it. */
export class TokenBox {
  private token: string | undefined;
  private waiting: Waiting[] = [];
  private closed = false;

  constructor(
    private readonly subject: string,
    private readonly ask: () => void,
  ) {}

  /** A token of anybody else is none for this box. */
  set(token: string): void {
    if (this.closed || subjectOf(token) !== this.subject) return;
    this.token = token;
    for (const one of this.waiting.splice(0)) one.given(token);
  }

  /** Raises SignedOffError once this consumer is here no more. */
  get(): Promise<string> {
    if (this.closed) return Promise.reject(new SignedOffError());
    if (this.token) return Promise.resolve(this.token);
    const first = !this.waiting.length;
    const answer = new Promise<string>((given, inVain) => this.waiting.push({ given, inVain }));
    if (first) this.ask();
    return answer;
  }

  close(): void {
    this.closed = true;
    for (const one of this.waiting.splice(0)) one.inVain(new SignedOffError());
  }

  /** Forget a refused token, unless it has been replaced meanwhile. */
  refuse(token: string): void {
    if (this.token === token) this.token = undefined;
  }
}

/** The API as the signed-in consumer: waits for a token, and for a fresh one when it has expired. */
export class ConsumerApi {
  constructor(
    readonly api: Api,
    private readonly box: TokenBox,
  ) {}

  call<T>(method: "GET" | "POST", path: string, options: CallOptions = {}): Promise<T> {
    return this.signed((headers) => this.api.call<T>(method, path, { ...options, headers: { ...options.headers, ...headers } }));
  }

  load(path: string): Promise<Blob> {
    return this.signed((headers) => this.api.load(path, { headers }));
  }

  private async signed<T>(ask: (headers: Record<string, string>) => Promise<T>): Promise<T> {
    const token = await this.box.get();
    const as = (one: string) => ask({ Authorization: `Bearer ${one}` });
    try {
      return await as(token);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.box.refuse(token);
      return as(await this.box.get());
    }
  }
}

/** Whose token it is, only to tell consumers apart on this device; the server is what verifies it. */
export function subjectOf(token: string): string {
  try {
    const payload = token.split(".")[1] ?? "";
    const claims = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/"))) as { sub?: unknown };
    return String(claims.sub ?? "");
  } catch {
    return "";
  }
}

/** Tokens posted by the surrounding page or app, from our own origin or a listed one. */
export function onPostedToken(origins: () => readonly string[], accept: (token: string) => void): () => void {
  const listen = (event: MessageEvent) => {
    const data = event.data as { type?: unknown; token?: unknown } | null;
    if (data?.type !== "careline-token" || typeof data.token !== "string") return;
    if (event.origin === location.origin || origins().includes(event.origin)) accept(data.token);
  };
  addEventListener("message", listen);
  return () => removeEventListener("message", listen);
}
