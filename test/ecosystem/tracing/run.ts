/**
 * `npm run test:tracing [-- --only NAME]`: compares what tracing tools record of calls of the reference and of this client. CI does not run
 * it.
 */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { build } from "esbuild";
import { installApplication } from "../../../scripts/packages/installApplication.js";
import { startCognitoIdentity } from "../../../src/local/index.js";
import { environment } from "../environment.js";
import { startCollector } from "./Collector.js";
import type { Span } from "./Span.js";
import { type Tool, tools } from "./tools.js";

const HERE = import.meta.dirname;
/** The newest releases of the tools do not support the oldest Node.js version that this package supports. */
const NODE = join(HERE, "../../platforms/node_modules/node24/bin/node");
const REFERENCE = "@aws-sdk/client-cognito-identity";
const POOL_ID = "us-east-1:11111111-2222-4333-8444-555555555555";
const FORMS = ["CommonJS", "ES modules", "bundled"] as const;
type Form = (typeof FORMS)[number];
type Side = "reference" | "ours";

/** The four calls of programs/calls.cjs. */
const OUTCOMES = JSON.stringify([true, 1, "ResourceNotFoundException", null, true]);

/** What differs between runs, and the name of the client. */
const VARIABLE =
  /(?:^|[._])(?:id|guid|pid|port|process_id)$|Id$|time|duration|stamp|url|address|user_agent|stack|priority|host|message$|^(?:sync|sample_rate|destination|service)$|_dd\.|request_?id|thread|sampling|env\.|memory/i;

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = tools.filter(({ name }) => name.toLowerCase().includes((values.only ?? "").toLowerCase()));

