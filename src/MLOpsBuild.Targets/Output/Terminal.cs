using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>Reads what a person types.</summary>
internal static class Terminal
{
    public static string? ReadLine(bool isSecret)
    {
        if (!isSecret)
            return Console.ReadLine();
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else
                text.Append(key.KeyChar);
        }

        return text.ToString();
    }
}
