import { type ReactNode, useEffect, useId } from "react";

interface Props {
  label: string;
  hint?: string;
  problem?: string;
  children: (ids: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ReactNode;
}

/** A labelled form field with its hint and what is wrong with it. */
export function Field({ label, hint, problem, children }: Props) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = problem ?? hint;
  useEffect(() => {
    if (problem) focusFirstInvalid(id);
  }, [problem, id]);
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-row text-soft">
        {label}
      </label>
      {children({ id, "aria-describedby": note ? noteId : undefined, "aria-invalid": Boolean(problem) })}
      {note ? (
        <p id={noteId} className={problem ? "text-danger text-row" : "text-muted text-row"}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

/** Of the fields of a form that are refused together, the first has the focus. */
function focusFirstInvalid(id: string): void {
  const field = document.getElementById(id);
  const first = field?.closest("form")?.querySelector('[aria-invalid="true"]');
  if (field && (first === field || !first)) field.focus();
}
