"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useDecision } from "#components/decisions/decision-context";
import { StaleSign } from "#components/decisions/stale-sign";
import { IssueKey } from "#components/issues/issue-key";
import { IssueSection } from "#components/issues/issue-section";
import { LabelChip } from "#components/labels/label-chip";
import { useShortcut } from "#components/shell/shortcuts";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import type { GovernedChip } from "#lib/domain/decisions/schema";

const CHIP = "flex min-w-0 max-w-full items-center gap-1.5 rounded-control border px-2 py-0.5 text-row touch:min-h-9";
const KEY = /^([A-Za-z][A-Za-z0-9]{1,9}-(DOC)?\d+|I-\d+)$/i;

const FIELD = "govern-more";

type List = "issues" | "documents" | "initiatives" | "labels" | "paths";

/** What the decision governs: issues, documents, initiatives, labels and paths. */
export function DecisionGoverns() {
  const { decision, mayWrite, edit } = useDecision();
  const { governs, stale, status } = decision;
  const may = mayWrite && status !== "superseded" && status !== "rejected";
  const drop = (list: List, ref: string) => () => edit({ removeGoverns: { [list]: [ref] } });
  const keyed = [
    ...governs.initiatives.map((one) => ({ one, list: "initiatives" as const })),
    ...governs.documents.map((one) => ({ one, list: "documents" as const })),
    ...governs.issues.map((one) => ({ one, list: "issues" as const })),
  ];
  const leaning = new Set(stale.map(({ id }) => id));
  const reached = stale.filter(({ id }) => !keyed.some(({ one }) => one.id === id));
  const nothing = keyed.length + governs.labels.length + governs.paths.length === 0;
  return (
    <IssueSection title="Governs">
      {nothing && !may ? <p className="text-muted">Nothing by name.</p> : null}
      <ul className="flex flex-wrap gap-1.5">
        {governs.paths.map((path) => (
          <Chip key={path} onDrop={may ? drop("paths", path) : null} name={path}>
            <code className="truncate font-mono text-mini">{path}</code>
          </Chip>
        ))}
        {governs.labels.map((label) => (
          <Chip key={label.name} onDrop={may ? drop("labels", label.name) : null} name={label.name}>
            <LabelChip label={label} />
          </Chip>
        ))}
        {keyed.map(({ one, list }) => (
          <Chip key={one.id} onDrop={may ? drop(list, one.key) : null} name={one.key}>
            {leaning.has(one.id) ? <StaleSign /> : null}
            <Keyed list={list} one={one} />
          </Chip>
        ))}
      </ul>
      {may ? <AddTarget /> : null}
      {reached.length > 0 ? (
        <>
          <h3 className="mt-4 text-muted text-row">Flagged by its labels and initiatives, not rechecked yet</h3>
          <ul className="mt-1.5 flex flex-wrap gap-1.5">
            {reached.map((one) => (
              <Chip key={one.id} onDrop={null} name={one.key}>
                <StaleSign />
                <Keyed list={/-DOC\d+$/.test(one.key) ? "documents" : "issues"} one={one} />
              </Chip>
            ))}
          </ul>
        </>
      ) : null}
    </IssueSection>
  );
}

function Keyed({ list, one }: { list: List; one: GovernedChip }) {
  return (
    <Link href={`/${list}/${one.key}`} className="flex min-w-0 items-center gap-1.5 rounded-chip hover:text-accent-ink">
      <IssueKey className="whitespace-nowrap">{one.key}</IssueKey>
      <span dir="auto" className="truncate">
        {one.title}
      </span>
    </Link>
  );
}

function Chip({ name, onDrop, children }: { name: string; onDrop: (() => void) | null; children: ReactNode }) {
  return (
    <li className={CHIP}>
      {children}
      {onDrop ? (
        <button
          type="button"
          aria-label={`No longer govern ${name}`}
          onClick={onDrop}
          className="-me-1 flex size-5 shrink-0 items-center justify-center rounded-chip text-muted hover:bg-pressed hover:text-ink touch:size-8"
        >
          <X className="size-3" aria-hidden="true" />
        </button>
      ) : null}
    </li>
  );
}

function AddTarget() {
  const { decision, edit } = useDecision();
  const typed = useTyped(`${decision.id}/governs`, { text: "" });
  const { text } = typed.values;
  useShortcut("governMore", () => document.getElementById(FIELD)?.focus());
  async function add(event: React.FormEvent) {
    event.preventDefault();
    const ref = text.trim();
    if (ref && (await edit({ addGoverns: { [listOf(ref)]: [ref.replace(/^#/, "")] } }))) typed.done();
  }
  return (
    <form onSubmit={add} className="mt-2 flex max-w-100 flex-wrap gap-2">
      <Input
        id={FIELD}
        aria-label="Govern an issue, document, initiative, label or path"
        placeholder="TURBO-12, src/auth/**, #label"
        {...typed.bind("text")}
        spellCheck={false}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      <Button type="submit" size="field" disabled={!text.trim()}>
        Add
      </Button>
      <RestoredNotice typed={typed} className="w-full" />
    </form>
  );
}

/** What somebody typed: keys say what they are, labels begin with #, the rest is a path. */
function listOf(ref: string): List {
  if (ref.startsWith("#")) return "labels";
  if (!KEY.test(ref)) return "paths";
  if (/^I-/i.test(ref)) return "initiatives";
  return /-DOC\d+$/i.test(ref) ? "documents" : "issues";
}
