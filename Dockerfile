# syntax=docker/dockerfile:1.15
# Two images from one file: `node` (a national node, also its migration and operators' commands), `engines` (the same
# with the player of stories, for demonstrations). Build: docker build --target node --tag homeward-node .

ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# `prepare` would build before there are sources: no scripts here, and the build as a step of its own.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps apps
RUN npm run build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The optional packages are the binaries of the embedded PostgreSQL: a node of its own has a real server.
# Of the fonts of letters one weight is printed.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force \
  && find node_modules/@expo-google-fonts -name '*.ttf*' -not -path '*/400Regular/*' -delete

FROM ${NODE_IMAGE} AS node
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 HTTP_PORT=3000
WORKDIR /app
COPY --from=dependencies /app/package.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY deploy/eventstoredb deploy/eventstoredb
# By number, so that Kubernetes can see that it is not root. Nothing is written outside of /tmp.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HTTP_PORT ?? 3000) + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["dist/apps/node/main.js"]

FROM node AS engines
COPY apps/sandbox/stories apps/sandbox/stories
HEALTHCHECK NONE
CMD ["dist/apps/engines/main.js", "--exit"]
