"use client";
import { CognitoIdentityClient, GetIdCommand } from "cognito-identity-client";
import { useState } from "react";

export function Identity() {
  const [id, setId] = useState("");
  const load = async () => {
    const { endpoint, IdentityPoolId } = Object.fromEntries(new URLSearchParams(location.search));
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint });
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
    setId(`${client.config.runtime} ${IdentityId}`);
  };
  return (
    <button type="button" onClick={load}>
      {id || "Load"}
    </button>
  );
}
