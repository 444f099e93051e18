// The part of React Native's native side that its timers, promises, fetch, and blobs need. Runs in Hermes before the bundle.
// HermesProcess.ts reads its output and sends its input.
(() => {
  const tell = (message) => print(`@host ${JSON.stringify(message)}`);

  // Timers are host functions. Those of Hermes's command line fire immediately; here, the host decides when they fire.
  const timers = new Map();
  let lastTimer = 0;
  const start =
    (type) =>
    (callback, milliseconds, ...parameters) => {
      lastTimer += 1;
      timers.set(lastTimer, { type, run: () => callback(...parameters) });
      tell({ type, id: lastTimer, milliseconds: Number(milliseconds) || 0 });
      return lastTimer;
    };
  const stop = (id) => {
    if (timers.delete(id)) tell({ type: "stop", id });
  };
  const timerFunctions = {
    ...{ setTimeout: start("timeout"), setInterval: start("interval") },
    ...{ clearTimeout: stop, clearInterval: stop },
  };
  Object.assign(globalThis, timerFunctions, { performance: { now: Date.now }, console: consoleOver(print) });
  delete globalThis.setImmediate;

  // Responses are in native memory until a FileReader reads them.
  const blobs = new Map();
  const requests = new Map();
  const modules = {
    PlatformConstants: { getConstants: () => ({ Version: 35, isTesting: false }) },
    Networking: {
      sendRequest: (method, url, id, headers, data, responseType) => {
        requests.set(id, responseType);
        tell({ type: "request", id, method, url, headers, body: data.string });
      },
      abortRequest: (id) => {
        requests.delete(id);
        tell({ type: "abort", id });
      },
    },
    BlobModule: {
      getConstants: () => ({ BLOB_URI_SCHEME: "content", BLOB_URI_HOST: "blobs" }),
      addNetworkingHandler: () => {},
      createFromParts: (parts, id) => {
        blobs.set(id, parts.map(({ type, data }) => (type === "string" ? data : blobs.get(data.blobId))).join(""));
      },
      release: (id) => blobs.delete(id),
    },
    FileReaderModule: { readAsText: ({ blobId }) => Promise.resolve(blobs.get(blobId)) },
    NativeMicrotasksCxx: { queueMicrotask: (callback) => Promise.resolve().then(callback) },
  };
  globalThis.RN$Bridgeless = true;
  globalThis.nativeModuleProxy = modules;

  const emit = (name, ...values) => globalThis.__rctDeviceEventEmitter.emit(name, values);
  globalThis.fromHost = {
    time: (id) => {
      const timer = timers.get(id);
      if (timer?.type === "timeout") timers.delete(id);
      timer?.run();
    },
    answer: (id, status, headers, text, url) => {
      const responseType = requests.get(id);
      if (!requests.delete(id)) return;
      emit("didReceiveNetworkResponse", id, status, headers, url);
      emit("didReceiveNetworkData", id, responseType === "blob" ? blobOf(`answer ${id}`, text, headers) : text);
      emit("didCompleteNetworkResponse", id, null, false);
    },
    failure: (id, message) => {
      if (requests.delete(id)) emit("didCompleteNetworkResponse", id, message, false);
    },
  };

  function blobOf(blobId, text, headers) {
    blobs.set(blobId, text);
    return { blobId, offset: 0, size: text.length, type: headers["content-type"] || "" };
  }

  function consoleOver(write) {
    return { debug: write, error: write, info: write, log: write, trace: write, warn: write };
  }
})();
