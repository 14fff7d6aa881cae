namespace MLOpsBuild.Serving;

/// <summary>A request that cannot be answered: the client's mistake, with the status that says so and the fields that are wrong.</summary>
internal sealed class RequestException(int status, string message, IReadOnlyList<Problem>? problems = null) : Exception(message)
{
    public int Status { get; } = status;

    public IReadOnlyList<Problem> Problems { get; } = problems ?? [];

    public static RequestException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);

    public static RequestException Of(Problems problems) => new(StatusCodes.Status400BadRequest, problems.ToString(), [.. problems.List]);
}
