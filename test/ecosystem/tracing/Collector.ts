import { createSocket } from "node:dgram";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { gunzipSync, inflateSync } from "node:zlib";

/** A request from a tool, with its decompressed body. */
export interface Received {
  path: string;
  body: Buffer;
}

/** A server on loopback to which tools send their records, in place of an agent, a backend, or the X-Ray daemon. */
export interface Collector {
  http: string;
  /** With its own certificate, which New Relic's agent requires. */
  httpsPort: number;
  udp: string;
  received: Received[];
  close(): Promise<void>;
}

export async function startCollector(tls: { key: string; cert: string }): Promise<Collector> {
  const received: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const whole = Buffer.concat(chunks);
    const encoding = request.headers["content-encoding"] ?? "identity";
    const body = encoding === "gzip" ? gunzipSync(whole) : encoding === "deflate" ? inflateSync(whole) : whole;
    const path = request.url ?? "";
    received.push({ path, body });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(replyTo(path, portOf(https))));
  };
  const http = createHttpServer((request, response) => void answer(request, response));
  const https = createHttpsServer(tls, (request, response) => void answer(request, response));
  const udp = createSocket("udp4");
  udp.on("message", (body) => received.push({ path: "udp", body }));
  await Promise.all([
    new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve)),
    new Promise<void>((resolve) => https.listen(0, "127.0.0.1", resolve)),
    new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve)),
  ]);
  return {
    http: `http://127.0.0.1:${portOf(http)}`,
    httpsPort: portOf(https),
    udp: `127.0.0.1:${portOf(udp)}`,
    received,
    async close() {
      http.closeAllConnections();
      https.closeAllConnections();
      http.close();
      https.close();
      udp.close();
    },
  };
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as AddressInfo).port;
}

/** New Relic's agent sends nothing until its first two requests get these responses. For the others, any JSON is sufficient. */
function replyTo(path: string, httpsPort: number): unknown {
  switch (/[?&]method=(\w+)/.exec(path)?.[1]) {
    case undefined:
      return {};
    case "preconnect":
      return { return_value: { redirect_host: `127.0.0.1:${httpsPort}` } };
    case "connect":
      return {
        return_value: {
          agent_run_id: 1,
          account_id: 1,
          primary_application_id: 1,
          trusted_account_key: "1",
          collect_traces: true,
          collect_span_events: true,
          collect_analytics_events: true,
          span_event_harvest_config: { report_period_ms: 60_000, harvest_limit: 2000 },
          event_harvest_config: { report_period_ms: 60_000, harvest_limits: { span_event_data: 2000 } },
        },
      };
    default:
      return { return_value: null };
  }
}
