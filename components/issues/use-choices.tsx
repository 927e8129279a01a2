"use client";

import { PriorityBars } from "#components/issues/priority-bars";
import { StatusCircle } from "#components/issues/status-circle";
import { PRIORITY_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";
import { ColourDot } from "#components/labels/label-colour";
import { useList } from "#components/shell/use-list";
import { useWorkspace } from "#components/shell/workspace";
import { Avatar } from "#components/ui/avatar";
import type { Choice } from "#components/ui/picker";

export type ChoiceField =
  | "status"
  | "priority"
  | "type"
  | "assignee"
  | "labels"
  | "project"
  | "initiative"
  | "milestone";

const NOBODY: Choice = { value: "none", words: "Nobody", sign: <span className="size-5" /> };

const NONE: Choice = { value: "none", words: "None" };

/** What a field can be set to; null while it is on its way. */
export function useChoices(field: ChoiceField): Choice[] | null {
  const { me, projects } = useWorkspace();
  const people = useList(field === "assignee" ? "/users" : null);
  const labels = useList(field === "labels" ? "/labels" : null);
  const initiatives = useList(field === "initiative" ? "/initiatives" : null);
  const milestones = useList(field === "milestone" ? "/milestones" : null);
  switch (field) {
    case "status":
      return entries(STATUS_WORDS).map(([value, words]) => ({
        value,
        words,
        sign: <StatusCircle status={value} label={false} />,
      }));
    case "priority":
      return entries(PRIORITY_WORDS).map(([value, words]) => ({
        value,
        words,
        sign: <PriorityBars priority={value} label={false} />,
      }));
    case "type":
      return entries(TYPE_WORDS).map(([value, words]) => ({ value, words }));
    case "project":
      return projects.map(({ key, name, colour }) => ({
        value: key,
        words: name,
        hint: key,
        sign: <ColourDot colour={colour} square />,
      }));
    case "initiative":
      return initiatives && [NONE, ...initiatives.map(({ key, title }) => ({ value: key, words: title, hint: key }))];
    case "milestone":
      return milestones && [NONE, ...milestones.map(({ key, title }) => ({ value: key, words: title, hint: key }))];
    case "labels":
      return (
        labels?.map(({ name, colour }) => ({ value: name, words: name, sign: <ColourDot colour={colour} /> })) ?? null
      );
    case "assignee":
      return (
        people && [
          NOBODY,
          ...people
            .filter((person) => !person.disabledAt)
            .toSorted((one, other) => Number(other.id === me.id) - Number(one.id === me.id))
            .map(({ handle, name }) => ({ value: handle, words: name, hint: handle, sign: <Avatar name={name} /> })),
        ]
      );
  }
}

function entries<Key extends string>(words: Record<Key, string>): [Key, string][] {
  return Object.entries(words) as [Key, string][];
}
