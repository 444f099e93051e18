import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * Bundles some of the package's exports for browsers as an app's esbuild does.
 *
 * @param apart - modules that are loaded on need, by the end of their names: an app that splits its code has them in chunks.
 */
export async function bundleSize(
  names: readonly string[],
  from = "cognito-identity-client",
  resolveDir = ".",
  apart: readonly string[] = [],
): Promise<{ bytes: number; modules: string[]; text: string }> {
  const { metafile, outputFiles, warnings } = await build({
    stdin: { contents: `export { ${names.join(", ")} } from "${from}";`, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    external: apart.map((name) => `*/${name}.js`),
    metafile: true,
    write: false,
    legalComments: "none",
  });
  if (warnings.length > 0) {
    throw new Error(`esbuild warns: ${warnings.map(({ text }) => text).join("; ")}`);
  }
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  const inputs = Object.entries(output?.inputs ?? {}).sort(
    ([, one], [, other]) => other.bytesInOutput - one.bytesInOutput,
  );
  return {
    bytes: gzipSync(file?.contents ?? "", { level: 9 }).length,
    modules: inputs.map(([path, { bytesInOutput }]) => `  ${bytesInOutput} ${path}`),
    text: file?.text ?? "",
  };
}
