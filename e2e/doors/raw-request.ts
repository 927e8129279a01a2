import { request } from "node:http";

interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  /** Sent piece by piece, without a Content-Length. */
  body?: Iterable<string>;
}

/** A request of a program that may name any host and send any body; the answer as text. */
export function rawRequest(
  address: string,
  { method = "GET", headers = {}, body = [] }: RawRequest,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.once("error", reject);
    for (const piece of body) asked.write(piece);
    asked.end();
  });
}
