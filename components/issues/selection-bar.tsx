"use client";

import { X } from "lucide-react";
import { ISSUE_FIELDS } from "#components/issues/fields";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Kbd } from "#components/ui/kbd";

interface Props {
  count: number;
  onField: (field: RowField, anchor: HTMLElement) => void;
  onClear: () => void;
}

/** Fields that a row has a key for. */
const ROW_FIELDS = ["status", "priority", "assignee", "labels"] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** What can be done with all selected rows at once. */
export function SelectionBar({ count, onField, onClear }: Props) {
  useShortcut("clear", onClear);
  return (
    <div
      role="toolbar"
      aria-label="Selected issues"
      className="fixed inset-x-3 bottom-18 z-25 mx-auto flex w-fit max-w-[calc(100%-24px)] animate-appear items-center gap-1 overflow-x-auto rounded-dialog bg-raised p-1.5 shadow-float md:bottom-5 md:left-60 xl:right-100"
    >
      <span className="whitespace-nowrap px-2 font-medium tabular-nums" role="status">
        {count} selected
      </span>
      {ROW_FIELDS.map((field) => (
        <Button key={field} look="quiet" onClick={(event) => onField(field, event.currentTarget)}>
          {ISSUE_FIELDS[field].name}
          <span className="max-sm:hidden">
            <Kbd keys={SHORTCUTS[field].keys} />
          </span>
        </Button>
      ))}
      <IconButton icon={X} label="Clear the selection" onClick={onClear} />
    </div>
  );
}
