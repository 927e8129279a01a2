"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { PickField } from "#components/plans/pick-field";
import { NoProjectYet } from "#components/shell/no-project-yet";
import { forgetList } from "#components/shell/use-list";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";
import type { Milestone } from "#lib/domain/milestones/schema";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Key of the project that it begins with. */
  project?: string;
}

export default function CreateMilestoneDialog({ project: given, ...props }: Props) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const [project, setProject] = useState(given ?? projects[0]?.key ?? "");
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [startDate, setStartDate] = useState("");
  const [dueDate, setDueDate] = useState("");
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();

  async function create() {
    if (sending || !title.trim()) return;
    setSending(true);
    const created = await send(async () => {
      const body = { project, title, description, startDate: startDate || null, dueDate: dueDate || null };
      const milestone = await post<Milestone>("/milestones", body);
      forgetList("/milestones");
      props.onOpenChange(false);
      router.push(`/milestones/${milestone.key}`);
      router.refresh();
    });
    if (!created) setSending(false);
  }

  if (!project) {
    return (
      <Dialog {...props} title="Create milestone" titleHidden>
        <NoProjectYet what="Milestones" />
      </Dialog>
    );
  }

  return (
    <Dialog
      {...props}
      title="Create milestone"
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
              placeholder="What is there when it is reached, in Markdown"
              className="min-h-20"
              value={description}
              onChange={(event) => setDescription(event.target.value)}
              onCommit={create}
            />
          )}
        </Field>
        <PickField field="project" label="Project" value={[project]} onPick={([next]) => setProject(next ?? project)} />
        <div className="grid grid-cols-2 gap-3">
          <Field label="Start" problem={problemOf("startDate")}>
            {(ids) => (
              <Input {...ids} type="date" value={startDate} onChange={(event) => setStartDate(event.target.value)} />
            )}
          </Field>
          <Field label="Due" problem={problemOf("dueDate")}>
            {(ids) => (
              <Input {...ids} type="date" value={dueDate} onChange={(event) => setDueDate(event.target.value)} />
            )}
          </Field>
        </div>
        <FormProblem>{problem}</FormProblem>
        <div className="flex justify-end gap-2">
          <Button look="quiet" size="field" onClick={() => props.onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" size="field" disabled={sending || !title.trim()}>
            Create milestone
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
