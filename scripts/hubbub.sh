#!/bin/sh
# The command `hubbub` of the image; the shell makes way, so that signals reach the server.
# How much may be young: scripts/workspace/server-flags.mjs says why.
exec node --max-semi-space-size=8 /app/cli.js "$@"
