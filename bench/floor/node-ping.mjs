import http from "node:http";

/** What a request costs that Node.js answers with nothing around it. */
http
  .createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end("{}");
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
