/** The smallest client: a POST with `node:http` alone and a keep-alive agent. */
exports.postTo = ({ Agent, request }, endpoint) => {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  return (operation, input) =>
    new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityService.${operation}`,
      };
      const sent = request({ method: "POST", hostname, port, path: "/", agent, headers }, (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text) => {
          body += text;
        });
        response.on("end", () => (response.statusCode === 200 ? resolve(JSON.parse(body)) : reject(new Error(body))));
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(input));
    });
};
