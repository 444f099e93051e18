#!/usr/bin/env node
import { main } from "./main.js";

void main("cognito-identity-client", process.argv.slice(2));
