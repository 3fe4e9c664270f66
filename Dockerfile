# syntax=docker/dockerfile:1
# The host with the plugins that come with it. docs/operations.md says how to run it and why it listens on loopback.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
# CI=true: the committed lock files decide, and nothing newer.
RUN CI=true dotnet publish src/LiveIp.Host -c Release -o /app --nologo \
 && CI=true dotnet publish src/LiveIp.Cli -c Release -o /app/cli --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The image's own unprivileged user. The data lie one below the volume, so that "restore" can put a new directory beside them.
RUN install -d -o "$APP_UID" -g "$APP_UID" -m 0700 /data
COPY --from=build /app /app
WORKDIR /data
USER $APP_UID
VOLUME /data
ENV LIVEIP_LOG_FORMAT=json DOTNET_EnableDiagnostics=0
EXPOSE 7701 7702
# No curl in the image; the program asks itself.
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s CMD ["dotnet", "/app/LiveIp.Host.dll", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "/app/LiveIp.Host.dll"]
CMD ["--data", "/data/liveip"]
