# What every script here begins with: where the host is, and the token that it wants. To be sourced.
address=${LIVEIP_WEB_ADDRESS:-http://127.0.0.1:7702}
data=${LIVEIP_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/liveip}
api_token=${LIVEIP_TOKEN:-$(cat "$data/api-token")}

# A command line can be read by every user of the machine, so the token goes another way; printf is part of bash.
call() {
  curl --silent --show-error --fail-with-body --no-buffer \
    --config <(printf 'header = "authorization: Bearer %s"' "$api_token") "$@"
}
