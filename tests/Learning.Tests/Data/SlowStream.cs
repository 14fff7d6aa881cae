namespace MLOpsBuild.Learning.Tests.Data;

/// <summary>Hands out a few bytes a read, as a pipe may.</summary>
internal sealed class SlowStream(byte[] bytes, int mostPerRead) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, mostPerRead)]);
}
