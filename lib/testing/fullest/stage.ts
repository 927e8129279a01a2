import { newId } from "#lib/core/ids";

/** Performs an operation by its name and answers its output. */
export type Call = (operation: string, input: unknown) => Promise<Record<string, unknown>>;

/** One write with as much in its input as it can take. */
export interface FullestWrite {
  operation: string;
  /** Its input, after making what it needs: the projects MAIN and WEB, their first issues, ada who asks, and ben are there. */
  input(call: Call): Promise<Readonly<Record<string, unknown>>>;
  /** Fields that stay out, because they exclude others. */
  without?: readonly string[];
}

/** Labels that are there. */
export const LABELS = ["backend", "design", "security", "ux"] as const;

/** A title that nothing else has. */
export const title = () => `Made ${newId()}`;

/** A text that names things and both people. */
export const naming = (...keys: unknown[]) =>
  `See **${["MAIN-1", "WEB-1", ...keys].join(", ")}** and \`MAIN-2\`; @ada and @ben know more. ${title()}`;

const made =
  (operation: string, name: string, input: () => object) =>
  async (call: Call, more: object = {}) =>
    String((await call(operation, { ...input(), ...more }))[name]);

export const issue = made("issues.create", "key", () => ({ project: "MAIN", title: title() }));
export const milestone = made("milestones.create", "key", () => ({ project: "MAIN", title: title() }));
export const initiative = made("initiatives.create", "key", () => ({ title: title(), projects: ["WEB"] }));
export const proposal = made("proposals.propose", "key", () => ({
  project: "MAIN",
  title: title(),
  items: [{ make: "issue", title: title() }],
}));
export const document = made("documents.create", "key", () => ({ project: "MAIN", title: title() }));
export const decision = made("decisions.create", "key", () => ({ project: "MAIN", title: title(), outcome: "Yes." }));

/** An issue of MAIN by the key that it had in WEB. */
export async function movedIssue(call: Call): Promise<{ key: string; old: string }> {
  const old = await issue(call, { project: "WEB" });
  return { key: String((await call("issues.move", { issue: old, project: "MAIN" })).key), old };
}
