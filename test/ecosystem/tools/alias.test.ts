import { expect, test } from "vitest";
import { expectSame } from "../../reference/expectSame.js";
import { masked } from "./masked.js";
import { inBothApplications, runProgram } from "./runProgram.js";
import { startServices, variablesOf } from "./startServices.js";

test.each(["commonjs", "module"])(
  "an application written for the reference (TypeScript, compiled to %s) does the same with this package under the reference's name",
  async (type) => {
    const { reference, ours } = await inBothApplications(async (folder) => {
      const world = await startServices();
      const journal = await runProgram(folder, `${type}/main.js`, variablesOf(world));
      return { journal: journal as string[], clients: world.headers.map((headers) => headers["user-agent"] ?? "") };
    });
    expectSame(masked(ours.journal), masked(reference.journal));

    expect(ours.journal.length).toBeGreaterThan(40);
    expect(ours.journal.filter((line) => line.includes("was not refused"))).toEqual([]);
    expect(ours.journal).toContain("its class: [true,false]");
    // The credential providers load the client themselves. With `overrides`, they also get this package.
    expect(productsOf(reference.clients)).toEqual(["aws-sdk-js"]);
    expect(productsOf(ours.clients)).toEqual(["cognito-identity-client"]);
    expect(ours.clients).toHaveLength(reference.clients.length);
  },
);

const productsOf = (userAgents: string[]): (string | undefined)[] => [
  ...new Set(userAgents.map((text) => text.split("/")[0])),
];
