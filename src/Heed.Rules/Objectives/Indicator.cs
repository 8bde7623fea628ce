namespace Heed.Rules.Objectives;

/// <summary>What is measured: the ratio of bad to all, over a window of any length.</summary>
public abstract record Indicator
{
    /// <summary>Stands for the window in the queries of an indicator, as in Sloth's and OpenSLO's documents: <c>[{{.window}}]</c>.</summary>
    public const string WindowPlace = "{{.window}}";

    /// <summary>Puts a window, as Prometheus writes durations, in its places; blanks within the braces are allowed.</summary>
    internal static string Over(string query, string window) =>
        query.Trim().Replace(WindowPlace, window, StringComparison.Ordinal).Replace("{{ .window }}", window, StringComparison.Ordinal);

    internal static bool HasWindow(string query) =>
        query.Contains(WindowPlace, StringComparison.Ordinal) || query.Contains("{{ .window }}", StringComparison.Ordinal);
}
