import type { Field } from "../front-matter.ts";
import type { Found, Page, Rule } from "./rule.ts";

/** Fields that are lists or dates wherever they stand. */
const LISTS = new Set(["tags", "categories", "keywords", "aliases", "authors"]);
const DATES = new Set(["date", "lastmod", "updated", "created", "published"]);
const TEXTS = new Set(["title", "description", "summary", "slug", "layout"]);
const DAY = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

const fieldOf = ({ front }: Page, name: string) => front?.fields.find((field) => field.name === name);
const over = ({ valueStart: start, valueEnd: end }: Field, message: string): Found => ({ start, end, message });

function required(name: string): Rule {
  return {
    id: `yaml/required_${name}`,
    level: "error",
    sentence: `Front matter has a ${name}.`,
    *find(page) {
      if (!page.front || page.front.problems.length > 0) return;
      const field = fieldOf(page, name);
      const { start, end } = field ?? { start: page.front.start, end: Math.min(page.front.end, page.front.start + 3) };
      if (field && field.value !== null && field.value !== "") return;
      yield { start, end, message: field ? `The ${name} is empty.` : `The front matter has no ${name}. Add one.` };
    },
  };
}

function length(name: string, min: number, max: number): Rule {
  return {
    id: `yaml/${name}_length`,
    level: "warning",
    sentence: `The ${name} in front matter is not too short and not too long.`,
    limits: { min, max },
    *find(page, limit) {
      const field = fieldOf(page, name);
      if (typeof field?.value !== "string" || field.value === "") return;
      const long = [...field.value].length;
      if (long < limit("min"))
        yield over(field, `The ${name} has ${long} characters; at least ${limit("min")} say more.`);
      if (long > limit("max"))
        yield over(field, `The ${name} has ${long} characters; ${limit("max")} are shown at most.`);
    },
  };
}

function type(kind: string, names: ReadonlySet<string>, fits: (value: unknown) => boolean, should: string): Rule {
  return {
    id: `yaml/field_type_${kind}`,
    level: "error",
    sentence: `Fields that are ${should} are written so.`,
    *find({ front }) {
      for (const field of front?.fields ?? []) {
        if (!names.has(field.name) || field.value === null || fits(field.value)) continue;
        yield over(field, `${field.name} has to be ${should}.`);
      }
    },
  };
}

export const YAML_RULES: readonly Rule[] = [
  {
    id: "yaml/yaml_parse_error",
    level: "error",
    sentence: "Front matter is YAML.",
    *find({ front }) {
      for (const { start, end, message } of front?.problems ?? [])
        yield {
          start,
          end,
          message: `The front matter cannot be read: ${message.replace(/:?$/, ".").replace(/\.\.$/, ".")}`,
        };
    },
  },
  required("title"),
  required("description"),
  type("string", TEXTS, (value) => typeof value === "string", "text"),
  type("list", LISTS, (value) => Array.isArray(value), "a list"),
  type(
    "date",
    DATES,
    (value) => value instanceof Date || (typeof value === "string" && DAY.test(value)),
    "a date like 2026-11-30",
  ),
  length("title", 10, 100),
  length("description", 50, 160),
];
