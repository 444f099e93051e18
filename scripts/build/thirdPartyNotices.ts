import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Lists the packages whose code is inlined in dist/, with their licenses. */
export function writeThirdPartyNotices(inputs: readonly string[]): void {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const own = termsOf(readFileSync("LICENSE", "utf8"));
  const licenses = new Map<string, { terms: string; packages: string[] }>();
  for (const folder of [...folders].sort()) {
    const { name, version, license, author } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    ) as Manifest;
    // Some packages of AWS have no file with their license, which is that of this package.
    const text = licenseText(folder) ?? `Author: ${author?.name} (${author?.url})\n`;
    const terms = text.startsWith("Author:") && license === "Apache-2.0" ? own : termsOf(text);
    const known = licenses.get(lettersOf(terms)) ?? { terms, packages: [] };
    const copyrights = (text.match(COPYRIGHT) ?? []).map((line) => `\n  ${line.replaceAll("**", "").trim()}`);
    known.packages.push(`- ${name} ${version}${copyrights.join("")}\n`);
    licenses.set(lettersOf(terms), known);
  }
  const sections = [...licenses].map(([letters, { terms, packages }]) => {
    const text = letters === lettersOf(own) ? "Licensed under the Apache License, Version 2.0: see ../LICENSE." : terms;
    return `${packages.join("")}\n${text.trim()}\n`;
  });
  const title = "The files in this folder contain code of these packages.\n";
  writeFileSync("dist/THIRD-PARTY-NOTICES", [title, ...sections].join(`\n${"-".repeat(80)}\n\n`));
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: { readonly name: string; readonly url: string };
}

/** The lines that differ between packages. */
const COPYRIGHT = /^[ *]*(?:copyright (?:©|\(c\)|\d)|Author: ).*$/gim;

/** The terms of a license, which many packages share, without title, copyright lines, and the instructions for applying it. */
function termsOf(license: string): string {
  return license
    .replace(COPYRIGHT, "")
    .replace(/^[# (]*(?:The )?MIT License(?: \(MIT\))?\)? *$/gim, "")
    .replace(/^ *APPENDIX: How to apply the Apache License to your work\..*/ms, "");
}

/** For the comparison of texts with different line breaks and punctuation. */
function lettersOf(text: string): string {
  return text.replace(/\W/g, "").toLowerCase();
}

function licenseText(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file && readFileSync(join(folder, file), "utf8");
}
