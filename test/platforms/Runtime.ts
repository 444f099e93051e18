import type { Case, Settings } from "./suite/Case.js";

/** One way to load the package in one runtime, such as "ES module", or "Vite, in a worker". */
export interface Run {
  readonly name: string;
  /** The expected platform of the package: `config.runtime`. */
  readonly expectedRuntime: "node" | "browser" | "react-native";
  /** The cases that the run reports. Default: the whole suite. */
  readonly cases?: readonly Case[];
  /** A folder that is served to browsers for this run. */
  readonly webFolder?: () => Promise<string>;
  /** Runs the suite, and resolves when it has reported. Rejects with the output of the runtime if it could not. */
  start(settings: RunSettings): Promise<void>;
}

/** What a program passes to the suite. */
export interface RunSettings extends Settings {
  readonly reportUrl: string;
  /** The URL of `webFolder`. */
  readonly webUrl: string;
}

/** A runtime of the matrix, with everything specific to it. */
export interface Runtime {
  /** The name in the first column, and for `--only`. */
  readonly name: string;
  /** The name and version of the actual program. */
  version(): Promise<string>;
  /** Creates programs or bundles. */
  prepare(workplace: Workplace): Promise<{ runs: Run[]; close?(): Promise<void> }>;
}

/** Shared by all runtimes. */
export interface Workplace {
  /** An application with the packed package in its node_modules, the suite, and the programs. */
  readonly application: string;
  /** The address of the server for pages. */
  readonly origin: string;
  /** Makes the browser that polls as `session` open a page. */
  show(session: string, url: string): void;
}
