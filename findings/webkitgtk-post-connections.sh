#!/usr/bin/env bash
# Whether WebKitGTK (GNOME Web, and Tauri on Linux) reuses its connections for POST, as every call of an AWS JSON API is one. Needs Debian 12
# with `libwebkit2gtk-4.1-0` and `xvfb`.
#
# Guess: six requests in a row use one connection, for POST as for GET, as in Chromium.
# Found: each POST opens a connection of its own over HTTP/1.1, and six GETs use one. So each call needs another TCP (and TLS) handshake.
set -euo pipefail
browser=/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser
[[ "$(xvfb-run -a "$browser" --version)" == "WebKitGTK 2.50.6" ]] || { echo "needs libwebkit2gtk-4.1-0 2.50.6, and xvfb"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'JS'
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

const connections = new Set();
let reported;
const report = new Promise((resolve) => {
  reported = resolve;
});
const count = `async (origin, method) => {
  await (await fetch(origin + "/reset")).text();
  for (let call = 0; call < 6; call++) {
    await (await fetch(origin + "/call?" + method + call, { method, ...(method === "POST" && { body: "{}" }) })).text();
  }
  return Number(await (await fetch(origin + "/count")).text());
}`;
const PAGE = `<script type="module">
  const count = ${count};
  const counts = { POST: await count(location.origin, "POST"), GET: await count(location.origin, "GET") };
  await fetch("/report", { method: "POST", body: JSON.stringify(counts) });
</script>`;
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  let body = "";
  for await (const chunk of request) body += chunk;
  if (pathname === "/reset") connections.clear();
  if (pathname === "/call") connections.add(request.socket);
  if (pathname === "/report") reported(body);
  response.setHeader("content-type", pathname === "/" ? "text/html" : "text/plain");
  response.end(pathname === "/" ? PAGE : String(connections.size));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${server.address().port}`;
const display = spawn("Xvfb", ["-terminate", "-displayfd", "1", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
const [number] = await once(display.stdout, "data");
const env = { ...process.env, DISPLAY: `:${String(number).trim()}` };
const browser = spawn(process.argv[2], [origin], { env, stdio: "ignore" });
const webkit = JSON.parse(await report);
browser.kill();
const countIn = new Function(`return ${count}`)();
const node = { POST: await countIn(origin, "POST"), GET: await countIn(origin, "GET") };

console.log("connections for six requests", { "WebKitGTK 2.50.6": webkit, [`Node.js ${process.version}`]: node });
process.exit(webkit.POST === 6 && webkit.GET === 1 && node.POST === node.GET ? 0 : 1);
JS
HOME=$folder WEBKIT_DISABLE_DMABUF_RENDERER=1 NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory node run.mjs "$browser"
