#!/usr/bin/env python3
"""A show from beginning to end: sign in, see whether all is well, go live everywhere, speak in every chat, end it everywhere."""

import getpass
import sys
import time
import uuid

import grpc

import host
from liveip.v1 import broadcast_service_pb2 as broadcasts
from liveip.v1 import broadcast_service_pb2_grpc as broadcasts_grpc
from liveip.v1 import chat_service_pb2 as chat
from liveip.v1 import chat_service_pb2_grpc as chat_grpc
from liveip.v1 import common_pb2 as common
from liveip.v1 import poll_service_pb2 as polls
from liveip.v1 import poll_service_pb2_grpc as polls_grpc
from liveip.v1 import preflight_service_pb2 as preflight
from liveip.v1 import preflight_service_pb2_grpc as preflight_grpc
from liveip.v1 import sign_in_service_pb2 as sign_in
from liveip.v1 import sign_in_service_pb2_grpc as sign_in_grpc

ATTEMPTS = 5


def say(text):
    print(text, flush=True)


def act(method, request, metadata):
    """Calls what changes something. The request_id makes a second call after a lost answer the same call."""
    request.request_id = str(uuid.uuid4())
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return method(request, metadata=metadata, timeout=60)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE or attempt == ATTEMPTS:
                raise
            time.sleep(2**attempt / 2)


def connect_account(connection, metadata, platform, secrets):
    """Signs in at a platform. Who says yes there is a person, so the steps say what to open."""
    stub = sign_in_grpc.SignInServiceStub(connection)
    request = sign_in.BeginSignInRequest(platform=platform, secrets=secrets)
    session = act(stub.BeginSignIn, request, metadata).session
    for step in stub.WatchSignIn(sign_in.WatchSignInRequest(session=session), metadata=metadata):
        kind = step.WhichOneof("step")
        if kind == "open_address":
            say(f"open on the host's own machine: {step.open_address.address}")
        elif kind == "enter_code":
            say(f"open {step.enter_code.address} and enter {step.enter_code.code}")
        elif kind == "done":
            say(f"signed in as {step.done.account.account_name}: {step.done.account.channel}")
            return
        elif kind == "failed":
            sys.exit(f"{common.SignInFailure.Name(step.failed.failure)}: {step.failed.detail}")


def look_before(connection, metadata):
    """Tells what would go wrong while there is time to mend it."""
    stub = preflight_grpc.PreflightServiceStub(connection)
    for response in stub.RunPreflight(preflight.RunPreflightRequest(), metadata=metadata, timeout=120):
        report = response.report
        say(f"{report.channel}  {report.platform}  {'ready' if report.ready else 'NOT READY'}")
        for finding in report.findings:
            if finding.outcome != preflight.PreflightFinding.OUTCOME_OK:
                say(f"  {finding.detail}")


def go_live(stub, metadata, options):
    """Everywhere with one call, then waits until each channel is live or cannot be."""
    create = broadcasts.CreateBroadcastRequest(
        details=broadcasts.PlannedDetails(title=options.title, category=options.category or ""),
        allow_unsupported=True,  # what a channel cannot have (Bilibili's title) is in left_out, and no error
    )
    name = act(stub.CreateBroadcast, create, metadata).broadcast.name
    act(stub.GoLive, broadcasts.GoLiveRequest(name=name), metadata)
    told = {}
    state = broadcasts.BroadcastChannel.State
    for response in stub.WatchBroadcast(broadcasts.WatchBroadcastRequest(name=name), metadata=metadata):
        for channel in response.broadcast.channels:
            line = state.Name(channel.state).removeprefix("STATE_").lower().replace("_", " ")
            if channel.HasField("problem"):
                line += f": {channel.problem.message}"
            if told.get(channel.channel) != line:
                told[channel.channel] = line
                say(f"{channel.channel}  {channel.platform}  {line}")
        settled = (state.STATE_LIVE, state.STATE_FAILED, state.STATE_ENDED)
        if all(channel.state in settled for channel in response.broadcast.channels):
            return response.broadcast.name


