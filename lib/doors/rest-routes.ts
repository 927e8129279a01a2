import { TurboError } from "#lib/core/errors";
import type { Operation } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { ping } from "./ping.ts";

/** An operation that has a place under /api/v1. */
export interface RestRoute {
  operation: Operation;
  method: string;
  /** `["issues", ":issue"]` */
  segments: readonly string[];
  /** A second place of an operation: what sets it apart from the first. */
  variant?: string;
}

/** Places beside the operation's own, which people were promised before it took on more. */
const FURTHER: readonly (readonly [operation: string, rest: string, variant: string])[] = [
  ["comments.list", "GET /issues/:issue/comments", "OnIssue"],
  ["comments.create", "POST /issues/:issue/comments", "OnIssue"],
  ["changes.activity", "GET /issues/:issue/activity", "OnIssue"],
];

/** Every route, those with fewer parameters first, so that a fixed path wins over a parameter. */
export const REST_ROUTES: readonly RestRoute[] = [...OPERATIONS, ping]
  .flatMap((operation) => {
    const further = FURTHER.filter(([name]) => name === operation.name);
    return [
      ...(operation.rest ? [routeOf(operation, operation.rest)] : []),
      ...further.map(([, rest, variant]) => ({ ...routeOf(operation, rest), variant })),
    ];
  })
  .sort((a, b) => parameterCount(a) - parameterCount(b));

function routeOf(operation: Operation, rest: string): RestRoute {
  const [method = "", path = ""] = rest.split(" ");
  return { operation, method, segments: path.split("/").filter(Boolean) };
}

function parameterCount({ segments }: RestRoute): number {
  return segments.filter((segment) => segment.startsWith(":")).length;
}

/** The route of a request and the values of its path parameters. Throws `not_found` or `not_allowed_method`. */
export function matchRoute(method: string, path: string): { route: RestRoute; parameters: Record<string, string> } {
  const parts = path.split("/").filter(Boolean).map(decoded);
  const matches = routesAt(parts);
  const route = matches.find((one) => one.method === method);
  if (route) return { route, parameters: parametersOf(route, parts) };
  if (matches.length === 0) {
    throw new TurboError("not_found", `There is nothing at /api/v1${path}. /docs/api lists what there is.`);
  }
  const allowed = methodsOf(matches);
  throw new TurboError("not_allowed_method", `/api/v1${path} takes ${allowed.join(", ")}, not ${method}.`);
}

/** The methods that a path takes; empty where there is no such path. */
export function allowedMethods(path: string): string[] {
  const parts = path.split("/").filter(Boolean);
  return methodsOf(routesAt(parts));
}

function methodsOf(routes: readonly RestRoute[]): string[] {
  return [...new Set(routes.map(({ method }) => method))].sort();
}

/** By how many segments they have, so that a request is held against a few. */
const BY_LENGTH = Map.groupBy(REST_ROUTES, ({ segments }) => segments.length);

function routesAt(parts: readonly string[]): RestRoute[] {
  const routes = BY_LENGTH.get(parts.length) ?? [];
  return routes.filter(({ segments }) =>
    segments.every((segment, at) => segment === parts[at] || segment.startsWith(":")),
  );
}

function parametersOf({ segments }: RestRoute, parts: readonly string[]): Record<string, string> {
  const named = segments.flatMap((segment, at) =>
    segment.startsWith(":") ? [[segment.slice(1), parts[at] ?? ""]] : [],
  );
  return Object.fromEntries(named);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    throw new TurboError("malformed", `"${part.slice(0, 100)}" in the path is not encoded as URLs are.`, {
      cause: error,
    });
  }
}
