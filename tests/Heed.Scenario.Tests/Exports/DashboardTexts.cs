using System.Text.RegularExpressions;

namespace Heed.Scenario.Tests.Exports;

/// <summary>Reads Grafana's variables out of an expression.</summary>
internal static partial class DashboardTexts
{
    public static IEnumerable<string> VariablesIn(string expression) => Variable().Matches(expression).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();
}
