"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { get } from "#components/api";
import { IssueKey } from "#components/issues/issue-key";
import { StatusCircle } from "#components/issues/status-circle";
import { ColourDot } from "#components/labels/label-colour";
import { NounSign } from "#components/references/noun-sign";
import { subjectPath } from "#components/references/subject-path";
import { SHORTCUTS, useActiveShortcuts } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Dialog } from "#components/ui/dialog";
import { isolated } from "#components/ui/isolated";
import { Kbd } from "#components/ui/kbd";
import type { IssueStatus } from "#lib/domain/issues/schema";
import type { SearchResult, SearchResults } from "#lib/domain/search/schema";
import type { SubjectChip } from "#lib/domain/subjects/schema";

interface Found {
  kind: SubjectChip["kind"];
  key: string;
  title: string;
  status: IssueStatus | null;
}

const KINDS = ["issue", "decision", "document", "initiative", "milestone"];

const ITEM =
  "flex h-9 items-center gap-2.5 rounded-control px-2.5 text-row data-[selected=true]:bg-pressed touch:h-row";
const HEADING =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-mini [&_[cmdk-group-heading]]:text-muted";

/** Everything that can be done here, every project, and whatever has a key, by typing. */
export default function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const { projects } = useWorkspace();
  const active = useActiveShortcuts();
  const [text, setText] = useState("");
  const { found, pending } = useFound(text);
  const actions = [...new Map(active.map((shortcut) => [shortcut.id, shortcut])).values()].filter(
    ({ id }) => id !== "palette" && SHORTCUTS[id].group !== "Lists",
  );

  function perform(act: () => void) {
    onOpenChange(false);
    setTimeout(act); // once the dialog has given the focus back
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Command palette" titleHidden>
      <Command label="Command palette" loop filter={matches} className="flex min-h-0 flex-col">
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Do, go to, or find"
          className="h-12 shrink-0 border-b bg-transparent px-4 text-control outline-none"
        />
        <Command.List className="max-h-[50dvh] overflow-y-auto p-1.5 pb-2">
          <Command.Empty className="px-2.5 py-6 text-center text-muted">
            {pending ? "Searching…" : `Nothing matches “${isolated(text)}”.`}
          </Command.Empty>
          {found.length > 0 ? (
            <Command.Group heading="Found" className={HEADING}>
              {found.map(({ kind, key, title, status }) => (
                <Command.Item
                  key={key}
                  value={`found ${key}`}
                  className={ITEM}
                  onSelect={() => perform(() => router.push(subjectPath({ kind, key })))}
                >
                  {status ? <StatusCircle status={status} /> : <NounSign kind={kind} />}
                  <IssueKey className="shrink-0">{key}</IssueKey>
                  <span dir="auto" className="truncate">
                    {title}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          <Command.Group heading="Actions" className={HEADING}>
            {actions.map(({ id, run }) => (
              <Command.Item key={id} value={SHORTCUTS[id].label} className={ITEM} onSelect={() => perform(run)}>
                <span className="flex-1">{SHORTCUTS[id].label}</span>
                <Kbd keys={SHORTCUTS[id].keys} />
              </Command.Item>
            ))}
          </Command.Group>
          {projects.length > 0 ? (
            <Command.Group heading="Projects" className={HEADING}>
              {projects.map((project) => (
                <Command.Item
                  key={project.id}
                  value={`project ${project.key} ${project.name}`}
                  className={ITEM}
                  onSelect={() => perform(() => router.push(`/projects/${project.key}`))}
                >
                  <ColourDot colour={project.colour} square />
                  <span className="truncate">{project.name}</span>
                  <IssueKey className="ms-auto">{project.key}</IssueKey>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** Every word that is typed must be there; what was found by the server always is. */
function matches(value: string, text: string): number {
  const held = value.toLowerCase();
  return held.startsWith("found ") ||
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => held.includes(word))
    ? 1
    : 0;
}

/** Issues, decisions, documents, initiatives and milestones that match what is typed, asked for once the typing rests. */
function useFound(text: string): { found: Found[]; pending: boolean } {
  const [answer, setAnswer] = useState<{ query: string; found: Found[] }>({ query: "", found: [] });
  const query = text.trim();
  const asks = query.length >= 2;
  useEffect(() => {
    if (!asks) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const results = await get<z.output<typeof SearchResults>>("/search", { q: query, kind: KINDS, limit: 8 }).catch(
        () => null,
      );
      if (!stale) setAnswer({ query, found: results?.items.flatMap(foundOf) ?? [] });
    }, 120);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, asks]);
  return { found: asks ? answer.found : [], pending: asks && answer.query !== query };
}

function foundOf(result: SearchResult): Found[] {
  if (result.kind === "issue") return [{ ...result.issue, kind: "issue" }];
  if (result.kind === "project" || result.kind === "comment") return [];
  return [{ ...result.on, status: null }];
}
