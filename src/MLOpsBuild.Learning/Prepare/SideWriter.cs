namespace MLOpsBuild.Learning;

/// <summary>Writes the rows of one side of the split and counts them.</summary>
internal sealed class SideWriter : IDisposable
{
    private readonly FileStream _file;
    private int _rows, _positives;

    public SideWriter(string file, CsvLine header)
    {
        _file = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        header.WriteTo(_file);
    }

    public SideReport Report => SideReport.Of(_rows, _positives);

    public void Add(CsvLine row, bool positive)
    {
        row.WriteTo(_file);
        _rows++;
        _positives += positive ? 1 : 0;
    }

    public void Dispose() => _file.Dispose();
}
