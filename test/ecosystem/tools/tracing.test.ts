import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { expectSame } from "../../reference/expectSame.js";
import { installedApplications } from "./installedApplications.js";
import { masked } from "./masked.js";
import { inBothApplications, runProgram } from "./runProgram.js";
import { factsOf, startDaemon } from "./startDaemon.js";
import { startServices, variablesOf } from "./startServices.js";

test("X-Ray's captureAWSv3Client records the same subsegments for this client and the reference", async () => {
  const { reference, ours } = await inBothApplications(async (folder) => {
    const world = await startServices();
    world.service.control.addFault({ operation: "ListIdentityPools", kind: "throttle", times: 2 });
    const daemon = await startDaemon();
    await runProgram(folder, "xray.mjs", { ...variablesOf(world), AWS_XRAY_DAEMON_ADDRESS: daemon.address });
    await expect.poll(() => daemon.segments.length).toBe(3);
    return { segments: daemon.segments, traces: world.headers.map((headers) => headers["x-amzn-trace-id"]) };
  });
  expectSame(comparable(ours), comparable(reference));

  const [failing, manual, automatic] = ours.segments.map(({ subsegments = [] }) => subsegments.map(factsOf));
  expect(failing).toEqual([
    ["ListIdentityPools", 400, "request id", "throttle", "error", "fault"],
    ["ListIdentityPools", 200, "request id"],
    ["GetId", undefined, "fault"],
  ]);
  expect(manual).toEqual([
    ["GetId", 200, "request id"],
    ["ListIdentityPools", 200, "request id"],
    ["GetId", 400, "request id", "error", "fault"],
    ...Array.from({ length: 4 }, () => ["GetId", 200, "request id"]),
    ["DescribeIdentityPool", 200, "request id"],
  ]);
  expect(automatic).toEqual([["GetId", 200, "request id"], ["work"]]);
  // One header per attempt. A retry is part of the subsegment of its call.
  expect(masked(ours.traces)).toEqual(Array.from({ length: 13 }, () => "Root=ID;Parent=ID;Sampled=1"));
  expect(new Set(ours.traces).size).toBe(12);
});

const LAMBDA = {
  LAMBDA_TASK_ROOT: "/var/task",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x",
  AWS_LAMBDA_FUNCTION_NAME: "app",
  _X_AMZN_TRACE_ID: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
};

test("Powertools' captureAWSv3Client records the same subsegments for this client and the reference", async () => {
  const { reference, ours } = await inBothApplications(async (folder) => {
    const world = await startServices();
    const daemon = await startDaemon();
    const variables = { ...variablesOf(world), ...LAMBDA, AWS_XRAY_DAEMON_ADDRESS: daemon.address };
    await runProgram(folder, "powertools.mjs", variables);
    await expect.poll(() => daemon.segments.at(-1)?.name).toBe("## index.handler");
    return { segments: daemon.segments, headers: world.headers.map(powertoolsHeaders) };
  });
  expectSame(comparable(ours), comparable(reference));

  expect(ours.segments.map(factsOf)).toEqual([
    ["GetId", 200, "request id"],
    ["GetCredentialsForIdentity", 200, "request id"],
    ["ListIdentityPools", 200, "request id"],
    ["GetId", 400, "request id", "error", "fault"],
    ["## index.handler", "fault"],
  ]);
  expect(masked(ours.headers[0])).toEqual({
    trace: "Root=ID;Parent=ID;Sampled=1",
    userAgent: expect.stringMatching(/^PT\/tracer\/\d/),
  });
});

const powertoolsHeaders = (headers: IncomingHttpHeaders): object => ({
  trace: headers["x-amzn-trace-id"],
  userAgent: /PT\/tracer.*/.exec(headers["user-agent"] ?? "")?.[0],
});

interface Span {
  name: string;
  kind: string;
  status: string;
  attributes: Record<string, unknown>;
  isChild: boolean;
  traceparent: string;
}

test("OpenTelemetry creates a client span for each attempt, and its trace headers don't invalidate the signature", async () => {
  const { reference, ours } = await inBothApplications(async (folder) => {
    const world = await startServices();
    world.service.control.addFault({ operation: "ListIdentityPools", kind: "throttle", times: 1 });
    const printed = await runProgram(folder, "openTelemetry.cjs", variablesOf(world));
    const { outcomes, spans } = printed as { outcomes: unknown; spans: Span[] };
    return { outcomes, spans, received: world.headers.map(({ traceparent }) => traceparent) };
  });
  expectSame(comparable(ours), comparable(reference));

  expect(ours.outcomes).toEqual(["identity", "signed answer", "ResourceNotFoundException"]);
  const requests = ours.spans.filter(({ kind }) => kind === "CLIENT");
  expect(
    requests.map(({ status, isChild, attributes }) => [status, isChild, attributes["http.response.status_code"]]),
  ).toEqual([
    ["UNSET", true, 200],
    ["ERROR", true, 400],
    ["UNSET", true, 200],
    ["ERROR", true, 400],
  ]);
  expect(ours.received).toEqual(requests.map(({ traceparent }) => traceparent));
});

test("OpenTelemetry's instrumentation of the AWS SDK creates the same spans for this client and the reference", async () => {
  const { reference, ours } = await inBothApplications(async (folder) =>
    runProgram(folder, "openTelemetryAwsSdk.cjs", variablesOf(await startServices())),
  );
  expectSame(comparable(ours), comparable(reference));
  expect(ours).toMatchObject([
    {
      name: "CognitoIdentity.GetId",
      kind: "CLIENT",
      status: "UNSET",
      attributes: { "rpc.method": "GetId", "http.response.status_code": 200 },
    },
    { name: "CognitoIdentity.GetId", status: "ERROR", events: ["exception"] },
  ]);
});

test("This package's instrumentation creates no second span if OpenTelemetry's AWS SDK instrumentation creates one", async () => {
  const { folder } = (await installedApplications()).ours;
  const world = await startServices();
  const OWN = "@aws-sdk/client-cognito-identity/opentelemetry";
  const alone = await runProgram(folder, "openTelemetryAwsSdk.cjs", variablesOf(world));
  const both = await runProgram(folder, "openTelemetryAwsSdk.cjs", { ...variablesOf(world), OWN });
  expect(comparable(both)).toEqual(comparable(alone));
  expect(both).toHaveLength(2);
});

const comparable = (transcript: unknown): unknown =>
  masked(
    transcript,
    ...["start_time", "end_time", "stack", "working_directory"],
    ...["server.port", "network.peer.port", "url.full", "user_agent.original"],
  );
