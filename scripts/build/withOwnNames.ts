/** What esbuild writes for the exports of a module that is imported on demand. */
const GETTERS = /for ?\(var ([\w$]+) in ([\w$]+)\)(?=\s*[\w$]+\([\w$]+, ?\1, ?\{ ?get: ?\2\[\1\])/g;

/** Without it, a file could not be loaded where a script has added a property to `Object.prototype`: it would become an export. */
export function withOwnNames(code: string): string {
  return code.replace(GETTERS, "for(var $1 of Object.keys($2))");
}
