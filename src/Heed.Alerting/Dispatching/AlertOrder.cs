using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <summary>
/// Alertmanager's order of alerts in a notification: by <c>job</c>, by <c>instance</c>, then as <see cref="CompareLabels"/> says.
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

        return CompareLabels(x, y);
    }

    /// <summary>
    /// Alertmanager's order of groups: fewer labels first, then by the first name in which the two differ, where the one without the label
    /// comes first, or the first value.
    /// </summary>
    public static int CompareLabels(LabelSet x, LabelSet y)
    {
        if (x.Count != y.Count) return x.Count.CompareTo(y.Count);
        for (int i = 0; i < x.Count; i++)
        {
            (Label left, Label right) = (x.Labels[i], y.Labels[i]);
            int order = left.Name == right.Name ? string.CompareOrdinal(left.Value, right.Value) : string.CompareOrdinal(right.Name, left.Name);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>Alerts with the label come before those without.</summary>
    private static int ByOne(string x, string y)
    {
        if (x.Length == 0 || y.Length == 0) return (x.Length == 0 ? 1 : 0) - (y.Length == 0 ? 1 : 0);
        return string.CompareOrdinal(x, y);
    }
}
