import { mkdir } from "node:fs/promises";
import { output, startProcess } from "../processes.js";
import { browser } from "./browser.js";
import { installFromDebian } from "./debian.js";
import { environment } from "./programs.js";

/** The engine of the newest Safari, in the browser that comes with WebKitGTK. */
export const webkit = browser({
  name: "WebKit",
  async version() {
    await installFromDebian("libwebkit2gtk-4.1-0", "xvfb");
    return output("dpkg-query", "--show", `--showformat=\${Version}`, "libwebkit2gtk-4.1-0");
  },
  async command(profile, url) {
    await mkdir(profile, { recursive: true });
    return {
      file: "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
      parameters: ["--enable-write-console-messages-to-stdout=true", url],
      env: {
        ...environment(),
        HOME: profile,
        DISPLAY: await display(),
        // There is no graphics card, no bus for assistive technology, and no dconf.
        WEBKIT_DISABLE_DMABUF_RENDERER: "1",
        NO_AT_BRIDGE: "1",
        GSETTINGS_BACKEND: "memory",
      },
    };
  },
});

/** The engine of Safari 16.0, the oldest that is supported: Debian 12 has WPE WebKit of September 2022. */
export const oldWebkit = browser({
  name: "old WebKit",
  async version() {
    await installFromDebian("cog");
    return output("cog", "--version");
  },
  async command(profile, url) {
    await mkdir(profile, { recursive: true });
    return {
      file: "cog",
      parameters: ["--platform=headless", url],
      env: { ...environment(), HOME: profile, XDG_RUNTIME_DIR: profile },
    };
  },
});

/** A display in memory. It ends with the browser, its last client. */
async function display(): Promise<string> {
  const server = startProcess("Xvfb", ["-terminate", "-displayfd", "1", "-nolisten", "tcp"]);
  const number = await new Promise<string>((resolve, reject) => {
    server.child.stdout?.once("data", (line) => resolve(String(line).trim()));
    server.ended.then((status) => reject(new Error(`Xvfb ended with ${status}:\n${server.printed()}`)));
  });
  return `:${number}`;
}
