using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>Splits a command at blanks into program and arguments; double quotes keep blanks, and no shell sees it.</summary>
internal static class CommandWords
{
    /// <exception cref="FormatException">A quote is not closed, or there is no word.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, started) = (false, false);
        foreach (var letter in command)
        {
            if (letter == '"')
            {
                (quoted, started) = (!quoted, true);
            }
            else if (char.IsWhiteSpace(letter) && !quoted)
            {
                if (started)
                    words.Add(word.ToString());
                word.Clear();
                started = false;
            }
            else
            {
                word.Append(letter);
                started = true;
            }
        }
        if (quoted)
            throw new FormatException("a double quote is not closed");
        if (started)
            words.Add(word.ToString());
        return words.Count > 0 && words[0].Length > 0 ? words : throw new FormatException("it names no program");
    }
}
