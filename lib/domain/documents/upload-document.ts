import { createHash } from "node:crypto";
import type { WriteContext } from "#lib/core/context";
import { cut } from "#lib/core/cut";
import { invalidField } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { defineOperation } from "#lib/core/operation";
import { ensureLabels, noLabel } from "#lib/domain/imports/ensure-labels";
import type { LabelSlot } from "#lib/domain/labels/queries";
import { requireLive, requireLiveProject } from "#lib/domain/projects/queries";
import type { StoredDocument } from "./document-row.ts";
import { insertDocument } from "./insert-document.ts";
import { lookUpUpload, type Surroundings } from "./look-up-upload.ts";
import { findDocumentsByRef } from "./queries.ts";
import { readUpload } from "./read-upload.ts";
import { requireParent } from "./require-parent.ts";
import { saveDocument } from "./save-document.ts";
import { Upload, Uploaded } from "./schema.ts";

export const uploadDocument = defineOperation({
  name: "documents.upload",
  summary: "Bring in a Markdown file, front matter included; the same file again changes nothing.",
  access: "write",
  reach: "projects",
  rest: "POST /documents/upload",
  input: Upload,
  output: Uploaded,
  async authorize(ctx, { project, path, text, dryRun }) {
    const file = readUpload(path, text);
    const ref = project ?? file.project;
    if (ref === null) throw invalidField("project", "Give project, or project_name in the front matter.");
    const wanted = { ...file, ...{ project, ownProject: file.project, path, labels: file.labels ?? [] } };
    const seen = await lookUpUpload(ctx, { ...wanted, inTurn: !dryRun });
    // The same file that comes twice at once is one document: whoever comes second looks again.
    const isNew = seen.documentId === null && !dryRun;
    const there = isNew ? await lookUpUpload(ctx, { ...wanted, inTurn: false }) : seen;
    const named = there.project ?? (await requireLiveProject(ctx, ref));
    requireLive(named);
    return { file, project: named, there };
  },
  async handle(ctx, input, { file, project, there }) {
    const sourceHash = createHash("sha256").update(input.text).digest("base64url");
    const mode = input.mode ?? file.mode ?? "upsert";
    const known = await findDocumentsByRef(
      ctx,
      [there.documentId, input.parent].filter((ref) => typeof ref === "string"),
    );
    const found = known.get(there.documentId ?? "");
    const said = (outcome: Uploaded["outcome"], document: StoredDocument | null, why: string | null = null) => {
      if (outcome === "skipped" || outcome === "unchanged" || input.dryRun) ctx.unchanged();
      return { outcome, why, document };
    };
    if (found?.shelf === "binned") return said("skipped", found, "It is in the bin. Restore it first.");
    if (found?.sourceHash === sourceHash && found.source === input.path) return said("unchanged", found);
    if (found && mode === "skip") return said("skipped", found, "It is there, and the mode is skip.");
    const isKnown = (name: string) =>
      there.labels.binned.includes(name) || there.labels.live.some(({ folded }) => folded === name);
    const without = ctx.actor.projectIds === null ? null : noLabel(file.labels ?? [], isKnown);
    if (input.dryRun)
      return found && mode === "upsert" ? said("updated", found, without) : said("created", null, without);
    const { author } = there;
    const properties = { ...file.properties, ...(file.author !== null && !author ? { author: file.author } : {}) };
    const labels = file.labels ? await labelsOf(ctx, file.labels, there) : [];
    const chips = labels.map(({ name, colour }) => ({ name, colour }));
    if (found && mode === "upsert") {
      const after = {
        ...found,
        title: file.title,
        body: file.body,
        kind: file.kind ?? found.kind,
        status: file.status ?? found.status,
        labels: file.labels ? chips : found.labels,
        source: input.path,
        sourceHash,
        properties,
      };
      const saved = await saveDocument(ctx, found, after, { note: cut(`Loaded from ${input.path}`, 200), labels });
      return said("updated", saved, without);
    }
    const child = { id: null, key: "", projectId: project.id };
    const parent = input.parent ? await requireParent(ctx, input.parent, child, known.get(input.parent)) : null;
    const made = await insertDocument(ctx, {
      project,
      title: file.title,
      body: file.body,
      kind: file.kind ?? "note",
      status: file.status ?? "draft",
      labels,
      parent,
      ...(author ? { author } : {}),
      source: input.path,
      sourceHash,
      properties,
    });
    return said("created", made, without);
  },
});

/** Labels of these names in the order of their names; those that are not there yet are made, save by a limited key. */
async function labelsOf(
  ctx: WriteContext,
  names: readonly string[],
  { labels: { live, binned } }: Surroundings,
): Promise<LabelSlot[]> {
  const made = names.filter(
    (name) => !binned.includes(fold(name)) && !live.some((label) => label.folded === fold(name)),
  );
  const ids = await ensureLabels(ctx, made, new Map(live.map((label) => [label.folded, label.id])));
  const all = [
    ...live.map(({ id, name, colour }) => ({ id, name, colour })),
    ...[...new Map(made.map((name) => [fold(name), name]))].flatMap(([folded, name]) => {
      const id = ids.get(folded);
      return id ? [{ id, name, colour: "slate" }] : [];
    }),
  ];
  return all.sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}
