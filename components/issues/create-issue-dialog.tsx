"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post, Refusal } from "#components/api";
import { CreateFields } from "#components/issues/create-fields";
import { CreateSimilar } from "#components/issues/create-similar";
import { type FieldValues, fieldsFrom, ISSUE_FIELDS, sentOf } from "#components/issues/fields";
import { NoProjectDialog } from "#components/shell/no-project-dialog";
import type { Draft } from "#components/shell/overlays";
import { useWorkspace } from "#components/shell/workspace";
import { CancelButton } from "#components/typed/cancel-button";
import type { CreateProps } from "#components/typed/form-dialog";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { CheckBox } from "#components/ui/check-box";
import { Dialog } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import { toast } from "#components/ui/toast";
import type { Issue } from "#lib/domain/issues/schema";

/** Files an issue; Ctrl or Cmd with Enter does it from anywhere in the dialog. */
export default function CreateIssueDialog({ open, onOpenChange, draft }: CreateProps) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const typed = useTyped(draft.parent ? `new/issue under ${draft.parent}` : "new/issue", {
    title: "",
    description: "",
    criteria: "",
    ...firstFields(draft, projects[0]?.key ?? ""),
  });
  const { title, description, criteria, ...fields } = typed.values;
  const [more, setMore] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const hasWords = title.trim() !== "" || description.trim() !== "";

  async function send() {
    if (sending) return;
    if (!title.trim()) {
      document.getElementById("new-issue-title")?.focus();
      return setRefusal("Give the issue a title first.");
    }
    setSending(true);
    setRefusal(null);
    try {
      const issue = await post<Issue>("/issues", body(title, description, criteria, fields));
      toast(`${issue.key} created`, {
        description: issue.title,
        action: { label: "Open", onClick: () => router.push(`/issues/${issue.key}`) },
      });
      router.refresh();
      typed.done();
      if (!more) return onOpenChange(false);
      typed.set(fields);
      document.getElementById("new-issue-title")?.focus();
    } catch (error) {
      setRefusal(error instanceof Refusal ? error.message : "Something broke in this page.");
    } finally {
      setSending(false);
    }
  }

  function close(isOpen: boolean) {
    // What "Create more" left for the next one is no draft.
    if (!isOpen && more && !hasWords) typed.done();
    onOpenChange(isOpen);
  }

  if (projects.length === 0) {
    return <NoProjectDialog open={open} onOpenChange={onOpenChange} title="New issue" what="Issues" />;
  }

  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="New issue"
      titleHidden
      onDismiss={(event) => {
        // A press outside does not throw away what was typed.
        if (hasWords && event.type !== "keydown" && !(event instanceof KeyboardEvent)) event.preventDefault();
        if (document.querySelector('[role="listbox"]')) event.preventDefault();
      }}
    >
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-5">
          {draft.parent ? <p className="pb-1 text-muted">Sub-issue of {draft.parent}</p> : null}
          <TextArea
            bare
            autoFocus
            id="new-issue-title"
            dir="auto"
            rows={1}
            aria-label="Title"
            placeholder="Title"
            value={typed.values.title}
            maxLength={200}
            onChange={(event) => typed.set({ title: event.target.value.replaceAll("\n", " ") })}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              document.getElementById("new-issue-description")?.focus();
            }}
            className="block font-semibold text-title"
          />
          <CreateSimilar title={title} project={fields.project} />
          <TextArea
            bare
            id="new-issue-description"
            dir="auto"
            aria-label="Description"
            placeholder="Describe it in Markdown"
            {...typed.bind("description")}
            className="mt-2 block max-h-[36dvh] min-h-24 text-control"
          />
          <TextArea
            bare
            dir="auto"
            rows={1}
            aria-label="Acceptance criteria, one on each line"
            placeholder="Acceptance criteria, one on each line"
            {...typed.bind("criteria")}
            className="mt-2 block text-control"
          />
          <CreateFields fields={fields} onChange={(change) => typed.set(change)} />
          <RestoredNotice typed={typed} className="pb-3" />
        </div>
        {refusal ? (
          <p role="alert" className="border-t bg-danger-wash px-5 py-2 text-danger">
            {refusal}
          </p>
        ) : null}
        <div className="flex items-center justify-end gap-3 border-t px-5 py-3">
          <label htmlFor="create-more" className="me-auto flex items-center gap-2 text-soft">
            <CheckBox id="create-more" checked={more} onChange={(event) => setMore(event.target.checked)} />
            Create more
          </label>
          <CancelButton typed={typed} onClose={() => onOpenChange(false)} size="field" />
          <Button type="submit" look="primary" size="field" disabled={sending}>
            Create issue
            <span className="max-sm:hidden">
              <Kbd keys="mod+enter" onAccent />
            </span>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function firstFields(draft: Draft, firstProject: string): FieldValues {
  const initial = fieldsFrom().map((field) => [field, ISSUE_FIELDS[field].initial ?? null]);
  // The titles of plans are known to the picker; until it was opened the key stands for them.
  const plan = (key: string | undefined) => (key ? { key, title: key } : null);
  return {
    ...Object.fromEntries(initial),
    project: draft.project?.toUpperCase() ?? firstProject,
    parent: draft.parent ?? null,
    initiative: plan(draft.initiative),
    milestone: plan(draft.milestone),
    ...(draft.status ? { status: draft.status } : {}),
  };
}

function body(title: string, description: string, criteria: string, fields: FieldValues) {
  return {
    ...Object.fromEntries(fieldsFrom().map((field) => [field, sentOf(field, fields)])),
    title,
    description,
    criteria: criteria
      .split("\n")
      .map((line) => line.replace(/^\s*(?:[-*+]\s+)?(?:\[[ xX]\]\s*)?/, "").trim())
      .filter(Boolean),
  };
}
