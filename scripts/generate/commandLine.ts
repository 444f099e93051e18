import { join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";

export interface CommandLine {
  readonly model: string;
  readonly out: string;
  /** How the generated files import the runtime; see EmitOptions. */
  readonly runtime: string;
  readonly check: boolean;
}

export const USAGE = `Usage: tsx scripts/generate.ts [--model FILE] [--out DIR] [--runtime PATH] [--check]

  --model FILE     Smithy 2.0 JSON AST of an awsJson1_1 service (scripts/model/cognito-identity.json)
  --out DIR        where the TypeScript goes (src/generated)
  --runtime PATH   how the files in DIR import the runtime (the way from DIR to this repository's src/runtime)
  --check          write nothing; fail when DIR is not what would be written`;

/** @throws TypeError on an unknown option. */
export function parseCommandLine(args: string[], repository: string): CommandLine {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: "string", default: join(repository, "scripts/model/cognito-identity.json") },
      out: { type: "string", default: join(repository, "src/generated") },
      runtime: { type: "string" },
      check: { type: "boolean", default: false },
    },
  });
  const out = resolve(values.out);
  const way = relative(out, join(repository, "src/runtime")).split(sep).join("/");
  return { model: resolve(values.model), out, runtime: values.runtime ?? way, check: values.check };
}
