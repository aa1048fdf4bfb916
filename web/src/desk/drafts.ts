// What an agent has begun to write, per conversation, and which one was open; both survive a reload, not the tab.

const OPEN = "careline.desk.open";
const WHO = "careline.desk.who";
const DRAFT = "careline.draft.";
const key = (conversationId: string): string => DRAFT + conversationId;

/** What is kept here is this agent's from now on: whatever another one left in this tab is gone. */
export function keepFor(agentId: string): void {
  if (sessionStorage.getItem(WHO) !== agentId) forgetDrafts();
  sessionStorage.setItem(WHO, agentId);
}

export function forgetDrafts(): void {
  const drafts = Object.keys(sessionStorage).filter((name) => name.startsWith(DRAFT));
  for (const name of [...drafts, OPEN, WHO]) sessionStorage.removeItem(name);
}

export function draftOf(conversationId: string): string {
  return sessionStorage.getItem(key(conversationId)) ?? "";
}

export function keepDraft(conversationId: string, text: string): void {
  if (text) sessionStorage.setItem(key(conversationId), text);
  else sessionStorage.removeItem(key(conversationId));
}

/** A call's matter goes on in another conversation, and so does what was begun to be written. */
export function moveDraft(from: string, to: string): void {
  const text = draftOf(from);
  if (from === to || !text) return;
  keepDraft(to, text);
  keepDraft(from, "");
}

export const lastOpen = (): string => sessionStorage.getItem(OPEN) ?? "";

export function rememberOpen(conversationId: string): void {
  if (conversationId) sessionStorage.setItem(OPEN, conversationId);
  else sessionStorage.removeItem(OPEN);
}