def speak(connection, metadata, text):
    """One line in all chats. SENT is what the platform confirmed; UNKNOWN is never sent again by itself."""
    request = chat.SendMessageRequest(text=text, allow_partial=True)
    for result in act(chat_grpc.ChatServiceStub(connection).SendMessage, request, metadata).results:
        state = chat.SendState.Name(result.state).removeprefix("SEND_STATE_").lower().replace("_", " ")
        say(f"{result.channel}  {state}  {result.detail}".rstrip())


def poll(connection, metadata, question, options, seconds):
    """One poll on all channels; waits for its end and tells the count over all of them."""
    stub = polls_grpc.PollServiceStub(connection)
    request = polls.CreatePollRequest(question=question, options=options, allow_partial=True)
    request.duration.seconds = seconds
    name = act(stub.CreatePoll, request, metadata).poll.name
    last = None
    for response in stub.WatchPoll(polls.WatchPollRequest(name=name), metadata=metadata):
        last = response.poll
    over = (polls.SharedPoll.STATE_CLOSED, polls.SharedPoll.STATE_FAILED)
    if last is None or last.state not in over:
        sys.exit("the host no longer tells of the poll; the show goes on")
    for part in last.parts:
        state = polls.PollPart.State.Name(part.state).removeprefix("STATE_").lower()
        votes = ", ".join(f"{v.option}: {v.votes}" for v in part.votes if v.HasField("votes"))
        say(f"{part.channel}  {part.platform}  {state}  {votes or part.problem.message}".rstrip())
    say("poll  " + ", ".join(f"{v.option}: {v.votes}" for v in last.tally.votes))
    for left_out in last.tally.left_out:
        say(f"not counted: {left_out.platform}: {left_out.reason}")


def end(stub, metadata, name):
    act(stub.EndBroadcast, broadcasts.EndBroadcastRequest(name=name), metadata)
    for response in stub.WatchBroadcast(broadcasts.WatchBroadcastRequest(name=name), metadata=metadata):
        if response.broadcast.state == broadcasts.Broadcast.STATE_ENDED:
            say("ended")
            return


def main():
    parser = host.arguments(__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    connect = commands.add_parser("connect", help="sign in at a platform")
    connect.add_argument("platform", help="youtube, twitch, bilibili, or another that is installed")
    connect.add_argument("--secret", action="append", default=[], metavar="ID", help="asked for without being shown: identity_code")
    run = commands.add_parser("run", help="do a show")
    run.add_argument("title")
    run.add_argument("--category", help="a canonical one: music, gaming, coding, ...")
    run.add_argument("--say", action="append", default=[], metavar="TEXT", help="a line for all chats; may be given again")
    run.add_argument("--poll", nargs="+", metavar=("QUESTION", "OPTION"), help="a question and two to four options")
    run.add_argument("--seconds", type=int, default=60, help="how long the poll is open (%(default)s)")
    options = parser.parse_args()
    if options.command == "run" and options.poll and len(options.poll) < 3:
        parser.error("a poll needs a question and at least two options")

    metadata = host.metadata(options)
    try:
        with host.connect(options.address) as connection:
            if options.command == "connect":
                ask = getpass.getpass if sys.stdin.isatty() else lambda _: sys.stdin.readline().rstrip("\n")
                secrets = {name: ask(f"{name}: ") for name in options.secret}
                connect_account(connection, metadata, options.platform, secrets)
                return
            look_before(connection, metadata)
            stub = broadcasts_grpc.BroadcastServiceStub(connection)
            name = go_live(stub, metadata, options)
            for text in options.say:
                speak(connection, metadata, text)
            if options.poll:
                poll(connection, metadata, options.poll[0], options.poll[1:], options.seconds)
            say("press Enter to end the show everywhere")
            sys.stdin.readline()
            end(stub, metadata, name)
    except grpc.RpcError as error:
        sys.exit(f"{error.code().name}: {error.details()}")
    except KeyboardInterrupt:
        sys.exit("left as it is: the show goes on")


if __name__ == "__main__":
    main()
