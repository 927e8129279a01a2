"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { DECISION_KIND_WORDS } from "#components/decisions/words";
import { useWorkspace } from "#components/shell/workspace";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { FIELD_CLASSES, Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";
import type { Decision } from "#lib/domain/decisions/schema";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  project?: string;
}

/** Proposes a decision; the rest of it is written on its page. */
export default function CreateDecisionDialog({ project: from, ...props }: Props) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const typed = useTyped("new/decision", {
    title: "",
    context: "",
    options: "",
    outcome: "",
    project: from ?? "",
    kind: "technical",
  });
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();

  async function create() {
    const { title, context, outcome, project, kind } = typed.values;
    if (sending || !title.trim()) return;
    setSending(true);
    const options = typed.values.options.split("\n").flatMap((line) => line.trim() || []);
    const created = await send(async () => {
      const body = { project: project || null, title, context, outcome, options, kind };
      const decision = await post<Decision>("/decisions", body);
      typed.done();
      props.onOpenChange(false);
      router.push(`/decisions/${decision.key}`);
    });
    if (!created) setSending(false);
  }

  return (
    <Dialog {...props} title="Propose a decision" className="max-w-140">
      <form
        className="grid gap-4 overflow-y-auto px-5 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Field label="Question or decision" problem={problemOf("title")}>
          {(ids) => <Input {...ids} autoFocus dir="auto" {...typed.bind("title")} />}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Holds in" problem={problemOf("project")}>
            {(ids) => (
              <select {...ids} className={`${FIELD_CLASSES} h-field`} {...typed.bind("project")}>
                <option value="">The whole workspace</option>
                {projects.map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Kind">
            {(ids) => (
              <select {...ids} className={`${FIELD_CLASSES} h-field`} {...typed.bind("kind")}>
                {Object.entries(DECISION_KIND_WORDS).map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <Field label="Context" problem={problemOf("context")}>
          {(ids) => (
            <TextArea
              {...ids}
              dir="auto"
              className="min-h-20"
              placeholder="The question and what bears on it, in Markdown"
              {...typed.bind("context")}
            />
          )}
        </Field>
        <Field
          label="Options"
          hint="One a line; their pros, cons and why not follow on its page."
          problem={problemOf("options")}
        >
          {(ids) => <TextArea {...ids} dir="auto" className="min-h-16" {...typed.bind("options")} />}
        </Field>
        <Field label="What is proposed" problem={problemOf("outcome")}>
          {(ids) => <TextArea {...ids} dir="auto" className="min-h-16" {...typed.bind("outcome")} />}
        </Field>
        <RestoredNotice typed={typed} />
        <FormProblem>{problem}</FormProblem>
        <div className="flex items-center justify-end gap-2">
          <span className="me-auto max-sm:hidden">
            <Kbd keys="mod+enter" />
          </span>
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
          <Button type="submit" look="primary" size="field" disabled={sending || !typed.values.title.trim()}>
            Propose decision
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
