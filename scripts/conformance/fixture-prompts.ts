import {
  acceptedContent,
  type GetPromptResult,
  type InputRequiredResult,
  inputRequired,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { PNG } from "./fixture-resources.ts";

type Content = GetPromptResult["messages"][number]["content"];

interface Prompt {
  args: string[];
  get(given: Record<string, string>, asked: ServerContext["mcpReq"]): GetPromptResult | InputRequiredResult;
}

const said = (...contents: Content[]) => ({
  messages: contents.map((content) => ({ role: "user" as const, content })),
});
const text = (words: string): Content => ({ type: "text", text: words });

export const PROMPTS: ReadonlyMap<string, Prompt> = new Map<string, Prompt>([
  ["test_simple_prompt", { args: [], get: () => said(text("This is a simple prompt for testing.")) }],
  [
    "test_prompt_with_arguments",
    {
      args: ["arg1", "arg2"],
      get: ({ arg1, arg2 }) => said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
    },
  ],
  [
    "test_prompt_with_embedded_resource",
    {
      args: ["resourceUri"],
      get: ({ resourceUri: uri = "" }) => {
        const resource = { uri, mimeType: "text/plain", text: "Embedded resource content for testing." };
        return said({ type: "resource", resource }, text("Please process the embedded resource above."));
      },
    },
  ],
  [
    "test_prompt_with_image",
    {
      args: [],
      get: () => said({ type: "image", data: PNG, mimeType: "image/png" }, text("Please analyze the image above.")),
    },
  ],
  [
    "test_input_required_result_prompt",
    {
      args: [],
      get: (_, { inputResponses }) => {
        const given = acceptedContent<{ context: string }>(inputResponses, "user_context");
        return given ? said(text(`In the context ${given.context}.`)) : askForContext();
      },
    },
  ],
]);

function askForContext(): InputRequiredResult {
  const requestedSchema = {
    type: "object" as const,
    properties: { context: { type: "string" as const } },
    required: ["context"],
  };
  const message = "What context should the prompt use?";
  return inputRequired({ inputRequests: { user_context: inputRequired.elicit({ message, requestedSchema }) } });
}
