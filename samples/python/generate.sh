#!/bin/sh
# Generates the Python code of the API into generated/.
set -eu
cd "$(dirname "$0")"
mkdir -p generated
set -- -I ../../proto --python_out=generated --grpc_python_out=generated \
  ../../proto/google/api/*.proto ../../proto/liveip/v1/*.proto
if plugin=$(command -v grpc_python_plugin) && command -v protoc >/dev/null; then
  protoc --plugin=protoc-gen-grpc_python="$plugin" "$@" # Debian: protobuf-compiler-grpc, libprotobuf-dev
else
  python3 -m grpc_tools.protoc "$@" # pip install grpcio-tools
fi
