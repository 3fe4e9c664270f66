using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Polls.Running;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Text;

namespace LiveIp.Host.Polls;

/// <summary>Looks at what is asked for against each platform's own limits, before anything is stored or leaves the host.</summary>
internal sealed class PollExaminer(PollSteps steps)
{
    /// <summary>The poll on each channel, not begun.</summary>
    /// <param name="channels">Where.</param>
    /// <param name="question">One line.</param>
    /// <param name="options">One line each.</param>
    /// <param name="duration">How long.</param>
    /// <param name="allowPartial">A channel that can hold no poll is left out, and says so.</param>
    /// <param name="checks">Notes what a platform would refuse.</param>
    /// <param name="ct">Of the caller.</param>
    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">The plugin of a channel is not loaded.</exception>
    public async Task<IReadOnlyList<PollPartRecord>> ExamineAsync(
        IReadOnlyList<ChannelRecord> channels,
        string question,
        IReadOnlyList<string> options,
        TimeSpan duration,
        bool allowPartial,
        FieldChecks checks,
        CancellationToken ct
    )
    {
        var parts = new List<PollPartRecord>();
        foreach (var channel in channels)
        {
            var part = Part(channel, allowPartial);
            if (part.Method == PollMethod.Native)
            {
                Check(channel, await steps.LimitsAsync(channel, ct), question, options, duration, checks);
            }

            parts.Add(part);
        }

        return parts;
    }

    private PollPartRecord Part(ChannelRecord channel, bool allowPartial)
    {
        var part = new PollPartRecord
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            Method = steps.MethodOf(channel),
        };
        if (part.Method != PollMethod.None)
        {
            return part;
        }

        var missing = steps.Missing(channel);
        return allowPartial
            ? part with
            {
                Step = PollStep.Unsupported,
                Fault = new(ErrorReasons.CapabilityUnsupported, missing.Message),
            }
            : throw missing;
    }

    private static void Check(
        ChannelRecord channel,
        PollLimits limits,
        string question,
        IReadOnlyList<string> options,
        TimeSpan duration,
        FieldChecks checks
    )
    {
        var where = $"{channel.Name} ({channel.Platform})";
        Length(question, limits.MaxQuestionLength, "question");
        for (var i = 0; i < options.Count; i++)
        {
            Length(options[i], limits.MaxOptionLength, $"options[{i}]");
        }

        checks.Require(
            options.Count >= limits.MinOptions && options.Count <= limits.MaxOptions,
            "options",
            $"{where}: from {limits.MinOptions} to {limits.MaxOptions}"
        );
        checks.Require(duration >= limits.MinDuration, "duration", $"{where}: at least {limits.MinDuration.TotalSeconds:0} s");
        checks.Require(
            limits.MaxDuration is not { } most || duration <= most,
            "duration",
            $"{where}: at most {limits.MaxDuration?.TotalSeconds:0} s"
        );

        void Length(string text, int most, string field)
        {
            var length = TextMeasure.Of(text, limits.Unit);
            checks.Require(length <= most, field, $"{where}: has {length} characters, at most {most} are taken");
        }
    }
}
