"use client";

import { Check, Pencil, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useDecision } from "#components/decisions/decision-context";
import { OptionForm } from "#components/decisions/option-form";
import { IconButton } from "#components/ui/icon-button";
import { useOpener } from "#components/ui/use-opener";
import type { DecisionOption } from "#lib/domain/decisions/fields";

/** The options that were considered, side by side; the one that was taken is marked, the others say why not. */
export function DecisionOptions() {
  const { decision, isOpen, edit } = useDecision();
  const [editing, setEditing] = useState<string | null>(null);
  const adder = useOpener(editing === "new");
  const { options } = decision;
  if (options.length === 0 && !isOpen) return null;

  /** Sends the list with one of its options replaced, added or (null) taken out. */
  async function put(id: string, option: Omit<DecisionOption, "id"> | null) {
    const next = options.flatMap((one) => (one.id !== id ? [one] : option ? [{ ...option, id }] : []));
    if (id === "new" && option) next.push({ ...option, id: "" });
    const done = await edit({
      options: next.map(({ id: own, ...rest }) => (own ? { id: own, ...rest } : rest)),
      version: decision.version,
    });
    if (done) setEditing(null);
    return done;
  }

  return (
    <section aria-label="Options" className="mt-8">
      <div className="flex h-control items-center gap-2">
        <h2 className="font-semibold text-row">Options considered</h2>
        {isOpen ? (
          <span className="-me-2 ms-auto">
            <IconButton icon={Plus} ref={adder} label="Add an option" onClick={() => setEditing("new")} />
          </span>
        ) : null}
      </div>
      <ul className="mt-1.5 grid gap-3 sm:grid-cols-2">
        {options.map((option) => (
          <OptionItem
            key={option.id}
            option={option}
            onEdit={isOpen ? () => setEditing(option.id) : null}
            form={
              editing === option.id ? (
                <OptionForm
                  typedAs={`options/${option.id}`}
                  option={option}
                  onSave={(next) => put(option.id, next)}
                  onDrop={() => put(option.id, null)}
                  onCancel={() => setEditing(null)}
                />
              ) : null
            }
          />
        ))}
        {editing === "new" ? (
          <li className="rounded-card border p-3.5 sm:col-span-2">
            <OptionForm
              typedAs={`${decision.id}/option`}
              onSave={(next) => put("new", next)}
              onCancel={() => setEditing(null)}
            />
          </li>
        ) : null}
      </ul>
      {options.length === 0 && editing === null ? (
        <button
          type="button"
          onClick={() => setEditing("new")}
          className="-mx-2 h-control rounded-control px-2 text-muted hover:bg-hover"
        >
          Add an option that was considered
        </button>
      ) : null}
    </section>
  );
}

interface ItemProps {
  option: DecisionOption;
  onEdit: (() => void) | null;
  /** Stands in its place while it is edited. */
  form: ReactNode;
}

function OptionItem({ option, onEdit, form }: ItemProps) {
  const opener = useOpener(form !== null);
  return (
    <li
      className={`group/option relative min-w-0 rounded-card border p-3.5 [overflow-wrap:anywhere] ${option.chosen ? "border-status-done" : ""} ${form ? "sm:col-span-2" : ""}`}
    >
      {form ?? <OptionCard option={option} />}
      {onEdit && !form ? (
        <span className="absolute top-2 right-2 opacity-0 focus-within:opacity-100 group-hover/option:opacity-100 touch:opacity-100">
          <IconButton icon={Pencil} look="plain" ref={opener} label={`Edit option ${option.name}`} onClick={onEdit} />
        </span>
      ) : null}
    </li>
  );
}

function OptionCard({ option }: { option: DecisionOption }) {
  const { name, pros, cons, whyNot, chosen } = option;
  return (
    <>
      <h3 dir="auto" className="pe-7 font-medium text-control touch:pe-12">
        {name}
      </h3>
      {chosen ? (
        <p className="mt-0.5 flex items-center gap-1 font-medium text-mini text-soft">
          <Check className="size-3.5 text-status-done" aria-hidden="true" /> Chosen
        </p>
      ) : null}
      {pros.length + cons.length > 0 ? (
        <ul className="mt-2 grid gap-1 text-row">
          {[...new Set(pros)].map((text) => (
            <Point key={`pro ${text}`} sign="+" words="For: " text={text} />
          ))}
          {[...new Set(cons)].map((text) => (
            <Point key={`con ${text}`} sign="−" words="Against: " text={text} />
          ))}
        </ul>
      ) : null}
      {whyNot ? (
        <p dir="auto" className="mt-2 whitespace-pre-wrap border-t pt-2 text-row text-soft">
          <span className="font-medium">{chosen ? "" : "Why not: "}</span>
          {whyNot}
        </p>
      ) : null}
    </>
  );
}

function Point({ sign, words, text }: { sign: string; words: string; text: string }) {
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)]">
      <span aria-hidden="true" className="font-mono text-muted">
        {sign}
      </span>
      <span dir="auto" className="whitespace-pre-wrap">
        <span className="sr-only">{words}</span>
        {text}
      </span>
    </li>
  );
}
