// Runs one of the two default chains in its own process, because both keep state: the files that they have read, and the time of the last
// token refresh. Receives cases one at a time, and sends back the results.
const { lookup } = require("node:dns");
const { subscribe } = require("node:diagnostics_channel");
const { Socket } = require("node:net");

const [, , client, port, now] = process.argv;
const NOW = Date.parse(now);
const RealDate = Date;
globalThis.Date = class FixedDate extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [NOW]));
  }
  static now() {
    return NOW;
  }
};
Math.random = () => 0.5;

const { CognitoIdentityClient } = require(client);

/** The default is one second, which can pass on a busy machine before the container or EC2 endpoint responds. */
const CONTAINER_TIMEOUT_MS = 60_000;

// The addresses of the container and EC2 endpoints are not on this machine.
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  if (/^(?:169\.254\.|fd00:ec2:)/.test(options?.host ?? "")) {
    options.host = "127.0.0.1";
    options.port = Number(port);
    options.lookup = lookup;
  }
  return connect.apply(this, given);
};

const before = { ...process.env };
let records = [];
console.warn = (...given) => records.push(["console.warn", ...given]);

let traced = [];
subscribe("tracing:cognito-identity-client:send:start", ({ service, operation }) =>
  traced.push(`${service}.${operation}`),
);

process.on("message", async ({ environment, options, isLogged, calls = 1 }) => {
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, before, environment);
  records = [];
  traced = [];
  const levels = ["trace", "debug", "info", "warn", "error"];
  const logger = Object.fromEntries(levels.map((level) => [level, (...given) => records.push([level, ...given])]));
  const instance = new CognitoIdentityClient({
    timeout: CONTAINER_TIMEOUT_MS,
    ...options,
    ...(isLogged && { logger }),
  });
  const outcomes = [];
  for (let call = 0; call < calls; call++) {
    outcomes.push(await instance.config.credentials({ forceRefresh: true }).then(shown, shownError));
  }
  process.send({ outcomes, traced, records: JSON.parse(JSON.stringify(records)) });
});

function shown(credentials) {
  return JSON.parse(JSON.stringify(credentials));
}

function shownError(error) {
  const { name, message, $fault, $metadata, tryNextLink, Code, Type, Error: details, code } = error;
  return { name, message, $fault, $metadata, tryNextLink, Code, Type, details, code, isError: error instanceof Error };
}
