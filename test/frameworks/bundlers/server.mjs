import { createServer } from "node:http";
import { guest } from "./guest.mjs";

createServer((_request, response) => {
  guest().then(
    (result) => response.end(JSON.stringify(result)),
    (error) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(process.env.PORT), "127.0.0.1");
