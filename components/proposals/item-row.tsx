"use client";

import { Check, Pencil, X } from "lucide-react";
import type { ReactNode } from "react";
import { PriorityBars } from "#components/issues/priority-bars";
import { factsOf } from "#components/proposals/item-fields";
import { ItemForm } from "#components/proposals/item-form";
import { MakeSign } from "#components/proposals/make-sign";
import { RejectForm } from "#components/proposals/reject-form";
import { StateSign } from "#components/proposals/state-sign";
import { SHORTCUTS, type ShortcutId } from "#components/shell/shortcuts";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Kbd } from "#components/ui/kbd";
import { Link } from "#components/ui/link";
import { Tooltip } from "#components/ui/tooltip";
import { KINDS } from "#lib/domain/kinds";
import type { Priority } from "#lib/domain/projects/fields";
import type { ProposalItem } from "#lib/domain/proposals/schema";

/** What stands open below an item. */
export type Opened = "details" | "edit" | "reject";

interface Props {
  item: ProposalItem;
  depth: number;
  /** May it be settled? */
  may: boolean;
  /** Id of the proposal. */
  proposal: string;
  project: string;
  texts: readonly ReactNode[];
  opened: Opened | null;
  onOpen: (as: Opened | null) => void;
  onAccept: () => void;
  onReject: (reason: string) => Promise<boolean>;
  onEdit: (changes: object) => Promise<boolean>;
}

/** One item on one line, with what it would make below it once it is opened. */
export function ItemRow({
  item,
  depth,
  may,
  proposal,
  project,
  texts,
  opened,
  onOpen,
  onAccept,
  onReject,
  onEdit,
}: Props) {
  const { number, make, title, state, edited, became } = item;
  const priority = make === "issue" ? (item.payload.priority as Priority | undefined) : undefined;
  return (
    <li data-item={number} className="border-line/60 border-b">
      <div
        className="group/item relative flex min-h-row items-center gap-2.5 py-1.5 pe-1 hover:bg-hover has-[:focus-visible]:bg-hover"
        style={{ paddingInlineStart: `${4 + Math.min(depth, 6) * 20}px` }}
      >
        <StateSign state={state} />
        <MakeSign make={make} />
        <button
          type="button"
          data-open=""
          dir="auto"
          aria-expanded={opened !== null}
          onClick={() => onOpen(opened === null ? "details" : null)}
          className={`min-w-0 flex-1 truncate text-start font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus ${state === "rejected" ? "text-muted line-through" : "text-ink"}`}
        >
          {title}
        </button>
        <span className="flex shrink-0 items-center gap-2.5 text-mini text-muted">
          {edited ? <span className="@max-md:hidden">Edited</span> : null}
          {priority && priority !== "none" ? <PriorityBars priority={priority} /> : null}
          {became ? (
            <Link
              href={`/${KINDS[make === "link" ? "issue" : make].folder}/${became}`}
              className="relative z-10 font-mono text-mini hover:text-ink hover:underline"
            >
              {became}
            </Link>
          ) : (
            <span className="font-mono tabular-nums">#{number}</span>
          )}
        </span>
        {may ? (
          <span className="absolute end-1 z-10 flex items-center gap-0.5 bg-hover opacity-0 group-focus-within/item:opacity-100 group-hover/item:opacity-100 touch:hidden">
            <Act id="acceptItem" icon={Check} of={title} onPress={onAccept} />
            <Act id="editItem" icon={Pencil} of={title} onPress={() => onOpen("edit")} />
            <Act id="rejectItem" icon={X} of={title} onPress={() => onOpen("reject")} />
          </span>
        ) : null}
      </div>
      {opened === null ? null : (
        <div className="pe-1 pt-1 pb-4" style={{ paddingInlineStart: `${28 + Math.min(depth, 6) * 20}px` }}>
          {opened === "details" ? (
            <Details item={item} texts={texts}>
              {may ? (
                <div className="flex flex-wrap gap-2">
                  <Press id="acceptItem" look="primary" onPress={onAccept} />
                  <Press id="editItem" onPress={() => onOpen("edit")} />
                  <Press id="rejectItem" onPress={() => onOpen("reject")} />
                </div>
              ) : null}
            </Details>
          ) : opened === "edit" && may ? (
            <ItemForm
              item={item}
              typedAs={`proposals/${proposal}/${number}`}
              project={project}
              onSave={onEdit}
              onClose={() => onOpen(null)}
            />
          ) : opened === "reject" && may ? (
            <RejectForm
              title={title}
              typedAs={`proposals/${proposal}/${number}/reason`}
              onReject={onReject}
              onClose={() => onOpen(null)}
            />
          ) : null}
        </div>
      )}
    </li>
  );
}

function Act({ id, icon, of, onPress }: { id: ShortcutId; icon: typeof Check; of: string; onPress: () => void }) {
  return (
    <Tooltip text={SHORTCUTS[id].label} keys={SHORTCUTS[id].keys}>
      <IconButton icon={icon} tabIndex={-1} label={`${SHORTCUTS[id].label}: ${of}`} onClick={onPress} />
    </Tooltip>
  );
}

function Press({ id, look = "plain", onPress }: { id: ShortcutId; look?: "primary" | "plain"; onPress: () => void }) {
  const { label, keys } = SHORTCUTS[id];
  return (
    <Button look={look} aria-keyshortcuts={keys} onClick={onPress}>
      {label.replace(" the item", "")}
      <span className="touch:hidden">
        <Kbd keys={keys} />
      </span>
    </Button>
  );
}

/** All that an item would make. */
function Details({ item, texts, children }: { item: ProposalItem; texts: readonly ReactNode[]; children: ReactNode }) {
  const facts = factsOf(item);
  const { brings, reason, hidden, state } = item;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 text-row">
      {state === "rejected" && reason ? <p className="text-soft [overflow-wrap:anywhere]">Rejected: {reason}</p> : null}
      {texts}
      {facts.length > 0 ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          {facts.map(([name, words]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd dir="auto" className="whitespace-pre-line [overflow-wrap:anywhere]">
                {words}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {texts.length === 0 && facts.length === 0 ? <p className="text-muted">Nothing besides.</p> : null}
      {hidden ? <p className="text-muted">It also names something that you may not see.</p> : null}
      {state === "pending" && brings.length > 0 ? (
        <p className="text-muted">
          Accepting it also accepts {brings.map((number) => `#${number}`).join(", ")}, which it leans on.
        </p>
      ) : null}
      {children}
    </div>
  );
}
