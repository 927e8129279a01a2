"use client";

import { X } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { useDocument } from "#components/documents/document-context";
import { LevelSign } from "#components/documents/level-sign";
import type { Checks } from "#components/documents/use-checks";
import { useMarks } from "#components/documents/use-marks";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useListKeys } from "#components/shell/use-list-keys";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Kbd } from "#components/ui/kbd";
import { Skeleton } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { Tooltip } from "#components/ui/tooltip";
import type { Finding } from "#lib/domain/documents/schema";

interface Props {
  checks: Checks;
  /** Those that were not dismissed; null before the first answer. */
  left: readonly Finding[] | null;
  onDismiss: (finding: Finding) => void;
  onRecall: () => void;
  onClose: () => void;
}

const NONE: readonly Finding[] = [];

/** What the checks found in a document, beside it: walked, shown in the text, mended or dismissed. */
export function ChecksPanel({ checks, left, onDismiss, onRecall, onClose }: Props) {
  const { document, mayWrite, edit } = useDocument();
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState(0);
  const findings = left ?? NONE;
  const current = findings[Math.min(at, findings.length - 1)];
  const show = useMarks(document.body, findings, current);
  const dismissed = (checks.found?.items.length ?? 0) - findings.length;
  const fixes = findings.filter((finding) => finding.edit);
  useListKeys(list);
  useFocusIn(list, current);

  /** Changes the text as findings say, where it is still the one that they were found in. */
  async function accept(accepted: readonly Finding[]) {
    if (!mayWrite || accepted.length === 0) return;
    if (checks.found?.version !== document.version) {
      toast("The document changed meanwhile. It is checked again.");
      return checks.again();
    }
    const body = withEdits(document.body, accepted);
    const note = accepted.length === 1 ? `Mended: ${accepted[0]?.message ?? ""}` : `Mended ${accepted.length} findings`;
    await edit({ body, version: document.version, note: note.slice(0, 200) }, { body });
  }

  useShortcut("acceptFix", () => current?.edit && void accept([current]));
  useShortcut("acceptAllFixes", () => void accept(fixes));
  useShortcut("dismissFinding", () => current && onDismiss(current));
  useShortcut("closeChecks", onClose);

  return (
    <section
      aria-label="Checks"
      className="max-lg:fixed max-lg:inset-x-0 max-lg:bottom-14 max-lg:z-20 max-lg:max-h-[46dvh] max-lg:overflow-y-auto max-lg:border-t max-lg:bg-raised max-lg:px-gutter max-lg:pb-3 max-lg:shadow-float max-lg:md:bottom-0"
    >
      <div className="flex items-center gap-2 max-lg:sticky max-lg:top-0 max-lg:bg-raised max-lg:py-1.5">
        <h2 className="flex-1 font-medium text-control lg:ps-2">
          Checks {findings.length > 0 ? <span className="text-muted">{findings.length}</span> : null}
        </h2>
        {mayWrite && fixes.length > 1 ? (
          <Tooltip text={SHORTCUTS.acceptAllFixes.label} keys={SHORTCUTS.acceptAllFixes.keys}>
            <Button look="quiet" onClick={() => void accept(fixes)}>
              Accept {fixes.length} fixes
            </Button>
          </Tooltip>
        ) : null}
        <Tooltip text="Close" keys={SHORTCUTS.closeChecks.keys}>
          <IconButton icon={X} label="Close the checks" onClick={onClose} />
        </Tooltip>
      </div>
      {checks.problem === null ? null : (
        <div role="status" className="mt-1 flex flex-wrap items-center gap-2 text-row lg:px-2">
          <span className="text-muted">{checks.problem}</span>
          <Button onClick={checks.again}>Check again</Button>
        </div>
      )}
      {left === null && checks.problem === null ? <Waiting /> : null}
      {left !== null && findings.length === 0 ? (
        <p className="mt-1 text-muted text-row lg:px-2">
          All is well: keys, decisions, statuses, dates and links in this document are as they are in Turbo.
        </p>
      ) : null}
      <ol ref={list} className="mt-1 grid gap-px max-lg:-mx-2">
        {findings.map((finding, place) => (
          <FindingRow
            key={`${finding.rule} ${finding.start}`}
            finding={finding}
            isCurrent={finding === current}
            onFocus={() => setAt(place)}
            onShow={() => show(finding)}
            onAccept={mayWrite && finding.edit ? () => void accept([finding]) : null}
            onDismiss={() => onDismiss(finding)}
          />
        ))}
      </ol>
      {checks.found && checks.found.total > checks.found.items.length ? (
        <p className="mt-2 text-mini text-muted lg:px-2">
          The first {checks.found.items.length} of {checks.found.total}.
        </p>
      ) : null}
      {dismissed > 0 ? (
        <Button look="quiet" onClick={onRecall} className="mt-1 text-muted max-lg:-ms-2.5">
          {dismissed} dismissed for now. Show
        </Button>
      ) : null}
      {findings.length > 0 ? (
        <p className="mt-3 flex flex-wrap gap-x-3 gap-y-1 text-mini text-muted lg:px-2 touch:hidden">
          {HINTS.map(([keys, words]) => (
            <span key={words} className="flex items-center gap-1">
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
              {words}
            </span>
          ))}
        </p>
      ) : null}
    </section>
  );
}

