using Heed.Model.Labels;

namespace Heed.Alerting.Routing;

/// <summary>A node of the routing tree with everything that it inherits filled in.</summary>
public sealed class Route
{
    private readonly HashSet<string>? _groupBy;

    /// <summary>Most alerts are taken by one route: all of them share its list.</summary>
    private readonly Route[] _alone;

    public Route(string key, IReadOnlyList<LabelMatcher> matchers, bool continues, RouteSettings settings, IReadOnlyList<Route> routes)
    {
        Key = key;
        Matchers = matchers;
        Continues = continues;
        Settings = settings;
        Routes = routes;
        _alone = [this];
        _groupBy = settings.GroupBy is null ? null : [.. settings.GroupBy];
    }

    /// <summary>The matchers of all routes from the root down to this one, as <c>{}/{team="risk"}</c>.</summary>
    public string Key { get; }

    /// <summary>All have to hold; none at the root.</summary>
    public IReadOnlyList<LabelMatcher> Matchers { get; }

    /// <summary>Whether the siblings below are asked, too, once this route took an alert (<c>continue</c>).</summary>
    public bool Continues { get; }

    public RouteSettings Settings { get; }

    public IReadOnlyList<Route> Routes { get; }

    /// <summary>The deepest routes that take an alert: every alert that reaches the root has at least one.</summary>
    public IReadOnlyList<Route> Match(LabelSet labels)
    {
        List<Route> taken = [];
        Collect(labels, taken);
        return taken.Count == 1 ? taken[0]._alone : taken;
    }

    /// <summary>The labels of an alert that make its group.</summary>
    public LabelSet GroupLabels(LabelSet labels)
    {
        if (_groupBy is null) return labels;
        LabelSetBuilder group = new();
        foreach (Label label in labels.Labels)
        {
            if (_groupBy.Contains(label.Name)) group.Set(label.Name, label.Value);
        }

        return group.Build();
    }

    private bool Collect(LabelSet labels, List<Route> taken)
    {
        for (int i = 0; i < Matchers.Count; i++)
        {
            if (!Matchers[i].Matches(labels)) return false;
        }

        bool below = false;
        foreach (Route child in Routes)
        {
            if (!child.Collect(labels, taken)) continue;
            below = true;
            if (!child.Continues) break;
        }

        if (!below) taken.Add(this);
        return true;
    }
}
