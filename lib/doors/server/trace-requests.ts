import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { beginActivity, endActivity, enterActivity } from "#lib/core/activity";
import type { Gate } from "./gates.ts";
import { type Entrance, entranceOf } from "./note-requests.ts";
import { traceParentOf } from "./trace-parent.ts";

/** Files, probes and scrapers tell nothing, and a stream is open for hours. */
const UNTOLD: readonly Entrance[] = ["static", "health", "admin", "events"];

/** Makes each request an activity, which what is done for it is told to. Behind what settled its id. */
export function traceRequests(routeOf: (path: string) => string | null = () => null): Gate {
  return (request, response) => {
    const at = (request.url ?? "").split("?")[0] ?? "";
    const entrance = entranceOf(at, request);
    if (UNTOLD.includes(entrance)) return false;
    const route = entrance === "page" ? routeOf(at) : null;
    const activity = beginActivity(
      "request",
      {
        "turbo.door": entrance,
        "turbo.request_id": String(request.headers["x-request-id"]),
        "http.request.method": request.method ?? "",
        ...(route === null ? {} : { "http.route": route }),
      },
      traceParentOf(request.headers.traceparent),
    );
    if (!activity) return false;
    enterActivity(activity);
    response.once("close", () => {
      activity.facts["http.response.status_code"] = response.statusCode;
      if (!response.writableFinished) activity.facts["turbo.cut"] = true;
      endActivity(activity, response.statusCode >= 500);
    });
    return false;
  };
}

/** Names the route of a page's path, by the table that the build leaves in `root`; null where there is none. */
export function pageRoutes(root: string): (at: string) => string | null {
  const { staticRoutes, dynamicRoutes } = routesOf(root);
  const routes = [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (at) => routes.find(({ pattern }) => pattern.test(at))?.page ?? null;
}

interface Routes {
  staticRoutes: readonly { page: string; regex: string }[];
  dynamicRoutes: Routes["staticRoutes"];
}

function routesOf(root: string): Routes {
  const [file] = globSync(".next*/routes-manifest.json", { cwd: root });
  if (file === undefined) return { staticRoutes: [], dynamicRoutes: [] };
  return JSON.parse(readFileSync(path.join(root, file), "utf8"));
}
