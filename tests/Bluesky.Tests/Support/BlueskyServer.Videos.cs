using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

// Makes videos ready: with a permit of the account's server it takes a file, works on it, and puts the result there.
internal sealed partial class BlueskyServer
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _permits = new();
    private readonly ConcurrentDictionary<string, (byte[] File, int Asked)> _jobs = new();
    private int _permitsGiven;

    /// <summary>Older servers give none.</summary>
    public bool GivesPermits { get; set; } = true;

    /// <summary>How often a job is asked for before it is done.</summary>
    public int JobRounds { get; set; } = 2;

    /// <summary>Why no video can be made ready; null where they can.</summary>
    public string? VideoFault { get; set; }

    /// <summary>Happens once, after a permit was given.</summary>
    public Action? AfterPermit { get; set; }

    /// <summary>The service forgets what it was at work on.</summary>
    public void ForgetJobs() => _jobs.Clear();

    private async Task PermitAsync(HttpContext http)
    {
        var now = _clock.GetUtcNow();
        var isTime = long.TryParse((string?)http.Request.Query["exp"], CultureInfo.InvariantCulture, out var exp);
        var until = DateTimeOffset.FromUnixTimeSeconds(exp);
        if (RefuseWrite(http) is { } refused)
        {
            await refused;
        }
        else if (
            http.Request.Query["aud"] != $"did:web:127.0.0.1%3A{Pds.Port}"
            || http.Request.Query["lxm"] != "com.atproto.repo.uploadBlob"
        )
        {
            await ErrorAsync(http, 400, "InvalidRequest", "Error: aud must be a valid did");
        }
        else if (!isTime || until <= now || until > now.AddMinutes(30))
        {
            await ErrorAsync(http, 400, "BadExpiration", "cannot request a token with an expiration more than 30 minutes in the future");
        }
        else
        {
            var permit = $"permit-{Interlocked.Increment(ref _permitsGiven)}-secret";
            _permits[permit] = until;
            Secrets.Add(permit);
            AfterPermit?.Invoke();
            AfterPermit = null;
            await JsonAsync(http, 200, new JsonObject { ["token"] = permit });
        }
    }

    private async Task UploadVideoAsync(HttpContext http)
    {
        var file = await BytesAsync(http);
        var query = http.Request.Query;
        if (!_permits.TryGetValue(Bearer(http), out var until) || until <= _clock.GetUtcNow())
        {
            await ErrorAsync(http, 401, "unauthorized", Gossips ? $"no such token: {Bearer(http)}" : "no such token");
        }
        else if (query["did"] != Did || string.IsNullOrEmpty(query["name"]) || http.Request.ContentType != "video/mp4" || file.Length == 0)
        {
            await ErrorAsync(http, 400, "invalid_request", "did, name and a video/mp4 are needed");
        }
        else if (_jobs.FirstOrDefault(j => j.Value.File.AsSpan().SequenceEqual(file)) is { Key: { } known })
        {
            var status = JobStatus(known, "JOB_STATE_COMPLETED");
            (status["error"], status["message"]) = ("already_exists", "Video already processed");
            await JsonAsync(http, 409, status);
        }
        else
        {
            var job = $"job{_jobs.Count + 1}";
            _jobs[job] = (file, 0);
            await JsonAsync(http, 200, JobStatus(job, "JOB_STATE_CREATED"));
        }
    }

    /// <summary>Everyone may ask.</summary>
    private Task JobAsync(HttpContext http)
    {
        var id = (string?)http.Request.Query["jobId"] ?? "";
        if (!_jobs.TryGetValue(id, out var job))
        {
            return ErrorAsync(http, 404, "not_found", "no such job");
        }

        _jobs[id] = (job.File, job.Asked + 1);
        var status = JobStatus(id, job.Asked < JobRounds ? "JOB_STATE_ENCODING" : "JOB_STATE_COMPLETED");
        if (VideoFault is { } fault)
        {
            (status["state"], status["error"], status["message"]) = ("JOB_STATE_FAILED", "encoding_failure", fault);
        }
        else if (job.Asked >= JobRounds)
        {
            status["blob"] = Keep(job.File, "video/mp4");
        }

        return JsonAsync(http, 200, new JsonObject { ["jobStatus"] = status });
    }

    private static JsonObject JobStatus(string job, string state) =>
        new()
        {
            ["jobId"] = job,
            ["did"] = Did,
            ["state"] = state,
        };
}
