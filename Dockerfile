FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/clipfile
WORKDIR /src
# Dependencies first: this layer is built again only when the lock changes.
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY README.md LICENSE ./
COPY app app
COPY migrations migrations
COPY seeds seeds
RUN uv sync --locked --no-dev --no-editable

FROM python:3.13-slim
# A number, so that Kubernetes can see that it is not root; the home is where an embedded database would live.
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/clipfile clipfile
COPY --from=build /opt/clipfile /opt/clipfile
ENV PATH=/opt/clipfile/bin:$PATH PYTHONUNBUFFERED=1 CLIPFILE_DATA_DIR=/var/lib/clipfile/data
WORKDIR /var/lib/clipfile
USER 10001
EXPOSE 8000
# http.client, as urllib would ask a proxy that the environment names.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
# It migrates the database by itself. On 0.0.0.0 it starts only with CLIPFILE_ALLOW_OPEN=true, which whoever publishes
# the port must choose to say: see compose.yaml.
CMD ["clipfile", "serve", "--host", "0.0.0.0", "--port", "8000"]
