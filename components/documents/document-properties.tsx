"use client";

import { ChecksProperty } from "#components/documents/document-checks";
import { useDocument } from "#components/documents/document-context";
import { DocumentStatusSign } from "#components/documents/document-status-sign";
import { MovePicker, moveDocument } from "#components/documents/move-document";
import { DOCUMENT_STATUS_WORDS, KIND_WORDS } from "#components/documents/words";
import { labelChange } from "#components/issues/field-change";
import { LabelChips } from "#components/labels/label-chip";
import { LabelPicker } from "#components/labels/label-picker";
import { Maker } from "#components/people/byline";
import { ChoiceProperty } from "#components/properties/choice-property";
import { ListProperty } from "#components/properties/list-property";
import { Property } from "#components/properties/property";
import { KeyAndTitle } from "#components/references/key-and-title";
import { Avatar } from "#components/ui/avatar";
import { choicesOf } from "#components/ui/choices-of";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { Origin } from "#lib/domain/events/schema";

/** What is known of a document beside its text; each is changed where it stands. */
export function DocumentProperties({ origin }: { origin: Origin | null }) {
  const { document, mayWrite, edit, refresh } = useDocument();
  const disabled = !mayWrite;
  return (
    <dl className="text-row">
      <ListProperty
        name="Status"
        title="Set status"
        shortcut="status"
        disabled={disabled}
        choices={STATUSES}
        selected={[document.status]}
        onPick={(status) => edit({ status }, { status })}
      >
        <DocumentStatusSign status={document.status} />
        {DOCUMENT_STATUS_WORDS[document.status]}
      </ListProperty>
      <ListProperty
        name="Kind"
        title="Set kind"
        disabled={disabled}
        choices={KINDS}
        selected={[document.kind]}
        onPick={(kind) => edit({ kind }, { kind })}
      >
        {KIND_WORDS[document.kind]}
      </ListProperty>
      <ChoiceProperty
        name="Labels"
        shortcut="labels"
        many
        disabled={disabled}
        picker={(anchor, onClose) => (
          <LabelPicker
            anchor={anchor}
            selected={document.labels.map(({ name }) => name)}
            onToggle={(label, on) => {
              const { body, shown } = labelChange(label, on)(document);
              void edit(body, shown);
            }}
            onClose={onClose}
          />
        )}
      >
        {document.labels.length > 0 ? <LabelChips labels={document.labels} /> : null}
      </ChoiceProperty>
      <ChoiceProperty
        name="Under"
        none="Top level"
        disabled={disabled}
        picker={(anchor, onClose) => (
          <MovePicker
            document={document}
            anchor={anchor}
            onMove={(to) => void moveDocument(document, to, refresh)}
            onClose={onClose}
          />
        )}
      >
        {document.parent ? (
          <KeyAndTitle of={{ key: document.parent, title: document.path.at(-1)?.title ?? "" }} />
        ) : null}
      </ChoiceProperty>
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
      <ChecksProperty />
      {document.source ? (
        <Property name="Loaded from">
          <span className="break-all font-mono text-mini text-muted">{document.source}</span>
        </Property>
      ) : null}
    </dl>
  );
}

const STATUSES = choicesOf(DOCUMENT_STATUS_WORDS, (status) => <DocumentStatusSign status={status} />);
const KINDS = choicesOf(KIND_WORDS);
