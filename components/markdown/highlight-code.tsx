import type { Element, ElementContent, Root, RootContent } from "hast";
import {
  createCssVariablesTheme,
  createHighlighterCore,
  type HighlighterCore,
  type LanguageRegistration,
} from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

const LANGUAGES: Record<string, () => Promise<{ default: LanguageRegistration[] }>> = {
  bash: () => import("shiki/langs/bash.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  dockerfile: () => import("shiki/langs/dockerfile.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  prisma: () => import("shiki/langs/prisma.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

const OTHER_NAMES: Record<string, string> = {
  js: "javascript",
  jsx: "tsx",
  py: "python",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  ts: "typescript",
  yml: "yaml",
};

/** Longer code is shown plain: colours are not worth the time of a page. */
const LONGEST = 20_000;
/**
 * Characters of a line at most. There is no limit of time, so that what a text looks like does not depend on how busy the
 * machine is; the slowest lines of this length that were found take half a second for the longest code.
 */
const LONGEST_LINE = 2000;
const THEME = createCssVariablesTheme({ name: "turbo" });

let highlighter: Promise<HighlighterCore> | undefined;

/** Colours code blocks whose language is known; the colours themselves are tokens of the style sheet. */
export function highlightCode() {
  return async (tree: Root) => {
    for (const pre of codeBlocks(tree)) await highlight(pre);
  };
}

function codeBlocks(parent: Root | Element): Element[] {
  return (parent.children as RootContent[]).flatMap((child) =>
    child.type !== "element" ? [] : child.tagName === "pre" ? [child] : codeBlocks(child),
  );
}

async function highlight(pre: Element): Promise<void> {
  const code = pre.children.find((child): child is Element => child.type === "element" && child.tagName === "code");
  const named = [code?.properties.className].flat().find((name) => String(name).startsWith("language-"));
  const name = String(named ?? "")
    .slice("language-".length)
    .toLowerCase();
  const lang = (Object.hasOwn(OTHER_NAMES, name) && OTHER_NAMES[name]) || name;
  const load = Object.hasOwn(LANGUAGES, lang) ? LANGUAGES[lang] : undefined;
  const text = code?.children.map((child) => (child.type === "text" ? child.value : "")).join("") ?? "";
  if (!code || !load || text.length > LONGEST) return;
  highlighter ??= createHighlighterCore({
    themes: [THEME],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const shiki = await highlighter;
  await shiki.loadLanguage(load);
  const limits = { tokenizeMaxLineLength: LONGEST_LINE, tokenizeTimeLimit: 0 };
  const coloured = shiki.codeToHast(text.replace(/\n$/, ""), { lang, theme: "turbo", ...limits });
  const inner = (coloured.children[0] as Element | undefined)?.children[0] as Element | undefined;
  if (inner) code.children = inner.children as ElementContent[];
}
