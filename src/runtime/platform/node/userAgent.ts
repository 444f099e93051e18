import { release } from "node:os";
import type { UserAgent } from "@smithy/types";

/** Operating system, runtime, what `others` says, and where AWS runs this process, such as a Lambda runtime. */
export function platformUserAgent(...others: UserAgent): UserAgent {
  const environment = process.env.AWS_EXECUTION_ENV;
  return [
    [`os/${process.platform}`, release()],
    ["lang/js"],
    runtimePair(),
    ...others,
    ...(environment ? ([[`exec-env/${environment}`]] as UserAgent) : []),
  ];
}

function runtimePair(): [string, string] {
  const versions: Record<string, string | undefined> = process.versions;
  const other = ["deno", "bun", "llrt"].find((name) => versions[name]);
  return other === undefined ? ["md/nodejs", process.versions.node] : [`md/${other}`, versions[other] ?? ""];
}
