// What every part of the hall view needs to draw itself.
import type { Lang } from "../shared/lang";
import type { SharedText } from "../shared/text";
import type { Tasks } from "./tasks";
import type { HallText } from "./text";

export interface HallView {
  readonly t: HallText;
  readonly shared: SharedText;
  readonly lang: Lang;
  readonly now: number;
  /** The consumer's own zone, as in the chat; undefined: the device's. */
  readonly zone: string | undefined;
  readonly tasks: Tasks;
  /** The chat page with these words ready to send. */
  chatWith(draft: string): string;
}
