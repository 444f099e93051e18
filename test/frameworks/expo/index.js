import { CognitoIdentityClient, GetIdCommand } from "cognito-identity-client";
import { registerRootComponent } from "expo";
import { createElement, useEffect, useState } from "react";
import { Text } from "react-native";

function App() {
  const [id, setId] = useState("");
  useEffect(() => {
    const client = new CognitoIdentityClient({ region: "eu-west-1" });
    client.send(new GetIdCommand({ IdentityPoolId: "eu-west-1:0" })).then(({ IdentityId }) => setId(`${IdentityId}`));
  }, []);
  return createElement(Text, null, id);
}

registerRootComponent(App);
