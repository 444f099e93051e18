#!/usr/bin/env bash
# What a chat room of Amazon IVS does if its `tokenProvider` fails for a moment, as while credentials are renewed or the network changes.
#
# Guess: it emits an error, waits, and calls the function again.
# Found (amazon-ivs-chat-messaging 1.1.1): it calls the function again at once, without a delay, as often as `maxReconnectAttempts` says.
# All attempts fail within milliseconds, and the room stays disconnected. There is no event for the error; `disconnect` has only the
# reason "fetchTokenError".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts amazon-ivs-chat-messaging@1.1.1 ws@8.23.0
cat > run.cjs <<'JS'
const { WebSocket, WebSocketServer } = require("ws");
globalThis.WebSocket = WebSocket;
const { ChatRoom } = require("amazon-ivs-chat-messaging");

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
// The first connection is lost after it was open.
server.once("connection", (socket) => setTimeout(() => socket.terminate(), 200));
let calls = 0;
let firstFailure;
const tokenProvider = async () => {
  calls += 1;
  if (calls === 1) {
    return { token: "token", sessionExpirationTime: new Date(Date.now() + 3_600_000) };
  }
  firstFailure ??= performance.now();
  throw new Error("offline for a second");
};
server.on("listening", () => {
  const room = new ChatRoom({ regionOrUrl: `ws://127.0.0.1:${server.address().port}`, tokenProvider, maxReconnectAttempts: 3 });
  room.logLevel = "none";
  room.addListener("disconnect", (reason) => {
    const isImmediate = performance.now() - firstFailure < 500;
    setTimeout(() => {
      console.log(`disconnect: ${reason}, ${calls - 1} failed calls, all within half a second: ${isImmediate}, now ${room.state}`);
      process.exit(reason === "fetchTokenError" && calls === 5 && isImmediate && room.state === "disconnected" ? 0 : 1);
    }, 3_000);
  });
  room.connect();
});
JS
node run.cjs 2> /dev/null | grep "^disconnect:"
