using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What the gates said of a package, as an in-toto statement with the predicate "test result", version 0.1.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Definition">The digest of the definition that the gates are from.</param>
/// <param name="Passed">The gates that passed, each with bound and value.</param>
/// <param name="Failed">The gates that failed.</param>
public sealed record GateVerdict(string Pipeline, Digest Definition, ImmutableArray<string> Passed, ImmutableArray<string> Failed)
{
    private const string PassedWord = "PASSED";

    /// <summary>Whether none failed.</summary>
    public bool AllPassed => Failed.IsEmpty;

    /// <summary>The statement about a package.</summary>
    public byte[] ToStatement(Digest package) => InTotoStatement.Bytes(Pipeline, package, SupplyChainTypes.TestResultPredicate, writer =>
    {
        writer.WriteString("result", AllPassed ? PassedWord : "FAILED");
        writer.WriteList("configuration", [ResourceDescriptor.Of("definition of the gates", Definition)], (list, definition) => definition.Write(list));
        writer.WriteList("passedTests", Passed, (list, gate) => list.WriteStringValue(gate));
        writer.WriteList("failedTests", Failed, (list, gate) => list.WriteStringValue(gate));
    });

    /// <summary>Reads the statement about a package; refuses with <see cref="RegistryCodes.InvalidDocument"/> one about another, or one whose result contradicts its lists.</summary>
    public static GateVerdict Parse(ReadOnlyMemory<byte> statement, string pipeline, Digest package)
    {
        var predicate = InTotoStatement.Predicate(statement, package, SupplyChainTypes.TestResultPredicate, "the verdict of the gates");
        var definition = predicate.Required("configuration").Items().Select(ResourceDescriptor.Read).FirstOrDefault()?.Digest.GetValueOrDefault("sha256");
        var verdict = new GateVerdict(
            pipeline,
            Digest.TryParse("sha256:" + definition, out var digest) ? digest : throw predicate.Refuse("names no definition of the gates."),
            [.. predicate.Required("passedTests").Items().Select(gate => gate.AsText())],
            [.. predicate.Required("failedTests").Items().Select(gate => gate.AsText())]);
        return verdict.AllPassed == (predicate.Required("result").AsText() == PassedWord) ? verdict : throw predicate.Refuse("has a result that its lists contradict.");
    }
}
