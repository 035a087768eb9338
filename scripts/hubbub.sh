#!/bin/sh
# The command `hubbub` of the image; the shell makes way, so that signals reach the server.
# How much may be young: scripts/workspace/server-flags.mjs says why.
exec node --min-semi-space-size=8 --max-semi-space-size=8 --v8-pool-size=2 /app/cli.js "$@"
