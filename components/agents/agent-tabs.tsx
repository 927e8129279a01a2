import { SectionTabs } from "#components/shell/section-tabs";

const TABS = [
  ["/agents", "Agents"],
  ["/agents/sessions", "Sessions"],
  ["/agents/tokens", "Tokens"],
] as const;

export function AgentTabs({ here }: { here: (typeof TABS)[number][0] }) {
  return <SectionTabs of="Agents" tabs={TABS} here={here} />;
}
