import { expect, test } from "vitest";
import { read, snippetsOf } from "./markdown.js";

const LINES = 150;

test(`the README has at most ${LINES} lines`, () => {
  const lines = read("README.md").trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(LINES);
});

test("the README starts with one sentence and the two commands for a fresh clone", () => {
  const [title, sentence = ""] = read("README.md").split("\n\n");
  expect(title).toBe("# cognito-identity-client");
  expect(sentence.match(/\.(?=\s|$)/g)).toHaveLength(1);
  expect(snippetsOf("README.md")[0]?.code).toBe("npm run demo\nnpm test\n");
});

test.each([
  ["get-credentials-for-a-guest", 6],
  ["sign-in-a-user", 10],
  ["test-offline", 8],
])("the README's snippet for %s has at most %i lines", (section, limit) => {
  const [snippet] = snippetsOf("README.md").filter((snippet) => snippet.section === section);
  const lines = snippet?.code.split("\n").filter((line) => line.trim() !== "") ?? [];
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(limit);
});
