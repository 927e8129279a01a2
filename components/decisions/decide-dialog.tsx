"use client";

import { useState } from "react";
import { Refusal } from "#components/api";
import { useDecision } from "#components/decisions/decision-context";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { FIELD_CLASSES, Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { TextArea } from "#components/ui/text-area";
import { useRefusal } from "#components/use-refusal";

export type Deciding = "accept" | "reject" | "supersede";

const WORDS: Record<Deciding, { title: string; button: string }> = {
  accept: { title: "Accept the decision", button: "Accept decision" },
  reject: { title: "Reject the decision", button: "Reject decision" },
  supersede: { title: "Supersede the decision", button: "Supersede" },
};

/** No option is taken: it was said, not left open. */
const NONE = "none";

/** Asks what has to be said to accept, reject or supersede a decision. */
export default function DecideDialog({ what, onClose }: { what: Deciding; onClose: () => void }) {
  const { decision, act } = useDecision();
  const chosen = decision.options.find((option) => option.chosen);
  const typed = useTyped(`${decision.id}/${what}`, {
    option: chosen?.id ?? "",
    outcome: decision.outcome || (chosen?.name ?? ""),
    reason: "",
    by: "",
  });
  const { option, outcome, reason, by } = typed.values;
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();
  const needsOption = what === "accept" && decision.options.length > 0;

  /** What has to be said first, by field. */
  function whatIsMissing() {
    const missing: Record<string, string> = {
      ...(needsOption && option === "" ? { option: "Choose the option that is accepted, or “None of them”." } : {}),
      ...(what === "accept" && !outcome.trim() ? { outcome: "Say what is decided." } : {}),
      ...(what === "supersede" && !by.trim() ? { by: "Name the decision that takes its place." } : {}),
    };
    return Object.entries(missing).map(([path, message]) => ({ path, message }));
  }

  async function decide() {
    if (sending) return;
    setSending(true);
    const body = {
      accept: { outcome, ...(needsOption && option !== NONE ? { option } : {}), version: decision.version },
      reject: { ...(reason.trim() ? { reason } : {}), version: decision.version },
      supersede: { by: by.trim() },
    }[what];
    const done = await send(async () => {
      const fields = whatIsMissing();
      if (fields.length > 0) throw new Refusal("invalid", "Something is missing.", { fields });
      await act(what, body);
    });
    setSending(false);
    if (!done) return;
    typed.done();
    onClose();
  }

  function choose(id: string) {
    const before = decision.options.find((one) => one.id === option)?.name ?? "";
    const name = decision.options.find((one) => one.id === id)?.name;
    typed.set({ option: id, ...(name && (outcome.trim() === "" || outcome === before) ? { outcome: name } : {}) });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={WORDS[what].title} className="max-w-120">
      <form
        className="grid gap-4 overflow-y-auto px-5 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          decide();
        }}
      >
        {what === "accept" ? (
          <>
            {decision.options.length > 0 ? (
              <Field label="Option" problem={problemOf("option")}>
                {(ids) => (
                  <select
                    {...ids}
                    // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that was asked for
                    autoFocus={option === ""}
                    className={`${FIELD_CLASSES} h-field`}
                    value={typed.values.option}
                    onChange={(event) => choose(event.target.value)}
                  >
                    <option value="" disabled>
                      Choose one
                    </option>
                    {decision.options.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                    <option value={NONE}>None of them</option>
                  </select>
                )}
              </Field>
            ) : null}
            <Field label="What is decided" problem={problemOf("outcome")}>
              {(ids) => (
                <TextArea
                  {...ids}
                  autoFocus={!needsOption || option !== ""}
                  dir="auto"
                  className="min-h-20"
                  {...typed.bind("outcome")}
                />
              )}
            </Field>
          </>
        ) : null}
        {what === "reject" ? (
          <Field label="Why" hint="Added to the rationale, for those who ask again." problem={problemOf("reason")}>
            {(ids) => <TextArea {...ids} autoFocus dir="auto" className="min-h-20" {...typed.bind("reason")} />}
          </Field>
        ) : null}
        {what === "supersede" ? (
          <Field
            label="By which decision"
            hint="Its key. While that one is only proposed, it happens when it is accepted."
            problem={problemOf("by") ?? problemOf("decision")}
          >
            {(ids) => (
              <Input
                {...ids}
                autoFocus
                spellCheck={false}
                autoComplete="off"
                placeholder={decision.project ? `${decision.project}-DEC8` : "DEC-8"}
                className="font-mono uppercase"
                value={typed.values.by}
                onChange={(event) => typed.set({ by: event.target.value.toUpperCase() })}
              />
            )}
          </Field>
        ) : null}
        <RestoredNotice typed={typed} />
        <FormProblem>{problem}</FormProblem>
        <div className="flex items-center justify-end gap-2">
          <span className="me-auto max-sm:hidden">
            <Kbd keys={what === "supersede" ? "enter" : "mod+enter"} />
          </span>
          <Button
            look="quiet"
            size="field"
            onClick={() => {
              typed.discard();
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button type="submit" look={what === "reject" ? "danger" : "primary"} size="field" disabled={sending}>
            {WORDS[what].button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
