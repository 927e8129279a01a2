/** Keys that were pressed before the page could hear them. */
export interface EarlyKeys {
  events: KeyboardEvent[];
  /** Keeps no more from now on. */
  end: () => void;
}

declare global {
  interface Window {
    earlyKeys?: EarlyKeys;
  }
}

/** What is typed in a field is the field's; the browser's own meaning of Ctrl+K and / is not wanted even before. */
const SCRIPT = `(function () {
  var events = [];
  function keep(event) {
    var palette = (event.ctrlKey || event.metaKey) && event.key === "k";
    if (event.altKey || event.isComposing || /^(Shift|Control|Meta|Tab)$/.test(event.key)) return;
    if (!palette && event.target.closest("input, textarea, select, [contenteditable]")) return;
    events.push(event);
    if (palette || event.key === "/") event.preventDefault();
  }
  addEventListener("keydown", keep);
  window.earlyKeys = { events: events, end: function () { removeEventListener("keydown", keep); } };
})()`;

/** Keeps the keys that are pressed while the page's code is on its way, for `ShortcutKeys`. */
export function EarlyKeysScript({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is the constant above
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
