import { IssueKey } from "#components/issues/issue-key";

/** Names something by its key and its title, which is cut off where the place is narrow. */
export function KeyAndTitle({ of }: { of: { key: string; title: string } }) {
  return (
    <>
      <IssueKey>{of.key}</IssueKey>
      <span dir="auto" className="truncate">
        {of.title}
      </span>
    </>
  );
}
