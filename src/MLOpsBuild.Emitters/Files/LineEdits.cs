namespace MLOpsBuild.Emitters;

/// <summary>A line that stays (a space), goes (<c>-</c>) or comes (<c>+</c>).</summary>
internal readonly record struct LineEdit(char Sign, string Line);

/// <summary>The fewest edits from one list of lines to another, after Myers, "An O(ND) Difference Algorithm" (1986).</summary>
internal static class LineEdits
{
    public static List<LineEdit> Between(string[] before, string[] after)
    {
        var trace = new List<int[]>();
        var most = before.Length + after.Length;
        var furthest = new int[(2 * most) + 2];
        for (var depth = 0; ; depth++)
        {
            trace.Add(furthest[(most - depth)..(most + depth + 1)]);
            for (var diagonal = -depth; diagonal <= depth; diagonal += 2)
            {
                var down = diagonal == -depth || (diagonal != depth && furthest[most + diagonal - 1] < furthest[most + diagonal + 1]);
                var x = down ? furthest[most + diagonal + 1] : furthest[most + diagonal - 1] + 1;
                for (var y = x - diagonal; x < before.Length && y < after.Length && before[x] == after[y]; y++)
                    x++;
                furthest[most + diagonal] = x;
                if (x >= before.Length && x - diagonal >= after.Length)
                    return Back(before, after, trace);
            }
        }
    }

    private static List<LineEdit> Back(string[] before, string[] after, List<int[]> trace)
    {
        var edits = new List<LineEdit>();
        var (x, y) = (before.Length, after.Length);
        for (var depth = trace.Count - 1; depth > 0; depth--)
        {
            var furthest = trace[depth];
            var diagonal = x - y;
            var down = diagonal == -depth || (diagonal != depth && furthest[depth + diagonal - 1] < furthest[depth + diagonal + 1]);
            var (startX, startDiagonal) = down ? (furthest[depth + diagonal + 1], diagonal + 1) : (furthest[depth + diagonal - 1], diagonal - 1);
            while (x > startX && y > startX - startDiagonal)
            {
                edits.Add(new(' ', before[--x]));
                y--;
            }

            edits.Add(down ? new('+', after[--y]) : new('-', before[--x]));
        }

        while (x > 0)
            edits.Add(new(' ', before[--x]));
        edits.Reverse();
        return edits;
    }
}
