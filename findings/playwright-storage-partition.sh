#!/usr/bin/env bash
# localStorage of a frame whose site differs from that of the page around it, in Chromium as Playwright starts it.
#
# Guess (Chromium has partitioned third-party storage since version 115): the frame does not see data that its site stored as a page.
# Found: with Playwright, it does. playwright-core 1.65.1 starts Chromium with `--disable-features=…,ThirdPartyStoragePartitioning`.
# The same Chromium without Playwright's default switches shows the frame an empty storage, as users see it. A test of an embedded
# page, such as one that relies on a stored sign-in, passes although it does not work for any user.
# Needs the shared libraries that Chromium needs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund playwright-core@1.65.1 @sparticuz/chromium@147.0.0
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const server = createServer((request, response) => {
  const frame = new URL(request.url, "http://page").searchParams.get("frame");
  response.setHeader("content-type", "text/html");
  response.end(`<!doctype html>${frame ? `<iframe src="${frame}"></iframe>` : ""}`);
}).listen(0);
const { port } = server.address();
const site = `http://127.0.0.1:${port}/`;
const executablePath = await sparticuz.executablePath();
const args = ["--headless", "--no-sandbox", "--disable-gpu"];
const bare = [...args, "--no-first-run", "--remote-debugging-pipe", `--user-data-dir=${process.cwd()}/profile`, "about:blank"];

for (const [title, options] of [
  ["Playwright's switches", { args }],
  ["no switches of Playwright", { args: bare, ignoreDefaultArgs: true }],
]) {
  const browser = await chromium.launch({ executablePath, ...options });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site);
  await page.evaluate(() => localStorage.setItem("key", "value"));
  await page.goto(`http://localhost:${port}/?frame=${encodeURIComponent(site)}`);
  const [, frame] = page.frames();
  await frame.waitForLoadState();
  console.log(`${title}: ${await frame.evaluate(() => localStorage.getItem("key"))}`);
  await browser.close();
}
server.close();
JS
printed=$(node run.mjs)
echo "$printed"
[ "$printed" = "Playwright's switches: value
no switches of Playwright: null" ]
