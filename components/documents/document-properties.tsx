"use client";

import { useState } from "react";
import { post } from "#components/api";
import { useDocument } from "#components/documents/document-context";
import { DocumentStatusSign } from "#components/documents/document-status-sign";
import { MovePicker, moveDocument } from "#components/documents/move-document";
import { DOCUMENT_STATUS_WORDS, KIND_WORDS } from "#components/documents/words";
import { IssueKey } from "#components/issues/issue-key";
import { PROPERTY_CONTROL, Property } from "#components/issues/property";
import { LabelChip } from "#components/labels/label-chip";
import { ColourDot } from "#components/labels/label-colour";
import { Maker } from "#components/people/byline";
import { useShortcut } from "#components/shell/shortcuts";
import { forgetList, useList } from "#components/shell/use-list";
import { Avatar } from "#components/ui/avatar";
import { LazyPicker } from "#components/ui/lazy-picker";
import { Link } from "#components/ui/link";
import { refusalToast } from "#components/ui/refusal-toast";
import { RelativeTime } from "#components/ui/relative-time";
import type { DocumentStatus } from "#lib/domain/documents/fields";
import type { Document } from "#lib/domain/documents/schema";
import type { Origin } from "#lib/domain/events/schema";
import type { Label } from "#lib/domain/labels/schema";

type Field = "status" | "kind" | "labels" | "parent";
const entries = <Key extends string>(words: Record<Key, string>) => Object.entries(words) as [Key, string][];

/** What is known of a document beside its text; each is changed where it stands. */
export function DocumentProperties({ origin }: { origin: Origin | null }) {
  const { document, mayWrite, edit, refresh } = useDocument();
  const [open, setOpen] = useState<{ field: Field; anchor: HTMLElement } | null>(null);
  const close = () => setOpen(null);
  const begin = (field: Field) => {
    const anchor = globalThis.document.querySelector<HTMLElement>(`[data-field="${field}"]`);
    if (mayWrite && anchor) setOpen({ field, anchor });
  };
  useShortcut("status", () => begin("status"));
  useShortcut("labels", () => begin("labels"));
  const control = (field: Field) => ({
    type: "button" as const,
    "data-field": field,
    "aria-haspopup": "listbox" as const,
    "aria-expanded": open?.field === field,
    disabled: !mayWrite,
    onClick: () => begin(field),
    className: PROPERTY_CONTROL,
  });
  return (
    <dl className="text-row">
      <Property name="Status">
        <button {...control("status")}>
          <DocumentStatusSign status={document.status} />
          {DOCUMENT_STATUS_WORDS[document.status]}
        </button>
      </Property>
      <Property name="Kind">
        <button {...control("kind")}>{KIND_WORDS[document.kind]}</button>
      </Property>
      <Property name="Labels">
        <button {...control("labels")} className={`${PROPERTY_CONTROL} flex-wrap gap-1 py-1`}>
          {document.labels.map((label) => (
            <LabelChip key={label.name} label={label} />
          ))}
          {document.labels.length === 0 ? <span className="text-muted">None</span> : null}
        </button>
      </Property>
      <Property name="Under">
        <button {...control("parent")}>
          {document.parent ? (
            <>
              <IssueKey>{document.parent}</IssueKey>
              <span className="truncate">{document.path.at(-1)?.title}</span>
            </>
          ) : (
            <span className="text-muted">Top level</span>
          )}
        </button>
      </Property>
      <Property name="Author">
        {document.author ? (
          <span className="flex min-w-0 items-center gap-2">
            <Avatar name={document.author.name} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <Maker person={document.author} origin={origin} />
            </span>
          </span>
        ) : (
          <span className="text-muted">Nobody here</span>
        )}
      </Property>
      <Property name="Revision">
        <Link
          href={`/documents/${document.key}/history`}
          className="-ms-2 flex h-control items-center gap-2 rounded-control px-2 hover:bg-hover"
        >
          {document.revision}
          <span className="text-muted">
            <RelativeTime at={document.updatedAt} />
          </span>
        </Link>
      </Property>
      {document.source ? (
        <Property name="Loaded from">
          <span className="break-all font-mono text-mini text-muted">{document.source}</span>
        </Property>
      ) : null}
      {open?.field === "status" ? (
        <LazyPicker
          anchor={open.anchor}
          title="Set status"
          choices={entries(DOCUMENT_STATUS_WORDS).map(([value, words]) => ({
            value,
            words,
            sign: <DocumentStatusSign status={value} />,
          }))}
          selected={[document.status]}
          onPick={(value) => {
            void edit({ status: value }, { status: value as DocumentStatus });
            close();
          }}
          onClose={close}
        />
      ) : null}
      {open?.field === "kind" ? (
        <LazyPicker
          anchor={open.anchor}
          title="Set kind"
          choices={entries(KIND_WORDS).map(([value, words]) => ({ value, words }))}
          selected={[document.kind]}
          onPick={(value) => {
            void edit({ kind: value }, { kind: value as Document["kind"] });
            close();
          }}
          onClose={close}
        />
      ) : null}
      {open?.field === "labels" ? <DocumentLabelPicker anchor={open.anchor} onClose={close} /> : null}
      {open?.field === "parent" ? (
        <MovePicker
          document={document}
          anchor={open.anchor}
          onMove={(to) => void moveDocument(document, to, refresh)}
          onClose={close}
        />
      ) : null}
    </dl>
  );
}

function DocumentLabelPicker({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { document, edit } = useDocument();
  const labels = useList("/labels");
  const selected = document.labels.map((label) => label.name);

  function toggle(name: string, colour: string) {
    const on = !selected.includes(name);
    const others = document.labels.filter((label) => label.name !== name);
    void edit(on ? { addLabels: [name] } : { removeLabels: [name] }, {
      labels: on ? [...others, { name, colour }] : others,
    });
  }
  async function create(name: string) {
    try {
      const label = await post<Label>("/labels", { name });
      forgetList("/labels");
      toggle(label.name, label.colour);
    } catch (error) {
      refusalToast(error, "The label was not created");
    }
  }
  return (
    <LazyPicker
      anchor={anchor}
      title="Set labels"
      choices={
        labels?.map(({ name, colour }) => ({ value: name, words: name, sign: <ColourDot colour={colour} /> })) ?? null
      }
      selected={selected}
      multiple
      onPick={(name) => toggle(name, labels?.find((label) => label.name === name)?.colour ?? "slate")}
      onClose={onClose}
      create={{ words: (text) => `Create label “${text}”`, onCreate: create }}
    />
  );
}
