import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, because they run browsers, compilers, package managers, and other programs. A file that is missing here
 * costs time: at the end, one worker may still be running it when the others have nothing left to do.
 */
const LONGEST = [
  "installs/installs",
  "local/console/browser",
  "platform/package",
  "types/versions",
  "bench/bench",
  "examples/browser",
  "local/state/crash",
  "local/command/packed",
  "docs/snippets",
  "credentials/browser",
  "reference/retries",
  "docs/gettingStarted",
  "local/state/disk",
  "local/protocol",
  "ecosystem/local/awsCli",
  "demo",
  "unit/parity/parity",
].map((name) => `test/${name}.test.ts`);

/**
 * Runs the files project by project, since a worker is kept only for a file of the same project, in the order of the configuration. Within
 * a project, the files that take longest come first, then the largest.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return this.ctx.projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project.name === project.name);
      const pathOf = ({ moduleId }: TestSpecification): string => relative(this.ctx.config.root, moduleId);
      const longest = LONGEST.flatMap((path) => own.filter((file) => pathOf(file) === path));
      return [...longest, ...own.filter((file) => !longest.includes(file))];
    });
  }
}
