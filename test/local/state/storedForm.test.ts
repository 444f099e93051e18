import { expect, test } from "vitest";
import { StateError } from "../../../src/local/state/StateError.js";
import { identityOf } from "../../../src/local/state/storedForm.js";

test.each([
  ["5", "/us-east-1:a: must be a list"],
  ["null", "/us-east-1:a: must be a list"],
  ['{"0":1}', "/us-east-1:a: must be a list"],
  ['"text"', "/us-east-1:a: must be a list"],
  ["[", "/us-east-1:a: is not JSON"],
  ["[]", "/us-east-1:a: lacks createdAt"],
  ["[1,0,0,2,", "/us-east-1:a: is not JSON"],
  ['[1,0,0,2,"provider","subject"]', "/us-east-1:a/logins/0: lacks kind"],
  ['[1,0,0,0,"provider"]', "/us-east-1:a/logins/0: lacks subject"],
])("an identity that is stored as %s is rejected with its ID", (text, message) => {
  expect(() => identityOf(text, "us-east-1:a", "us-east-1:p")).toThrow(new StateError("", message));
});
