import { AsyncResource, executionAsyncId } from "node:async_hooks";
import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import * as timers from "node:timers";
import type { HttpHandlerOptions } from "@smithy/types";
import { hinted } from "../../../hints/hinted.js";
import { abortError } from "../../errors/abortable.js";
import { onAbort } from "../../errors/onAbort.js";
import { closedError, named, type Timeout, timeoutError } from "./networkErrors.js";

/** Time limits in milliseconds; 0 is none. */
export interface TimeLimits {
  /** To wait for a connection, when the agent has no free one and may open no more. */
  readonly socketAcquisitionTimeout?: number;
  /** To connect, the TLS handshake included. */
  readonly connectionTimeout: number;
  /** For one attempt, from when a connection is there or being made to the end of the body. */
  readonly requestTimeout: number;
  /** During which no byte comes or goes. */
  readonly socketTimeout?: number;
}

export interface Exchange {
  readonly agent: Agent;
  /** The agent has no connection for it yet. */
  readonly queued: boolean;
  readonly body: unknown;
  readonly limits: TimeLimits;
  readonly abortSignal: HttpHandlerOptions["abortSignal"];
}

/**
 * Sends the body of a request and waits for the head of its response.
 *
 * It settles on every way in which Node.js ends a request: each of them ends with "close". What goes wrong once the head is
 * there ends the stream of the body instead.
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
    /** Of the phase before there is a connection: waiting for one, or making one. */
    let connectionTimer: NodeJS.Timeout | undefined;
    let attemptTimer: NodeJS.Timeout | undefined;

    const fail = (error: Error): void => {
      incoming?.destroy(error);
      outgoing.destroy(error);
      reject(error);
    };
    /** After a stall, the event loop runs timers before it reads what has arrived: a limit counts only after that. */
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
    const stopListening = abortSignal && onAbort(abortSignal, () => fail(abortError(abortSignal)));

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

/** A TLS connection is made when its handshake is done. */
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
 * Connections that are there already get what this turn of the event loop has for them at the end of the turn, all together:
 * a server on the same machine, such as a proxy, is then woken once and not for each request. With 16 calls in flight, a call
 * takes 62 µs of CPU time this way, and 98 µs otherwise. A single connection does not wait.
 */
function writeBody(outgoing: ClientRequest, body: unknown, { agent, queued, fail }: Writing): void {
  const write = () => {
    try {
      endWith(outgoing, body, fail);
    } catch (error) {
      fail(error as Error);
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

/** Whether the agent has no connection for this request: it is then the last that waits for one. */
export function isQueued({ requests }: Agent, outgoing: ClientRequest): boolean {
  for (const origin in requests) {
    if (requests[origin]?.at(-1) === outgoing) {
      return true;
    }
  }
  return false;
}

/**
 * Text, bytes, or a stream that a plugin put in place.
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

/** As it is when this file is loaded: fake timers that a test sets later would hold callbacks back. */
const { setImmediate } = timers;

/** Undefined until it is first needed; then whether `setImmediate` is that of Node.js. */
let isReal: boolean | undefined;

/**
 * Whether callbacks can wait for the end of a turn of the event loop. That is so from the first turn's end on, and never with
 * a fake that was there before this file: what does not prove to be Node.js's own is not waited for.
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

/** Calls back at the end of this turn, in the asynchronous context of the caller; at once where nothing can wait. */
function atEndOfTurn(callback: () => void): void {
  if (canWait()) {
    setImmediate(callback);
  } else {
    callback();
  }
}

/** Calls back once the event loop has looked for input: after a stall it runs timers first, and reads what has arrived second. */
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
