import { administer } from "./administration.js";
import { Journal } from "./Journal.js";
import { plumb } from "./plumbing.js";
import { useProviders } from "./providers.js";
import { signIn } from "./signIn.js";

/** A tour of an application that was written for `@aws-sdk/client-cognito-identity`; what happens goes into a journal. */
async function main(): Promise<void> {
  const journal = new Journal();
  const identityPoolId = await administer(journal);
  await signIn(journal, identityPoolId);
  await plumb(journal, identityPoolId);
  await useProviders(journal, identityPoolId);
  console.log(JSON.stringify(journal.lines));
}

void main();
