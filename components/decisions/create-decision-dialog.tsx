"use client";

import { useRouter } from "next/navigation";
import { post } from "#components/api";
import { DECISION_KIND_WORDS } from "#components/decisions/words";
import { useWorkspace } from "#components/shell/workspace";
import { type CreateProps, FormDialog } from "#components/typed/form-dialog";
import { useTyped } from "#components/typed/use-typed";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import type { Decision } from "#lib/domain/decisions/schema";

/** Proposes a decision; the rest of it is written on its page. */
export default function CreateDecisionDialog({ draft, ...dialog }: CreateProps) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const typed = useTyped("new/decision", {
    title: "",
    context: "",
    options: "",
    outcome: "",
    project: draft.project ?? "",
    kind: "technical",
  });
  const { title, context, outcome, project, kind } = typed.values;
  return (
    <FormDialog
      {...dialog}
      title="Propose a decision"
      className="max-w-140"
      typed={typed}
      action="Propose decision"
      keys="mod+enter"
      ready={title.trim() !== ""}
      send={() => {
        const options = typed.values.options.split("\n").flatMap((line) => line.trim() || []);
        return post<Decision>("/decisions", { project: project || null, title, context, outcome, options, kind });
      }}
      onSent={({ key }) => router.push(`/decisions/${key}`)}
    >
      {(problemOf) => (
        <>
          <Field label="Question or decision" problem={problemOf("title")}>
            {(ids) => <Input {...ids} autoFocus dir="auto" {...typed.bind("title")} />}
          </Field>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Holds in" problem={problemOf("project")}>
              {(ids) => (
                <Select {...ids} choices={projects.map(({ key, name }) => [key, name])} {...typed.bind("project")}>
                  <option value="">The whole workspace</option>
                </Select>
              )}
            </Field>
            <Field label="Kind">
              {(ids) => <Select {...ids} choices={Object.entries(DECISION_KIND_WORDS)} {...typed.bind("kind")} />}
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
        </>
      )}
    </FormDialog>
  );
}
