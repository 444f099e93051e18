import assert from "node:assert/strict";
import { ResourceNotFoundException } from "../../../src/index.js";
import type { Story } from "./index.js";

const UNKNOWN_IDENTITY = "us-east-1:00000000-0000-4000-8000-000000000000";

export async function retries({ client, service, journal }: Story, IdentityId: string): Promise<void> {
  journal.chapter(
    "A request is throttled and retried",
    "The service refuses two requests; the third attempt succeeds.",
  );
  service.control.addFault({ operation: "DescribeIdentity", kind: "throttle", times: 2 });
  journal.note('service.control.addFault({ operation: "DescribeIdentity", kind: "throttle", times: 2 })');
  journal.form("v2 await");
  const { $metadata } = await client.describeIdentity({ IdentityId });
  assert.equal(($metadata as { attempts?: number }).attempts, 3);

  journal.expectError("ResourceNotFoundException");
  await assert.rejects(client.describeIdentity({ IdentityId: UNKNOWN_IDENTITY }), (error) => {
    assert.ok(error instanceof ResourceNotFoundException);
    assert.equal(error.$metadata.attempts, 1);
    assert.ok(error.$metadata.requestId);
    return true;
  });
  journal.note("Errors that a retry would not change are not retried.");
}
