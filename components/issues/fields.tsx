import { CalendarClock, CircleDashed, Flag, Shapes, SignalHigh, Tag, Target, UserRound } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { dueChoices } from "#components/issues/due-choices";
import { IssueDue } from "#components/issues/due-date";
import { PriorityBars } from "#components/issues/priority-bars";
import { StatusCircle } from "#components/issues/status-circle";
import { PRIORITY_WORDS, RESOLUTION_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";
import { LabelChips } from "#components/labels/label-chip";
import { ColourDot } from "#components/labels/label-colour";
import { PersonFace } from "#components/people/person-face";
import { ProjectFace } from "#components/projects/project-face";
import { KeyAndTitle } from "#components/references/key-and-title";
import type { ShortcutId } from "#components/shell/shortcuts";
import type { ListPath, Lists } from "#components/shell/use-list";
import { Avatar } from "#components/ui/avatar";
import { choicesOf } from "#components/ui/choices-of";
import type { Choice } from "#components/ui/picker";
import type { Issue, IssueLine } from "#lib/domain/issues/schema";

/** What can be given to an issue beside its texts. */
export type FieldName =
  | "status"
  | "priority"
  | "assignee"
  | "labels"
  | "type"
  | "initiative"
  | "milestone"
  | "dueDate"
  | "estimate"
  | "parent"
  | "project";

export type FieldValues = Pick<IssueLine, FieldName>;

/** A value to choose. */
export interface FieldChoice extends Choice {
  /** What stands in the line of an issue that has it. */
  shown: unknown;
  /** Other words that the palette finds it by. */
  also?: string | undefined;
  /** A plan that is closed: issues that have it keep it, and no other is given it. */
  closed?: boolean;
}

/** All that the pages know of one field of an issue. */
export interface IssueField {
  name: string;
  /** Words where it has no value. */
  none?: string;
  shortcut?: ShortcutId;
  /** As the properties show it; null where it has no value. */
  face: (issue: Issue) => ReactNode;
  /** Its value in words among the fields of a new issue, or that it has none; then its button shows its name. */
  chip?: (values: FieldValues, projects: Lists["projects"]) => { words: string; sign?: ReactNode; empty?: boolean };
  /** What a new issue begins with, where that is something. */
  initial?: unknown;
  /** What its value is in the REST door, where that is another than in a line. */
  sent?: (values: FieldValues) => unknown;
  /** The question that its choices answer. */
  title?: string;
  /** null while the list that they come from is on its way. */
  choices?: (lists: Lists) => FieldChoice[] | null;
  list?: ListPath;
  /** It has several values, each of which is added or taken away. */
  many?: boolean;
  /** Words of its values, where those are always the same. */
  words?: Readonly<Record<string, string>>;
  /** The pages of what is chosen. */
  home?: string;
  /** The field that it is typed into: as one of the properties, and how it differs among the fields of a new issue. */
  input?: Pick<ComponentProps<"input">, "type" | "min" | "max" | "step" | "className"> & { label: string };
  inputChip?: Pick<ComponentProps<"input">, "placeholder" | "className">;
  /** The value of what was typed. */
  parse?: (text: string) => unknown;
  /** What the palette calls giving it a value, or taking that away. */
  command?: { words: (choice: FieldChoice, on: boolean) => string; also: string };
  /** How lists are narrowed by it: what their address calls it, and whether to one value only. */
  filter?: { param: FilterParam; words?: string; sign: ReactNode; single?: boolean };
}

type FilterParam = "status" | "priority" | "assignee" | "label" | "type" | "initiative" | "milestone";

const SIGN = { className: "size-3.5", "aria-hidden": true } as const;

interface Words<Value extends string> {
  words: Readonly<Record<Value, string>>;
  signOf?: (value: Value) => ReactNode;
  /** Other words that the palette finds giving it a value by, and one of its values. */
  also: string;
  alsoOf?: Readonly<Record<Value, string>>;
}

/** A field that has one of a few values. */
function ofWords<Value extends string>(
  field: FieldName,
  name: string,
  { words, signOf = () => null, also, alsoOf }: Words<Value>,
) {
  const held = (values: FieldValues) => values[field] as Value;
  const title = `Set ${name.toLowerCase()}`;
  return {
    name,
    title,
    words,
    face: (issue) => (
      <>
        {signOf(held(issue))}
        {words[held(issue)]}
      </>
    ),
    chip: (values) => ({ words: words[held(values)], sign: signOf(held(values)) }),
    choices: () =>
      choicesOf(words, signOf).map((choice) => ({
        ...choice,
        shown: choice.value,
        also: alsoOf?.[choice.value],
      })),
    command: { words: (choice) => `${title}: ${choice.words}`, also },
  } satisfies IssueField;
}

/** The initiative or the milestone that an issue belongs to. */
function ofPlans(field: "initiative" | "milestone", name: string, sign: ReactNode): IssueField {
  const list = `/${field}s` as const;
  return {
    name,
    title: name,
    list,
    home: list,
    face: (issue) => issue[field] && <KeyAndTitle of={issue[field]} />,
    chip: (values) => ({ words: values[field]?.title ?? "none", empty: !values[field] }),
    sent: (values) => values[field]?.key ?? null,
    choices: ({ [list]: plans }) =>
      plans && [
        { value: "none", words: "None", shown: null },
        ...plans.map(({ key, title, status }) => ({
          value: key,
          words: title,
          hint: key,
          shown: { key, title },
          closed: status === "completed" || status === "canceled",
        })),
      ],
    filter: { param: field, sign, single: true },
  };
}

/** In the order of an issue's properties. */
export const ISSUE_FIELDS: Readonly<Record<FieldName, IssueField>> = {
  status: {
    ...ofWords("status", "Status", {
      words: STATUS_WORDS,
      signOf: (status) => <StatusCircle status={status} label={false} />,
      also: "state move mark as",
      alsoOf: {
        backlog: "later",
        ready: "todo open",
        in_progress: "start doing wip",
        review: "pull request",
        testing: "verify qa",
        done: "close finish complete resolve",
        canceled: "close cancelled wontfix drop",
      },
    }),
    initial: "backlog",
    shortcut: "status",
    face: ({ status, resolution }) => (
      <>
        <StatusCircle status={status} label={false} />
        {STATUS_WORDS[status]}
        {resolution ? <span className="text-muted">{RESOLUTION_WORDS[resolution]}</span> : null}
      </>
    ),
    filter: { param: "status", sign: <CircleDashed {...SIGN} /> },
  },
  priority: {
    ...ofWords("priority", "Priority", {
      words: PRIORITY_WORDS,
      signOf: (priority) => <PriorityBars priority={priority} label={false} />,
      also: "prio",
      alsoOf: {
        critical: "p0 urgent",
        high: "p1 important",
        medium: "p2 normal",
        low: "p3 minor",
        none: "p4 clear",
      },
    }),
    initial: "none",
    shortcut: "priority",
    chip: ({ priority }) => ({
      words: PRIORITY_WORDS[priority],
      sign: <PriorityBars priority={priority} label={false} />,
      empty: priority === "none",
    }),
    filter: { param: "priority", sign: <SignalHigh {...SIGN} /> },
  },
  assignee: {
    name: "Assignee",
    none: "Nobody",
    title: "Assign to",
    shortcut: "assignee",
    list: "/users",
    face: ({ assignee }) => assignee && <PersonFace person={assignee} />,
    chip: ({ assignee }) =>
      assignee
        ? { words: assignee.name, sign: <Avatar name={assignee.name} size={16} /> }
        : { words: "nobody", empty: true },
    sent: ({ assignee }) => assignee?.handle ?? null,
    choices: ({ me, "/users": people }) =>
      people && [
        { value: "none", words: "Nobody", sign: <span className="size-5" />, shown: null, also: "unassign" },
        ...people
          .filter((person) => !person.disabledAt)
          .toSorted((one, other) => Number(other.id === me.id) - Number(one.id === me.id))
          .map(({ id, handle, name }) => ({
            value: handle,
            words: name,
            hint: handle,
            sign: <Avatar name={name} />,
            shown: { id, handle, name },
            also: handle,
          })),
      ],
    command: {
      words: ({ words, shown }) => (shown ? `Assign to ${words}` : "Assign to nobody"),
      also: "assignee owner give",
    },
    filter: { param: "assignee", sign: <UserRound {...SIGN} />, single: true },
  },
  labels: {
    name: "Labels",
    title: "Set labels",
    initial: [],
    shortcut: "labels",
    list: "/labels",
    many: true,
    face: ({ labels }) => (labels.length > 0 ? <LabelChips labels={labels} /> : null),
    chip: ({ labels }) => ({
      words: labels.map(({ name }) => name).join(", ") || "none",
      sign: labels.map(({ name, colour }) => <ColourDot key={name} colour={colour} />),
      empty: labels.length === 0,
    }),
    sent: ({ labels }) => labels.map(({ name }) => name),
    choices: ({ "/labels": labels }) =>
      labels?.map(({ name, colour }) => ({
        value: name,
        words: name,
        sign: <ColourDot colour={colour} />,
        shown: { name, colour },
      })) ?? null,
    command: { words: ({ words }, on) => `${on ? "Add" : "Remove"} label ${words}`, also: "tag labels" },
    filter: { param: "label", words: "Label", sign: <Tag {...SIGN} /> },
  },
  type: {
    ...ofWords("type", "Type", { words: TYPE_WORDS, also: "kind" }),
    initial: "task",
    filter: { param: "type", sign: <Shapes {...SIGN} /> },
  },
  initiative: ofPlans("initiative", "Initiative", <Target {...SIGN} />),
  milestone: ofPlans("milestone", "Milestone", <Flag {...SIGN} />),
  dueDate: {
    name: "Due",
    face: (issue) => issue.dueDate && <IssueDue issue={issue} />,
    input: { label: "Due date", type: "date", className: "w-36" },
    inputChip: { className: "w-34" },
    parse: (text) => text || null,
    choices: () =>
      dueChoices(new Date()).map(({ value, words, also }) => ({
        value: value ?? "none",
        words,
        also,
        sign: <CalendarClock className="size-3.5 text-muted" aria-hidden="true" />,
        shown: value,
      })),
    command: { words: ({ words }) => `Due ${words}`, also: "" },
  },
  estimate: {
    name: "Estimate",
    shortcut: "estimate",
    face: ({ estimate }) => (estimate === null ? null : `${estimate} ${estimate === 1 ? "point" : "points"}`),
    input: {
      label: "Estimate in points",
      type: "number",
      min: 0,
      max: 1000,
      step: "any",
      className: "w-24 font-mono",
    },
    inputChip: { placeholder: "Points", className: "w-20" },
    parse: (text) => (text === "" ? null : Number(text)),
  },
  parent: {
    name: "Parent",
    title: "Parent issue",
    face: ({ parent, parentIssue }) =>
      parent &&
      parentIssue && (
        <>
          <StatusCircle status={parentIssue.status} />
          <KeyAndTitle of={parentIssue} />
        </>
      ),
    chip: ({ parent }) => ({ words: parent ?? "none", empty: !parent }),
  },
  project: {
    name: "Project",
    title: "Project",
    face: ({ project }) => <ProjectFace project={project} />,
    chip: ({ project: key }, projects) => {
      const project = projects.find((one) => one.key === key);
      return { words: project?.name ?? key, sign: <ColourDot colour={project?.colour ?? "slate"} square /> };
    },
    choices: ({ projects }) =>
      projects.map(({ key, name, colour }) => ({
        value: key,
        words: name,
        hint: key,
        sign: <ColourDot colour={colour} square />,
        shown: key,
      })),
  },
};

const NAMES = Object.keys(ISSUE_FIELDS) as FieldName[];

/** Every field: these first, the others as the properties have them. */
export function fieldsFrom(...first: FieldName[]): FieldName[] {
  return [...new Set([...first, ...NAMES])];
}

/** What lists are narrowed by, in the order in which it is offered. */
export const FACETS = fieldsFrom("status", "priority", "assignee", "labels", "initiative", "milestone").flatMap(
  (field) => facetOf(field, ISSUE_FIELDS[field]),
);
export type Facet = (typeof FACETS)[number];

function facetOf(field: FieldName, { filter, name }: IssueField) {
  return filter ? [{ field, value: field, words: name, single: false, ...filter }] : [];
}

/** What a field's value is in the REST door. */
export function sentOf(field: FieldName, values: FieldValues): unknown {
  return ISSUE_FIELDS[field].sent?.(values) ?? values[field];
}

/** A field's values as its choices and the addresses of lists name them. */
export function valuesOf(field: FieldName, values: FieldValues): string[] {
  return [sentOf(field, values) ?? "none"].flat().map(String);
}
