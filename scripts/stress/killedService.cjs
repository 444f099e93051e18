// A service on the data folder that the command line names, as it is built. Tells its parent where it listens and what it found.
const { startCognitoIdentity } = require("../../dist/local/index.cjs");

startCognitoIdentity({ dataFolder: process.argv[2] }).then((service) =>
  process.send({ endpoint: service.endpoint, snapshot: service.snapshot() }),
);
