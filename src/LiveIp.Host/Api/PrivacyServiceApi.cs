using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Privacy.Retention;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>PrivacyService: forgetting people, and how long content is kept.</summary>
internal sealed class PrivacyServiceApi(ForgettingBook book, ChannelStore channels, RetentionRules rules, RetentionWorker retention)
    : PrivacyService.PrivacyServiceBase
{
    private const int LongestText = 512;
    private const int MostNames = 50;
    private const int ChannelPage = 1000;

    public override async Task<ForgetPersonResponse> ForgetPerson(ForgetPersonRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.Require(
            People.TokenOf(request.Person) is not null && request.Person.Length <= LongestText,
            "person",
            "must be \"scheme:id\" as in Person.id, for instance \"twitch:123\""
        );
        checks.Require(request.Names.Count <= MostNames, "names", $"at most {MostNames}");
        for (var i = 0; i < request.Names.Count; i++)
        {
            checks.Require(request.Names[i].Trim().Length is > 0 and <= LongestText, $"names[{i}]", "must not be empty or very long");
        }

        checks.ThrowIfAny();
        if (Followed().FirstOrDefault(c => $"{c.Platform}:{c.Identity.Id}" == request.Person) is { } followed)
        {
            throw RpcErrors.FailedPrecondition(
                ErrorReasons.PersonIsFollowed,
                $"This is whom {followed.Name} follows. Remove the channel first, or it would be written again at once."
            );
        }

        try
        {
            var row = await book.AskAsync(request.Person, request.Names, context.CancellationToken);
            return new ForgetPersonResponse { Forgetting = row.Message };
        }
        catch (EventLogException e)
        {
            throw RpcErrors.Unavailable(ErrorReasons.LogUnavailable, e.Message);
        }
    }

    public override Task<GetForgettingResponse> GetForgetting(GetForgettingRequest request, ServerCallContext context)
    {
        var id =
            ForgettingNames.IdOf(request.Name)
            ?? throw RpcErrors.InvalidArgument(
                ErrorReasons.InvalidField,
                "This is no forgetting's name.",
                ("name", "\"forgettings/{id}\"")
            );
        var row = book.Find(id) ?? throw RpcErrors.NotFound(ErrorReasons.ForgettingNotFound, $"There is no '{request.Name}'.");
        return Task.FromResult(new GetForgettingResponse { Forgetting = row.Message });
    }

    public override Task<ListForgettingsResponse> ListForgettings(ListForgettingsRequest request, ServerCallContext context)
    {
        var (rows, next) = book.List(PositionPage.After(request.PageToken), PositionPage.Size(request.PageSize));
        return Task.FromResult(
            new ListForgettingsResponse { Forgettings = { rows.Select(static r => r.Message) }, NextPageToken = PositionPage.Token(next) }
        );
    }

    public override Task<GetRetentionResponse> GetRetention(GetRetentionRequest request, ServerCallContext context) =>
        Task.FromResult(
            new GetRetentionResponse { Rules = { PrivacyServiceRules.All(rules) }, SweptAt = retention.SweptAt?.ToTimestamp() }
        );

    public override Task<UpdateRetentionResponse> UpdateRetention(UpdateRetentionRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.Require(request.Rules.Count > 0, "rules", "must not be empty");
        var asked = PrivacyServiceRules.Read(request.Rules, rules, checks);
        checks.ThrowIfAny();
        rules.Set(asked);
        return Task.FromResult(new UpdateRetentionResponse { Rules = { PrivacyServiceRules.All(rules) } });
    }

    private IEnumerable<ChannelRecord> Followed()
    {
        var after = 0L;
        do
        {
            (var page, after) = channels.List(after, ChannelPage);
            foreach (var channel in page)
            {
                yield return channel;
            }
        } while (after != 0);
    }
}
