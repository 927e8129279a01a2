import { TabLink } from "#components/shell/tab-link";

const TABS = [
  ["/settings", "Settings"],
  ["/settings/people", "People"],
  ["/settings/jobs", "Jobs"],
] as const;

/** The heading of the pages of settings, and the ways between them. */
export function SettingsTabs({ here }: { here: (typeof TABS)[number][0] }) {
  return (
    <>
      <h1 className="sr-only">{TABS.find(([href]) => href === here)?.[1]}</h1>
      <nav aria-label="Settings" className="-ms-2 flex min-w-0 items-center gap-0.5 overflow-x-auto">
        {TABS.map(([href, words]) => (
          <TabLink key={href} href={href} here={href === here}>
            {words}
          </TabLink>
        ))}
      </nav>
    </>
  );
}
