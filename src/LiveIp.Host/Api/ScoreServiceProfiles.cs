using LiveIp.Host.Api.Errors;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.Scoring.Profiles;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Profiles of the API: what is wrong with one is told by field, all of it at once.</summary>
internal sealed class ScoreServiceProfiles(ProfileStore store)
{
    /// <summary>The longest that means anything has every metric with a target, and is a tenth of this.</summary>
    private const int LongestJson = 64 * 1024;

    public ListProfilesResponse List(ListProfilesRequest request)
    {
        var (defaultId, newest) = (store.Default, new HashSet<string>(StringComparer.Ordinal));
        return new()
        {
            Profiles =
            {
                store
                    .List(request.AllVersions)
                    .Select(p => ScoreServiceMessages.ToMessage(p, defaultId, isNewest: newest.Add(p.Profile.Id))),
            },
            JsonSchema = ShippedProfiles.Schema,
        };
    }

    public ScoringProfile Save(SaveProfileRequest request)
    {
        var named = StoredProfile.Parse(request.Name);
        if (named is not { Version: null } name)
        {
            throw RpcErrors.InvalidArgument(
                ("name", "must be the name of a profile, profiles/{id}: lower-case letters, digits and hyphens")
            );
        }

        if (request.Json.Length == 0)
        {
            if (!request.MakeDefault)
            {
                throw RpcErrors.InvalidArgument(("json", "must be a profile; it may be empty only with make_default"));
            }

            var known = store.Find(request.Name) ?? throw NotFound(request.Name);
            store.MakeDefault(name.Id);
            return ScoreServiceMessages.ToMessage(known, name.Id, isNewest: true);
        }

        var profile = Parse(request.Json);
        if (profile.Id != name.Id)
        {
            throw RpcErrors.InvalidArgument(("json.id", $"must be '{name.Id}', as in the name"));
        }

        try
        {
            return ScoreServiceMessages.ToMessage(store.Save(profile, request.MakeDefault), store.Default, isNewest: true);
        }
        catch (BuiltInProfileException e)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.ProfileBuiltIn, e.Message);
        }
    }

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT, with every problem by its field.</exception>
    public static ScoreProfile Parse(string json)
    {
        if (json.Length is 0 or > LongestJson)
        {
            throw RpcErrors.InvalidArgument(("json", $"must be a profile of at most {LongestJson} characters"));
        }

        try
        {
            return ProfileJson.Parse(json);
        }
        catch (ProfileException e)
        {
            throw RpcErrors.InvalidArgument([.. e.Problems.Select(static p => (p.Field == "$" ? "json" : $"json.{p.Field}", p.Message))]);
        }
    }

    public static Grpc.Core.RpcException NotFound(string profile) =>
        RpcErrors.NotFound(ErrorReasons.ProfileNotFound, $"There is no profile '{profile}'.");
}
