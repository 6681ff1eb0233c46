"""Where photographs come from.

A source is a generator that touches neither disk nor network: it yields a request (`flow.ReadFile`,
`flow.FindMissing`), is sent the answer, and returns what it `Opened`. Whatever drives it decides
how requests are answered: `blocking.Driver` with plain calls, a test with canned bytes.
"""
