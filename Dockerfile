FROM node:20-bookworm-slim AS build
WORKDIR /linchpin
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
WORKDIR /linchpin
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LINCHPIN_HOME=/data
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force && install -d -o node -g node -m 0700 /data
COPY --from=build /linchpin/dist dist
COPY --from=build /linchpin/seed seed
# Not used beside a Neo4j of its own; without NEO4J_URI the start then says what is missing.
COPY --from=build /linchpin/libs/graph/neo4j/pom.xml libs/graph/neo4j/pom.xml
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/cli/src/main.js", "start"]
