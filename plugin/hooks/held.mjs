// Tells what the agent holds in Turbo: to the model when a session starts or goes on after its conversation was shortened,
// to the person before that and when the agent stops. Whatever goes wrong here, the session goes on without a word.

const { TURBO_HOOKS, TURBO_URL = "http://127.0.0.1:3000", TURBO_API_KEY, TURBO_SESSION } = process.env;
const [event] = process.argv.slice(2);

if (TURBO_HOOKS === "1" && TURBO_API_KEY) {
  try {
    const said = sentence(await held());
    if (said) process.stdout.write(`${JSON.stringify(told(said))}\n`);
  } catch {
    // Turbo may be down, or the key revoked: that is no reason to hold an agent up.
  }
}

/** The claims of the key's person that go on; of this session alone where one is set. */
async function held() {
  const asked = new URLSearchParams({ holder: "me", ...(TURBO_SESSION ? { session: TURBO_SESSION } : {}) });
  const response = await fetch(`${TURBO_URL.replace(/\/+$/, "")}/api/v1/claims?${asked}`, {
    headers: { "x-api-key": TURBO_API_KEY },
    signal: AbortSignal.timeout(3000),
  });
  if (!response.ok) return [];
  return (await response.json()).items;
}

/** Titles are words of others, so only the keys are told. */
function sentence(claims) {
  if (claims.length === 0) return null;
  const each = claims.map(({ issue, until }) => `${issue} until ${until.slice(11, 16)} UTC`).join(", ");
  return `Turbo: you hold ${each}. Any write to it keeps it; finish_work hands it in or gives it back.`;
}

function told(said) {
  if (event === "SessionStart") return { hookSpecificOutput: { hookEventName: event, additionalContext: said } };
  return { systemMessage: said };
}
