import { join } from "node:path";
import { bundle } from "../bundles.js";
import { runInHermes } from "../hermes/HermesProcess.js";
import { installed } from "../installed.js";
import { output, succeed } from "../processes.js";
import type { Run, Runtime } from "../Runtime.js";

const ENGINE = () => installed("hermes-engine-cli/linux64-bin/hermes");
/** Compilers to bytecode: that of the current React Native, which has no engine for Linux, and that of the engine that runs here. */
const COMPILERS = {
  current: () => installed("hermes-compiler/hermesc/linux64-bin/hermesc"),
  engine: () => installed("hermes-engine-cli/linux64-bin/hermesc"),
};

/** Metro's bundle of React Native's environment, the package, and the suite, in Hermes. */
export const reactNative: Runtime = {
  name: "React Native",
  version: async () => /release version: (\S+)/.exec(await output(ENGINE(), "--version"))?.[0] ?? "",
  async prepare({ application }) {
    const run = (packageExports: "with-exports" | "without-exports", name: string): Run => ({
      name,
      expectedRuntime: "react-native",
      async start(settings) {
        const file = await bundled(application, packageExports);
        await runInHermes(file, { SUITE_SETTINGS: settings });
      },
    });
    return {
      runs: [run("with-exports", "Metro, package exports"), run("without-exports", "Metro, no package exports")],
    };
  },
};

/**
 * The bundle for the engine that runs here, which does not support classes. The current Hermes supports them: its compiler must also accept
 * the bundle with classes.
 */
async function bundled(application: string, packageExports: string): Promise<string> {
  const entry = join(application, "reactNative.js");
  const current = join(application, `reactNative-${packageExports}-current.js`);
  await bundle("metro", entry, current, packageExports, "hermes-stable");
  await compiled(COMPILERS.current(), current);
  const file = join(application, `reactNative-${packageExports}.js`);
  await bundle("metro", entry, file, packageExports, "default");
  await compiled(COMPILERS.engine(), file);
  return file;
}

async function compiled(compiler: string, file: string): Promise<void> {
  await succeed(compiler, ["-O", "-w", "-emit-binary", "-out", `${file}.hbc`, file]);
}
