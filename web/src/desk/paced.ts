// Fetches one thing whenever it may have changed: never twice at once, and at most so often however many hints come.

export interface PacedPorts<T> {
  fetch(): Promise<T>;
  /** Only of a fetch that began after the last change of ours. */
  got(value: T): void;
  failed(error: unknown): void;
}

export class Paced<T> {
  private running = 0; // which fetch is under way; 0: none
  private wanted = false;
  private timer = 0;
  private lastAt = -Infinity;
  private version = 0;
  private fetches = 0;

  constructor(
    private readonly ports: PacedPorts<T>,
    private readonly everyMs: number,
  ) {}

  /** It may have changed: fetch at once if the last fetch is long enough ago, else when it is. */
  hint(): void {
    if (this.running) this.wanted = true;
    else if (!this.timer) this.timer = window.setTimeout(() => this.now(), Math.max(0, this.lastAt + this.everyMs - performance.now()));
  }

  /** Fetch without waiting: an agent did something, or looks. */
  now(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.running) this.wanted = true;
    else void this.run();
  }

  /** We changed what is shown ourselves: what a fetch that is under way brings is older, and is fetched again. */
  changedHere(): void {
    this.version += 1;
    if (this.running) this.wanted = true;
  }

  /** Something else is to be fetched now: a fetch that is under way is forgotten, not waited for. */
  restart(): void {
    this.stop();
    void this.run();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.version += 1;
    this.wanted = false;
    this.running = 0;
  }

  private async run(): Promise<void> {
    const fetch = (this.running = this.fetches += 1);
    const version = this.version;
    this.wanted = false;
    this.lastAt = performance.now();
    try {
      const value = await this.ports.fetch();
      if (version === this.version) this.ports.got(value);
    } catch (error) {
      if (fetch === this.running) this.ports.failed(error);
    }
    if (fetch !== this.running) return;
    this.running = 0;
    if (this.wanted) this.hint();
  }
}
