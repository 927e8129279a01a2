# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /turbo
COPY . .
RUN node bin/turbo.mjs prepare

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 TURBO_HOME=/data TURBO_HOST=0.0.0.0 SQLITE_TMPDIR=/data
WORKDIR /turbo
COPY --from=build --chown=root:root /turbo/.next/standalone ./
RUN mkdir /data && chown node:node /data && ln -s /turbo/bin/turbo.mjs /usr/local/bin/turbo
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.TURBO_PORT || process.env.PORT || 3000}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["turbo", "start", "--no-open"]
