"use client";

import { type ComponentProps, useState } from "react";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { classNames } from "#components/ui/class-names";
import { focusNow } from "#components/ui/focus-now";

interface Props extends Pick<ComponentProps<"input">, "type" | "min" | "max" | "step" | "placeholder" | "className"> {
  /** What it belongs to, like "ID/estimate". */
  name: string;
  label: string;
  saved: string;
  /** Answers whether it was saved; what was typed stays where it was not. */
  onSave: (text: string) => Promise<boolean>;
  onClose: () => void;
}

/** A short property while it is edited in place: Enter or leaving it saves, Escape leaves it as it was. */
export function InPlaceInput({ name, label, saved, onSave, onClose, className, ...rest }: Props) {
  const typed = useTyped(name, { text: saved });
  const [touched, setTouched] = useState(false);

  async function leave(saving: boolean) {
    onClose();
    if (saving && (await onSave(typed.values.text))) typed.done();
  }

  return (
    <span className="min-w-0">
      <input
        ref={focusNow}
        aria-label={label}
        value={typed.values.text}
        className={classNames("-ms-2 h-control rounded-control border border-edge bg-raised px-2", className)}
        onChange={(event) => {
          setTouched(true);
          typed.set({ text: event.target.value });
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") leave(typed.isChanged);
          if (event.key === "Escape") onClose();
        }}
        onBlur={() => leave(touched)}
        {...rest}
      />
      <RestoredNotice typed={typed} theirs={typed.theirs} />
    </span>
  );
}
