using System.CommandLine;
using LiveIp.Cli.Commands.Scores;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary>What could be streamed, and what is ruled out.</summary>
internal sealed class SuggestOptions
{
    private readonly Option<string[]> _candidates = new("--candidate")
    {
        Description = "What could be streamed: label=value,label=value; may be repeated; else all combinations that your history has tried",
    };

    private readonly Option<string[]> _vetoes = new("--veto") { Description = "Not with this label: label=value; may be repeated" };

    private readonly Option<string[]> _spacings = new("--spacing")
    {
        Description = "So many broadcasts lie between two with the same value: label=number; may be repeated",
    };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Makes the draw repeatable; else a new one, told in the answer" };

    private readonly Option<string?> _profile = ScoreOptions.Profile();

    public void AddTo(Command command)
    {
        _candidates.Validators.Add(OptionLabels.AreLabels);
        _vetoes.Validators.Add(OptionLabels.IsOneLabel);
        _spacings.Validators.Add(OptionLabels.IsSpacing);
        command.Options.Add(_candidates);
        command.Options.Add(_vetoes);
        command.Options.Add(_spacings);
        command.Options.Add(_seed);
        command.Options.Add(_profile);
    }

    public SuggestRequest Request(ParseResult parsed)
    {
        var request = new SuggestRequest { Seed = parsed.GetValue(_seed), Profile = ScoreNames.Profile(parsed.GetValue(_profile)) };
        request.Candidates.Add(Each(parsed, _candidates).Select(static c => new CandidateLabels { Labels = { c } }));
        request.Vetoes.Add(
            Each(parsed, _vetoes).Select(static v => v.Single()).Select(static v => new LabelValue { Factor = v.Key, Value = v.Value })
        );
        request.Spacings.Add(
            Each(parsed, _spacings)
                .Select(static s => s.Single())
                .Select(static s => new Spacing { Factor = s.Key, Broadcasts = OptionLabels.Number(s.Value)!.Value })
        );
        return request;
    }

    private static IEnumerable<Dictionary<string, string>> Each(ParseResult parsed, Option<string[]> option) =>
        (parsed.GetValue(option) ?? []).Select(static typed => OptionLabels.Parse(typed)!);
}
