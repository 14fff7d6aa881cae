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

    /// <summary>Hands the digest of the plan in <c>PLAN</c> on, and shows what it says on the run's page.</summary>
    public const string ShowPlan = """
        digest=sha256:$(sha256sum < "$PLAN/plan.json" | cut -d ' ' -f 1)
        echo "digest=$digest" >> "$GITHUB_OUTPUT"
        cat "$PLAN/plan.md" >> "$GITHUB_STEP_SUMMARY"
        printf '\nThe digest of this plan: `%s`\n' "$digest" >> "$GITHUB_STEP_SUMMARY"

        """;

    /// <summary>Tells who approved this run's deployment to <c>ENVIRONMENT</c>; fails where nobody did.</summary>
    public const string ReadApproval = """
        by=$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID/approvals" | jq -r --arg environment "$ENVIRONMENT" '
          [.[] | select(.state == "approved" and any(.environments[]; .name == $environment)) | .user.login] | unique | join(", ")
        ')
        if [ -z "$by" ]; then
          echo "::error title=Nobody approved $ENVIRONMENT::GitHub knows of no approval of this run for the environment $ENVIRONMENT."
          exit 1
        fi
        echo "by=$by" >> "$GITHUB_OUTPUT"

        """;

    /// <summary>Hands on the digest of the package whose record is <c>PUSHED</c>.</summary>
    public const string ReadDigest = """
        echo "digest=$(jq -er .digest "$PUSHED")" >> "$GITHUB_OUTPUT"

        """;
}
