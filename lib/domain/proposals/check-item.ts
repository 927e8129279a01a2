import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { namedByNew } from "#lib/domain/decisions/add-decision";
import { NewDecision } from "#lib/domain/decisions/schema";
import { namedByNewDocument, templateOf } from "#lib/domain/documents/add-document";
import { NewDocument } from "#lib/domain/documents/schema";
import { namedByNewIssue } from "#lib/domain/issues/add-issue";
import { storedLink } from "#lib/domain/issues/links";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { type LinkInput, NewIssue } from "#lib/domain/issues/schema";
import { isItem, withNames } from "./item-refs.ts";
import type { PlannedItem } from "./plan-items.ts";
import type { Payload } from "./schema.ts";

/**
 * Looks up everything that an item names and that exists already, as making it would. Answers its payload with keys for
 * titles and a handle for "me", which later readers would take for themselves. Throws what making it would throw.
 */
export async function checkItem(ctx: ReadContext, project: string, item: PlannedItem): Promise<Payload> {
  const { make, payload } = item;
  const outside = { ...withNames(item, ({ ref, may }) => (may && isItem(ref) ? null : ref)), project };
  switch (make) {
    case "issue": {
      const { person, initiative, milestone, issues } = await namedByNewIssue(ctx, NewIssue.parse(outside));
      const keyed = withNames(item, ({ ref }) => issues.get(ref)?.key ?? ref);
      return {
        ...keyed,
        ...(person ? { assignee: person.handle } : {}),
        ...(initiative ? { initiative: initiative.key } : {}),
        ...(milestone ? { milestone: milestone.key } : {}),
      };
    }
    case "decision":
      await namedByNew(ctx, NewDecision.parse(outside));
      return payload;
    case "document": {
      const input = NewDocument.parse(outside);
      templateOf(input);
      await namedByNewDocument(ctx, input);
      return payload;
    }
    case "link": {
      const { issue, kind, other } = payload as z.output<typeof LinkInput>;
      const from = await end(ctx, issue, "issue");
      const to = await end(ctx, other, "other");
      if (from && to) storedLink(kind, from, to);
      else if (issue === other) throw invalidField("other", "An issue cannot be linked to itself.");
      return { issue: from?.key ?? issue, kind, other: to?.key ?? other };
    }
  }
}

async function end(ctx: ReadContext, ref: string, path: string) {
  return isItem(ref) ? null : requireUsableIssue(ctx, ref, path);
}

/** A refusal of an item as one of the whole proposal, whose input has it `at` this path. */
export function inItem(error: unknown, number: number, at: string): unknown {
  if (!(error instanceof TurboError)) return error;
  const { code, message, fields, current } = error;
  // A wrong name inside of a write is a wrong field, not a missing page.
  return new TurboError(code === "not_found" ? "invalid" : code, `Item ${number}: ${message}`, {
    fields: fields.map((field) => ({ ...field, path: [at, field.path].filter(Boolean).join(".") })),
    current,
    cause: error,
  });
}
