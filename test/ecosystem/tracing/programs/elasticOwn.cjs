require("./elastic.cjs");
require("./own.cjs");
