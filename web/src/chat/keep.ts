// Unsent messages outlive a reload of the tab, but not the tab: they may hold private words.
import type { Outgoing } from "./timeline";

const key = (subject: string): string => `careline.outbox.${subject}`;

export function keepOutgoing(subject: string, outgoing: readonly Outgoing[]): void {
  const unsent = outgoing.filter((o) => o.seq === undefined);
  try {
    if (unsent.length) sessionStorage.setItem(key(subject), JSON.stringify(unsent));
    else sessionStorage.removeItem(key(subject));
  } catch {
    // Storage is full or forbidden; the messages still live on this page.
  }
}

export function keptOutgoing(subject: string): readonly Outgoing[] {
  try {
    return JSON.parse(sessionStorage.getItem(key(subject)) ?? "[]") as Outgoing[];
  } catch {
    return [];
  }
}
