const { Tracer } = require("@aws-lambda-powertools/tracer");

const tracer = new Tracer({ serviceName: "app" });
globalThis.tracing = {
  capture: (client) => tracer.captureAWSv3Client(client),
  async inParent(name, work) {
    const segment = tracer.getSegment();
    const subsegment = segment.addNewSubsegment(name);
    tracer.setSegment(subsegment);
    await work();
    subsegment.close();
  },
  async flush() {},
};
