export const LABELS = [
  ["api", "blue"],
  ["database", "teal"],
  ["design", "pink"],
  ["docs", "slate"],
  ["flaky test", "amber"],
  ["security", "red"],
  ["performance", "green"],
] as const;

const SUBJECTS = [
  "Import keeps dotted ids",
  "Lease expires while the agent still writes",
  "Late heartbeat brings a finished claim back",
  "Search finds words inside code blocks",
  "Write the guide for moving from another tracker, with screenshots and a table of what is kept and what is not",
  "Token with read scope may open the stream",
  "Dark theme loses the focus ring on the board",
  "Retry with the same key answers twice",
  "Old duplicate of the import issue",
  "Events arrive out of order after a restart",
  "Explain why an issue is not ready",
  "Budget for the start package",
];

/** Sixty titles, with the awkward ones among them. */
export const TITLES = Array.from({ length: 60 }, (_, place) => {
  if (place === 13) return "שגיאה בייבוא של קבצים מימין לשמאל";
  if (place === 17) return "🚀 Release notes for the first public version";
  if (place === 19) return "Fehlerbehandlungs".repeat(12).slice(0, 200);
  if (place === 25) return `<script>alert("title")</script> & <b>bold</b>`;
  const subject = SUBJECTS[place % SUBJECTS.length] ?? "";
  const round = Math.floor(place / SUBJECTS.length);
  return round === 0
    ? subject
    : `${subject} ${["", "on PostgreSQL", "in the browser", "from the command line", "after an upgrade"][round]}`;
});

export const LONG_DESCRIPTION = `When an agent works longer than its lease, the queue gives the issue to somebody else and **both write**. It happened twice this week, see TUR-3 and ATLAS-1.

## How to see it

1. Claim an issue with a lease of one minute.
2. Keep writing work logs, without a heartbeat.
3. Claim it from a second session.

\`\`\`ts
// The holder is checked when the write begins, not when it commits.
export async function claim(ctx: WriteContext, issue: string, minutes = 30): Promise<Claim> {
  const lease = await findLease(ctx, issue);
  if (lease && lease.until > ctx.now) throw new TurboError("conflict", \`\${lease.holder} has it.\`);
  return insertLease(ctx, { issue, until: after(ctx.now, minutes) });
}
\`\`\`

| Engine | Lock | Seen |
| --- | --- | --- |
| SQLite | immediate transaction | never |
| PostgreSQL | row lock | 2 of 1,000 |

- [x] Find where the time is read
- [ ] Compare leases by their id, not by their end
- [ ] Say in the event who lost the lease

> A write to the issue by its holder counts as a heartbeat.

The rule itself is in [the guide](https://example.com/leases), and \`TURBO-12\` in code stays as it is.`;

export const COMMENTS = [
  "I can reproduce it on PostgreSQL in 2 of 1,000 runs. The late write passes because `until` is compared **before** the lock is taken.\n\nNext I will:\n\n1. move the check under the lock\n2. add the failing test",
  "Should the late write be refused, or queued behind the new holder?",
  "Refused. Queueing would apply a change that was made against an older version.",
];

export const HOSTILE = `<img src=x onerror="window.__hurt=1"><script>window.__hurt=1</script>

[press](javascript:window.__hurt=1) ![p](https://example.com/p.png) <b>not bold</b>

\`\`\`html
<script>window.__hurt=1</script>
\`\`\``;
