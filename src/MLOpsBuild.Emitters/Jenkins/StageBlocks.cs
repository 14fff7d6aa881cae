namespace MLOpsBuild.Emitters;

/// <summary>Arranges jobs into what a declarative pipeline can say: blocks one after the other, each of chains side by side. A job never starts before those that it waits for; a block may make it wait for more.</summary>
internal static class StageBlocks
{
    /// <summary>Blocks in order; each holds chains, each chain jobs in order.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<CiJob>>> Of(ImmutableArray<CiJob> jobs)
    {
        var blocks = ImmutableArray.CreateBuilder<ImmutableArray<ImmutableArray<CiJob>>>();
        for (var rest = jobs; !rest.IsEmpty;)
        {
            var block = Longest(rest);
            blocks.Add(block);
            rest = [.. rest.Except(block.SelectMany(chain => chain))];
        }

        return blocks.ToImmutable();
    }

    /// <summary>The first layers of the jobs, as many as fall apart into chains. A job in parts is a block of its own, since Jenkins takes no matrix inside of parallel stages.</summary>
    private static ImmutableArray<ImmutableArray<CiJob>> Longest(ImmutableArray<CiJob> jobs)
    {
        var layers = Layers(jobs);
        if (layers[0].FirstOrDefault(job => job.Parts is not null) is { } matrix)
            return [[matrix]];
        ImmutableArray<ImmutableArray<CiJob>> block = [.. layers[0].Select(job => ImmutableArray.Create(job))];
        foreach (var layer in layers.Skip(1))
        {
            if (Extend(block, layer, jobs) is not { } longer)
                break;
            block = longer;
        }

        return block;
    }

    /// <summary>The chains with one more layer; null when a job would wait for two chains, or two jobs for one.</summary>
    private static ImmutableArray<ImmutableArray<CiJob>>? Extend(ImmutableArray<ImmutableArray<CiJob>> chains, IEnumerable<CiJob> layer, ImmutableArray<CiJob> jobs)
    {
        var longer = chains.ToBuilder();
        foreach (var job in layer)
        {
            if (job.Parts is not null || job.Needs.Where(jobs.Contains).ToArray() is not [var before] || longer.FindIndex(chain => chain[^1] == before) is not (>= 0 and var at))
                return null;
            longer[at] = longer[at].Add(job);
        }

        return longer.ToImmutable();
    }

    /// <summary>The jobs by the length of the longest way to them.</summary>
    private static CiJob[][] Layers(ImmutableArray<CiJob> jobs)
    {
        var depth = new Dictionary<CiJob, int>(ReferenceEqualityComparer.Instance);
        foreach (var job in jobs)
            depth[job] = job.Needs.Where(depth.ContainsKey).Select(before => depth[before] + 1).DefaultIfEmpty(0).Max();
        return [.. jobs.GroupBy(job => depth[job]).OrderBy(layer => layer.Key).Select(layer => layer.ToArray())];
    }

    private static int FindIndex<T>(this ImmutableArray<T>.Builder items, Func<T, bool> matches)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (matches(items[i]))
                return i;
        }

        return -1;
    }
}
