import { expect, test } from "vitest";
import { englishWords } from "./english.ts";
import { evaluate, wrongIn } from "./evaluation.ts";

/** Running text without a name of the registry: words, compounds, other products, code and addresses. */
const CLEAN = [
  "# Getting started\n\nThe server reads its configuration from a file beside it. Where none is found, defaults hold, and a warning is logged once. Restart it after a change; running requests end first.\n",
  "## Caching\n\nResponses are cached for an hour unless a header says otherwise. The codebase uses TypeScript, Webpack and PostgreSQL; the frontend is bundled with esbuild. An image loader is not needed, as the browser does it.\n",
  "- Install the tool with `npm install --save-dev prettier`\n- Add a script to package.json\n- Run it in your terminal, or on every commit\n\n```js\nimport reader from 'table-reader';\nexport const parser = makeParser({ strict: true });\n```\n",
  "> Note: middlewares run in order. Asynchronous ones are awaited, and thrown errors reach the handler.\n\nSee [the guide](https://docs.example.org/image-loader/setup) for more, or ask Kubernetes people about autoscaling, tolerations and kubelets.\n",
  "They aren't there, it doesn’t matter, and wasn't meant.\n",
];

test("names are found as they are planted, and nothing else is", async () => {
  const words = await englishWords();
  const { edit, ...rest } = evaluate(1500, 150, 7, words);
  for (const share of Object.values(rest)) {
    expect(share.precision).toBeGreaterThanOrEqual(0.98);
    expect(share.recall).toBeGreaterThanOrEqual(0.95);
    expect(share.offsets).toBe(1);
  }
  expect(edit.precision).toBeGreaterThanOrEqual(0.9);
  expect(edit.recall).toBeGreaterThanOrEqual(0.85);
  expect(edit.offsets).toBe(1);
  expect(wrongIn(CLEAN, 1500, 7, words)).toEqual([]);
});
