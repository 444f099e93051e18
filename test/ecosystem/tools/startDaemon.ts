import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A segment or subsegment document, as the X-Ray daemon receives it. */
export interface Segment {
  name: string;
  aws?: { operation: string; request_id?: string };
  http?: { response?: { status?: number } };
  throttle?: boolean;
  error?: boolean;
  fault?: boolean;
  subsegments?: Segment[];
}

/** Receives the documents of the X-Ray SDK, each after a line with its format. */
export async function startDaemon(): Promise<{ address: string; segments: Segment[] }> {
  const segments: Segment[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (message) => {
    const [, document = ""] = message.toString().split("\n");
    segments.push(JSON.parse(document));
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => void socket.close());
  return { address: `127.0.0.1:${(socket.address() as AddressInfo).port}`, segments };
}

/** The operation, status, and flags of a call, or the name of other work. */
export const factsOf = ({ name, aws, http, ...flags }: Segment): unknown[] => [
  ...(aws === undefined ? [name] : [aws.operation, http?.response?.status]),
  ...(aws?.request_id === undefined ? [] : ["request id"]),
  ...(["throttle", "error", "fault"] as const).filter((flag) => flags[flag]),
];
