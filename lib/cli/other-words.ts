import { KINDS } from "#lib/domain/kinds";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";

/** Names that a verb answers to as well, where its noun has no command of that name. */
export const ALIASES: Record<string, readonly string[]> = {
  get: ["show", "view"],
  list: ["ls"],
  create: ["add", "new"],
  update: ["edit"],
  bin: ["rm", "delete", "remove"],
  revoke: ["rm", "delete", "remove"],
};

/** The verb that a word stands for. */
const verbOf = (word: string) => Object.keys(ALIASES).find((verb) => verb === word || ALIASES[verb]?.includes(word));

/** Commands of one word for what people and agents do all day. */
export const SHORT: Record<string, readonly [noun: string, verb: string]> = {
  next: ["queue", "claim"],
  claim: ["issues", "claim"],
  finish: ["issues", "finish"],
  release: ["issues", "release"],
};

/** A noun in the singular: `turbo issue list`. */
export const singular = (noun: string) => (/[^s]s$/.test(noun) ? noun.slice(0, -1) : null);

/** What other programs call the nouns, and what they call other commands. */
const NOUN_OF: Record<string, string> = {
  ...means("issues", ["task", "tasks", "ticket", "tickets", "todo", "todos", "bug", "bugs", "story", "stories"]),
  ...means("documents", ["doc", "docs", "page", "pages", "wiki"]),
  ...means("decisions", ["adr", "adrs"]),
  ...means("initiatives", ["epic", "epics", "goal", "goals"]),
  ...means("milestones", ["sprint", "sprints", "release", "releases"]),
  ...means("labels", ["tag", "tags"]),
  ...means("users", ["people", "members", "team"]),
};
const COMMAND_OF: Record<string, string> = {
  ...means("start", ["serve", "up", "run", "dev", "init"]),
  ...means("stop", ["down", "quit"]),
  ...means("open", ["login", "ui", "web", "browse"]),
  ...means("search", ["find", "grep"]),
  ...means("me get", ["whoami"]),
  ...means("worklogs create", ["log", "track"]),
  ...means("changes since", ["history", "events", "activity"]),
  ...means("bin list", ["trash"]),
  ...means("db migrate", ["migrate", "upgrade"]),
  ...means("diagnose agents", ["check-agents"]),
  ...means("validate", ["lint", "check", "verify"]),
  ...means("--version", ["version"]),
};
/** What is done by an update of one field. */
export const CLOSED: Record<string, string> = {
  issues: "done",
  projects: "completed",
  initiatives: "completed",
  milestones: "completed",
};
export const OPENED: Record<string, string> = {
  issues: "in_progress",
  projects: "active",
  initiatives: "in_progress",
  milestones: "in_progress",
};

function means(what: string, words: string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, what]));
}

const nounOfKey = (word: string) => {
  const key = readSubjectKey(word);
  return key && KINDS[key.kind].folder;
};

/** The command that was meant by words that begin with no command of Turbo's, or null. */
export function meantAtTop(words: readonly string[], nouns: readonly string[]): string | null {
  const [first = "", second = ""] = words;
  const noun = nouns.find((name) => second && [name, singular(name)].includes(second)) ?? NOUN_OF[second];
  const ofKey = nounOfKey(second);
  const verb = verbOf(first);
  if (nounOfKey(first)) return `${nounOfKey(first)} get ${first}`;
  if (verb && noun) return [noun, verb, words[2]].filter(Boolean).join(" ");
  if (verb) return verbAlone(verb, ofKey, second);
  const update = meantUpdate(ofKey ?? "issues", first, second || "KEY");
  return update ?? (NOUN_OF[first] ? [NOUN_OF[first], second].filter(Boolean).join(" ") : (COMMAND_OF[first] ?? null));
}

function verbAlone(verb: string, noun: string | null, key: string): string {
  if (noun) return `${noun} ${verb} ${key}`;
  if (verb === "create") return `issues create "${key || "Title"}" --project KEY`;
  return verb === "list" ? "issues list" : `issues ${verb} KEY`;
}

/** The command of a noun that was meant by words after it, or null. */
export function meantOfNoun(noun: string, [word = "", key = "KEY"]: readonly string[]): string | null {
  if (nounOfKey(word)) return `${noun} get ${word}`;
  if (noun === "issues" && /^(un)?(check|tick)$/.test(word))
    return `issues tick ${key} NUMBER${word.startsWith("un") ? " --done no" : ""}`;
  return meantUpdate(noun, word, key);
}

function meantUpdate(noun: string, word: string, key: string): string | null {
  const status = /^(close|done|finish|complete|resolve)$/.test(word) ? CLOSED : /^(reopen|begin)$/.test(word) && OPENED;
  if (status && status[noun] !== undefined) return `${noun} update ${key} --status ${status[noun]}`;
  if (word === "start" && noun === "issues") return `issues update ${key} --status in_progress`;
  if (/^(assign|take)$/.test(word) && noun === "issues") return `issues update ${key} --assignee me`;
  if (word === "rename")
    return `${noun} update ${key} --${noun === "projects" || noun === "labels" ? "name" : "title"} "…"`;
  if (/^(undelete|unarchive|unbin)$/.test(word)) return `${noun} restore ${key}`;
  return word === "comment" ? `comments create ${key} --body "…"` : null;
}
