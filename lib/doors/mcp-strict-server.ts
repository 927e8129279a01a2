import {
  type JSONRPCRequest,
  ProtocolError,
  ProtocolErrorCode,
  type Result,
  Server,
  type ServerContext,
} from "@modelcontextprotocol/server";

type Handler = (request: JSONRPCRequest, ctx: ServerContext) => Promise<Result>;

/** The SDK's server, which calls a request with wrong parameters the client's error where the SDK calls it its own. */
export class StrictServer extends Server {
  protected override _wrapHandler(method: string, handler: Handler): Handler {
    const wrapped = super._wrapHandler(method, handler);
    return async (request, ctx) => {
      try {
        return await wrapped(request, ctx);
      } catch (error) {
        const problems = wrongParameters(error);
        if (!problems) throw error;
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Wrong parameters of ${method}: ${problems}`);
      }
    };
  }
}

/** The SDK throws what its schema found as JSON in the message of a plain error. */
function wrongParameters(error: unknown): string | null {
  if (!(error instanceof Error) || "code" in error || !error.message.startsWith("[")) return null;
  try {
    const issues = JSON.parse(error.message) as { path: (string | number)[]; message: string }[];
    return issues.map(({ path, message }) => `${path.join(".")}: ${message}.`).join(" ");
  } catch {
    return null;
  }
}
