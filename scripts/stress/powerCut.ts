import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import type { Figures, Stage } from "./Stage.js";

const CHANGES = 500;
const PROGRAM = fileURLToPath(new URL("killedService.cjs", import.meta.url));

/** What survives a power failure is what the disk has confirmed, so the order of the system calls shows what is lost by one. */
export const powerCutStage: Stage = {
  name: "power cut with syncData",
  whyNot: () => (spawnSync("strace", ["-V"]).status === 0 ? undefined : "strace is not installed"),
  run: powerCut,
};

async function powerCut(): Promise<Figures> {
  const place = mkdtempSync(join(tmpdir(), "stress-"));
  try {
    const trace = join(place, "trace.txt");
    const options = ["-f", "-y", "-s", "16", "-e", "trace=fdatasync,write,writev,sendto", "-o", trace];
    const service = spawn("strace", [...options, process.execPath, PROGRAM, join(place, "data"), "sync"], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
    });
    const ended = new Promise((resolve) => service.once("exit", resolve));
    const { endpoint, pid } = await new Promise<{ endpoint: string; pid: number }>((resolve, reject) => {
      service.once("message", (found) => resolve(found as { endpoint: string; pid: number }));
      service.once("exit", (status) => reject(new Error(`The service ended with ${status} before it had started.`)));
    });
    await change(endpoint);
    // strace ends with what it traces, and then its file is complete.
    process.kill(pid, "SIGKILL");
    await ended;
    return confirmed(readFileSync(trace, "utf8"));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** One change after the other, each of which is a batch. */
async function change(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new CognitoIdentity({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  const pool = { IdentityPoolName: "stress", AllowUnauthenticatedIdentities: true };
  const { IdentityPoolId } = await client.createIdentityPool(pool);
  for (let count = 1; count < CHANGES; count++) {
    await client.getId({ IdentityPoolId });
  }
  client.destroy();
}

/** For each response: whether LevelDB's log was written and confirmed by the disk after the response before it. */
function confirmed(trace: string): Figures {
  let isConfirmed = false;
  let responses = 0;
  let early = 0;
  for (const line of trace.split("\n")) {
    // Of a call that other threads interrupt, the end counts: it is a line of its own.
    if (/fdatasync(?:\(.*\.log>\)| resumed>.*\)) += 0$/.test(line)) {
      isConfirmed = true;
    } else if (line.includes('"HTTP/1.1 200')) {
      responses++;
      early += isConfirmed ? 0 : 1;
      isConfirmed = false;
    }
  }
  const failures = early === 0 ? [] : [`${early} responses left before the disk had confirmed their changes`];
  if (responses !== CHANGES) {
    failures.push(`${responses} responses were seen, and not ${CHANGES}`);
  }
  return { counts: { "responses, each after its change was confirmed by the disk": responses - early }, failures };
}
