import type { Case, Settings } from "./suite/Case.js";

/** One way to load the package in one runtime, such as "ES module", or "Vite, in a worker". */
export interface Run {
  readonly name: string;
  /** Which of the package's platforms must be in use: `config.runtime`. */
  readonly expectedRuntime: "node" | "browser" | "react-native";
  /** What the run reports. Default: all of the suite. */
  readonly cases?: readonly Case[];
  /** A folder that is served to browsers for this run. */
  readonly webFolder?: () => Promise<string>;
  /** Runs the suite. Done when it has reported; rejects with what the runtime printed when it could not. */
  start(settings: RunSettings): Promise<void>;
}

/** What a program hands to the suite. */
export interface RunSettings extends Settings {
  readonly reportUrl: string;
  /** Where `webFolder` is served. */
  readonly webUrl: string;
}

/** A runtime of the matrix: its entry holds all that is to know about it. */
export interface Runtime {
  /** In the first column, and for `--only`. */
  readonly name: string;
  /** The name and version of what is really run. */
  version(): Promise<string>;
  /** Makes programs or bundles. */
  prepare(workplace: Workplace): Promise<{ runs: Run[]; close?(): Promise<void> }>;
}

/** What all runtimes share. */
export interface Workplace {
  /** An application that has the packed package in its node_modules, the suite beside it, and the programs. */
  readonly application: string;
  /** Address of the server of pages. */
  readonly origin: string;
  /** Has the browser that polls as `session` show a page. */
  show(session: string, url: string): void;
}
