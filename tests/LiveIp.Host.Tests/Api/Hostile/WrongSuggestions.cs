using Google.Protobuf;
using Grpc.Core;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>What to stream next. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongSuggestions
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            {
                "Suggest",
                new SuggestRequest { Profile = "mine" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "Suggest",
                new SuggestRequest { Profile = "profiles/none" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { new CandidateLabels() } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates[0].labels"
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { new CandidateLabels { Labels = { ["topic"] = "<b>" } } } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates[0].labels.topic"
            },
            {
                "Suggest",
                new SuggestRequest { Candidates = { Enumerable.Repeat(new CandidateLabels(), 20_000) } },
                StatusCode.InvalidArgument,
                BadField,
                "candidates"
            },
            {
                "Suggest",
                new SuggestRequest
                {
                    Vetoes =
                    {
                        new LabelValue { Factor = "a\u0000b", Value = "x" },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "vetoes[0].factor"
            },
            {
                "Suggest",
                new SuggestRequest
                {
                    Spacings =
                    {
                        new Spacing { Factor = "topic", Broadcasts = int.MinValue },
                    },
                },
                StatusCode.InvalidArgument,
                BadField,
                "spacings[0].broadcasts"
            },
            {
                "RecordChoice",
                new RecordChoiceRequest { Broadcast = "broadcasts/x", Labels = { ["topic"] = "" } },
                StatusCode.InvalidArgument,
                BadField,
                "suggestion broadcast labels.topic"
            },
            {
                "RecordChoice",
                new RecordChoiceRequest { Suggestion = "suggestions/none", Labels = { ["topic"] = "x" } },
                StatusCode.NotFound,
                "SUGGESTION_NOT_FOUND",
                ""
            },
            {
                "ListSuggestions",
                new ListSuggestionsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListSuggestions",
                new ListSuggestionsRequest { PageToken = "x" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "BackTest",
                new BackTestRequest { Profile = "profiles/A B" },
                StatusCode.InvalidArgument,
                BadField,
                "profile"
            },
            {
                "BackTest",
                new BackTestRequest { Profile = "profiles/default@99" },
                StatusCode.NotFound,
                "PROFILE_NOT_FOUND",
                ""
            },
        };
}
