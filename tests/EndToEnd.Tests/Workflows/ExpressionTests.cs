using System.Collections.Immutable;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The runner evaluates expressions as GitHub's documentation says.</summary>
public sealed class ExpressionTests
{
    private static readonly Scope Scope = new Scope()
        .With("github", ImmutableDictionary<string, object?>.Empty.Add("event_name", "push").Add("event", ImmutableDictionary<string, object?>.Empty.Add("number", 7.0)))
        .With("inputs", ImmutableDictionary<string, object?>.Empty.Add("fast", true).Add("empty", ""));

    [Theory]
    [InlineData("github.event_name != 'pull_request'", "true")]
    [InlineData("github.event_name == 'PUSH'", "true")]
    [InlineData("github.event.number == 7", "true")]
    [InlineData("github.event.nothing.deeper", "")]
    [InlineData("inputs.fast && 'yes' || 'no'", "yes")]
    [InlineData("inputs.empty || 'given'", "given")]
    [InlineData("!(inputs.fast) == false", "true")]
    [InlineData("'it''s'", "it's")]
    [InlineData("null == 0", "true")]
    [InlineData("'1' == 1", "true")]
    [InlineData("success() && !failure()", "true")]
    [InlineData("contains('release/1.10', '/1')", "true")]
    public void An_expression_has_its_value(string expression, string expected) =>
        Assert.Equal(expected, Value.Text(Expression.Evaluate(expression, Scope)));

    [Theory]
    [InlineData("github.")]
    [InlineData("a b")]
    [InlineData("nobody.knows")]
    [InlineData("unknown()")]
    [InlineData("\"double\"")]
    public void What_is_no_expression_is_refused(string expression) =>
        Assert.ThrowsAny<Exception>(() => Expression.Evaluate(expression, Scope));

    [Fact]
    public void A_step_without_a_word_on_the_status_does_not_run_after_a_failure()
    {
        var failed = Scope with { HasFailed = true };
        Assert.False(Condition.Holds(null, failed));
        Assert.False(Condition.Holds("${{ github.event_name == 'push' }}", failed));
        Assert.True(Condition.Holds("${{ !cancelled() }}", failed));
        Assert.True(Condition.Holds("failure()", failed));
    }

    [Fact]
    public void A_text_is_filled_with_values() =>
        Assert.Equal("nuget-push-true", Expression.Fill("nuget-${{ github.event_name }}-${{ inputs.fast }}", Scope));
}
