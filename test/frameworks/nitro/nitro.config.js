export default { scanDirs: ["."] };
