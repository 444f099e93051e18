const Sentry = require("@sentry/node");

Sentry.init({ dsn: process.env.DSN, tracesSampleRate: 1 });
globalThis.tracing = {
  inParent: (name, work) => Sentry.startSpan({ name }, work),
  flush: () => Sentry.flush(5000),
  end: () => process.exit(),
};
