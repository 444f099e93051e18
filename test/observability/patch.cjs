// Loaded before the program: hooks the part of Node.js's module loader in HOOK, like tools, and patches `send` of Smithy's class if it is
// loaded through the hook. `globalThis.patched` contains the observed calls.
const Module = require("node:module");

globalThis.patched = [];
const FILE = /@smithy\/core\/dist-cjs\/submodules\/client\/index\.js$/;
const seen = new WeakSet();

function patch(exports) {
  const Client = exports?.Client;
  if (typeof Client !== "function" || seen.has(Client)) return exports;
  seen.add(Client);
  const { send } = Client.prototype;
  Client.prototype.send = function (...call) {
    const [command, ...rest] = call;
    globalThis.patched.push({
      client: this,
      serviceId: this.config.serviceId,
      constructorName: this.constructor.name,
      command: command.constructor.name,
      rest: rest.map((argument) => typeof argument),
    });
    if (globalThis.patchThrows) throw new Error("from the patch");
    return send.apply(this, call);
  };
  return exports;
}

globalThis.hook = (name) => {
  if (name === "require") {
    const { require: original } = Module.prototype;
    Module.prototype.require = function (id) {
      return id.startsWith("@smithy/core") ? patch(original.call(this, id)) : original.call(this, id);
    };
  } else if (name === "_load") {
    const original = Module._load;
    Module._load = function (id, ...rest) {
      return id.startsWith("@smithy/core") ? patch(original.call(this, id, ...rest)) : original.call(this, id, ...rest);
    };
  } else if (name === "_compile") {
    const { _compile } = Module.prototype;
    Module.prototype._compile = function (content, filename, ...rest) {
      const compiled = _compile.call(this, content, filename, ...rest);
      if (FILE.test(filename)) patch(this.exports);
      return compiled;
    };
  } else if (name === "loaded") {
    patch(require("@smithy/core/client"));
  }
};

globalThis.loadedFiles = () => Object.keys(require.cache).filter((path) => /[\\/]@smithy[\\/]/.test(path));
if (process.env.HOOK) globalThis.hook(process.env.HOOK);
