namespace MLOpsBuild.Targets;

/// <summary>Asks a person for what is missing; only ever called where one sits at a terminal.</summary>
internal static class Prompts
{
    private const int Attempts = 3;

    public static void Ask(IReadOnlyList<ParameterDeclaration> missing, PreparedRun run, ParameterValues values)
    {
        foreach (var parameter in missing)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var mistakes = new List<string>();
                run.World.Error.Write($"{parameter.Description ?? parameter.Name} ({parameter.Option}{(parameter.IsSecret ? ", not shown" : "")}): ");
                if (run.World.Ask(parameter.IsSecret) is not { Length: > 0 } answer)
                    break;
                if (parameter.IsSecret)
                    run.World.Error.WriteLine();
                values.Answer(parameter, answer, run.World, mistakes);
                if (mistakes.Count == 0)
                    break;
                run.World.Error.WriteLine(mistakes[0]);
            }
        }

        if (missing.Count > 0)
            values.Inject(run.Build);
    }
}
