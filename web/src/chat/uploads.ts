// Photos on their way: each is sent until the service has it or refuses it; then the stream brings it back as a message.
import { explain, ApiError } from "../shared/api";
import { newId } from "../shared/id";
import { sendPhoto } from "../shared/photos";
import { Backoff } from "../shared/retry";
import type { ConsumerApi } from "../shared/token";

export interface Upload {
  readonly clientId: string;
  readonly file: Blob;
  /** Why it was refused; nothing while it is on its way. */
  readonly reason?: string;
}

const TRIES = 4;

export class Uploads {
  list: readonly Upload[] = [];
  private stopped = false;

  constructor(
    private readonly api: ConsumerApi,
    private readonly changed: () => void,
  ) {}

  add(file: Blob): void {
    const upload = { clientId: newId(), file };
    this.set([...this.list, upload]);
    void this.send(upload);
  }

  /** Under the same id: if it did arrive, it is not kept twice. */
  retry(failed: Upload): void {
    const again = { clientId: failed.clientId, file: failed.file };
    this.set(this.list.map((one) => (one.clientId === failed.clientId ? again : one)));
    void this.send(again);
  }

  drop(failed: Upload): void {
    this.set(this.list.filter((one) => one.clientId !== failed.clientId));
  }

  /** Whoever sent them is here no more. */
  stop(): void {
    this.stopped = true;
  }

  private async send(upload: Upload): Promise<void> {
    const backoff = new Backoff();
    for (let left = TRIES; !this.stopped; left -= 1) {
      try {
        await sendPhoto(this.api, upload.file, { inChat: true, clientId: upload.clientId });
        return this.drop(upload);
      } catch (error) {
        if (this.stopped) return;
        if (left <= 1 || isRefusal(error)) return this.refused(upload, reasonOf(error, this.api));
        await new Promise((resolve) => setTimeout(resolve, backoff.nextMs()));
      }
    }
  }

  private refused(upload: Upload, reason: string): void {
    this.set(this.list.map((one) => (one.clientId === upload.clientId ? { ...upload, reason } : one)));
  }

  private set(list: readonly Upload[]): void {
    this.list = list;
    this.changed();
  }
}

const isRefusal = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;

/** Too many photos is told in the service's own words: it says how many are allowed. */
function reasonOf(error: unknown, api: ConsumerApi): string {
  if (error instanceof ApiError && error.status === 429) return error.detail;
  return explain(error, api.api.lang);
}
