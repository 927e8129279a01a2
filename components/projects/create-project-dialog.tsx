"use client";

import { useRouter } from "next/navigation";
import { post } from "#components/api";
import { ColourChoice } from "#components/projects/colour-choice";
import { type CreateProps, FormDialog } from "#components/typed/form-dialog";
import { useTyped } from "#components/typed/use-typed";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { TextArea } from "#components/ui/text-area";
import type { Project } from "#lib/domain/projects/schema";
import { suggestKey } from "#lib/domain/projects/suggest-key";

const NONE_USED: ReadonlySet<string> = new Set();

export default function CreateProjectDialog(dialog: CreateProps) {
  const router = useRouter();
  const typed = useTyped("new/project", { name: "", key: null as string | null, description: "", colour: "blue" });
  const { name, key, description, colour } = typed.values;
  const suggested = name.trim() ? suggestKey(name, NONE_USED) : "";
  return (
    <FormDialog
      {...dialog}
      title="Create project"
      className="max-w-120"
      typed={typed}
      action="Create project"
      ready={name.trim() !== ""}
      // Left alone, the key is the server's to choose: it knows which ones are taken.
      send={() => post<Project>("/projects", { name, key: key || undefined, description, colour })}
      onSent={(project) => {
        router.push(`/projects/${project.key}`);
        router.refresh();
      }}
    >
      {(problemOf) => (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-3">
            <Field label="Name" problem={problemOf("name")}>
              {(ids) => <Input {...ids} autoFocus dir="auto" {...typed.bind("name")} />}
            </Field>
            <Field label="Key" problem={problemOf("key")}>
              {(ids) => (
                <Input
                  {...ids}
                  value={typed.values.key ?? suggested}
                  maxLength={10}
                  spellCheck={false}
                  autoComplete="off"
                  className="font-mono uppercase"
                  onChange={(event) => typed.set({ key: event.target.value.toUpperCase() })}
                />
              )}
            </Field>
          </div>
          <p className="-mt-2 text-muted">Its issues are numbered {key || suggested || "KEY"}-1, -2 and so on.</p>
          <Field label="Description" problem={problemOf("description")}>
            {(ids) => (
              <TextArea
                {...ids}
                dir="auto"
                placeholder="What it is for, in Markdown"
                className="min-h-20"
                {...typed.bind("description")}
              />
            )}
          </Field>
          <ColourChoice value={typed.values.colour} onChange={(next) => typed.set({ colour: next })} />
        </>
      )}
    </FormDialog>
  );
}
