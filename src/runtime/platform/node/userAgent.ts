import { release } from "node:os";
import type { UserAgent } from "@smithy/types";

/** Operating system and runtime. */
export function platformUserAgent(): UserAgent {
  return [[`os/${process.platform}`, release()], ["lang/js"], runtimePair(), ...executionEnvironment()];
}

function runtimePair(): [string, string] {
  const versions: Record<string, string | undefined> = process.versions;
  const other = ["deno", "bun", "llrt"].find((name) => versions[name]);
  return other === undefined ? ["md/nodejs", process.versions.node] : [`md/${other}`, versions[other] ?? ""];
}

/** Where AWS runs this process, such as a Lambda runtime. */
function executionEnvironment(): UserAgent {
  const environment = process.env.AWS_EXECUTION_ENV;
  return environment ? [[`exec-env/${environment}`]] : [];
}
