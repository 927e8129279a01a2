"use client";

import { Refusal } from "#components/api";
import { useDecision } from "#components/decisions/decision-context";
import { FormDialog } from "#components/typed/form-dialog";
import { useTyped } from "#components/typed/use-typed";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";

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
    const fields = whatIsMissing();
    if (fields.length > 0) throw new Refusal("invalid", "Something is missing.", { fields });
    const body = {
      accept: { outcome, ...(needsOption && option !== NONE ? { option } : {}), version: decision.version },
      reject: { ...(reason.trim() ? { reason } : {}), version: decision.version },
      supersede: { by: by.trim() },
    }[what];
    await act(what, body);
  }

  function choose(id: string) {
    const before = decision.options.find((one) => one.id === option)?.name ?? "";
    const name = decision.options.find((one) => one.id === id)?.name;
    typed.set({ option: id, ...(name && (outcome.trim() === "" || outcome === before) ? { outcome: name } : {}) });
  }

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={WORDS[what].title}
      className="max-w-120"
      typed={typed}
      action={WORDS[what].button}
      look={what === "reject" ? "danger" : "primary"}
      keys={what === "supersede" ? "enter" : "mod+enter"}
      send={decide}
    >
      {(problemOf) => (
        <>
          {what === "accept" ? (
            <>
              {decision.options.length > 0 ? (
                <Field label="Option" problem={problemOf("option")}>
                  {(ids) => (
                    <Select
                      {...ids}
                      autoFocus={option === ""}
                      choices={[...decision.options.map(({ id, name }) => [id, name] as const), [NONE, "None of them"]]}
                      value={typed.values.option}
                      onChange={(event) => choose(event.target.value)}
                    >
                      <option value="" disabled>
                        Choose one
                      </option>
                    </Select>
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
        </>
      )}
    </FormDialog>
  );
}
