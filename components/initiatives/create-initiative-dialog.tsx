"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { PickField } from "#components/plans/pick-field";
import { forgetList } from "#components/shell/use-list";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";
import type { Initiative } from "#lib/domain/initiatives/schema";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Key of the project that it begins with. */
  project?: string;
}

export default function CreateInitiativeDialog({ project, ...props }: Props) {
  const router = useRouter();
  const { me } = useWorkspace();
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [startDate, setStartDate] = useState("");
  const [targetDate, setTargetDate] = useState("");
  const [projects, setProjects] = useState<string[]>(project ? [project] : []);
  const [owner, setOwner] = useState(me.handle);
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();

  async function create() {
    if (sending || !title.trim()) return;
    setSending(true);
    const created = await send(async () => {
      const initiative = await post<Initiative>("/initiatives", {
        title,
        description,
        projects,
        owner: owner === "none" ? null : owner,
        startDate: startDate || null,
        targetDate: targetDate || null,
      });
      forgetList("/initiatives");
      props.onOpenChange(false);
      router.push(`/initiatives/${initiative.key}`);
      router.refresh();
    });
    if (!created) setSending(false);
  }

  return (
    <Dialog
      {...props}
      title="Create initiative"
      className="max-w-120"
      onDismiss={(event) => {
        if (document.querySelector('[role="listbox"]')) event.preventDefault();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
        className="grid gap-4 overflow-y-auto px-5 pb-5"
      >
        <Field label="Title" problem={problemOf("title")}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              dir="auto"
              value={title}
              maxLength={200}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label="Description" problem={problemOf("description")}>
          {(ids) => (
            <TextArea
              {...ids}
              dir="auto"
              placeholder="What it is to achieve, in Markdown"
              className="min-h-20"
              value={description}
              onChange={(event) => setDescription(event.target.value)}
              onCommit={create}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <PickField field="project" label="Projects" value={projects} multiple onPick={setProjects} />
          <PickField field="assignee" label="Owner" value={[owner]} onPick={([next]) => setOwner(next ?? "none")} />
          <Field label="Start" problem={problemOf("startDate")}>
            {(ids) => (
              <Input {...ids} type="date" value={startDate} onChange={(event) => setStartDate(event.target.value)} />
            )}
          </Field>
          <Field label="Target" problem={problemOf("targetDate")}>
            {(ids) => (
              <Input {...ids} type="date" value={targetDate} onChange={(event) => setTargetDate(event.target.value)} />
            )}
          </Field>
        </div>
        <FormProblem>{problem ?? problemOf("projects") ?? null}</FormProblem>
        <div className="flex justify-end gap-2">
          <Button look="quiet" size="field" onClick={() => props.onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" size="field" disabled={sending || !title.trim()}>
            Create initiative
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
