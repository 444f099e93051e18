import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const files = ["src", "scripts", "test"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => `/${folder}/${path}`),
);

test.each(["README.md", "src/README.md", "src/local/README.md"])("the files that %s names are there", (readme) => {
  const named = [...read(readme).matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|mts|css|html))`/g)];
  const missing = named.filter(([, name = ""]) => !files.some((file) => file.endsWith(`/${name}`)));
  expect(missing.map(([, name]) => name)).toEqual([]);
});

test("the links of README.md lead somewhere", () => {
  const links = [...read("README.md").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const anchors = new Set(
    [...read("README.md").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
  const dead = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    return link.startsWith("#") ? !anchors.has(link.slice(1)) : !existsSync(join(ROOT, link.replace(/#.*/, "")));
  });
  expect(dead).toEqual([]);
});

test("the scripts that README.md names are package.json's", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read("README.md").matchAll(/`npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
