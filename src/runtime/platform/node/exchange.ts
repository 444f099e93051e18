import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { HttpHandlerOptions } from "@smithy/types";
import { hinted } from "../../../hints/hinted.js";
import { abortError } from "../../errors/abortable.js";
import { onAbort } from "../../errors/onAbort.js";
import { afterPoll, writeBody } from "./writeBody.js";

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

type Message = (limit: number) => string;

/** Errors of the network that mean "too late" (Node.js, `error.code`). */
const TIMEOUT_CODES: readonly unknown[] = ["ECONNRESET", "EPIPE", "ETIMEDOUT"];

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
    const failUnless = (isMet: () => boolean, limit: number, message: Message): void =>
      afterPoll(() => {
        if (!isOver && !incoming?.complete && !isMet()) {
          fail(timeoutError(message(limit)));
        }
      });
    const startTimer = (limit = 0, isMet: () => boolean, message: Message) =>
      limit > 0 ? setTimeout(() => failUnless(isMet, limit, message), limit) : undefined;

    const startAttempt = (): void => {
      attemptTimer = startTimer(limits.requestTimeout, () => false, requestTimeoutMessage);
    };
    const startConnecting = (): void => {
      const isConnected = () => outgoing.socket != null && !isConnecting(outgoing.socket);
      connectionTimer = startTimer(limits.connectionTimeout, isConnected, connectionTimeoutMessage);
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
      connectionTimer = startTimer(limits.socketAcquisitionTimeout, hasSocket, acquisitionMessage);
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
        failUnless(() => socket?.bytesRead !== bytesRead, socketTimeout, socketTimeoutMessage);
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
  return socket.connecting || (socket as TLSSocket & { secureConnecting?: boolean }).secureConnecting === true;
}

/** A server that has responded on this connection speaks the protocol of the request. */
function protocolOf(outgoing: ClientRequest): string {
  return outgoing.reusedSocket ? "" : outgoing.protocol;
}

function named(error: Error & { code?: string }): Error {
  return TIMEOUT_CODES.includes(error.code) ? Object.assign(error, { name: "TimeoutError" }) : error;
}

/** A server that switches protocols, for one, closes a request without a response and without an error. */
function closedError(): Error {
  return named(
    Object.assign(new Error("The connection was closed before there was a response."), { code: "ECONNRESET" }),
  );
}

function timeoutError(message: string): Error {
  return Object.assign(new Error(`@smithy/node-http-handler - ${message}`), {
    name: "TimeoutError",
    code: "ETIMEDOUT",
  });
}

// In Smithy's words, which applications look for.

function connectionTimeoutMessage(limit: number): string {
  return `the request socket did not establish a connection with the server within the configured timeout of ${limit} ms.`;
}

function requestTimeoutMessage(limit: number): string {
  return `[ERROR] a request has exceeded the configured ${limit} ms requestTimeout.`;
}

function socketTimeoutMessage(limit: number): string {
  return `the request socket timed out after ${limit} ms of inactivity (configured by client requestHandler).`;
}

function acquisitionMessage(limit: number): string {
  return `the request has waited for a free connection for the configured socketAcquisitionTimeout of ${limit} ms.`;
}

const NETWORK_CODES = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Whether there was no response because of the network, by the codes of Node.js. */
export function isNetworkFailure(error: { message?: string; code?: string }): boolean {
  const { message = "", code = "" } = error;
  return NETWORK_CODES.has(code) || (code === "ERR_HTTP2_STREAM_ERROR" && message.includes("NGHTTP2_REFUSED_STREAM"));
}
