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
  /** Where a photo is, or how to get it. */
  photo(photoId: string): string | (() => Promise<string>);
  press(buttonId: string, title: string): void;
  retry(failed: Outgoing): void;
  discard(failed: Outgoing): void;
  retryPhoto(failed: Upload): void;
  dropPhoto(failed: Upload): void;
}
