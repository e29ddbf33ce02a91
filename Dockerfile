# One image for the API, the portal, the worker and the command line; docker-compose.yml says which runs.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npx nest build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=node:node /app /app
RUN mkdir -p /var/lib/assay && chown node:node /var/lib/assay
USER node
CMD ["node", "--max-old-space-size=512", "dist/apps/api/src/main.js"]
