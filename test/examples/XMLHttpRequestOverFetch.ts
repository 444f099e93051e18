/** The part of React Native's XMLHttpRequest that its `fetch` (whatwg-fetch) uses, on top of Node.js's `fetch`. */
export class XMLHttpRequestOverFetch {
  status = 0;
  statusText = "";
  responseURL = "";
  responseText = "";
  response = "";
  onload: (() => void) | undefined;
  onerror: (() => void) | undefined;
  onabort: (() => void) | undefined;
  readonly #controller = new AbortController();
  readonly #headers: [string, string][] = [];
  #method = "";
  #answerHeaders = "";

  open(method: string, url: string): void {
    this.#method = method;
    this.responseURL = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.push([name, value]);
  }

  getAllResponseHeaders(): string {
    return this.#answerHeaders;
  }

  abort(): void {
    this.#controller.abort();
  }

  async send(body: string | null): Promise<void> {
    try {
      const response = await fetch(this.responseURL, {
        method: this.#method,
        headers: this.#headers,
        body,
        signal: this.#controller.signal,
      });
      this.response = this.responseText = await response.text();
      this.status = response.status;
      this.statusText = response.statusText;
      this.#answerHeaders = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\r\n");
      this.onload?.();
    } catch {
      (this.#controller.signal.aborted ? this.onabort : this.onerror)?.();
    }
  }
}
