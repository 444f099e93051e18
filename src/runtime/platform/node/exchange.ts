import { AsyncResource, executionAsyncId } from "node:async_hooks";
import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import * as timers from "node:timers";
import type { HttpHandlerOptions } from "@smithy/types";
import { hinted } from "../../../hints/hinted.js";
import { abortError } from "../../errors/abortable.js";
import { onAbort } from "../../errors/onAbort.js";
import { asError } from "../../errors/thrown.js";
import { closedError, named, type Timeout, timeoutError } from "./networkErrors.js";

/** Time limits in milliseconds; 0 means none. */
export interface TimeLimits {
  /** For waiting for a connection if the agent has no free one and may not open more. */
  readonly socketAcquisitionTimeout?: number;
  /** For connecting, including the TLS handshake. */
  readonly connectionTimeout: number;
  /** For one attempt, from the time when a connection exists or is being opened to the end of the body. */
  readonly requestTimeout: number;
  /** For the time without a byte in either direction. */
  readonly socketTimeout?: number;
}

export interface Exchange {
  readonly agent: Agent;
  /** Whether the agent has no connection for it yet. */
  readonly queued: boolean;
  readonly body: unknown;
  readonly limits: TimeLimits;
  readonly abortSignal: HttpHandlerOptions["abortSignal"];
}

/**
 * Sends the body of a request and waits for the head of its response.
 *
 * It settles however Node.js ends a request, because a request always ends with "close". Errors after the head of the response end the
 * stream of the body instead.
 *
 * @throws TimeoutError, AbortError, and what Node.js emits when the server can't be reached.
 */
export function exchange(
  outgoing: ClientRequest,
  { agent, queued, body, limits, abortSignal }: Exchange,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let incoming: IncomingMessage | undefined;
    let isOver = false;
    /** The time limit before there is a connection: for waiting for one, or opening one. */
    let connectionTimer: NodeJS.Timeout | undefined;
    let attemptTimer: NodeJS.Timeout | undefined;

    const fail = (error: Error): void => {
      incoming?.destroy(error);
      outgoing.destroy(error);
      reject(error);
    };
    /** After a stall, the event loop runs timers before it reads data that has arrived, so a limit applies only after that. */
    const failUnless = (isMet: () => boolean, limit: number, timeout: Timeout): void =>
      afterPoll(() => {
        if (!isOver && !incoming?.complete && !isMet()) {
          fail(timeoutError(timeout, limit));
        }
      });
    const startTimer = (limit = 0, isMet: () => boolean, timeout: Timeout) =>
      limit > 0 ? setTimeout(() => failUnless(isMet, limit, timeout), limit) : undefined;

    const startAttempt = (): void => {
      attemptTimer = startTimer(limits.requestTimeout, () => false, "request");
    };
    const startConnecting = (): void => {
      const isConnected = () => outgoing.socket != null && !isConnecting(outgoing.socket);
      connectionTimer = startTimer(limits.connectionTimeout, isConnected, "connection");
    };
    const stopWhenConnected = (socket: Socket): void => {
      const stop = () => clearTimeout(connectionTimer);
      if (isConnecting(socket)) {
        socket.once("encrypted" in socket ? "secureConnect" : "connect", stop);
      } else {
        stop();
      }
    };

    if (queued) {
      const hasSocket = () => outgoing.socket != null;
      connectionTimer = startTimer(limits.socketAcquisitionTimeout, hasSocket, "acquisition");
      outgoing.once("socket", (socket: Socket) => {
        clearTimeout(connectionTimer);
        startAttempt();
        startConnecting();
        stopWhenConnected(socket);
      });
    } else {
      startAttempt();
      if (!outgoing.reusedSocket) {
        startConnecting();
        outgoing.once("socket", stopWhenConnected);
      }
    }
    const { socketTimeout = 0 } = limits;
    if (socketTimeout > 0) {
      outgoing.setTimeout(socketTimeout, () => {
        const { socket } = outgoing;
        const bytesRead = socket?.bytesRead;
        failUnless(() => socket?.bytesRead !== bytesRead, socketTimeout, "socket");
      });
    }
    // Not `&&`: `false`, as from `condition && signal`, counts as no signal.
    const stopListening = abortSignal ? onAbort(abortSignal, () => fail(abortError(abortSignal))) : undefined;

    outgoing.once("response", (response: IncomingMessage) => {
      incoming = response;
      // With a listener, Node.js keeps the error on the stream, for later readers.
      response.on("error", () => {});
      resolve(response);
    });
    outgoing.on("error", (error) => reject(hinted(named(error), protocolOf(outgoing))));
    outgoing.once("close", () => {
      isOver = true;
      clearTimeout(connectionTimer);
      clearTimeout(attemptTimer);
      stopListening?.();
      if (incoming === undefined) {
        reject(hinted(closedError(), protocolOf(outgoing)));
      }
    });
    writeBody(outgoing, body, { agent, queued, fail });
  });
}

