const newrelic = require("newrelic");

// The agent's own connections do not keep the process alive.
setInterval(() => {}, 1_000);
// Before it has its backend's configuration, the agent records nothing.
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
