import { createServer } from "node:http";

/** A tool that the model calls. */
export interface Call {
  tool: string;
  args: Record<string, unknown>;
}

interface Block {
  type: string;
  content?: string | { text?: string }[];
}
interface Asked {
  model: string;
  stream?: boolean;
  tools?: unknown[];
  messages: { role: string; content: string | Block[] }[];
}

/**
 * A model that does one step after the other: as many as results of tools stand in the conversation are done. It speaks
 * the Messages API, whole and as a stream. What is asked without tools (titles and the like) is answered with a word.
 */
export async function startMessagesApi(
  port: number,
  steps: readonly ((answers: readonly string[]) => Call | string)[],
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (request.method !== "POST" || (!request.url?.startsWith("/v1/messages?") && request.url !== "/v1/messages")) {
        response.writeHead(404, { "content-type": "application/json" }).end("{}");
        return;
      }
      const asked = JSON.parse(body) as Asked;
      const answers = resultsIn(asked);
      const next = asked.tools?.length ? (steps[answers.length]?.(answers) ?? "Nothing is left.") : "Work";
      const block =
        typeof next === "string"
          ? { type: "text", text: next }
          : { type: "tool_use", id: `toolu_${answers.length}`, name: next.tool, input: next.args };
      const stop = typeof next === "string" ? "end_turn" : "tool_use";
      const usage = { input_tokens: 10, output_tokens: 10 };
      const message = { id: `msg_${answers.length}`, type: "message", role: "assistant", model: asked.model };
      if (!asked.stream) {
        const whole = { ...message, content: [block], stop_reason: stop, stop_sequence: null, usage };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(whole));
        return;
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      const tell = (type: string, data: object) =>
        response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
      tell("message_start", { message: { ...message, content: [], stop_reason: null, stop_sequence: null, usage } });
      tell("content_block_start", { index: 0, content_block: emptied(block) });
      tell("content_block_delta", { index: 0, delta: deltaOf(block) });
      tell("content_block_stop", { index: 0 });
      tell("message_delta", { delta: { stop_reason: stop, stop_sequence: null }, usage });
      tell("message_stop", {});
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Said = { type: string; text?: string; input?: unknown };
const emptied = (block: Said) => (block.type === "text" ? { ...block, text: "" } : { ...block, input: {} });
const deltaOf = ({ text, input }: Said) =>
  text === undefined ? { type: "input_json_delta", partial_json: JSON.stringify(input) } : { type: "text_delta", text };

/** What the tools answered so far, as texts. */
function resultsIn({ messages }: Asked): string[] {
  const blocks = messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  return blocks
    .filter(({ type }) => type === "tool_result")
    .map(({ content = "" }) =>
      typeof content === "string" ? content : content.map((part) => part.text ?? "").join("\n"),
    );
}
