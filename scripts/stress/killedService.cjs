// A service on the data folder that the command line names, as it is built. Tells its parent where it listens and what it found.
const { startCognitoIdentity } = require("../../dist/local/index.cjs");

startCognitoIdentity({ dataFolder: process.argv[2], syncData: process.argv[3] === "sync" }).then(async (service) =>
  process.send({ pid: process.pid, endpoint: service.endpoint, snapshot: await service.snapshot() }),
);
