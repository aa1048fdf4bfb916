"""When a handoff was first taken, and first answered: what the figures and the waits that we tell of rest on.

The columns `assigned_at` and `first_reply_at` are about who has it now, and begin anew whenever it changes hands.
"""

from __future__ import annotations


def firsts_of(handoff: str) -> str:
    """SQL that joins `first(taken_at, replied_at)` to rows of `handoffs` under this name; null: it has not happened.

    Who was put through on the phone was answered by that.
    """
    return f"""JOIN LATERAL (
  SELECT LEAST({handoff}.assigned_at, min(j.at)) AS taken_at,
    LEAST({handoff}.first_reply_at, min(j.at) FILTER (WHERE j.why = 'took_the_call'),
      (SELECT min(m.at) FROM messages m WHERE m.conversation_id = {handoff}.conversation_id AND m.author = 'agent'
         AND m.at >= {handoff}.requested_at AND m.at <= COALESCE({handoff}.ended_at, 'infinity'))) AS replied_at
  FROM journal j
  WHERE j.subject = 'conversation:' || {handoff}.conversation_id AND j.what = 'owner_changed'
    AND j.data ->> 'owner' = 'agent'
    AND j.at >= {handoff}.requested_at AND j.at <= COALESCE({handoff}.ended_at, 'infinity')) first ON true"""  # noqa: S608
