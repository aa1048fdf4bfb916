// What every part of the chat view needs to draw itself.
import type { Lang } from "../shared/lang";
import type { SharedText } from "../shared/text";
import type { ChatText } from "./text";
import type { Outgoing } from "./timeline";
import type { Upload } from "./uploads";

export interface ViewContext {
  readonly t: ChatText;
  readonly shared: SharedText;
  readonly lang: Lang;
  readonly now: number;
  readonly offline: boolean;
  /** The consumer's own zone, in which the assistant tells them times too; undefined: the device's. */
  readonly zone?: string | undefined;
  /** Up to which of the consumer's messages the agent has read; 0: none. */
  readonly readSeq: number;
  /** Where a photo is, or how to get it. */
  photo(photoId: string): string | (() => Promise<string>);
  /** Where the consumer finds this right in the hall; undefined: there is no way to it from here. */
  readonly hall?: ((orderId: string, right: string) => string) | undefined;
  press(buttonId: string, title: string): void;
  retry(failed: Outgoing): void;
  discard(failed: Outgoing): void;
  retryPhoto(failed: Upload): void;
  dropPhoto(failed: Upload): void;
}
