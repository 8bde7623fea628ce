using System.Globalization;

namespace Heed.Monitoring.Rankings;

/// <summary>The names of a ranking model's figures: <c>ndcg_at_10</c> and the like, in the order in which each cutoff has them.</summary>
public static class RankingMetrics
{
    private const string Infix = "_at_";

    /// <summary>The names without their cutoff, the chief one first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ndcg", "map", "mrr", "hit_rate", "precision", "recall"];

    public static string NameOf(int metric, int cutoff) => string.Create(CultureInfo.InvariantCulture, $"{Names[metric]}{Infix}{cutoff}");

    /// <summary>The k of such a name, from 1 to <see cref="ModelOptions.MostPlaces"/>; false for any other name.</summary>
    public static bool TryReadCutoff(string name, out int cutoff)
    {
        cutoff = 0;
        int at = name.LastIndexOf(Infix, StringComparison.Ordinal);
        return at > 0
            && Names.Contains(name[..at], StringComparer.Ordinal)
            && int.TryParse(name.AsSpan(at + Infix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out cutoff)
            && cutoff is >= 1 and <= ModelOptions.MostPlaces;
    }
}
