"""Changing the assistant's model while it answers: try it out, switch process by process, watch, go back.

`trial` finds out what a candidate is worth, `core.models` judges, `record` keeps what was decided, `switching` restarts
the processes one after another, `watch` looks at how consumers fare with it, `keeper` ties these together inside
`careline up`, which `control` reaches from another terminal.
"""
