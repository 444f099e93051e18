import type { $ClientProtocol } from "@smithy/types";

/** Writes and reads the messages; the one built in is awsJson1_1. */
// biome-ignore lint/suspicious/noExplicitAny: requests and responses are between a protocol and its request handler.
export type Protocol = $ClientProtocol<any, any>;

export interface ProtocolConfig {
  protocol: Protocol;
}
