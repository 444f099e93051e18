// The built service, with the data folder from the command line. Sends its endpoint and a snapshot of its state to the parent process.
const { startCognitoIdentity } = require("../../dist/local/index.cjs");

startCognitoIdentity({ dataFolder: process.argv[2], syncData: process.argv[3] === "sync" }).then(async (service) =>
  process.send({ pid: process.pid, endpoint: service.endpoint, snapshot: await service.snapshot() }),
);
