import { beforeEach, describe, expect, test, vi } from "vitest";
import { RecordingHandler } from "../world/RecordingHandler.js";
import { rejectionOf } from "../world/rejectionOf.js";
import { WeatherException } from "../world/testErrors.js";
import { ReadCommand, WeatherClient } from "../world/testService.js";

// Without the random part, there is no delay between attempts.
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  return () => void vi.restoreAllMocks();
});

function errorFor(body: string, status = 200, headers: Record<string, string> = {}) {
  const requestHandler = new RecordingHandler(() => ({ body, status, headers }));
  return rejectionOf(new WeatherClient({ region: "r", requestHandler, maxAttempts: 1 }).send(new ReadCommand({})));
}

describe("a body that is not JSON", () => {
  test("throws the service's exception, which says where to look", async () => {
    const error = await errorFor("<html>Sign in to the hotel</html>", 200, { "content-type": "text/html" });
    expect(error).toBeInstanceOf(WeatherException);
    expect(error.name).toBe("InvalidResponse");
    for (const part of ["status 200", "text/html", "request-1", "<html>Sign in to the hotel</html>"]) {
      expect(error.message).toContain(part);
    }
    expect(error.$metadata).toMatchObject({ httpStatusCode: 200, requestId: "request-1", attempts: 1 });
    expect(error.$response).toBeDefined();
    expect(error, "error reporters follow causes, and report one that is not an error as unknown").not.toHaveProperty(
      "cause",
    );
  });

  test.each([
    [400, "Http400", "client"],
    [403, "Forbidden", "client"],
    [404, "Http404", "client"],
    [407, "Http407", "client"],
    [429, "TooManyRequests", "client"],
    [500, "InternalServerError", "server"],
    [502, "BadGateway", "server"],
    [503, "ServiceUnavailable", "server"],
    [504, "GatewayTimeout", "server"],
    [418, "Http418", "client"],
    [302, "Http302", "client"],
  ])("with status %i is named %s", async (status, name, $fault) => {
    expect(await errorFor("<html>", status)).toMatchObject({ name, $fault });
  });

  test("is quoted up to the 200th character", async () => {
    const { message } = await errorFor(`x${" y".repeat(99)}z-and-more`);
    expect(message.endsWith(`x${" y".repeat(99)}z`)).toBe(true);
  });

  test.each([429, 500, 502, 503, 504])("is retried with status %i", async (status) => {
    const requestHandler = new RecordingHandler(() => ({ body: "busy", status }));
    const client = new WeatherClient({ region: "r", requestHandler });
    expect((await rejectionOf(client.send(new ReadCommand({})))).$metadata).toMatchObject({ attempts: 3 });
  });

  test.each([200, 400])("is retried with status %i if it should be JSON, because it is truncated", async (status) => {
    const headers = { "content-type": "application/x-amz-json-1.1" };
    const requestHandler = new RecordingHandler((_, attempt) =>
      attempt === 1 ? { body: '{"Text":"he', status, headers } : { body: '{"Text":"hello"}', headers },
    );
    const client = new WeatherClient({ region: "r", requestHandler });
    expect((await client.send(new ReadCommand({}))).$metadata).toMatchObject({ attempts: 2 });
  });

  test.each([200, 400, 404])("is not retried with status %i", async (status) => {
    const requestHandler = new RecordingHandler(() => ({ body: "no", status }));
    const client = new WeatherClient({ region: "r", requestHandler });
    expect((await rejectionOf(client.send(new ReadCommand({})))).$metadata).toMatchObject({ attempts: 1 });
  });

  const SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
  test.each([
    ["cut off", `{"Credentials":{"AccessKeyId":"AKIA${SECRET}","SecretKey":"${SECRET}`],
    ["with a superfluous comma", `{"SecretKey":"${SECRET}",}`],
    ["with spaces", `{ "SecretKey" :  "${SECRET}" ,`],
    ["with escapes", `{"SecretKey":"\\"${SECRET}",`],
    ["twice", `{"SecretKey":"${SECRET}"}{"SecretKey":"${SECRET}"}`],
    ["in a list", `{"Tokens":["${SECRET}",}`],
    ["truncated at the start", `etKey":"${SECRET}"}`],
    ["in single quotes", `{'SecretKey':'${SECRET}'}`],
    ["in a page that shows it escaped", `<pre>{&quot;SecretKey&quot;:&quot;${SECRET}&quot;}</pre>`],
    ["as XML", `<SecretKey>${SECRET}</SecretKey>`],
    ["as a form", `SecretKey=${SECRET}&x=1`],
  ])("with a secret %s doesn't show it", async (_how, body) => {
    const error = await errorFor(body, 200, { "content-type": "application/json" });
    const { $response, ...shown } = error;
    expect(`${error.message} ${error.stack} ${JSON.stringify(shown)} ${String(error.cause)}`).not.toContain(SECRET);
  });
});

test("an empty body is not an error", async () => {
  const requestHandler = new RecordingHandler(() => ({ body: "" }));
  const output = await new WeatherClient({ region: "r", requestHandler }).send(new ReadCommand({}));
  expect(output.$metadata.httpStatusCode).toBe(200);
});
