"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useWorkspace } from "#components/shell/workspace";
import { type Changes, typedStore } from "#components/typed/typed-store";
import { toast } from "#components/ui/toast";

/** Fields of a form by name; what can be kept is plain data. */
type Fields = object;

export type Typed<Values extends Fields> = ReturnType<typeof useTyped<Values>>;

/**
 * The fields of one form, or one field, while people type in them: what is typed stays on the device, over reloads,
 * breakdowns and Escape, until `done` (it was saved) or `discard` (it was thrown away on purpose).
 * `name` says what it belongs to, like "issues/ID/title"; `saved` is what stands there, or what an empty form begins with.
 */
export function useTyped<Values extends Fields>(name: string, saved: Values) {
  const full = `${useWorkspace().me.id}/${name}`;
  const [opened, setOpened] = useState(() => Date.now());
  const kept = useSyncExternalStore(
    typedStore.watch,
    () => typedStore.read(full),
    () => null,
  );
  useEffect(() => typedStore.look(full), [full]);
  const changes = kept ? fitting(kept.changes, saved) : NONE;
  const values = { ...saved, ...valuesOf(changes) };

  /** `next` may be made from what stands there now: two of these may come before the next rendering. */
  function set(next: Partial<Values> | ((now: Values) => Partial<Values>)) {
    const now = fitting(typedStore.read(full)?.changes ?? NONE, saved);
    const all: Record<string, Changes[string]> = { ...now };
    const change = typeof next === "function" ? next({ ...saved, ...valuesOf(now) }) : next;
    for (const [field, value] of Object.entries(change)) {
      const begun = saved[field as keyof Values];
      if (isEqual(value, now[field]?.base ?? begun)) delete all[field];
      else all[field] = { base: now[field]?.base ?? begun, value };
    }
    if (Object.keys(all).length === 0) typedStore.drop(full);
    else typedStore.write(full, all);
  }

  return {
    values,
    set,
    /** Value and handler of a field that is a text. */
    bind: <Field extends keyof Values & string>(field: Field) => ({
      value: values[field],
      onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value } as Partial<Values>),
    }),
    /** Only what was changed, as a patch wants it. */
    changed: valuesOf(changes) as Partial<Values>,
    isChanged: kept !== null && Object.keys(changes).length > 0,
    /** What the changed fields were when the typing began. */
    bases: Object.fromEntries(Object.entries(changes).map(([field, { base }]) => [field, base])) as Partial<Values>,
    /** What stands there now, of the fields that somebody else changed while this was being typed. */
    theirs: Object.fromEntries(
      Object.entries(changes).flatMap(([field, { base }]) => {
        const now = saved[field as keyof Values];
        return isEqual(base, now) ? [] : [[field, now]];
      }),
    ) as Partial<Values>,
    /** Was it here already when the field was opened? */
    restored: kept !== null && kept.since < opened,
    since: kept?.since ?? 0,
    /** Counts as opened from now on. */
    open: () => setOpened(Date.now()),
    done: () => void typedStore.drop(full),
    discard() {
      const dropped = typedStore.drop(full);
      if (!dropped) return;
      const back = () => void typedStore.write(full, dropped.changes);
      toast("What you typed was thrown away", { action: { label: "Undo", onClick: back } });
    },
  };
}

const NONE: Changes = {};

/** What an older Turbo kept may have other fields, or fields of other kinds. */
function fitting(changes: Changes, saved: Fields): Changes {
  const known = saved as Record<string, unknown>;
  const fits = (field: string, value: unknown) =>
    field in known && (known[field] === null || value === null || typeof value === typeof known[field]);
  return Object.fromEntries(Object.entries(changes).filter(([field, { value }]) => fits(field, value)));
}

function valuesOf(changes: Changes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
}

function isEqual(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
