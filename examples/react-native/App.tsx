import AsyncStorage from "@react-native-async-storage/async-storage";
import type { CognitoIdentityCredentials } from "cognito-identity-client/credentials";
import { useState } from "react";
import { Button, StyleSheet, Text, TextInput, View } from "react-native";
import { Session } from "./session";
import { settings, signInWithProvider } from "./settings";

const session = new Session(settings, AsyncStorage);

export default function App() {
  const [name, setName] = useState("");
  const [who, setWho] = useState("Nobody yet");
  const [credentials, setCredentials] = useState<CognitoIdentityCredentials>();
  const [failure, setFailure] = useState("");
  const [isBusy, setIsBusy] = useState(false);

  async function become(someone: string, credentialsOf: () => Promise<CognitoIdentityCredentials | undefined>) {
    setIsBusy(true);
    setFailure("");
    try {
      setCredentials(await credentialsOf());
      setWho(someone);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setIsBusy(false);
    }
  }

  const signIn = async () => session.signIn(await signInWithProvider(name));
  return (
    <View style={styles.screen}>
      <Text accessibilityRole="header" style={styles.title}>
        {who}
      </Text>
      <View accessibilityLiveRegion="polite" style={styles.facts}>
        <Text selectable>{credentials?.identityId ?? "No identity"}</Text>
        <Text>{credentials ? `Access key ${credentials.accessKeyId.slice(0, 4)} …` : "No credentials"}</Text>
        <Text>{credentials ? `Until ${credentials.expiration?.toLocaleTimeString()}` : ""}</Text>
      </View>
      {failure !== "" && (
        <Text accessibilityRole="alert" style={styles.failure}>
          {failure}
        </Text>
      )}
      <Button
        title="Continue as guest"
        disabled={isBusy}
        onPress={() => become("Guest", () => session.continueAsGuest())}
      />
      <TextInput
        accessibilityLabel="Name"
        autoCapitalize="none"
        onChangeText={setName}
        placeholder="Name"
        style={styles.input}
        value={name}
      />
      <Button title="Sign in" disabled={isBusy || name === ""} onPress={() => become(name, signIn)} />
      <Button
        title="Sign out"
        disabled={isBusy}
        onPress={() => become("Nobody yet", () => session.signOut().then(() => undefined))}
      />
    </View>
  );
}

const styles = StyleSheet.create({
  screen: { flex: 1, gap: 12, padding: 24, paddingTop: 72 },
  title: { fontSize: 28, fontWeight: "600" },
  facts: { gap: 4, paddingVertical: 12 },
  failure: { color: "#a3261b" },
  input: { borderColor: "#85847c", borderRadius: 8, borderWidth: 1, minHeight: 44, padding: 10 },
});