await checkLoaders();
mkdirSync(join(HERE, ".cache"), { recursive: true });
const folder = mkdtempSync(join(HERE, ".cache/run-"));
try {
  const tls = certificate();
  const folders = { reference: join(folder, "reference"), ours: join(folder, "ours") };
  await installApplication(
    folders.ours,
    { dependencies: { [REFERENCE]: "npm:cognito-identity-client@*" } },
    "test/ecosystem/tracing",
  );
  // Datadog and Elastic contain version 1.9 of the OpenTelemetry API, and version 1.10 does not find what that version registers.
  const api = "node_modules/@opentelemetry/api";
  cpSync(join(HERE, "node_modules/dd-trace", api), join(folders.ours, api), { recursive: true });
  for (const side of ["reference", "ours"] as const) {
    cpSync(join(HERE, "programs"), folders[side], { recursive: true });
    await bundle(folders[side]);
  }
  const rows: string[][] = [["tool", "application", "AWS's client", "this package", ""]];
  for (const tool of chosen) {
    for (const form of FORMS) {
      const [reference, ours] = await Promise.all(
        (["reference", "ours"] as const).map((side) => record(tool, form, side, folders[side], tls)),
      );
      const verdict = compare(tool, form, reference as Recorded, ours as Recorded);
      rows.push([
        `${tool.name} ${versionOf(tool)}`,
        form,
        summaryOf(reference as Recorded),
        summaryOf(ours as Recorded),
        verdict,
      ]);
      console.error(`${tool.name}, ${form}: ${verdict}`);
    }
  }
  console.log(rows.map((row) => `| ${row.join(" | ")} |`).join("\n"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Recorded {
  spans: Span[];
  outcomes: string | undefined;
  stderr: string;
}

/** "same" if the spans have the same names, parents, attributes, and errors; "more" if this client has additional spans. */
function compare(tool: Tool, form: Form, reference: Recorded, ours: Recorded): string {
  const [theirs, own] = [comparable(reference.spans), comparable(ours.spans)];
  const isSame = JSON.stringify(theirs) === JSON.stringify(own);
  const callsOf = ({ spans }: Recorded): number => spans.filter(showsCall).length;
  const verdict = isSame ? "same" : callsOf(ours) > callsOf(reference) ? "more" : "DIFFERS";
  const isExpected = tool.isOwn || (form === "bundled" && tool.isPatching) ? verdict === "more" : verdict === "same";
  if (!isExpected || reference.outcomes !== OUTCOMES || ours.outcomes !== OUTCOMES || theirs.length === 0) {
    process.exitCode = 1;
    console.error({ tool: tool.name, form, outcomes: [reference.outcomes, ours.outcomes] });
    console.error(`${reference.stderr.slice(0, 1000)}\n${ours.stderr.slice(0, 1000)}`);
    console.error(
      [
        ...theirs.filter((one) => !own.includes(one)).map((one) => `- ${one}`),
        ...own.filter((one) => !theirs.includes(one)).map((one) => `+ ${one}`),
      ].join("\n"),
    );
    return `UNEXPECTED: ${verdict}`;
  }
  return verdict;
}

/** Finds the call of a span, its operation, or its request ID, by its name or attributes. */
function showsCall({ name, facts }: Span): boolean {
  return (
    /CognitoIdentity\.|cognito.*\.GetId/i.test(name) ||
    facts["aws.operation"] !== undefined ||
    facts.operation !== undefined
  );
}

function comparable(spans: Span[]): string[] {
  const names = new Map(spans.map(({ id, name }) => [id, name]));
  return spans
    .map(({ name, parent, facts, isError }) =>
      JSON.stringify([
        name,
        names.get(parent ?? "") ?? null,
        isError,
        Object.entries(plain(facts) as object).sort(),
      ]).replace(/127\.0\.0\.1:\d+/g, "127.0.0.1"),
    )
    .sort();
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return typeof value === "bigint" ? String(value) : value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !VARIABLE.test(key))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}

function versionOf(tool: Tool): string {
  const manifest = readFileSync(join(HERE, "node_modules", tool.package, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function summaryOf({ spans }: Recorded): string {
  const counts = new Map<string, number>();
  for (const span of spans.filter(({ name }) => name !== "work" && !/tcp|dns/.test(name))) {
    const name =
      span.name.replace(/127\.0\.0\.1(?::\d+)?/, "HOST") +
      (!/cognito/i.test(span.name) && showsCall(span) ? " with AWS attributes" : "");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => `${name} ×${count}`)
    .sort()
    .join(", ");
}

/** Checks that the loader of every Node.js version is supported: a hook is detected, and without one nothing is loaded. */
async function checkLoaders(): Promise<void> {
  const observability = join(HERE, "../../observability");
  for (const version of ["node22", "node24", "node26"]) {
    const node = join(HERE, "../../platforms/node_modules", version, "bin/node");
    for (const [hook, expected] of [
      ["", [0, 0]],
      ["require", [12, 4]],
    ] as const) {
      const argv = ["--require", join(observability, "patch.cjs"), join(observability, "calls.cjs")];
      const { stdout } = await promisify(execFile)(node, argv, {
        cwd: observability,
        env: { ...process.env, HOOK: hook },
      });
      const { patched, loaded } = JSON.parse(stdout) as { patched: object[]; loaded: number };
      const found = [patched.length, loaded];
      if (String(found) !== String(expected)) {
        process.exitCode = 1;
      }
      console.error(`${version}, ${hook || "no"} hook: ${found[0]} calls seen, ${found[1]} files loaded`);
    }
  }
}

async function record(
  tool: Tool,
  form: Form,
  side: Side,
  cwd: string,
  tls: { key: string; cert: string; path: string },
): Promise<Recorded> {
  const collector = await startCollector(tls);
  const service = await startCognitoIdentity({
    seed: { pools: [{ IdentityPoolId: POOL_ID, IdentityPoolName: "app", AllowUnauthenticatedIdentities: true }] },
  });
  service.control.addFault({ operation: "ListIdentityPools", kind: "throttle", times: 1 });
  const env = environment({
    HOME: undefined,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.endpoint,
    NODE_EXTRA_CA_CERTS: tls.path,
    POOL_ID,
    ...(side === "ours" && { OWN: "1" }),
    ...tool.environment(collector),
  });
  const program = { CommonJS: "app.cjs", "ES modules": "app.mjs", bundled: "bundle.cjs" }[form];
  const argv = ["--no-warnings", ...(form === "ES modules" ? tool.module : tool.commonjs), program];
  const { stdout, stderr } = await promisify(execFile)(NODE, argv, { cwd, env, timeout: 20_000 }).catch(
    (error) => error,
  );
  await service.close();
  const spans = tool.read(collector.received);
  await collector.close();
  return { spans, outcomes: /OUTCOMES (.*)/.exec(stdout)?.[1], stderr: String(stderr ?? "") };
}

async function bundle(cwd: string): Promise<void> {
  await build({
    absWorkingDir: cwd,
    entryPoints: ["app.cjs"],
    outfile: join(cwd, "bundle.cjs"),
    bundle: true,
    platform: "node",
    logLevel: "error",
  });
}

function certificate(): { key: string; cert: string; path: string } {
  const [key, path] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", path, ...subject];
  execFileSync("openssl", ["req", ...options], { stdio: "ignore" });
  return { key: readFileSync(key, "utf8"), cert: readFileSync(path, "utf8"), path };
}
