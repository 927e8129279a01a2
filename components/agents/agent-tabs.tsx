import { TabLink } from "#components/shell/tab-link";

const TABS = [
  ["/agents", "Agents"],
  ["/agents/sessions", "Sessions"],
  ["/agents/tokens", "Tokens"],
] as const;

/** The heading of the pages about agents, and the ways between them. */
export function AgentTabs({ here }: { here: (typeof TABS)[number][0] }) {
  return (
    <>
      <h1 className="sr-only">{TABS.find(([href]) => href === here)?.[1]}</h1>
      <nav aria-label="Agents" className="-ms-2 flex min-w-0 items-center gap-0.5 overflow-x-auto">
        {TABS.map(([href, words]) => (
          <TabLink key={href} href={href} here={href === here}>
            {words}
          </TabLink>
        ))}
      </nav>
    </>
  );
}
