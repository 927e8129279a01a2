/** The revisions of MCP whose requirements are tried, newest first. */
export const REVISIONS = ["2026-07-28", "2025-11-25"] as const;
export type Revision = (typeof REVISIONS)[number];

/** Scenarios that call no tool, prompt or resource by a name of the suite's own: they are run on Turbo itself. */
export const WITHOUT_FIXTURE: Record<Revision, readonly string[]> = {
  "2026-07-28": [
    "server-stateless",
    "tools-list",
    "server-sse-multiple-streams",
    "resources-list",
    "sep-2164-resource-not-found",
    "prompts-list",
    "dns-rebinding-protection",
    "caching",
    "input-required-result-unsupported-methods",
    "http-header-validation", // Not required.
  ],
  "2025-11-25": [
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "dns-rebinding-protection",
  ],
};

/** What need not pass: scenarios, or checks as `scenario:check`. The run fails where one of them passes after all. */
interface Excuse {
  served: "Turbo" | "fixture";
  revision: Revision;
  names: readonly string[];
  reason: string;
}

export const EXCUSES: readonly Excuse[] = [
  {
    served: "Turbo",
    revision: "2026-07-28",
    names: [
      "server-stateless:sep-2575-server-rejects-undeclared-capability",
      "server-stateless:sep-2575-missing-capability-http-400",
      "server-stateless:sep-2575-http-server-no-independent-requests-on-stream",
      "server-stateless:sep-2575-server-no-log-without-loglevel",
    ],
    reason: "These checks call diagnostic tools, which the fixture has.",
  },
  {
    served: "fixture",
    revision: "2025-11-25",
    names: [
      "tools-call-sampling",
      "tools-call-elicitation",
      "elicitation-sep1034-defaults",
      "elicitation-sep1330-enums",
    ],
    reason:
      "The server asks its client during a call, and the answer comes as another request, for which this door keeps nothing. In 2026-07-28 such a question is a result, and those scenarios pass.",
  },
  {
    served: "fixture",
    revision: "2025-11-25",
    names: ["resources-subscribe", "resources-unsubscribe"],
    reason: "A subscription lasts beyond its request, and this door keeps nothing between requests.",
  },
  {
    served: "fixture",
    revision: "2025-11-25",
    names: ["server-sse-multiple-streams"],
    reason: "It needs a session, and this door has none. In 2026-07-28 it passes.",
  },
];

export function excusedOf(served: Excuse["served"], revision: Revision): string[] {
  return EXCUSES.filter((one) => one.served === served && one.revision === revision).flatMap(({ names }) => names);
}
