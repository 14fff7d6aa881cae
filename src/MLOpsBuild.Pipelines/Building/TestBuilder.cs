using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>Says how the model must behave.</summary>
public sealed class TestBuilder<TRow>
    where TRow : class
{
    private readonly RowType<TRow> _row;
    private readonly List<BehaviourTest> _tests = [];
    private readonly FindingList _findings;

    internal TestBuilder(RowType<TRow> row, FindingList findings)
    {
        _row = row;
        _findings = findings;
    }

    /// <summary>The probability of the positive class rises or falls with a number; at most <paramref name="violations"/> of the rows may move the other way by more than <paramref name="by"/>.</summary>
    public TestBuilder<TRow> Monotone<TValue>(Expression<Func<TRow, TValue>> column, Direction direction, double violations, double by, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var location = SourceLocation.Of(file, line);
        return Add(new MonotoneTest(_row.Name(column, location), direction, violations, by), location);
    }

    /// <summary>The column must not matter: it is no feature, and changing it changes no prediction.</summary>
    public TestBuilder<TRow> NotUsed<TValue>(Expression<Func<TRow, TValue>> column, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var location = SourceLocation.Of(file, line);
        return Add(new NotUsedTest(_row.Name(column, location)), location);
    }

    /// <summary>A named row must get a probability of the positive class within bounds, both included.</summary>
    public TestBuilder<TRow> Example(string name, TRow row, double atLeast = 0, double atMost = 1, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(row);
        var location = SourceLocation.Of(file, line);
        if (_tests.OfType<ExampleTest>().Any(example => example.Name == name))
            _findings.Add(FindingCodes.Duplicate, location, "two examples have the same name", name, "Name each for what it stands for.");
        return Add(new ExampleTest(name, _row.Cells(row), atLeast, atMost), location);
    }

    internal TestDefinition ToDefinition() => new() { Tests = [.. _tests] };

    private TestBuilder<TRow> Add(BehaviourTest test, SourceLocation location)
    {
        _tests.Add(test with { Location = location });
        return this;
    }
}
