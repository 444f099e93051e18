import type { TestModule } from "vitest/node";

/** One file of tests: what they compared. */
export interface Area {
  readonly name: string;
  readonly tests: number;
  /** Comparisons that found both the same. */
  readonly same: number;
  /** Comparisons that found a difference on purpose, by its name in the registry. */
  readonly different: Readonly<Record<string, number>>;
  /** The titles of the tests that failed. */
  readonly failed: readonly string[];
}

/** Tests of the tools themselves: they compare no behaviour of the clients. */
const OWN_TESTS = ["expectSame", "differences"];

export function areasOf(modules: readonly TestModule[]): Area[] {
  return modules
    .map(areaOf)
    .filter(({ name, failed }) => failed.length > 0 || !OWN_TESTS.map(inWords).includes(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function areaOf(module: TestModule): Area {
  const tests = [...module.children.allTests()];
  const records = tests.map((test) => test.meta().parity ?? { same: 0, different: {} });
  const different: Record<string, number> = {};
  for (const [name, count] of records.flatMap((record) => Object.entries(record.different))) {
    different[name] = (different[name] ?? 0) + count;
  }
  const failed = tests.filter((test) => test.result().state === "failed").map(({ fullName }) => fullName);
  const [, folder, file = module.moduleId] = /(\w+)\/(\w+)\.test\.ts$/.exec(module.moduleId) ?? [];
  return {
    name: `${folder === "tools" ? "tools: " : ""}${inWords(file)}`,
    tests: tests.length,
    same: records.reduce((sum, { same }) => sum + same, 0),
    different,
    failed: tests.length === 0 || module.state() === "failed" ? [...failed, ...whyNoTest(module)] : failed,
  };
}

function whyNoTest(module: TestModule): string[] {
  return module.errors().map(({ message }) => `${module.moduleId}: ${message}`);
}

/** "clockSkew" as "clock skew". */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
