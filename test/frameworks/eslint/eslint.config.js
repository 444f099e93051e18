import plugin from "eslint-plugin-import";

export default [{ files: ["imports.js"], plugins: { import: plugin }, rules: { "import/no-unresolved": "error" } }];
