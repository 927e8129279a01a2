import { guardRequest } from "#lib/auth/guard";
import type { Context } from "#lib/core/context";
import { csvLine, plainCell } from "#lib/core/csv";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { listChanges } from "#lib/domain/events/list-changes";
import type { Event } from "#lib/domain/events/schema";
import { AUDIT_PARAMETERS, auditFilter } from "./audit-filter.ts";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";
import { requireAdmin } from "./require-admin.ts";

/** Events that are read at once, and written before more are. */
const AT_ONCE = 200;

const COLUMNS = [
  "number",
  "at",
  "name",
  "handle",
  "key",
  "kind",
  "client",
  "session",
  "door",
  "operation",
  "request",
  "things",
  "changes",
];

const FORMATS = {
  csv: {
    type: "text/csv; charset=utf-8",
    head: `${csvLine(COLUMNS)}\r\n`,
    line: (event: Event) => `${csvLine(cellsOf(event))}\r\n`,
  },
  jsonl: {
    type: "application/x-ndjson; charset=utf-8",
    head: "",
    line: (event: Event) => `${JSON.stringify(event)}\n`,
  },
} as const;

/** Answers /admin/audit: every event that the filters of the audit log leave, newest first, as CSV or JSON lines. */
export async function answerAuditExport(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    const ctx = doorContext(await requireAdmin(request, "/admin/audit"), { requestId });
    const { searchParams } = new URL(request.url);
    const name = searchParams.get("format") ?? "jsonl";
    if (name !== "csv" && name !== "jsonl") {
      throw new TurboError("malformed", "Give format as csv or as jsonl, which are JSON lines.");
    }
    const given = AUDIT_PARAMETERS.map((parameter) => [parameter, searchParams.get(parameter)] as const);
    const pages = pagesOf(ctx, auditFilter(Object.fromEntries(given), ctx.timeZone));
    // What is refused is refused before anything is answered.
    const first = await pages.next();
    const { type, head, line } = FORMATS[name];
    return new Response(streamed(first, pages, head, line), {
      headers: {
        "content-type": type,
        "content-disposition": `attachment; filename="turbo-audit-${ctx.today}.${name}"`,
        "cache-control": "no-store",
        "x-request-id": requestId,
      },
    });
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

type Pages = AsyncGenerator<Event[], void>;

async function* pagesOf(ctx: Context, filter: ReturnType<typeof auditFilter>): Pages {
  for (let before: number | null | undefined; before !== null; ) {
    const page = await run(listChanges, ctx, {
      ...filter,
      limit: AT_ONCE,
      ...(before === undefined ? {} : { before }),
    });
    yield page.items.reverse();
    before = page.older ?? null;
  }
}

/** Reads on as fast as the caller takes it, and no further than that. */
function streamed(
  first: IteratorResult<Event[], void>,
  pages: Pages,
  head: string,
  line: (event: Event) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let page = first;
  let before = head;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (page.done) {
          if (before) controller.enqueue(encoder.encode(before));
          return controller.close();
        }
        const text = before + page.value.map(line).join("");
        before = "";
        page = await pages.next();
        // A part without bytes would not be taken, and nothing more be asked for.
        if (text === "") return this.pull?.(controller);
        controller.enqueue(encoder.encode(text));
      },
      cancel: async () => void (await pages.return()),
    },
    { highWaterMark: 0 },
  );
}

function cellsOf(event: Event): string[] {
  const { actor, changes } = event;
  const things = changes.map(({ kind, key }) => `${kind} ${key}`).join(", ");
  const told = JSON.stringify(changes.map(({ kind, key, fields }) => ({ kind, key, fields })));
  const texts = [
    actor.name,
    actor.handle,
    actor.key,
    actor.kind,
    actor.client,
    event.session,
    event.door,
    event.operation,
    event.requestId,
    things,
    told,
  ];
  return [String(event.number), event.at, ...texts.map((text) => plainCell(text ?? ""))];
}
