import type { ComponentProps } from "react";
import type ReactMarkdown from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { markDirections } from "#components/markdown/mark-directions";
import { markHeadings } from "#components/markdown/mark-headings";
import { markNames } from "#components/markdown/mark-names";
import { MARKDOWN_PARTS } from "#components/markdown/markdown-parts";
import { type DocumentLinks, settleLinks } from "#components/markdown/settle-links";
import { showHtmlAsText } from "#components/markdown/show-html-as-text";
import { OF_TEXTS } from "#components/markdown/slug";

type Rendering = Pick<
  ComponentProps<typeof ReactMarkdown>,
  "remarkPlugins" | "remarkRehypeOptions" | "rehypePlugins" | "components"
>;

export interface Surroundings {
  /** Keys of the projects whose issues may be mentioned. */
  projects: readonly string[];
  /** Where its links by path lead. */
  links?: DocumentLinks;
  /** Is it the text that the page is about, so that its headings are those of the page? */
  headings?: boolean;
  /** A part of that text, whose headings are named outside of it. */
  part?: boolean;
}

/** HTML never gets here (see `showHtmlAsText`), so what has a name was given it by us. */
const SCHEMA = { ...defaultSchema, clobber: [] };
const NO_LINKS: DocumentLinks = {};

/** How every text of people is read, on the server and in the browser. */
export function rendering(source: string, { projects, links = NO_LINKS, headings, part }: Surroundings): Rendering {
  const notes = prefixOf(source);
  const names = { headings: headings || part ? OF_TEXTS : notes, notes, named: part };
  return {
    remarkPlugins: [remarkGfm],
    remarkRehypeOptions: { clobberPrefix: notes },
    rehypePlugins: [
      showHtmlAsText,
      [rehypeSanitize, SCHEMA],
      [settleLinks, { links }],
      [markHeadings, names],
      [markNames, { projects }],
      markDirections,
    ],
    components: MARKDOWN_PARTS,
  };
}

/** Stands before the names in one of several texts of a page: alike only for texts that are alike. */
function prefixOf(source: string): string {
  let hash = 5381;
  for (let at = 0; at < source.length; at++) hash = (hash * 33) ^ source.charCodeAt(at);
  return `${OF_TEXTS}${(hash >>> 0).toString(36)}-`;
}
