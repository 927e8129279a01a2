import { type Call, decision, document, type FullestWrite, initiative, issue, naming, title } from "./stage.ts";

const texts = () => ({
  title: title(),
  context: naming(),
  options: [{ name: "One", pros: ["Fast"], cons: ["Large"], whyNot: "", chosen: true }, "Other"],
  outcome: naming(),
  rationale: naming(),
  consequences: naming(),
  kind: "strategic",
  impactAreas: ["cost", "security"],
});

async function governed(call: Call, labels = ["backend", "ux"], paths = ["src/auth/**"]) {
  const [issues, documents] = [[await issue(call, { labels: ["backend"] })], [await document(call, { labels })]];
  return { issues, documents, labels, initiatives: [await initiative(call)], paths };
}

/** A decision that holds and that something leans on. */
const holding = async (call: Call) => decision(call, { accept: true, governs: await governed(call) });
const two = async (call: Call) => [await holding(call), await holding(call)];

/** Writes of decisions. */
export const FULLEST_DECISIONS: Readonly<Record<string, FullestWrite>> = {
  "decisions.create": {
    operation: "decisions.create",
    without: ["accept"],
    async input(call) {
      return { project: "MAIN", ...texts(), governs: await governed(call), supersedes: await two(call) };
    },
  },
  "decisions.create, accepted at once": {
    operation: "decisions.create",
    async input(call) {
      return { project: "MAIN", ...texts(), governs: await governed(call), supersedes: await two(call), accept: true };
    },
  },
  "decisions.create, of the workspace": {
    operation: "decisions.create",
    without: ["project"],
    async input(call) {
      return { ...texts(), governs: await governed(call), supersedes: await two(call), accept: true };
    },
  },
  "decisions.update": {
    operation: "decisions.update",
    without: ["replace"],
    async input(call) {
      const [before, [one, other]] = [await governed(call), await two(call)];
      return {
        decision: await decision(call, { context: "See MAIN-2.", governs: before, supersedes: [one] }),
        ...texts(),
        governs: await governed(call, ["design"], ["lib/**"]),
        addGoverns: await governed(call, ["security"], ["app/**"]),
        removeGoverns: { labels: ["design"] },
        supersedes: [other],
      };
    },
  },
  "decisions.accept": {
    operation: "decisions.accept",
    async input(call) {
      const more = {
        options: ["One", "Other"],
        outcome: "",
        governs: await governed(call),
        supersedes: await two(call),
      };
      return { decision: await decision(call, more), outcome: naming(), option: "One" };
    },
  },
  "decisions.reject": {
    operation: "decisions.reject",
    async input(call) {
      const more = { governs: await governed(call), supersedes: await two(call) };
      return { decision: await decision(call, more), reason: naming() };
    },
  },
  "decisions.supersede": {
    operation: "decisions.supersede",
    async input(call) {
      return { decision: await holding(call), by: await holding(call) };
    },
  },
  "decisions.supersede, later": {
    operation: "decisions.supersede",
    async input(call) {
      return { decision: await holding(call), by: await decision(call) };
    },
  },
  "decisions.import_markdown": {
    operation: "decisions.import_markdown",
    async input(call) {
      const more = { ...texts(), governs: await governed(call), supersedes: await two(call) };
      const from = await decision(call, more);
      const { markdown } = await call("decisions.markdown", { decision: from });
      await call("decisions.bin", { decision: from });
      const accepted = String(markdown).replace("status: proposed", "status: accepted\ndecision-makers: [ben, Dora]");
      return { markdown: accepted, project: "WEB", source: "0001-made.md" };
    },
  },
};
