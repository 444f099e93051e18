import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { identityPoolId, provider, region } from "./cognito.js";

const PAGE = new URL("../page/", import.meta.url);

/** Serves the page, and the few routes of an application's backend. */
export async function startSite(cognito, port) {
  const contents = await files();
  const routes = {
    "GET /settings": () => ({ endpoint: cognito.endpoint, region, identityPoolId, provider }),
    "POST /login": async ({ name, isExpired }) => ({ token: await cognito.loginToken(name, isExpired) }),
    "POST /service": ({ isRunning }) => (isRunning ? cognito.start() : cognito.stop()),
  };
  const server = createServer(async (request, response) => {
    const name = `${request.method} ${request.url}`;
    const file = contents[name];
    response.setHeader("Cache-Control", "no-store");
    if (file !== undefined) {
      response.setHeader("Content-Type", file.type);
      response.setHeader("Content-Security-Policy", `default-src 'self'; connect-src 'self' ${cognito.endpoint}`);
      response.end(file.content);
    } else if (Object.hasOwn(routes, name)) {
      const text = request.method === "POST" ? (await request.setEncoding("utf8").toArray()).join("") : "{}";
      const answer = await routes[name](JSON.parse(text));
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(answer ?? {}));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve, reject) => server.on("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The files for the browser: the page unchanged, and its code bundled into one file, as in an application. */
async function files() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.ts", PAGE))],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return {
    "GET /": { type: "text/html; charset=utf-8", content: await readFile(new URL("index.html", PAGE)) },
    "GET /page.css": { type: "text/css", content: await readFile(new URL("page.css", PAGE)) },
    "GET /page.js": { type: "text/javascript", content: outputFiles[0].contents },
    "GET /favicon.ico": { type: "image/svg+xml", content: ICON },
  };
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#0b6b5d"/></svg>`;
