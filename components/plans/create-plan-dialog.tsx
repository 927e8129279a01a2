"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { post } from "#components/api";
import { forgetList } from "#components/shell/use-list";
import { RestoredNotice } from "#components/typed/restored-notice";
import type { Typed } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";

export interface CreatePlanProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Key of the project that it begins with. */
  project?: string | undefined;
}

export interface PlanTexts {
  title: string;
  description: string;
  startDate: string;
  endDate: string;
}

export const NO_TEXTS: PlanTexts = { title: "", description: "", startDate: "", endDate: "" };

interface Props extends CreatePlanProps {
  noun: "initiative" | "milestone";
  /** What its description is to say. */
  placeholder: string;
  /** The day it ends: what it is called here, and in the REST door. */
  end: { label: string; field: "targetDate" | "dueDate" };
  typed: Typed<PlanTexts>;
  /** What else it begins with, as `children` chose it. */
  begins: Record<string, unknown>;
  children: ReactNode;
}

/** Makes an initiative or a milestone, and opens its page. */
export function CreatePlanDialog({ noun, placeholder, end, typed, begins, children, open, onOpenChange }: Props) {
  const router = useRouter();
  const { title, description, startDate, endDate } = typed.values;
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();

  async function create() {
    if (sending || !title.trim()) return;
    setSending(true);
    const dates = { startDate: startDate || null, [end.field]: endDate || null };
    const created = await send(async () => {
      const { key } = await post<{ key: string }>(`/${noun}s`, { title, description, ...dates, ...begins });
      typed.done();
      forgetList(`/${noun}s`);
      onOpenChange(false);
      router.push(`/${noun}s/${key}`);
      router.refresh();
    });
    if (!created) setSending(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Create ${noun}`}
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
          {(ids) => <Input {...ids} autoFocus dir="auto" maxLength={200} {...typed.bind("title")} />}
        </Field>
        <Field label="Description" problem={problemOf("description")}>
          {(ids) => (
            <TextArea
              {...ids}
              dir="auto"
              placeholder={placeholder}
              className="min-h-20"
              {...typed.bind("description")}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-x-3 gap-y-4">
          {children}
          <Field label="Start" problem={problemOf("startDate")}>
            {(ids) => <Input {...ids} type="date" {...typed.bind("startDate")} />}
          </Field>
          <Field label={end.label} problem={problemOf(end.field)}>
            {(ids) => <Input {...ids} type="date" {...typed.bind("endDate")} />}
          </Field>
        </div>
        <RestoredNotice typed={typed} />
        <FormProblem>{problem ?? problemOf("projects") ?? problemOf("project") ?? null}</FormProblem>
        <div className="flex justify-end gap-2">
          <Button
            look="quiet"
            size="field"
            onClick={() => {
              typed.discard();
              onOpenChange(false);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look="primary" size="field" disabled={sending || !title.trim()}>
            Create {noun}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
