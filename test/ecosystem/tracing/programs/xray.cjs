const AWSXRay = require("aws-xray-sdk-core");

const segment = new AWSXRay.Segment("work");
AWSXRay.enableAutomaticMode();
globalThis.tracing = {
  capture: (client) => AWSXRay.captureAWSv3Client(client),
  inParent: (_name, work) =>
    AWSXRay.getNamespace().runPromise(async () => {
      AWSXRay.setSegment(segment);
      await work();
    }),
  async flush() {
    segment.close();
  },
};
