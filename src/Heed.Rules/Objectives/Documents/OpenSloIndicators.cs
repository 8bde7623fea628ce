using Heed.Documents;
using Heed.Model.Parsing;

namespace Heed.Rules.Objectives.Documents;

/// <summary>The indicators that stand in documents of their own (kind <c>SLI</c>), for objectives that refer to them.</summary>
internal sealed class OpenSloIndicators
{
    private readonly Dictionary<string, OpenSloIndicator?> _byName = new(StringComparer.Ordinal);

    /// <summary>Takes a document that is an indicator, and leaves all others alone.</summary>
    public void Collect(MappingReader root)
    {
        if (!root.TryGet("kind", out DocumentNode? kind) || kind.Text != "SLI") return;
        string name = OpenSloReader.ReadName(root);
        OpenSloIndicator? indicator = null;
        if (root.TryRequire("spec", "ratioMetric or thresholdMetric", out DocumentNode? node))
        {
            MappingReader spec = node.ReadMapping();
            spec.IsWritten("description");
            indicator = OpenSloIndicator.Read(spec);
        }

        root.Finish();
        if (name.Length > 0 && !_byName.TryAdd(name, indicator)) root.Node.Report($"expected each indicator once, found a second {name}");
    }

    /// <summary>The indicator that a reference names; null where there is none, or one with mistakes: both are reported.</summary>
    public OpenSloIndicator? Find(DocumentNode reference)
    {
        string name = reference.ReadText();
        if (_byName.TryGetValue(name, out OpenSloIndicator? indicator) || name.Length == 0) return indicator;
        string known = _byName.Count == 0 ? "there is no document of kind SLI" : $"known: {string.Join(", ", _byName.Keys)}";
        reference.Report($"expected the name of an indicator, found {reference.Describe()}; {known}", NearestName.Find(name, [.. _byName.Keys]));
        return null;
    }
}
