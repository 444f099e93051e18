import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lists, with their licences, the packages whose code is inlined in dist/. */
export function writeThirdPartyNotices(inputs: readonly string[]): void {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const texts = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
      string,
      string
    >;
    const text = licenseText(folder, `Licensed under ${license}.`);
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  const sections = [...texts].map(
    ([text, packages]) => `${packages.map((name) => `- ${name}\n`).join("")}\n${text.trim()}\n`,
  );
  const title = "The files in this folder hold code of these packages.\n";
  writeFileSync("dist/THIRD-PARTY-NOTICES", [title, ...sections].join(`\n${"-".repeat(80)}\n\n`));
}

function licenseText(folder: string, otherwise: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : otherwise;
}
