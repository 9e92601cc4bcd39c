# syntax=docker/dockerfile:1
# docker build -t tidegate:0.1.0-SNAPSHOT .        What runs it: docs/operations.md, "Containers"

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /src
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B --no-transfer-progress -P '!strict' -DskipTests -Dmaven.test.skip=true package

# First line: what jdeps finds in our jar and its libraries. Second: what is reached by name alone:
# the compiler of routes/*.java with the file system that it reads jars by, LDAP and DNS names, Kafka's
# SASL, character sets and languages of data, TLS curves, and jcmd for whoever looks at a process.
RUN jlink --output /java --no-header-files --no-man-pages --compress=zip-6 --generate-cds-archive --add-modules \
java.base,java.compiler,java.desktop,java.instrument,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql.rowset,jdk.jfr,jdk.management,jdk.unsupported,\
jdk.compiler,jdk.zipfs,java.naming,jdk.naming.dns,java.xml.crypto,jdk.security.auth,jdk.security.jgss,jdk.net,jdk.charsets,jdk.localedata,jdk.crypto.ec,jdk.management.agent,jdk.jcmd

FROM debian:bookworm-slim
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Tidegate" \
      org.opencontainers.image.description="A self-hosted, durable connector runtime on Apache Camel" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
RUN groupadd --system --gid 10001 tidegate \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin tidegate \
    && mkdir /data /routes \
    && chown 10001:10001 /data \
    && chmod 0700 /data
COPY --from=build /java /opt/java
COPY --from=build /src/target/lib /opt/tidegate/lib
COPY --from=build /src/target/tidegate-*.jar /opt/tidegate/tidegate.jar
COPY --from=build /src/target/tidegate.cdx.json /opt/tidegate/tidegate.cdx.json
COPY --chmod=0755 deploy/docker/tidegate /usr/local/bin/tidegate

ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    TIDEGATE_HOST=0.0.0.0 \
    TIDEGATE_DATA_DIR=/data \
    TIDEGATE_ROUTES_DIR=/routes
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=90s --retries=3 CMD ["tidegate", "health"]
ENTRYPOINT ["tidegate"]
CMD ["run"]
