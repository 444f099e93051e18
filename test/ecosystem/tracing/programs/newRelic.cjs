const newrelic = require("newrelic");

// The agent's connections do not keep the process alive.
setInterval(() => {}, 1_000);
// The agent records nothing until it has the configuration from its backend.
const connected = new Promise((resolve) => newrelic.agent.once("started", resolve));
globalThis.tracing = {
  async inParent(name, work) {
    await connected;
    await newrelic.startBackgroundTransaction(name, work);
  },
  flush: () =>
    new Promise((resolve) =>
      newrelic.shutdown({ collectPendingData: true, waitForIdle: true, timeout: 10_000 }, resolve),
    ),
  end: () => process.exit(),
};
