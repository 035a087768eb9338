#!/bin/sh
# The command `hubbub` of the image; the shell makes way, so that signals reach the server.
exec node /app/cli.js "$@"
