namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>Takes the application's access to an account back, whichever of its tokens is named.</summary>
internal sealed class RevocationEndpoint(YouTubeStage stage)
{
    public async Task RunAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var token = form["token"].ToString() is { Length: > 0 } posted ? posted : http.Request.Query["token"].ToString();
        if ((stage.Grants.Find(token) ?? stage.Access.Find(token)) is not { } grant)
        {
            await RestApi.WriteAsync(http, 400, """{"error":"invalid_token","error_description":"Token expired or revoked"}""");
            return;
        }

        stage.Grants.Revoke(grant.Account);
        stage.Access.Revoke(grant.Account);
        await RestApi.WriteAsync(http, 200, "{}");
    }
}
