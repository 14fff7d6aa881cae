using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>The list of a repository's tags, page by page.</summary>
internal static class TagList
{
    private const int PageLimit = 4 * 1024 * 1024;
    private const int PageSize = 1000;

    /// <summary>All tags as the registry orders them; none where the repository does not exist.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(RemoteRepository repository, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        var request = repository.Request(HttpMethod.Get, $"tags/list?n={PageSize}", Scopes.Pull(repository.Path));
        for (RegistryRequest? page = request; page is not null;)
        {
            var current = page;
            var (more, next) = await repository.Client.SendAsync(current, async response => response.Status switch
            {
                HttpStatusCode.NotFound => ([], null),
                HttpStatusCode.OK => (Tags(await response.ReadDocumentAsync(PageLimit), current.Where), PageLink.Next(repository.Client, response)),
                _ => throw await repository.Client.UnexpectedAsync(current, response),
            }, cancellationToken);
            tags.AddRange(more);
            page = next is null || more.Count == 0 ? null : current with { Target = next };
        }
        return tags;
    }

    // A repository whose last tag was deleted has null for a list.
    private static List<string> Tags(byte[] answer, string where) =>
        JsonPlace.Parse(answer, where).Member("tags") is { Element.ValueKind: not System.Text.Json.JsonValueKind.Null } tags ? [.. tags.Items().Select(tag => tag.AsText())] : [];
}
