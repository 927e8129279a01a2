"use client";

import type { KeyboardEvent } from "react";
import { DECISION_KIND_WORDS } from "#components/decisions/words";
import { CreateFields } from "#components/issues/create-fields";
import { type FieldName, type FieldValues, sentOf } from "#components/issues/fields";
import { LINK_WORDS } from "#components/issues/words";
import { LONG_TEXTS } from "#components/proposals/item-fields";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import type { ProposalItem } from "#lib/domain/proposals/schema";

interface Props {
  item: ProposalItem;
  /** What is typed is kept under it. */
  typedAs: string;
  project: string;
  /** Sends what was changed, and answers whether that was done; where not, what was typed stays. */
  onSave: (changes: object) => Promise<boolean>;
  onClose: () => void;
}

/** Changes an item before it is accepted: its title, its texts and, of an issue, the fields of the dialog that makes one. */
export function ItemForm({ item, typedAs, project, onSave, onClose }: Props) {
  const { make, payload } = item;
  const typed = useTyped(typedAs, formOf(item, project));
  const { title, criteria, kind } = typed.values;
  const texts = LONG_TEXTS[make];

  async function save() {
    if (make !== "link" && !title.trim()) return;
    const changes = changesOf(payload, typed.changed, typed.values);
    if (Object.keys(changes).length === 0) return onClose();
    if (await onSave(changes)) typed.done();
  }
  function keys(event: KeyboardEvent) {
    if (event.key !== "Escape" || document.querySelector('[role="listbox"]')) return;
    event.stopPropagation();
    onClose();
  }
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-card border bg-raised p-3"
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {make === "link" ? (
        <Field label="Link">
          {(ids) => (
            <Select
              {...ids}
              autoFocus
              choices={Object.entries(LINK_WORDS)}
              value={kind}
              onChange={(event) => typed.set({ kind: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Field label="Title">{(ids) => <Input {...ids} autoFocus maxLength={200} {...typed.bind("title")} />}</Field>
      )}
      {texts.map(({ field, words }) => (
        <Field key={field} label={words}>
          {(ids) => (
            <TextArea {...ids} className="max-h-80 min-h-16" onCommit={save} {...typed.bind(field as "description")} />
          )}
        </Field>
      ))}
      {make === "decision" ? (
        <Field label="Kind">
          {(ids) => (
            <Select
              {...ids}
              choices={Object.entries(DECISION_KIND_WORDS)}
              value={kind}
              onChange={(event) => typed.set({ kind: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {make === "issue" ? (
        <>
          <Field label="Acceptance criteria" hint="One a line.">
            {(ids) => (
              <TextArea
                {...ids}
                className="min-h-9"
                onCommit={save}
                value={criteria}
                onChange={typed.bind("criteria").onChange}
              />
            )}
          </Field>
          <CreateFields
            fields={typed.values}
            without={["project", "parent"]}
            onChange={(change) => typed.set(change)}
          />
        </>
      ) : null}
      <RestoredNotice typed={typed} theirs={typed.theirs} />
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary">
          Save
        </Button>
        <CancelButton typed={typed} onClose={onClose} />
        <Kbd keys="mod+enter" />
      </div>
    </form>
  );
}

type Form = FieldValues &
  Record<
    "title" | "criteria" | "kind" | "description" | "outcome" | "rationale" | "context" | "consequences" | "body",
    string
  >;

/** The fields of the form as the item has them; names stand for what they name until something else is chosen. */
function formOf({ payload, make }: ProposalItem, project: string): Form {
  const text = (field: string) => (typeof payload[field] === "string" ? payload[field] : "");
  const plan = (field: string) => (text(field) ? { key: text(field), title: text(field) } : null);
  return {
    title: text("title"),
    criteria: ((payload.criteria ?? []) as { text: string }[]).map((one) => one.text).join("\n"),
    kind: text("kind") || (make === "decision" ? "technical" : ""),
    ...{ description: text("description"), body: text("body"), outcome: text("outcome") },
    ...{ rationale: text("rationale"), context: text("context"), consequences: text("consequences") },
    status: (text("status") || "backlog") as FieldValues["status"],
    priority: (text("priority") || "none") as FieldValues["priority"],
    type: (text("type") || "task") as FieldValues["type"],
    assignee: text("assignee") ? { id: text("assignee"), handle: text("assignee"), name: text("assignee") } : null,
    labels: ((payload.labels ?? []) as string[]).map((name) => ({ name, colour: "slate" })),
    initiative: plan("initiative"),
    milestone: plan("milestone"),
    dueDate: text("dueDate") || null,
    estimate: typeof payload.estimate === "number" ? payload.estimate : null,
    parent: text("parent") || null,
    project,
  };
}

/** What was changed, as the operation takes it. */
function changesOf(payload: ProposalItem["payload"], changed: Partial<Form>, values: Form): Record<string, unknown> {
  const lines = values.criteria.split("\n").flatMap((line) => line.trim() || []);
  return Object.fromEntries(
    (Object.keys(changed) as (keyof Form)[]).map((field) => {
      if (field === "criteria") return [field, lines];
      const value = changed[field];
      const sent = typeof value === "string" || value === null ? value : sentOf(field as FieldName, values);
      return [field, sent === "" && !(field in payload) ? null : sent];
    }),
  );
}
