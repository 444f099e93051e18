import { createRequire } from "node:module";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { type Figures, pick, type Stage } from "./Stage.js";

// Hostile servers for the built client. Each call must settle within its timeouts, with an output or an error that has `$metadata` and
// contains no secret, and there must be no unhandled rejection in the process.

const { CognitoIdentityClient, GetCredentialsForIdentityCommand, ListIdentitiesCommand } = createRequire(
  import.meta.url,
)("../../dist/node/index.cjs") as typeof import("../../src/index.js");

const RANDOM_CASES = 4_000;
const PARALLEL = 20;
const LIMITS = { connectionTimeout: 500, requestTimeout: 500 };
/** Twice the timeouts of both attempts and the delays between them, with a margin for a busy machine. */
const SETTLE_MS = 20_000;
const SECRETS = {
  login: "stress0login0token0that0no0error0may0hold",
  accessKeyId: "AKIASTRESSSTRESS1234",
  secretAccessKey: "stress0secret0key0that0no0error0may0hold",
  sessionToken: "stress0session0token0that0no0error0may0hold",
};
const ECHO = Object.values(SECRETS).join(" ");
const MEGABYTE = 1_000_000;

export const hostileServerStages: readonly Stage[] = [
  { name: "truncated hostile responses", run: truncatedResponses },
  { name: "random hostile responses", run: randomResponses },
];

/** The bytes that a server sends, and what it does afterwards. */
interface Attack {
  readonly name: string;
  readonly bytes: Buffer;
  readonly end: "close" | "reset" | "hang";
}

const head = (status: number | string, ...headers: string[]) =>
  `HTTP/1.1 ${status} X\r\n${headers.join("\r\n")}\r\n\r\n`;
const sized = (status: number | string, body: string, ...headers: string[]) =>
  head(status, `content-length: ${Buffer.byteLength(body)}`, ...headers) + body;
const error = (members: object) => sized(400, JSON.stringify(members));
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

const responses: Readonly<Record<string, string>> = {
  "an output": sized(200, '{"IdentityId":"eu-west-1:1","Credentials":{"AccessKeyId":"A","Expiration":1.7e9}}'),
  "an error": error({ __type: "NotAuthorizedException", message: ECHO, Token: SECRETS.login }),
  "a server error": sized(500, '{"__type":"InternalErrorException","message":"m"}', "retry-after: 0"),
  chunks: `${head(200, "transfer-encoding: chunked")}5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`,
  "chunks with a wrong size": `${head(200, "transfer-encoding: chunked")}ff\r\n{}\r\n0\r\n\r\n`,
  "chunks with an invalid size": `${head(200, "transfer-encoding: chunked")}zz\r\n${ECHO}\r\n`,
  "a chunk size that is too large for a number": `${head(200, "transfer-encoding: chunked")}${"f".repeat(40)}\r\n{}`,
  "101": head(101, "upgrade: websocket", "connection: upgrade"),
  "100, many times": head(100).repeat(20),
  "204 with a body": `${head(204)}{"a":1}`,
  "304": head(304),
  "a redirect": sized(302, "", "location: http://127.0.0.1:1/"),
  "an invalid status": sized("999999", "{}"),
  "a status with letters": sized("OK", "{}"),
  "HTTP/9.9": "HTTP/9.9 200 OK\r\n\r\n{}",
  "not HTTP": `SSH-2.0-${ECHO}\r\n`,
  "a TLS alert": "\u0015\u0003\u0001\u0000\u0002\u0002\u0028",
  nothing: "",
  "headers that never end": `HTTP/1.1 200 OK\r\n${"x-filler: a\r\n".repeat(50)}`,
  "headers that are too long": `HTTP/1.1 200 OK\r\nx-long: ${"a".repeat(100_000)}\r\n\r\n{}`,
  "two lengths": `${head(200, "content-length: 2", "content-length: 9")}{}`,
  "a length that is too large": `${head(200, "content-length: 999")}{}`,
  "a length that is too small": `${head(400, "content-length: 2")}{}{"message":"smuggled"}`,
  "a negative length": `${head(200, "content-length: -1")}{}`,
  "a header with control characters": `${head(200, `x-a: \u0001${ECHO}`)}{}`,
  "a header without a colon": `${head(400, `authorization ${ECHO}`)}{}`,
  "a false content-encoding": sized(200, "{}", "content-encoding: gzip"),
  "an absurd date": sized(400, '{"__type":"X"}', "date: Tue, 13 Sep 275760 00:00:00 GMT"),
  "an absurd retry-after": sized(503, "{}", `retry-after: -${"9".repeat(400)}`),
  "an HTML page": sized(502, `<html>\u001b[2J${ECHO}</html>`, "content-type: text/html"),
  "an unpaired quote": sized(200, `"${"a ".repeat(MEGABYTE)}`),
  "truncated JSON": sized(200, `{"Credentials":{"SecretKey":"${SECRETS.secretAccessKey}`),
  "deeply nested lists": sized(400, `{"message":${nested("[", "]", 50_000)}}`),
  "deeply nested objects": sized(400, `{"__type":${nested('{"a":', "}", 20_000).replace("{}", "{}")}}`),
  "an unusual code": error({ __type: { toString: 1, valueOf: 2, Token: SECRETS.login } }),
  "unusual members": sized(
    400,
    '{"__proto__":{"x":1},"constructor":1,"stack":1,"$response":1,"$metadata":1,"cause":{"a":1}}',
  ),
  "huge numbers": sized(200, '{"Credentials":{"Expiration":1e308},"CreationDate":-1e999}'),
  "values of wrong types": sized(200, '{"IdentityId":{"a":[1]},"Credentials":[1],"Identities":"x","NextToken":false}'),
  null: sized(200, "null"),
  "a byte order mark": sized(200, "\ufeff{}"),
  "invalid UTF-8": `${head(200, "content-length: 4")}\u00ff\u00fe{}`,
};

