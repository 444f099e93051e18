import { administer } from "./administration.js";
import { Journal } from "./Journal.js";
import { useMiddleware } from "./middleware.js";
import { useProviders } from "./providers.js";
import { signIn } from "./signIn.js";

/** An application that was written for `@aws-sdk/client-cognito-identity`, and records its results in a journal. */
async function main(): Promise<void> {
  const journal = new Journal();
  const identityPoolId = await administer(journal);
  await signIn(journal, identityPoolId);
  await useMiddleware(journal, identityPoolId);
  await useProviders(journal, identityPoolId);
  console.log(JSON.stringify(journal.lines));
}

void main();
