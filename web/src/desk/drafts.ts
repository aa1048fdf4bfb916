// What an agent has begun to write, per conversation; it survives a reload and a lost session, not the tab.

const key = (conversationId: string): string => `careline.draft.${conversationId}`;

export function draftOf(conversationId: string): string {
  return sessionStorage.getItem(key(conversationId)) ?? "";
}

export function keepDraft(conversationId: string, text: string): void {
  if (text) sessionStorage.setItem(key(conversationId), text);
  else sessionStorage.removeItem(key(conversationId));
}
