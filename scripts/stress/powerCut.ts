import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import type { Figures, Stage } from "./Stage.js";

const CHANGES = 500;
const PROGRAM = fileURLToPath(new URL("killedService.cjs", import.meta.url));

/** After a power failure, only data that the disk has confirmed remains, so the order of system calls shows what can be lost. */
export const powerCutStage: Stage = {
  name: "power cut with syncData",
  skipReason: () => (spawnSync("strace", ["-V"]).status === 0 ? undefined : "strace is not installed"),
  run: powerCut,
};

async function powerCut(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "stress-"));
  try {
    const trace = join(folder, "trace.txt");
    const options = ["-f", "-y", "-s", "16", "-e", "trace=fdatasync,write,writev,sendto", "-o", trace];
    const service = spawn("strace", [...options, process.execPath, PROGRAM, join(folder, "data"), "sync"], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
    });
    const ended = new Promise((resolve) => service.once("exit", resolve));
    const { endpoint, pid } = await new Promise<{ endpoint: string; pid: number }>((resolve, reject) => {
      service.once("message", (message) => resolve(message as { endpoint: string; pid: number }));
      service.once("exit", (status) => reject(new Error(`The service exited with ${status} before it started.`)));
    });
    await change(endpoint);
    // strace exits with the traced process, and then its file is complete.
    process.kill(pid, "SIGKILL");
    await ended;
    return confirmed(readFileSync(trace, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes changes one after the other, each of which is a batch. */
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

/** For each response: whether LevelDB's log was written and synced since the previous response. */
function confirmed(trace: string): Figures {
  let isConfirmed = false;
  let responses = 0;
  let early = 0;
  for (const line of trace.split("\n")) {
    // strace prints the end of an interrupted call on a separate line, which is the one that counts.
    if (/fdatasync(?:\(.*\.log>\)| resumed>.*\)) += 0$/.test(line)) {
      isConfirmed = true;
    } else if (line.includes('"HTTP/1.1 200')) {
      responses++;
      early += isConfirmed ? 0 : 1;
      isConfirmed = false;
    }
  }
  const failures = early === 0 ? [] : [`${early} responses were sent before the disk had confirmed their changes`];
  if (responses !== CHANGES) {
    failures.push(`${responses} responses were found instead of ${CHANGES}`);
  }
  return { counts: { "responses sent after the disk had confirmed their changes": responses - early }, failures };
}
