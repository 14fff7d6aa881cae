using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Opens data files.</summary>
internal static class DataFile
{
    /// <summary>Opens a file for reading from start to end.</summary>
    /// <exception cref="StageException">The file is not there, or may not be read.</exception>
    public static FileStream Open(string path, string name)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var what = problem is FileNotFoundException or DirectoryNotFoundException
                ? "the data file does not exist"
                : Directory.Exists(path) ? "the data file is a folder" : $"the data file cannot be read: {problem.Message.TrimEnd('.')}";
            throw new StageException("The data cannot be read:", [new(FindingCodes.NoDataFile, what, name, path, "Put the file there, or name another one in Csv(path).")], problem);
        }
    }
}
