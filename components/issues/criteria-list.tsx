"use client";

import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { patch, post } from "#components/api";
import { AddButton } from "#components/issues/add-button";
import { CriterionRow } from "#components/issues/criterion-row";
import { useIssue } from "#components/issues/issue-context";
import { IssueSection } from "#components/issues/issue-section";
import { hintOf, useShortcut } from "#components/shell/shortcuts";
import { KeptNotice, RestoredNotice } from "#components/typed/restored-notice";
import { type Typed, useTyped } from "#components/typed/use-typed";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { TextArea } from "#components/ui/text-area";
import { useOpener } from "#components/ui/use-opener";
import type { CriteriaCount, Criterion } from "#lib/domain/criteria/schema";
import { criteriaWords } from "#lib/domain/criteria/words";

type State = Criterion["state"];

/** What must hold for the issue to be done; each is ticked, worded and dropped in place. */
export function CriteriaList() {
  const { issue, mayWrite, edit, refresh } = useIssue();
  const [adding, setAdding] = useState(false);
  const opener = useOpener(adding);
  const added = useTyped(`${issue.id}/criterion`, { text: "" });
  const begin = () => {
    added.open();
    setAdding(true);
  };
  const list = issue.criteriaList;
  const [read, setRead] = useState(list);
  const [shown, setShown] = useState<Readonly<Record<string, State>>>({});
  if (read !== list) {
    setRead(list);
    setShown({});
  }
  const stateOf = (criterion: Criterion) => shown[criterion.id] ?? criterion.state;

  function replace(next: (Pick<Criterion, "text" | "done"> & { id?: string })[]) {
    const criteria = next.map(({ id, text, done }) => ({ ...(id ? { id } : {}), text, done }));
    return edit({ criteria, version: issue.version }, {});
  }

  /** Shows at once how criteria stand then; where that is refused, as they stood. */
  async function stand(ids: readonly string[], state: State, send: () => Promise<unknown>) {
    setShown((now) => ({ ...now, ...Object.fromEntries(ids.map((id) => [id, state])) }));
    if (await attempt(send, "The criteria were not changed")) return refresh();
    setShown((now) => Object.fromEntries(Object.entries(now).filter(([id]) => !ids.includes(id))));
  }

  const tick = ({ id }: Criterion, done: boolean) =>
    stand([id], done ? "verified" : "open", () => patch(`/issues/${issue.key}/criteria/${id}`, { done }));

  const reported = list.filter((one) => stateOf(one) === "reported").map(({ id }) => id);
  const verify = () =>
    mayWrite &&
    reported.length > 0 &&
    stand(reported, "verified", () => post(`/issues/${issue.key}/verify`, { criteria: reported }));
  useShortcut("verify", verify);

  if (list.length === 0 && !adding && !added.isChanged) {
    return mayWrite ? (
      <AddButton ref={opener} icon={ListChecks} onClick={begin}>
        Add a criterion
      </AddButton>
    ) : null;
  }
  return (
    <IssueSection
      id="criteria"
      title="Acceptance criteria"
      count={criteriaWords(countOf(list.map(stateOf)))}
      actions={
        mayWrite ? (
          <>
            {reported.length > 1 ? (
              <Button look="quiet" title={hintOf("verify")} onClick={verify}>
                Verify {reported.length}
              </Button>
            ) : null}
            <IconButton icon={Plus} ref={opener} label="Add a criterion" onClick={begin} />
          </>
        ) : null
      }
    >
      <ul className="-mx-2">
        {list.map((criterion) => (
          <CriterionRow
            key={criterion.id}
            criterion={criterion}
            state={stateOf(criterion)}
            disabled={!mayWrite}
            onTick={(done) => tick(criterion, done)}
            onWord={(text) => replace(list.map((one) => (one.id === criterion.id ? { ...one, text } : one)))}
            onDrop={() => replace(list.filter((one) => one.id !== criterion.id))}
          />
        ))}
      </ul>
      {adding ? (
        <NewCriterion
          typed={added}
          onAdd={(text) => replace([...list, { text, done: false }])}
          onClose={() => setAdding(false)}
        />
      ) : mayWrite && added.isChanged ? (
        <KeptNotice onOpen={begin} onDiscard={added.discard} />
      ) : null}
    </IssueSection>
  );
}

function countOf(states: readonly State[]): CriteriaCount {
  const many = (wanted: State) => states.filter((state) => state === wanted).length;
  return { total: states.length, done: states.length - many("open"), verified: many("verified") };
}

interface NewProps {
  typed: Typed<{ text: string }>;
  onAdd: (text: string) => Promise<boolean>;
  onClose: () => void;
}

function NewCriterion({ typed, onAdd, onClose }: NewProps) {
  async function add() {
    const next = typed.values.text.trim();
    if (next && (await onAdd(next))) typed.done();
  }
  return (
    <>
      <TextArea
        autoFocus
        rows={1}
        aria-label="New criterion"
        placeholder="What must hold. Enter adds it, Escape ends."
        {...typed.bind("text")}
        onCancel={onClose}
        onBlur={() => !typed.values.text.trim() && onClose()}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          add();
        }}
        className="mt-1"
      />
      <RestoredNotice typed={typed} />
    </>
  );
}
