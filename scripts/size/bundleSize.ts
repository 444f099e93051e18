import { SourceMap } from "node:module";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** A module in a bundle. */
export interface BundledModule {
  path: string;
  /** Minified. */
  bytes: number;
  /** The compressed size that removing the module from the bundle saves: less than its own size, if other modules have similar text. */
  gzip: number;
}

export interface Bundle {
  /** Compressed. */
  bytes: number;
  text: string;
  /** The largest module comes first. Compresses the bundle once for each module, so only the bundles that are shown do this. */
  modules(): BundledModule[];
}

/**
 * Bundles some of the package's exports with esbuild, as an app does.
 *
 * @param apart - modules that are loaded on demand, by the end of their names: an app that splits its code has them in chunks.
 * @param resolveDir - the folder from which packages are resolved.
 */
export async function bundleSize(
  names: readonly string[],
  from = "cognito-identity-client",
  resolveDir = ".",
  apart: readonly string[] = [],
  platform: "browser" | "node" = "browser",
): Promise<Bundle> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: `export { ${names.join(", ")} } from "${from}";`, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    external: apart.map((name) => `*/${name}.js`),
    sourcemap: "external",
    sourcesContent: false,
    outdir: resolveDir,
    write: false,
    legalComments: "none",
  });
  if (warnings.length > 0) {
    throw new Error(`esbuild warns: ${warnings.map(({ text }) => text).join("; ")}`);
  }
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  const [text, map] = [textOf(".js"), textOf(".map")];
  return { bytes: compressed(text), text, modules: () => modulesOf(text, map) };
}

function compressed(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

/** Uses the source map to find the module of each character, because the minified text has no boundaries. */
function modulesOf(text: string, map: string): BundledModule[] {
  const sourceMap = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const sources: string[] = [];
  for (const [line, characters] of text.split("\n").entries()) {
    for (let column = 0; column <= characters.length; column++) {
      const entry = sourceMap.findEntry(line, column);
      sources.push("originalSource" in entry ? entry.originalSource : "");
    }
  }
  const whole = compressed(text);
  return [...new Set(sources)]
    .map((path) => {
      const rest = [...text].filter((_, position) => sources[position] !== path).join("");
      return { path, bytes: text.length - rest.length, gzip: whole - compressed(rest) };
    })
    .sort((one, other) => other.gzip - one.gzip);
}
