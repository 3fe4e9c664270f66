using System.Text.Json;

namespace LiveIp.Plugins.YouTube.Api.Data;

internal sealed class SearchListResponse
{
    public string? NextPageToken { get; set; }
    public PageInfo? PageInfo { get; set; }
    public IList<SearchResult>? Items { get; set; }
}

internal sealed class PageInfo
{
    /// <summary>An approximation.</summary>
    public long? TotalResults { get; set; }
}

internal sealed class SearchResult
{
    public ResourceId? Id { get; set; }
}

internal sealed class ResourceId
{
    public string? VideoId { get; set; }
}

/// <summary>youtubeAnalytics#resultTable</summary>
internal sealed class QueryResponse
{
    public IList<ColumnHeader>? ColumnHeaders { get; set; }

    /// <summary>Absent where there is no data.</summary>
    public IList<IList<JsonElement>>? Rows { get; set; }
}

internal sealed class ColumnHeader
{
    public string? Name { get; set; }
}
