import type { Agent } from "node:http";
import type { Logger } from "@smithy/types";
import { quietly } from "../../quietly.js";

interface Options {
  connectionTimeout: number;
  requestTimeout: number;
  socketAcquisitionWarningTimeout?: number;
  logger?: Logger;
}

/** At most one warning in this time. */
const SILENCE_MS = 15_000;

/** Warns when requests queue up for connections: the application sends more than its connections carry. */
export class SocketWatch {
  private isWatching = false;

  /** Called when no connection is free: warns when, a while later, twice as many requests wait as there are connections. */
  look(agent: Agent, options: Options): void {
    if (this.isWatching) {
      return;
    }
    this.isWatching = true;
    const { socketAcquisitionWarningTimeout, connectionTimeout, requestTimeout } = options;
    const timer = setTimeout(
      () => {
        const silence = warn(agent, options.logger ?? console) ? SILENCE_MS : 0;
        setTimeout(() => {
          this.isWatching = false;
        }, silence).unref();
      },
      socketAcquisitionWarningTimeout ?? connectionTimeout + requestTimeout,
    );
    timer.unref();
  }
}

function warn({ sockets, requests, maxSockets }: Agent, logger: Logger): boolean {
  for (const origin of Object.keys(sockets)) {
    const used = sockets[origin]?.length ?? 0;
    const waiting = requests[origin]?.length ?? 0;
    if (used >= maxSockets && waiting >= 2 * maxSockets) {
      const text =
        `cognito-identity-client - all ${used} connections are in use and ${waiting} more requests wait. ` +
        "Raise maxSockets of the agent in the client's requestHandler options, or send less at a time.";
      void quietly(() => logger.warn?.(text));
      return true;
    }
  }
  return false;
}
