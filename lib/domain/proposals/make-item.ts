import type { WriteContext } from "#lib/core/context";
import { refusedField } from "#lib/core/errors";
import { reported } from "#lib/domain/criteria/policy";
import { addDecision, namedByNew } from "#lib/domain/decisions/add-decision";
import { NewDecision } from "#lib/domain/decisions/schema";
import { addDocument, namedByNewDocument } from "#lib/domain/documents/add-document";
import { NewDocument } from "#lib/domain/documents/schema";
import { addIssue, namedByNewIssue } from "#lib/domain/issues/add-issue";
import { addLink } from "#lib/domain/issues/add-link";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { LinkInput, NewIssue } from "#lib/domain/issues/schema";
import { isItem, withNames } from "./item-refs.ts";
import type { PlannedItem } from "./plan-items.ts";

/** What an item became. */
export interface Made {
  id: string;
  key: string;
}

/** Makes what an item is for, as its own operation would. `made` are the ids of what other items became; those that were rejected are left out. */
export async function makeItem(
  ctx: WriteContext,
  project: string,
  item: PlannedItem,
  made: ReadonlyMap<number, string>,
): Promise<Made> {
  const named = withNames(item, ({ ref, may }) => (may && isItem(ref) ? (made.get(Number(ref)) ?? null) : ref));
  const given = { ...named, project };
  switch (item.make) {
    case "issue": {
      const input = NewIssue.parse(given);
      // Who accepts a draft has not looked at what it says is met.
      const { id, key } = await addIssue(ctx, input, await namedByNewIssue(ctx, input), reported(ctx));
      return { id, key };
    }
    case "decision": {
      const input = NewDecision.parse(given);
      const { id, key } = await addDecision(ctx, input, await namedByNew(ctx, input));
      return { id, key };
    }
    case "document": {
      const input = NewDocument.parse(given);
      const { id, key } = await addDocument(ctx, input, await namedByNewDocument(ctx, input));
      return { id, key };
    }
    case "link": {
      if (named.issue === undefined || named.other === undefined)
        throw refusedField("", "An end of this link was rejected. Edit the link, reject it, or undo that rejection.");
      const { issue, kind, other } = LinkInput.parse(named);
      const from = await requireUsableIssue(ctx, issue);
      await addLink(ctx, from, { kind, other: await requireUsableIssue(ctx, other, "other") });
      return { id: from.id, key: from.key };
    }
  }
}
