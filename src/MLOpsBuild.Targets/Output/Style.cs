namespace MLOpsBuild.Targets;

/// <summary>Emphasis on a terminal; plain text elsewhere.</summary>
internal sealed record Style(bool HasColour)
{
    public string Bold(string text) => Wrap("1", text);

    public string Red(string text) => Wrap("31", text);

    public string Green(string text) => Wrap("32", text);

    public string Yellow(string text) => Wrap("33", text);

    public string Dim(string text) => Wrap("2", text);

    private string Wrap(string code, string text) => HasColour ? $"\e[{code}m{text}\e[0m" : text;
}
