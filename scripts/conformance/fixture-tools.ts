import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  acceptedContent,
  type CallToolResult,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequest,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  MissingRequiredClientCapabilityError,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { ToolResult } from "#lib/doors/tools/call-tool";
import { PNG, WAV } from "./fixture-resources.ts";

type Asked = ServerContext["mcpReq"];
type Answer = CallToolResult | InputRequiredResult;
type Tool = (asked: Asked, capabilities: ClientCapabilities) => Answer | Promise<Answer>;

/** Signs what a client carries from one round to the next. */
export const STATE = createRequestStateCodec<string>({ key: randomBytes(32) });

const text = (words: string) => ({ type: "text" as const, text: words });
const said = (...content: CallToolResult["content"]): CallToolResult => ({ content });
const image = { type: "image" as const, data: PNG, mimeType: "image/png" };

/** What always gives the same, so that the door may answer a plain call of it by itself. */
export const PLAIN_TOOLS: ReadonlyMap<string, ToolResult> = new Map<string, ToolResult>([
  ["test_simple_text", { content: [text("This is a simple text response for testing.")] }],
  ["test_error_handling", { content: [text("This tool intentionally returns an error for testing")], isError: true }],
]);

export const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ["test_image_content", () => said(image)],
  ["test_audio_content", () => said({ type: "audio", data: WAV, mimeType: "audio/wav" })],
  ["test_embedded_resource", () => said(embedded("text/plain", "This is an embedded resource content."))],
  [
    "test_multiple_content_types",
    () =>
      said(
        text("Multiple content types test:"),
        image,
        embedded("application/json", JSON.stringify({ test: "data", value: 123 })),
      ),
  ],
  ["test_tool_with_progress", withProgress],
  ["test_tool_with_logging", withLogging],
  ["test_logging_tool", withLogging],
  [
    "test_missing_capability",
    (_, { sampling }) => {
      if (!sampling) throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
      return said(text("The client can sample."));
    },
  ],
  ["test_streaming_elicitation", () => inputRequired({ inputRequests: { user_name: elicit("name") } })],
  [
    "test_input_required_result_elicitation",
    ({ inputResponses }) => {
      const given = acceptedContent<{ name: string }>(inputResponses, "user_name");
      return given
        ? said(text(`Hello, ${given.name}!`))
        : inputRequired({ inputRequests: { user_name: elicit("name") } });
    },
  ],
  ["test_input_required_result_sampling", (asked) => answered(asked, { capital_question: sample() })],
  ["test_input_required_result_list_roots", (asked) => answered(asked, { client_roots: inputRequired.listRoots() })],
  [
    "test_input_required_result_request_state",
    (asked) => withState(asked, { confirm: elicit("ok", { type: "boolean" }) }),
  ],
  [
    "test_input_required_result_tampered_state",
    (asked) => withState(asked, { confirm: elicit("ok", { type: "boolean" }) }),
  ],
  [
    "test_input_required_result_multiple_inputs",
    (asked) =>
      withState(asked, { user_name: elicit("name"), greeting: sample(), client_roots: inputRequired.listRoots() }),
  ],
  ["test_input_required_result_multi_round", twoRounds],
  [
    "test_input_required_result_capabilities",
    (asked, { elicitation, sampling, roots }) =>
      answered(asked, {
        ...(elicitation ? { user_name: elicit("name") } : {}),
        ...(sampling ? { greeting: sample() } : {}),
        ...(roots ? { client_roots: inputRequired.listRoots() } : {}),
      }),
  ],
]);

function embedded(mimeType: string, words: string): CallToolResult["content"][number] {
  return { type: "resource", resource: { uri: "test://embedded-resource", mimeType, text: words } };
}

function elicit(name: string, field: { type: "string" } | { type: "boolean" } = { type: "string" }): InputRequest {
  const requestedSchema = { type: "object" as const, properties: { [name]: field }, required: [name] };
  return inputRequired.elicit({ message: `What is your ${name}?`, requestedSchema });
}

function sample(): InputRequest {
  const content = text("What is the capital of France?");
  return inputRequired.createMessage({ messages: [{ role: "user", content }], maxTokens: 100 });
}

/** Asks for all of these, once more for what is missing. */
function answered({ inputResponses }: Asked, wanted: Record<string, InputRequest>): Answer {
  const missing = Object.entries(wanted).filter(([name]) => inputResponse(inputResponses, name).kind === "missing");
  if (missing.length === 0) return said(text(`The client answered ${Object.keys(wanted).join(", ")}.`));
  return inputRequired({ inputRequests: Object.fromEntries(missing) });
}

async function withState(asked: Asked, wanted: Record<string, InputRequest>): Promise<Answer> {
  const given = answered(asked, wanted);
  if (given.resultType === "input_required") return { ...given, requestState: await STATE.mint("asked") };
  return said(text(asked.requestState<string>() === "asked" ? "state-ok" : "The state is missing."));
}

async function twoRounds({ inputResponses, requestState }: Asked): Promise<Answer> {
  const round = requestState<string>();
  const next = async (step: string, wanted: string) =>
    inputRequired({ inputRequests: { [step]: elicit(wanted) }, requestState: await STATE.mint(step) });
  if (round === "step2" && acceptedContent(inputResponses, "step2")) return said(text("Both rounds are done."));
  return round === "step1" && acceptedContent(inputResponses, "step1") ? next("step2", "color") : next("step1", "name");
}

async function withProgress({ _meta, notify }: Asked): Promise<Answer> {
  for (const progress of [0, 50, 100]) {
    const progressToken = _meta?.progressToken;
    if (progressToken !== undefined)
      await notify({ method: "notifications/progress", params: { progressToken, progress, total: 100 } });
    await sleep(50);
  }
  return said(text("Done, with progress."));
}

async function withLogging({ log }: Asked): Promise<Answer> {
  for (const words of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
    await log("info", words);
    await sleep(50);
  }
  return said(text("Done, with logging."));
}
