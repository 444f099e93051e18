import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Runs the files project by project, since a worker is kept only for a file of the same project, in the order of the configuration. Within
 * a project, the largest files come first, as usual: they take longest.
 */
export class ProjectsInOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return this.ctx.projects.flatMap((project) => sorted.filter((file) => file.project.name === project.name));
  }
}
