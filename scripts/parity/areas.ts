import type { TestModule } from "vitest/node";

/** A test file, and what its tests compared. */
export interface Area {
  readonly name: string;
  readonly tests: number;
  /** The number of comparisons without a difference. */
  readonly same: number;
  /** The number of comparisons with each intended difference, by its name in the registry. */
  readonly different: Readonly<Record<string, number>>;
  /** The titles of the tests that failed. */
  readonly failed: readonly string[];
}

/** Tests of the tools themselves, which do not compare the clients. */
const OWN_TESTS = ["expectSame", "differences"];

export function areasOf(modules: readonly TestModule[]): Area[] {
  return modules
    .map(areaOf)
    .filter(({ name, failed }) => failed.length > 0 || !OWN_TESTS.map(wordsOf).includes(name))
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
    name: `${folder === "tools" ? "tools: " : ""}${wordsOf(file)}`,
    tests: tests.length,
    same: records.reduce((sum, { same }) => sum + same, 0),
    different,
    failed: tests.length === 0 || module.state() === "failed" ? [...failed, ...loadErrors(module)] : failed,
  };
}

function loadErrors(module: TestModule): string[] {
  return module.errors().map(({ message }) => `${module.moduleId}: ${message}`);
}

/** Converts "clockSkew" to "clock skew". */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
