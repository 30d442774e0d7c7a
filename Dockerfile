# 写作台，给一个县或一个镇用：docker compose -f .packaging/compose.yaml up
# A desk for a county: the program in a folder of its own, then a small image with what it needs of the system.
FROM debian:bookworm-slim AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv \
    && python3 -m venv /opt/yizhangtu
COPY pyproject.toml README.md LICENSE /source/
COPY src /source/src
COPY styles /source/styles
COPY flows/library /source/flows/library
RUN /opt/yizhangtu/bin/pip install --quiet --no-cache-dir "/source[serve]" \
    && /opt/yizhangtu/bin/pip uninstall --quiet -y pip setuptools

FROM debian:bookworm-slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends \
      python3 graphviz fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* && useradd --uid 1000 --create-home yizhangtu
COPY --from=build /opt/yizhangtu /opt/yizhangtu
ENV PATH=/opt/yizhangtu/bin:$PATH LANG=C.UTF-8 XDG_CACHE_HOME=/tmp PYTHONDONTWRITEBYTECODE=1
USER yizhangtu
WORKDIR /project
EXPOSE 8000
# The root may be read-only: only /project and /tmp are written to.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["python3", "-c", \
  "from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:8000/', headers={'X-Remote-User': 'health', 'X-Remote-Role': 'read'}), timeout=4)"]
ENTRYPOINT ["yizhangtu", "serve", "/project", "--host", "127.0.0.1", "--port", "8000", "--behind-proxy"]
