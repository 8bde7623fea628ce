# syntax=docker/dockerfile:1
# heed in an image without a shell, under a user without rights. Build: docker build -t heed:0.1.0 .
FROM --platform=$BUILDPLATFORM node:22-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json README.md ./
COPY src/ src/
COPY examples/ examples/
COPY --from=web /src/web/dist web/dist
RUN dotnet publish src/Heed.Cli -c Release -a $TARGETARCH --self-contained false -o /app && mkdir /data

# "extra" has the time zones that objectives and quiet hours are written in.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /var/lib/heed
USER 1654:1654
VOLUME /var/lib/heed
EXPOSE 4333
ENTRYPOINT ["/app/heed"]
CMD ["serve", "/etc/heed/heed.yml", "--data", "/var/lib/heed", "--listen", "0.0.0.0:4333"]
