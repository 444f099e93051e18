import { createHash } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The unique id that IAM would give a role (`AROA…`) or a user (`AIDA…`); always the same for the same ARN. */
export function principalId(prefix: "AROA" | "AIDA", arn: string): string {
  const digest = createHash("sha256").update(arn).digest();
  return prefix + [...digest.subarray(0, 17)].map((byte) => ALPHABET[byte % 32]).join("");
}
