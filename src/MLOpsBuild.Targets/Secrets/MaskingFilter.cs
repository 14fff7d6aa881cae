namespace MLOpsBuild.Targets;

/// <summary>Lets bytes pass, secrets masked; holds back an end that may be the start of a secret, so that one split over two writes is found.</summary>
internal sealed class MaskingFilter(Masker masker, MaskingFilter.Output output)
{
    private byte[] held = [];
    private byte previous = (byte)' ';

    /// <summary>Takes what may be seen.</summary>
    internal delegate void Output(ReadOnlySpan<byte> bytes);

    public bool HoldsNothing => held.Length == 0;

    public void Write(ReadOnlySpan<byte> bytes) => Pass([.. held, .. bytes], isLast: false);

    /// <summary>Nothing more comes: what was held back is let go.</summary>
    public void Finish() => Pass(held, isLast: true);

    private void Pass(byte[] bytes, bool isLast)
    {
        int from = 0, at = 0;
        while (at < bytes.Length)
        {
            var length = Match(bytes, at, isLast, out var mayGrow);
            if (mayGrow)
                break;
            if (length == 0)
            {
                at++;
                continue;
            }

            Emit(bytes.AsSpan(from..at));
            Emit(Masker.Mask);
            at += length;
            from = at;
        }

        Emit(bytes.AsSpan(from..at));
        held = bytes[at..];
    }

    /// <summary>The length of the longest secret that starts here; or that only the next bytes can tell.</summary>
    private int Match(byte[] bytes, int at, bool isLast, out bool mayGrow)
    {
        mayGrow = false;
        var rest = bytes.AsSpan(at);
        foreach (var form in masker.StartingWith(bytes[at]) ?? [])
        {
            if (form.IsWholeToken && IsWord(at == 0 ? previous : bytes[at - 1]))
                continue;
            if (rest.Length < form.Bytes.Length)
            {
                mayGrow |= !isLast && form.Bytes.AsSpan().StartsWith(rest);
                continue;
            }

            if (!rest.StartsWith(form.Bytes))
                continue;
            if (form.IsWholeToken && rest.Length == form.Bytes.Length && !isLast)
                mayGrow = true;
            else if (!form.IsWholeToken || rest.Length == form.Bytes.Length || !IsWord(rest[form.Bytes.Length]))
                return mayGrow ? 0 : form.Bytes.Length;
        }

        return 0;
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        previous = bytes[^1];
        output(bytes);
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_' || value >= 128;
}
