"use client";

import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { CheckBox } from "#components/ui/check-box";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import type { DecisionOption } from "#lib/domain/decisions/fields";

type Written = Omit<DecisionOption, "id">;

interface Props {
  /** What is typed is kept under it. */
  typedAs: string;
  option?: DecisionOption;
  /** Answers whether it was saved. */
  onSave: (option: Written) => Promise<boolean>;
  onDrop?: () => void;
  onCancel: () => void;
}

const lines = (text: string) => text.split("\n").flatMap((line) => line.trim() || []);

/** Writes one option: its name, what speaks for and against it, and why it was not taken. */
export function OptionForm({ typedAs, option, onSave, onDrop, onCancel }: Props) {
  const typed = useTyped(typedAs, {
    name: option?.name ?? "",
    pros: option?.pros.join("\n") ?? "",
    cons: option?.cons.join("\n") ?? "",
    whyNot: option?.whyNot ?? "",
    chosen: option?.chosen ?? false,
  });
  const { name, pros, cons, whyNot, chosen } = typed.values;
  async function save() {
    if (!name.trim()) return;
    if (await onSave({ name, pros: lines(pros), cons: lines(cons), whyNot, chosen })) typed.done();
  }
  const area = { dir: "auto", className: "min-h-16", onCommit: save } as const;
  return (
    <form
      className="grid gap-3"
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Option">{(ids) => <Input {...ids} autoFocus dir="auto" {...typed.bind("name")} />}</Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="For" hint="One a line.">
          {(ids) => <TextArea {...ids} {...area} {...typed.bind("pros")} />}
        </Field>
        <Field label="Against" hint="One a line.">
          {(ids) => <TextArea {...ids} {...area} {...typed.bind("cons")} />}
        </Field>
      </div>
      <Field label="Why not">{(ids) => <TextArea {...ids} {...area} {...typed.bind("whyNot")} />}</Field>
      <span className="flex items-center gap-2">
        <CheckBox
          checked={typed.values.chosen}
          aria-label="This is the one to take"
          onChange={(event) => typed.set({ chosen: event.target.checked })}
        />
        <span aria-hidden="true">This is the one to take</span>
      </span>
      <RestoredNotice typed={typed} theirs={typed.theirs} />
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" disabled={!name.trim()}>
          Save option
        </Button>
        <CancelButton typed={typed} onClose={onCancel} />
        <Kbd keys="mod+enter" />
        {onDrop ? (
          <Button look="danger" className="ms-auto" onClick={onDrop}>
            Drop option
          </Button>
        ) : null}
      </div>
    </form>
  );
}
