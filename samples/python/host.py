"""What every program here begins with: where the host is, and the token that it wants."""

import argparse
import os
import pathlib
import sys
from urllib.parse import urlsplit

import grpc

sys.path.append(str(pathlib.Path(__file__).parent / "generated"))  # made by generate.sh


def arguments(description):
    """A parser that knows --address, --token and --data."""
    parser = argparse.ArgumentParser(description=description)
    env = os.environ.get
    data = pathlib.Path(env("XDG_DATA_HOME") or pathlib.Path.home() / ".local/share") / "liveip"
    parser.add_argument("--address", default=env("LIVEIP_ADDRESS", "http://127.0.0.1:7701"), help="gRPC address of the host")
    parser.add_argument("--token", default=env("LIVEIP_TOKEN"), help="else LIVEIP_TOKEN, else the file api-token in --data")
    parser.add_argument("--data", type=pathlib.Path, default=data, help="data directory of the host, for its token")
    return parser


def metadata(options):
    token = options.token or (options.data / "api-token").read_text().strip()
    return [("authorization", "Bearer " + token)]


def connect(address):
    scheme, target = urlsplit(address)[:2]
    # A host that has gone without a word is noticed after half a minute.
    options = [("grpc.keepalive_time_ms", 20_000), ("grpc.keepalive_timeout_ms", 10_000)]
    if scheme == "https":
        return grpc.secure_channel(target, grpc.ssl_channel_credentials(), options)
    return grpc.insecure_channel(target, options)
