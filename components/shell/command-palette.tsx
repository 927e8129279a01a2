"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { z } from "zod";
import { get } from "#components/api";
import { IssueKey } from "#components/issues/issue-key";
import type { IssueTarget } from "#components/issues/issue-target";
import { StatusCircle } from "#components/issues/status-circle";
import { useTargetCommands } from "#components/issues/target-commands";
import { ColourDot } from "#components/labels/label-colour";
import { NounSign } from "#components/references/noun-sign";
import { subjectPath } from "#components/references/subject-path";
import { matchWords } from "#components/shell/match-words";
import { countPaletteUse, paletteUses } from "#components/shell/palette-uses";
import { ALSO_WORDS } from "#components/shell/palette-words";
import { SHORTCUTS, type ShortcutId, useActiveShortcuts } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Dialog } from "#components/ui/dialog";
import { isolated } from "#components/ui/isolated";
import { Kbd } from "#components/ui/kbd";
import { landTypeAhead, typeAheadOf } from "#components/ui/type-ahead";
import { useAsked } from "#components/ui/use-asked";
import type { IssueStatus } from "#lib/domain/issues/fields";
import { KEYED_KINDS, type SubjectKind } from "#lib/domain/kinds";
import type { SearchResult, SearchResults } from "#lib/domain/search/schema";

interface Found {
  kind: SubjectKind;
  key: string;
  title: string;
  status: IssueStatus | null;
}

const ITEM =
  "flex h-9 items-center gap-2.5 rounded-control px-2.5 text-row data-[selected=true]:bg-pressed touch:h-row";
const HEADING =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-mini [&_[cmdk-group-heading]]:text-muted";

/** One line of the palette. */
interface Entry {
  id: string;
  words: string;
  /** Other words that it is found by. */
  also?: string | undefined;
  sign?: ReactNode;
  /** The key that something is known by, before the words. */
  key?: string;
  keys?: string;
  run: () => void;
}

/** Entries of a section that are shown for what is typed, at most. */
const MOST = 8;

/** Groups of keys that act on what is open. */
const ON_WHAT_IS_OPEN = new Set<string>(["Issue", "Document", "Decision", "Initiative", "Inbox"]);

/** Keys that act on an issue, and on nothing where none is open or selected. */
const ON_ISSUES = new Set<ShortcutId>(["status", "priority", "assignee", "labels"]);

/** Where nothing is used more often, actions stand as the help lists them. */
const ORDER = Object.keys(SHORTCUTS);

