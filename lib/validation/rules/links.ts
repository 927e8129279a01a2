import type { Zone } from "../zones.ts";
import type { Found, Page, Rule } from "./rule.ts";

interface Target {
  /** As it is written, without brackets around it. */
  address: string;
  start: number;
  end: number;
}

/** Where links and images lead, and addresses that stand in the text. */
function targetsOf({ text, zones }: Page): Target[] {
  return zones.flatMap(({ kind, start, end, block }, at): Target[] => {
    if (kind !== "link_target" && kind !== "url" && kind !== "autolink") return [];
    const source = text.slice(start, end);
    const open = /^\(?\s*<?/.exec(source)?.[0].length ?? 0;
    const next = zones[at + 1];
    // The target stands in the line after its bracket.
    if (open === source.length && next?.kind === "link_target" && next.block === block) return [];
    const angled = source.slice(0, open).includes("<");
    const rest = source.slice(open);
    const address = (angled ? /^[^>]*/ : /^(?:[^\s()]|\([^\s()]*\))*/).exec(rest)?.[0] ?? "";
    // A title stands in a line of its own.
    if (address === "" && kind === "link_target" && !source.startsWith("(")) return [];
    return [{ address, start: start + open, end: start + open + address.length }];
  });
}

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const SCHEMES = new Set([
  "http",
  "https",
  "mailto",
  "tel",
  "ftp",
  "ftps",
  "sftp",
  "ssh",
  "git",
  "file",
  "data",
  "vscode",
  "irc",
  "xmpp",
]);
const PLACEHOLDER =
  /^(?:#|todo|tbd|xxx|link|url|your[-_ ]?(?:url|link).*|https?:\/\/(?:www\.)?(?:example|yoursite|yourdomain|your-domain|placeholder)\.[a-z]+(?:[/?#].*)?|<.*>)$/i;
const LOCAL = /^https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)(?:[:/?#]|$)/i;

function each(id: string, level: Rule["level"], sentence: string, wrong: (target: Target) => string | null): Rule {
  return {
    id: `links/${id}`,
    level,
    sentence,
    *find(page) {
      for (const target of targetsOf(page)) {
        const message = wrong(target);
        if (message) yield { start: target.start, end: Math.max(target.end, target.start + 1), message };
      }
    },
  };
}

export const LINK_RULES: readonly Rule[] = [
  each("empty_url", "error", "A link leads somewhere.", ({ address }) =>
    address === "" ? "The link leads nowhere. Say where to, or take it out." : null,
  ),
  each("localhost_link", "warning", "No link leads to the reader's own machine.", ({ address }) =>
    LOCAL.test(address) ? `${address} is on whichever machine reads this.` : null,
  ),
  each("placeholder_url", "warning", "No link stands in for one that is still to come.", ({ address }) =>
    address !== "" && PLACEHOLDER.test(address) ? `${address} stands in for an address. Write the real one.` : null,
  ),
  each("invalid_scheme", "error", "Addresses begin with a scheme that programs know.", ({ address }) => {
    const scheme = SCHEME.exec(address)?.[1]?.toLowerCase();
    if (!scheme || SCHEMES.has(scheme) || /^[a-z]$/.test(scheme)) return null;
    return scheme === "javascript" || scheme === "vbscript"
      ? `A link that runs a program (${scheme}:) is not followed anywhere.`
      : `${scheme}: is no scheme that a browser knows.`;
  }),
  {
    id: "links/spaces_in_url",
    level: "error",
    sentence: "Addresses hold no spaces.",
    *find(page) {
      for (const found of spaced(page)) yield found;
    },
  },
  {
    id: "links/broken_reference",
    level: "error",
    sentence: "A link within the page leads to a heading that is there.",
    *find(page) {
      const anchors = anchorsOf(page);
      for (const { address, start, end } of targetsOf(page)) {
        if (!/^#./.test(address) || anchors.has(decoded(address.slice(1)).toLowerCase())) continue;
        yield { start, end, message: `Nothing on this page is called ${address}.` };
      }
    },
  },
  each("relative_path_warning", "hint", "Links to other files begin with ./ or /.", ({ address }) =>
    /^\.\.\/(?:\.\.\/){2,}/.test(address)
      ? `${address} goes up several folders, and breaks when this file moves.`
      : null,
  ),
  each("external_link_warning", "hint", "Links to other sites are by https.", ({ address }) =>
    /^http:\/\//i.test(address) && !LOCAL.test(address)
      ? `${address} is not encrypted. Use https where the site has it.`
      : null,
  ),
];

/** Targets in parentheses with a space in them, which make no link. */
function* spaced({ text, zones }: Page): Generator<Found> {
  for (const { kind, start, end } of zones) {
    if (kind !== "prose" && kind !== "cell" && kind !== "heading") continue;
    for (const { index, groups } of text
      .slice(start, end)
      .matchAll(/\]\((?<target>(?:\.{0,2}\/|https?:\/\/|[\w-]+\/)[^()\r\n"' ]* [^()\r\n"']*)\)/g)) {
      const target = groups?.target ?? "";
      const at = start + index + 2;
      const after = `<${target}>`;
      yield {
        start: at,
        end: at + target.length,
        message: `The address has a space in it, so it is no link. Write ${after}.`,
        edit: { start: at, end: at + target.length, after },
      };
    }
  }
}

/** What a link within a page can lead to: headings, as GitHub names them, and ids in HTML. */
function anchorsOf(page: Page): Set<string> {
  const anchors = new Set<string>(["top"]);
  const many = new Map<string, number>();
  const zones = Map.groupBy(page.zones, ({ block }) => block);
  for (const [place, block] of page.blocks.entries()) {
    if (block.kind !== "heading") continue;
    const own = page.text.slice(block.pieces[0]?.start ?? 0, block.pieces.at(-1)?.end ?? 0);
    const custom = /\{#([\w-]+)\}\s*$/.exec(own)?.[1];
    if (custom) anchors.add(custom.toLowerCase());
    const words = shown(page.text, zones.get(place) ?? [])
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    const before = many.get(words) ?? 0;
    many.set(words, before + 1);
    anchors.add(before === 0 ? words : `${words}-${before}`);
  }
  for (const { kind, start, end } of page.zones) {
    if (kind !== "html") continue;
    for (const [, id] of page.text.slice(start, end).matchAll(/\b(?:id|name)\s*=\s*["']([^"']+)["']/gi))
      anchors.add((id ?? "").toLowerCase());
  }
  return anchors;
}

/** What a reader sees of a block: no marks of code, no targets. */
function shown(text: string, zones: readonly Zone[]): string {
  return zones
    .filter(({ kind }) => !["link_target", "html", "comment", "reference"].includes(kind))
    .map((zone) => text.slice(zone.start, zone.end).replace(/^`+|`+$|[*~[\]!]/g, ""))
    .join("")
    .replace(/\s+/g, " ");
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
