using System.Text;

namespace MLOpsBuild.Emitters;

/// <summary>Names as options and jobs have them.</summary>
public static class KebabCase
{
    /// <summary><c>PlanDeploy</c> becomes <c>plan-deploy</c>, <c>HTTPPort</c> becomes <c>http-port</c>.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            text.Append(startsWord && name[i - 1] is not ('_' or '-') ? "-" : "").Append(name[i] == '_' ? '-' : char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
