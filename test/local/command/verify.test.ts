import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { evidence } from "../../../scripts/fidelity/all.js";
import { poolChecks } from "../../../src/local/verify/poolChecks.js";
import { requestChecks } from "../../../src/local/verify/requestChecks.js";
import { Target } from "../../../src/local/verify/Target.js";
import { verify as runChecks } from "../../../src/local/verify/verify.js";
import { ok, startService } from "../harness.js";
import { CommandProcess } from "./commandProcess.js";

const checks = [...requestChecks, ...poolChecks];

const verify = (...args: readonly string[]): CommandProcess => verifyIn({}, ...args);

const verifyIn = (env: Record<string, string>, ...args: readonly string[]): CommandProcess =>
  new CommandProcess("cognito-identity-client", ["verify", ...args], { env });

test("the local service passes every check, and the checks leave nothing behind", async () => {
  const service = await startService({ region: "eu-central-1" });
  const command = verify("--endpoint", service.endpoint, "--region", "eu-central-1", "--allow-changes");
  expect(await command.ended, command.stdout).toBe(0);
  expect(command.stdout.match(/^\| ✓ /gm)).toHaveLength(checks.length);
  expect(command.stdout).toContain(`\n${checks.length} as expected, 0 different.\n`);
  expect(command.stderr).toBe("");
  expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
});

test("without --allow-changes, nothing is created", async () => {
  const service = await startService();
  const command = verify("--endpoint", service.endpoint);
  expect(await command.ended, command.stdout).toBe(0);
  const skipped = poolChecks.length;
  expect(command.stdout).toContain(`${checks.length - skipped} as expected, 0 different, ${skipped} not run`);
  expect(service.requests.map(({ operation }) => operation)).not.toContain("CreateIdentityPool");
});

/** The exit status is in the error output, because that of a shell is the status of the last command. */
const READ_BY_NOBODY = '{ "$@"; echo "status $?" >&2; } | true';

test.skipIf(process.platform === "win32")(
  "if the reader of the output ends early, the checks still clean up, and set the exit status",
  async () => {
    const service = await startService();
    const different = await variant(service.endpoint, (text) => text.replace("ResourceNotFoundException", "Other"));
    const wrap = (words: readonly string[]) => ["sh", "-c", READ_BY_NOBODY, "sh", ...words];
    for (const [endpoint, status] of [
      [service.endpoint, 0],
      [different, 1],
    ]) {
      const args = ["verify", "--endpoint", String(endpoint), "--allow-changes"];
      const command = new CommandProcess("cognito-identity-client", args, { wrap });
      await command.ended;
      expect(command.stderr).toBe(`status ${status}\n`);
      expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
    }
  },
);

test.skipIf(process.platform === "win32")(
  "a signal ends the checks after the current one, which cleans up",
  async () => {
    let command: CommandProcess | undefined;
    const onRequest = ({ operation }: { readonly operation?: string | undefined }) => {
      if (operation === "CreateIdentityPool") {
        command?.process.kill("SIGINT");
      }
    };
    const service = await startService({ onRequest });
    command = verify("--endpoint", service.endpoint, "--allow-changes");
    expect(await command.ended, command.stderr).toBe(130);
    expect(command.stdout.match(/^\| ✓ /gm)?.length).toBeLessThan(checks.length);
    expect((await ok(service, "ListIdentityPools", { MaxResults: 60 })).IdentityPools).toEqual([]);
  },
);

