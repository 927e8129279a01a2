import { connect } from "#lib/db/connect";

/** Takes in content that never ends, until the process is killed; says when the first bytes are there. */
const database = connect({ url: process.argv[2] ?? "" });

async function* endless(): AsyncIterable<Uint8Array> {
  for (let sent = 0; ; sent++) {
    yield Buffer.alloc(1024 * 1024, 7);
    if (sent === 2) process.stdout.write("ready\n");
    await new Promise((done) => setTimeout(done, 20));
  }
}

await database.contents.stage(endless());
