# The program and Node, and nothing that installs: no npm, no sources, no development packages.
#   docker build -t hubbub .
#   docker run -p 127.0.0.1:3000:3000 -v hubbub:/data hubbub
# Everything else: compose.yaml, and `docker run --rm hubbub --help`.
ARG NODE=24.21.0
ARG DEBIAN=trixie-slim

FROM node:${NODE}-${DEBIAN} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY packages/protocol/package.json packages/protocol/
COPY packages/server/package.json packages/server/
COPY packages/client/package.json packages/client/
COPY packages/web/package.json packages/web/
COPY packages/bench/package.json packages/bench/
RUN npm ci --ignore-scripts
COPY scripts scripts
COPY packages packages
RUN ["node", "scripts/bundle.mjs"]

FROM debian:${DEBIAN}
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build --chmod=755 /build/scripts/hubbub.sh /usr/local/bin/hubbub
# Compiled, so beside the bundle: it checks the passwords of imported accounts.
COPY --from=build /build/node_modules/@node-rs /app/node_modules/@node-rs
COPY --from=build /build/packages/server/dist /app
RUN ["install", "-d", "-o", "10001", "-g", "10001", "-m", "700", "/data"]

# Four password hashes at once would fill Node's pool of four threads.
ENV NODE_ENV=production UV_THREADPOOL_SIZE=8 HUBBUB_HOST=0.0.0.0 HUBBUB_PORT=3000 HUBBUB_DATA=/data
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["hubbub", "health"]
ENTRYPOINT ["hubbub"]
CMD ["start"]
