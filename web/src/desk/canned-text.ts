// PURE: which canned replies fit, and their gaps filled.
import type { Lang } from "../shared/lang";
import type { Canned } from "./wire";

export type Gaps = Readonly<Record<"name" | "goods" | "order" | "agent", string>>;

/** In the customer's language; of one's own team or of nobody's; those whose title matches before those whose text does. */
export function matching(all: readonly Canned[], query: string, language: Lang, team: string | null): readonly Canned[] {
  const wanted = query.trim().toLowerCase();
  const usable = all.filter((c) => c.language === language && (c.team === null || c.team === team));
  const title = (c: Canned) => c.title.toLowerCase().includes(wanted);
  const text = (c: Canned) => c.text.toLowerCase().includes(wanted);
  return [...usable.filter(title), ...usable.filter((c) => !title(c) && text(c))];
}

/** A gap that nothing is known for goes, and with it the space before it, or else the comma or space after it. */
export function filled(text: string, gaps: Gaps): string {
  const gap = /( ?)\{(name|goods|order|agent)\}([，,、\s]?)/g;
  return text.replace(gap, (_all, before: string, name: keyof Gaps, after: string) => (gaps[name] ? before + gaps[name] + after : before ? after : "")).trim();
}
