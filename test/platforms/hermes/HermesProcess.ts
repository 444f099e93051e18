import { readFile } from "node:fs/promises";
import { Agent, type ClientRequest, request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { installed } from "../installed.js";
import { startProcess } from "../processes.js";

/** The messages of nativeSide.js. */
type Message =
  | { type: "timeout" | "interval"; id: number; milliseconds: number }
  | { type: "stop" | "abort"; id: number }
  | { type: "request"; id: number; method: string; url: string; headers: [string, string][]; body?: string };

const NATIVE_SIDE = fileURLToPath(new URL("nativeSide.js", import.meta.url));

/**
 * Runs a bundle in Hermes. This process provides what a phone does: timers, and requests over real sockets.
 *
 * Hermes's command line has no event loop. It reads, runs, and prints: each event is a line of JavaScript that it receives, after which it
 * runs its microtasks, and each request is a line that it prints.
 */
export async function runInHermes(bundle: string, globals: Readonly<Record<string, unknown>>): Promise<void> {
  const hermes = startProcess(installed("hermes-engine-cli/linux64-bin/hermes"), ["-Xmicrotask-queue", "-prompt="]);
  const { stdin, stdout } = hermes.child;
  const agent = new Agent({ keepAlive: true });
  const timers = new Map<number, NodeJS.Timeout>();
  const requests = new Map<number, ClientRequest>();
  const run = (source: string): void => void stdin?.write(`${source}\n`);
  const call = (name: string, ...parameters: unknown[]): void =>
    run(`fromHost.${name}(${parameters.map((parameter) => JSON.stringify(parameter)).join(", ")})`);

  const listeners: { [Type in Message["type"]]: (message: Extract<Message, { type: Type }>) => void } = {
    timeout: ({ id, milliseconds }) => timers.set(id, setTimeout(call, milliseconds, "time", id)),
    interval: ({ id, milliseconds }) => timers.set(id, setInterval(call, milliseconds, "time", id)),
    stop: ({ id }) => clearTimeout(timers.get(id)),
    abort: ({ id }) => requests.get(id)?.destroy(),
    request: ({ id, method, url, headers, body }) => {
      const sent = request(url, { method, agent, headers: Object.fromEntries(headers) }, async (response) => {
        try {
          let text = "";
          for await (const chunk of response.setEncoding("utf8")) text += chunk;
          call("answer", id, response.statusCode, response.headers, text, url);
        } catch (error) {
          call("failure", id, String(error));
        }
      });
      requests.set(id, sent);
      sent.on("error", (error) => call("failure", id, error.message)).end(body);
    },
  };
  createInterface({ input: stdout as NodeJS.ReadableStream }).on("line", (line) => {
    const [, text] = line.split("@host ");
    if (text === undefined) return;
    const message = JSON.parse(text) as Message;
    (listeners[message.type] as (message: Message) => void)(message);
  });

  run(evaluated(await readFile(NATIVE_SIDE, "utf8")));
  for (const [name, value] of Object.entries(globals)) {
    run(`globalThis.${name} = ${JSON.stringify(value)}`);
  }
  run(evaluated(await readFile(bundle, "utf8")));
  const status = await hermes.ended;
  throw new Error(`Hermes ended with ${status}:\n${hermes.printed()}`);
}

/** A script as one line, for the command line. */
const evaluated = (source: string): string => `(0, eval)(${JSON.stringify(source)}); 0`;
