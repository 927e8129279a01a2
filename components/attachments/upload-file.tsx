import { Refusal, tellWrite } from "#components/api";
import { connection } from "#components/connection";
import type { Problem } from "#lib/core/errors";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Asked {
  /** Key of what it is attached to. */
  on: string;
  file: File;
  /** Told how much is there, from 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
  /** A mark under which the server attaches it once, however often it is sent. */
  once?: string | undefined;
}

/** Sends one file as bytes; fetch cannot tell how far it is, so this is the older way. Throws a Refusal. */
export function uploadFile({ on, file, onProgress, signal, once }: Asked): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/api/v1/attachments?${new URLSearchParams({ on, name: file.name || "file" })}`);
    call.setRequestHeader("content-type", "application/octet-stream");
    if (once) call.setRequestHeader("idempotency-key", once);
    call.responseType = "json";
    call.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    call.onload = () => {
      if (call.status === 201) {
        tellWrite("/attachments", call.getResponseHeader("x-request-id") ?? "");
        return resolve(call.response as Attachment);
      }
      const problem = call.response as Partial<Problem> | null;
      reject(
        new Refusal(problem?.code ?? "internal", problem?.detail ?? `Turbo answered ${call.status}.`, {
          ...(problem?.fields ? { fields: problem.fields } : {}),
        }),
      );
    };
    call.onerror = () => {
      connection.lost();
      reject(new Refusal("offline", "Turbo did not answer. Attach it again when the server is back."));
    };
    call.onabort = () => reject(new Refusal("offline", "It was stopped."));
    signal.addEventListener("abort", () => call.abort());
    call.send(file);
  });
}
