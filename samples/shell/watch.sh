#!/usr/bin/env bash
# Follows all that happens on your channels and writes it to a file: every event once, whatever is killed in between.
#
# Usage: watch.sh [FILE]
# Set LIVEIP_WEB_ADDRESS for another host, and LIVEIP_TOKEN or LIVEIP_DATA (the host's data directory) for its token.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/host.sh"
out=${1:-events.jsonl}

list_channels() {
  local page='' answer
  while :; do
    answer=$(call --get --max-time 30 --data-urlencode "pageToken=$page" "$address/v1/channels") || { echo "$answer" >&2; exit 1; }
    jq -r '.channels[] | "\(.name)  \(.platform)  \(.displayName)"' <<<"$answer"
    page=$(jq -r .nextPageToken <<<"$answer")
    [ -n "$page" ] || return 0
  done
}

# Two files cannot be written in one step, so the order makes it exact: first the lines, then, by one rename, the resume
# token together with the length that the lines have now. A kill in between leaves lines that no token knows of. The next
# start cuts them off, and the host sends those events again.
open_output() {
  # What a killed run still had in hand (a jq at work) holds this lock; wait for its end before cutting.
  exec 9>"$out.lock"
  flock 9
  length=0 resume=
  if [ -e "$out.state" ]; then read -r length resume <"$out.state"; fi
  touch "$out"
  truncate --size "$length" "$out"
}

write() {
  jq -c '.events[]' <<<"$1" >>"$out"
  sync "$out"
  printf '%s %s\n' "$(wc -c <"$out")" "$2" >"$out.state.new"
  sync "$out.state.new"
  mv "$out.state.new" "$out.state"
  resume=$2
}

follow() {
  local response token refusal from status
  while :; do
    # The token of the last response that was written; without one, from the beginning of the log.
    if [ -n "$resume" ]; then from="resumeToken=$resume"; else from="afterSequence=0"; fi
    # One response a line. This shell itself writes, and only curl stands beside it: a kill leaves nobody who writes on.
    refusal=
    while IFS= read -r response || [ -n "$response" ]; do
      # A heartbeat carries a token too. What carries none is an error, or half a line where the connection broke.
      token=$(jq -r '.resumeToken // empty' <<<"$response" 2>/dev/null) || token=
      if [ -z "$token" ]; then refusal=$response; continue; fi
      jq -r '.skipped // empty | "events \(.fromSequence) to \(.toSequence): \(.reason)"' <<<"$response" >&2
      write "$response" "$token"
    done < <(
      # A heartbeat comes every ten seconds: thirty without a byte mean that nobody is there any more.
      call --get --speed-time 30 --speed-limit 1 --data-urlencode "$from" "$address/v1/events:watch" 9>&-
    )
    status=0
    wait "$!" || status=$?
    # curl says 22 when the host answered and refused; trying again would help only if it is stopping (code 14).
    if [ "$status" -eq 22 ] && ! jq -e '.code == 14' <<<"$refusal" >/dev/null; then echo "$refusal" >&2; exit 1; fi
    echo "the host cannot be reached, trying again in 2 s" >&2
    sleep 2
  done
}

list_channels
open_output
follow
