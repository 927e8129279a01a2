import { createHash } from "node:crypto";
import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { fold } from "#lib/core/fold";
import { defineOperation } from "#lib/core/operation";
import { ensureLabels } from "#lib/domain/imports/ensure-labels";
import type { LabelSlot } from "#lib/domain/labels/queries";
import { type ProjectSlot, requireLive, requireLiveProject } from "#lib/domain/projects/queries";
import type { StoredDocument } from "./document-row.ts";
import { findUploaded, projectNamed, uploadAuthor } from "./find-uploaded.ts";
import { insertDocument } from "./insert-document.ts";
import { type ReadUpload, readUpload } from "./read-upload.ts";
import { requireParent } from "./require-parent.ts";
import { saveDocument } from "./save-document.ts";
import { Upload, Uploaded } from "./schema.ts";

export const uploadDocument = defineOperation({
  name: "documents.upload",
  summary: "Bring in a Markdown file, front matter included; the same file again changes nothing.",
  access: "write",
  rest: "POST /documents/upload",
  input: Upload,
  output: Uploaded,
  async authorize(ctx, { project, path, text }) {
    const file = readUpload(path, text);
    const named = project ? await requireLiveProject(ctx, project) : await ownProject(ctx, file);
    requireLive(named);
    return { file, project: named };
  },
  async handle(ctx, input, { file, project }) {
    const sourceHash = createHash("sha256").update(input.text).digest("base64url");
    const mode = input.mode ?? file.mode ?? "upsert";
    const found = await findUploaded(ctx, project.id, { path: input.path, title: file.title });
    const said = (outcome: Uploaded["outcome"], document: StoredDocument | null, why: string | null = null) => {
      if (outcome === "skipped" || outcome === "unchanged" || input.dryRun) ctx.unchanged();
      return { outcome, why, document };
    };
    if (found?.shelf === "binned") return said("skipped", found, "It is in the bin. Restore it first.");
    if (found?.sourceHash === sourceHash && found.source === input.path) return said("unchanged", found);
    if (found && mode === "skip") return said("skipped", found, "It is there, and the mode is skip.");
    if (input.dryRun) return found && mode === "upsert" ? said("updated", found) : said("created", null);
    const author = file.author === null ? null : await uploadAuthor(ctx, file.author);
    const properties = { ...file.properties, ...(file.author !== null && !author ? { author: file.author } : {}) };
    const labels = file.labels ? await labelsOf(ctx, file.labels) : [];
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
      const saved = await saveDocument(ctx, found, after, { note: `Loaded from ${input.path}`.slice(0, 200), labels });
      return said("updated", saved);
    }
    const child = { id: null, key: "", projectId: project.id };
    const parent = input.parent ? await requireParent(ctx, input.parent, child) : null;
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
    return said("created", made);
  },
});

/** The project that the file names. */
async function ownProject(ctx: WriteContext, { project }: ReadUpload): Promise<ProjectSlot> {
  if (project === null) throw invalidField("project", "Give project, or project_name in the front matter.");
  return (await projectNamed(ctx, project)) ?? requireLiveProject(ctx, project);
}

/** Labels of these names in the order of their names; those that are not there yet are made. */
async function labelsOf(ctx: WriteContext, names: readonly string[]): Promise<LabelSlot[]> {
  if (names.length === 0) return [];
  const there = await ctx.db.label.findMany({ where: { nameFold: { in: names.map(fold) } } });
  const usable = there.filter((label) => label.shelf === "live");
  const made = names.filter((name) => !there.some((label) => label.nameFold === fold(name)));
  const ids = await ensureLabels(ctx, made, new Map(usable.map((label) => [label.nameFold, label.id])));
  const all = [
    ...usable.map(({ id, name, colour }) => ({ id, name, colour })),
    ...[...new Map(made.map((name) => [fold(name), name]))].flatMap(([folded, name]) => {
      const id = ids.get(folded);
      return id ? [{ id, name, colour: "slate" }] : [];
    }),
  ];
  return all.sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}
