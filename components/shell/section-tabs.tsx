import { TabLink } from "#components/shell/tab-link";

interface Props<Address extends string> {
  /** What the pages are about. */
  of: string;
  /** Their addresses and names. */
  tabs: readonly (readonly [href: Address, words: string])[];
  here: Address;
}

/** The heading of pages that belong together, and the ways between them. */
export function SectionTabs<Address extends string>({ of, tabs, here }: Props<Address>) {
  return (
    <>
      <h1 className="sr-only">{tabs.find(([href]) => href === here)?.[1]}</h1>
      <nav aria-label={of} className="-ms-2 flex min-w-0 items-center gap-0.5 overflow-x-auto">
        {tabs.map(([href, words]) => (
          <TabLink key={href} href={href} here={href === here}>
            {words}
          </TabLink>
        ))}
      </nav>
    </>
  );
}
