"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { post } from "#components/api";
import { HealthSign } from "#components/plans/health-sign";
import { HEALTH_WORDS } from "#components/plans/words";
import { useShortcut } from "#components/shell/shortcuts";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";
import type { Health } from "#lib/domain/initiatives/fields";

const FIELD = "new-status-update";

/** Says how an initiative stands; W goes to it. */
export function NewStatusUpdate({ initiative, health: before }: { initiative: string; health: Health | null }) {
  const router = useRouter();
  const name = useId();
  const typed = useTyped(`${initiative}/update`, { health: before ?? ("on_track" as Health), body: "" });
  const { health, body } = typed.values;
  const [sending, setSending] = useState(false);
  const { send, problem, problemOf } = useRefusal();
  useShortcut("statusUpdate", () => document.getElementById(FIELD)?.focus());

  async function submit() {
    if (sending || !body.trim()) return;
    setSending(true);
    const done = await send(() => post(`/initiatives/${initiative}/updates`, { health, body }));
    setSending(false);
    if (!done) return;
    typed.done();
    // It is told: keys are keys of the page again.
    document.getElementById(FIELD)?.blur();
    router.refresh();
  }

  return (
    <form
      className="rounded-card border p-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">How it stands</legend>
        {(Object.keys(HEALTH_WORDS) as Health[]).map((one) => (
          <label
            key={one}
            className="inline-flex h-control items-center rounded-control border border-line-strong px-2 text-row hover:bg-hover has-checked:border-focus has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={one}
              checked={typed.values.health === one}
              onChange={() => typed.set({ health: one })}
              className="sr-only"
            />
            <HealthSign health={one} />
          </label>
        ))}
      </fieldset>
      <TextArea
        bare
        id={FIELD}
        dir="auto"
        aria-label="Status update, in Markdown"
        aria-invalid={Boolean(problemOf("body"))}
        placeholder="How does it stand? What changed, what comes next"
        {...typed.bind("body")}
        readOnly={sending}
        onCommit={submit}
        className="mt-2 block min-h-16 text-control"
      />
      <FormProblem>{problem ?? problemOf("body") ?? null}</FormProblem>
      <div className="mt-2 flex items-center justify-end gap-2">
        <RestoredNotice typed={typed} className="me-auto" />
        <Kbd keys="mod+enter" />
        <Button type="submit" look="primary" disabled={sending || !body.trim()}>
          Post update
        </Button>
      </div>
    </form>
  );
}
