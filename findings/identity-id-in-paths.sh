#!/usr/bin/env bash
# What routers and mocks of HTTP make of the ID of an identity (`us-east-1:UUID`) in a path, as in the keys that a user has in S3, and what
# clients with a base URL make of it as a relative address.
#
# Guess: all treat it as any other text, or all treat what follows the colon as a parameter.
# Found: it depends on the first character of the UUID. For a letter, Express 5.3.0 and msw 3.0.5 have a parameter, so that a mock for
# one identity also responds to the requests of others. For a digit, Express throws when the route is defined, and msw matches the text.
# find-my-way 9.10.1 (Fastify) has a parameter for either, and hono 4.13.19 for none. ofetch 1.5.1 ignores its base URL, as `new URL` does,
# because the ID looks like a URL with the scheme "us-east-1:", and React Router 8.5.1 renders a relative link without its base. axios
# 1.21.1 and ky 1.14.3 use the base.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts express@5.3.0 hono@4.13.19 find-my-way@9.10.1 msw@3.0.5 ofetch@1.5.1 axios@1.21.1 \
  ky@1.14.3 react-router@8.5.1 react@19.3.1 react-dom@19.3.1
cat > withResolvers.mjs <<'JS'
// Node.js 20 lacks this function, which msw needs.
Promise.withResolvers ??= () => {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
};
JS
cat > run.mjs <<'JS'
import { createServer } from "node:http";
import axios from "axios";
import express from "express";
import createRouter from "find-my-way";
import { Hono } from "hono";
import ky from "ky";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { ofetch } from "ofetch";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Link, MemoryRouter } from "react-router";

const serve = (listener) => new Promise((resolve) => {
  const server = createServer(listener).listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
});
const rest = "e4a7c2-1111-4222-8333-444444444444";
const matches = {
  async Express(id, others) {
    const application = express();
    application.get(`/private/${id}/a.txt`, (_, response) => response.end());
    const address = await serve(application);
    return Promise.all(others.map(async (other) => (await fetch(`${address}/private/${other}/a.txt`)).ok));
  },
  async hono(id, others) {
    const application = new Hono().get(`/private/${id}/a.txt`, (context) => context.text("found"));
    return Promise.all(others.map(async (other) => (await application.request(`/private/${other}/a.txt`)).ok));
  },
  async "find-my-way"(id, others) {
    const router = createRouter();
    router.on("GET", `/private/${id}/a.txt`, () => {});
    return others.map((other) => router.find("GET", `/private/${other}/a.txt`) !== null);
  },
  async msw(id, others) {
    const server = setupServer(http.get(`https://bucket.example/private/${id}/a.txt`, () => HttpResponse.text("mocked")));
    server.listen({ onUnhandledRequest: "error" });
    const found = await Promise.all(others.map((other) => fetch(`https://bucket.example/private/${other}/a.txt`).then(() => true, () => false)));
    server.close();
    return found;
  },
};
for (const [name, match] of Object.entries(matches)) {
  for (const first of ["1f", "af"]) {
    const id = `us-east-1:${first}${rest}`;
    const [itself, another] = await match(id, [id, id.replace(`:${first}${rest.slice(0, 6)}`, ":cccccccc")]).catch((error) => [error.name]);
    const verdict = another === undefined ? `throws a ${itself}` : `${itself ? "matches itself" : "does not match itself"}, ${another ? "and another identity" : "and no other"}`;
    console.log(`${name}, a route for ${id.slice(0, 12)}…: ${verdict}`);
  }
}
let seen;
const base = `${await serve((request, response) => ((seen = request.url), response.end("{}")))}/users/`;
const id = `us-east-1:af${rest}`;
const clients = {
  "new URL": () => fetch(new URL(id, base)),
  ofetch: () => ofetch(id, { baseURL: base, retry: 0 }),
  axios: () => axios.get(id, { baseURL: base }),
  ky: () => ky(id, { prefixUrl: base, retry: 0 }),
};
for (const [name, request] of Object.entries(clients)) {
  seen = "no request";
  await request().catch(() => {});
  console.log(`${name}, relative to /users/: ${seen}`);
}
const link = createElement(Link, { to: id }, "profile");
console.log(`React Router, relative to /users/: ${renderToStaticMarkup(createElement(MemoryRouter, { initialEntries: ["/users/"] }, link))}`);
process.exit();
JS
printed=$(node --import ./withResolvers.mjs run.mjs 2>/dev/null)
echo "$printed"
[ "$printed" = 'Express, a route for us-east-1:1f…: throws a TypeError
Express, a route for us-east-1:af…: matches itself, and another identity
hono, a route for us-east-1:1f…: matches itself, and no other
hono, a route for us-east-1:af…: matches itself, and no other
find-my-way, a route for us-east-1:1f…: matches itself, and another identity
find-my-way, a route for us-east-1:af…: matches itself, and another identity
msw, a route for us-east-1:1f…: matches itself, and no other
msw, a route for us-east-1:af…: matches itself, and another identity
new URL, relative to /users/: no request
ofetch, relative to /users/: no request
axios, relative to /users/: /users/us-east-1:afe4a7c2-1111-4222-8333-444444444444
ky, relative to /users/: /users/us-east-1:afe4a7c2-1111-4222-8333-444444444444
React Router, relative to /users/: <a href="us-east-1:afe4a7c2-1111-4222-8333-444444444444">profile</a>' ]
