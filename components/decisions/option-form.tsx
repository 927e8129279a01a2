"use client";

import { useState } from "react";
import { Button } from "#components/ui/button";
import { CheckBox } from "#components/ui/check-box";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import type { DecisionOption } from "#lib/domain/decisions/schema";

type Written = Omit<DecisionOption, "id">;

interface Props {
  option?: DecisionOption;
  onSave: (option: Written) => void;
  onDrop?: () => void;
  onCancel: () => void;
}

const lines = (text: string) => text.split("\n").flatMap((line) => line.trim() || []);

/** Writes one option: its name, what speaks for and against it, and why it was not taken. */
export function OptionForm({ option, onSave, onDrop, onCancel }: Props) {
  const [name, setName] = useState(option?.name ?? "");
  const [pros, setPros] = useState(option?.pros.join("\n") ?? "");
  const [cons, setCons] = useState(option?.cons.join("\n") ?? "");
  const [whyNot, setWhyNot] = useState(option?.whyNot ?? "");
  const [chosen, setChosen] = useState(option?.chosen ?? false);
  const save = () => name.trim() && onSave({ name, pros: lines(pros), cons: lines(cons), whyNot, chosen });
  const area = (value: string, set: (text: string) => void) => ({
    dir: "auto" as const,
    className: "min-h-16",
    value,
    onChange: (event: { target: { value: string } }) => set(event.target.value),
    onCommit: save,
    onCancel,
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Option">
        {(ids) => (
          <Input {...ids} autoFocus dir="auto" value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="For" hint="One a line.">
          {(ids) => <TextArea {...ids} {...area(pros, setPros)} />}
        </Field>
        <Field label="Against" hint="One a line.">
          {(ids) => <TextArea {...ids} {...area(cons, setCons)} />}
        </Field>
      </div>
      <Field label="Why not">{(ids) => <TextArea {...ids} {...area(whyNot, setWhyNot)} />}</Field>
      <span className="flex items-center gap-2">
        <CheckBox
          checked={chosen}
          aria-label="This is the one to take"
          onChange={(event) => setChosen(event.target.checked)}
        />
        <span aria-hidden="true">This is the one to take</span>
      </span>
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" disabled={!name.trim()}>
          Save option
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
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
