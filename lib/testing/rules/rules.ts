/** A rule of the domain and the test that proves it. */
export interface ProvenRule {
  rule: string;
  /** Test file, and the whole name of the test in it. */
  file: string;
  test: string;
  /** One edit that breaks the rule; `npm run break-rules` shows that the test then turns red. */
  broken?: { file: string; find: string; replace: string };
}

const domain = (path: string) => `lib/domain/${path}.test.ts`;
const core = (path: string) => `lib/core/${path}.test.ts`;

/** Every rule of the domain that is built. */
export const RULES: readonly ProvenRule[] = [
  // Keys and numbers
  {
    rule: "Issues are numbered per project, without a gap, and a number is never given out twice.",
    file: domain("issues/create-issue"),
    test: "numbers are consecutive, and one event and one search row stand for each issue",
    broken: {
      file: "lib/domain/subjects/claim-number.ts",
      find: "{ increment: 1 }",
      replace: "{ increment: 2 }",
    },
  },
  {
    rule: "A project's key is unique, suggested from its name, and never DEC, DOC or MS.",
    file: domain("projects/projects"),
    test: "keys are suggested free, with letters first, never one that other nouns use",
  },
  {
    rule: "Keys of any noun are read in any case.",
    file: domain("subjects/subject-key"),
    test: "%s is read, and written again in upper case",
  },
  {
    rule: "An old key of an issue stays resolvable.",
    file: domain("search/search"),
    test: "a key, an old key or an id typed exactly comes first",
  },
  // Status flow
  {
    rule: "Done is refused while an open issue blocks; a forced close says so in the event.",
    file: domain("issues/update-issue"),
    test: "done is refused while an open issue blocks it; force closes it and the event says so",
    broken: {
      file: "lib/domain/issues/blockers.ts",
      find: "if (!issue.blocked) return;",
      replace: "if (issue) return;",
    },
  },
  {
    rule: "The first move to in progress and to done is stamped; leaving done reopens.",
    file: domain("issues/update-issue"),
    test: "started and completed are stamped once; leaving done reopens",
  },
  // Links
  {
    rule: "Blocking stays without circles, and the refusal shows the circle.",
    file: domain("issues/update-issue"),
    test: "blocking must stay without circles, and the refusal shows the circle",
  },
  {
    rule: "Parents form no loop.",
    file: domain("issues/update-issue"),
    test: "parents must not form a loop, and the refusal shows it",
    broken: {
      file: "lib/domain/issues/cycles.ts",
      find: 'if (back) throw loop("parent"',
      replace: 'if (back && ctx === null) throw loop("parent"',
    },
  },
  {
    rule: "A duplicate closes as canceled and points to the original.",
    file: domain("issues/update-issue"),
    test: "a duplicate closes as canceled and points to the original",
  },
  // Conflicts and patches
  {
    rule: "A stale version is a conflict that carries the present state, and nothing is written.",
    file: domain("issues/update-issue"),
    test: "a stale version is a conflict that carries the present state, and nothing is written",
    broken: {
      file: "lib/core/conflict.ts",
      find: "given === current.version) return;",
      replace: "given <= current.version) return;",
    },
  },
  {
    rule: "A patch changes what it names, null clears, the rest stays.",
    file: domain("issues/update-issue"),
    test: "a patch changes what it names, clears what is null and leaves the rest",
  },
  {
    rule: "A write that changes nothing makes no event and no version.",
    file: domain("issues/update-issue"),
    test: "a patch that changes nothing makes no event and no version",
  },
  {
    rule: "A fragment of a long text is replaced where it occurs once, and refused where it does not.",
    file: core("fragment"),
    test: "a fragment that occurs several times is refused unless all are meant",
    broken: { file: "lib/core/fragment.ts", find: "times > 1 && !all", replace: "times > 1 && all" },
  },
  // Safe for many hands
  {
    rule: "The same idempotency key and body answer the first answer again; another body is a conflict.",
    file: domain("issues/create-issue"),
    test: "the same idempotency key answers the first issue again; with another body it is a conflict",
    broken: {
      file: "lib/core/operation.ts",
      find: "if (found.bodyHash !== once.bodyHash)",
      replace: "if (found.bodyHash === null)",
    },
  },
  {
    rule: "A wrong name is answered with the valid ones and the likeliest.",
    file: domain("issues/create-issue"),
    test: "an unknown project is answered with the likeliest one",
  },
  {
    rule: "A batch is one transaction: all or none.",
    file: core("operation"),
    test: "a batch is one transaction with one answer each, and a refusal names its item and undoes all",
  },
  {
    rule: "Changes since a number come in order, each once, filtered to what the caller may see.",
    file: domain("events/events"),
    test: "a reader that polls beside many writers sees every number once and in order",
  },
  // What one may not see
  {
    rule: "What one may not see is not found.",
    file: domain("issues/create-issue"),
    test: "a project that the key may not see is not found, and takes no number",
    broken: {
      file: "lib/domain/projects/policy.ts",
      find: "actor.projectIds === null ||",
      replace: "actor.projectIds !== undefined ||",
    },
  },
  {
    rule: "A read-only key writes nothing.",
    file: domain("issues/create-issue"),
    test: "a read-only key may not create",
  },
  {
    rule: "Nobody may be shut out: the only owner is not disabled.",
    file: domain("people/disable-user"),
    test: "nobody disables themselves, nor the only owner",
  },
  {
    rule: "A key is shown once and kept as a hash; no key makes a wider one.",
    file: domain("keys/create-key"),
    test: "no key is wider than who makes it: not in scope, not in projects, not in kind",
  },
  // Nothing is lost
  {
    rule: "What is deleted lies in the bin and comes back whole.",
    file: domain("issues/shelf"),
    test: "a binned issue leaves lists and search, refuses changes, and comes back whole",
  },
  {
    rule: "What is archived is hidden from lists and still found.",
    file: domain("issues/shelf"),
    test: "an archived issue is hidden from lists but still found",
  },
  {
    rule: "Titles have one line and at most 200 characters; the refusal names the limit.",
    file: core("fields"),
    test: "a title is trimmed, has one line and at most 200 characters, and the refusal names the limit",
    broken: { file: "lib/core/fields.ts", find: "title: 200,", replace: "title: 300," },
  },
  {
    rule: "Progress is done of all that is not canceled.",
    file: domain("progress/progress-of"),
    test: "percent is done of all that is not canceled, rounded down",
  },
  {
    rule: "A forecast comes from the pace of the last four weeks and says why where there is none.",
    file: domain("progress/forecast-of"),
    test: "there is no date without a pace, and the reason is told",
  },
  // Work logs
  {
    rule: "One log runs per session and issue.",
    file: domain("worklogs/worklogs"),
    test: "one log runs per session and issue; starting again answers it",
  },
  // References
  {
    rule: "A key in a text links both ways, and no longer once the text does not name it.",
    file: domain("references/save-references"),
    test: "what a text names is kept once, and what it no longer names is gone",
    broken: {
      file: "lib/domain/references/save-references.ts",
      find: "new Set(isNew ? [] :",
      replace: "new Set(from ? [] :",
    },
  },
];
