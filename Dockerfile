# Cliproom in one image: it serves and works, or does one of the two (see compose.yaml).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
# A new FFmpeg and a browser with its libraries; npm brings older ones for machines without.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends chromium-headless-shell ffmpeg tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN mkdir /data /cache && chown node:node /data /cache
ENV NODE_ENV=production HOST=0.0.0.0 CLIPROOM_DATA=/data CLIPROOM_CACHE=/cache
USER node
VOLUME ["/data"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://localhost:'+(process.env.HEALTH_PORT||3000)+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# It reaps what FFmpeg and the browser leave behind, and passes signals on.
ENTRYPOINT ["tini", "--"]
CMD ["npm", "run", "--silent", "start"]
