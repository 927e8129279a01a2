import { z } from "zod";
import type { Operation } from "#lib/core/operation";
import { Attachment } from "#lib/domain/attachments/schema";
import { Comment, ListedComment } from "#lib/domain/comments/schema";
import { CriteriaCount, Criterion, Evidence } from "#lib/domain/criteria/schema";
import { DecisionOption } from "#lib/domain/decisions/fields";
import {
  Decision,
  DecisionChip,
  DecisionLine,
  GoverningDecision,
  HoldingDecision,
  SupersededWarning,
} from "#lib/domain/decisions/schema";
import { Document, DocumentChip, DocumentLine, Heading, Revision } from "#lib/domain/documents/schema";
import { Event } from "#lib/domain/events/schema";
import { InboxItem } from "#lib/domain/inbox/schema";
import { Initiative, InitiativeLine, StatusUpdate } from "#lib/domain/initiatives/schema";
import { Issue, IssueChip, IssueLine, PlanChip, SimilarIssue } from "#lib/domain/issues/schema";
import { ApiKey, SignIn } from "#lib/domain/keys/schema";
import { Label, LabelChip } from "#lib/domain/labels/schema";
import { Milestone, MilestoneLine } from "#lib/domain/milestones/schema";
import { Person, Via } from "#lib/domain/people/schema";
import { Forecast, Progress } from "#lib/domain/progress/schema";
import { Project, ProjectLine } from "#lib/domain/projects/schema";
import { Proposal, ProposalItem, ProposalLine } from "#lib/domain/proposals/schema";
import { QuestionChip } from "#lib/domain/questions/chip";
import { Question } from "#lib/domain/questions/schema";
import { Reference } from "#lib/domain/references/schema";
import { SearchResult } from "#lib/domain/search/schema";
import { Session } from "#lib/domain/sessions/schema";
import { SubjectChip } from "#lib/domain/subjects/schema";
import { TimelineItem } from "#lib/domain/timeline/schema";
import { Undone } from "#lib/domain/undo/schema";
import { WorkLog } from "#lib/domain/worklogs/schema";

/** The nouns that stand in the description by their own name. */
const NOUNS = {
  ApiKey,
  Attachment,
  Comment,
  ListedComment,
  CriteriaCount,
  Criterion,
  Decision,
  DecisionChip,
  DecisionLine,
  DecisionOption,
  Document,
  DocumentChip,
  DocumentLine,
  Event,
  Evidence,
  Forecast,
  GoverningDecision,
  Heading,
  HoldingDecision,
  InboxItem,
  Initiative,
  InitiativeLine,
  Issue,
  IssueChip,
  IssueLine,
  Label,
  LabelChip,
  Milestone,
  MilestoneLine,
  Person,
  PlanChip,
  Progress,
  Project,
  ProjectLine,
  Proposal,
  ProposalItem,
  ProposalLine,
  Question,
  QuestionChip,
  Reference,
  Revision,
  SearchResult,
  Session,
  SignIn,
  SimilarIssue,
  StatusUpdate,
  SubjectChip,
  SupersededWarning,
  TimelineItem,
  Undone,
  Via,
  WorkLog,
} as const;

interface NamedOutputs {
  /** JSON Schemas by component name. */
  schemas: Record<string, unknown>;
  /** Component name of each operation's output, by operation name. */
  names: Map<string, string>;
}

/** What the operations answer, as components that refer to each other: a noun by its name, the rest by the operation's. */
export function namedOutputs(operations: readonly Operation[]): NamedOutputs {
  const registry = z.registry<{ id: string }>();
  const known = new Map<z.ZodType, string>();
  const register = (schema: z.ZodType, id: string) => {
    registry.add(schema, { id });
    known.set(schema, id);
  };
  for (const [name, schema] of Object.entries(NOUNS)) register(schema, name);
  const names = new Map<string, string>();
  for (const { name, output } of operations) {
    if (!known.has(output)) register(output, `${pascalCase(name)}Answer`);
    names.set(name, known.get(output) ?? "");
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: "output",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
    uri: (id) => `#/components/schemas/${id}`,
  });
  return {
    schemas: Object.fromEntries(
      Object.entries(schemas)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
    ),
    names,
  };
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The parts of the description that are the same whatever the operations are. */
export const COMPONENTS = {
  securitySchemes: {
    apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
    bearer: { type: "http", scheme: "bearer" },
  },
  parameters: {
    IdempotencyKey: {
      name: "Idempotency-Key",
      in: "header",
      description: "The same key and body within 24 hours give the first answer again.",
      schema: { type: "string", maxLength: 200 },
    },
    IfMatch: {
      name: "If-Match",
      in: "header",
      description: "ETag of the read this write is based on; a stale one is refused as a conflict.",
      schema: { type: "string", examples: ['"3"'] },
    },
  },
  headers: {
    RequestId: { description: "Names this request in the log and in events.", schema: { type: "string" } },
    RateLimit: { description: "Requests left and seconds until all are back.", schema: { type: "string" } },
    Location: { description: "Where what was made can be read.", schema: { type: "string" } },
  },
  responses: {
    Problem: {
      description: "Refused or failed.",
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  },
} as const;
