#!/usr/bin/env bash
# Whether `fetch` of WebKitGTK (GNOME Web, and Tauri on Linux) reports that a connection ended before the last chunk of a response. Needs
# Debian 12 with `libwebkit2gtk-4.1-0` and `xvfb`.
#
# Guess: `text()` rejects, as in Chromium, Firefox, and Node.js.
# Found: it resolves with the part that arrived, so that a client of a JSON API reports a syntax error, and does not try again. It rejects
# if the response has a `content-length`.
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

const PAGE = `<script type="module">
  const textOf = (path) => fetch(path).then((response) => response.text()).catch((error) => error.name);
  const texts = { "without the last chunk": await textOf("/chunked"), "with content-length": await textOf("/length") };
  await fetch("/report", { method: "POST", body: JSON.stringify(texts) });
</script>`;
let reported;
const report = new Promise((resolve) => {
  reported = resolve;
});
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  if (request.url === "/chunked" || request.url === "/length") {
    if (request.url === "/length") response.setHeader("content-length", 100);
    response.write("{\"IdentityId\":");
    response.socket.end();
    return;
  }
  if (request.url === "/report") reported(body);
  response.setHeader("content-type", request.url === "/" ? "text/html" : "text/plain");
  response.end(request.url === "/" ? PAGE : "");
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
const textOf = (path) =>
  fetch(origin + path)
    .then((response) => response.text())
    .catch((error) => error.name);
const node = { "without the last chunk": await textOf("/chunked"), "with content-length": await textOf("/length") };

console.log({ "WebKitGTK 2.50.6": webkit, [`Node.js ${process.version}`]: node });
const expected = { "without the last chunk": "{\"IdentityId\":", "with content-length": "TypeError" };
const isAsFound = JSON.stringify(webkit) === JSON.stringify(expected) && Object.values(node).every((text) => text === "TypeError");
process.exit(isAsFound ? 0 : 1);
JS
HOME=$folder WEBKIT_DISABLE_DMABUF_RENDERER=1 NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory node run.mjs "$browser"
