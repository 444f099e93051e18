import { expect, test } from "vitest";
import { withCalledMethods } from "../../../scripts/build/calledMethods.js";

const CLASS = `
  class Signed {
    constructor() { this.prepare(); }
    check() { return this.load(); }
    load() { return [Signed.known]; }
    prepare() {}
    static known() {}
    /** See Signed.check and Signed.sign. */
    sign() { return this.load(this.id()); }
    id() {}
  }
  exports.Signed = Signed;`;

/** As TypeScript compiles a class for old engines. */
const FUNCTION = `
  var Signed = (function () {
    function Signed() { this.prepare(); }
    Signed.prototype.check = function () { return this.load(); };
    Signed.prototype.load = function () { return [Signed.known]; };
    Signed.prototype.prepare = function () {};
    Signed.known = function () {};
    Signed.prototype.sign = function () { return this.load(this.id()); };
    Signed.prototype.id = function () {};
    return Signed;
  })();
  exports.Signed = Signed;`;

test.each([
  ["a class", CLASS],
  ["a function", FUNCTION],
])("methods of %s that are called remain, directly or through others, and the rest does not", (_what, code) => {
  const exports: { Signed?: new () => { check(): unknown } } = {};
  new Function("exports", withCalledMethods(code, ["check"]))(exports);
  const { Signed = Object } = exports;
  expect(Object.getOwnPropertyNames(Signed.prototype).sort()).toEqual(["check", "constructor", "load", "prepare"]);
  expect(new Signed()).toMatchObject({ check: expect.any(Function) });
  expect(Object.hasOwn(Signed, "known")).toBe(true);
});

test("a called method that does not exist is an error", () => {
  expect(() => withCalledMethods(CLASS, ["check", "verify", "open"])).toThrow("no method named verify or open");
});
