"""Where photographs come from.

A source is a generator that touches neither disk nor network: it yields a request (`flow.ReadFile`,
`flow.FindMissing`), is sent the answer, and returns what it `Opened`. Whoever drives it decides how
the asking is done: `blocking.run` with plain calls, a test with canned bytes.
"""
