#!/usr/bin/env bash
# A show from beginning to end: sign in, see whether all is well, go live everywhere, speak in every chat, end it everywhere.
#
# Usage: show.sh connect PLATFORM [-]     (with "-": secrets from standard input, ID=SECRET, one a line)
#        show.sh run TITLE [LINE [QUESTION OPTION OPTION...]]     (a line for all chats, and a poll of a minute on all channels)
# Set LIVEIP_WEB_ADDRESS for another host, and LIVEIP_TOKEN or LIVEIP_DATA (the host's data directory) for its token.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/host.sh"

# Calls what changes something, with a body from standard input. The request_id makes a call that is repeated after a lost
# answer the same call. curl's own --retry does not count an answer that was cut off as lost, and would print the body of
# every attempt.
act() {
  local body answer code attempt
  body=$(jq -c --arg id "$(cat /proc/sys/kernel/random/uuid)" '. + {requestId: $id}')
  for attempt in 1 2 3 4 5; do
    if [ "$attempt" -gt 1 ]; then sleep "$((attempt - 1))"; fi
    code=0
    answer=$(printf '%s' "$body" | call --max-time 60 --header 'content-type: application/json' --data-binary @- \
      --write-out '\n%{http_code}' "$address/v1/$1") || code=$?
    case "$code ${answer##*$'\n'}" in
      "0 "*) printf '%s\n' "${answer%$'\n'*}"; return ;;
      # Not connected, too slow, cut off before or within the answer, or a host that is not ready.
      "7 "* | "18 "* | "28 "* | "52 "* | "56 "* | "22 503") ;;
      *) break ;;
    esac
  done
  printf '%s\n' "${answer%$'\n'*}" >&2
  return 1
}

# Every response of a stream, one a line, until the reader has seen enough. A stream is quiet for as long as nothing changes,
# so it has no limit of time; a host that has gone without a word is noticed by TCP.
watch() { call --keepalive-time 20 --get "$address/v1/$1"; }

connect() {
  local session step
  # The secrets go through a pipe, as printf is part of bash.
  session=$(printf '%s' "$2" | jq -c --arg platform "$1" '{platform: $platform, secrets: .}' | act signInSessions | jq -r .session)
  while IFS= read -r step; do
    jq -r '
      if .openAddress then "open on the host'"'"'s own machine: \(.openAddress.address)"
      elif .enterCode then "open \(.enterCode.address) and enter \(.enterCode.code)"
      elif .done then "signed in as \(.done.account.accountName): \(.done.account.channel)"
      elif .failed then "\(.failed.failure): \(.failed.detail)"
      else empty end' <<<"$step"
    if jq -e .done >/dev/null <<<"$step"; then return 0; fi
    if jq -e .failed >/dev/null <<<"$step"; then return 1; fi
  done < <(watch "$session:watch")
  return 1
}

look_before() {
  call --max-time 120 --header 'content-type: application/json' --data '{}' "$address/v1/preflight:run" | jq -r '.report
    | "\(.channel)  \(.platform)  \(if .ready then "ready" else "NOT READY" end)",
      (.findings[] | select(.outcome != "OUTCOME_OK") | "  \(.detail)")'
}

# Waits until the broadcast is as the jq condition says, and tells each channel's state when it changes. Sets name to what the
# broadcast is called from then on.
until_broadcast() {
  local response channel line
  local -A told=()
  while IFS= read -r response; do
    while IFS=$'\t' read -r channel line; do
      if [ "${told[$channel]:-}" != "$line" ]; then
        told[$channel]=$line
        echo "$channel  $line"
      fi
    done < <(jq -r '.broadcast.channels[] | [.channel,
      "\(.platform)  \(.state | ltrimstr("STATE_") | ascii_downcase | gsub("_"; " "))\(if .problem then ": \(.problem.message)" else "" end)"]
      | @tsv' <<<"$response")
    name=$(jq -r .broadcast.name <<<"$response")
    if jq -e "$1" >/dev/null <<<"$response"; then return 0; fi
  done < <(watch "$name:watch")
  echo "the host no longer tells of the broadcast" >&2
  return 1
}

# One poll on all channels; waits for its end and tells the count over all of them. POLL_SECONDS is how long it is open.
poll() {
  local poll response last=''
  poll=$(jq -n --arg question "$1" --arg duration "${POLL_SECONDS:-60}s" '
    {question: $question, options: $ARGS.positional, duration: $duration, allowPartial: true}' --args "${@:2}" | act polls | jq -r .poll.name)
  while IFS= read -r response; do last=$response; done < <(watch "$poll:watch")
  if ! jq -e '.poll.state | IN("STATE_CLOSED", "STATE_FAILED")' >/dev/null <<<"$last"; then
    echo "the host no longer tells of the poll; the show goes on" >&2
    return 1
  fi
  jq -r '.poll | (.parts[] | "\(.channel)  \(.platform)  \(.state | ltrimstr("STATE_") | ascii_downcase)  \(
        [.votes[]? | select(.votes) | "\(.option): \(.votes)"] | join(", "))"),
      "poll  \([.tally.votes[]? | "\(.option): \(.votes)"] | join(", "))",
      (.tally.leftOut[]? | "not counted: \(.platform): \(.reason)")' <<<"$last"
}

run() {
  look_before
  # What a channel cannot have (Bilibili's title) is in leftOut then, and no error.
  name=$(jq -n --arg title "$1" '{details: {title: $title}, allowUnsupported: true}' | act broadcasts | jq -r .broadcast.name)
  jq -n '{}' | act "$name:goLive" >/dev/null
  until_broadcast 'all(.broadcast.channels[]; .state | IN("STATE_LIVE", "STATE_FAILED", "STATE_ENDED"))'
  if [ -n "${2:-}" ]; then
    # SENT is what the platform confirmed; UNKNOWN is never sent again by itself.
    jq -n --arg text "$2" '{text: $text, allowPartial: true}' | act chat:send | jq -r '.results[]
      | "\(.channel)  \(.state | ltrimstr("SEND_STATE_") | ascii_downcase | gsub("_"; " "))  \(.detail // "")"'
  fi
  if [ $# -ge 5 ]; then poll "${@:3}"; fi
  echo "press Enter to end the show everywhere"
  read -r _ || true
  jq -n '{}' | act "$name:end" >/dev/null
  until_broadcast '.broadcast.state == "STATE_ENDED"'
  echo ended
}

case "${1:-}" in
  connect)
    # Secrets come from standard input, because a command line can be read by every user of the machine: ID=SECRET, one a line.
    secrets='{}'
    if [ "${3:-}" = - ]; then secrets=$(jq -Rn '[inputs | select(contains("=")) | capture("^(?<key>[^=]+)=(?<value>.*)$")] | from_entries'); fi
    connect "${2:?a platform, such as twitch}" "$secrets"
    ;;
  run)
    : "${2:?a title}"
    run "${@:2}"
    ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
