import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sourceFiles } from "./sourceFiles.js";

const PRIVATE_MEMBER = /(?<![\w$"'])#[\w$]+/g;
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

// A proxy, an inheriting object, and a copy do not have the private members of the original object. The local service does not return
// instances of classes with private members.
test("No public class has private members: objects work behind proxies, as prototypes, and copied", () => {
  const found = sourceFiles()
    .filter(({ path }) => !path.startsWith("local/"))
    .flatMap(({ path, code }) => [...code.matchAll(PRIVATE_MEMBER)].map(([name]) => `${path}: ${name}`));
  expect(found).toEqual([]);
});

test("The same applies to every build", () => {
  expect(existsSync(DIST), "run `npm run build`").toBe(true);
  const builds = readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.[cm]?js$/.test(path) && !path.startsWith("local/"));
  expect(builds.filter((path) => path.endsWith(".cjs"))).not.toEqual([]);
  const found = builds.flatMap((path) =>
    [...readFileSync(join(DIST, path), "utf8").matchAll(/\b(?:this|\w+)\.#[\w$]+/g)].map(
      ([name]) => `${path}: ${name}`,
    ),
  );
  expect(found).toEqual([]);
});
