"use client";

import { FileText, FlaskConical, GitCommitHorizontal, GitPullRequest, StickyNote, X } from "lucide-react";
import { useState } from "react";
import { remove } from "#components/api";
import { EVIDENCE_WORDS, shortRef } from "#components/issues/evidence-words";
import { useIssue } from "#components/issues/issue-context";
import { viaWords } from "#components/people/byline";
import { Link } from "#components/ui/link";
import { refusalToast } from "#components/ui/refusal-toast";
import { RelativeTime } from "#components/ui/relative-time";
import type { Criterion, Evidence } from "#lib/domain/criteria/schema";

interface Props {
  criterion: Criterion;
  state: Criterion["state"];
  mayWrite: boolean;
  onVerify: () => void;
}

/** How a criterion stands, who says so, and what shows it; nothing while it is open and nothing is shown. */
export function CriterionEvidence({ criterion, state, mayWrite, onVerify }: Props) {
  const { issue, refresh } = useIssue();
  const [gone, setGone] = useState<readonly string[]>([]);
  const evidence = criterion.evidence.filter(({ id }) => !gone.includes(id));
  // What is shown before the server answered is the reader's own.
  const said = state === criterion.state ? criterion : null;
  if (state === "open" && evidence.length === 0) return null;

  async function drop(id: string) {
    setGone((now) => [...now, id]);
    try {
      await remove(`/issues/${issue.key}/evidence/${id}`);
      refresh();
    } catch (error) {
      setGone((now) => now.filter((one) => one !== id));
      refusalToast(error, "The evidence was not taken away");
    }
  }

  return (
    <div id={`standing-${criterion.id}`} className="mt-0.5 grid gap-1 text-mini text-muted">
      {state === "open" ? null : (
        <p className="flex flex-wrap items-center gap-x-1.5" title={viaWords(said?.via ?? null) || undefined}>
          <span className={state === "verified" ? "text-status-done" : ""}>
            {state === "verified" ? "Verified" : "Reported"}
          </span>
          {said?.by ? (
            <span>
              by <Who {...said} />
            </span>
          ) : null}
          {said?.at ? <RelativeTime at={said.at} /> : null}
          {state === "reported" && mayWrite ? (
            <button
              type="button"
              onClick={onVerify}
              aria-label={`Verify “${criterion.text}”`}
              className="rounded-chip px-1 font-medium text-accent-ink hover:bg-pressed touch:py-1.5"
            >
              Verify
            </button>
          ) : null}
        </p>
      )}
      {evidence.length > 0 ? (
        <ul aria-label={`Evidence for “${criterion.text}”`} className="flex flex-wrap gap-1">
          {evidence.map((one) => (
            <EvidenceChip key={one.id} evidence={one} onDrop={mayWrite ? () => drop(one.id) : null} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Who({ by, via }: Pick<Criterion, "by" | "via">) {
  const agent = via?.kind === "agent" ? (via.client ?? via.key ?? "an agent") : null;
  return (
    <>
      {agent ? (
        <>
          <bdi>{agent}</bdi> for{" "}
        </>
      ) : null}
      <bdi>{by?.name}</bdi>
    </>
  );
}

const ICONS = {
  commit: GitCommitHorizontal,
  pull_request: GitPullRequest,
  test_run: FlaskConical,
  document: FileText,
  note: StickyNote,
};

function EvidenceChip({ evidence, onDrop }: { evidence: Evidence; onDrop: (() => void) | null }) {
  const { kind, ref, note, by, via, createdAt } = evidence;
  const Icon = ICONS[kind];
  const words = EVIDENCE_WORDS[kind];
  const who = by ? ` by ${via?.kind === "agent" ? `${via.client ?? via.key} for ` : ""}${by.name}` : "";
  return (
    <li
      title={`${words}${ref ? ` ${ref}` : ""}${who}, ${createdAt.slice(0, 16).replace("T", " ")}Z`}
      className="group/evidence flex min-h-6 min-w-0 max-w-full items-center gap-1 rounded-chip border bg-sunken ps-1.5 pe-1 touch:min-h-8"
    >
      <Icon className="size-3 shrink-0" aria-hidden="true" />
      <span className="sr-only">{words}</span>
      {ref ? <Shown kind={kind} reference={ref} /> : null}
      {note ? (
        <span dir="auto" className="min-w-0 break-words text-soft">
          {note}
        </span>
      ) : null}
      {onDrop ? (
        <button
          type="button"
          aria-label={`Take the evidence ${ref || `“${note}”`} away`}
          onClick={onDrop}
          className="flex size-4 shrink-0 items-center justify-center rounded-chip opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/evidence:opacity-100 touch:size-6 touch:opacity-100"
        >
          <X className="size-3" aria-hidden="true" />
        </button>
      ) : null}
    </li>
  );
}

/** Characters of a reference that are not broken over lines. */
const SHORT = 16;

function Shown({ kind, reference }: { kind: Evidence["kind"]; reference: string }) {
  const text = shortRef(kind, reference);
  const look = text.length <= SHORT ? "shrink-0 font-mono" : "min-w-0 break-all font-mono";
  if (kind === "document")
    return (
      <Link href={`/documents/${reference}`} className={`${look} text-accent-ink hover:underline`}>
        {text}
      </Link>
    );
  if (!/^https?:\/\//.test(reference)) return <span className={`${look} text-ink`}>{text}</span>;
  return (
    <a href={reference} target="_blank" rel="noopener noreferrer" className={`${look} text-accent-ink hover:underline`}>
      {text}
    </a>
  );
}
