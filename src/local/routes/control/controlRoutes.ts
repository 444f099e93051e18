import { checkFault } from "../../base/checkFault.js";
import { consoleRoutes } from "../console/consoleRoutes.js";
import type { ControlContext } from "./ControlContext.js";
import type { ControlRoute } from "./ControlRoute.js";
import { changeTime, describeTime } from "./changeTime.js";
import { testProviderRoutes } from "./testProviderRoutes.js";

const describeFaults = ({ control }: ControlContext): object => ({ faults: control.faults() });

/** Every route, in one place: a new one is a new entry. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_control",
    handle: (_input, context) => ({
      endpoint: context.endpoint(),
      region: context.service.region,
      ...describeTime(context.control),
      ...describeFaults(context),
      requests: context.log.list(),
      routes: controlRoutes.map(({ method, path }) => `${method} ${path}`),
    }),
  },
  {
    method: "POST",
    path: "/_control/time",
    handle: (input, { control }) => {
      changeTime(input, control);
      return describeTime(control);
    },
  },
  {
    method: "POST",
    path: "/_control/faults",
    handle: (input, context) => {
      const list: unknown[] = Array.isArray(input) ? input : [input];
      // All or none: a list that is too long, or has one faulty fault in it, changes nothing.
      context.faults.checkRoomFor(list.length);
      const faults = list.map(checkFault);
      for (const fault of faults) context.control.addFault(fault);
      return describeFaults(context);
    },
  },
  {
    method: "DELETE",
    path: "/_control/faults",
    handle: (_input, context) => {
      context.control.clearFaults();
      return describeFaults(context);
    },
  },
  {
    method: "POST",
    path: "/_control/reset",
    handle: async (_input, context) => {
      await context.reset();
      return { ...describeTime(context.control), ...describeFaults(context) };
    },
  },
  ...testProviderRoutes,
  ...consoleRoutes,
];
