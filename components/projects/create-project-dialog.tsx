"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { ColourChoice } from "#components/projects/colour-choice";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";
import type { Project } from "#lib/domain/projects/schema";
import { suggestKey } from "#lib/domain/projects/suggest-key";

const NONE_USED: ReadonlySet<string> = new Set();

export default function CreateProjectDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const typed = useTyped("new/project", { name: "", key: null as string | null, description: "", colour: "blue" });
  const { name, key, description, colour } = typed.values;
  const [sending, setSending] = useState(false);
  const suggested = name.trim() ? suggestKey(name, NONE_USED) : "";
  const { problem, problemOf, send } = useRefusal();

  async function create(event: React.FormEvent) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    // Left alone, the key is the server's to choose: it knows which ones are taken.
    const chosen = key || undefined;
    const created = await send(async () => {
      const project = await post<Project>("/projects", { name, key: chosen, description, colour });
      typed.done();
      props.onOpenChange(false);
      router.push(`/projects/${project.key}`);
      router.refresh();
    });
    if (!created) setSending(false);
  }

  return (
    <Dialog {...props} title="Create project" className="max-w-120">
      <form onSubmit={create} className="grid gap-4 overflow-y-auto px-5 pb-5">
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
        <RestoredNotice typed={typed} />
        <FormProblem>{problem}</FormProblem>
        <div className="flex justify-end gap-2">
          <Button
            look="quiet"
            size="field"
            onClick={() => {
              typed.discard();
              props.onOpenChange(false);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look="primary" size="field" disabled={sending || !name.trim()}>
            Create project
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
