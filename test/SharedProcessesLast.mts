import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that have a process of their own come first, the largest first as usual: they take longest. The others follow project by
 * project, since a worker is kept only for a file of the same project.
 */
export class SharedProcessesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const own = sorted.filter(({ project }) => project.config.isolate);
    const shared = sorted.filter(({ project }) => !project.config.isolate);
    const names = [...new Set(shared.map(({ project }) => project.name))];
    return [...own, ...names.flatMap((name) => shared.filter(({ project }) => project.name === name))];
  }
}
