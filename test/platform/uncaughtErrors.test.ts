import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumer, packedPackage } from "./packedPackage.js";

/** What Node.js may print for an error that nobody catches. */
const MOST_CHARACTERS = 1_500;
/** The message must be visible on a terminal of this size without scrolling. */
const TERMINAL = { columns: 80, rows: 40 };

const POOL = "eu-west-1:00000000-0000-0000-0000-000000000000";
const CLOSED = "http://127.0.0.1:9";

/** Programs by the entry that they load: what they do, and what the message must say. */
const ENTRIES = {
  "cognito-identity-client": {
    "a client without a region": ["new entry.CognitoIdentity({}).getId({})", "Region is missing"],
    "a refused connection": [
      `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "${CLOSED}", maxAttempts: 1 }).getId({})`,
      "connect ECONNREFUSED 127.0.0.1:9",
    ],
    "an error of the service": [
      `new entry.CognitoIdentity({ region: "eu-west-1", requestHandler: { handle: async () => ({ response: {
         statusCode: 400, headers: {}, body: '{"__type":"ResourceNotFoundException","message":"IdentityPool not found."}',
       } }) } }).getId({ IdentityPoolId: "${POOL}" })`,
      "IdentityPool not found.",
    ],
    "credentials of a wrong shape": [
      `new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "${CLOSED}", credentials: { AccessKeyId: "a" } })
         .listIdentityPools({ MaxResults: 1 })`,
      "Resolved credential object is not valid",
    ],
    "an endpoint that is no URL": [
      'new entry.CognitoIdentity({ region: "eu-west-1", endpoint: "nonsense" }).getId({})',
      "is not an http: or https: URL",
    ],
  },
  "cognito-identity-client/credentials": {
    "a refused connection": [
      `entry.fromCognitoIdentityPool({ identityPoolId: "${POOL}", clientConfig: { endpoint: "${CLOSED}", maxAttempts: 1 } })()`,
      "connect ECONNREFUSED 127.0.0.1:9",
    ],
    "an identity pool without an id or a region": ["entry.fromCognitoIdentityPool({})()", "Region is missing"],
  },
  "cognito-identity-client/local": {
    "an option with a wrong value": ["entry.startCognitoIdentity({ port: 1e9 })", "port must be a whole number"],
    "a seed with errors": ["entry.startCognitoIdentity({ seed: { pools: [{}] } })", "IdentityPoolName"],
  },
} as const;

const cases = Object.entries(ENTRIES).flatMap(([entry, programs]) =>
  Object.entries(programs).flatMap(([what, [program, message]]) =>
    (["cjs", "mjs"] as const).map((kind) => ({ entry, what, program, message, kind })),
  ),
);

let consumer: Consumer;
beforeAll(async () => {
  consumer = await packedPackage();
});
afterAll(() => consumer?.remove());

describe("an uncaught error", () => {
  test.each(cases)("of $entry ($kind), $what, shows its message", async ({ entry, kind, program, message }) => {
    const load = kind === "cjs" ? `const entry = require("${entry}");` : `import * as entry from "${entry}";`;
    const printed = await consumer.fail(`${load}\n${program};\n`, kind);
    expect(screenOf(printed)).toContain(message);
    expect(printed.length, printed).toBeLessThan(MOST_CHARACTERS);
  });
});

/** The first screen, with the terminal's line breaks taken out again. */
function screenOf(text: string): string {
  const { columns, rows } = TERMINAL;
  const shown: string[] = [];
  let used = 0;
  for (const line of text.split("\n")) {
    used += Math.max(1, Math.ceil(line.length / columns));
    if (used > rows) {
      break;
    }
    shown.push(line);
  }
  return shown.join("\n");
}
