import { builds, siteOf } from "../bundles.js";
import { type StartedProcess, startProcess } from "../processes.js";
import type { Run, Runtime, Workplace } from "../Runtime.js";

const PLACES = [
  ["page", "in a page"],
  ["worker", "in a worker"],
  ["serviceWorker", "in a service worker"],
] as const;

interface Browser {
  readonly name: string;
  version(): Promise<string>;
  /** The program and arguments that open a page with a separate profile. */
  command(profile: string, url: string): Promise<{ file: string; parameters: string[]; env?: NodeJS.ProcessEnv }>;
}

/** One browser that opens page after page: each page asks the server for the next one when it is done. */
export function browser({ name, version, command }: Browser): Runtime {
  return {
    name,
    version,
    async prepare(workplace) {
      const session = encodeURIComponent(name);
      let started: StartedProcess | undefined;
      const open = async (url: string): Promise<StartedProcess> => {
        if (started !== undefined) {
          workplace.show(session, url);
          return started;
        }
        const { file, parameters, env } = await command(`${workplace.application}/profile-${session}`, url);
        started = startProcess(file, parameters, { ...(env && { env }) });
        return started;
      };
      const close = async (): Promise<void> => {
        started?.child.kill();
        await started?.ended;
      };
      return { runs: runsOf(session, open, workplace), close };
    },
  };
}

function runsOf(session: string, open: (url: string) => Promise<StartedProcess>, { application }: Workplace): Run[] {
  return builds.flatMap((build) =>
    PLACES.map(([page, where]) => ({
      name: `${build}, ${where}`,
      expectedRuntime: "browser" as const,
      webFolder: () => siteOf(build, application),
      start: async ({ webUrl }) => {
        const started = await open(`${webUrl}/${page}.html?session=${session}`);
        const status = await started.ended;
        throw new Error(`The browser ended with ${status}:\n${started.printed()}`);
      },
    })),
  );
}
