import BetterSqlite3 from "better-sqlite3";
import type pg from "pg";
import { withHiddenValues } from "#lib/db/kept-statements";
import { sqlitePath } from "#lib/db/migrate";
import type { World } from "./world.ts";

/** Tables that grow with use; reading one of them from end to end for a page is a mistake. */
const GROWING =
  /^(Issue|IssueLabel|IssueLink|IssueAlias|Initiative|InitiativeProject|StatusUpdate|Milestone|Decision|DecisionTarget|Document|DocumentLabel|Revision|LongText|Comment|WorkLog|Question|Proposal|ProposalItem|Attachment|Reference|InboxItem|Event|EventSubject|UndoneEvent|Claim|TokensServed|Job|search_entry)$/;

/** A world and, on PostgreSQL, a connection of its own to its database. */
export interface Explained {
  world: World;
  server: pg.Client | null;
}

/** A step of a plan: "SCAN i", "Seq Scan Issue" and the like. */
export interface Step {
  line: string;
  /** It belongs to a page that other rows are joined to. */
  inPage: boolean;
  /** The tables one of which it reads from end to end; none for a step that finds its rows. */
  wholly: string[];
}

/**
 * The tables that each name in a statement may stand for: their own names and their aliases. The parts of a union may give
 * one alias to several.
 */
function tablesOf(sql: string): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  const named = sql.matchAll(
    /(?:\bFROM|\bJOIN|,)\s+(?:[`"]main[`"]\.)?[`"]?(\w+)[`"]?(?=(?:\s+(?:AS\s+)?[`"]?(\w+))?)/gi,
  );
  for (const [, table = "", alias = table] of named) {
    for (const name of [table, alias]) tables.set(name, [...(tables.get(name) ?? []), table]);
  }
  return tables;
}

interface SqliteStep {
  id: number;
  parent: number;
  detail: string;
}

/** One connection a world: opening one reads the whole schema. */
const NATIVES = new WeakMap<World, BetterSqlite3.Database>();

function nativeOf(world: World): BetterSqlite3.Database {
  const native = NATIVES.get(world) ?? new BetterSqlite3(sqlitePath(world.url), { readonly: true });
  NATIVES.set(world, native);
  return native;
}

function explainSqlite(world: World, sql: string): Step[] {
  const rows = nativeOf(world)
    .prepare<unknown[], SqliteStep>(`EXPLAIN QUERY PLAN ${withHiddenValues(sql)}`)
    .all(...(sql.match(/\?/g)?.map(() => null) ?? []));
  const tables = tablesOf(sql);
  const page = rows.find(({ detail }) => /^(CO-ROUTINE|MATERIALIZE) page$/.test(detail))?.id;
  // What a part of the statement answered may have the name of a table that is read elsewhere.
  const isAnswer = ({ parent }: SqliteStep, names: readonly string[]) =>
    rows.some(
      (other) =>
        other.parent === parent && names.includes(/^(?:CO-ROUTINE|MATERIALIZE) (\S+)$/.exec(other.detail)?.[1] ?? ""),
    );
  return rows.map((row) => {
    const name = scannedBySqlite(row.detail);
    const meant = name === null ? [] : (tables.get(name) ?? [name]);
    const wholly = name !== null && isAnswer(row, [name, ...meant]) ? [] : meant;
    return { line: row.detail, inPage: row.parent === page, wholly };
  });
}

/**
 * The name of what a step goes through from end to end: a table, the whole of an index, or a table for which an index is
 * made on the spot. A virtual table is gone through when it is asked nothing.
 */
function scannedBySqlite(detail: string): string | null {
  const [, what, name = "", how = ""] = /^(SCAN|SEARCH) (?:main\.)?(\S+)(.*)$/.exec(detail) ?? [];
  if (what === "SCAN") return /VIRTUAL TABLE INDEX \d+:\S/.test(how) ? null : name;
  return what === "SEARCH" && how.includes("USING AUTOMATIC ") ? name : null;
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
}

async function explainPostgres(server: pg.Client, sql: string): Promise<Step[]> {
  const { rows } = await server.query({ text: `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${sql}` });
  const flatten = (node: PlanNode, above: readonly string[]): Step[] => {
    const { "Node Type": type, "Relation Name": table = "" } = node;
    const types = [...above, type];
    // An index without a condition is gone through, unless what it is read for ends that sooner.
    const endsSooner = types.includes("Limit") || types.includes("Merge Join");
    const isWhole = type === "Seq Scan" || (/^Index (Only )?Scan$/.test(type) && !node["Index Cond"] && !endsSooner);
    return [
      { line: `${type} ${table}`.trim(), inPage: types.includes("Limit"), wholly: isWhole ? [table] : [] },
      ...(node.Plans ?? []).flatMap((inner) => flatten(inner, types)),
    ];
  };
  return flatten(rows[0]["QUERY PLAN"][0].Plan, []);
}

const PLANS = new WeakMap<World, Map<string, Step[]>>();

/** How an engine would carry out a statement, step by step; each is asked once a world. */
export async function planOf({ world, server }: Explained, sql: string): Promise<Step[]> {
  const known = PLANS.get(world) ?? new Map<string, Step[]>();
  PLANS.set(world, known);
  const plan = known.get(sql) ?? (server ? await explainPostgres(server, sql) : explainSqlite(world, sql));
  known.set(sql, plan);
  return plan;
}

/**
 * What the statements of a read do that they should not: go through a table that grows, or, unless it `sorts`, sort the
 * page of `table`. With the plan of that page, and what was read.
 */
export async function faults<Answer>(
  at: Explained,
  read: () => Promise<Answer>,
  { sorts = false, table = "Issue" } = {},
): Promise<{ faults: string[]; page: string[]; answer: Answer }> {
  at.world.statements();
  const answer = await read();
  const found: string[] = [];
  let page: string[] = [];
  for (const sql of at.world.statements().filter((one) => /^(SELECT|WITH)/i.test(one))) {
    const plan = await planOf(at, sql);
    const joined = sql.includes(") page JOIN ");
    const isPage =
      sql.startsWith("SELECT") &&
      sql.includes(`FROM "${table}"`) &&
      (joined || /ORDER BY .* LIMIT \d+$/s.test(sql)) &&
      !sql.includes("UNION");
    const steps = joined ? plan.filter(({ inPage }) => inPage) : plan;
    if (isPage) page = steps.map(({ line }) => line);
    for (const step of plan) {
      const sorted =
        isPage && !sorts && steps.includes(step) && /USE TEMP B-TREE FOR ORDER BY|^(Incremental )?Sort/.test(step.line);
      if (step.wholly.some((one) => GROWING.test(one)) || sorted) found.push(`${step.line} in ${sql}`);
    }
  }
  return { faults: found, page, answer };
}
