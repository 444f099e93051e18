import { group } from "./Case.js";
import { check, checkEqual, present } from "./check.js";

/** At each start. */
const GUESTS = 10;

/** Cases for programs with the local service and classic-level. */
export const dataFolderCases = group("data folder", {
  "everything acknowledged exists after each restart": async ({ sdk, local, dataFolder }) => {
    const { startCognitoIdentity } = present(local, "the local service");
    const ids: string[] = [];
    let poolId = "";
    for (let start = 0; start < 4; start++) {
      const service = await startCognitoIdentity({ dataFolder: present(dataFolder), syncData: start === 2 });
      const admin = new sdk.CognitoIdentity(service.clientConfig());
      try {
        if (start === 0) {
          poolId = present((await admin.createIdentityPool(POOL)).IdentityPoolId);
        }
        const { Identities } = await admin.listIdentities({ IdentityPoolId: poolId, MaxResults: 60 });
        checkEqual(
          Identities?.map(({ IdentityId }) => IdentityId),
          [...ids].sort(),
          `the identities at start ${start}`,
        );
        const guests = Array.from({ length: GUESTS }, () => admin.getId({ IdentityPoolId: poolId }));
        ids.push(...(await Promise.all(guests)).map(({ IdentityId }) => present(IdentityId)));
      } finally {
        admin.destroy();
        await service.close();
      }
    }
  },

  "a second service on the same folder is rejected": async ({ local, dataFolder }) => {
    const { startCognitoIdentity, DataFolderError } = present(local, "the local service");
    const service = await startCognitoIdentity({ dataFolder: present(dataFolder) });
    try {
      const error = await startCognitoIdentity({ dataFolder: present(dataFolder) }).catch((error: unknown) => error);
      check(error instanceof DataFolderError, `the second service started, or said ${String(error)}`);
    } finally {
      await service.close();
    }
  },

  "a snapshot as text can be restored": async ({ local, dataFolder }) => {
    const { startCognitoIdentity } = present(local, "the local service");
    const service = await startCognitoIdentity({ dataFolder: present(dataFolder) });
    const inMemory = await startCognitoIdentity();
    try {
      const before = await service.snapshot();
      check(before.identities.length > 0, "there are no identities");
      await inMemory.restore(service.snapshotText());
      checkEqual(await inMemory.snapshot(), before, "the state in memory");
      await service.reset();
      await service.restore(inMemory.snapshotText());
      checkEqual(await service.snapshot(), before, "the state in the folder");
    } finally {
      await Promise.all([service.close(), inMemory.close()]);
    }
  },
});

const POOL = { IdentityPoolName: "kept", AllowUnauthenticatedIdentities: true };
