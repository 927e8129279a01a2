"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, startTransition, useRef } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";

type Choices = readonly (readonly [value: string, words: string])[];

interface Props {
  /** What the address says. */
  filter: Readonly<Record<string, string | null>>;
  people: Choices;
  keys: Choices;
  operations: Choices;
  projects: Choices;
}

/** What the audit log is narrowed to; each choice is at once in the address. */
export function AuditFilter({ filter, people, keys, operations, projects }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  function show(event?: FormEvent) {
    event?.preventDefault();
    if (!form.current) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) if (value) query.set(name, String(value));
    startTransition(() => router.replace(`?${query}`, { scroll: false }));
  }
  const choice = (name: string, label: string, choices: Choices, none: string) => (
    <Field label={label}>
      {(ids) => (
        <Select {...ids} name={name} choices={choices} defaultValue={filter[name] ?? ""} onChange={() => show()}>
          <option value="">{none}</option>
        </Select>
      )}
    </Field>
  );
  const typed = (name: string, label: string, more: { type?: string; placeholder?: string }) => (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          {...more}
          name={name}
          defaultValue={filter[name] ?? ""}
          onBlur={(event) => (event.target.value === (filter[name] ?? "") ? undefined : show())}
        />
      )}
    </Field>
  );
  return (
    // Another address, from a link or the browser's way back, has fields of its own.
    <form
      key={JSON.stringify(filter)}
      ref={form}
      onSubmit={show}
      className="grid grid-cols-2 gap-x-3 gap-y-2 border-line/60 border-b px-gutter py-3 sm:grid-cols-4 xl:grid-cols-7"
    >
      {choice("user", "Person", people, "Everybody")}
      {choice("key", "Key", keys, "With any or none")}
      {choice("operation", "What", operations, "Everything")}
      {choice("project", "Project", projects, "All")}
      {typed("session", "Session", { placeholder: "Any" })}
      {typed("from", "From", { type: "date" })}
      {typed("to", "Until", { type: "date" })}
      <button type="submit" className="sr-only" tabIndex={-1}>
        Show
      </button>
    </form>
  );
}
