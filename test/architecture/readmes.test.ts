import { existsSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { expect, test } from "vitest";
import { anchorsOf, documents, linksOf, ROOT, read } from "../docs/markdown.js";

const files = ["src", "scripts", "test"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => `/${folder}/${path}`),
);

test.each(["CONTRIBUTING.md", "src/README.md", "src/local/README.md", "src/local/state/README.md"])(
  "the files named in %s exist",
  (document) => {
    const named = [...read(document).matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|mts|css|html))`/g)];
    const missing = named.filter(([, name = ""]) => !files.some((file) => file.endsWith(`/${name}`)));
    expect(missing.map(([, name]) => name)).toEqual([]);
  },
);

test("the links between documents refer to existing files and headings", () => {
  const links = documents.flatMap((document) => linksOf(read(document)).map((link) => ({ document, link })));
  const local = links.filter(({ link }) => !/^(?:https:|mailto:)/.test(link));
  expect(local.length).toBeGreaterThan(100);
  const dead = local.filter(({ document, link }) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? document : posix.join(dirname(document), path);
    if (path.startsWith("/") || !existsSync(join(ROOT, target))) {
      return true;
    }
    return anchor !== undefined && !anchorsOf(read(target)).has(anchor);
  });
  expect(dead).toEqual([]);
});

test.each([
  ["[there](#a-heading-with-code-and-links)", true],
  ["[not there](#another)", false],
])("the fragment of %s is checked", (link, exists) => {
  const [target = ""] = linksOf(link);
  const page = "# A heading with `code` and [links](x.md)\n\n```sh\n# Another\n```\n";
  expect(anchorsOf(page).has(target.slice(1))).toBe(exists);
});
