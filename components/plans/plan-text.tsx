"use client";

import type { ReactNode } from "react";
import { useShortcut } from "#components/shell/shortcuts";
import { EditableDescription } from "#components/texts/editable-description";
import { EditableTitle, TITLE_REQUIRED } from "#components/texts/editable-title";
import { useGuardedTextOf } from "#components/texts/use-guarded-text";
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
  const { item, mayWrite, edit, refresh } = useEdit(path, plan);
  const title = useGuardedTextOf({ path, subject: item, field: "title", refresh, required: TITLE_REQUIRED });
  const description = useGuardedTextOf({ path, subject: item, field: "description", refresh });
  useShortcut("editTitle", () => mayWrite && title.begin());
  useShortcut("editDescription", () => mayWrite && description.begin());
  return (
    <>
      <EditableTitle title={title} shown={item.title} mayWrite={mayWrite} />
      <div className="mt-4">
        <EditableDescription
          description={description}
          shown={item.description}
          mayWrite={mayWrite}
          onTick={(source) => edit({ description: source, version: item.version }, {})}
        >
          {children}
        </EditableDescription>
      </div>
    </>
  );
}
