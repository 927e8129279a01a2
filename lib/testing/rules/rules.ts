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
  // Ways to sign in
  {
    rule: "A code of an authenticator app works once.",
    file: domain("sign-in-methods/second-factor"),
    test: "a code works once, and those of the half minutes before and after work as well",
    broken: {
      file: "lib/core/second-factor.ts",
      find: "lastStep: { lt: step }",
      replace: "lastStep: { lte: step }",
    },
  },
  {
    rule: "The challenge of a passkey works once, for five minutes, and for what it was made for.",
    file: domain("sign-in-methods/passkeys"),
    test: "a challenge works once, for five minutes, and for what it was made for",
    broken: {
      file: "lib/auth/sign-in-by-passkey.ts",
      find: 'spendOneTimeToken(tx, "passkey", challenge, new Date())',
      replace: "Promise.resolve(tx && challenge !== null)",
    },
  },
  {
    rule: "Nobody takes their own last way to sign in away.",
    file: domain("sign-in-methods/passkeys"),
    test: "the only way in stays, save for the owner on a machine of their own",
    broken: {
      file: "lib/domain/sign-in-methods/require-other-way-in.ts",
      find: "passkeys.length > 0",
      replace: "passkeys.length >= 0",
    },
  },
  // Keys and numbers
  {
    rule: "Issues are numbered per project, without a gap, and a number is never given out twice.",
    file: domain("issues/create-issue"),
    test: "numbers are consecutive, and one event and one search row stand for each issue",
    broken: {
      file: "lib/domain/issues/find-similar.ts",
      find: '"lastIssueNumber" + 1 WHERE',
      replace: '"lastIssueNumber" + 2 WHERE',
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
    rule: "What happens beyond its projects reaches a limited key neither by number nor by name.",
    file: domain("subjects/what-a-limited-key-reads"),
    test: "what happens beyond its projects changes nothing that a limited key reads",
    broken: {
      file: "lib/domain/sessions/session-sql.ts",
      find: "seenOnly(ctx, event)",
      replace: '""',
    },
  },
  {
    rule: "A decision counts of what leaned on it only what one may see and what is in use.",
    file: domain("subjects/what-a-limited-key-reads"),
    test: "a decision counts and names of what it flags only what the key sees, however much else there is",
    broken: {
      file: "lib/domain/decisions/decision-sql.ts",
      find: "seenOnly(ctx, own)}",
      replace: '""}',
    },
  },
  {
    rule: "A limited key hears of what spans its projects, and finds it in the bin, without what lies beyond.",
    file: domain("subjects/what-a-limited-key-reads"),
    test: "events and bin entries of what spans its projects, or is everybody's, reach the key without what lies beyond",
    broken: {
      file: "lib/domain/events/queries.ts",
      find: 'new Set(["initiative", "status_update", ',
      replace: "new Set([",
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
    test: "no key is wider than who makes it: not in scope, not in kind",
  },
  {
    rule: "A link lets one person in, once: it is used up in the transaction that makes the account.",
    file: domain("people/invitations"),
    test: "of two who take one invitation at once, one gets an account",
    broken: {
      file: "lib/core/one-time-token.ts",
      find: "data: { usedAt: now }",
      replace: "data: { usedAt: null }",
    },
  },
  {
    rule: "Who is disabled lets nobody in any more, nor comes in by a link.",
    file: domain("people/reset-link"),
    test: "a new link, a new password and being disabled end the links before",
    broken: {
      file: "lib/domain/people/disable-user.ts",
      find: "OR: [{ userId: user.id }, { byId: user.id }]",
      replace: "OR: [{ byId: user.id }]",
    },
  },
  {
    rule: "The old secret of a rotated key works until its end, and no longer.",
    file: domain("keys/rotate-key"),
    test: "both secrets are the same key for 24 hours, then the new one alone",
    broken: {
      file: "lib/auth/key-actor.ts",
      find: "if (end && end <= new Date())",
      replace: "if (end && !named)",
    },
  },
  {
    rule: "What all projects share, and a person's account, are out of reach of a key that is limited to projects.",
    file: "lib/testing/rights/rights.test.ts",
    test: "nobody does through an operation what its row does not say, nor learns what is elsewhere",
    broken: {
      file: "lib/core/operation.ts",
      find: "requireReach(ctx, operation);\n  const input",
      replace: "if (!operation) requireReach(ctx, operation);\n  const input",
    },
  },
  {
    rule: "What is not listed for a key at MCP cannot be called there.",
    file: "lib/doors/mcp.test.ts",
    test: "A tool that is not listed cannot be called, at either address, and the answer names the way to it.",
  },
  {
    rule: "To undo, what a key sees nothing of is not there.",
    file: domain("undo/limited-keys"),
    test: "what a key sees nothing of is to its undo as if it were not there",
  },
  {
    rule: "Agents put no project in the bin, by undo no more than otherwise.",
    file: domain("undo/limited-keys"),
    test: "an agent puts no project in the bin, neither by undo nor in a batch",
  },
  // Nothing is lost
  {
    rule: "What is deleted lies in the bin and comes back whole.",
    file: domain("issues/shelf"),
    test: "a binned issue leaves lists and search, refuses changes, and comes back whole",
  },
  {
    rule: "What belongs to a project in the bin stays as it is until the project is restored.",
    file: domain("projects/binned-project"),
    test: "what belongs to a project in the bin stays as it is until the project is restored",
    broken: {
      file: "lib/domain/subjects/in-use.ts",
      find: "if (under !== null) return",
      replace: 'if (under === "") return',
    },
  },
  {
    rule: "What is archived is hidden from lists and still found.",
    file: domain("issues/shelf"),
    test: "an archived issue is hidden from lists but still found",
  },
  {
    rule: "Lists answer the same rows in the same order and pages on both engines.",
    file: "lib/testing/parity-of-nouns.test.ts",
    test: "references.list comes latest first, both ways.",
    broken: {
      file: "lib/domain/references/reference-page.ts",
      find: '["toId", "fromId"] : ["fromId", "toId"]',
      replace: '["fromId", "toId"] : ["toId", "fromId"]',
    },
  },
  {
    rule: "Every list reads its pages by indexes, for limited keys as well.",
    file: "lib/testing/query-plans.test.ts",
    test: "Every list that pages by cursor is looked at.",
  },
  {
    rule: "A title is sorted by 200 characters at most, never cut within a sign.",
    file: core("fold"),
    test: "a folded text is never cut within a sign, which the databases could not keep",
    broken: {
      file: "lib/core/fold.ts",
      find: 'return cut(text.normalize("NFKC").toLowerCase(), 200);',
      replace: 'return text.normalize("NFKC").toLowerCase().slice(0, 200);',
    },
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
  // Questions
  {
    rule: "An issue with an open question that blocks it is out of the queue until it is answered.",
    file: domain("questions/questions"),
    test: "while a question that blocks is open, its issue is not ready, says so and is marked",
    broken: {
      file: "lib/domain/questions/question-sql.ts",
      find: `w."state" = 'open'`,
      replace: `w."state" <> 'open'`,
    },
  },
  {
    rule: "A person answers a question, not an agent.",
    file: domain("questions/questions"),
    test: "people answer, agents do not; an agent takes back what agents of its person asked, a person anything",
    broken: {
      file: "lib/domain/questions/answer-question.ts",
      find: "requireAnswerer(ctx.actor, found);",
      replace: "",
    },
  },
  {
    rule: "An issue whose lease ran out three times in a row asks a person why.",
    file: domain("claims/claims"),
    test: "an issue whose lease ran out three times in a row asks a person why, and is ready again once that is answered",
    broken: {
      file: "lib/domain/claims/lapse-due.ts",
      find: "if (state.lapses >= MOST_LAPSES)",
      replace: "if (state.lapses > MOST_LAPSES)",
    },
  },
  // Proposals
  {
    rule: "Nothing that is only proposed is made or enters the queue.",
    file: domain("proposals/proposals"),
    test: "a plan is proposed as one draft, of which nothing is made and nothing enters the queue",
  },
  {
    rule: "A person accepts and rejects what is proposed, not an agent.",
    file: domain("proposals/proposals"),
    test: "people settle and scripts of theirs may, agents do not; an agent edits and withdraws only what agents of its person proposed",
    broken: {
      file: "lib/domain/proposals/policy.ts",
      find: 'return key?.kind !== "agent";',
      replace: "return true;",
    },
  },
  {
    rule: "Of two who accept an item at once, one makes it.",
    file: domain("proposals/proposals"),
    test: "of two who accept at once one makes the things, and the other is told or finds them made",
  },
  {
    rule: "An item is accepted with what it leans on.",
    file: domain("proposals/proposals"),
    test: "an item is accepted with the pending ones that it leans on; the rest goes on waiting",
    broken: {
      file: "lib/domain/proposals/accept-items.ts",
      find: "const pending = withWhatTheyLeanOn(before.items, wanted);",
      replace: 'const pending = wanted.filter(({ state }) => state === "pending");',
    },
  },
  // References
  {
    rule: "A key in a text links both ways, and no longer once the text does not name it.",
    file: domain("references/save-references"),
    test: "what a text names is kept once, and what it no longer names is gone",
    broken: {
      file: "lib/domain/references/save-references.ts",
      find: "earlier !== null && namesAllOf(",
      replace: "earlier === null || namesAllOf(",
    },
  },
  // The planning model
  {
    rule: "An initiative's progress is counted from its issues, canceled ones apart.",
    file: domain("initiatives/initiatives"),
    test: "its progress is counted from its issues, project by project, canceled ones apart",
    broken: {
      file: "lib/domain/progress/progress-of.ts",
      find: "const all = open + done;",
      replace: "const all = open + done + canceled;",
    },
  },
  {
    rule: "An issue that joins an initiative brings its project along.",
    file: domain("initiatives/initiatives"),
    test: "an issue that joins brings its project along, once, and the event says so",
  },
  {
    rule: "A status update sets the initiative's health.",
    file: domain("initiatives/status-updates"),
    test: "an update sets the initiative's health, stands first in its history and on its page",
  },
  {
    rule: "Milestone titles are accepted for keys, and one that two share is answered with theirs.",
    file: domain("milestones/milestones"),
    test: "a title that two milestones share is answered with their keys",
  },
  {
    rule: "A milestone tells its forecast with what it was reckoned from.",
    file: domain("milestones/milestones"),
    test: "progress and forecast come from its issues, with what the forecast was reckoned from",
  },
  {
    rule: "Late is what is over and not finished.",
    file: domain("milestones/milestones"),
    test: "late is a milestone whose due date is over, until it is finished",
  },
  {
    rule: "Only a proposed decision is edited in substance.",
    file: domain("decisions/decisions"),
    test: "a proposal changes field by field; once accepted only what it governs and its areas do",
    broken: {
      file: "lib/domain/decisions/update-decision.ts",
      find: 'if (status === "proposed") return;\n  const path = SUBSTANCE',
      replace: "if (status) return;\n  const path = SUBSTANCE",
    },
  },
  {
    rule: "Accepting stamps who and when, and asks what was decided.",
    file: domain("decisions/decisions"),
    test: "accepting stamps who and when, asks for an outcome and may name the option",
  },
  {
    rule: "Agents propose decisions; people accept them.",
    file: domain("decisions/decisions"),
    test: "an agent proposes and says what is implemented; a person accepts and rejects",
    broken: {
      file: "lib/domain/decisions/policy.ts",
      find: 'actor.key?.kind !== "agent"',
      replace: 'actor.key?.kind !== "person"',
    },
  },
  {
    rule: "What holds for a path, issue or document is answered, rejected options included.",
    file: domain("decisions/binding"),
    test: "decisions hold by name, path, label and initiative, the nearest first, with what was rejected",
  },
  {
    rule: "Superseding links both ways and flags every open issue and document that leaned on it.",
    file: domain("decisions/binding"),
    test: "superseding links both ways and flags every open issue and document that leaned on it",
    broken: {
      file: "lib/domain/decisions/take-place.ts",
      find: "const flagged = await flagWhatLeaned(ctx, ids);",
      replace: "const flagged = await flagWhatLeaned(ctx, []);",
    },
  },
  {
    rule: "Decisions never supersede each other in a circle.",
    file: domain("decisions/binding"),
    test: "only what holds is superseded, never in a circle, and by a person",
  },
  {
    rule: "A decision goes out as Markdown and comes back as it was.",
    file: domain("decisions/markdown"),
    test: "what is written out comes back as it was, in another project",
  },
  {
    rule: "Each change of a document's title or text is an immutable revision, and any is restored as a new one.",
    file: domain("documents/revisions"),
    test: "an earlier revision is restored as a new one",
  },
  {
    rule: "Who saves over a newer document gets the text as it is now and loses nothing.",
    file: domain("documents/documents"),
    test: "who read an older version gets the text as it is now and loses nothing",
  },
  {
    rule: "Documents never lie under themselves.",
    file: domain("documents/documents"),
    test: "documents lie under each other in their order, and never under themselves",
  },
  {
    rule: "The same file loaded again changes no row and tells no event.",
    file: domain("documents/upload-document"),
    test: "the same file again changes no row and tells no event, whatever people did meanwhile",
  },
  {
    rule: "The same content is kept once, as long as something refers to it.",
    file: domain("attachments/attachments"),
    test: "the same content is kept once, and stays as long as a row refers to it",
  },
  {
    rule: "Nothing is kept of a refused file.",
    file: domain("attachments/attachments"),
    test: "nothing is kept of a file whose operation is refused, that is too large, of a wrong kind, empty or broken off",
  },
  {
    rule: "A comment is listed with its files.",
    file: domain("attachments/attachments"),
    test: "comments are listed with their files, the first of many, in two statements more however many there are",
  },
  {
    rule: "A document that is moved comes last where it goes, and back by undo.",
    file: domain("documents/place"),
    test: "a document that is moved comes last, and before what is made later",
  },
  {
    rule: "An event is reverted: created to the bin, field to its old value, link or label added and removed.",
    file: domain("undo/undo-table"),
    test: "every kind of the table has its reverter, and none can both be undone and never",
  },
  {
    rule: "All writes of a session are undone as one act.",
    file: domain("undo/session-of-sixty"),
    test: "sixty writes of a session are undone as one act: every row and the search are as they were",
  },
  {
    rule: "A field that somebody changed since stays, and is named.",
    file: domain("undo/session-of-sixty"),
    test: "three fields that a person changed meanwhile stay, exactly those, and are named",
  },
  {
    rule: "That one decision takes the place of another is undone on both or on neither.",
    file: domain("undo/limited-keys"),
    test: "an acceptance that superseded a decision elsewhere is undone as one act or not at all",
    broken: {
      file: "lib/domain/decisions/bound-to-stay.ts",
      find: "if (ctx.actor.projectIds !== null && olds.some(",
      replace: "if (ctx.actor.projectIds === null && olds.some(",
    },
  },
  {
    rule: "A batch is tried dry and undone as one.",
    file: domain("undo/batch"),
    test: "a batch writes all with one request, and one undo takes all of it back",
  },
  {
    rule: "A new issue is answered with its twins, and an agent confirms it.",
    file: domain("issues/similar"),
    test: "an agent confirms a twin; people and scripts are not asked",
    broken: {
      file: "lib/domain/subjects/require-no-twin.ts",
      find: 'actor.key?.kind !== "agent"',
      replace: 'actor.key?.kind !== "script"',
    },
  },
  {
    rule: "A moved issue keeps its old key.",
    file: domain("issues/move-issue"),
    test: "a moved issue has a new number, and its old key finds it for ever, also in texts",
  },
  {
    rule: "Who is named or given work finds it in the inbox, once, and never of their own doing.",
    file: domain("inbox/inbox"),
    test: "nobody is told of what they wrote themselves, and nobody of code, strangers and the system",
  },
  {
    rule: "What is due soon waits in its assignee's inbox.",
    file: domain("inbox/inbox"),
    test: "an issue that is due within three days or overdue shows to its assignee until it is done or closed",
  },
  {
    rule: "A comment belongs to any noun with a key.",
    file: domain("comments/comments-on-nouns"),
    test: "%s takes a comment, an answer to it, a change, the bin and back",
  },
  {
    rule: "What names a thing is listed with it, both ways.",
    file: domain("references/list-references"),
    test: "what names a thing is listed with its title, the latest first, and in the other direction",
  },
  {
    rule: "The statements of a write do not grow with what stands in its input, on both engines.",
    file: "lib/testing/fullest/writes.test.ts",
    test: "%s with everything in its input takes no statement more for each thing that is named",
    broken: {
      file: "lib/domain/references/save-references.ts",
      find: "  const isNew = new Set(",
      replace:
        "  for (const { id } of [...targets, ...targets]) await ctx.db.reference.count({ where: { toId: id } });\n  const isNew = new Set(",
    },
  },

  // Background work
  {
    rule: "A job is run once, however many processes share the database.",
    file: "lib/jobs/jobs.test.ts",
    test: "1,000 jobs are each run once by two connections and a process of its own",
  },
  {
    rule: "Who was taken for dead writes nothing more of a job.",
    file: "lib/jobs/jobs.test.ts",
    test: "who was taken for dead writes nothing more, and a sign of life keeps a job",
    broken: {
      file: "lib/jobs/finish-job.ts",
      find: "    const { count } = await tx.job.updateMany({ where: own, data: change });",
      replace: "    const { count } = await tx.job.updateMany({ where: { id: own.id }, data: change });",
    },
  },
  {
    rule: "A schedule is run once by all instances, and once for what was missed.",
    file: "lib/jobs/jobs.test.ts",
    test: "two instances have one next run of a schedule, run it once, and once after a long sleep",
  },
  {
    rule: "What leaves the bin takes along all that lies on it, and its history stays.",
    file: domain("bin/empty-bin"),
    test: "what has been in the bin long enough goes for good, kind by kind, with all that lies on it",
    broken: {
      file: "lib/domain/bin/purge.ts",
      find: '  await deleteWhere(ctx, "Attachment", "subjectId", gone);\n',
      replace: "",
    },
  },
];
