import { atxHeading } from "#lib/core/atx-heading";

export interface DecisionSections {
  context: string;
  outcome: string;
  rationale: string;
  consequences: string;
  /** Headings of sections of other names; each stays, heading and all, in the section that it follows. */
  moved: string[];
}

type Part = Exclude<keyof DecisionSections, "moved">;

const PARTS: Readonly<Record<string, Part>> = {
  context: "context",
  "context and problem statement": "context",
  decision: "outcome",
  "decision outcome": "outcome",
  rationale: "rationale",
  consequences: "consequences",
};

/** Takes a decision apart at its headings of the second level; those in code are none, deeper ones stay where they are. */
export function decisionSections(body: string): DecisionSections {
  const held: Record<Part, string[]> = { context: [], outcome: [], rationale: [], consequences: [] };
  const moved: string[] = [];
  let current: Part = "context";
  let fence: string | null = null;
  for (const line of body.split("\n")) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    const found = fence === null && !mark ? atxHeading(line) : null;
    const heading = found?.level === 2 ? found.text.replace(/:$/, "") : "";
    const part = Object.hasOwn(PARTS, heading.toLowerCase()) ? PARTS[heading.toLowerCase()] : undefined;
    if (part) {
      if (held[part].some((one) => one.trim() !== "")) held[part].push("");
      current = part;
      continue;
    }
    if (heading) moved.push(heading);
    held[current].push(line);
  }
  const text = (part: Part) =>
    held[part]
      .join("\n")
      .replace(/^(?:[ \t]*\n)+/, "")
      .trimEnd();
  return {
    context: text("context"),
    outcome: text("outcome"),
    rationale: text("rationale"),
    consequences: text("consequences"),
    moved,
  };
}
