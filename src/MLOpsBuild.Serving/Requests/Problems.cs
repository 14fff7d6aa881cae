using System.Globalization;

namespace MLOpsBuild.Serving;

/// <summary>What is wrong with a request, field by field; told all at once.</summary>
internal sealed class Problems
{
    private const int Told = 20;
    private readonly List<Problem> _list = [];
    private int _count;

    /// <summary>The field that is being read, for the words of a syntax error.</summary>
    public string? Reading { get; set; }

    public bool Any => _count > 0;

    public IReadOnlyList<Problem> List => _list;

    /// <param name="row">The row's place in the request from 0; -1 where the request has one row only.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="what">What is wrong with it, a clause.</param>
    public void Add(int row, string field, string what)
    {
        if (_count++ < Told)
            _list.Add(new(row, field, what));
    }

    public void Clear()
    {
        _list.Clear();
        _count = 0;
        Reading = null;
    }

    /// <summary>All of them as sentences.</summary>
    public override string ToString() =>
        string.Join(" ", _list) + (_count > Told ? string.Create(CultureInfo.InvariantCulture, $" And {_count - Told} more.") : "");
}

/// <summary>What is wrong with a field of a row.</summary>
internal sealed record Problem(int Row, string Field, string What)
{
    public override string ToString() =>
        (Row < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Row {Row}: ")) + $"'{Field}' {What}{(What.EndsWith('?') ? "" : ".")}";
}
