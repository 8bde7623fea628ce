using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <summary>
/// Alertmanager's order of alerts in a notification: by <c>job</c>, by <c>instance</c>, fewer labels first, then label by label.
/// </summary>
public sealed class AlertOrder : IComparer<LabelSet>
{
    public static readonly AlertOrder Instance = new();

    public int Compare(LabelSet? x, LabelSet? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        foreach (string name in (ReadOnlySpan<string>)["job", "instance"])
        {
            int order = ByOne(x.Get(name), y.Get(name));
            if (order != 0) return order;
        }

        return x.Count != y.Count ? x.Count.CompareTo(y.Count) : x.CompareTo(y);
    }

    /// <summary>Alerts with the label come before those without.</summary>
    private static int ByOne(string x, string y)
    {
        if (x.Length == 0 || y.Length == 0) return (x.Length == 0 ? 1 : 0) - (y.Length == 0 ? 1 : 0);
        return string.CompareOrdinal(x, y);
    }
}
