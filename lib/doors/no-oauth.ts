/** Answers clients that look for an OAuth server: there is none. */
export function answerNoOAuth(): Response {
  return Response.json(
    { error: "not_found", error_description: "Turbo uses API keys: send one as X-API-Key or Authorization: Bearer." },
    { status: 404, headers: { "cache-control": "no-store" } },
  );
}
