"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { post } from "#components/api";
import { forgetList } from "#components/shell/use-list";
import { type DialogState, FormDialog } from "#components/typed/form-dialog";
import type { Typed } from "#components/typed/use-typed";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { TextArea } from "#components/ui/text-area";

export interface PlanTexts {
  title: string;
  description: string;
  startDate: string;
  endDate: string;
}

export const NO_TEXTS: PlanTexts = { title: "", description: "", startDate: "", endDate: "" };

interface Props extends DialogState {
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
export function CreatePlanDialog({ noun, placeholder, end, typed, begins, children, ...dialog }: Props) {
  const router = useRouter();
  const { title, description, startDate, endDate } = typed.values;
  return (
    <FormDialog
      {...dialog}
      title={`Create ${noun}`}
      className="max-w-120"
      typed={typed}
      action={`Create ${noun}`}
      ready={title.trim() !== ""}
      silent={["projects", "project"]}
      send={async () => {
        const dates = { startDate: startDate || null, [end.field]: endDate || null };
        const made = await post<{ key: string }>(`/${noun}s`, { title, description, ...dates, ...begins });
        forgetList(`/${noun}s`);
        return made;
      }}
      onSent={({ key }) => {
        router.push(`/${noun}s/${key}`);
        router.refresh();
      }}
    >
      {(problemOf) => (
        <>
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
        </>
      )}
    </FormDialog>
  );
}
