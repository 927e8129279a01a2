import { StatusCircle } from "#components/issues/status-circle";
import type { DocumentStatus } from "#lib/domain/documents/fields";

/** Documents and issues share their signs: the further along, the fuller. */
const SIGNS = {
  draft: "backlog",
  in_review: "review",
  approved: "ready",
  published: "done",
  archived: "canceled",
} as const;

/** The sign of a document's status; the word stands beside it. */
export function DocumentStatusSign({ status }: { status: DocumentStatus }) {
  return <StatusCircle status={SIGNS[status]} label={false} />;
}
