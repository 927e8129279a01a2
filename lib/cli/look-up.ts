import type { Candidate, LookUp } from "./complete.ts";
import type { Perform } from "./perform.ts";
import { type Spec, specNamed } from "./spec.ts";
import type { Takes } from "./takes.ts";

/** Nobody waits longer than this for a word to be completed, in milliseconds. */
const PATIENCE = 1500;

type Row = Record<string, unknown>;

/** What is asked for of each noun, and which of its fields is typed. */
const ASKED: Record<Takes, { input: Row; value: string; ofProject?: true }> = {
  projects: { input: {}, value: "key" },
  issues: { input: { status: ["open"], sort: "-updatedAt" }, value: "key", ofProject: true },
  documents: { input: { sort: "-updatedAt" }, value: "key", ofProject: true },
  decisions: { input: { sort: "-updatedAt" }, value: "key", ofProject: true },
  milestones: { input: {}, value: "key", ofProject: true },
  proposals: { input: {}, value: "key", ofProject: true },
  initiatives: { input: {}, value: "key" },
  labels: { input: {}, value: "name" },
  users: { input: {}, value: "handle" },
  templates: { input: {}, value: "name" },
};

/** Looks up values by `perform`; finds nothing where nobody answers in time, or refuses. */
export function lookUpBy(
  withPerform: <T>(work: (perform: Perform) => Promise<T>) => Promise<T>,
  specs: readonly Spec[],
): LookUp {
  return async (noun, typed, given) => {
    const { input, value, ofProject } = ASKED[noun];
    const project = /^([a-z][a-z0-9]{1,9})-/i.exec(typed)?.[1] ?? given;
    const spec = specNamed(specs, `${noun}.list`);
    const limit = spec.fields.some(({ name }) => name === "limit") ? { limit: 100 } : {};
    const asked = { ...input, ...limit, ...(ofProject && project ? { project: [project] } : {}) };
    const answer = withPerform((perform) => perform(spec, asked)) as Promise<{ items: Row[] }>;
    const rows = (await inTime(answer))?.items ?? [];
    return [
      ...(noun === "users" ? [{ value: "me", about: "yourself" }] : []),
      ...rows.map((row) => candidate(row, value)),
    ];
  };
}

function candidate(row: Row, value: string): Candidate {
  return { value: String(row[value]), about: String(row.title ?? row.name ?? row.description ?? "") };
}

async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null).unref());
  return Promise.race([answer.catch(() => null), late]);
}
