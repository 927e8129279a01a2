"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { get, post } from "#components/api";
import { wishToWrite } from "#components/documents/draft";
import { KIND_WORDS } from "#components/documents/words";
import { NoProjectDialog } from "#components/shell/no-project-dialog";
import { useWorkspace } from "#components/shell/workspace";
import { type CreateProps, FormDialog } from "#components/typed/form-dialog";
import { useTyped } from "#components/typed/use-typed";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import type { Document } from "#lib/domain/documents/schema";
import type { TemplateLine } from "#lib/domain/templates/schema";

/** A new document: its title, where it lies and what it begins with. */
export default function CreateDocumentDialog({ draft, ...dialog }: CreateProps) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const typed = useTyped(draft.parent ? `new/document under ${draft.parent}` : "new/document", {
    title: "",
    project: draft.project ?? projects[0]?.key ?? "",
    template: "",
  });
  const { title, project, template } = typed.values;
  const [templates, setTemplates] = useState<TemplateLine[] | null>(null);
  useEffect(() => {
    get<{ items: TemplateLine[] }>("/templates").then(
      ({ items }) => setTemplates(items),
      () => setTemplates([]),
    );
  }, []);
  const parent = draft.parent && draft.project === project ? draft.parent : undefined;

  if (!project) {
    return <NoProjectDialog {...dialog} title="New document" what="Documents" />;
  }

  const choices = [
    { name: "", title: "Blank", description: "An empty page.", kind: null },
    ...(templates ?? []).map((one) => ({ ...one })),
  ];
  return (
    <FormDialog
      {...dialog}
      title={parent ? `Create document under ${parent}` : "Create document"}
      className="max-w-140"
      typed={typed}
      action="Create document"
      ready={title.trim() !== "" && project !== ""}
      send={() => post<Document>("/documents", { title, project, parent, template: template || undefined })}
      onSent={({ id, key }) => {
        wishToWrite(id);
        router.push(`/documents/${key}`);
      }}
    >
      {(problemOf) => (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)_160px] gap-3 max-sm:grid-cols-1">
            <Field label="Title" problem={problemOf("title")}>
              {(ids) => <Input {...ids} autoFocus dir="auto" {...typed.bind("title")} />}
            </Field>
            <Field label="Project" problem={problemOf("project")}>
              {(ids) => (
                <Select {...ids} choices={projects.map(({ key, name }) => [key, name])} {...typed.bind("project")} />
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
        </>
      )}
    </FormDialog>
  );
}
