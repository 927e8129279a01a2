"use client";

import { useId } from "react";
import { mayBeLimited, ROLE_HINTS, ROLE_WORDS, type Role } from "#components/people/words";
import { useWorkspace } from "#components/shell/workspace";
import { CheckBox } from "#components/ui/check-box";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";

export interface RoleChoice {
  role: Role;
  /** Keys of the projects that they are of; null for every project. */
  projects: string[] | null;
}

interface Props {
  value: RoleChoice;
  onChange: (value: RoleChoice) => void;
  /** The role of who chooses: an owner alone makes owners. */
  by: Role;
  problem?: string | undefined;
}

/** The role of a person and, of who does not run this Turbo, the projects they are of. */
export function RoleFields({ value: { role, projects }, onChange, by, problem }: Props) {
  const known = useWorkspace().projects.map(({ key }) => key);
  const keys = [...new Set([...known, ...(projects ?? [])])];
  const roles = Object.entries(ROLE_WORDS).filter(([one]) => one !== "owner" || by === "owner");

  function choose(key: string, isChosen: boolean) {
    onChange({ role, projects: keys.filter((one) => (one === key ? isChosen : projects?.includes(one))) });
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <Field label="Role" hint={ROLE_HINTS[role]}>
        {(ids) => (
          <Select
            {...ids}
            choices={roles}
            value={role}
            onChange={(event) => {
              const next = event.target.value as Role;
              onChange({ role: next, projects: mayBeLimited(next) ? projects : null });
            }}
          />
        )}
      </Field>
      {mayBeLimited(role) ? (
        <fieldset>
          <legend className="mb-1 font-medium text-row text-soft">Projects</legend>
          <div className="flex max-h-40 flex-wrap gap-x-4 overflow-y-auto">
            <Tick
              words="Every project"
              checked={projects === null}
              onChange={(every) => onChange({ role, projects: every ? null : [] })}
            />
            {projects === null
              ? null
              : keys.map((key) => (
                  <Tick
                    key={key}
                    words={key}
                    checked={projects.includes(key)}
                    onChange={(isChosen) => choose(key, isChosen)}
                  />
                ))}
          </div>
          {problem ? <p className="text-danger text-row">{problem}</p> : null}
        </fieldset>
      ) : null}
    </div>
  );
}

interface TickProps {
  words: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Tick({ words, checked, onChange }: TickProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex min-h-9 items-center gap-2">
      <CheckBox id={id} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {words}
    </label>
  );
}
