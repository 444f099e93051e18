import { Component, provideZonelessChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { CognitoIdentityClient, GetIdCommand } from "cognito-identity-client";

@Component({ selector: "app-root", template: `<button type="button" (click)="load()">{{ id() || "Load" }}</button>` })
class AppComponent {
  readonly id = signal("");

  async load(): Promise<void> {
    const { endpoint, IdentityPoolId } = Object.fromEntries(new URLSearchParams(location.search));
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint });
    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
    this.id.set(`${client.config.runtime} ${IdentityId}`);
  }
}

await bootstrapApplication(AppComponent, { providers: [provideZonelessChangeDetection()] });
