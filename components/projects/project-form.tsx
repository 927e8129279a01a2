"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { patch, remove } from "#components/api";
import { ColourChoice } from "#components/projects/colour-choice";
import { PROJECT_STATUS_WORDS } from "#components/projects/words";
import { restore } from "#components/shelf/to-bin";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { isolated } from "#components/ui/isolated";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { toast } from "#components/ui/toast";
import { useRefusal } from "#components/use-refusal";
import type { Project } from "#lib/domain/projects/schema";

/** Name, description, state and colour of a project, and the way to the bin. */
export function ProjectForm({ project }: { project: Project }) {
  const router = useRouter();
  const path = `/projects/${project.key}`;
  const [saved, setSaved] = useState(project);
  const now = saved.version > project.version ? saved : project;
  const typed = useTyped(`${project.id}/settings`, {
    name: now.name,
    description: now.description,
    status: now.status as string,
    colour: now.colour,
    repositoryUrl: now.repositoryUrl ?? "",
  });
  const [saving, setSaving] = useState(false);
  const { problem, problemOf, send } = useRefusal();

  async function save(event: React.FormEvent) {
    event.preventDefault();
    setSaving(true);
    const { repositoryUrl, ...changed } = typed.changed;
    const body = {
      ...changed,
      ...(repositoryUrl === undefined ? {} : { repositoryUrl: repositoryUrl || null }),
      version: now.version,
    };
    if (await send(async () => setSaved(await patch<Project>(path, body)))) {
      typed.done();
      router.refresh();
      toast("Project saved");
    }
    setSaving(false);
  }

  async function bin() {
    if (!(await attempt(() => remove(path), `${project.key} was not moved to the bin`))) return;
    router.push("/projects");
    router.refresh();
    toast(`${isolated(project.name)} is in the bin`, {
      description: "It can be restored with its issues.",
      action: { label: "Undo", onClick: () => restore(path, project.key, router.refresh) },
    });
  }

  return (
    <>
      <form onSubmit={save} className="grid gap-5">
        <Field label="Name" problem={problemOf("name")}>
          {(ids) => <Input {...ids} dir="auto" {...typed.bind("name")} />}
        </Field>
        <Field label="Description" hint="Markdown" problem={problemOf("description")}>
          {(ids) => <TextArea {...ids} dir="auto" className="min-h-28" {...typed.bind("description")} />}
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Status" problem={problemOf("status")}>
            {(ids) => <Select {...ids} choices={Object.entries(PROJECT_STATUS_WORDS)} {...typed.bind("status")} />}
          </Field>
          <Field label="Repository" problem={problemOf("repositoryUrl")}>
            {(ids) => <Input {...ids} type="url" placeholder="https://" {...typed.bind("repositoryUrl")} />}
          </Field>
        </div>
        <ColourChoice value={typed.values.colour} onChange={(colour) => typed.set({ colour })} />
        <RestoredNotice typed={typed} theirs={typed.theirs} />
        <FormProblem>{problem && `${problem} What you typed is kept.`}</FormProblem>
        <div>
          <Button type="submit" look="primary" size="field" disabled={saving || !typed.values.name.trim()}>
            Save project
          </Button>
        </div>
      </form>
      <section aria-labelledby="bin-heading" className="mt-10 flex flex-wrap items-center gap-4 border-t pt-6">
        <div className="min-w-56 flex-1">
          <h2 id="bin-heading" className="font-medium text-control">
            Move to the bin
          </h2>
          <p className="text-muted">The project and its issues disappear from lists and can be restored.</p>
        </div>
        <Button look="danger" size="field" onClick={bin}>
          Move to the bin
        </Button>
      </section>
    </>
  );
}
