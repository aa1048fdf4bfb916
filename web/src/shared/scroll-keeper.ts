// Keeps a message list where its reader is: at the end it follows, further up it stays and counts what is new.
import type { ReactiveController, ReactiveControllerHost } from "lit";

const NEAR_END_PX = 64;

export class ScrollKeeper implements ReactiveController {
  unseen = 0;
  private atEnd = true;
  private count = 0;
  private top = 0;
  private box: HTMLElement | undefined;
  private readonly resized = new ResizeObserver(() => this.follow());

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** To be used as a ref callback on the scrolling element. */
  readonly attach = (element?: Element): void => {
    this.resized.disconnect();
    this.box = element as HTMLElement | undefined;
    if (this.box) this.resized.observe(this.box);
  };

  readonly onScroll = (): void => {
    if (!this.box) return;
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    const nearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    // A box that became smaller is not at its end either, for an instant; only a reader scrolls up.
    if (nearEnd || scrollTop < this.top) this.atEnd = nearEnd;
    this.top = scrollTop;
    if (this.atEnd && this.unseen) {
      this.unseen = 0;
      this.host.requestUpdate();
    }
  };

  /** Call before rendering with how many messages there are now. */
  note(count: number): void {
    if (!this.atEnd && count > this.count) this.unseen += count - this.count;
    this.count = count;
  }

  reset(): void {
    this.unseen = 0;
    this.count = 0;
    this.top = 0;
    this.atEnd = true;
  }

  toEnd(): void {
    this.atEnd = true;
    this.unseen = 0;
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    this.follow();
  }

  hostDisconnected(): void {
    this.resized.disconnect();
  }

  private follow(): void {
    if (!this.atEnd || !this.box) return;
    this.box.scrollTop = this.box.scrollHeight;
    this.top = this.box.scrollTop;
  }
}
