#!/usr/bin/env bash
# What clients and servers of HTTP do with `application/x-amz-json-1.1`, the content type of Cognito, DynamoDB (1.0), and other services: in a
# program that calls AWS without an SDK, and in a server that stands in for AWS.
#
# Guess: axios, redaxios, xior, and better-fetch return an object, superagent an empty one, and needle a Buffer. Express and NestJS have no
# body, Fastify and hapi respond with 415, @koa/bodyparser has an empty object, and h3 and hono parse it.
# Found: the servers are as guessed. ofetch 1.5.1 (`$fetch` of Nuxt) and @better-fetch/fetch 1.3.3 return a Blob, superagent 10.4.2 and needle
# 3.5.0 a Buffer, without an error; members of the result are undefined.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ofetch@1.5.1 @better-fetch/fetch@1.3.3 superagent@10.4.2 needle@3.5.0 \
  axios@1.21.1 redaxios@0.5.1 xior@0.8.5 express@5.3.0 fastify@5.12.8 koa@3.3.0 @koa/bodyparser@6.1.0 h3@1.15.11 hono@4.13.19 @hapi/hapi@21.4.10
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import { bodyParser } from "@koa/bodyparser";
import { betterFetch } from "@better-fetch/fetch";
import Hapi from "@hapi/hapi";
import axios from "axios";
import express from "express";
import fastify from "fastify";
import { createApp, eventHandler, readBody, toNodeListener } from "h3";
import { Hono } from "hono";
import Koa from "koa";
import needle from "needle";
import { ofetch } from "ofetch";
import redaxios from "redaxios";
import superagent from "superagent";
import xior from "xior";

const type = { "content-type": "application/x-amz-json-1.1" };
const text = '{"IdentityId":"us-east-1:1"}';
const started = (listener) => new Promise((resolve) => {
  const server = createServer(listener).listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}/`));
});
const kindOf = (value) => (value?.IdentityId ? "object with members" : value === undefined ? "undefined" : value.constructor.name === "Object" ? "empty object" : value.constructor.name);

const service = await started((request, response) => request.resume().on("end", () => response.writeHead(200, type).end(text)));
const init = { method: "POST", body: text, headers: type };
const clients = {
  ofetch: () => ofetch(service, init),
  "better-fetch": async () => (await betterFetch(service, init)).data,
  superagent: async () => (await superagent.post(service).set(type).send(text)).body,
  needle: async () => (await needle("post", service, text, { headers: type })).body,
  axios: async () => (await axios.post(service, text, { headers: type })).data,
  redaxios: async () => (await redaxios.post(service, text, { headers: type })).data,
  xior: async () => (await xior.create().post(service, text, { headers: type })).data,
};
for (const [name, call] of Object.entries(clients)) console.log(`${name}: ${kindOf(await call())}`);

const posted = async (name, url) => {
  const response = await fetch(url, init);
  console.log(`${name}: ${response.status === 200 ? await response.text() : `status ${response.status}`}`);
};
const expressApp = express().use(express.json()).post("/", (request, response) => response.send(kindOf(request.body)));
await posted("express", await started(expressApp));
const fastifyApp = fastify();
fastifyApp.post("/", async (request) => kindOf(request.body));
await posted("fastify", await fastifyApp.listen({ port: 0 }));
const koaApp = new Koa().use(bodyParser()).use((context) => { context.body = kindOf(context.request.body); });
await posted("koa", await started(koaApp.callback()));
const h3App = createApp().use(eventHandler(async (event) => kindOf(await readBody(event))));
await posted("h3", await started(toNodeListener(h3App)));
const honoApp = new Hono().post("/", async (context) => context.text(kindOf(await context.req.json())));
console.log(`hono: ${await (await honoApp.request("/", init)).text()}`);
const hapiApp = Hapi.server({ port: 0 });
hapiApp.route({ method: "POST", path: "/", handler: (request) => kindOf(request.payload) });
await hapiApp.start();
await posted("hapi", hapiApp.info.uri.replace(/\/\/[^:]+/, "//127.0.0.1"));
process.exit();
JS
printed=$(timeout 60 node --no-warnings run.mjs)
echo "$printed"
[ "$printed" = "ofetch: Blob
better-fetch: Blob
superagent: Buffer
needle: Buffer
axios: object with members
redaxios: object with members
xior: object with members
express: undefined
fastify: status 415
koa: empty object
h3: object with members
hono: object with members
hapi: status 415" ]
