// Holds SQLite's write lock on the file named first, for the milliseconds named second; says "held" when it has it.
import Database from "better-sqlite3";

const [file, milliseconds] = process.argv.slice(2);
const database = new Database(file, { timeout: 5000 });
database.exec("BEGIN IMMEDIATE");
process.stdout.write("held\n");
setTimeout(() => {
  database.exec("COMMIT");
  database.close();
}, Number(milliseconds));