/** A TLS connection is established after its handshake. */
function isConnecting(socket: Socket): boolean {
  return socket.connecting || ("secureConnecting" in socket && socket.secureConnecting === true);
}

/** A server that has responded on this connection speaks the protocol of the request. */
function protocolOf(outgoing: ClientRequest): string {
  return outgoing.reusedSocket ? "" : outgoing.protocol;
}

/** Agents of Node.js count sockets; others may not. */
type CountingAgent = Agent & { totalSocketCount?: number };

interface Writing {
  readonly agent: CountingAgent;
  readonly queued: boolean;
  readonly fail: (error: Error) => void;
}

/**
 * On existing connections, requests are written together at the end of a turn of the event loop, so that a server on the same machine, such
 * as a proxy, wakes up once and not for each request. With 16 calls in flight, a call then takes 62 µs of CPU time instead of 98 µs. A
 * single connection does not wait.
 */
function writeBody(outgoing: ClientRequest, body: unknown, { agent, queued, fail }: Writing): void {
  const write = () => {
    try {
      endWith(outgoing, body, fail);
    } catch (error) {
      fail(asError(error));
    }
  };
  const mayWait = canWait() && (agent.totalSocketCount ?? 0) > 1;
  if (mayWait && outgoing.reusedSocket) {
    atEndOfTurn(write);
  } else if (mayWait && queued) {
    outgoing.once("socket", ({ connecting }: Socket) => (connecting ? write() : atEndOfTurn(write)));
  } else {
    write();
  }
}

/** Whether the agent has no connection for this request, which is then the last one in the queue. */
export function isQueued({ requests }: Agent, outgoing: ClientRequest): boolean {
  for (const origin in requests) {
    // The agents of `tunnel` have a list of other objects here.
    if (requests[origin]?.at?.(-1) === outgoing) {
      return true;
    }
  }
  return false;
}

/**
 * Writes text, bytes, or a stream from a plugin.
 *
 * @throws TypeError of Node.js for anything else.
 */
function endWith(request: ClientRequest, body: unknown, fail: Writing["fail"]): void {
  if (isStream(body)) {
    body.once("error", fail).pipe(request);
  } else if (body == null || typeof body === "string" || body instanceof Uint8Array) {
    request.end(body ?? undefined);
  } else {
    request.end(
      ArrayBuffer.isView(body)
        ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
        : Buffer.from(body as ArrayBuffer),
    );
  }
}

function isStream(body: unknown): body is Readable {
  return typeof Object(body).pipe === "function";
}

/** Saved when this file is loaded, because fake timers that a test installs later would delay callbacks. */
const { setImmediate } = timers;

/** Whether `setImmediate` is that of Node.js. Undefined until it is first needed. */
let isReal: boolean | undefined;

/**
 * Whether callbacks can wait for the end of a turn of the event loop. This is true from the end of the first turn on, and never with a fake
 * `setImmediate` that was installed before this file was loaded.
 */
function canWait(): boolean {
  if (isReal === undefined) {
    isReal = false;
    // Node.js runs it with an id of its own, issued between these two. A fake runs its callback with another ID.
    const before = nextAsyncId();
    setImmediate(() => {
      isReal = before < executionAsyncId() && executionAsyncId() < after;
    });
    const after = nextAsyncId();
  }
  return isReal;
}

/** Calls back at the end of this turn, in the asynchronous context of the caller, or immediately if callbacks cannot wait. */
function atEndOfTurn(callback: () => void): void {
  if (canWait()) {
    setImmediate(callback);
  } else {
    callback();
  }
}

/** Calls back after the event loop has read input, because after a stall, it runs timers before it reads. */
function afterPoll(callback: () => void): void {
  if (canWait()) {
    setImmediate(callback);
  } else {
    setTimeout(callback, 0);
  }
}

function nextAsyncId(): number {
  return new AsyncResource("cognito-identity-client").asyncId();
}
