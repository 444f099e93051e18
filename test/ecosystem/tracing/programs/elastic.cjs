const apm = require("elastic-apm-node");

globalThis.tracing = {
  async inParent(name, work) {
    const transaction = apm.startTransaction(name);
    await work();
    transaction.end();
  },
  flush: () => apm.flush(),
  end: () => process.exit(),
};
