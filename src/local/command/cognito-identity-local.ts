#!/usr/bin/env node
import { main } from "./main.js";

void main("cognito-identity-local", process.argv.slice(2));
