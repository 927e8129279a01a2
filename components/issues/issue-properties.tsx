"use client";

import { ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { BranchCopy } from "#components/issues/branch-copy";
import { FieldPicker } from "#components/issues/field-picker";
import { type FieldName, fieldsFrom, ISSUE_FIELDS } from "#components/issues/fields";
import { useIssue } from "#components/issues/issue-context";
import { useIssueTarget } from "#components/issues/issue-target";
import { ChoiceProperty } from "#components/properties/choice-property";
import { MadeProperty } from "#components/properties/made-property";
import { PROPERTY_CONTROL, Property } from "#components/properties/property";
import { TypedProperty } from "#components/properties/typed-property";
import { WaitingSign } from "#components/questions/waiting-sign";
import { NavLink } from "#components/shell/nav-link";
import { buttonClasses } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import { unverifiedWords } from "#lib/domain/criteria/words";
import type { Origin } from "#lib/domain/events/schema";

/** Everything about the issue that is chosen rather than written, each one press or one key; `children` are further ones. */
export function IssueProperties({ origin, children }: { origin: Origin | null; children?: ReactNode }) {
  const { issue, mayWrite, edit, refresh } = useIssue();
  const unverified = unverifiedWords(issue.status, issue.criteria);

  useIssueTarget(() => {
    if (!mayWrite) return null;
    return {
      words: issue.key,
      keys: [issue.key],
      issues: [issue],
      change: (changeOf) => {
        const { body, shown } = changeOf(issue);
        void edit(body, shown);
      },
      onShelved: refresh,
    };
  });

  return (
    <dl className="grid gap-0.5 text-row">
      {fieldsFrom().map((field) => (
        <IssueProperty key={field} field={field} />
      ))}
      {issue.waiting ? (
        <Property name="Waits for">
          <a href="#questions" className={`${PROPERTY_CONTROL} hover:bg-hover text-accent-ink`}>
            <WaitingSign />
            An answer
          </a>
        </Property>
      ) : null}
      {unverified ? (
        <Property name="Criteria">
          <a href="#criteria" className={`${PROPERTY_CONTROL} hover:bg-hover`}>
            {unverified}
          </a>
        </Property>
      ) : null}
      <Property name="Branch">
        <BranchCopy branch={issue.branch ?? issue.suggestedBranch} />
      </Property>
      {children}
      <div className="my-2 border-t" />
      <MadeProperty name="Created" at={issue.createdAt} by={issue.creator} origin={origin} />
      <Property name="Updated">
        <RelativeTime at={issue.updatedAt} className="text-soft" />
      </Property>
      {issue.source || issue.aliases.length > 0 ? (
        <Property name="Also known as">
          <span className="break-words font-mono text-mini text-muted">
            {[...new Set([...issue.aliases, issue.source ?? ""])].filter(Boolean).join(", ")}
          </span>
        </Property>
      ) : null}
    </dl>
  );
}

function IssueProperty({ field }: { field: FieldName }) {
  const { issue, mayWrite, edit } = useIssue();
  const { name, none, shortcut, many, home, input, parse, face } = ISSUE_FIELDS[field];
  const saved = issue[field];

  if (field === "project") {
    return (
      <Property name={name}>
        <NavLink href={`/projects/${issue.project}`} className="-ms-2 min-w-0 text-ink">
          {face(issue)}
        </NavLink>
      </Property>
    );
  }
  if (input && parse) {
    return (
      <TypedProperty
        {...input}
        key={String(saved)}
        name={name}
        shortcut={shortcut}
        disabled={!mayWrite}
        typedAs={`${issue.id}/${field}`}
        saved={String(saved ?? "")}
        onSave={async (text) => {
          const value = parse(text);
          return value === saved || edit({ [field]: value }, { [field]: value });
        }}
      >
        {face(issue)}
      </TypedProperty>
    );
  }
  return (
    <ChoiceProperty
      id={`property-${field}`}
      name={name}
      none={none}
      shortcut={shortcut}
      many={many}
      disabled={!mayWrite}
      beside={home ? <OpenPage of={issue[field as "initiative" | "milestone"]} home={home} /> : null}
      picker={(anchor, onClose) => (
        <FieldPicker
          field={field}
          issues={[issue]}
          anchor={anchor}
          onClose={onClose}
          onChange={(changeOf) => {
            const { body, shown } = changeOf(issue);
            void edit(body, shown);
          }}
        />
      )}
    >
      {face(issue)}
    </ChoiceProperty>
  );
}

/** The way to the page of what the button beside it chooses. */
function OpenPage({ of, home }: { of: { key: string } | null; home: string }) {
  if (!of) return null;
  return (
    <Link
      href={`${home}/${of.key}`}
      aria-label={`Open ${of.key}`}
      title={`Open ${of.key}`}
      className={buttonClasses({ look: "quiet", size: "icon" })}
    >
      <ArrowUpRight className="size-3.5" aria-hidden="true" />
    </Link>
  );
}
