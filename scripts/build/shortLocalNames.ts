import { transformSync } from "esbuild";

/** A module as esbuild writes it without whitespace: imports, code, and exports. */
const MODULE = /^(?<imports>(?:(?:import|export)\b[^;]*"[^"]*";)*)(?<code>.*?)(?<exports>export\{[^}]*\};)?\n?$/s;
const STRICT = '"use strict";';

/**
 * Shortens the names of parameters and local variables.
 *
 * The names of the module's functions and classes are kept for stack traces. esbuild would shorten them as well if it saw that the code is
 * that of a module.
 */
export function withShortLocalNames(module: string): string {
  const { imports = "", code = "", exports = "" } = MODULE.exec(module)?.groups ?? {};
  const shortened = transformSync(STRICT + code, { minify: true, target: "es2022", charset: "utf8" }).code;
  return `${imports}${shortened.trimEnd().replace(STRICT, "")}${exports}\n`;
}
