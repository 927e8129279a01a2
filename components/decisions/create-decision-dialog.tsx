"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { DECISION_KIND_WORDS } from "#components/decisions/words";
import { useWorkspace } from "#components/shell/workspace";
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
  const [project, setProject] = useState(from ?? "");
  const [kind, setKind] = useState("technical");
  const [texts, setTexts] = useState({ title: "", context: "", options: "", outcome: "" });
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();
  const write = (name: keyof typeof texts) => (event: { target: { value: string } }) =>
    setTexts((now) => ({ ...now, [name]: event.target.value }));

  async function create() {
    if (sending || !texts.title.trim()) return;
    setSending(true);
    const options = texts.options.split("\n").flatMap((line) => line.trim() || []);
    const { title, context, outcome } = texts;
    const created = await send(async () => {
      const body = { project: project || null, title, context, outcome, options, kind };
      const decision = await post<Decision>("/decisions", body);
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
          {(ids) => <Input {...ids} autoFocus dir="auto" value={texts.title} onChange={write("title")} />}
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Holds in" problem={problemOf("project")}>
            {(ids) => (
              <select
                {...ids}
                className={`${FIELD_CLASSES} h-field`}
                value={project}
                onChange={(event) => setProject(event.target.value)}
              >
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
              <select
                {...ids}
                className={`${FIELD_CLASSES} h-field`}
                value={kind}
                onChange={(event) => setKind(event.target.value)}
              >
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
              value={texts.context}
              onChange={write("context")}
            />
          )}
        </Field>
        <Field
          label="Options"
          hint="One a line; their pros, cons and why not follow on its page."
          problem={problemOf("options")}
        >
          {(ids) => (
            <TextArea {...ids} dir="auto" className="min-h-16" value={texts.options} onChange={write("options")} />
          )}
        </Field>
        <Field label="What is proposed" problem={problemOf("outcome")}>
          {(ids) => (
            <TextArea {...ids} dir="auto" className="min-h-16" value={texts.outcome} onChange={write("outcome")} />
          )}
        </Field>
        <FormProblem>{problem}</FormProblem>
        <div className="flex items-center justify-end gap-2">
          <span className="me-auto max-sm:hidden">
            <Kbd keys="mod+enter" />
          </span>
          <Button look="quiet" size="field" onClick={() => props.onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" size="field" disabled={sending || !texts.title.trim()}>
            Propose decision
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
