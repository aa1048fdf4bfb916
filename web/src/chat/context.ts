// What every part of the chat view needs to draw itself.
import type { Lang } from "../shared/lang";
import type { SharedText } from "../shared/text";
import type { ChatText } from "./text";
import type { Outgoing } from "./timeline";

export interface ViewContext {
  readonly t: ChatText;
  readonly shared: SharedText;
  readonly lang: Lang;
  readonly now: number;
  readonly offline: boolean;
  press(buttonId: string, title: string): void;
  retry(failed: Outgoing): void;
  discard(failed: Outgoing): void;
}
