#!/usr/bin/env python3
"""Follows all that happens on your channels and writes it to a file: every event once, whatever is killed in between."""

import json
import os
import pathlib
import sys
import time

import grpc
from google.protobuf.json_format import MessageToDict

import host
from liveip.v1 import channel_service_pb2 as channels
from liveip.v1 import channel_service_pb2_grpc as channels_grpc
from liveip.v1 import event_service_pb2 as events
from liveip.v1 import event_service_pb2_grpc as events_grpc

LONGEST_PAUSE = 30  # seconds between two tries to reach the host


class Output:
    """The events, one JSON object a line, and beside them where to go on from.

    Two files cannot be written in one step, so the order makes it exact: first the lines, then, by one rename, the
    resume token together with the length that the lines have now. A kill in between leaves lines that no token knows
    of. The next start cuts them off, and the host sends those events again.
    """

    def __init__(self, path):
        self.state_path = path.with_name(path.name + ".state")
        state = json.loads(self.state_path.read_text()) if self.state_path.exists() else {"length": 0, "token": ""}
        self.token = state["token"]
        self.file = open(path, "ab")
        self.file.truncate(state["length"])

    def write(self, response):
        for event in response.events:
            self.file.write(json.dumps(MessageToDict(event), ensure_ascii=False).encode() + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())

        # Heartbeats carry a token too: what the filter leaves out need not be looked at again.
        draft = self.state_path.with_name(self.state_path.name + ".new")
        with open(draft, "w") as file:
            json.dump({"length": self.file.tell(), "token": response.resume_token}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self.state_path)
        self.token = response.resume_token


def list_channels(stub, metadata):
    page = ""
    while True:
        request = channels.ListChannelsRequest(page_token=page)
        answer = stub.ListChannels(request, metadata=metadata, timeout=30)
        yield from answer.channels
        page = answer.next_page_token
        if not page:
            return


def follow(stub, metadata, output):
    pause = 1
    while True:
        # The token of the last response that was written; without one, from the beginning of the log.
        start = {"resume_token": output.token} if output.token else {"after_sequence": 0}
        try:
            for response in stub.WatchEvents(events.WatchEventsRequest(**start), metadata=metadata):
                if response.HasField("skipped"):
                    gone = response.skipped
                    print(f"events {gone.from_sequence} to {gone.to_sequence}: {gone.reason}", file=sys.stderr)
                output.write(response)
                pause = 1
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
            print(f"the host cannot be reached, trying again in {pause} s", file=sys.stderr)
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


def main():
    parser = host.arguments(__doc__)
    parser.add_argument("--out", type=pathlib.Path, default="events.jsonl", help="file to append to (%(default)s)")
    options = parser.parse_args()

    metadata = host.metadata(options)
    try:
        with host.connect(options.address) as connection:
            for channel in list_channels(channels_grpc.ChannelServiceStub(connection), metadata):
                print(f"{channel.name}  {channel.platform}  {channel.display_name}", flush=True)
            follow(events_grpc.EventServiceStub(connection), metadata, Output(options.out))
    except grpc.RpcError as error:
        sys.exit(f"{error.code().name}: {error.details()}")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
