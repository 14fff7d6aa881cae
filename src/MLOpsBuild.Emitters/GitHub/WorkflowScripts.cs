namespace MLOpsBuild.Emitters;

/// <summary>The scripts of workflows beyond a target's command; they hold no expression, and are given all by variables.</summary>
internal static class WorkflowScripts
{
    /// <summary>Writes the headline and facts of the record <c>RECORD</c> to the run's page, under <c>TITLE</c>.</summary>
    public const string Summarize = """
        if [ -f "$RECORD" ]; then
          jq -r --arg title "$TITLE" '
            def cell: tostring | gsub("[|]"; "\\|") | gsub("\n"; " ");
            "### \($title)\n\n\(.headline)\n\n| fact | value |\n| --- | --- |", (.facts[] | "| \(.key | cell) | \(.value | cell) |")
          ' "$RECORD" >> "$GITHUB_STEP_SUMMARY"
        fi

        """;

    /// <summary>Fails where nobody has to approve a deployment to <c>ENVIRONMENT</c>.</summary>
    public const string RequireReviewers = """
        reviewers=$(gh api "repos/$GITHUB_REPOSITORY/environments/$ENVIRONMENT" --jq '[.protection_rules[]? | select(.type == "required_reviewers")] | length' || echo 0)
        if [ "$reviewers" = 0 ]; then
          echo "::error title=Nobody approves $ENVIRONMENT::Add $APPROVERS as required reviewers of the environment $ENVIRONMENT under Settings, Environments."
          exit 1
        fi

        """;
}
