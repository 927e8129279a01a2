import { Composer, type Document, Lexer, type LineCounter, Parser, parseDocument } from "yaml";
import { LIMITS } from "./fields.ts";
import { isDeep, isStorableJson } from "./json-value.ts";

const TOO_DEEP = "is nested too deep";
/** Open collections and values at one place, at most. */
const DEEPEST = 100;

/**
 * What YAML says, or what is wrong with it. With `failsafe` every scalar is the text that stands there. What names its
 * own parts over and over, is nested without end or has characters that cannot be stored is wrong as well.
 */
export function readYaml(yaml: string, schema: "failsafe" | "core"): { value: unknown } | { problem: string } {
  if (isNestedDeep(yaml)) return { problem: TOO_DEEP };
  try {
    // Telling names that stand twice costs the square of their number.
    const uniqueKeys = yaml.length <= LIMITS.text;
    const document = parseDocument(yaml, { schema, uniqueKeys, logLevel: "error" });
    const [error] = document.errors;
    if (error) return { problem: (error.message.split("\n")[0] ?? "").replace(/:$/, "") };
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    if (isDeep(value)) return { problem: TOO_DEEP };
    return isStorableJson(value)
      ? { value }
      : { problem: "has a character that cannot be stored (a NUL or half of a surrogate pair)" };
  } catch (error) {
    if (error instanceof ReferenceError) return { problem: "refers to its own parts too often" };
    throw error;
  }
}

/**
 * Are there more collections in each other than anybody needs? Seen before they are put together, which calls itself for
 * each: an expression that is first used near the end of the stack takes the whole process down.
 */
function isNestedDeep(yaml: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(yaml)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return true;
  }
  return false;
}

/** Documents with where their nodes stand, read in one pass; null where one is nested deeper than anybody needs. */
export function composeYaml(yaml: string, lines: LineCounter): Document.Parsed[] | null {
  const parser = new Parser(lines.addNewLine);
  const tokens: Parameters<Composer["next"]>[0][] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(yaml)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST) return null;
  }
  tokens.push(...parser.end());
  const uniqueKeys = yaml.length <= LIMITS.text;
  return [...new Composer({ uniqueKeys, logLevel: "error" }).compose(tokens, true, yaml.length)] as Document.Parsed[];
}
