/**
 * Tells the server the browser's time zone from the first page on. Until the page is written for it, nothing is shown as
 * overdue: `data-other-day`, which `ReadersDayProvider` takes away.
 */
const SCRIPT = `try {
  var zone = Intl.DateTimeFormat().resolvedOptions().timeZone, pair = "turbo-time-zone=" + zone;
  if (zone && !document.cookie.split("; ").includes(pair)) {
    document.cookie = pair + "; path=/; max-age=31536000; samesite=lax";
    document.documentElement.dataset.otherDay = "";
  }
} catch {}`;

export function TimeZoneScript({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is the constant above
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
