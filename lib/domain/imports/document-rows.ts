import { fold } from "#lib/core/fold";
import { newId } from "#lib/core/ids";
import { LongText } from "#lib/core/long-text";
import { documentKey } from "#lib/domain/documents/document-row";
import { DOCUMENT_KEPT } from "#lib/domain/documents/fields";
import { columnsOf, pointerTo } from "#lib/domain/field-table";
import { rankOfNumber } from "#lib/domain/issues/rank";
import type { Via } from "#lib/domain/people/schema";
import type { ImportedDocument } from "./noun-schema.ts";
import type { NounTarget } from "./noun-target.ts";
import { sourceOf } from "./queries.ts";
import { timesOf } from "./times-of.ts";

interface Around extends Pick<NounTarget, "project" | "found" | "people" | "labels"> {
  source: string;
  now: Date;
}

/** Everything that imported documents become in the database. The body of a first revision is the document's own. */
export function documentRows(fresh: readonly { item: ImportedDocument; number: number }[], around: Around) {
  const { project, found, people, labels, source, now } = around;
  const places = new Map(found);
  for (const { item, number } of fresh) places.set(item.id, { id: newId(), key: documentKey(project.key, number) });
  return fresh.map(({ item, number }) => {
    const { id = newId(), key = "" } = places.get(item.id) ?? {};
    const parent = item.parent === null ? undefined : places.get(item.parent);
    const times = timesOf(item, now);
    const body = new LongText(item.body);
    const authorId = item.author === null ? null : (people.get(item.author) ?? null);
    const via: Via = { key: null, kind: "script", client: source, session: null };
    const labelNames = item.labels.filter((name) => labels.has(fold(name)));
    const labelIds = new Set(labelNames.flatMap((name) => labels.get(fold(name)) ?? []));
    const values = {
      ...item,
      labels: labelNames,
      parent: pointerTo(parent),
      rank: rankOfNumber(number),
      source: sourceOf(source, item.id),
    };
    return {
      item,
      key,
      body,
      values,
      document: {
        id,
        ...times,
        projectId: project.id,
        number,
        ...columnsOf(DOCUMENT_KEPT, values),
        authorId,
      },
      labels: [...labelIds].map((labelId) => ({ documentId: id, labelId })),
      revision: {
        id: newId(),
        createdAt: times.updatedAt,
        documentId: id,
        number: 1,
        authorId,
        via,
        note: `Imported from ${source}`,
        title: item.title,
        hash: body.hash,
        length: item.body.length,
      },
    };
  });
}
