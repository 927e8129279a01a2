"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { get, post } from "#components/api";
import { wishToWrite } from "#components/documents/draft";
import { KIND_WORDS } from "#components/documents/words";
import { NoProjectYet } from "#components/shell/no-project-yet";
import { useWorkspace } from "#components/shell/workspace";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { FIELD_CLASSES, Input } from "#components/ui/input";
import { useRefusal } from "#components/use-refusal";
import type { Document } from "#lib/domain/documents/schema";
import type { TemplateLine } from "#lib/domain/templates/schema";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  draft: { project?: string | undefined; parent?: string | undefined };
}

/** A new document: its title, where it lies and what it begins with. */
export default function CreateDocumentDialog({ draft, ...dialog }: Props) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const typed = useTyped(draft.parent ? `new/document under ${draft.parent}` : "new/document", {
    title: "",
    project: draft.project ?? projects[0]?.key ?? "",
    template: "",
  });
  const { title, project, template } = typed.values;
  const [templates, setTemplates] = useState<TemplateLine[] | null>(null);
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();
  useEffect(() => {
    get<{ items: TemplateLine[] }>("/templates").then(
      ({ items }) => setTemplates(items),
      () => setTemplates([]),
    );
  }, []);
  const parent = draft.parent && draft.project === project ? draft.parent : undefined;

  async function create(event: React.FormEvent) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    const created = await send(async () => {
      const body = { title, project, parent, template: template || undefined };
      const document = await post<Document>("/documents", body);
      typed.done();
      dialog.onOpenChange(false);
      wishToWrite(document.id);
      router.push(`/documents/${document.key}`);
    });
    if (!created) setSending(false);
  }

  if (!project) {
    return (
      <Dialog {...dialog} title="New document" titleHidden>
        <NoProjectYet what="Documents" />
      </Dialog>
    );
  }

  const choices = [
    { name: "", title: "Blank", description: "An empty page.", kind: null },
    ...(templates ?? []).map((one) => ({ ...one })),
  ];
  return (
    <Dialog {...dialog} title={parent ? `Create document under ${parent}` : "Create document"} className="max-w-140">
      <form onSubmit={create} className="grid min-h-0 gap-4 overflow-y-auto px-5 pb-5">
        <div className="grid grid-cols-[minmax(0,1fr)_160px] gap-3 max-sm:grid-cols-1">
          <Field label="Title" problem={problemOf("title")}>
            {(ids) => <Input {...ids} autoFocus dir="auto" {...typed.bind("title")} />}
          </Field>
          <Field label="Project" problem={problemOf("project")}>
            {(ids) => (
              <select {...ids} {...typed.bind("project")} className={`${FIELD_CLASSES} h-field`}>
                {projects.map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <fieldset className="grid min-h-0 gap-1">
          <legend className="mb-1 font-medium text-row text-soft">Begin with</legend>
          <div className="grid max-h-[38dvh] min-h-52 auto-rows-min gap-0.5 overflow-y-auto rounded-card border p-1">
            {choices.map((choice) => (
              <label
                key={choice.name}
                className="flex items-start gap-2.5 rounded-control px-2 py-1.5 hover:bg-hover has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-focus"
              >
                <input
                  type="radio"
                  name="template"
                  value={choice.name}
                  checked={typed.values.template === choice.name}
                  onChange={() => typed.set({ template: choice.name })}
                  className="mt-1 accent-accent outline-none"
                />
                <span className="min-w-0">
                  <bdi className="font-medium">{choice.title}</bdi>
                  {choice.kind && KIND_WORDS[choice.kind] !== choice.title ? (
                    <span className="ms-2 text-mini text-muted">{KIND_WORDS[choice.kind]}</span>
                  ) : null}
                  <span dir="auto" className="block text-muted text-start">
                    {choice.description}
                  </span>
                </span>
              </label>
            ))}
            {templates === null ? <p className="px-2 py-1.5 text-muted">Loading the templates…</p> : null}
          </div>
          {problemOf("template") ? <p className="text-danger text-row">{problemOf("template")}</p> : null}
        </fieldset>
        <RestoredNotice typed={typed} />
        <FormProblem>{problem}</FormProblem>
        <div className="flex justify-end gap-2">
          <Button
            look="quiet"
            size="field"
            onClick={() => {
              typed.discard();
              dialog.onOpenChange(false);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look="primary" size="field" disabled={sending || !title.trim() || !project}>
            Create document
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
