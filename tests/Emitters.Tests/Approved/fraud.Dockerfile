# Generated from pipelines/fraud/Definition.cs by `./build.sh Generate`. Change the definition, not this file: `./build.sh Check` compares.
ARG BASE="registry.example/aspnet:10.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

FROM ${BASE} AS model
ARG DIGEST=
COPY ["artifacts/fraud/package/oci", "/package"]
WORKDIR /package
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN set -eu \
    && manifest=$(tr -d '[:space:]' < index.json | sed -n 's/.*"digest":"sha256:\([0-9a-f]*\)".*/\1/p') \
    && { test -z "$DIGEST" || test "$DIGEST" = "sha256:$manifest"; } \
    && echo "$manifest  blobs/sha256/$manifest" | sha256sum -c - \
    && layer=$(tr -d '[:space:]' < "blobs/sha256/$manifest" | sed -n 's/.*"layers":\[{[^}]*"digest":"sha256:\([0-9a-f]*\)".*/\1/p') \
    && echo "$layer  blobs/sha256/$layer" | sha256sum -c - \
    && mkdir /model \
    && tar -xf "blobs/sha256/$layer" -C /model \
    && chmod -R a=rX /model

FROM ${BASE}
COPY [".build/own/bin/MLOpsBuild.Serving/release", "/app/server"]
ENV DOTNET_EnableDiagnostics="0" \
    OMP_WAIT_POLICY="passive"
WORKDIR /app
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /v2/health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
ENTRYPOINT ["sh", "-c", "exec dotnet /app/server/MLOpsBuild.Serving.dll --package /app/model --name fraud --release \"$RELEASE\" --urls http://0.0.0.0:8080 \"$@\"", "server"]
COPY --from=model ["/model", "/app/model"]
ARG RELEASE="0"
ARG REVISION=
ENV RELEASE="${RELEASE}"
LABEL org.opencontainers.image.title="fraud" \
    org.opencontainers.image.description="The model fraud and its server" \
    org.opencontainers.image.version="${RELEASE}" \
    org.opencontainers.image.revision="${REVISION}"
