import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";

/** What micromark calls a stretch, by our word for it. */
const KINDS: Readonly<Record<string, string>> = {
  codeText: "code",
  htmlText: "html",
  htmlFlowData: "html",
  autolink: "autolink",
  resource: "target",
  reference: "reference",
  gfmFootnoteCall: "reference",
  definition: "definition",
  literalAutolink: "url",
};

/** What micromark holds each UTF-16 unit of a text for, null for plain text and marks: an oracle for tests. */
export function micromarkKinds(text: string): (string | null)[] {
  const kinds = new Array<string | null>(text.length).fill(null);
  const events = postprocess(
    parse({ extensions: [gfm()] })
      .document()
      .write(preprocess()(text, undefined, true)),
  );
  const around: string[] = [];
  for (const [way, token] of events) {
    if (way === "exit") {
      around.pop();
      continue;
    }
    around.push(token.type);
    const isFence = token.type === "codeFlowValue";
    const kind = isFence ? (around.includes("codeFenced") ? "fence" : "indented_code") : KINDS[token.type];
    if (kind) kinds.fill(kind, token.start.offset, token.end.offset);
  }
  return kinds;
}
