/** The data folder cannot be used in its present state. Nothing in it has been changed. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
  readonly folder: string;

  constructor(folder: string, problem: string, cause?: unknown) {
    super(`The data folder ${folder} ${problem}`, cause === undefined ? undefined : { cause });
    this.folder = folder;
  }
}
