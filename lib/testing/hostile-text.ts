/** One line with what HTML, SQL, templates, shells and terminals might take for orders. */
export const HOSTILE_LINE = [
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  `'; DROP TABLE "Issue"; --`,
  "$",
  "{process.env} {{7*7}} <%= 1 %> $(id) `id`",
  "\u0001\u0007\u001b[31m\u202e\u{1F4A9} ../../etc/passwd %00",
].join("");
