import { type Call, document, type FullestWrite, naming, title } from "./stage.ts";

const file = (name: string, more = "") =>
  `---\ntitle: ${name}\ndoc_type: design\nstatus: published\nauthor: ben\ntags: [backend, ux, ${title()}]\nreviewed: true\n---\n${naming()} ${more}`;

async function uploaded(call: Call) {
  const [path, name] = [`docs/${title()}.md`, title()];
  await call("documents.upload", { project: "MAIN", path, text: file(name) });
  return { project: "MAIN", path, text: file(name, "Changed.") };
}

/** Writes of documents. */
export const FULLEST_DOCUMENTS: Readonly<Record<string, FullestWrite>> = {
  "documents.create": {
    operation: "documents.create",
    without: ["template"],
    async input(call) {
      const parent = await document(call, { parent: await document(call) });
      return { project: "MAIN", ...written(), parent, labels: ["backend", "ux"], confirm: true };
    },
  },
  "documents.update": {
    operation: "documents.update",
    without: ["replace", "addLabels", "removeLabels", "after"],
    async input(call) {
      const parent = await document(call, { parent: await document(call) });
      const changed = await document(call, { body: "See MAIN-2.", labels: ["backend", "ux"] });
      const before = await document(call, { parent });
      return { document: changed, ...written(), parent, labels: ["ux", "design"], note: "Why", before };
    },
  },
  "documents.update, in places": {
    operation: "documents.update",
    without: ["body", "labels", "before"],
    async input(call) {
      const parent = await document(call);
      const changed = await document(call, { body: "See MAIN-2.", labels: ["backend", "ux"] });
      const { body, ...rest } = written();
      const replace = [{ find: "See MAIN-2.", replace: body }];
      const after = await document(call, { parent });
      return {
        document: changed,
        ...rest,
        replace,
        parent,
        addLabels: ["design"],
        removeLabels: ["ux"],
        note: "Why",
        after,
      };
    },
  },
  "documents.upload": {
    operation: "documents.upload",
    without: ["dryRun"],
    async input(call) {
      return { ...(await uploaded(call)), mode: "upsert", parent: await document(call) };
    },
  },
  "documents.upload, as another": {
    operation: "documents.upload",
    without: ["dryRun"],
    async input(call) {
      return { ...(await uploaded(call)), mode: "create_new", parent: await document(call) };
    },
  },
  "documents.restore_revision": {
    operation: "documents.restore_revision",
    async input(call) {
      const made = await document(call, written());
      await call("documents.update", { document: made, title: title(), body: "See MAIN-2." });
      return { document: made, revision: 1, note: "Why" };
    },
  },
  "documents.bin": {
    operation: "documents.bin",
    async input(call) {
      return { document: await tree(call) };
    },
  },
  "documents.restore": {
    operation: "documents.restore",
    async input(call) {
      const made = await tree(call);
      await call("documents.bin", { document: made });
      return { document: made };
    },
  },
};

const written = () => ({ title: title(), body: naming(), kind: "design", status: "published" });

/** A document with others below it. */
async function tree(call: Call): Promise<string> {
  const top = await document(call, written());
  await document(call, { parent: await document(call, { parent: top }) });
  return top;
}
