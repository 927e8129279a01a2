/** One edit of a file, at a place that is there once. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

const milestones = (file: string) => `lib/domain/milestones/${file}.ts`;

const COLUMN: Edit = {
  file: "prisma/schema.prisma",
  find: "model Milestone {\n",
  replace: `model Milestone {\n  goal String @default("")\n`,
};

/** "Add a field" of CONTRIBUTING.md, done with a goal of milestones. */
export const FIELD: readonly Edit[] = [
  COLUMN,
  {
    file: milestones("fields"),
    find: "{ Body, CalendarDate, Title }",
    replace: "{ Body, CalendarDate, ShortText, Title }",
  },
  {
    file: milestones("fields"),
    find: "  status: {\n    given: MilestoneStatus,",
    replace: `  goal: { given: ShortText(200), fresh: "" },\n  status: {\n    given: MilestoneStatus,`,
  },
  {
    file: milestones("schema"),
    find: "  description: z.string(),\n",
    replace: "  description: z.string(),\n  goal: z.string(),\n",
  },
  {
    file: milestones("milestone-sql"),
    find: 'x."description", ',
    replace: 'x."description", x."goal", ',
  },
  {
    file: milestones("milestone-row"),
    find: "    description: String(row.description),\n",
    replace: "    description: String(row.description),\n    goal: String(row.goal),\n",
  },
  {
    file: milestones("milestones.test"),
    find: 'import { updateMilestone } from "./update-milestone.ts";\n',
    replace: `import { updateMilestone } from "./update-milestone.ts";
import { revertEvent } from "#lib/domain/undo/revert-event";\n`,
  },
  {
    file: milestones("milestones.test"),
    find: 'test("progress and forecast come from',
    replace: `test("a goal is given, changed, told and undone", async () => {
  expect(await create({ goal: "Ten use it" })).toMatchObject({ goal: "Ten use it" });
  await update({ goal: "Twenty use it" });
  expect(await get()).toMatchObject({ goal: "Twenty use it" });
  expect(await lastFields()).toEqual([["milestone", { goal: ["Ten use it", "Twenty use it"] }]]);
  const { number } = await world.database.reader.event.findFirstOrThrow({ orderBy: { number: "desc" } });
  await run(revertEvent, world.as(), { event: number });
  expect(await get()).toMatchObject({ goal: "Ten use it" });
  expect(await create()).toMatchObject({ goal: "" });
});

test("progress and forecast come from`,
  },
  {
    file: "lib/testing/fullest/plans.ts",
    find: "const goal = () => ({ title: title(),",
    replace: 'const goal = () => ({ goal: "Ten use it", title: title(),',
  },
];

/** The first two steps of "Add a noun", done with risks of a project. */
export const KIND: readonly Edit[] = [
  {
    file: "prisma/schema.prisma",
    find: "enum Subject {\n",
    replace: "enum Subject {\n  risk\n",
  },
  {
    file: "prisma/schema.prisma",
    find: "  lastMilestoneNumber ",
    replace: "  lastRiskNumber Int @default(0)\n  lastMilestoneNumber ",
  },
  {
    file: "prisma/schema.prisma",
    find: "model Decision {\n",
    replace: `model Risk {
  id          String    @id
  createdAt   DateTime
  updatedAt   DateTime
  version     Int       @default(1)
  projectId   String
  number      Int
  title       String
  description String    @default("")
  shelf       Shelf     @default(live)
  archivedAt  DateTime?
  binnedAt    DateTime?
  source      String?
}

model Decision {\n`,
  },
  {
    file: "lib/domain/kinds.ts",
    find: "  decision: {\n",
    replace: `  risk: {
    table: "Risk",
    words: "Risk",
    folder: "risks",
    title: "title",
    key: { sign: "R", counted: "project", counter: "lastRiskNumber" },
    texts: ["description"],
    refers: true,
  },
  decision: {\n`,
  },
];
