#!/usr/bin/env bash
# What clients of WebSockets that reconnect do if the function that signs the address of the next connection rejects once, as a credential
# provider does while it is offline.
#
# Guess: reconnecting-websocket never connects again, partysocket tries again, and in graphql-ws subscriptions end with the error.
# Found: so do reconnecting-websocket 4.4.0 and partysocket 1.3.0. graphql-ws 6.4.2 never connects again, and calls neither the observer of
# a subscription nor a listener; nor does @stomp/stompjs 7.5.0 if `beforeConnect` rejects. The rejection is unhandled in these three. An
# error of `connectionParams` of graphql-ws reaches the observer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps reconnecting-websocket@4.4.0 partysocket@1.3.0 \
  graphql-ws@6.4.2 graphql@16.15.0 @stomp/stompjs@7.5.0 ws@8.23.0
cat > run.mjs <<'JS'
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "@stomp/stompjs";
import { createClient } from "graphql-ws";
import { WebSocket as PartySocket } from "partysocket";
import ReconnectingWebSocket from "reconnecting-websocket";
import { WebSocket, WebSocketServer } from "ws";

globalThis.WebSocket = WebSocket;
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, handleProtocols: (protocols) => [...protocols][0] });
await new Promise((resolve) => server.on("listening", resolve));
const address = `ws://127.0.0.1:${server.address().port}`;
let connections = 0;
server.on("connection", (socket) => {
  connections += 1;
  // For graphql-ws; the others ignore it.
  socket.on("message", () => socket.send('{"type":"connection_ack"}'));
  setTimeout(() => socket.terminate(), 200);
});
/** Rejects the second time. */
const rejectsOnce = (value) => {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls === 2) throw new Error("offline");
    return value;
  };
};
let events;
process.on("unhandledRejection", () => events.add("unhandled rejection"));
const note = (name) => () => void events.add(name);
const limits = { WebSocket, minReconnectionDelay: 100, maxReconnectionDelay: 100, minUptime: 1 };
const subscribe = (options) =>
  createClient({ webSocketImpl: WebSocket, retryWait: () => pause(100), on: { error: note("event error") }, ...options }).subscribe(
    { query: "subscription { changed }" },
    { next() {}, complete() {}, error: note("error of the observer") },
  );
const starts = {
  "reconnecting-websocket": () => new (ReconnectingWebSocket.default ?? ReconnectingWebSocket)(rejectsOnce(address), [], limits),
  partysocket: () => new PartySocket(rejectsOnce(address), [], limits),
  "graphql-ws, url": () => subscribe({ url: rejectsOnce(address) }),
  "graphql-ws, connectionParams": () => subscribe({ url: address, connectionParams: rejectsOnce({}) }),
  "@stomp/stompjs": () => {
    const sign = rejectsOnce(address);
    const client = new Client({
      ...{ reconnectDelay: 100, onWebSocketError: note("onWebSocketError"), onStompError: note("onStompError") },
      beforeConnect: async () => {
        client.brokerURL = await sign();
      },
    });
    client.activate();
  },
};
const name = process.argv[2];
events = new Set();
starts[name]();
await pause(3_000);
console.log(`${name}: ${connections > 2 ? "connects again" : "never connects again"}${[...events].map((event) => `, ${event}`).join("")}`);
process.exit();
JS
printed=$(for name in reconnecting-websocket partysocket "graphql-ws, url" "graphql-ws, connectionParams" @stomp/stompjs; do
  node run.mjs "$name" 2> /dev/null
done)
echo "$printed"
[ "$printed" = "reconnecting-websocket: never connects again, unhandled rejection
partysocket: connects again
graphql-ws, url: never connects again, unhandled rejection
graphql-ws, connectionParams: never connects again, event error, error of the observer
@stomp/stompjs: never connects again, unhandled rejection" ]
