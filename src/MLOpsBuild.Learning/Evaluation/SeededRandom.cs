namespace MLOpsBuild.Learning;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed on every machine and runtime.</summary>
internal struct SeededRandom
{
    private ulong _state;

    /// <summary>A stream of its own for each seed and number.</summary>
    public SeededRandom(int seed, int stream)
    {
        _state = unchecked((uint)seed);
        _state = Next() ^ unchecked((uint)stream);
        _state = Next();
    }

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>; the bias of 64 bits over an int's range is below 2^-32.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
