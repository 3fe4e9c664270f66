// Follows all that happens on your channels and writes it to a file: every event once, whatever is killed in between.

import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { ProtoGrpcType as ChannelTypes } from "./generated/channel_service.js";
import type { ProtoGrpcType as EventTypes } from "./generated/event_service.js";
import type { ListChannelsResponse__Output } from "./generated/liveip/v1/ListChannelsResponse.js";
import type { WatchEventsResponse__Output } from "./generated/liveip/v1/WatchEventsResponse.js";
import { Output } from "./output.js";

const longestPause = 30_000; // milliseconds between two tries to reach the host

const { values: options } = parseArgs({
  options: {
    address: { type: "string", default: process.env.LIVEIP_ADDRESS ?? "http://127.0.0.1:7701" },
    token: { type: "string", default: process.env.LIVEIP_TOKEN },
    data: { type: "string", default: join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local/share"), "liveip") },
    out: { type: "string", default: "events.jsonl" },
  },
});

// The same choices as in "npm run generate": 64-bit integers as strings, because JavaScript has none.
const schema = loadSync(["liveip/v1/channel_service.proto", "liveip/v1/event_service.proto"], {
  includeDirs: [fileURLToPath(new URL("../../../proto", import.meta.url))],
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
});
const { liveip } = grpc.loadPackageDefinition(schema) as unknown as ChannelTypes & EventTypes;

const address = new URL(options.address);
const credentials = address.protocol === "https:" ? grpc.credentials.createSsl() : grpc.credentials.createInsecure();
// A host that has gone without a word is noticed after half a minute.
const keepalive = { "grpc.keepalive_time_ms": 20_000, "grpc.keepalive_timeout_ms": 10_000 };
const channels = new liveip.v1.ChannelService(address.host, credentials, keepalive);
const events = new liveip.v1.EventService(address.host, credentials, keepalive);

const metadata = new grpc.Metadata();
const token = options.token ?? readFileSync(join(options.data, "api-token"), "utf8").trim();
metadata.set("authorization", `Bearer ${token}`);

async function listChannels(): Promise<void> {
  let pageToken = "";
  do {
    const answer = await new Promise<ListChannelsResponse__Output>((resolve, reject) =>
      channels.listChannels({ pageToken }, metadata, { deadline: Date.now() + 30_000 }, (error, page) =>
        page ? resolve(page) : reject(error),
      ),
    );
    for (const channel of answer.channels) console.log(`${channel.name}  ${channel.platform}  ${channel.displayName}`);
    pageToken = answer.nextPageToken;
  } while (pageToken !== "");
}

async function follow(output: Output): Promise<never> {
  let pause = 1000;
  for (;;) {
    // The token of the last response that was written; without one, from the beginning of the log.
    const start = output.token ? { resumeToken: output.token } : { afterSequence: 0 };
    try {
      for await (const message of events.watchEvents(start, metadata)) {
        const response = message as WatchEventsResponse__Output;
        if (response.skipped) {
          const { fromSequence, toSequence, reason } = response.skipped;
          console.error(`events ${fromSequence} to ${toSequence}: ${reason}`);
        }
        // Heartbeats carry a token too: what the filter leaves out need not be looked at again.
        output.write(response.events, response.resumeToken);
        pause = 1000;
      }
    } catch (error) {
      if ((error as grpc.ServiceError).code !== grpc.status.UNAVAILABLE) throw error;
    }
    console.error(`the host cannot be reached, trying again in ${pause / 1000} s`);
    await sleep(pause);
    pause = Math.min(2 * pause, longestPause);
  }
}

try {
  await listChannels();
  await follow(new Output(options.out));
} catch (error) {
  const { code, details } = error as grpc.ServiceError;
  if (code === undefined) throw error;
  console.error(`${grpc.status[code]}: ${details}`);
  process.exit(1);
}