/** Forwards everything to a service, and returns its response after `change`. */
async function variant(endpoint: string, change: (text: string) => string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const forwarded = httpRequest(new URL(url ?? "/", endpoint), { method, headers }, async (response) => {
      const body = change(Buffer.concat(await response.toArray()).toString());
      outgoing.writeHead(response.statusCode ?? 0, { ...response.headers, "content-length": Buffer.byteLength(body) });
      outgoing.end(body);
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  [
    "numbers in JavaScript's notation",
    (text: string) => text.replace(/\d\.\d+E9/g, (number) => String(Number(number))),
    "timestamps",
  ],
  [
    "members in another order",
    (text: string) => text.replace(/^\{("AllowUnauthenticatedIdentities":\w+),(.*)\}$/, "{$2,$1}"),
    "order of members in a response",
  ],
  [
    "a text of its own",
    (text: string) => text.replace("Unauthenticated access is not supported", "No guests"),
    "guests where the pool has none",
  ],
])("if an implementation has %s, that is the only difference", async (_, change, difference) => {
  const service = await startService();
  const command = verify("--endpoint", await variant(service.endpoint, change), "--allow-changes");
  expect(await command.ended, command.stdout).toBe(1);
  const different = [...command.stdout.matchAll(/^\| ✗ \| ([^|]+) \|/gm)].map(([, about]) => about);
  expect(different).toEqual([difference]);
});

test("an unreachable endpoint is reported once, before any check", async () => {
  const command = verify("--endpoint", "http://127.0.0.1:9");
  expect(await command.ended).toBe(1);
  expect(command.stdout).toBe("");
  expect(command.stderr).toMatch(
    /^Cannot reach http:\/\/127\.0\.0\.1:9: .+\. Start the service there, or correct --endpoint\.\n$/,
  );
});

test("without --endpoint, the host of AWS is that of the Region's partition", async () => {
  // Only the partition's own networks can reach it.
  const command = verify("--region", "us-iso-east-1");
  expect(await command.ended).toBe(1);
  expect(command.stderr).toContain("Cannot reach https://cognito-identity.us-iso-east-1.c2s.ic.gov: ");
});

test("a server that closes the connection is described in words", async () => {
  const server = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const command = verify("--endpoint", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(await command.ended).toBe(1);
  expect(command.stderr).toContain(": other side closed. Start the service there");
});

test("empty environment variables count as absent, and a Region in them must be one", async () => {
  const { endpoint } = await startService();
  const empty = { AWS_REGION: "", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_PROFILE: "" };
  const command = verifyIn(empty, "--endpoint", endpoint);
  expect(await command.ended, command.stderr).toBe(0);
  const misspelled = verifyIn({ AWS_REGION: "us-east" }, "--endpoint", endpoint);
  expect(await misspelled.ended).toBe(2);
  expect(misspelled.stderr).toContain('AWS_REGION must be a Region such as us-east-1, not "us-east".');
});

test.each([
  [[], "Pass --endpoint URL, or --region REGION for AWS itself.\nTry cognito-identity-client verify --help\n"],
  [["--endpoint", "localhost:4545"], "--endpoint must be a URL such as http://127.0.0.1:4545"],
  [["--region", ""], '--region must be a Region such as us-east-1, not "".'],
  [["--endpiont", "x"], "There is no option --endpiont. Did you mean --endpoint?"],
])("verify %j is rejected with a reason", async (args, message) => {
  const command = verify(...args);
  expect(await command.ended).toBe(2);
  expect(command.stderr).toContain(message);
});

test("the evidence named in a check is on the documentation page", () => {
  const strengths = new Set(Object.values(evidence).flat().flatMap(Object.keys));
  expect(checks.filter(({ strength }) => !strengths.has(strength))).toEqual([]);
  expect(new Set(checks.map(({ about }) => about)).size).toBe(checks.length);
});

test("a server that accepts requests and never responds ends the checks soon", async () => {
  // The timeouts are reached once the server has the requests, however long that takes.
  const limits: AbortController[] = [];
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
    const limit = new AbortController();
    limits.push(limit);
    return limit.signal;
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const server = createServer((request, response) => {
    // The command checks with a GET request whether there is a server.
    if (request.method === "GET") {
      response.end("{}");
    } else {
      limits.at(-1)?.abort(new DOMException("The operation timed out.", "TimeoutError"));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = async () => ({ accessKeyId: "test", secretAccessKey: "test" });
  const target = new Target({ endpoint, region: "us-east-1", keys });
  const results: unknown[] = [];
  const verified = runChecks(target, { allowChanges: false, onResult: (result) => results.push(result) });
  await expect(verified).rejects.toThrow(`${endpoint} does not respond: 2 checks timed out.`);
  expect(results.length).toBeLessThan(checks.length);
});
