import { SectionTabs } from "#components/shell/section-tabs";

const TABS = [
  ["/settings", "Settings"],
  ["/settings/people", "People"],
  ["/settings/jobs", "Jobs"],
  ["/settings/instance", "Instance"],
  ["/settings/audit", "Audit log"],
] as const;

export function SettingsTabs({ here }: { here: (typeof TABS)[number][0] }) {
  return <SectionTabs of="Settings" tabs={TABS} here={here} />;
}