/** Every response, complete and truncated at about twelve places, with different ways to end the connection. */
async function truncatedResponses(random: () => number): Promise<Figures> {
  const attacks = Object.entries(responses).flatMap(([name, text]) => {
    const bytes = Buffer.from(text, "latin1");
    const step = Math.max(1, Math.ceil(Math.min(bytes.length, 2_000) / 12));
    const cuts = Array.from({ length: 12 }, (_, index) => index * step + Math.floor(random() * step));
    const places = [...new Set([...cuts.filter((place) => place < bytes.length), bytes.length])];
    return places.map((place): Attack => {
      const end = pick<Attack["end"]>(random, ["close", "reset", "close", "reset", "hang"]);
      return { name: `${name}, ${place} bytes, then ${end}`, bytes: bytes.subarray(0, place), end };
    });
  });
  return withServer(attacks, random);
}

/** Random combinations of two responses, with changed bytes. */
async function randomResponses(random: () => number): Promise<Figures> {
  const texts = Object.values(responses).map((text) => Buffer.from(text.slice(0, 3_000), "latin1"));
  const some = () => texts[Math.floor(random() * texts.length)] ?? Buffer.alloc(0);
  const attacks = Array.from({ length: RANDOM_CASES }, (_, index): Attack => {
    const [one, other] = [some(), some()];
    const bytes = Buffer.concat([
      one.subarray(0, random() * one.length),
      random() < 0.5 ? other.subarray(random() * other.length) : other,
    ]);
    for (let change = random() * 4; change >= 1 && bytes.length > 0; change--) {
      bytes[Math.floor(random() * bytes.length)] = random() * 256;
    }
    return {
      name: `random case ${index}`,
      bytes,
      end: random() < 0.9 ? pick<Attack["end"]>(random, ["close", "reset"]) : "hang",
    };
  });
  return withServer(attacks, random);
}

async function withServer(attacks: readonly Attack[], random: () => number): Promise<Figures> {
  const failures: string[] = [];
  const counts = { calls: 0, outputs: 0, errors: 0 };
  const note = (reason: unknown) => void failures.push(`unhandled: ${inspect(reason)}`);
  process.on("unhandledRejection", note).on("uncaughtException", note);
  const queue = [...attacks];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let attack = queue.pop(); attack !== undefined; attack = queue.pop()) {
        const problem = await callServer(attack, random() < 0.5, counts);
        if (problem !== undefined) {
          failures.push(`${attack.name}: ${problem}`);
        }
      }
    }),
  );
  // An unhandled rejection is reported in a later turn of the event loop.
  await sleep(100);
  process.off("unhandledRejection", note).off("uncaughtException", note);
  return { counts, failures };
}

/** Makes one call to a new server. Returns the problem, if there is one. */
async function callServer(
  { bytes, end }: Attack,
  isSigned: boolean,
  counts: { calls: number; outputs: number; errors: number },
): Promise<string | undefined> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () =>
      socket.write(bytes, () => (end === "close" ? socket.end() : end === "reset" && socket.resetAndDestroy())),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = new CognitoIdentityClient({
    region: "eu-west-1",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { ...SECRETS },
    maxAttempts: 2,
    requestHandler: LIMITS,
  });
  const command = isSigned
    ? new ListIdentitiesCommand({ IdentityPoolId: "eu-west-1:1", MaxResults: 1 })
    : new GetCredentialsForIdentityCommand({ IdentityId: "eu-west-1:1", Logins: { p: SECRETS.login } });
  const timer = new AbortController();
  counts.calls++;
  const problem = await Promise.race([
    client.send(command as never).then(
      ({ $metadata }) => {
        counts.outputs++;
        return typeof $metadata.attempts === "number" ? undefined : "an output without attempts";
      },
      (thrown: unknown) => {
        counts.errors++;
        return problemOf(thrown, isSigned);
      },
    ),
    sleep(SETTLE_MS, "did not settle", { signal: timer.signal }).catch(() => undefined),
  ]);
  timer.abort();
  client.destroy();
  for (const socket of sockets) {
    socket.destroy();
  }
  server.close();
  return problem;
}

function problemOf(thrown: unknown, isSigned: boolean): string | undefined {
  if (!(thrown instanceof Error)) {
    return `not an error: ${inspect(thrown)}`;
  }
  const { $metadata } = thrown as { $metadata?: { attempts?: unknown } };
  if (typeof $metadata?.attempts !== "number") {
    return `no attempts: ${inspect(thrown)}`;
  }
  const { login, ...credentials } = SECRETS;
  // A server can repeat what the call sent, or send a secret as a sensitive member.
  const secrets = isSigned ? Object.values(credentials) : [login];
  const shown =
    inspect(thrown, { showHidden: true, depth: 20, maxStringLength: null }) + JSON.stringify(thrown) + thrown.stack;
  const found = secrets.filter((secret) => shown.includes(secret));
  return found.length > 0 ? `secrets ${found.join()} in ${shown.slice(0, 2_000)}` : undefined;
}
