/**
 * One cold start: load the package, make a client, first public call, first signed call. Lies in the application's folder,
 * so that Node.js finds the package as it does for an application. Arguments: package, endpoint, `require` or `import`.
 * Prints what it found. No channel to its parent: that would load `node:net` before the time begins.
 */
const { statSync, writeSync } = require("node:fs");

const [name, endpoint, how] = process.argv.slice(2);
const builtins = process.moduleLoadList.length;
const cpu = process.cpuUsage();
const begin = process.hrtime.bigint();
const since = () => Number(process.hrtime.bigint() - begin) / 1e6;
const times = {};

(async () => {
  const loaded = how === "import" ? await import(name) : require(name);
  times.load = since();
  const ofRequire = process.moduleLoadList.slice(builtins);
  const calls = name === "node:http" ? bareCalls(loaded) : clientCalls(loaded);
  times.client = since();
  const { IdentityId } = await calls.public();
  times.public = since();
  const { IdentityPoolName } = await calls.signed();
  times.signed = since();
  const { user, system } = process.cpuUsage(cpu);
  if (typeof IdentityId !== "string" || typeof IdentityPoolName !== "string") {
    throw new Error("Not the answers of the server.");
  }
  const files = Object.keys(require.cache).filter((path) => path !== __filename);
  const report = {
    times,
    cpuMs: (user + system) / 1000,
    files: files.length,
    bytes: files.reduce((sum, path) => sum + statSync(path).size, 0),
    network: ["http", "https", "http2", "tls", "net"].filter((module) => ofRequire.includes(`NativeModule ${module}`)),
  };
  writeSync(1, JSON.stringify(report));
  process.exit();
})();

function clientCalls({ CognitoIdentityClient, GetIdCommand, DescribeIdentityPoolCommand }) {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, credentials });
  return {
    public: () => client.send(new GetIdCommand({ IdentityPoolId: "eu-west-1:pool" })),
    signed: () => client.send(new DescribeIdentityPoolCommand({ IdentityPoolId: "eu-west-1:pool" })),
  };
}

/** The floor: the same two posts, as an application would write them with `node:http` alone. */
function bareCalls({ Agent, request }) {
  const agent = new Agent({ keepAlive: true });
  const post = (operation, input) =>
    new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityService.${operation}`,
      };
      const sent = request(endpoint, { method: "POST", agent, headers }, (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text) => {
          body += text;
        });
        response.on("end", () => resolve(JSON.parse(body)));
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(input));
    });
  return {
    public: () => post("GetId", { IdentityPoolId: "eu-west-1:pool" }),
    signed: () => post("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:pool" }),
  };
}