const HINTS: readonly [keys: string[], words: string][] = [
  [["j", "k"], "move"],
  [["enter"], "show"],
  [["a"], "accept"],
  [["x"], "dismiss"],
];

interface RowProps {
  finding: Finding;
  isCurrent: boolean;
  onFocus: () => void;
  onShow: () => void;
  onAccept: (() => void) | null;
  onDismiss: () => void;
}

function FindingRow({ finding, isCurrent, onFocus, onShow, onAccept, onDismiss }: RowProps) {
  const { level, message, rule, line, edit } = finding;
  return (
    <li className={`rounded-control ${isCurrent ? "bg-hover" : ""}`}>
      <button
        type="button"
        data-open=""
        aria-current={isCurrent}
        onFocus={onFocus}
        onClick={onShow}
        className="grid w-full grid-cols-[14px_minmax(0,1fr)] gap-x-2 rounded-control px-2 py-1.5 text-start text-row outline-offset-[-2px] hover:bg-hover"
      >
        <span className="flex h-5 items-center">
          <LevelSign level={level} />
        </span>
        <span className="[overflow-wrap:anywhere]">{message}</span>
        <span className="col-start-2 text-mini text-muted">
          Line {line} · {wordsOf(rule)}
        </span>
      </button>
      {isCurrent ? (
        <div className="flex flex-wrap items-center gap-1 ps-7.5 pe-2 pb-1.5">
          {edit && onAccept ? (
            <Button onClick={onAccept} className="min-w-0 max-w-full">
              <span className="truncate">{wordsOfEdit(edit)}</span>
            </Button>
          ) : null}
          <Button look="quiet" onClick={onDismiss}>
            Dismiss
          </Button>
        </div>
      ) : null}
    </li>
  );
}

const wordsOf = (rule: string) => (rule.split("/")[1] ?? rule).replaceAll("_", " ");

function wordsOfEdit({ before, after }: NonNullable<Finding["edit"]>): string {
  if (/^[ x]$/i.test(before) && /^[ x]$/.test(after)) return after === "x" ? "Tick it" : "Take the tick away";
  return after.trim() === "" ? "Take it out" : `Write “${after}”`;
}

/** The text with these changes; of two that overlap, with the first. */
function withEdits(text: string, findings: readonly Finding[]): string {
  let end = text.length;
  const edits = findings.flatMap(({ edit }) => edit ?? []).sort((a, b) => b.start - a.start);
  return edits.reduce((now, edit) => {
    if (edit.end > end) return now;
    end = edit.start;
    return now.slice(0, edit.start) + edit.after + now.slice(edit.end);
  }, text);
}

/** The list has the focus as it opens, and keeps it where the one that had it is gone. */
function useFocusIn(list: RefObject<HTMLElement | null>, current: Finding | undefined): void {
  const take = useEffectEvent(() => {
    if (!current || globalThis.document.activeElement !== globalThis.document.body) return;
    const options = { preventScroll: true, focusVisible: true } as FocusOptions;
    list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus(options);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is the current one
  useEffect(() => take(), [current]);
}

function Waiting() {
  return (
    <div className="mt-2 grid gap-2 lg:px-2" aria-hidden="true">
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-3/4" />
    </div>
  );
}
