import { expect, test } from "vitest";
import { withCalledMethods } from "../../../scripts/build/smallXml.js";

test("methods that the given ones call remain, directly or through others, and the rest does not", () => {
  const code = `const before = 1;
class Signed {
  constructor() {}
  check() { return this.load().length; }
  load() { return [Signed.known]; }
  static known() {}
  sign() { return this.load(this.id()); }
  id() {}
}
exports.Signed = Signed;
`;
  expect(withCalledMethods(code, ["constructor", "check"]).replace(/^\s*\n/gm, "")).toBe(`const before = 1;
class Signed {
  constructor() {}
  check() { return this.load().length; }
  load() { return [Signed.known]; }
  static known() {}
}
exports.Signed = Signed;
`);
});
