"use client";

import type { ReactNode } from "react";
import { EditableDescription } from "#components/texts/editable-description";
import { EditableTitle } from "#components/texts/editable-title";
import { useGuardedText } from "#components/texts/use-guarded-text";
import { useEdit } from "#components/use-edit";

interface Props {
  /** Where it is changed in the REST door. */
  path: string;
  plan: { id: string; key: string; shelf: string; title: string; description: string; version: number };
  /** The description as the server rendered it. */
  children: ReactNode;
}

/** Title and description of an initiative or milestone, edited in place by E and D. */
export function PlanText({ path, plan, children }: Props) {
  const edited = useEdit(path, plan);
  const description = useGuardedText(edited, "description");
  return (
    <>
      <EditableTitle of={edited} />
      <div className="mt-4">
        <EditableDescription of={edited} description={description}>
          {children}
        </EditableDescription>
      </div>
    </>
  );
}
