import { readFileSync } from "node:fs";
import { join } from "node:path";

const README = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

/** The README's TypeScript examples, each a module of its own. */
export const readmeExamples: readonly string[] = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code = ""]) => `declare const idToken: string;\n${code}\nvoid idToken;\nexport {};\n`,
);

/** Of what stands beside the package in an application, only the names are looked at. */
export const readmeSurroundings = `declare module "@aws-sdk/client-s3";
declare module "@react-native-async-storage/async-storage";
declare module "react" {
  export function useEffect(effect: () => () => void, dependencies: unknown[]): void;
  export function useState<State>(): [State | undefined, (state: State) => void];
}
`;