/** Everything that can be done here, every project, and whatever has a key, by typing. */
export default function CommandPalette({
  open,
  onOpenChange,
  target: given,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The issues that were open or selected. */
  target: IssueTarget | null;
}) {
  const router = useRouter();
  const { projects, mayWrite } = useWorkspace();
  const active = useActiveShortcuts();
  const target = mayWrite ? given : null;
  const values = useTargetCommands(target);
  const [text, setText] = useState("");
  const { found, pending } = useFound(text);

  const [uses] = useState(paletteUses);
  function perform(id: string, act: () => void) {
    if (id in SHORTCUTS) countPaletteUse(id);
    onOpenChange(false);
    typeAheadOf(act);
  }

  const actions = [...new Map(active.map((shortcut) => [shortcut.id, shortcut])).values()]
    .toSorted(
      (one, other) => (uses[other.id] ?? 0) - (uses[one.id] ?? 0) || ORDER.indexOf(one.id) - ORDER.indexOf(other.id),
    )
    .filter(({ id }) => id !== "palette" && SHORTCUTS[id].group !== "Lists" && (target || !ON_ISSUES.has(id)))
    .map(({ id, run }) => ({ id, words: SHORTCUTS[id].label, also: ALSO_WORDS[id], keys: SHORTCUTS[id].keys, run }));
  const isOpenOnes = ({ id }: { id: ShortcutId }) => ON_WHAT_IS_OPEN.has(SHORTCUTS[id].group);
  const typed = text.trim();
  const sections: { heading: string; entries: Entry[] }[] = [
    {
      heading: target?.words ?? "Here",
      entries: [
        ...actions.filter(isOpenOnes),
        ...(typed ? values.map((command) => ({ id: `value ${command.words}`, ...command })) : []),
      ],
    },
    { heading: "Actions", entries: actions.filter((action) => !isOpenOnes(action)) },
    {
      heading: "Projects",
      entries: projects.map(({ id, key, name, colour }) => ({
        id,
        words: name,
        also: `project ${key}`,
        sign: <ColourDot colour={colour} square />,
        key,
        run: () => router.push(`/projects/${key}`),
      })),
    },
  ];
  const matching = sections.map((section) => bestOf(section, typed)).filter(({ entries }) => entries.length > 0);
  if (found.length > 0) {
    const entries = found.map(({ kind, key, title, status }) => ({
      id: `found ${key}`,
      words: title,
      key,
      sign: status ? <StatusCircle status={status} /> : <NounSign kind={kind} />,
      run: () => router.push(subjectPath({ kind, key })),
    }));
    const isKey = found.some(({ key }) => key.toLowerCase() === typed.toLowerCase());
    matching.push({ heading: "Found", entries, worth: isKey ? 2 : FOUND_WORTH });
  }
  const shown = matching.toSorted((one, other) => other.worth - one.worth);

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Command palette" titleHidden>
      <Command label="Command palette" loop shouldFilter={false} className="flex min-h-0 flex-col">
        <Command.Input
          value={text}
          onValueChange={setText}
          onFocus={(event) => landTypeAhead(event.currentTarget, (early) => setText((now) => early + now))}
          placeholder="Do, go to, or find"
          className="h-12 shrink-0 border-b bg-transparent px-4 text-control outline-none"
        />
        <Command.List className="max-h-[50dvh] overflow-y-auto p-1.5 pb-2">
          <Command.Empty className="px-2.5 py-6 text-center text-muted">
            {pending ? "Searching…" : `Nothing matches “${isolated(text)}”.`}
          </Command.Empty>
          {shown.map(({ heading, entries }) => (
            <Command.Group key={heading} heading={heading} className={HEADING}>
              {entries.map(({ id, words, sign, key, keys, run }) => (
                <Command.Item key={id} value={id} className={ITEM} onSelect={() => perform(id, run)}>
                  {sign}
                  {key ? <IssueKey className="shrink-0">{key}</IssueKey> : null}
                  <span dir="auto" className="flex-1 truncate text-start">
                    {words}
                  </span>
                  {keys ? <Kbd keys={keys} /> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** What was found stands below what was typed as it is called, and above what was typed with a slip. */
const FOUND_WORTH = 0.6;

/** What of a section answers what was typed, the best first, and how well the best does. */
function bestOf({ heading, entries }: { heading: string; entries: Entry[] }, typed: string) {
  if (!typed) return { heading, entries, worth: 1 };
  const answers = entries
    .map((entry) => ({ entry, worth: matchWords(typed, entry.words, entry.also) }))
    .filter(({ worth }) => worth > 0)
    .toSorted((one, other) => other.worth - one.worth)
    .slice(0, MOST);
  return { heading, entries: answers.map(({ entry }) => entry), worth: answers[0]?.worth ?? 0 };
}

/** Issues, decisions, documents, initiatives and milestones that match what is typed, asked for once the typing rests. */
function useFound(text: string): { found: Found[]; pending: boolean } {
  const query = text.trim();
  const asks = query.length >= 2;
  const asked = useAsked(asks ? query : null, 120, () =>
    get<z.output<typeof SearchResults>>("/search", { q: query, kind: KEYED_KINDS, limit: 8 }).then(
      ({ items }) => items.flatMap(foundOf),
      () => [],
    ),
  );
  return { found: (asks && asked?.answer) || [], pending: asks && asked?.question !== query };
}

function foundOf(result: SearchResult): Found[] {
  if (result.kind === "issue") return [{ ...result.issue, kind: "issue" }];
  if (result.kind === "project" || result.kind === "comment") return [];
  return [{ ...result.on, status: null }];
}
