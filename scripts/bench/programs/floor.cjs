/** The least that a client needs: a POST with `node:http` alone and a keep-alive agent. It has the interface of the other clients. */
const { Agent, request } = require("node:http");

const commandOf = (operation) =>
  class {
    constructor(input) {
      Object.assign(this, { operation, body: JSON.stringify(input) });
    }
  };
exports.GetIdCommand = commandOf("GetId");
exports.DescribeIdentityPoolCommand = commandOf("DescribeIdentityPool");

exports.CognitoIdentityClient = class {
  constructor({ endpoint }) {
    const { hostname, port } = new URL(endpoint);
    Object.assign(this, { hostname, port, agent: new Agent({ keepAlive: true, maxSockets: 50 }) });
  }

  send({ operation, body }) {
    return new Promise((resolve, reject) => {
      const target = `AWSCognitoIdentityService.${operation}`;
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
      const { hostname, port, agent } = this;
      const sent = request({ method: "POST", hostname, port, path: "/", agent, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part) => {
          text += part;
        });
        response.on("end", () => (response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
};
