/**
 * Runs in its own process, because both packages cache the shared config files. Reads cases from its standard input, creates a client of
 * each package for every case, and prints the results.
 */
import { text } from "node:stream/consumers";
import * as reference from "@aws-sdk/client-cognito-identity";
import { HttpResponse } from "@smithy/protocol-http";
import * as ours from "../../src/index.js";
import { agentsOf } from "./ignoredParts.js";

type Client = reference.CognitoIdentityClient;
type Command = Parameters<Client["send"]>[0];

interface Sent {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  headers: Record<string, string>;
}

const cases: { environment: Record<string, string>; code: object }[] = JSON.parse(await text(process.stdin));
const before = { ...process.env };
const found = [];
for (const { environment, code } of cases) {
  // In place, because importers of `node:process` have this object.
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, before, environment);
  found.push([await settingsOf(ours as unknown as typeof reference, code), await settingsOf(reference, code)]);
}
console.log(JSON.stringify(found));

async function settingsOf(source: typeof reference, code: object): Promise<object> {
  const settings: Record<string, unknown> = {};
  try {
    const sent: Sent[] = [];
    const handle = async (request: Sent) => {
      sent.push(request);
      return { response: new HttpResponse({ statusCode: 200, headers: {}, body: new Uint8Array() }) };
    };
    const client = new source.CognitoIdentityClient({ ...code, requestHandler: { handle } as never });
    const { config } = client;
    const asked = config as unknown as Record<string, unknown>;
    // The reference reads disableClockSkewCorrection once per process.
    for (const name of [
      "region",
      "maxAttempts",
      "retryMode",
      "useFipsEndpoint",
      "useDualstackEndpoint",
      "userAgentAppId",
      "defaultsMode",
      "authSchemePreference",
      ...(cases.length === 1 ? ["disableClockSkewCorrection"] : []),
    ]) {
      settings[name] = await told(async () => (typeof asked[name] === "function" ? asked[name]() : asked[name]));
    }
    settings.strategy = await told(async () => (await config.retryStrategy()).constructor.name);
    for (const operation of ["GetId", "ListIdentities"]) {
      const CommandClass = (source as unknown as Record<string, new (input: object) => Command>)[`${operation}Command`];
      settings[operation] = await told(async () => {
        await client.send(new (CommandClass as new (input: object) => Command)({}));
        return placeOf(sent.pop());
      });
    }
  } catch (error) {
    settings.failed = String(error);
  }
  return settings;
}

async function told(get: () => Promise<unknown>): Promise<unknown> {
  try {
    return (await get()) ?? "undefined";
  } catch (error) {
    return String(error);
  }
}

function placeOf(sent: Sent | undefined): unknown {
  if (sent === undefined) {
    return "nothing sent";
  }
  const { protocol, hostname, port, path, headers } = sent;
  return {
    protocol,
    hostname,
    port,
    path,
    agents: agentsOf(headers),
    credential: headers.authorization?.split(/[/,]/).slice(0, 4),
    token: headers["x-amz-security-token"],
  };
}
